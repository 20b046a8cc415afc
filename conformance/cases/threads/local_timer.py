# conf: needs=threading
import threading
loc = threading.local()
loc.x = 'main'
seen = []
def f(n):
    seen.append(hasattr(loc, 'x'))
    loc.x = n
    seen.append(loc.x)
for i in range(2):
    t = threading.Thread(target=f, args=(i,))
    t.start(); t.join()
print(seen, loc.x, loc.__dict__)
class L(threading.local):
    d = 'class'
    def __init__(self, v): self.v = v
l = L(5)
l.v = 6
t = threading.Thread(target=lambda: seen.append((l.v, l.d)))
t.start(); t.join()
print(l.v, seen[-1])
try:
    loc.nope
except AttributeError as e:
    print(e)
done = threading.Event()
t = threading.Timer(0.02, lambda a, k=0: (seen.append((a, k)), done.set()), args=('timer',), kwargs={'k': 1})
t.start()
print(done.wait(10), seen[-1])
t.join()
c = threading.Timer(30, print, args=('never',))
c.start(); c.cancel(); c.join()
print(c.is_alive(), c.finished.is_set())
