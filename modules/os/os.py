import sys
import posixpath as path

sys.modules['os.path'] = path
curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull = (
    path.curdir, path.pardir, path.sep, path.pathsep, path.defpath,
    path.extsep, path.altsep, path.devnull)

supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {stat, truncate}
supports_follow_symlinks = {stat, utime}
if name == 'posix':
    supports_follow_symlinks.add(chown)
supports_bytes_environ = name == 'posix'
fdatasync = fsync


def makedirs(name, mode=0o777, exist_ok=False):
    """makedirs(name [, mode=0o777][, exist_ok=False])

    Super-mkdir; create a leaf directory and all intermediate ones.  Works like
    mkdir, except that any intermediate path segment (not just the rightmost)
    will be created if it does not exist. If the target directory already
    exists, raise an OSError if exist_ok is False. Otherwise no exception is
    raised.  This is recursive.
    """
    todo = []
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    here = tail and head
    while here and not path.exists(here):
        up, last = path.split(here)
        if last and last not in (curdir, b'.'):
            todo.append(here)
        elif last:
            todo.append(None)
        here = up if up != here else ''
    for d in reversed(todo):
        if d is not None:
            try:
                mkdir(d)
            except FileExistsError:
                pass
    if tail in (curdir, b'.') and head and todo:
        # "x/newdir/." exists once newdir does.
        return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def _prune(name):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def removedirs(name):
    """removedirs(name)

    Super-rmdir; remove a leaf directory and all empty intermediate ones.
    """
    rmdir(name)
    _prune(name)


def renames(old, new):
    """renames(old, new)

    Super-rename; create directories as necessary and delete any left empty.
    """
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator.

    For each directory in the directory tree rooted at top (including top
    itself, but excluding '.' and '..'), yields a 3-tuple

        dirpath, dirnames, filenames
    """
    sys.audit('os.walk', top, topdown, onerror, followlinks)
    stack = [fspath(top)]
    islink, join = path.islink, path.join
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs, files, below = [], [], []
        try:
            with scandir(top) as entries:
                for entry in entries:
                    try:
                        is_dir = entry.is_dir()
                    except OSError:
                        is_dir = False
                    (dirs if is_dir else files).append(entry.name)
                    if is_dir and not topdown:
                        follow = followlinks
                        if not follow:
                            try:
                                follow = not entry.is_symlink()
                            except OSError:
                                follow = True
                        if follow:
                            below.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield top, dirs, files
            # What the caller left in dirs is walked.
            for name in reversed(dirs):
                sub = join(top, name)
                if followlinks or not islink(sub):
                    stack.append(sub)
        else:
            stack.append((top, dirs, files))
            below.reverse()
            stack.extend(below)


def _on_path(run, file, args, env):
    if path.dirname(file):
        return run(file, args, env)
    saved = None
    name = fsencode(file)
    for dir in get_exec_path(env):
        try:
            return run(path.join(fsencode(dir), name), args, env)
        except (FileNotFoundError, NotADirectoryError) as e:
            last = e
        except OSError as e:
            last = e
            if saved is None:
                saved = e
    raise saved if saved is not None else last


def execl(file, *args):
    """execl(file, *args)

    Execute the executable file with argument list args, replacing the
    current process. """
    execv(file, args)


def execle(file, *args):
    """execle(file, *args, env)

    Execute the executable file with argument list args and
    environment env, replacing the current process. """
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execlp(file, *args)

    Execute the executable file (which is searched for along $PATH)
    with argument list args, replacing the current process. """
    execvp(file, args)


def execlpe(file, *args):
    """execlpe(file, *args, env)

    Execute the executable file (which is searched for along $PATH)
    with argument list args and environment env, replacing the current
    process. """
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """execvp(file, args)

    Execute the executable file (which is searched for along $PATH)
    with argument list args, replacing the current process.
    args may be a list or tuple of strings. """
    _on_path(lambda file, args, env: execv(file, args), file, args, None)


def execvpe(file, args, env):
    """execvpe(file, args, env)

    Execute the executable file (which is searched for along $PATH)
    with argument list args and environment env, replacing the
    current process.
    args may be a list or tuple of strings. """
    _on_path(execve, file, args, env)


def get_exec_path(env=None):
    """Returns the sequence of directories that will be searched for the
    named executable (similar to a shell) when launching a process.

    *env* must be an environment variable dict or None.  If *env* is None,
    os.environ will be used.
    """
    if env is None:
        env = _variables()
    try:
        found = env.get('PATH')
    except TypeError:
        found = None
    if supports_bytes_environ:
        try:
            raw = env[b'PATH']
        except (KeyError, TypeError):
            pass
        else:
            if found is not None:
                raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
            found = raw
        if found is not None and isinstance(found, bytes):
            found = fsdecode(found)
    if found is None:
        found = defpath
    return found.split(pathsep)


