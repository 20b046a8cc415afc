import io as _io
import os as _os

__all__ = [
    'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile',
    'TemporaryDirectory', 'mkstemp', 'mkdtemp', 'mktemp', 'TMP_MAX',
    'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb', 'gettempdirb',
]

TMP_MAX = _os.TMP_MAX
template = 'tmp'
tempdir = None
_default = None
_flags = (_os.O_RDWR | _os.O_CREAT | _os.O_EXCL
          | getattr(_os, 'O_NOFOLLOW', 0) | getattr(_os, 'O_BINARY', 0))


def _parts(prefix, suffix, dir):
    """Default the parts of a name, all str or all bytes."""
    kind = None
    for part in dir, prefix, suffix:
        if part is None:
            continue
        if isinstance(part, _os.PathLike):
            part = _os.fspath(part)
        is_bytes = isinstance(part, bytes)
        if kind is not None and kind != is_bytes:
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        kind = is_bytes
    if kind is None:
        kind = isinstance(tempdir, bytes)
    if suffix is None:
        suffix = b'' if kind else ''
    if prefix is None:
        prefix = gettempprefixb() if kind else gettempprefix()
    if dir is None:
        dir = gettempdirb() if kind else gettempdir()
    return prefix, suffix, dir, kind


def _candidates(prefix, suffix, dir, is_bytes):
    """Yield TMP_MAX paths that are unlikely to exist."""
    for _ in range(TMP_MAX):
        name = _random_name()
        if is_bytes:
            name = _os.fsencode(name)
        yield _os.path.join(dir, prefix + name + suffix)


def _writable(dir):
    for path in _candidates('', '', dir, False):
        try:
            fd = _os.open(path, _flags, 0o600)
        except FileExistsError:
            continue
        except OSError:
            return False
        try:
            _os.write(fd, b'blat')
        except OSError:
            return False
        finally:
            _os.close(fd)
            _os.unlink(path)
        return True


def _find_default():
    dirs = [d for d in map(_os.getenv, ('TMPDIR', 'TEMP', 'TMP')) if d]
    if _os.name == 'nt':
        dirs += [_os.path.expanduser(r'~\AppData\Local\Temp'),
                 r'c:\temp', r'c:\tmp', r'\temp', r'\tmp']
    else:
        dirs += ['/tmp', '/var/tmp', '/usr/tmp']
    dirs.append(_os.curdir)
    for dir in dirs:
        if dir != _os.curdir:
            dir = _os.path.abspath(dir)
        if _writable(dir):
            return dir
    raise FileNotFoundError(2, 'No usable temporary directory found in %s' % dirs)


# Paths to be removed at exit if nobody has done so, with how.
_left = {}


def _clean_up():
    while _left:
        path, remove = _left.popitem()
        try:
            remove(path)
        except OSError:
            pass


def _remove_later(path, remove):
    if not _left:
        import atexit
        atexit.unregister(_clean_up)
        atexit.register(_clean_up)
    _left[path] = remove


def gettempprefix():
    """The default prefix for temporary directories as string."""
    return template


def gettempprefixb():
    """The default prefix for temporary directories as bytes."""
    return _os.fsencode(template)


def gettempdir():
    """Returns tempfile.tempdir as str."""
    global _default
    if tempdir is not None:
        return _os.fsdecode(tempdir)
    if _default is None:
        _default = _find_default()
    return _default


def gettempdirb():
    """Returns tempfile.tempdir as bytes."""
    return _os.fsencode(gettempdir())


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """User-callable function to create and return a unique temporary
    file.  The return value is a pair (fd, name) where fd is the
    file descriptor returned by os.open, and name is the filename."""
    prefix, suffix, dir, is_bytes = _parts(prefix, suffix, dir)
    for path in _candidates(prefix, suffix, dir, is_bytes):
        try:
            return _os.open(path, _flags, 0o600), _os.path.abspath(path)
        except FileExistsError:
            continue
    raise FileExistsError(17, 'No usable temporary file name found')


def mkdtemp(suffix=None, prefix=None, dir=None):
    """User-callable function to create and return a unique temporary
    directory.  The return value is the pathname of the directory."""
    prefix, suffix, dir, is_bytes = _parts(prefix, suffix, dir)
    for path in _candidates(prefix, suffix, dir, is_bytes):
        try:
            _os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return _os.path.abspath(path)
    raise FileExistsError(17, 'No usable temporary directory name found')


