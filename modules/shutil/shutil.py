import errno
import os
import stat
import sys

COPY_BUFSIZE = 256 * 1024

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2',
           'copytree', 'move', 'rmtree', 'Error', 'SpecialFileError',
           'SameFileError', 'ignore_patterns', 'chown', 'which',
           'get_terminal_size']


class Error(OSError):
    pass


class SameFileError(Error):
    """Raised when source and destination are the same file."""


class SpecialFileError(OSError):
    """Raised when trying to do a kind of operation (e.g. copying) which is
    not supported on a special file (e.g. a named pipe)"""


def copyfileobj(fsrc, fdst, length=0):
    """copy data from file-like object fsrc to file-like object fdst"""
    length = length or COPY_BUFSIZE
    while data := fsrc.read(length):
        fdst.write(data)


def _same(src, dst):
    if isinstance(src, os.DirEntry):
        try:
            return os.path.samestat(src.stat(), os.stat(dst))
        except OSError:
            return False
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy data from src to dst in the most efficient way possible.

    If follow_symlinks is not set and src is a symbolic link, a new
    symlink will be created instead of copying the file it points to."""
    if _same(src, dst):
        raise SameFileError('{!r} and {!r} are the same file'.format(src, dst))
    for path in src, dst:
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError('`%s` is a named pipe' % os.fspath(path))
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as e:
            if not os.path.exists(dst):
                raise FileNotFoundError(f'Directory does not exist: {dst}') from e
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy mode bits from src to dst.

    If follow_symlinks is not set, symlinks aren't followed if and only
    if both `src` and `dst` are symlinks."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        if os.chmod not in os.supports_follow_symlinks:
            return
        os.chmod(dst, stat.S_IMODE(os.lstat(src).st_mode), follow_symlinks=False)
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy file metadata

    Copy the permission bits, last access time, last modification time, and
    flags from `src` to `dst`."""
    follow = follow_symlinks or not (os.path.islink(src) and os.path.islink(dst))
    if isinstance(src, os.DirEntry):
        st = src.stat(follow_symlinks=follow)
    else:
        st = os.stat(src, follow_symlinks=follow)
    os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns), follow_symlinks=follow)
    if follow or os.chmod in os.supports_follow_symlinks:
        os.chmod(dst, stat.S_IMODE(st.st_mode), follow_symlinks=follow)


