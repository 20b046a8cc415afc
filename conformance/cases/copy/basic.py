# conf: tier=exact
import copy
a = [1, [2, 3], {'k': [4]}]
s, d = copy.copy(a), copy.deepcopy(a)
a[1].append('x')
a[2]['k'].append('y')
print(a, s, d, s[1] is a[1], d[1] is a[1])
t = (1, 2)
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.copy('s') == 's', copy.deepcopy(5), copy.copy(None))
r = [1]
r.append(r)
q = copy.deepcopy(r)
print(q[1] is q, q is not r)
shared = []
p = copy.deepcopy([shared, shared])
print(p[0] is p[1])
class C:
    def __init__(self, v): self.v = v
c = C([1])
c2, c3 = copy.copy(c), copy.deepcopy(c)
c.v.append(2)
print(c2.v, c3.v, type(c3).__name__)
class H:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep', type(memo).__name__
print(copy.copy(H()), copy.deepcopy(H()), copy.deepcopy([H()]))
class S:
    __slots__ = 'a',
x = S()
x.a = [1]
print(copy.copy(x).a is x.a, copy.deepcopy(x).a is x.a, copy.deepcopy({1: {2, 3}}), copy.copy({1, 2}), copy.deepcopy(print) is print, copy.copy(C) is C)
from collections import OrderedDict, deque, defaultdict
print(copy.copy(deque([1], 3)), copy.deepcopy(OrderedDict(a=[1])), copy.copy(defaultdict(list, a=[1])), copy.replace is not None)
try:
    copy.copy(x for x in [])
except TypeError as e:
    print(e)
print(issubclass(copy.Error, Exception))
