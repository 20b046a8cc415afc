# conf: tier=exact
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = S()
print(s.a, hasattr(s, 'b'), hasattr(s, '__dict__'), S.__slots__, type(S.a).__name__)
s.b = 2
del s.b
for f in (lambda: s.b, lambda: setattr(s, 'c', 1), lambda: s.__dict__, lambda: s.zz):
    try:
        f()
    except AttributeError as e:
        print(e)
class T(S):
    __slots__ = 'c'
t = T()
t.c = 3
print(t.a, t.c)
try:
    t.d = 1
except AttributeError as e:
    print(e)
class U(S): pass
u = U()
u.any = 1
print(u.__dict__, u.a)
try:
    class Bad:
        __slots__ = ('x',)
        x = 1
except ValueError as e:
    print(e)
try:
    class Bad2:
        __slots__ = ('1x',)
except TypeError as e:
    print(e)
