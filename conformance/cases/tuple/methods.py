# conf: tier=exact
t = (1, 'a', 2.5, 1)
print(t, t[0], t[-1], t[1:3], t.count(1), t.index('a'), len(t), t + (9,), t * 2, (1,), (), 1 in t, t == (1, 'a', 2.5, 1), tuple('ab'), tuple([1]), tuple())
print((1, 2) < (1, 3), (1,) < (1, 0), () < (1,), hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), (1, [2]) == (1, [2]), {(1, 2): 'v'}[1, 2])
a, b = t[:2]
print(a, b, *t, sep='-')
for f in (lambda: t.index(99), lambda: t.append(1), lambda: t.__setitem__, lambda: hash(([],)), lambda: t[10], lambda: tuple(5), lambda: t + [1], lambda: t < [1], lambda: tuple(1, 2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
print(hash((1, 2, 3)), hash((1, (2, 3), 'a'[:0])), hash((0.5, True, None))== hash((0.5, 1, None)))
