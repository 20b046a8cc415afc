"""Threads of gpython, in the interface of CPython's threading."""

import _gopyrun
from time import monotonic

Lock = _gopyrun.lock
get_ident = _gopyrun.get_ident

_threads = {}  # running, by the text of their number: gpython's dicts want strings
_started = [0]


class RLock:
    def __init__(self):
        self._lock = Lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._lock.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def _release_save(self):
        state = self._count
        self._count = 0
        self._owner = None
        self._lock.release()
        return state

    def _acquire_restore(self, state):
        self._lock.acquire()
        self._owner = get_ident()
        self._count = state

    def _is_owned(self):
        return self._owner == get_ident()


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self._waiters = []
        self.acquire = lock.acquire
        self.release = lock.release

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *exc):
        self._lock.release()

    def _owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        recursive = hasattr(self._lock, "_release_save")
        if recursive:
            state = self._lock._release_save()
        else:
            self._lock.release()
        notified = False
        try:
            if timeout is None:
                notified = waiter.acquire()
            else:
                notified = waiter.acquire(True, max(timeout, 0))
        finally:
            if recursive:
                self._lock._acquire_restore(state)
            else:
                self._lock.acquire()
            if not notified:
                self._waiters = [w for w in self._waiters if w is not waiter]
        return notified

    def wait_for(self, predicate, timeout=None):
        if timeout is not None:
            end = monotonic() + timeout
        result = predicate()
        while not result:
            left = None
            if timeout is not None:
                left = end - monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        chosen = self._waiters[:n]
        self._waiters = self._waiters[n:]
        for waiter in chosen:
            waiter.release()

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._changed = Condition(Lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if not blocking:
            timeout = 0
        with self._changed:
            if not self._changed.wait_for(lambda: self._value > 0, timeout):
                return False
            self._value -= 1
        return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._changed:
            self._value += n
            self._changed.notify(n)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._initial = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._changed:
            if self._value + n > self._initial:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._changed.notify(n)


class Event:
    def __init__(self):
        self._changed = Condition(Lock())
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        with self._changed:
            self._flag = True
            self._changed.notify_all()

    def clear(self):
        with self._changed:
            self._flag = False

    def wait(self, timeout=None):
        with self._changed:
            return self._changed.wait_for(lambda: self._flag, timeout)


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise ValueError("group argument must be None for now")
        if name is None:
            _started[0] += 1
            name = "Thread-%d" % _started[0]
            if target is not None and hasattr(target, "__name__"):
                name += " (%s)" % target.__name__
        self._name = str(name)
        self._target = target
        self._args = args
        self._kwargs = kwargs
        if kwargs is None:
            self._kwargs = {}
        if daemon is None:
            daemon = current_thread().daemon
        self.daemon = daemon
        self.ident = None
        self._ended = Lock()

    def _set_name(self, name):
        self._name = str(name)

    name = _gopyrun.property(lambda self: self._name, _set_name)

    def start(self):
        if self.ident is not None:
            raise RuntimeError("threads can only be started once")
        self._ended.acquire()
        _gopyrun.start_thread(self)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def _bootstrap(self):
        self.ident = get_ident()
        _threads[str(self.ident)] = self
        try:
            self.run()
        finally:
            del _threads[str(self.ident)]

    def is_alive(self):
        return self.ident is not None and self._ended.locked()

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self.ident == get_ident():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            timeout = -1
        else:
            timeout = max(timeout, 0)
        if self._ended.acquire(True, timeout):
            self._ended.release()

    def __repr__(self):
        status = "initial"
        if self.ident is not None:
            status = "stopped"
            if self.is_alive():
                status = "started"
        if self.daemon:
            status += " daemon"
        if self.ident is not None:
            status += " %d" % self.ident
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, status)


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self.ident = 1
        self._ended.acquire()


_main = _MainThread()
_threads["1"] = _main


def main_thread():
    return _main


def current_thread():
    return _threads[str(get_ident())]


def enumerate():
    return list(_threads.values())


def active_count():
    return len(_threads)


def _shutdown():
    """Wait for the threads that the program's end waits for."""
    for thread in enumerate():
        if thread is not _main and not thread.daemon:
            thread.join()
    if len([t for t in enumerate() if t is not _main and not t.daemon]) > 0:
        _shutdown()
