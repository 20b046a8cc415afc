# conf: tier=exact
class S:
    inst = None
    def __new__(cls, *a):
        print('new', a)
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, *a): print('init', a)
print(S(1) is S(2))
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __repr__(self): return f'I({int(self)})'
    def __add__(self, o): return I(int(self) // 2 + o // 2)
print(I(5), I(5) + 2, I(3) * 2, I(3) == 6, type(I(1) - 1).__name__, [I(1)], str(I(2)), f'{I(3)}', hash(I(2)))
class NotSelf:
    def __new__(cls): return 'a string'
    def __init__(self): print('never')
print(NotSelf())
class L(list):
    def total(self): return sum(self)
l = L([1, 2])
l.append(3)
print(l, l.total(), type(l + [1]).__name__, type(l[:]).__name__, l == [1, 2, 3])
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as e:
    print(e)
class Abs:
    def __new__(cls): return object.__new__(int)
try:
    Abs()
except TypeError as e:
    print(e)
try:
    object.__new__()
except TypeError as e:
    print(e)
try:
    object().x = 1
except AttributeError as e:
    print(e)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1)[0], len(T()), isinstance(T(), tuple))
class Err(Exception):
    def __init__(self, code): super().__init__(f'code {code}'); self.code = code
try:
    raise Err(5)
except Err as e:
    print(e, e.code, e.args, repr(e))
