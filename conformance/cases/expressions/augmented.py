# conf: tier=exact
x = 7
x += 3; x -= 2; x *= 5; x //= 3; x %= 8; x **= 3; x <<= 2; x >>= 1; x |= 1; x &= 0xFF; x ^= 5
print(x)
y = 7
y /= 2
print(y)
a = b = [1]
a += [2]
print(a, b, a is b)
a = a + [3]
print(a, b)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as e:
    print(e)
print(t)
s = 'ab'
s *= 3
s += 'c'
print(s)
class M:
    def __init__(self): self.log = []
    def __getitem__(self, i): self.log.append(('get', i)); return i
    def __setitem__(self, i, v): self.log.append(('set', i, v))
m = M()
m[3] += 10
print(m.log)
