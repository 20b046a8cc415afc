# conf: tier=exact
class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f'V({self.x})'
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o * 100 + self.x)
    def __iadd__(self, o): self.x += 1000; return self
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return f'rsub {o}'
    def __mul__(self, o): return f'{self}*{o}'
    def __rmul__(self, o): return f'{o}r*{self}'
    def __matmul__(self, o): return 'mat'
    def __neg__(self): return V(-self.x)
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return abs(self.x)
    def __divmod__(self, o): return 'divmod', o
    def __rpow__(self, o, mod=None): return 'rpow', o
    def __lshift__(self, o): return 'lshift'
    def __and__(self, o): return 'and'
    def __ror__(self, o): return 'ror'
    def __floordiv__(self, o): return 'floordiv'
    def __truediv__(self, o): return 'truediv'
    def __mod__(self, o): return 'mod'
    def __int__(self): return self.x
    def __float__(self): return self.x + 0.5
    def __round__(self, n=None): return 'round', n
    def __bool__(self): return self.x > 0
    def __len__(self): return 7
    def __hash__(self): return 5
    def __lt__(self, o): return 'lt'
    def __eq__(self, o): return 'eq'
    def __contains__(self, k): return k == 3
    def __getitem__(self, k): return 'item', k
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __call__(self, *a, **k): return a, k
a = V(1)
print(a + V(2), a + 5, 5 + a, a * 2, 2 * a, a @ 1, -a, +a, ~a, abs(V(-3)), divmod(a, 2), 2 ** a, a << 1, a & 1, 1 | a, a // 1, a / 1, a % 1)
print(5 - a, int(a), float(a), round(a), round(a, 2), bool(a), bool(V(0)), len(a), hash(a), a < 1, a > a, a == 1, a != 1, 3 in a, 4 in a, a[1], a[1:2, 3], a(1, k=2))
a[1] = 2
del a['k']
b = a
a += 1
print(a, b is a, sum([V(1), V(2)]))
for f in (lambda: a - 1, lambda: a ^ 1, lambda: a >= 1, lambda: a ** 2, lambda: a >> 1):
    try:
        print(f())
    except TypeError as e:
        print(e)
class W(V):
    def __radd__(self, o): return 'subclass first'
print(V(1) + W(2), W(1) + V(2))
