# conf: tier=exact
# PEP 649: __annotate__ and what the formats give; the sources of names.
def f(x: int, y: Later = None, *args: *tuple[int], **kw: str) -> list[int]: pass
print(callable(f.__annotate__), f.__annotate__.__name__, f.__annotate__.__qualname__)
try:
    f.__annotations__
except NameError as e:
    print(e)
Later = float
print(f.__annotations__)
print(f.__annotations__ is f.__annotations__)
for fmt in (3, 4):
    try:
        f.__annotate__(fmt)
    except NotImplementedError as e:
        print(repr(e))
f.__annotations__ = {'a': 1}
print(f.__annotate__, f.__annotations__)
f.__annotate__ = lambda format: {'f': format}
print(f.__annotations__)
try:
    f.__annotate__ = 3
except TypeError as e:
    print(e)
f.__annotate__ = lambda format: 3
try:
    f.__annotations__
except TypeError as e:
    print(e)
del f.__annotations__
print(f.__annotations__, f.__annotate__)
class C:
    a: A
    b: 'B'
    A = bytes
    if Later is int:
        c: int
    for i in range(2):
        d: i
    __e: int
    def m(self, x: A) -> C: pass
print(C.__annotations__, C.m.__annotations__)
print(sorted(k for k in C.__dict__ if 'annot' in k))
class E(C): pass
print(E.__annotations__, E.__annotate__)
C.__annotations__ = {'z': 1}
print(C.__annotations__, C.__annotate__)
x: int
y: Undefined
try:
    __annotations__
except NameError as e:
    print(e)
import sys
m = sys.modules['__main__']
try:
    m.__annotations__
except NameError as e:
    print(e)
Undefined = 3
print(m.__annotations__)
def local():
    z: print('never')
    z = 1
    return z
print(local(), local.__annotations__)
def outer(T):
    def inner(a: T): pass
    class K:
        b: T
    return inner, K
i, K = outer(complex)
print(i.__annotations__, K.__annotations__)
type X = int | 'str'
print(int.__annotations__ if hasattr(int, '__annotations__') else 'none', (lambda: 0).__annotations__)
