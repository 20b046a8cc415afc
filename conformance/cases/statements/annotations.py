# conf: tier=exact
x: int = 5
y: 'undefined_type'
print(x, __annotations__ if '__annotations__' in globals() else 'lazy')
class A:
    a: int
    b: list[int] = []
    c: 'Later' = None
print(A.__annotations__, A.b, hasattr(A, 'a'))
def f(p: Undefined, *a: int, k: str = 's', **kw) -> None: return p
print(f(1), f.__name__)
try:
    f.__annotations__
except NameError as e:
    print(e)
def g(p: int, q: 'str' = 1) -> list: pass
print(g.__annotations__)
try:
    y
except NameError as e:
    print(e)
(z): int = 3
A.d: int = 4
print(z, A.d)
