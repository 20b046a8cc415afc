# conf: tier=exact
print({5, 3, 1, 4}, {8, 0}, {16, 8, 0}, set(range(20, 0, -3)), {1000, 1, 500}, {7, 15, 23, 31}, set([64, 32, 16, 8, 4, 2, 1]))
s = set()
for i in (33, 1, 17, 49, 65, 9):
    s.add(i)
print(s)
s.discard(17)
s.add(81)
print(s, list(s), sorted(s))
print(set(range(30)) - set(range(0, 30, 3)), {3, 2, 1} | {9, 8}, {-5, 5, 0}, set(x * x for x in range(12)), frozenset([40, 30, 20, 10]))
