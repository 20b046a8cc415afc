# conf: tier=exact
class A:
    """Doc of A."""
    count = 0
    def __init__(self, v=1):
        self.v = v
        A.count += 1
    def get(self): return self.v
    @classmethod
    def make(cls, v): return cls(v * 2)
    @staticmethod
    def add(a, b): return a + b
class B(A):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def get(self): return super().get(), self.w
a, b = A(), B(2, 3)
print(a.get(), b.get(), A.count, B.count, A.make(5).v, A.add(1, 2), a.add(3, 4), A.__doc__, B.__doc__)
print(isinstance(b, A), issubclass(B, A), type(b).__mro__, B.__bases__, b.__dict__, sorted(k for k in A.__dict__ if not k.startswith('__')))
a.count = 99
print(a.count, A.count, a.__dict__)
m = b.get
print(m(), m.__self__ is b, m.__func__ is B.get, m.__name__, A.get(b), B.get.__qualname__)
A.late = lambda self: ('late', self.v)
print(a.late(), b.late())
a.own = lambda: 'own'
print(a.own())
class C(B):
    make = None
    v = property(lambda self: 'prop')
try:
    C(1, 2)
except AttributeError as e:
    print(e)
class Empty: pass
e = Empty()
e.x = e.y = 1
del e.x
print(vars(e), Empty.__name__, e == Empty(), e == e, e != Empty(), bool(e), Empty.__init__ is object.__init__)
print(type(a.get).__name__, type(A.get).__name__, type(A.make).__name__, type(A.add).__name__, type(A.__dict__['make']).__name__)
class Outer:
    class Inner:
        def f(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.Inner)
