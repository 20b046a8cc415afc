# Locks, events, conditions, barriers and shared values between processes.
import multiprocessing as mp
import threading


def release(lock): attempt(lock.release)
def increment(v, n):
    for _ in range(n):
        with v.get_lock(): v.value += 1
def waiter(c, q):
    with c:
        q.put('waiting')
        q.put(c.wait(20))
def meet(b, q):
    try: q.put(b.wait(20))
    except threading.BrokenBarrierError: q.put('broken')
def event(e, q): q.put(e.wait(20))
def change(v, a, rv, ra, s):
    v.value = 7; a[0] = 99; a[1:3] = [5, 6]; rv.value = 2.5; ra[2] = -1; s.value = b'bye'


def attempt(f, *args, **kwargs):
    try: print(f(*args, **kwargs))
    except BaseException as e: print(type(e).__name__, e)


def start(target, *args):
    p = mp.Process(target=target, args=args)
    p.start()
    return p


if __name__ == '__main__':
    lock = mp.Lock()
    for f in lambda: lock, lock.acquire, lambda: lock, lambda: lock.acquire(False), lambda: lock.acquire(True, .01), lambda: lock.acquire(timeout=-1), lock.release, lock.release, lambda: lock.acquire(blocking=False):
        attempt(f)
    r = mp.RLock()
    with r, r:
        print(r, flush=True)
        start(release, r).join()
    attempt(r.release)
    s = mp.Semaphore(2)
    for f in s.acquire, s.get_value, s.acquire, lambda: s.acquire(False), s.release, lambda: s, lambda: mp.Semaphore(-1), mp.BoundedSemaphore(2).release:
        attempt(f)

    q = mp.Queue()
    c = mp.Condition()
    attempt(c.wait); attempt(c.notify)
    ps = [start(waiter, c, q) for _ in range(2)]
    for _ in ps: q.get()
    while c._sleeping_count.get_value() < 2: pass
    with c: print(c); c.notify()
    print(q.get())
    with c: c.notify_all()
    print(q.get())
    with c: print(c.wait(.01), c.wait_for(lambda: 5), c.wait_for(lambda: False, .01))
    e = mp.Event()
    print(e.is_set(), e.wait(.01))
    ps.append(start(event, e, q))
    e.set()
    print(q.get(), e.is_set(), e.wait())
    e.clear()
    print(e.is_set())
    b = mp.Barrier(3)
    ps += [start(meet, b, q) for _ in range(2)]
    print(sorted([b.wait(20), q.get(), q.get()]), b.parties, b.n_waiting, b.broken)
    attempt(b.wait, .01)
    ps.append(start(meet, b, q))
    print(q.get(), b.broken)
    b.reset()
    print(b.broken)

    v = mp.Value('i', 0)
    ps += [start(increment, v, 2000) for _ in range(3)]
    for p in ps: p.join()
    print(v.value, {p.exitcode for p in ps})
    v, a, rv, ra, s = mp.Value('i'), mp.Array('i', 3), mp.RawValue('d', 1.5), mp.RawArray('h', [1, 2, 3]), mp.Array('c', 10)
    start(change, v, a, rv, ra, s).join()
    print(v.value, a[:], rv.value, ra[:], s.value)
    for code in 'cbBuhHiIlLqQfd':
        print(mp.Value(code), mp.Array(code, 2)[:])
        for x in 1, -1, 1.5, 'x', b'x', 300, 2**70, None:
            attempt(lambda: mp.RawValue(code, x).value)
    a = mp.Array('i', range(5))
    for f in lambda: len(a), lambda: a[-1], lambda: a[5], lambda: a[1:3], lambda: a[::-1], lambda: a['x'], lambda: sum(a), lambda: a.get_lock(), lambda: mp.Value('x'), lambda: mp.Array('i', [1, 'x']):
        attempt(f)