def _spawned(mode, pid):
    if mode == P_NOWAIT:
        return pid
    return waitstatus_to_exitcode(waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """spawnv(mode, file, args) -> integer

Execute file with arguments from args in a subprocess.
If mode == P_NOWAIT return the pid of the process.
If mode == P_WAIT return the process's exit code if it exits normally;
otherwise return -SIG, where SIG is the signal that killed it. """
    return spawnve(mode, file, args, None)


def spawnve(mode, file, args, env):
    """spawnve(mode, file, args, env) -> integer

Execute file with arguments from args in a subprocess with the
specified environment.
If mode == P_NOWAIT return the pid of the process.
If mode == P_WAIT return the process's exit code if it exits normally;
otherwise return -SIG, where SIG is the signal that killed it. """
    try:
        pid = _spawn(file, args, env)
    except OSError:
        # The child that CPython forks ends so when the program cannot be run.
        return 127
    return _spawned(mode, pid)


def spawnvp(mode, file, args):
    """spawnvp(mode, file, args) -> integer

Execute file (which is looked for along $PATH) with arguments from
args in a subprocess. """
    return spawnvpe(mode, file, args, None)


def spawnvpe(mode, file, args, env):
    """spawnvpe(mode, file, args, env) -> integer

Execute file (which is looked for along $PATH) with arguments from
args in a subprocess with the supplied environment. """
    try:
        pid = _on_path(_spawn, file, args, env)
    except OSError:
        return 127
    return _spawned(mode, pid)


def spawnl(mode, file, *args):
    """spawnl(mode, file, *args) -> integer

Execute file with arguments from args in a subprocess. """
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnle(mode, file, *args, env) -> integer

Execute file with arguments from args in a subprocess with the
supplied environment. """
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnlp(mode, file, *args) -> integer

Execute file (which is looked for along $PATH) with arguments from
args in a subprocess with the supplied environment. """
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlpe(mode, file, *args, env) -> integer

Execute file (which is looked for along $PATH) with arguments from
args in a subprocess with the supplied environment. """
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode='r', buffering=-1):
    """Open a pipe to or from a command."""
    if not isinstance(cmd, str):
        raise TypeError('invalid cmd type (%s, expected string)' % type(cmd))
    if mode not in ('r', 'w'):
        raise ValueError('invalid mode %r' % mode)
    if buffering == 0 or buffering is None:
        raise ValueError('popen() does not support unbuffered streams')
    import subprocess
    if mode == 'r':
        proc = subprocess.Popen(cmd, shell=True, text=True,
                                stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(proc.stdout, proc)
    proc = subprocess.Popen(cmd, shell=True, text=True,
                            stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(proc.stdin, proc)


class _wrap_close:
    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        if status == 0:
            return None
        if name == 'nt':
            return status
        return status << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """Return an open file object connected to a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError('invalid fd type (%s, expected integer)' % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def getrandom(size, flags=0):
    """Obtain a series of random bytes."""
    return urandom(size)


if name == 'nt' or sys.platform != 'linux':
    del getrandom
else:
    def sched_getaffinity(pid):
        """Return the affinity of the process identified by pid (or the current process if zero)."""
        return set(range(process_cpu_count()))

    def sched_yield():
        """Voluntarily relinquish the CPU."""
        import time
        time.sleep(0)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Register callables to be called when forking a new process.

    There is no fork here, so that they are never called."""
    given = False
    for what, f in (('before', before), ('after_in_child', after_in_child),
                    ('after_in_parent', after_in_parent)):
        if f is not None:
            given = True
            if not callable(f):
                raise TypeError("'%s' must be callable, not %s" % (what, type(f).__name__))
    if not given:
        raise TypeError('At least one argument is required.')


if name == 'posix':
    def pipe2(flags, /):
        """Create a pipe with flags set atomically."""
        r, w = pipe()
        for fd in r, w:
            if not flags & O_CLOEXEC:
                set_inheritable(fd, True)
            if flags & O_NONBLOCK:
                set_blocking(fd, False)
        return r, w

    def ctermid():
        """Return the name of the controlling terminal for this process."""
        return '/dev/tty'

    def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=None,
                    resetids=False, setsid=False, setsigmask=(), setsigdef=(),
                    scheduler=None):
        """Execute the program specified by path in a new process."""
        if file_actions or setpgroup is not None or resetids or setsid or setsigmask or scheduler is not None:
            raise NotImplementedError('posix_spawn() supports no options but setsigdef here; use subprocess')
        return _spawn(path, argv, env)

    def posix_spawnp(path, argv, env, /, **options):
        """Execute the program specified by path in a new process."""
        return _on_path(lambda p, a, e: posix_spawn(p, a, e, **options), path, argv, env)


def _get_exports_list(module):
    # The public names of a module, for the standard library.
    try:
        return list(module.__all__)
    except AttributeError:
        return [n for n in dir(module) if not n.startswith('_')]


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist.
    The optional second argument can specify an alternate default.
    key, default and the result are str."""
    return _variables().get(key, default)


if supports_bytes_environ:
    def getenvb(key, default=None):
        """Get an environment variable, return None if it doesn't exist.
        The optional second argument can specify an alternate default.
        key, default and the result are bytes."""
        return __getattr__('environb').get(key, default)


# The environment as a mapping and PathLike need abstract base classes, which cost
# more to import than all the rest: they are made when somebody asks for them.
_later = {'environ', 'PathLike', 'reload_environ'} | ({'environb'} if supports_bytes_environ else set())


def __getattr__(name):
    if name in _later or name == '_Environ':
        import _os_environ
        for n in (*_later, '_Environ'):
            globals()[n] = getattr(_os_environ, n)
        return globals()[name]
    raise AttributeError(f"module 'os' has no attribute {name!r}", name=name, obj=sys.modules['os'])


def _variables():
    # os.environ, which may be another object now.
    try:
        return environ
    except NameError:
        return __getattr__('environ')


def __dir__():
    return sorted({*globals(), *_later} - {'__getattr__', '__dir__'})


__all__ = [_n for _n in globals() if not _n.startswith('_') and _n not in ('sys',)] + [*_later, '_exit']
