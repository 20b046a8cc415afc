# conf: tier=exact
d = {}
for i in (5, 3, 9, 1):
    d[i] = i * i
del d[3]
d[3] = 'back'
d[5] = 'changed'
print(d, list(d), list(d.values()))
for i in range(20):
    d[i] = i
for i in range(0, 20, 2):
    del d[i]
print(d, len(d))
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 2
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f'K{self.n}'
m = {K(i): i for i in range(6)}
print(m, m[K(3)], K(9) in m, m.pop(K(2)), m)
print({1: 'int'}[1.0], {1: 'int'}[True], {'a': 1, 'b': 2}.items() >= {('a', 1)}, {float('nan'): 1})
big = {str(i): i for i in range(1000)}
print(len(big), big['999'], list(big)[500], sum(big.values()))
class D(dict):
    def __missing__(self, key): return f'missing {key}'
x = D(a=1)
print(x['a'], x['b'], x.get('b'), x, 'b' in x)
