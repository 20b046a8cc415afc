# __slots__, __class__ assignment, keywords for subclasses, read-only attributes of types.
import types
import warnings


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class G:
    __slots__ = ["a", "b"]


class H:
    __slots__ = ["b", "a"]


class J:
    __slots__ = ["c", "b"]


class L(G):
    __slots__ = ["e"]


class M(H):
    __slots__ = ["e"]


class N(J):
    __slots__ = ["__weakref__"]


class P(J):
    __slots__ = ["__dict__"]


class Q(J):
    pass


class R(J):
    __slots__ = ["__dict__", "__weakref__"]


def assign(x, c):
    x.__class__ = c
    return type(x).__name__


for c in G, H, J, L, M, N, P, Q, R, list:
    for to in G, H, J, L, M, N, P, Q, R, list:
        show(lambda: (c.__name__, to.__name__, assign(c(), to)))


class Mod(types.ModuleType):
    x = 1


m = types.ModuleType("m")
m.y = 2
m.__class__ = Mod
print(m.x, m.y, type(m).__name__)
show(lambda: types.ModuleType.__new__(types.ModuleType).__dict__)
show(lambda: setattr(int, "x", 1))
show(lambda: type.__dict__["__doc__"].__set__(list, "x"))
show(lambda: type.__dict__["__doc__"].__delete__(G))
show(lambda: object.__setattr__(str, "x", 1))
show(lambda: object.__delattr__(G, "a"))
show(lambda: type("C", (), {"__slots__": "a", "a": 1}))
show(lambda: type("C", (), {"__slots__": ("__dict__", "__dict__")}))
show(lambda: type("C", (int,), {"__slots__": "a"}))
show(lambda: type("C", (), {"__slots__": "__qualname__", "__qualname__": "Q"}).__dict__["__qualname__"])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    type("C", (), {1: 2})
    ~True
    print([str(x.message)[:50] for x in w])
for base in list, tuple, set, frozenset, float, int, str, dict, bytes, complex, zip, filter, classmethod, property, object:
    show(lambda: type("C", (base,), {})(zzz=1) and base.__name__)
    show(lambda: type("C", (base,), {"__init__": lambda self, *a, **k: None})(zzz=1) is None)
    show(lambda: type("C", (base,), {"__new__": lambda cls, *a, **k: base.__new__(cls)})(zzz=1) is None)
for d in complex.real, slice.start, types.FunctionType.__globals__, types.MethodType.__self__, property.fget, super.__self__:
    print(type(d).__name__, d)


class Add(list):
    def __add__(self, other):
        return "add"


a = Add([1])
a += [2]
print(a, a + [3])


class P2(property):
    "doc of P2"


print(P2().__doc__, P2(lambda s: 1).__doc__, P2(doc="d").__doc__)
