# conf: tier=exact
# Type parameters: scopes, what a class's names are to annotation scopes, laziness.
x = 'global'
def outer():
    x = 'outer'
    class C:
        x = 'class'
        type A = x
        type B = [x for _ in [1]]
        type D = (lambda: x)
        type E = list(x for _ in [1])
        type F = [y for y in x]
        def m[T: x](self, p: [x for _ in [1]], q: (lambda: x)) -> x: return T
    print(C.A.__value__, C.B.__value__, C.D.__value__(), C.E.__value__, C.F.__value__)
    print(C.m.__type_params__[0].__bound__, C.m.__annotations__['p'], C.m.__annotations__['q'](), C.m.__annotations__['return'])
    class G:
        type A = [x for _ in [1]]
        type B = x
    print(G.A.__value__, G.B.__value__)
outer()

def f[T: int = str, *Ts = tuple[int], **P = [3]](a: T = 1, *, b: P = 2) -> list[T]: return T, Ts, P
print(f.__type_params__, f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__qualname__, f())
for t in f():
    print(t, t.__default__, t.has_default(), t.evaluate_default.__qualname__, t.evaluate_default(1), t.__module__)
T = f()[0]
print(T.__bound__, T.__constraints__, T.evaluate_bound(1), T.evaluate_constraints, T.__covariant__, T.__infer_variance__)
try:
    T.evaluate_bound(3)
except NotImplementedError as e:
    print(repr(e))

def g[K: (int, Later)](k: K): return K
try:
    g(1).__constraints__
except NameError as e:
    print(e)
Later = str
print(g(1).__constraints__, g(1).__bound__)

type Rec = dict[str, Rec] | int
print(Rec, Rec.__value__, Rec.__type_params__, Rec | None, type(Rec))
type Pair[A, B = A] = tuple[A, B]
print(Pair[int], Pair[int, str], Pair.__value__, Pair.__parameters__, Pair[int].__origin__ is Pair)
try:
    Rec[int]
except TypeError as e:
    print(e)
try:
    Pair.__value__ = 1
except AttributeError as e:
    print(e)

class Deco:
    @staticmethod
    def make[T](x: T, y=x) -> T:
        def inner() -> T: return (T, y)
        return inner
print(Deco.make(1)(), Deco.make.__qualname__, Deco.make(1).__qualname__)
def closure(z):
    class Inner[T]:
        def get(self): return T, z
    return Inner
I = closure(5)
print(I().get(), I.__qualname__, I.__type_params__, I.__bases__[0].__name__)
class Mangled[__T, U: '__x']:
    def m(self) -> __T: return __T
print(Mangled.__type_params__, Mangled().m())
class KW:
    def __init_subclass__(cls, **kw): print(cls.__name__, kw)
bases = (KW,)
class Sub[T](*bases, flag=T, **{'other': 1}): pass
print(Sub.__mro__[1].__name__)
class Shadow[T]:
    T = 1
    def m(self, a: T): pass
print(Shadow.m.__annotations__, Shadow.T)
async def co[T](x: T): yield T
print(co.__type_params__)
