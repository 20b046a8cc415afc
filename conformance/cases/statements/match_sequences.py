# conf: tier=exact
# Sequence patterns: what is asked of the subject; which patterns classes match.
import collections, collections.abc
class Log(collections.abc.Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): print('len', end=' '); return self.n
    def __getitem__(self, i): print('item', i, end=' '); return i
def t(s):
    match s:
        case [1, *_, 7]: return 'ends'
        case [0, *_, x]: return 'last', x
    return None
print(t(Log(5)), t([1, 2, 7]), t([0, 3]))
match Log(3):
    case [*_]: print('any')
match Log(2):
    case [_, _]: print('two')
match Log(9):
    case [a, _, *_, b, _]: print('some', a, b)
class S(collections.abc.Sequence):
    __getitem__ = None
    def __len__(self): return 42
match S():
    case [*_]: print('no items')
class M1(collections.UserDict, collections.abc.Sequence): pass
class S1(collections.UserList, collections.abc.Mapping): pass
class S4(collections.UserList, dict): pass
for c in M1, S1, S4:
    match c():
        case [*_]: print(c.__name__, 'seq')
        case {}: print(c.__name__, 'map')
class Late: pass
class Child(Late): pass
collections.abc.Sequence.register(Late)
match Child():
    case [*_]: print('late')
class X:
    T = int
    def foo[U: T](self, a: T): ...
    type Alias = T
X.T = float
print(X.foo.__type_params__[0].__bound__, X.Alias.__value__, X.foo.__annotations__, '__classdictcell__' in X.__dict__)
x = 'global'
class G:
    global x
    type Alias = x
G.x = 'class'
print(G.Alias.__value__, type.__type_params__)
