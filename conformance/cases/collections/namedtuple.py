# conf: tier=exact
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), p == (1, 2), len(p), *p, P.__name__, P.__doc__)
D = namedtuple('D', ['a', 'b', 'c'], defaults=[2, 3])
print(D(1), D._field_defaults, D(1, c=9), hash(D(1)) == hash((1, 2, 3)), isinstance(p, tuple), p + (3,))
print(namedtuple('R', 'a def a _x', rename=True)._fields, namedtuple('S', 'a,b')(1, 2))
class Q(P):
    def total(self): return self.x + self.y
print(Q(1, 2), Q(1, 2).total())
x, y = p
print(x, y, max(P(1, 5), P(2, 0)), P(1, 2) < P(1, 3))
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: namedtuple('B', 'def'), lambda: namedtuple('B', 'a a'), lambda: namedtuple('B', '_a'), lambda: namedtuple('1B', 'a'), lambda: setattr(p, 'x', 1), lambda: p.z, lambda: P._make([1]), lambda: p._replace(q=1), lambda: namedtuple('B', 'a', defaults=[1, 2])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
