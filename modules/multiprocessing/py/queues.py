import os
import sys
import threading
import time
from queue import Empty, Full

import _multiprocessing
from . import connection, context
from .reduction import ForkingPickler as _ForkingPickler
from .util import Finalize, debug, info, is_exiting

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']


class Queue:

    def __init__(self, maxsize=0, *, ctx):
        if maxsize <= 0:
            maxsize = ctx.get_context().Semaphore(0)._semlock.maxvalue
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()
        self._sem = ctx.BoundedSemaphore(maxsize)
        self._ignore_epipe = False
        self._opid = os.getpid()
        self._reset()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer,
                self._rlock, self._wlock, self._sem, self._opid)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer,
         self._rlock, self._wlock, self._sem, self._opid) = state
        self._reset()

    def _reset(self):
        self._feeder = _multiprocessing.Feeder(self._writer, self._wlock)
        self._joincancelled = False
        self._closed = False
        self._jointhread = None
        self._send_bytes = self._writer.send_bytes
        self._recv_bytes = self._reader.recv_bytes
        self._poll = self._reader.poll

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        self._send(obj)

    def _send(self, obj):
        if self._jointhread is None:
            self._start_feeder()
        try:
            data = _ForkingPickler.dumps(obj)
        except Exception as e:
            # The place that the item would have taken is free again.
            self._sem.release()
            self._on_queue_feeder_error(e, obj)
            return
        try:
            self._feeder.put(data)
        except BrokenPipeError:
            if not self._ignore_epipe and not is_exiting():
                raise

    def _start_feeder(self):
        # At the end of the process what was put is still written.
        self._jointhread = Finalize(self, self._feeder.join, exitpriority=-5)
        if self._joincancelled:
            self._jointhread.cancel()

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if block and timeout is None:
            with self._rlock:
                res = self._recv_bytes()
            self._sem.release()
        else:
            if block:
                deadline = time.monotonic() + timeout
            if not self._rlock.acquire(block, timeout):
                raise Empty
            try:
                if block:
                    timeout = deadline - time.monotonic()
                    if not self._poll(timeout):
                        raise Empty
                elif not self._poll():
                    raise Empty
                res = self._recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        return _ForkingPickler.loads(res)

    def qsize(self):
        return self._maxsize - self._sem._get_value()

    def empty(self):
        return not self._poll()

    def full(self):
        return self._sem._is_zero()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        self._closed = True
        self._reader.close()

    def join_thread(self):
        assert self._closed, "Queue {0!r} not closed".format(self)
        if self._jointhread and not self._joincancelled:
            self._jointhread()

    def cancel_join_thread(self):
        self._joincancelled = True
        if self._jointhread:
            self._jointhread.cancel()

    def _terminate_broken(self):
        self.close()
        self.cancel_join_thread()

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        import traceback
        traceback.print_exception(type(e), e, e.__traceback__)


class JoinableQueue(Queue):

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._cond:
            self._unfinished_tasks.release()
            self._send(obj)

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks._is_zero():
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if not self._unfinished_tasks._is_zero():
                self._cond.wait()


class SimpleQueue:

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()
        self._poll = self._reader.poll

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._rlock, self._wlock

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state
        self._poll = self._reader.poll

    def get(self):
        with self._rlock:
            res = self._reader.recv_bytes()
        return _ForkingPickler.loads(res)

    def put(self, obj):
        obj = _ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(obj)
