# conf: tier=exact
import sys
def show(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__))
class Meta(type):
    def __instancecheck__(c, o): raise ValueError("ic")
    def __call__(c, *a): return super().__call__(*a)
class X(metaclass=Meta): pass
show(isinstance, 1, X)
class P:
    @property
    def a(self): raise AttributeError("inner")
    def __getattr__(self, n): return "ga " + n
show(getattr, P(), "a")
class Q:
    @property
    def a(self): raise AttributeError("inner")
    @a.setter
    def a(self, v): raise TypeError("set")
    @property
    def ro(self): return 1
q = Q()
show(getattr, q, "a"); show(getattr, q, "a", 5); show(hasattr, q, "a"); show(setattr, q, "a", 1)
show(setattr, q, "ro", 1); show(delattr, q, "ro"); show(delattr, q, "zz")
class S:
    __slots__ = ("x",)
s = S(); show(getattr, s, "x"); show(setattr, s, "y", 1); show(delattr, s, "x")
show(type, "A", (int, str), {}); show(type, "A", (bool,), {}); show(type, "A", (), {"__slots__": 5})
class A: pass
class B(A): pass
show(type, "C", (A, B), {})
show(lambda: A() < A()); show(lambda: A() + 1); show(lambda: len(A())); show(lambda: A()[0]); show(lambda: A()()); show(iter, A()); show(lambda: 1 in A())
show(hash, type("H", (), {"__eq__": lambda a, b: True})())
show(lambda: int(type("I", (), {"__int__": lambda s: "x"})()))
show(lambda: bool(type("I", (), {"__bool__": lambda s: 5})()))
show(lambda: len(type("I", (), {"__len__": lambda s: -1})()))
show(lambda: len(type("I", (), {"__len__": lambda s: "a"})()))
show(lambda: str(type("I", (), {"__str__": lambda s: 5})()))
show(lambda: repr(type("I", (), {"__repr__": lambda s: 5})()))
show(lambda: hash(type("I", (), {"__hash__": lambda s: "a"})()))
show(lambda: iter(type("I", (), {"__iter__": lambda s: 5})()))
show(lambda: [1][type("I", (), {"__index__": lambda s: "a"})()])
show(lambda: format(type("I", (), {"__format__": lambda s, f: 5})(), ""))
show(lambda: super(A, 5)); show(lambda: super(A, A()).nope)
show(lambda: A(1)); show(lambda: A(x=1)); show(object, 1)
class N:
    def __new__(cls, a): return super().__new__(cls, a)
show(N, 1)
class I:
    def __init__(self): return 5
show(I)
class W:
    def f(self, a, b=1, *, c, d=2): pass
    @classmethod
    def cm(cls, a): pass
    @staticmethod
    def sm(a): pass
w = W()
for call in ("w.f()", "w.f(1)", "w.f(1, 2, 3, c=1)", "w.f(1, c=1, e=2)", "w.f(1, a=2, c=3)", "W.f()", "W.cm()", "W.cm(1, 2)", "w.sm()", "w.f(1, c=1, **{'c': 2})", "w.f(*1)", "w.f(**1)", "w.f(1, 2, 3, 4, 5)", "w.f(1, 2, d=3)", "w.f(1, c=2, dd=3)"): show(eval, call)
def many(a, b, c, d, e): pass
show(many); show(many, 1); show(many, 1, 2, 3, 4); show(lambda: many(1, 2, 3, 4, 5, 6, 7))
def po(a, b, /, c): pass
show(lambda: po(1, b=2, c=3)); show(lambda: po(a=1, b=2, c=3)); show(po, 1, 2, 3, 4)
def kwo(*, x, y, z): pass
show(kwo); show(lambda: kwo(x=1, y=2)); show(kwo, 1); show(lambda: kwo(1, x=1, y=2, z=3))
show(lambda: [].pop(1)); show(lambda: {}.pop("a")); show(lambda: [1, 2].remove(3)); show(lambda: "a".index("b")); show(lambda: (1,).index(2))
show(lambda: max([])); show(lambda: sum("ab")); show(lambda: sorted([1, "a"])); show(lambda: sorted([1, 2], key=5))
show(lambda: int("12a")); show(lambda: float("1.2.3")); show(lambda: {}[[]])
show(lambda: {[]: 1}); show(lambda: {[]}); show(lambda: {1: 2} | 3); show(lambda: {1} | [2]); show(lambda: [1] + (2,)); show(lambda: (1,) + [2])
show(lambda: "%s %s" % 1); show(lambda: "%d" % "a"); show(lambda: "{0} {}".format(1)); show(lambda: "{".format()); show(lambda: "{a.b}".format(a=1)); show(lambda: "{:d}".format("a"))
show(lambda: open("/nonexistent/x")); show(lambda: open("/")); show(lambda: __import__("os").listdir("/nope"))
show(lambda: 2 ** -1 / 0); show(lambda: 0 ** -1); show(lambda: 10 ** 400 * 1.0); show(lambda: float(10 ** 400)); show(lambda: int("1" * 5000))
show(lambda: setattr(1, "a", 2)); show(lambda: setattr(int, "a", 2)); show(lambda: delattr(int, "real")); show(lambda: setattr(len, "a", 1))
show(lambda: next(iter([]))); show(lambda: chr(-1)); show(lambda: ord("")); show(lambda: bytes([300])); show(lambda: range(1)[5]); show(lambda: slice(1)[0])
import types
show(lambda: types.nope)
