"""Queues between the threads of gpython, in the interface of CPython's queue."""

import _gopyrun
import threading
from time import monotonic

Empty = _gopyrun.Empty
Full = _gopyrun.Full


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []
        self.mutex = threading.Lock()
        self._items = threading.Condition(self.mutex)
        self._room = threading.Condition(self.mutex)
        self._done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0

    def qsize(self):
        with self.mutex:
            return len(self.queue)

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return 0 < self.maxsize <= self.qsize()

    def put(self, item, block=True, timeout=None):
        if not block:
            timeout = 0
        elif timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self.mutex:
            if not self._room.wait_for(lambda: not 0 < self.maxsize <= len(self.queue), timeout):
                raise Full
            self.queue.append(item)
            self.unfinished_tasks += 1
            self._items.notify()

    def put_nowait(self, item):
        self.put(item, False)

    def _get(self):
        item = self.queue[0]
        del self.queue[0]
        return item

    def get(self, block=True, timeout=None):
        if not block:
            timeout = 0
        elif timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self.mutex:
            if not self._items.wait_for(lambda: len(self.queue) > 0, timeout):
                raise Empty
            item = self._get()
            self._room.notify()
            return item

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self._done.notify_all()

    def join(self):
        with self.mutex:
            self._done.wait_for(lambda: self.unfinished_tasks == 0)


class LifoQueue(Queue):
    def _get(self):
        item = self.queue[-1]
        del self.queue[-1]
        return item


SimpleQueue = Queue
