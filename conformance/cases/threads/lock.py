# conf: needs=threading
import threading, time
l = threading.Lock()
print(l.acquire(), l.locked(), l.acquire(False), l.acquire(timeout=0.01), l.release(), l.locked())
with l: print('held', l.locked())
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: l.release()); err(lambda: l.acquire(False, 1)); err(lambda: l.acquire(timeout=-2)); err(lambda: threading.RLock().release()); err(lambda: l.acquire(timeout='a')); err(lambda: l.acquire(timeout=1e300))
n = 0
def inc():
    global n
    for _ in range(20000):
        with l: n += 1
ts = [threading.Thread(target=inc) for _ in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(n)
r = threading.RLock()
def rec(k):
    with r: return 0 if k == 0 else 1 + rec(k - 1)
print(rec(10), r.acquire(), r.acquire(), r.release(), r.release())
got = []
l.acquire()
t = threading.Thread(target=lambda: (l.acquire(), got.append('got'), l.release()))
t.start()
time.sleep(0.02)
print(got, t.is_alive())
l.release()
t.join()
print(got, repr(l)[:25], repr(r)[:27])
