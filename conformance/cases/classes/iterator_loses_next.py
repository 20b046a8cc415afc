# conf: tier=exact
class B:
    def __iter__(self): return self
    def __next__(self):
        del B.__next__
        return 1
try:
    for i in B(): print(i)
except TypeError as e: print(e)
class C:
    def __iter__(self): return self
    def __next__(self): return 1
class D: pass
c=C()
def f(it):
    z=zip(it,it)
    print(next(z)); it.__class__=D
    try: next(z)
    except TypeError as e: print(e)
f(c)
try: iter(D())
except TypeError as e: print(e)
class E(D): __iter__=lambda s:s
try: iter(E())
except TypeError as e: print(e)
class F(C,D): pass
print(next(F()))
try: next(E())
except TypeError as e: print(e)
print(hasattr(E,'__next__'))
from collections.abc import Iterator
print(isinstance(E(),Iterator), isinstance(F(),Iterator))
