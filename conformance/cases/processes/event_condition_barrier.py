# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Event, Condition, Barrier, Queue
def waiter(e, q): q.put(('event', e.wait(20)))
def cond(c, e, q):
    with c:
        e.set()
        q.put(('cond', c.wait(20)))
def party(b, q): q.put(b.wait(20))
if __name__ == '__main__':
    e, q = Event(), Queue()
    p = Process(target=waiter, args=(e, q))
    p.start()
    print(e.is_set(), e.wait(0.01))
    e.set()
    print(q.get(timeout=20), e.is_set())
    p.join()
    e.clear()
    c = Condition()
    p = Process(target=cond, args=(c, e, q))
    p.start()
    e.wait(20)
    with c: c.notify()
    print(q.get(timeout=20))
    p.join()
    b = Barrier(3)
    ps = [Process(target=party, args=(b, q)) for _ in range(2)]
    for p in ps: p.start()
    i = b.wait(20)
    print(sorted([i, q.get(timeout=20), q.get(timeout=20)]), b.parties, b.broken)
    for p in ps: p.join()
    with c: print(c.wait(0.01), c.wait_for(lambda: False, 0.01))
