"""Processes for gpython, in the interface of CPython's multiprocessing.

Children are started by the method spawn: they run the program again as __mp_main__.
"""

import _gopyrun
import multiprocessing
import os
import queue
import threading
from time import monotonic, sleep

ProcessError = _gopyrun.ProcessError
TimeoutError = _gopyrun.TimeoutError
AuthenticationError = _gopyrun.AuthenticationError
BufferTooShort = _gopyrun.BufferTooShort
cpu_count = os.cpu_count

_RECURSIVE, _COUNTING = 0, 1
_MAX = 2147483647


def freeze_support():
    pass


def get_start_method(allow_none=False):
    return "spawn"


def get_all_start_methods():
    return ["spawn"]


def set_start_method(method, force=False):
    if method != "spawn":
        raise ValueError("cannot find context for '%s'" % method)


def get_context(method=None):
    if method is not None:
        set_start_method(method)
    return multiprocessing


# Processes.

_children = {}  # started and not yet joined, by the text of their process id
_counters = {"": 0}  # how many children have been named


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        me = current_process()
        _counters[""] += 1
        self._identity = me._identity + [_counters[""]]
        if name is None:
            name = "Process-" + ":".join([str(i) for i in self._identity])
        self._name = name
        self._target = target
        self._args = tuple(args)
        self._kwargs = kwargs
        if daemon is None:
            daemon = me._daemon
        self._daemon = daemon
        self._child = None
        self._closed = False
        self._pid = None
        self._parent = os.getpid()

    def _check(self):
        if self._closed:
            raise ValueError("process object is closed")

    def _set_name(self, name):
        if not isinstance(name, str):
            raise AssertionError("name must be a string")
        self._name = name

    def _set_daemon(self, daemon):
        if self._child is not None:
            raise AssertionError("process has already started")
        self._daemon = daemon

    def _get_exitcode(self):
        self._check()
        if self._child is None:
            return None
        return self._poll()

    name = _gopyrun.property(lambda self: self._name, _set_name)
    daemon = _gopyrun.property(lambda self: self._daemon, _set_daemon)
    exitcode = _gopyrun.property(_get_exitcode)
    pid = _gopyrun.property(lambda self: self._pid)
    ident = _gopyrun.property(lambda self: self._pid)
    sentinel = _gopyrun.property(lambda self: self._started().sentinel())

    def _started(self):
        self._check()
        if self._child is None:
            raise ValueError("process not started")
        return self._child

    def _poll(self):
        code = self._child.poll()
        if code is not None:
            self._forget()
        return code

    def _forget(self):
        if str(self._pid) in _children:
            del _children[str(self._pid)]

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check()
        if self._child is not None:
            raise AssertionError("cannot start a process twice")
        if self._parent != os.getpid():
            raise AssertionError("can only start a process object created by current process")
        if current_process()._daemon:
            raise AssertionError("daemonic processes are not allowed to have children")
        active_children()  # forgets those that have ended
        self._child = _gopyrun.spawn(self)
        self._pid = self._child.pid()
        _children[str(self._pid)] = self

    def join(self, timeout=None):
        self._check()
        if self._child is None:
            raise AssertionError("can only join a started process")
        if self._child.wait(timeout) is not None:
            self._forget()

    def is_alive(self):
        self._check()
        if self is current_process():
            return True
        return self._child is not None and self._poll() is None

    def terminate(self):
        self._started().signal(15)

    def kill(self):
        self._started().signal(9)

    def close(self):
        if self._child is not None:
            if self._child.poll() is None:
                raise ValueError("Cannot close a process while it is still running. You should first call join() or terminate().")
            self._forget()
            self._child.close()
        self._closed = True

    def __repr__(self):
        status = "initial"
        if self._child is not None:
            code = self._poll()
            if code is None:
                status = "started"
            else:
                status = "stopped exitcode=%d" % code
        return "<%s name='%s' parent=%s %s>" % (type(self).__name__, self._name, self._parent, status)


class _MainProcess(Process):
    def __init__(self):
        self._identity = []
        self._name = "MainProcess"
        self._daemon = False
        self._child = None
        self._closed = False
        self._pid = os.getpid()
        self._parent = None


_current = [_MainProcess()]


def current_process():
    return _current[0]


def active_children():
    return [p for p in list(_children.values()) if p._poll() is None]


def _bootstrap(process):
    """Run a process object in its process; the result is the exit status."""
    process._pid = os.getpid()
    _current[0] = process
    return _gopyrun.run(process.run, "Process %s:\n" % process._name)


def _exit():
    """End the children as the program's end does: daemons at once."""
    children = active_children()
    for p in children:
        if p._daemon:
            p.terminate()
    for p in children:
        p.join()


# Locks.

Pipe = lambda duplex=True: _gopyrun.pipe(duplex)


def Lock():
    return _gopyrun.semaphore(_COUNTING, 1, 1)


def RLock():
    return _gopyrun.semaphore(_RECURSIVE, 1, 1)


