# conf: tier=exact
class A:
    x = 1
    def __init__(self): self.y = 2
    def m(self): pass
a = A()
print(getattr(a, 'x'), getattr(a, 'nope', 'default'), hasattr(a, 'y'), hasattr(a, 'z'), vars(a), 'm' in dir(a), 'y' in dir(a), 'y' in dir(A))
setattr(a, 'z', 3)
delattr(a, 'y')
print(vars(a), a.__dict__, callable(a.m), callable(a), callable(A), callable(len), callable(5))
try:
    getattr(a, 'nope')
except AttributeError as e:
    print(e, e.name, e.obj is a)
print(isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), isinstance(1, int | str), issubclass(bool, int), issubclass(A, (int, object)), isinstance(A, type), type(a) is A, type(A) is type)
print(id(a) == id(a), hash('a') == hash('a'), type(a).__name__, A.__name__, A.__qualname__, A.__module__, A.__bases__, A.__mro__, a.__class__)
B = type('B', (A,), {'v': 5, 'f': lambda self: self.v})
print(B, B().f(), B.__name__, B.__base__, isinstance(B(), A))
print(repr('a'), ascii('é'), str(None), eval('1 + 2'), eval('x + y', {'x': 1}, {'y': 2}), eval('[i for i in range(3)]'))
exec('q = 5\nfor i in range(2): print("exec", i)')
print(q)
ns = {}
exec('def f(): return 42\nv = f()', ns)
print(ns['v'], ns['f'](), '__builtins__' in ns)
code = compile('a + b', '<s>', 'eval')
print(eval(code, {'a': 1, 'b': 2}), type(code).__name__, code.co_filename)
print(sorted(dir([]))[:3], [n for n in dir(1) if n.startswith('bit')], dir(type('E', (), {'only': 1}))[-1])
print(Ellipsis, ..., NotImplemented, None, __name__, type(...).__name__, type(NotImplemented).__name__)
print(*[1, 2], 3, sep=', ', end='!\n')
print('a', 'b', sep='')
print()
print(end='no newline\n')
print(sep='x')
import builtins
print(builtins.len is len, builtins.__name__)
