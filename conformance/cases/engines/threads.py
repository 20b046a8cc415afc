# conf: needs=threading timeout=30 stderr=ignore
import queue
import sys
import threading
import time

out = []


def work(n, word='x'):
    out.append('%d %s %s' % (n, word, threading.current_thread().name))


ts = [threading.Thread(target=work, args=(i,), kwargs={'word': 'w'}, name='t%d' % i) for i in range(3)]
print([t.is_alive() for t in ts], threading.active_count())
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(out), [t.is_alive() for t in ts])
for f in (ts[0].start, threading.Thread().join, threading.current_thread().join):
    try:
        f()
    except RuntimeError as e:
        print(e)
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
print(threading.Thread(target=work).name.startswith('Thread-'), threading.Thread(daemon=True).daemon)


class Mine(threading.Thread):
    def __init__(self, x):
        super().__init__(name='mine')
        self.x = x

    def run(self):
        self.x += 1


t = Mine(1)
t.start()
t.join()
print(t.x, t.name)

# Two threads and a counter that a lock protects, with as many switches as can be.
sys.setswitchinterval(0.000001)
lock = threading.Lock()
count = 0
free = 0


def add():
    global count, free
    for i in range(5000):
        with lock:
            count += 1
        free += 1


ts = [threading.Thread(target=add) for i in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(count, free > 0)
sys.setswitchinterval(0.005)
print(sys.getswitchinterval())

print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked(), lock.release(), lock.locked())
for f in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2)):
    try:
        f()
    except (RuntimeError, ValueError) as e:
        print(type(e).__name__, e)
r = threading.RLock()
with r:
    with r:
        print('twice')
try:
    r.release()
except RuntimeError as e:
    print(e)

e = threading.Event()
t = threading.Thread(target=lambda: out.append(e.wait(10)))
t.start()
print(e.is_set(), e.wait(0.01))
e.set()
t.join()
print(out[-1], e.wait())

c = threading.Condition()
items = []


def consumer():
    for i in range(3):
        with c:
            while len(items) == i:
                c.wait()
            c.notify_all()


t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    with c:
        items.append(i)
        c.notify()
t.join(10)
print(items, t.is_alive())
with c:
    print(c.wait(0.01), c.wait_for(lambda: len(items) == 3, 1))
try:
    c.notify()
except RuntimeError as e:
    print(e)
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01), s.release())
b = threading.BoundedSemaphore(1)
try:
    b.release()
except ValueError as e:
    print(e)

q = queue.Queue(2)


def produce():
    for i in range(10):
        q.put(i)
    q.put(None)


t = threading.Thread(target=produce)
t.start()
got = []
while True:
    x = q.get()
    if x is None:
        break
    got.append(x)
t.join()
print(got, q.empty(), q.qsize())
for f in (lambda: q.get(timeout=0.01), q.get_nowait, lambda: [q.put_nowait(i) for i in range(3)]):
    try:
        f()
    except (queue.Empty, queue.Full) as e:
        print(type(e).__name__)


def fail():
    raise ValueError('in a thread')


t = threading.Thread(target=fail)
t.start()
t.join()
begin = time.time()
t = threading.Thread(target=time.sleep, args=(60,), daemon=True)
t.start()
t.join(0.02)
print(t.is_alive(), time.time() - begin < 10)
threading.Thread(target=lambda: (time.sleep(0.05), print('after main'))).start()
print('main ends')
