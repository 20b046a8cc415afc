# conf: tier=exact
class A:
    x = 'class'
    def __getattr__(self, n):
        if n.startswith('dyn'): return f'dynamic {n}'
        raise AttributeError(f'no {n}')
    def __setattr__(self, n, v):
        print('set', n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print('del', n)
        super().__delattr__(n)
a = A()
a.y = 1
print(a.x, a.y, a.dyn1, hasattr(a, 'q'), getattr(a, 'q', 'def'))
del a.y
try:
    a.zzz
except AttributeError as e:
    print(e)
class B:
    def __getattribute__(self, n):
        if n == 'secret': return 'intercepted'
        return super().__getattribute__(n)
b = B()
b.secret = 1
print(b.secret, b.__dict__)
class P:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "the v"
        return self._v
    @v.setter
    def v(self, n):
        if n < 0: raise ValueError('negative')
        self._v = n
    @v.deleter
    def v(self): print('deleted'); self._v = None
    @property
    def ro(self): return 'ro'
p = P()
p.v = 5
print(p.v, P.v.__doc__, type(P.v).__name__, P.v.fget(p))
try:
    p.v = -1
except ValueError as e:
    print(e)
del p.v
for f in (lambda: setattr(p, 'ro', 1), lambda: delattr(p, 'ro'), lambda: p.nope, lambda: P.nope, lambda: setattr(5, 'x', 1), lambda: setattr(int, 'x', 1), lambda: setattr(object(), 'x', 1), lambda: setattr('s', 'upper', 1), lambda: delattr(p, 'nope'), lambda: p.ro(), lambda: delattr(P, 'nope')):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
