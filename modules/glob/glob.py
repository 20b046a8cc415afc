import fnmatch as _fnmatch
import os as _os
import sys as _sys

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
         include_hidden=False):
    """Return a list of paths matching a `pathname` pattern.

    The pattern may contain simple shell-style wildcards a la
    fnmatch. Unlike fnmatch, filenames starting with a
    dot are special cases that are not matched by '*' and '?'
    patterns by default.

    If `include_hidden` is true, the patterns '*', '?', '**'  will match hidden
    directories.

    If `recursive` is true, the pattern '**' will match any files and
    zero or more directories and subdirectories."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd,
                      recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
          include_hidden=False):
    """Return an iterator which yields the paths matching a `pathname` pattern.

    It takes the arguments of glob()."""
    _sys.audit('glob.glob', pathname, recursive)
    _sys.audit('glob.glob/2', pathname, recursive, root_dir, dir_fd)
    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    empty = pathname[:0]
    if root_dir is None:
        root_dir = empty
    else:
        root_dir = _os.fspath(root_dir)
    found = _find(root_dir, pathname, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        found = _nonempty(found)
    return found


def _nonempty(names):
    """Drop the empty path that '**' also matches."""
    for name in names:
        if name:
            yield name


def _find(root, pathname, recursive, dironly, hidden):
    dirname, basename = _os.path.split(pathname)
    if not has_magic(pathname):
        full = _join(root, pathname)
        if basename:
            if _os.path.lexists(full):
                yield pathname
        elif _os.path.isdir(_join(root, dirname)):
            # The pattern ends with a slash: directories only.
            yield pathname
        return
    if not dirname:
        if recursive and _is_recursive(basename):
            yield from _below(root, basename, dironly, hidden)
        else:
            yield from _matching(root, basename, dironly, hidden)
        return
    # Where split leaves nothing to take off, as at the root, the name itself is it.
    if dirname != pathname and has_magic(dirname):
        dirs = _find(root, dirname, recursive, True, hidden)
    else:
        dirs = [dirname]
    for dir in dirs:
        full = _join(root, dir)
        if has_magic(basename):
            if recursive and _is_recursive(basename):
                names = _below(full, basename, dironly, hidden)
            else:
                names = _matching(full, basename, dironly, hidden)
        else:
            names = _existing(full, basename)
        for name in names:
            yield _os.path.join(dir, name)


def _existing(dir, name):
    if name:
        if _os.path.lexists(_join(dir, name)):
            return [name]
    elif _os.path.isdir(dir):
        return [name]
    return []


def _matching(dir, pattern, dironly, hidden):
    names = _names(dir, dironly)
    if not (hidden or _is_hidden(pattern)):
        names = [n for n in names if not _is_hidden(n)]
    return _fnmatch.filter(names, pattern)


def _below(dir, pattern, dironly, hidden):
    """Yield what lies below a directory, the directory as an empty name first."""
    if not dir or _os.path.isdir(dir):
        yield pattern[:0]
    stack = [iter(_visible(dir, dironly, hidden))]
    prefix = [pattern[:0]]
    while stack:
        for name in stack[-1]:
            path = _join(prefix[-1], name)
            yield path
            below = _visible(_join(dir, path), dironly, hidden)
            if below:
                stack.append(iter(below))
                prefix.append(path)
                break
        else:
            stack.pop()
            prefix.pop()


def _visible(dir, dironly, hidden):
    return [n for n in _names(dir, dironly) if hidden or not _is_hidden(n)]


def _names(dir, dironly):
    if not dir:
        dir = _os.curdir if isinstance(dir, str) else _os.fsencode(_os.curdir)
    names = []
    try:
        with _os.scandir(dir) as it:
            for entry in it:
                try:
                    if not dironly or entry.is_dir():
                        names.append(entry.name)
                except OSError:
                    pass
    except OSError:
        pass
    return names


def _join(dir, name):
    if not dir or not name:
        return dir or name
    return _os.path.join(dir, name)


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def _is_recursive(pattern):
    return pattern in ('**', b'**')


def has_magic(s):
    if isinstance(s, bytes):
        return b'*' in s or b'?' in s or b'[' in s
    return '*' in s or '?' in s or '[' in s


def escape(pathname):
    """Escape all special characters.
    """
    drive, rest = _os.path.splitdrive(pathname)
    if isinstance(rest, bytes):
        return _os.fsencode(escape(_os.fsdecode(pathname)))
    return drive + ''.join('[' + c + ']' if c in '*?[' else c for c in rest)
