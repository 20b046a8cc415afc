# Queues: many producers and consumers, limits, big and unpicklable items.
import multiprocessing as mp
import time


def produce(q, k, n):
    for i in range(n): q.put((k, i))
def consume(q, out):
    n = s = 0
    while (x := q.get()) is not None:
        n += 1
        s += x[1]
    out.put((n, s))
def acknowledge(q):
    while q.get() is not None: q.task_done()
    q.task_done()
def big(q): q.put(b'x' * 10_000_000)
def cancel(q): q.cancel_join_thread(); q.put(b'x' * 10_000_000)


def attempt(f, *args, **kwargs):
    try: print(f(*args, **kwargs))
    except BaseException as e: print(type(e).__name__, e)


if __name__ == '__main__':
    q = mp.Queue(2)
    q.put(1); q.put(2)
    for f in lambda: q.put(3, False), lambda: q.put(3, True, .01), lambda: q.put_nowait(3), q.full, q.qsize, q.get, lambda: q.get(timeout=5), q.get_nowait, lambda: q.get(True, .01), q.empty:
        attempt(f)
    try: q.join_thread()
    except AssertionError: print('not closed')
    q.close()
    try: q.put(1)
    except ValueError as e: print(str(e).endswith('is closed'))
    q.join_thread()

    q, out = mp.Queue(), mp.Queue()
    producers = [mp.Process(target=produce, args=(q, k, 400)) for k in range(2)]
    consumers = [mp.Process(target=consume, args=(q, out)) for _ in range(2)]
    for p in producers + consumers: p.start()
    for p in producers: p.join()
    for _ in consumers: q.put(None)
    got = [out.get() for _ in consumers]
    print([sum(x) for x in zip(*got)])
    for p in consumers: p.join()

    for target in big, cancel:
        p = mp.Process(target=target, args=(out,))
        p.start()
        if target is big: print(len(out.get()))
        p.join()
        print(p.exitcode)

    j = mp.JoinableQueue()
    p = mp.Process(target=acknowledge, args=(j,))
    p.start()
    for i in range(100): j.put(i)
    j.join()
    j.put(None)
    j.join(); p.join()
    attempt(j.task_done)

    s = mp.SimpleQueue()
    s.put([1])
    for f in s.empty, s.get, s.empty, s.close, s.get:
        attempt(f)
