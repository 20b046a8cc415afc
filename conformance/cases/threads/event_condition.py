# conf: needs=threading
import threading
e = threading.Event()
print(e.is_set(), e.wait(0.01), e.set(), e.is_set(), e.wait(), e.clear(), e.is_set())
out = []
ready = threading.Event()
def waiter():
    ready.set()
    out.append(e.wait(10))
t = threading.Thread(target=waiter)
t.start(); ready.wait(); e.set(); t.join()
print(out)
c = threading.Condition()
items = []
def consumer():
    for _ in range(3):
        with c:
            while not items: c.wait()
            out.append(items.pop(0))
            c.notify_all()
t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    with c:
        items.append(i)
        c.notify()
        c.wait_for(lambda: not items, timeout=10)
t.join()
print(out)
with c: print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 'truthy'))
for f in (lambda: c.wait(), lambda: c.notify(), lambda: c.notify_all()):
    try:
        f()
    except RuntimeError as e:
        print(e)
