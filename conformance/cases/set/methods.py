# conf: tier=exact
s = {3, 1, 2}
s.add(5); s.add(1); s.discard(99); s.discard(2)
print(s, len(s), 3 in s, s | {7}, s & {1, 3}, s - {1}, s ^ {1, 9}, s <= {1, 3, 5, 7}, s < s, s == {5, 3, 1}, s.isdisjoint({8}))
s.update([10, 11], (12,)); s.remove(10)
print(s, s.union([20], [21]), s.intersection([1, 3], [3]), s.difference([1]), s.symmetric_difference([1, 2]), s.issubset(range(20)), s.issuperset([1]))
s &= {1, 3, 5}; s |= {6}; s -= {1}; s ^= {5, 8}
print(s, s.copy(), set(), set('a'), set([1, 1]), {*()}, s.pop() in (3, 6, 8))
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), f == {1, 2}, {f: 1}, frozenset() == set())
print({1, 1.0, True}, {0, False}, len({float('nan'), float('nan')}), {None}, {frozenset()} , {1, 2} > {1}, {1, 2} >= {3})
print(sorted({'b', 'a', 'c'}), {i % 3 for i in range(10)}, set(range(10)), {-1, -2}, {100, 50, 25})
