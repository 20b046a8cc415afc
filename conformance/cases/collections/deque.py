# conf: tier=exact
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend([5, 6]); d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-1)
print(d, d.count(1), d.index(3), 3 in d, list(reversed(d)), d.maxlen)
d.remove(3); d.insert(1, 'x'); d.reverse()
print(d, d == deque(list(d)), d + deque([9]), deque('ab') * 2, deque([1]) < deque([2]))
m = deque(maxlen=3)
for i in range(5): m.append(i)
print(m, m.maxlen, deque(range(10), 3), m.copy())
m[1] = 'mid'
del m[0]
print(m)
m.clear()
print(m, bool(m))
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[99], lambda: d.remove('zz'), lambda: deque(5), lambda: deque([1], -1), lambda: d.index('q'), lambda: deque([1, 2], 2).insert(0, 3), lambda: d[0:1], lambda: hash(d)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
q = deque([1, 2])
try:
    for x in q: q.append(x)
except RuntimeError as e:
    print(e)
