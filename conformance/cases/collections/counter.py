# conf: tier=exact
from collections import Counter
c = Counter('abracadabra')
print(c, c['a'], c['z'], c.most_common(2), sorted(c.elements())[:4], c.total(), len(c), list(c), Counter(a=2, b=1), Counter({'x': 3}))
c.update('aaz'); c.subtract('b')
print(c, c.most_common()[-1], sum(c.values()))
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=1)
print(a + b, a - b, a & b, a | b, +Counter(p=1, q=-1), -Counter(p=1, q=-1), a == Counter(x=3, y=1), a <= b, a < a + b)
a += b
print(a, dict(a), Counter([1, 1, 2.0, 2]), Counter(), a.pop('x'), a.copy())
del c['nope']
print(Counter('hello').most_common(), [k for k, n in Counter('mississippi').most_common(3)])
try:
    Counter(5)
except TypeError as e:
    print(e)
try:
    Counter.fromkeys('ab')
except NotImplementedError as e:
    print(e)
