# conf: needs=threading
import threading, time
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01), s.release(), s.acquire())
s.release(2)
peak = cur = 0
m = threading.Lock()
def w():
    global peak, cur
    with s:
        with m: cur += 1; peak = max(peak, cur)
        time.sleep(0.01)
        with m: cur -= 1
ts = [threading.Thread(target=w) for _ in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(peak, cur)
b = threading.BoundedSemaphore(1)
for f in (lambda: b.release(), lambda: threading.Semaphore(-1), lambda: s.release(0)):
    try:
        f()
    except ValueError as e:
        print(e)
bar = threading.Barrier(3, action=lambda: order.append('action'))
order = []
idx = []
def party(): idx.append(bar.wait()); order.append('past')
ts = [threading.Thread(target=party) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(idx), order, bar.parties, bar.n_waiting, bar.broken)
bar.abort()
try:
    bar.wait()
except threading.BrokenBarrierError as e:
    print('broken', repr(e), bar.broken)
bar.reset()
print(bar.broken)
try:
    threading.Barrier(2, timeout=0.01).wait()
except threading.BrokenBarrierError:
    print('timed out')
