# conf: tier=exact
r = range(2, 20, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r.start, r.stop, r.step, range(5), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(3)))
print(list(range(5, 0, -2)), list(range(0)), list(range(-3)), range(10 ** 20)[10 ** 19], len(range(0, 10 ** 18, 7)), list(reversed(range(3))), bool(range(0)), 2.0 in range(3), 'a' in range(3), range(True, 3), max(range(5)), sum(range(101)))
for f in (lambda: range(), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range('a'), lambda: r[99], lambda: r.index(99), lambda: range(1, 2, 3, 4), lambda: len(range(10 ** 20)), lambda: range(3) + range(2), lambda: range(3) < range(2), lambda: range(3).nope):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
