import threading
import time

from _multiprocessing import SemLock as _SemLock
from . import context, process

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event']

RECURSIVE_MUTEX, SEMAPHORE = range(2)
SEM_VALUE_MAX = _SemLock.SEM_VALUE_MAX


class SemLock(_SemLock):
    'Base class for semaphores and mutexes'

    def __reduce__(self):
        # While a process starts, spawn() reduces the lock itself.
        context.assert_spawning(self)

    def locked(self):
        return self._is_zero()

    def _holder(self):
        # Who holds the lock, for repr.
        sl = self._semlock
        if sl._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            return name
        if sl._get_value() == 1:
            return 'None'
        return 'SomeOtherThread' if sl._owner() == process.os.getpid() else 'SomeOtherProcess'


class Semaphore(SemLock):

    def __new__(cls, value=1, *, ctx=None):
        return _SemLock.__new__(cls, SEMAPHORE, value, SEM_VALUE_MAX)

    def get_value(self):
        'Returns current value of Semaphore.'
        return self._get_value()

    def __repr__(self):
        return '<%s(value=%s)>' % (type(self).__name__, self._get_value())


class BoundedSemaphore(Semaphore):

    def __new__(cls, value=1, *, ctx=None):
        return _SemLock.__new__(cls, SEMAPHORE, value, value)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (
            type(self).__name__, self._get_value(), self._semlock.maxvalue)


class Lock(SemLock):

    def __new__(cls, *, ctx=None):
        return _SemLock.__new__(cls, SEMAPHORE, 1, 1)

    def __repr__(self):
        return '<%s(owner=%s)>' % (type(self).__name__, self._holder())


class RLock(SemLock):

    def __new__(cls, *, ctx=None):
        return _SemLock.__new__(cls, RECURSIVE_MUTEX, 1, 1)

    def __repr__(self):
        holder = self._holder()
        if self._is_mine():
            count = self._count()
        elif holder == 'None':
            count = 0
        else:
            count = 'nonzero'
        return '<%s(%s, %s)>' % (type(self).__name__, holder, count)


class Condition:

    def __init__(self, lock=None, *, ctx=None):
        ctx = ctx or context._default_context.get_context()
        self._lock = lock or ctx.RLock()
        # Sleepers count themselves, and again when they have been woken, so that
        # notify knows whom it still has to wait for.
        self._sleeping_count = ctx.Semaphore(0)
        self._woken_count = ctx.Semaphore(0)
        self._wait_semaphore = ctx.Semaphore(0)
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __repr__(self):
        waiters = self._sleeping_count.get_value() - self._woken_count.get_value()
        return '<%s(%s, %s)>' % (type(self).__name__, self._lock, waiters)

    def wait(self, timeout=None):
        'Release the lock, sleep until notified or the timeout, take it again'
        assert self._lock._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping_count.release()
        count = self._lock._count()
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        'Wake up to n sleepers'
        assert self._lock._is_mine(), 'lock is not owned'
        # Wake-ups that sleepers left behind when their timeout ran out.
        while self._wait_semaphore.acquire(False):
            pass
        while self._woken_count.acquire(False):
            self._sleeping_count.acquire(False)
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                # A sleeper that was killed does not report back: its share is waited
                # for no longer than this.
                if not self._woken_count.acquire(True, 5):
                    break
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        'Wake all sleepers'
        self.notify(n=SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        'Wait until the predicate holds; its last value'
        result = predicate()
        if result:
            return result
        if timeout is not None:
            endtime = time.monotonic() + timeout
        waittime = None
        while not result:
            if timeout is not None:
                waittime = endtime - time.monotonic()
                if waittime <= 0:
                    break
            self.wait(waittime)
            result = predicate()
        return result


class Event:

    def __init__(self, *, ctx=None):
        ctx = ctx or context._default_context.get_context()
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def is_set(self):
        return not self._flag._is_zero()

    def set(self):
        with self._cond:
            if self._flag._is_zero():
                self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if self._flag._is_zero():
                self._cond.wait(timeout)
            return not self._flag._is_zero()

    def __repr__(self):
        return '<%s at %#x %s>' % (type(self).__qualname__, id(self), 'set' if self.is_set() else 'unset')


class Barrier(threading.Barrier):

    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        ctx = ctx or context._default_context.get_context()
        from .sharedctypes import RawArray
        self.__setstate__((parties, action, timeout, ctx.Condition(), RawArray('i', 2)))
        self._state = 0
        self._count = 0

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._array = state

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._array

    @property
    def _state(self):
        return self._array[0]

    @_state.setter
    def _state(self, value):
        self._array[0] = value

    @property
    def _count(self):
        return self._array[1]

    @_count.setter
    def _count(self, value):
        self._array[1] = value