def mktemp(suffix='', prefix=template, dir=None):
    """User-callable function to return a unique temporary file name.  The
    file is not created.

    THIS FUNCTION IS UNSAFE AND SHOULD NOT BE USED.  The file name may
    refer to a file that did not exist at some point, but by the time
    you get around to creating it, someone else may have beaten you to
    the punch."""
    if dir is None:
        dir = gettempdir()
    for path in _candidates(prefix, suffix, dir, False):
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, 'No usable temporary filename found')


class _TemporaryFileWrapper:
    """A temporary file with a name, that is removed in time."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._delete_on_close = delete_on_close
        self._removed = False
        if delete:
            _remove_later(name, _os.unlink)

    def __getattr__(self, name):
        if name == 'file':
            raise AttributeError(name)
        value = getattr(self.file, name)
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __repr__(self):
        return f'<{type(self).__name__} file={self.file!r}>'

    def _remove(self):
        if self.delete and not self._removed:
            self._removed = True
            _left.pop(self.name, None)
            try:
                _os.unlink(self.name)
            except FileNotFoundError:
                # Someone else may have removed it before a context ends.
                if self._delete_on_close:
                    raise

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.close()
        self._remove()

    def close(self):
        try:
            self.file.close()
        finally:
            if self._delete_on_close:
                self._remove()

    def __del__(self):
        if 'file' in self.__dict__:
            try:
                self.file.close()
            finally:
                self._remove()

    def __iter__(self):
        for line in self.file:
            yield line


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None,
                       newline=None, suffix=None, prefix=None,
                       dir=None, delete=True, *, errors=None,
                       delete_on_close=True):
    """Create and return a temporary file.

    The file is created as mkstemp() would do it.  Returns an object with a
    file-like interface; the name of the file is accessible as its 'name'
    attribute.  The file will be automatically deleted when it is closed
    unless the 'delete' argument is set to False."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = _io.open(fd, mode, buffering=buffering, newline=newline,
                        encoding=encoding, errors=errors)
    except:
        _os.close(fd)
        _os.unlink(name)
        raise
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None,
                  newline=None, suffix=None, prefix=None,
                  dir=None, *, errors=None):
    """Create and return a temporary file.

    The file has no name, and will cease to exist when it is closed."""
    if _os.name == 'nt':
        return NamedTemporaryFile(mode, buffering, encoding, newline, suffix,
                                  prefix, dir, errors=errors)
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        _os.unlink(name)
        return _io.open(fd, mode, buffering=buffering, newline=newline,
                        encoding=encoding, errors=errors)
    except:
        _os.close(fd)
        raise


class SpooledTemporaryFile:
    """Temporary file wrapper, specialized to switch from BytesIO
    or StringIO to a real file when it exceeds a certain size or
    when a fileno is needed.
    """

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None,
                 newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        if 'b' in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=encoding,
                                           errors=errors, newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._args = {'mode': mode, 'buffering': buffering, 'suffix': suffix,
                      'prefix': prefix, 'encoding': encoding, 'newline': newline,
                      'dir': dir, 'errors': errors}

    def rollover(self):
        if self._rolled:
            return
        old = self._file
        new = self._file = TemporaryFile(**self._args)
        del self._args
        pos = old.tell()
        if hasattr(new, 'buffer'):
            old.flush()
            new.buffer.write(old.detach().getvalue())
        else:
            new.write(old.getvalue())
        new.seek(pos, 0)
        self._rolled = True

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def write(self, s):
        file = self._file
        n = file.write(s)
        self._check(file)
        return n

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    @property
    def mode(self):
        return self._file.mode if self._rolled else self._args['mode']

    @property
    def name(self):
        return self._file.name if self._rolled else None

    def __getattr__(self, name):
        if name == '_file':
            raise AttributeError(name)
        return getattr(self._file, name)


def _rmtree(path, ignore_errors=True):
    import shutil
    shutil.rmtree(path, ignore_errors)


class TemporaryDirectory:
    """Create and return a temporary directory.  This has the same
    behavior as mkdtemp but can be used as a context manager.

    Upon exiting the context, the directory and everything contained
    in it are removed (unless delete=False is passed or an exception
    is raised during cleanup and ignore_cleanup_errors is not True)."""

    def __init__(self, suffix=None, prefix=None, dir=None,
                 ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._delete = delete
        if delete:
            _remove_later(self.name, _rmtree)

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def __del__(self):
        if self.__dict__.get('_delete') and _os.path.exists(self.name):
            self.cleanup()

    def cleanup(self):
        self._delete = False
        _left.pop(self.name, None)
        if _os.path.lexists(self.name):
            _rmtree(self.name, self._ignore)

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)