def _into(src, dst):
    if os.path.isdir(dst):
        return os.path.join(dst, os.path.basename(src))
    return dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy data and mode bits ("cp src dst"). Return the file's destination.

    The destination may be a directory."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy data and metadata. Return the file's destination.

    The destination may be a directory."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """Function that can be used as copytree() ignore parameter.

    Patterns is a sequence of glob-style patterns
    that are used to exclude files"""
    def ignore(path, names):
        import fnmatch
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Recursively copy a directory tree and return the destination directory.

    If exception(s) occur, an Error is raised with a list of reasons."""
    sys.audit('shutil.copytree', src, dst)
    with os.scandir(src) as it:
        entries = list(it)
    ignored = set()
    if ignore is not None:
        ignored = ignore(os.fspath(src), [e.name for e in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    use_entry = copy_function in (copy, copy2)
    for entry in entries:
        if entry.name in ignored:
            continue
        source = os.path.join(src, entry.name)
        target = os.path.join(dst, entry.name)
        what = entry if use_entry else source
        try:
            if entry.is_symlink():
                link = os.readlink(source)
                if symlinks:
                    os.symlink(link, target)
                    copystat(what, target, follow_symlinks=False)
                    continue
                if not os.path.exists(source) and ignore_dangling_symlinks:
                    continue
            if entry.is_dir():
                copytree(what, target, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(what, target)
        except Error as e:
            errors.extend(e.args[0])
        except OSError as e:
            errors.append((source, target, str(e)))
    try:
        copystat(src, dst)
    except OSError as e:
        if getattr(e, 'winerror', None) is None:
            errors.append((src, dst, str(e)))
    if errors:
        raise Error(errors)
    return dst


def _rmtree(path, failed):
    """Remove what is in a directory, then itself; no symbolic link is followed."""
    # Frames on a list, not on the stack: trees may be deep.
    todo = [(os.rmdir, path), (os.scandir, path)]
    while todo:
        act, path = todo.pop()
        try:
            if act is not os.scandir:
                act(path)
                continue
            with os.scandir(path) as it:
                entries = list(it)
        except FileNotFoundError as e:
            # Someone else was faster, unless it is the tree itself.
            if not todo:
                failed(act, path, e)
            continue
        except OSError as e:
            failed(act, path, e)
            continue
        for entry in entries:
            full = os.path.join(path, entry.name)
            try:
                is_dir = entry.is_dir(follow_symlinks=False)
            except OSError:
                is_dir = False
            if is_dir:
                todo.append((os.rmdir, full))
                todo.append((os.scandir, full))
            else:
                todo.append((os.unlink, full))


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Recursively delete a directory tree.

    If ignore_errors is set, errors are ignored; otherwise, if onexc or
    onerror is set, it is called to handle the error with arguments (func,
    path, exc_info) where func is platform and implementation dependent;
    path is the argument to that function that caused it to fail; and
    the value of exc_info describes the exception. For onexc it is the
    exception instance, and for onerror it is a tuple as returned by
    sys.exc_info().  If ignore_errors is false and both onexc and
    onerror are None, the exception is reraised."""
    sys.audit('shutil.rmtree', path, dir_fd)
    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    if ignore_errors:
        def failed(func, path, e):
            pass
    elif onexc is not None:
        failed = onexc
    elif onerror is not None:
        def failed(func, path, e):
            return onerror(func, path, (type(e), e, e.__traceback__))
    else:
        def failed(func, path, e):
            raise e
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    try:
        st = os.lstat(path)
    except OSError as e:
        failed(os.lstat, path, e)
        return
    if stat.S_ISLNK(st.st_mode):
        e = OSError('Cannot call rmtree on a symbolic link')
        e.filename = path
        failed(os.path.islink, path, e)
        return
    _rmtree(path, failed)


rmtree.avoids_symlink_attacks = False


def _in_directory(src, dst):
    src = os.path.abspath(src)
    dst = os.path.abspath(dst)
    if not src.endswith(os.path.sep):
        src += os.path.sep
    if not dst.endswith(os.path.sep):
        dst += os.path.sep
    return dst.startswith(src)


def move(src, dst, copy_function=copy2):
    """Recursively move a file or directory to another location. This is
    similar to the Unix "mv" command. Return the file or directory's
    destination."""
    sys.audit('shutil.move', src, dst)
    real = dst
    if os.path.isdir(dst):
        if _same(src, dst) and not os.path.islink(src):
            # Only the letters' case may differ.
            os.rename(src, dst)
            return
        name = os.fspath(src).rstrip(os.path.sep + (os.path.altsep or ''))
        real = os.path.join(dst, os.path.basename(name))
        if os.path.exists(real):
            raise Error("Destination path '%s' already exists" % real)
    try:
        os.rename(src, real)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real)
            os.unlink(src)
        elif os.path.isdir(src):
            if _in_directory(src, dst):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
            copytree(src, real, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Change owner user and group of the given path.

    user and group can be the uid/gid or the user/group names, and in that case,
    they are converted to their respective uid/gid."""
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    uid = gid = -1
    if user is not None:
        uid = user
        if isinstance(user, str):
            import pwd
            try:
                uid = pwd.getpwnam(user).pw_uid
            except KeyError:
                raise LookupError('no such user: {!r}'.format(user)) from None
    if group is not None:
        gid = group
        if not isinstance(group, int):
            import grp
            try:
                gid = grp.getgrnam(group).gr_gid
            except KeyError:
                raise LookupError('no such group: {!r}'.format(group)) from None
    os.chown(path, uid, gid, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def get_terminal_size(fallback=(80, 24)):
    """Get the size of the terminal window.

    For each of the two dimensions, the environment variable, COLUMNS
    and LINES respectively, is checked. If the variable is defined and
    the value is a positive integer, it is used; otherwise the terminal
    connected to sys.__stdout__ is asked, and then fallback is used."""
    def positive(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0
    columns = positive('COLUMNS')
    lines = positive('LINES')
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        if columns <= 0:
            columns = size.columns or fallback[0]
        if lines <= 0:
            lines = size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def _runnable(path, mode):
    return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Given a command, mode, and a PATH string, return the path which
    conforms to the given mode on the PATH, or None if there is no such
    file."""
    is_bytes = isinstance(cmd, bytes)
    directory, name = os.path.split(cmd)
    if directory:
        dirs = [directory]
    else:
        if path is None:
            path = os.environ.get('PATH', None)
            if path is None:
                path = os.defpath
        if not path:
            return None
        if is_bytes:
            dirs = os.fsencode(path).split(os.fsencode(os.pathsep))
        else:
            dirs = os.fsdecode(path).split(os.pathsep)
    names = [name]
    if os.name == 'nt':
        exts = [e for e in (os.getenv('PATHEXT') or '.COM;.EXE;.BAT;.CMD').split(';') if e]
        if is_bytes:
            exts = [os.fsencode(e) for e in exts]
        if os.curdir not in dirs and not directory:
            dirs.insert(0, os.fsencode(os.curdir) if is_bytes else os.curdir)
        extra = [name + e for e in exts]
        if any(name.lower().endswith(e.lower()) for e in exts):
            names += extra
        else:
            names = extra + names
    seen = set()
    for dir in dirs:
        key = os.path.normcase(dir)
        if key in seen:
            continue
        seen.add(key)
        for name in names:
            full = os.path.join(dir, name)
            if _runnable(full, mode):
                return full
    return None
