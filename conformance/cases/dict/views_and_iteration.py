# conf: tier=exact
d = {'x': 1, 'y': 2}
for k in d: print(k, d[k])
for k, v in d.items(): print(k, v)
print(list(zip(d, d.values())), max(d, key=d.get), sorted(d.items(), key=lambda kv: -kv[1]), {v: k for k, v in d.items()}, [*d], {**d})
ks = d.keys()
print(ks | {'z'} == {'x', 'y', 'z'}, ks & ['x'], list(reversed(d)), list(reversed(d.items())), ks.mapping, type(ks).__name__, len(d.items()))
it = iter(d)
next(it)
d['new'] = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
nested = {'a': {'b': {'c': 1}}}
nested['a']['b']['d'] = 2
print(nested, nested['a']['b'].get('zz', {}).get('q', 'deep default'))
groups = {}
for w in 'apple bob avocado cat bee'.split(): groups.setdefault(w[0], []).append(w)
print(groups, sum(map(len, groups.values())))