def Semaphore(value=1):
    return _gopyrun.semaphore(_COUNTING, value, _MAX)


def BoundedSemaphore(value=1):
    return _gopyrun.semaphore(_COUNTING, value, value)


class Event:
    """A flag; the semaphore counts who waits for it to be set."""

    def __init__(self):
        self._lock = Lock()
        self._flag = Value("b", 0, lock=False)
        self._waiters = Value("i", 0, lock=False)
        self._wake = Semaphore(0)

    def is_set(self):
        return self._flag.value != 0

    def set(self):
        with self._lock:
            self._flag.value = 1
            while self._waiters.value > 0:
                self._waiters.value -= 1
                self._wake.release()

    def clear(self):
        with self._lock:
            self._flag.value = 0

    def wait(self, timeout=None):
        with self._lock:
            if self._flag.value:
                return True
            self._waiters.value += 1
        if self._wake.acquire(True, timeout):
            return True
        with self._lock:
            if self._wake.acquire(False):  # set just now
                return True
            self._waiters.value -= 1
            return False


# Shared memory.


class _Value:
    def __init__(self, code, value, lock):
        self._memory = _gopyrun.array(code, 1)
        self._memory[0] = value
        self._lock = lock

    def _set(self, value):
        self._memory[0] = value

    value = _gopyrun.property(lambda self: self._memory[0], _set)

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *exc):
        self._lock.release()


class _Array:
    def __init__(self, code, source, lock):
        if isinstance(source, int):
            self._memory = _gopyrun.array(code, source)
        else:
            source = list(source)
            self._memory = _gopyrun.array(code, len(source))
            for i in range(len(source)):
                self._memory[i] = source[i]
        self._lock = lock

    def __len__(self):
        return len(self._memory)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return list(self)[i]
        return self._memory[i]

    def __setitem__(self, i, value):
        self._memory[i] = value

    def __iter__(self):
        return iter([self._memory[i] for i in range(len(self._memory))])

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *exc):
        self._lock.release()


def _lock_of(lock):
    if lock is True or lock is None:
        return RLock()
    if lock is False:
        return None
    return lock


def Value(typecode, value=0, *, lock=True):
    return _Value(typecode, value, _lock_of(lock))


def Array(typecode, size_or_initializer, *, lock=True):
    return _Array(typecode, size_or_initializer, _lock_of(lock))


# Queues.


class Queue:
    def __init__(self, maxsize=0):
        if maxsize <= 0:
            maxsize = _MAX
        self._maxsize = maxsize
        self._reader, self._writer = Pipe(False)
        self._reading = Lock()
        self._writing = Lock()
        self._room = BoundedSemaphore(maxsize)
        self._feeder = None
        self._joins = True
        self._closed = False

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError("Queue %s is closed" % self)
        if not self._room.acquire(block, timeout):
            raise queue.Full
        if self._feeder is None:
            self._feeder = _gopyrun.feeder(self._writer, self._writing)
            if not self._joins:
                self._feeder.forget()
        try:
            self._feeder.put(obj)
        except Exception:
            self._room.release()
            raise

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError("Queue %s is closed" % self)
        if not block:
            timeout = 0
        end = None
        if timeout is not None:
            end = monotonic() + timeout
        if not self._reading.acquire(True, timeout):
            raise queue.Empty
        try:
            if end is not None and not self._reader.poll(max(end - monotonic(), 0)):
                raise queue.Empty
            obj = self._reader.recv()
            self._room.release()
            return obj
        finally:
            self._reading.release()

    def put_nowait(self, obj):
        self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._maxsize - self._room.get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._room.get_value() == 0

    def close(self):
        self._closed = True

    def join_thread(self):
        if self._feeder is not None:
            self._feeder.join()

    def cancel_join_thread(self):
        self._joins = False
        if self._feeder is not None:
            self._feeder.forget()


class SimpleQueue(Queue):
    pass


class JoinableQueue(Queue):
    def __init__(self, maxsize=0):
        Queue.__init__(self, maxsize)
        self._unfinished = Value("i", 0)
        self._done = Event()
        self._done.set()

    def put(self, obj, block=True, timeout=None):
        with self._unfinished:
            Queue.put(self, obj, block, timeout)
            self._unfinished.value += 1
            self._done.clear()

    def task_done(self):
        with self._unfinished:
            if self._unfinished.value <= 0:
                raise ValueError("task_done() called too many times")
            self._unfinished.value -= 1
            if self._unfinished.value == 0:
                self._done.set()

    def join(self):
        self._done.wait()


# Pools.


class WorkerLostError(ProcessError):
    pass


class MaybeEncodingError(ProcessError):
    pass


def _worker(conn, initializer, initargs, limit):
    """Work off tasks until the connection ends, or as many as the limit says."""
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while limit is None or done < limit:
        try:
            func, args, kwargs = conn.recv()
        except EOFError:
            break
        answer = _gopyrun.attempt(func, args, kwargs)
        try:
            conn.send(answer)
        except Exception as e:
            reason = "Error sending result: '%s'. Reason: '%s'" % (answer[1], repr(e))
            conn.send((False, MaybeEncodingError(reason)))
        done += 1


