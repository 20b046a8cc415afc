# conf: needs=queue
import queue, threading
q = queue.Queue(3)
print(q.empty(), q.full(), q.qsize(), q.maxsize)
for i in range(3): q.put(i)
print(q.full(), q.qsize(), q.get(), q.get(block=False), q.get_nowait(), q.empty())
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e.args)
err(lambda: q.get_nowait()); err(lambda: q.get(timeout=0.01)); err(lambda: q.get(timeout=-1)); err(lambda: [q.put_nowait(i) for i in range(4)]); err(lambda: q.put(1, timeout=0.01))
for _ in range(3): q.get()
l = queue.LifoQueue()
for i in range(3): l.put(i)
print([l.get() for _ in range(3)])
p = queue.PriorityQueue()
for i in (3, 1, 2): p.put((i, f'p{i}'))
print([p.get() for _ in range(3)])
s = queue.SimpleQueue()
s.put('a'); s.put('b')
print(s.get(), s.qsize(), s.get_nowait(), s.empty())
err(lambda: s.get_nowait()); err(lambda: s.get(timeout=0.01))
w = queue.Queue()
out = []
def worker():
    while (x := w.get()) is not None:
        out.append(x * x)
        w.task_done()
    w.task_done()
t = threading.Thread(target=worker)
t.start()
for i in range(5): w.put(i)
w.put(None)
w.join(); t.join()
print(out)
err(lambda: w.task_done())
w.put(1)
w.shutdown()
print(w.get())
err(lambda: w.get()); err(lambda: w.put(1))
print(issubclass(queue.Empty, Exception), queue.Full.__name__)
