import collections
import itertools
import os
import queue
import threading
import time
import traceback
from collections import deque

import _multiprocessing
from . import connection, context, util
from .context import TimeoutError, ProcessError
from .reduction import ForkingPickler as _ForkingPickler

__all__ = ['Pool', 'ThreadPool']

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

job_counter = itertools.count()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


class WorkerLostError(ProcessError):
    'The process that ran a task, or was to run it, has died'


class RemoteTraceback(Exception):

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:

    def __init__(self, exc, tb):
        tb = ''.join(traceback.format_exception(type(exc), exc, tb))
        self.exc = exc
        # The frames of the worker must not live on in it.
        self.exc.__traceback__ = None
        self.tb = '\n"""\n%s"""' % tb

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    'A result, or the exception of a task, that could not be pickled'

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return "<%s: %s>" % (self.__class__.__name__, self)


def worker(conn, claims, initializer=None, initargs=(), maxtasks=None):
    'What a worker process runs: one task after the other, from one connection'
    if initializer is not None:
        initializer(*initargs)
    conn._read_ahead()
    conn.send_bytes(b'')
    completed = 0
    func = None
    while maxtasks is None or completed < maxtasks:
        try:
            tag, data = conn._recv_tagged()
        except (EOFError, OSError):
            break
        if not tag:
            break
        if not claims._take(tag):
            continue    # the pool has given it to another worker
        try:
            func, args, kwds = _ForkingPickler.loads(data)
            result = (True, func(*args, **kwds))
        except Exception as e:
            if func is not _helper_reraises_exception:
                e = ExceptionWithTraceback(e, e.__traceback__)
            result = (False, e)
        try:
            data = _ForkingPickler.dumps(result)
        except Exception as e:
            wrapped = MaybeEncodingError(e, result[1])
            data = _ForkingPickler.dumps((False, wrapped))
        func = args = kwds = result = None
        try:
            conn._send_tagged(tag, data)
        except OSError:
            break
        completed += 1


def _helper_reraises_exception(ex):
    'Pickle-able helper function for use by _guarded_task_generation.'
    raise ex


# A worker that runs short tasks gets some ahead of time. What it has not begun can be
# taken back: pool and worker contend for each task by its tag.
AHEAD = 8           # tasks that a worker holds at most
AHEAD_SIZE = 8192   # bytes of a task that may wait
SHORT = 0.001       # seconds


class _Worker:
    "A worker process as its pool sees it"

    def __init__(self, process, conn, limit):
        self.process = process
        self.conn = conn
        self.sending = threading.Lock()
        self.tasks = {}         # (job, index, pickle) by tag, in the order they were sent
        self.ready = False      # it has run the initializer
        self.since = 0.0        # when it began its present task, about
        self.short = False      # its last task was short
        self.left = limit       # tasks that it will still run


