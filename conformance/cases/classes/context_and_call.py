# conf: tier=exact
class Adder:
    total = 0
    def __call__(self, n=1, *rest, **kw):
        self.total += n + sum(rest)
        return self
    def __enter__(self): return self(100)
    def __exit__(self, *exc): self.done = exc[0]; return True
a = Adder()
with a as b: b(1)(2, 3)
print(a.total, a is b, a.done, callable(a), Adder()(5).total)
with a: raise ValueError
print(a.done, a.total)
class Fluent:
    def __init__(self): self.log = []
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name)
        return lambda *args: self.log.append((name, args)) or self
print(Fluent().select('a').where(1, 2).log)
class Cm:
    @classmethod
    def __class_getitem__(cls, k): return k
    def __iter__(self): yield from (1, 2)
    def __contains__(self, x): return x == 'in'
    def __reversed__(self): return [2, 1]
    def __missing__(self, k): return k
    def __index__(self): return 2
    def __format__(self, s): return f'<{s}>'
    def __str__(self): return 'str'
c = Cm()
print([*c], 'in' in c, 1 in c, reversed(c), [1, 2, 3][c], f'{c:abc}{c!s}', Cm[5], '%s' % c, hex(c))
