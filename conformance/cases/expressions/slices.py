# conf: tier=exact
s = 'abcdefgh'
l = list(range(8))
for sl in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(5, 1, -2), slice(1, None, 3), slice(10, 20), slice(-100, 3)):
    print(sl, s[sl], l[sl], sl.indices(8))
l[2:4] = ['x', 'y', 'z']
print(l)
l[::3] = [0, 0, 0]
print(l)
del l[1:3]
del l[::-2]
print(l)
l[1:1] = [7, 8]
print(l)
try:
    l[::2] = [1]
except ValueError as e:
    print(e)
try:
    s[::0]
except ValueError as e:
    print(e)
try:
    l[1:2] = 5
except TypeError as e:
    print(e)
print(slice(1, 2) == slice(1, 2), slice(3).stop, slice(1, 2, 3))
class S:
    def __getitem__(self, k): return k
print(S()[1:2, ::3], S()[...], S()[1,], S()[:])
