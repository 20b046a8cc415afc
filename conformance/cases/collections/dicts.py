# conf: tier=exact
from collections import OrderedDict, defaultdict, ChainMap, UserDict
o = OrderedDict([('a', 1), ('b', 2)])
o['c'] = 3
o.move_to_end('a')
print(o, list(o), o.popitem(), o.popitem(last=False), o)
o['z'] = 1
o.move_to_end('z', last=False)
print(o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {'b': 2, 'a': 1}, list(reversed(o)), o.copy(), o | {'n': 1}, OrderedDict())
try:
    o.move_to_end('nope')
except KeyError as e:
    print(repr(e))
try:
    OrderedDict().popitem()
except KeyError as e:
    print(repr(e))
d = defaultdict(list)
d['a'].append(1); d['a'].append(2); d['b']
print(d, d['a'], 'q' in d, d.get('q'), d.default_factory, dict(d), len(d))
n = defaultdict(int, x=5)
for ch in 'hello': n[ch] += 1
print(n, defaultdict(lambda: 'dflt')['k'], n.copy() == n)
try:
    defaultdict()['k']
except KeyError as e:
    print(repr(e))
try:
    defaultdict(5)
except TypeError as e:
    print(e)
t = defaultdict(lambda: defaultdict(int))
t['a']['b'] += 1
print(t['a']['b'], list(t))
c = ChainMap({'a': 1}, {'a': 2, 'b': 3})
c['n'] = 9
print(c['a'], c['b'], c.maps, sorted(c), c.new_child({'a': 0})['a'], c.parents)