class Pool:
    'Class which supports an async version of applying functions to arguments.'

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(),
                 maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or _default_context()
        self._cache = {}
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._taskqueue = queue.SimpleQueue()
        self._queued = 0            # iterables of tasks that the task thread has to go through
        self._change = threading.Condition(threading.Lock())
        self._start()
        self._state = RUN

    def _start(self):
        self._workers = []
        self._idle = deque()
        self._again = deque()       # tasks of workers that died before they began them
        self._claims = _multiprocessing.Array('q', max(64, 2 * AHEAD * self._processes))
        self._tag = 0
        self._failures = 0          # workers in a row that died before they were ready
        self._tasks_done = False    # the task thread has seen the last task
        self._receiver = _multiprocessing.Receiver()
        try:
            for _ in range(self._processes):
                self._add_worker()
        except Exception:
            self._end_workers()
            self._receiver.close()
            raise
        self._task_handler = threading.Thread(target=self._handle_tasks, daemon=True)
        self._result_handler = threading.Thread(target=self._handle_results, daemon=True)
        self._terminate = util.Finalize(self, self._terminate_pool, exitpriority=15)
        self._task_handler.start()
        self._result_handler.start()

    def _add_worker(self):
        ours, theirs = connection.Pipe()
        w = self.Process(self._ctx, target=worker,
                         args=(theirs, self._claims, self._initializer, self._initargs, self._maxtasksperchild))
        w.name = w.name.replace('Process', 'PoolWorker')
        w.daemon = True
        w.start()
        theirs.close()
        self._pool.append(w)
        worker_ = _Worker(w, ours, self._maxtasksperchild or float('inf'))
        self._workers.append(worker_)
        self._receiver.add(worker_, ours, w._popen._child)

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>'

    # The task thread hands out tasks.

    def _handle_tasks(self):
        while True:
            tasks = self._taskqueue.get()
            if tasks is None:
                break
            taskseq, set_length = tasks
            job, i = None, -1
            for task in taskseq:
                job, i = task[0], task[1]
                if not self._dispatch(*task):
                    return
            if set_length is not None:
                set_length(i + 1)
            taskseq = tasks = task = None
            with self._change:
                self._queued -= 1
        with self._change:
            self._tasks_done = True
        self._wake()

    def _dispatch(self, job, i, func, args, kwds):
        if job not in self._cache:
            return self._state != TERMINATE
        try:
            data = _ForkingPickler.dumps((func, args, kwds))
        except Exception as e:
            self._deliver(job, i, (False, e))
            return True
        with self._change:
            while (w := self._choose(len(data))) is None:
                if self._state == TERMINATE:
                    return False
                if job not in self._cache:
                    return True
                self._change.wait()
            if self._state == TERMINATE:
                return False
            tag = self._assign(w, (job, i, data))
        self._send(w, tag, data)
        return True

    def _choose(self, size):
        # An idle worker, or the one with the fewest tasks that may have one more.
        if self._idle:
            return self._idle.popleft()
        best = None
        if size <= AHEAD_SIZE:
            least = AHEAD
            for w in self._workers:
                if w.short and len(w.tasks) < min(least, w.left):
                    best, least = w, len(w.tasks)
        return best

    def _assign(self, w, task):
        if not w.tasks:
            w.since = time.monotonic()
        self._tag = tag = self._claims._offer(self._tag)
        w.tasks[tag] = task
        return tag

    def _send(self, w, tag, data):
        try:
            with w.sending:
                w.conn._send_tagged(tag, data)
        except OSError:
            pass    # it has died: the result thread sees to its tasks

    # The result thread takes what workers send, and replaces those that end.

    def _handle_results(self):
        while True:
            with self._change:
                if self._state == TERMINATE:
                    return
                if self._tasks_done and not self._cache:
                    break
            for w, tag, data in self._receiver.get():
                if tag >= 0:
                    self._receive(w, tag, data)
                else:
                    self._replace(w)
        # The end of a closed pool: no task is left.
        with self._change:
            workers = list(self._workers)
        for w in workers:
            try:
                w.conn._send_tagged(0, b'')
            except OSError:
                pass
        for w in workers:
            w.process.join()
        self._receiver.close()

    def _receive(self, w, tag, data):
        if not tag:
            self._failures = 0
            w.ready = True
            self._set_idle(w)
            return
        now = time.monotonic()
        w.short = now - w.since < SHORT
        w.since = now
        w.left -= 1
        job, i, _ = w.tasks.pop(tag)
        try:
            result = _ForkingPickler.loads(data)
        except Exception as e:
            result = (False, e)
        if w.left > 0:
            self._set_idle(w)
        self._deliver(job, i, result)

    def _set_idle(self, w):
        # The worker has ended a task.
        with self._change:
            if self._again:
                task = self._again.popleft()
            elif w.tasks:
                if len(w.tasks) <= AHEAD // 2:
                    self._change.notify()
                return
            elif (task := self._steal()) is None:
                self._idle.append(w)
                self._change.notify()
                return
            tag = self._assign(w, task)
        self._send(w, tag, task[2])

    def _steal(self):
        # Take back the oldest task that waits behind another one.
        behind = []
        for w in self._workers:
            if len(w.tasks) > 1:
                behind += [(tag, w) for tag in itertools.islice(w.tasks, 1, None)]
        behind.sort(key=lambda x: x[0])
        for tag, w in behind:
            if self._claims._take(tag):
                return w.tasks.pop(tag)
        return None

    def _deliver(self, job, i, result):
        result_object = self._cache.get(job)
        if result_object is not None:
            result_object._set(i, result)
            if not self._cache:
                self._wake()

    def _replace(self, w):
        # A worker whose connection has ended is about to.
        w.process.join()
        with self._change:
            if w not in self._workers:
                return
            self._workers.remove(w)
            if w in self._idle:
                self._idle.remove(w)
            begun = []
            for tag, task in w.tasks.items():
                (self._again if self._claims._take(tag) else begun).append(task)
            w.tasks = {}
            sends = []
            while self._again and self._idle:
                other, task = self._idle.popleft(), self._again.popleft()
                sends.append((other, self._assign(other, task), task[2]))
        for send in sends:
            self._send(*send)
        w.conn.close()
        if w.process in self._pool:
            self._pool.remove(w.process)
        code = w.process.exitcode
        for job, i, _ in begun:
            self._deliver(job, i, (False, WorkerLostError(
                'worker %s died with exit code %s while it ran a task' % (w.process.name, code))))
        if not w.ready:
            # Somebody who kills workers is not the initializer's fault, up to a point.
            self._failures += 1 if code >= 0 else 0.1
            if self._failures >= max(self._processes, 2):
                self._give_up('the workers of the pool die in their initializer')
                return
        if self._state == RUN or self._state == CLOSE and self._cache:
            try:
                self._add_worker()
            except Exception as e:
                if not self._workers:
                    self._give_up('no worker can be started: %r' % e)

    def _give_up(self, why):
        # No result will ever come: better an error than a hang.
        while self._cache:
            for job, result in list(self._cache.items()):
                result._fail(WorkerLostError(why))
                self._cache.pop(job, None)
        with self._change:
            self._change.notify_all()
        self._again.clear()
        self._failures = 0
        if self._state == RUN:
            self._add_worker()

    def _wake(self):
        self._receiver.wake()

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        'Equivalent of `func(*args, **kwds)`.'
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        'Apply `func` to each element in `iterable`, collecting the results in a list.'
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        'Like `map()` but the elements of the `iterable` are unpacked as arguments.'
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        'Asynchronous version of `starmap()` method.'
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        'Asynchronous version of `map()` method.'
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        'Asynchronous version of `apply()` method.'
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        if not self._dispatch_now(result._job, func, args, kwds):
            self._enqueue([(result._job, 0, func, args, kwds)])
        return result

    def _enqueue(self, tasks, set_length=None):
        with self._change:
            self._queued += 1
        self._taskqueue.put((tasks, set_length))

    def _dispatch_now(self, job, func, args, kwds):
        # An idle worker need not wait for the task thread if that has nothing to do.
        if self._queued or not self._idle:
            return False
        try:
            data = _ForkingPickler.dumps((func, args, kwds))
        except Exception:
            return False    # the task thread will meet it again
        with self._change:
            if self._queued or not self._idle or self._state != RUN:
                return False
            w = self._idle.popleft()
            tag = self._assign(w, (job, 0, data))
        self._send(w, tag, data)
        return True

    def _guarded_task_generation(self, result_job, func, iterable):
        # The tasks of an iterable; what it raises comes out as its last result.
        i = -1
        try:
            for i, x in enumerate(iterable):
                yield (result_job, i, func, (x,), {})
        except Exception as e:
            yield (result_job, i + 1, _helper_reraises_exception, (e,), {})

    def imap(self, func, iterable, chunksize=1):
        'Equivalent of `map()` -- can be MUCH slower than `Pool.map()`.'
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        'Like `imap()` method but ordering of results is arbitrary.'
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, cls, func, iterable, chunksize):
        self._check_running()
        if chunksize == 1:
            result = cls(self)
            self._enqueue(self._guarded_task_generation(result._job, func, iterable), result._set_length)
            return result
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not {0:n}".format(chunksize))
        task_batches = Pool._get_tasks(func, iterable, chunksize)
        result = cls(self)
        self._enqueue(self._guarded_task_generation(result._job, mapstar, task_batches), result._set_length)
        return (item for chunk in result for item in chunk)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), self._processes * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        task_batches = Pool._get_tasks(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback=error_callback)
        self._enqueue(self._guarded_task_generation(result._job, mapper, task_batches))
        return result

    @staticmethod
    def _get_tasks(func, it, size):
        it = iter(it)
        while True:
            x = tuple(itertools.islice(it, size))
            if not x:
                return
            yield (func, x)

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            self._taskqueue.put(None)

    def terminate(self):
        self._terminate()

    def _terminate_pool(self):
        with self._change:
            self._state = TERMINATE
            self._change.notify_all()
        self._taskqueue.put(None)
        self._wake()
        self._end_workers()
        current = threading.current_thread()
        for t in (self._result_handler, self._task_handler):
            # A task source that blocks must not hold up the end.
            if t is not current:
                t.join(5)
        # The result thread may just have replaced one.
        self._end_workers()
        self._drop_results()

    def _end_workers(self):
        workers = [w.process for w in list(self._workers)]
        for p in workers:
            p.terminate()
        for p in workers:
            p.join(5)
            if p.exitcode is None:
                # It ignores SIGTERM.
                p.kill()
                p.join()

    def _drop_results(self):
        for job, result in list(self._cache.items()):
            result._fail(WorkerLostError('the pool has been terminated'))
            self._cache.pop(job, None)

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        elif self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._task_handler.join()
        self._result_handler.join()
        for w in list(self._workers):
            w.process.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


