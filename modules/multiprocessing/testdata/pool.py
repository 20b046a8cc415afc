# Pools of processes and threads.
import multiprocessing as mp
import os
import threading
import time
from multiprocessing.pool import ThreadPool


def sq(x): return x * x
def add(a, b=1, *, c=0): return a + b + c
def fail(x):
    if x == 3: raise ValueError('bad', x)
    return x
def slow(x): time.sleep(x); return x
def unpicklable(x): return lambda: x
def initialize(*args): global state; state = args
def get(_): return state
def pid(_): time.sleep(.01); return os.getpid()
def nested(x):
    try:
        with mp.Pool(1) as p: return p.map(sq, [x])
    except AssertionError as e: return str(e)
def broken():
    yield 1
    yield 2
    raise KeyError('source')


def attempt(f, *args, **kwargs):
    try: print(f(*args, **kwargs))
    except BaseException as e: print(type(e).__name__, e, 'Traceback' in str(e.__cause__))


def methods(p):
    attempt(p.map, sq, range(10))
    attempt(p.map, sq, [])
    attempt(p.map, sq, (x for x in range(5)), 2)
    attempt(p.apply, add, (1, 2), {'c': 3})
    attempt(p.apply, add)
    attempt(p.starmap, add, [(1, 2), (3, 4)])
    attempt(lambda: list(p.imap(sq, range(7))))
    attempt(lambda: list(p.imap(sq, range(7), 3)))
    attempt(lambda: sorted(p.imap_unordered(sq, range(7))))
    attempt(p.imap, sq, [1], 0)
    attempt(p.map, fail, range(6))
    attempt(lambda: list(p.imap(sq, broken())))
    attempt(lambda: list(p.imap(sq, broken(), 2)))
    attempt(p.map, sq, 5)
    r = p.apply_async(slow, (.2,))
    for f in r.ready, lambda: r.get(.01), r.get, r.ready, r.successful:
        attempt(f)
    out = []
    for f, n in (sq, 3), (fail, 4):
        p.map_async(f, range(n), 1, out.append, lambda e: out.append(repr(e))).wait()
        p.apply_async(f, (3,), callback=out.append, error_callback=lambda e: out.append(repr(e))).wait()
    print(out)
    it = p.imap(slow, [.2, 0])
    for f in lambda: it.next(.01), it.next, it.next, it.next:
        attempt(f)
    it = p.imap(fail, [2, 3, 4])
    for _ in range(4): attempt(next, it)
    attempt(p.join)
    p.close()
    attempt(p.map, sq, [1])
    p.join()
    p.terminate()
    print(p)


if __name__ == '__main__':
    methods(mp.Pool(2))
    methods(ThreadPool(2))
    with mp.Pool(2, initialize, (1, 'a')) as p:
        attempt(p.map, get, [1, 2])
        try: p.apply(unpicklable, (1,))
        except mp.pool.MaybeEncodingError as e: print(str(e)[:52])
        attempt(p.apply, nested, (2,))
        print(sum(p.imap_unordered(abs, range(2000))), sum(p.map(abs, range(2000))))
        rs = [p.apply_async(sq, (i,)) for i in range(100)]
        print(sum(r.get() for r in rs))
    attempt(p.map, sq, [1])
    with mp.Pool(2, maxtasksperchild=2) as p:
        pids = p.map(pid, range(8), 1)
        print(len(set(pids)) >= 4, max(map(pids.count, pids)) <= 2)
    p = mp.Pool(2)
    r = p.map_async(slow, [.1] * 4, 1)
    p.close(); p.join()
    print(r.get())
    for i in range(3):
        p = mp.Pool(2)
        p.map_async(slow, [600] * 4, 1)
        time.sleep(.03 * i)
        p.terminate(); p.join()
    print(mp.active_children())
