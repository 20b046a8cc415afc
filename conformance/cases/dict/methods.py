# conf: tier=exact
d = {'b': 1, 'a': 2}
d['c'] = 3
print(d, len(d), d['a'], d.get('z'), d.get('z', 0), 'a' in d, 'z' not in d, list(d), list(d.items()))
print(d.keys(), d.values(), d.items(), d.pop('b'), d.pop('zz', None), d.popitem(), d)
d.setdefault('n', []).append(1)
d.setdefault('n', []).append(2)
d.update({'a': 20, 'q': 1}); d.update(k=5); d.update([('p', 7), 'xy'])
print(d, d.copy() == d, list(reversed(d)), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0))
print(dict(), dict(a=1), dict([('a', 1)]), dict({'a': 1}, b=2), dict(zip('ab', [1, 2])), {1: 'a', 1.0: 'b', True: 'c'})
print({'a': 1} | {'b': 2, 'a': 3}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} != {'a': 2})
e = {'x': 1}
e |= {'y': 2}
e |= [('z', 3)]
print(e, {**e, 'x': 0})
k, v, i = e.keys(), e.values(), e.items()
e['w'] = 9
print(k, v, i, len(k), 'w' in k, ('w', 9) in i, 9 in v)
print(sorted(k & {'x', 'q'}), sorted(k | {'q'}), sorted(k - {'x'}), sorted(k ^ {'x', 'q'}), k == {'x', 'y', 'z', 'w'}, k.isdisjoint({'q'}), k > {'x'})
del e['x']
e['x'] = 'again'
print(e, next(iter(e)), list(e.items())[-1])
e.clear()
print(e, not e)
