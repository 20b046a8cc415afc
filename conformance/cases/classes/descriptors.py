# conf: tier=exact
class D:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, obj, owner): return (self.name, obj is None, owner.__name__)
    def __set__(self, obj, v): print('set', v); obj.__dict__[self.name] = v
    def __delete__(self, obj): print('delete')
class N:
    def __get__(self, obj, owner=None): return 'non-data'
class C:
    d = D()
    n = N()
c = C()
print(c.d, C.d, c.n, C.n)
c.d = 5
c.n = 'instance wins'
print(c.d, c.n, c.__dict__)
del c.d
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): print('call', a); return super().__call__(*a)
    @classmethod
    def __prepare__(m, name, bases, **kw): print('prepare', name); return {}
    def hello(cls): return 'hello ' + cls.__name__
    def __len__(cls): return 42
    def __getitem__(cls, k): return k
class X(metaclass=M, opt=1):
    a = 1
class Y(X):
    b = 2
    def __init__(self, v): self.v = v
print(Y(3).v, X.hello(), len(Y), Y['k'], type(Y).__name__, isinstance(Y, M))
class Base:
    subs = []
    def __init_subclass__(cls, tag='none', **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, tag))
class S1(Base): pass
class S2(Base, tag='two'): pass
print(Base.subs, Base.__subclasses__())
try:
    class Bad(X, metaclass=type('Other', (type,), {})): pass
except TypeError as e:
    print(e)
try:
    class Kw(Base, foo=1): pass
except TypeError as e:
    print(e)
class G:
    def __class_getitem__(cls, k): return f'G[{k}]'
print(G[5])
