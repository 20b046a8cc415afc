# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Lock, RLock, Semaphore, BoundedSemaphore, Value
def add(lock, v, n):
    for _ in range(n):
        with lock: v.value += 1
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
if __name__ == '__main__':
    l, v = Lock(), Value('i', 0, lock=False)
    ps = [Process(target=add, args=(l, v, 500)) for _ in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(v.value)
    r = RLock()
    ps = [Process(target=add, args=(r, v, 100)) for _ in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(v.value)
    print(l.acquire(), l.acquire(False), l.acquire(timeout=0.01), l.release())
    err(lambda: l.release()); err(lambda: r.release())
    print(r.acquire(), r.acquire(), r.release(), r.release())
    s = Semaphore(2)
    print(s.get_value(), s.acquire(), s.acquire(), s.acquire(False), s.release(), s.get_value())
    b = BoundedSemaphore(1)
    err(lambda: b.release())
    with l: print(repr(l))
    print(repr(l), repr(s), repr(r))