def _map(func, items, star):
    if star:
        return [func(*item) for item in items]
    return [func(item) for item in items]


class AsyncResult:
    def __init__(self, callback=None, error_callback=None):
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError("%s not ready" % repr(self))
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        if not self._event.wait(timeout):
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, success, value):
        self._success = success
        self._value = value
        callback = self._callback
        if not success:
            callback = self._error_callback
        try:
            if callback is not None:
                callback(value)
        finally:
            self._event.set()


class _MapResult(AsyncResult):
    """The result of several tasks, of which the first error counts."""

    def __init__(self, count, callback, error_callback):
        AsyncResult.__init__(self, callback, error_callback)
        self._parts = [None] * count
        self._missing = count
        self._error = None
        if count == 0:
            self._set(True, [])

    def part(self, i):
        def store(success, value):
            if success:
                self._parts[i] = value
            elif self._error is None:
                self._error = value
            self._missing -= 1
            if self._missing == 0:
                if self._error is not None:
                    self._set(False, self._error)
                else:
                    self._set(True, [x for part in self._parts for x in part])
        return store


class Pool:
    """A thread for each worker process hands it one task at a time.

    A worker that dies is that task's error and is replaced.
    """

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = cpu_count()
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._initializer = initializer
        self._initargs = initargs
        self._limit = maxtasksperchild
        self._tasks = queue.Queue()
        self._state = "RUN"
        self._results = threading.RLock()  # one callback at a time
        self._workers = {}
        self._threads = []
        for i in range(processes):
            thread = threading.Thread(target=self._serve, args=(self._start(),), name="PoolThread-%d" % (i + 1), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _start(self):
        conn, theirs = Pipe()
        worker = Process(target=_worker, args=(theirs, self._initializer, self._initargs, self._limit), daemon=True)
        worker.name = "SpawnPoolWorker-%d" % worker._identity[-1]
        worker.start()
        theirs.close()
        self._workers[str(worker.pid)] = worker
        return (worker, conn)

    def _end(self, worker, conn):
        conn.close()
        worker.join()
        del self._workers[str(worker.pid)]

    def _serve(self, pair):
        worker, conn = pair
        done = 0
        while True:
            task = self._tasks.get()
            if task is None:
                break
            store, call = task
            if self._state == "TERMINATE":
                continue
            if worker is None:
                worker, conn = self._start()
                done = 0
            try:
                try:
                    success, value = self._ask(conn, call)
                except (EOFError, BrokenPipeError, ConnectionResetError):
                    self._end(worker, conn)
                    reason = "a worker of the pool ended with exit code %s" % worker.exitcode
                    worker = None
                    success, value = False, WorkerLostError(reason)
            except Exception as e:
                success, value = False, e
            with self._results:
                store(success, value)
            done += 1
            if worker is not None and done == self._limit:
                self._end(worker, conn)
                worker = None
        if worker is not None:
            self._end(worker, conn)

    def _ask(self, conn, call):
        conn.send(call)
        return conn.recv()

    def _submit(self, store, func, args, kwargs):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        self._tasks.put((store, (func, args, kwargs)))

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        result = AsyncResult(callback, error_callback)
        self._submit(result._set, func, tuple(args), kwds)
        return result

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self._map(func, iterable, chunksize, True, None, None).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(func, iterable, chunksize, False, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(func, iterable, chunksize, True, callback, error_callback)

    def _map(self, func, iterable, chunksize, star, callback, error_callback):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        items = list(iterable)
        n = len(items)
        if chunksize is None:
            chunksize = max((n + 4 * len(self._threads) - 1) // (4 * len(self._threads)), 1)
        result = _MapResult((n + chunksize - 1) // chunksize, callback, error_callback)
        part = 0
        for i in range(0, n, chunksize):
            self._submit(result.part(part), _map, (func, items[i:i + chunksize], star), {})
            part += 1
        return result

    def imap(self, func, iterable, chunksize=1):
        return _get_all([self.apply_async(func, (x,)) for x in iterable])

    def imap_unordered(self, func, iterable, chunksize=1):
        ended = queue.Queue()
        n = 0
        for x in iterable:
            self._submit(lambda success, value: ended.put((success, value)), func, (x,), {})
            n += 1
        return _next_of(ended, n)

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"
            for thread in self._threads:
                self._tasks.put(None)

    def terminate(self):
        running = self._state == "RUN"
        self._state = "TERMINATE"
        for worker in list(self._workers.values()):
            worker.terminate()
        if running:
            for thread in self._threads:
                self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        for thread in self._threads:
            thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.terminate()


def _get_all(results):
    for result in results:
        yield result.get()


def _next_of(ended, n):
    for i in range(n):
        success, value = ended.get()
        if not success:
            raise value
        yield value
