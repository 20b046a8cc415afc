# conf: tier=exact
import functools
from functools import *
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: a, [], 'init'))
p = partial(int, base=2)
q = partial(print, 'pre', sep='-')
q('a', end='!\n')
print(p('101'), p.func is int, p.args, p.keywords, partial(partial(pow, 2), 5)(), partial(dict, a=1)(b=2))
calls = []
@lru_cache(maxsize=2)
def f(x, y=0):
    calls.append(x)
    return x * 10
print(f(1), f(1), f(2), f(3), f(1), calls, f.cache_info(), f.cache_parameters())
f.cache_clear()
print(f.cache_info(), f.__name__, f.__wrapped__(7))
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().hits)
def deco(g):
    @wraps(g)
    def w(*a):
        "wrapper doc"
        return g(*a)
    return w
@deco
def named(x):
    "the doc"
    return x
print(named.__name__, named.__doc__, named.__wrapped__(3), named(4))
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2))
print(sorted(['b', 'A'], key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
class C:
    n = 0
    @cached_property
    def v(self):
        C.n += 1
        return C.n
c = C()
print(c.v, c.v, c.__dict__)
@singledispatch
def sd(x): return 'object'
@sd.register
def _(x: int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1), sd([]), sd('a'), sd(True))
for bad in (lambda: reduce(max, []), lambda: f([]), lambda: partial(), lambda: partial(5), lambda: reduce(max)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
