# conf: timeout=30
l = []
for _ in range(20000): l = [l]
for f in (repr, str, hash, lambda x: x == x[:], lambda x: x < [[]]):
    try:
        f(l)
    except RecursionError:
        pass
    except TypeError as e:
        print(e)
    print('survived')
a = []
a.append(a)
b = []
b.append(b)
try:
    a == b
except RecursionError as e:
    print(type(e).__name__)
d = {}
for _ in range(20000): d = {'k': d}
try:
    repr(d)
except RecursionError:
    pass
print('survived')
t = ()
for _ in range(20000): t = (t,)
try:
    hash(t)
except RecursionError:
    pass
print('hashed, or refused')
