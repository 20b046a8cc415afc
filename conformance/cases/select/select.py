# select, poll and epoll on pipes.
import os
import select
import threading
import time


def show(f, *args, **kw):
    try:
        print(f.__qualname__, args, '->', f(*args, **kw))
    except Exception as e:
        print(f.__qualname__, args, type(e).__name__, e)


r, w = os.pipe()
names = {r: 'r', w: 'w'}


def named(lists):
    return [[names.get(x, x) for x in l] for l in lists]


print(named(select.select([r], [w], [r, w], 0)))
os.write(w, b'x')
print(named(select.select([r, r], [w], [], 1)))
print(named(select.select((), (), (), 0.01)))


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


f = File(r)
print(select.select([f], [], [])[0][0] is f)

show(select.select, [], [], [], 'x')
show(select.select, [], [], [], -1)
show(select.select, [-1], [], [])
show(select.select, [100000], [], [])
show(select.select, 1, [], [])
show(select.select, ['a'], [], [])
show(select.select, [1 << 40], [], [])
show(select.select, [], [], [], float('nan'))
try:
    select.select([File('a')], [], [])
except TypeError as e:
    print(e)

p = select.poll()
show(p.register, -1)
show(p.register, 'a')
show(p.register, 1, 70000)
show(p.register, 1, -1)
show(p.modify, 77, 1)
show(p.unregister, 77)
show(p.poll, 'a')
show(p.poll, 1 << 40)
show(p.poll, 0)
p.register(f)
p.register(w, select.POLLOUT)
print([(names[fd], ev) for fd, ev in p.poll()])
p.modify(w, 0)
print([(names[fd], ev) for fd, ev in p.poll(1000)])
os.read(r, 1)
start = time.monotonic()
print(p.poll(30), time.monotonic() - start >= 0.03)
p.unregister(w)
t = threading.Timer(0.02, os.write, (w, b'y'))
t.start()
print([(names[fd], ev) for fd, ev in p.poll()])
t.join()
os.read(r, 1)
show(select.poll, 1)
try:
    type(p)()
except TypeError as e:
    print(e)

os.close(w)
print(p.poll() == [(r, select.POLLHUP)])
print(named(select.select([r], [], [r], 1)))
print(named(select.select([], [], [r], 0.01)))
os.close(r)
print(p.poll() == [(r, select.POLLNVAL)])
print(select.error is OSError, select.PIPE_BUF)

if hasattr(select, 'epoll'):
    r, w = os.pipe()
    names = {r: 'r', w: 'w'}
    show(select.epoll, 0)
    show(select.epoll, -2)
    show(select.epoll, -1, 3)
    show(select.epoll, 'a')
    ep = select.epoll()
    print(ep.closed, ep.fileno() > 2)
    show(ep.register, -1)
    show(ep.register, 'x')
    show(ep.register, 999)
    show(ep.unregister, 999)
    show(ep.poll, 'a')
    show(ep.poll, 0, 0)
    show(ep.poll, 0, -2)
    show(ep.poll, 0)
    ep.register(r, select.EPOLLIN)
    try:
        ep.register(r)
    except FileExistsError as e:
        print(e)
    ep.register(w, eventmask=select.EPOLLOUT)
    print([(names[fd], ev) for fd, ev in ep.poll()])
    ep.unregister(w)
    start = time.monotonic()
    print(ep.poll(0.03), time.monotonic() - start >= 0.03)
    t = threading.Timer(0.02, os.write, (w, b'y'))
    t.start()
    print([(names[fd], ev) for fd, ev in ep.poll(timeout=5, maxevents=1)])
    t.join()
    ep.modify(r, select.EPOLLIN | select.EPOLLONESHOT)
    print(len(ep.poll(1)), len(ep.poll(0)))
    os.close(w)
    ep.modify(r, select.EPOLLRDHUP)
    print([(names[fd], ev) for fd, ev in ep.poll(1)])
    with select.epoll.fromfd(os.dup(ep.fileno())) as other:
        print(len(other.poll(0)))
    print(other.closed)
    ep.close()
    ep.close()
    print(ep.closed)
    show(ep.fileno)
    show(ep.poll, 0)
    os.close(r)