def _default_context():
    from . import context
    return context._default_context.get_context()


class ApplyResult:

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, obj):
        self._success, self._value = obj
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._finish()

    def _finish(self):
        self._cache.pop(self._job, None)
        self._event.set()
        self._pool = None

    def _fail(self, exc):
        # Ends the wait for a result that will not come.
        self._success, self._value = False, exc
        self._finish()


AsyncResult = ApplyResult


class MapResult(ApplyResult):

    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback=error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, success_result):
        self._number_left -= 1
        success, result = success_result
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
            if self._number_left == 0:
                if self._callback:
                    self._callback(self._value)
                self._finish()
        else:
            if not success and self._success:
                # The first error is the one that counts.
                self._success = False
                self._value = result
            if self._number_left == 0:
                if self._error_callback:
                    self._error_callback(self._value)
                self._finish()


class IMapIterator:

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(job_counter)
        self._cache = pool._cache
        self._items = deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._failure = None
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            try:
                item = self._items.popleft()
            except IndexError:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration from None
                if self._failure is None:
                    self._cond.wait(timeout)
                try:
                    item = self._items.popleft()
                except IndexError:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration from None
                    if self._failure is not None:
                        raise self._failure from None
                    raise TimeoutError from None
        success, value = item
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, obj):
        with self._cond:
            if self._index == i:
                self._items.append(obj)
                self._index += 1
                while self._index in self._unsorted:
                    obj = self._unsorted.pop(self._index)
                    self._items.append(obj)
                    self._index += 1
                self._cond.notify()
            else:
                self._unsorted[i] = obj
            self._check_end()

    def _check_end(self):
        if self._index == self._length:
            self._cache.pop(self._job, None)
            self._pool = None

    def _set_length(self, length):
        with self._cond:
            self._length = length
            pool = self._pool
            if self._index == self._length:
                self._cond.notify()
                self._check_end()
        if pool is not None and not self._cache:
            pool._wake()

    def _fail(self, exc):
        with self._cond:
            self._failure = exc
            self._cond.notify_all()


