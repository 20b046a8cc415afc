import os
import sys
import itertools
import atexit

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'warn', 'get_logger', 'log_to_stderr',
           'get_temp_dir', 'register_after_fork', 'is_exiting', 'Finalize', 'ForkAwareThreadLock',
           'ForkAwareLocal', 'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING']

NOTSET = 0
SUBDEBUG = 5
DEBUG = 10
INFO = 20
SUBWARNING = 25

LOGGER_NAME = 'multiprocessing'
_level = None


def _log(level, name, msg, args):
    if _level is not None and level >= _level:
        from . import process
        text = msg % args if args else msg
        sys.stderr.write('[%s/%s] %s\n' % (name, process.current_process().name, text))


def sub_debug(msg, *args):
    _log(SUBDEBUG, 'SUBDEBUG', msg, args)


def debug(msg, *args):
    _log(DEBUG, 'DEBUG', msg, args)


def info(msg, *args):
    _log(INFO, 'INFO', msg, args)


def sub_warning(msg, *args):
    _log(SUBWARNING, 'SUBWARNING', msg, args)


def warn(msg, *args):
    _log(30, 'WARNING', msg, args)


def get_logger():
    'Return logger used by multiprocessing'
    import logging
    return logging.getLogger(LOGGER_NAME)


def log_to_stderr(level=None):
    'Turn on logging and add a handler which prints to stderr'
    global _level
    _level = NOTSET if level is None else level
    return None


def get_temp_dir():
    'A directory for this process, removed at its end'
    from . import process
    d = process.current_process()._config.get('tempdir')
    if d is None:
        import tempfile
        d = tempfile.mkdtemp(prefix='pymp-')
        process.current_process()._config['tempdir'] = d
    return d


_afterfork_registry = {}
_afterfork_counter = itertools.count()


def _run_after_forkers():
    for (index, ident, func), obj in sorted(_afterfork_registry.items()):
        func(obj)


def register_after_fork(obj, func):
    _afterfork_registry[next(_afterfork_counter), id(obj), func] = obj


_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    'A callback that runs once: when called, or at the end in order of priority'

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError("Exitpriority ({0!r}) must be None or int, not {1!s}".format(
                exitpriority, type(exitpriority)))
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, next(_finalizer_counter))
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        'Run the callback unless it has already been called or cancelled'
        if _finalizer_registry.pop(self._key, None) is None:
            return None
        if self._pid != os.getpid():
            return None
        callback, args, kwargs = self._callback, self._args, self._kwargs
        self._callback = self._args = self._kwargs = None
        return callback(*args, **kwargs)

    def cancel(self):
        'Cancel finalization of the object'
        if _finalizer_registry.pop(self._key, None) is not None:
            self._callback = self._args = self._kwargs = None

    def still_active(self):
        'Return whether this finalizer is still waiting to invoke callback'
        return self._key in _finalizer_registry


def _run_finalizers(minpriority=None):
    # Highest priority first, among equals the newest first.
    while True:
        keys = [k for k in list(_finalizer_registry)
                if k[0] is not None and (minpriority is None or k[0] >= minpriority)]
        if not keys:
            break
        for key in sorted(keys, reverse=True):
            finalizer = _finalizer_registry.get(key)
            if finalizer is not None:
                try:
                    finalizer()
                except Exception:
                    import traceback
                    traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    'Returns true if the process is shutting down'
    return _exiting or _exiting is None


def _exit_function():
    'End of the process: daemons are terminated, other children joined'
    global _exiting
    if _exiting:
        return
    _exiting = True
    from . import process
    _run_finalizers(0)
    for p in process.active_children():
        if p.daemon:
            p._popen.terminate()
    for p in process.active_children():
        p.join()
    _run_finalizers()


atexit.register(_exit_function)


class ForkAwareThreadLock:

    def __init__(self):
        import threading
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


def ForkAwareLocal():
    import threading
    return threading.local()


def close_all_fds_except(fds):
    raise NotImplementedError('close_all_fds_except is not available')


def _flush_std_streams():
    try:
        sys.stdout.flush()
    except (AttributeError, ValueError, OSError):
        pass
    try:
        sys.stderr.flush()
    except (AttributeError, ValueError, OSError):
        pass
