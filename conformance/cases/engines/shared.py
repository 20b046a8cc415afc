# conf: needs=multiprocessing timeout=30
# Queues, pipes, locks, values between processes.
import queue
import time
from multiprocessing import Array, BoundedSemaphore, Event, JoinableQueue, Lock, Pipe, Process, Queue, RLock, Semaphore, Value


class Point:
    def __init__(self, x):
        self.x = x


def twice(x):
    return 2 * x


def echo(conn):
    try:
        while True:
            conn.send(conn.recv())
    except EOFError:
        conn.close()


def produce(q, n):
    for i in range(n):
        q.put(i)


def increment(counter, lock, array, n):
    for i in range(n):
        with lock:
            counter.value = counter.value + 1
            array[i % 2] += 1


def consume(q):
    while True:
        x = q.get()
        q.task_done()
        if x is None:
            break


def wait(event, done):
    done.value = event.wait(10)


if __name__ == '__main__':
    q = Queue(2)
    q.put('a')
    q.put('b')
    print(q.full(), q.qsize())
    for args in ((True, 0.05), (False,)):
        begin = time.time()
        try:
            q.put('c', *args)
        except queue.Full as e:
            print('full', time.time() - begin < 5, e.args)
    print(q.get(), q.get(timeout=5))
    for args in ((True, 0.05), (False,)):
        try:
            q.get(*args)
        except queue.Empty as e:
            print('empty', e.args)
    try:
        q.put_nowait(1)
        q.put_nowait(2)
        q.put_nowait(3)
    except queue.Full:
        print(q.get(), q.get())

    q = Queue()
    p = Process(target=produce, args=(q, 1000))
    p.start()
    got = [q.get() for i in range(1000)]
    p.join()
    print(got == list(range(1000)), p.exitcode)

    here, there = Pipe()
    p = Process(target=echo, args=(there,))
    p.start()
    there.close()
    shared = [1]
    for x in (None, True, False, 1, -5, 2 ** 70, -2 ** 70, 1.5, 'text', 'ü€', b'raw', [], [1, [2, [3]]], (), (1, 'two'), {'k': [1, (2, 3)]}, [shared, shared]):
        here.send(x)
        y = here.recv()
        print(x == y, type(x) == type(y))
    print(y[0] is y[1])
    loop = []
    loop.append(loop)
    here.send(loop)
    y = here.recv()
    print(y[0] is y)
    here.send(twice)
    print(here.recv() is twice)
    here.send(Point)
    print(here.recv() is Point)
    here.send(Point([1, 2]))
    print(here.recv().x)
    here.send(ValueError('a', 1))
    e = here.recv()
    print(type(e) == ValueError, e.args)
    print(here.poll(), here.closed)
    try:
        here.send(lambda: 1)
    except Exception as e:
        print('a lambda cannot be sent')
    here.close()
    p.join()
    print(p.exitcode)
    r, w = Pipe(False)
    w.send_bytes(b'bytes')
    print(r.recv_bytes(), r.readable, r.writable, w.writable)
    for conn in (r, w):
        try:
            if conn is r:
                conn.send(1)
            else:
                conn.recv()
        except OSError as e:
            print(e)
    w.close()
    try:
        r.recv()
    except EOFError as e:
        print('end', e.args)

    counter, array, lock = Value('i', 0), Array('l', 2), Lock()
    children = [Process(target=increment, args=(counter, lock, array, 200)) for i in range(3)]
    for p in children:
        p.start()
    for p in children:
        p.join()
    print(counter.value, array[0], array[1], len(array))
    v = Value('d', 0.5)
    v.value += 1
    with v.get_lock():
        print(v.value)

    q = JoinableQueue()
    p = Process(target=consume, args=(q,))
    p.start()
    for i in range(5):
        q.put(i)
    q.put(None)
    q.join()
    p.join()
    print('joined')
    event, done = Event(), Value('i', 0)
    p = Process(target=wait, args=(event, done))
    p.start()
    print(event.is_set(), event.wait(0.01))
    event.set()
    p.join()
    print(done.value, event.is_set())

    lock = RLock()
    print(lock.acquire(), lock.acquire(), lock.release(), lock.release())
    try:
        lock.release()
    except AssertionError as e:
        print('not owned')
    s = Semaphore(1)
    print(s.acquire(), s.acquire(False), s.acquire(timeout=0.01), s.release(), s.release())
    b = BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as e:
        print('too often')
