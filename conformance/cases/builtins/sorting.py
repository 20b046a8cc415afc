# conf: tier=exact
data = [('b', 2), ('a', 2), ('c', 1), ('a', 1)]
print(sorted(data), sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True), sorted(data, reverse=True))
words = 'the quick brown fox jumps over the lazy dog'.split()
words.sort(key=lambda w: (len(w), w))
print(words)
print(sorted({'b': 1, 'a': 2}), sorted('hello'), sorted([True, False, 2, 0.5]), sorted([]), sorted((3, 1)), sorted({3, 1, 2}, reverse=True))
class N:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f'N{self.n}'
print(sorted([N(3), N(1), N(2)]), min(N(2), N(1)), max([N(2), N(5)]))
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls)
big = [(i * 7919) % 1000 for i in range(1000)]
print(sorted(big) == list(range(1000)), sorted(big, key=lambda x: x // 100)[:5])
from functools import cmp_to_key
print(sorted([1, 2, 3, 4], key=cmp_to_key(lambda a, b: (a % 2 - b % 2) or b - a)))
for bad in ([1, 'a'], [None, 1], [{}, {}], [N(1), 2], [1j, 2j]):
    try:
        sorted(bad)
    except (TypeError, AttributeError) as e:
        print(e)
l = [3, 2, 1]
try:
    l.sort(key=lambda x: 1 / (x - 2))
except ZeroDivisionError:
    print(l)
