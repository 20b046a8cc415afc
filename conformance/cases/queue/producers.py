# conf: needs=queue
import queue, threading
q = queue.Queue(5)
got = []
def produce(n):
    for i in range(100): q.put((n, i))
def consume():
    while True:
        item = q.get()
        if item is None: break
        got.append(item)
ps = [threading.Thread(target=produce, args=(n,)) for n in range(3)]
c = threading.Thread(target=consume)
for t in ps + [c]: t.start()
for t in ps: t.join()
q.put(None)
c.join()
print(len(got), sorted(got) == [(n, i) for n in range(3) for i in range(100)], all([i for m, i in got if m == n] == list(range(100)) for n in range(3)))