class IMapUnorderedIterator(IMapIterator):

    def _set(self, i, obj):
        with self._cond:
            self._items.append(obj)
            self._index += 1
            self._cond.notify()
            self._check_end()


class ThreadPool(Pool):
    'A pool of threads with the interface of one of processes'

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs, context=context._default_context)

    def _start(self):
        self._inqueue = queue.SimpleQueue()
        self._pool = [threading.Thread(target=self._work, daemon=True) for _ in range(self._processes)]
        self._task_handler = threading.Thread(target=self._handle_tasks, daemon=True)
        self._terminate = util.Finalize(self, self._terminate_pool, exitpriority=15)
        for t in self._pool:
            t.start()
        self._task_handler.start()

    def _work(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            task = self._inqueue.get()
            if task is None or self._state == TERMINATE:
                return
            job, i, func, args, kwds = task
            try:
                result = (True, func(*args, **kwds))
            except BaseException as e:
                # SystemExit, too: whoever waits for the result would wait for ever.
                result = (False, e)
            self._deliver(job, i, result)
            task = job = func = args = kwds = result = None

    def _dispatch_now(self, *task):
        return False

    def _dispatch(self, *task):
        self._inqueue.put(task)
        return self._state != TERMINATE

    def _wake(self):
        # All tasks have been handed out, or the last result has come.
        if self._state != RUN and not self._task_handler.is_alive() and not self._cache:
            self._stop_workers()

    def _stop_workers(self):
        for _ in self._pool:
            self._inqueue.put(None)

    def _terminate_pool(self):
        # Threads cannot be stopped: each ends after its task.
        self._state = TERMINATE
        self._taskqueue.put(None)
        self._stop_workers()
        self._drop_results()

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        self._task_handler.join()
        if self._state == CLOSE:
            self._stop_workers()
        for t in self._pool:
            t.join()
