# A finalizer that runs between a call and the first instruction of what is called
# leaves the arguments alone.
import gc
import threading
import time


def f(a, b, c):
    return [a + i for i in range(3)]


class Garbage:
    def __del__(self):
        f(1, 2, 3)
        f(7, 7, 7)


class Plain:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def make(a, b, c, *rest, d=4, **more):
    return Plain(a, b, c), rest, d, more


def collect():
    while not stop:
        gc.collect()


stop = False
t = threading.Thread(target=collect)
t.start()
start = time.monotonic()
while time.monotonic() - start < 0.5:
    for i in range(200):
        Garbage()
        p, rest, d, more = make(1, 2, 3, 5, 6, x=8)
        assert (p.a, p.b, p.c, rest, d, more) == (1, 2, 3, (5, 6), 4, {'x': 8})
stop = True
t.join()
print('ok')
