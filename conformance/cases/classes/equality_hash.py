# conf: tier=exact
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        if not isinstance(o, E): return NotImplemented
        return self.v == o.v
    def __repr__(self): return f'E({self.v})'
print(E(1) == E(1), E(1) != E(2), E(1) == 1, E(1) != 1, [E(1)] == [E(1)], E(1) in [E(1)], [E(1), E(2)].index(E(2)), E.__hash__)
try:
    {E(1)}
except TypeError as e:
    print(e)
class H(E):
    def __hash__(self): return hash(self.v)
print({H(1), H(1), H(2)}, {H(1): 'a'}[H(1)], len({H(1), E}))
class Lt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
print(Lt(1) < Lt(2), Lt(1) > Lt(2))
try:
    Lt(1) <= Lt(2)
except TypeError as e:
    print(e)
class Weird:
    def __eq__(self, o): return 'yes'
    def __bool__(self): raise RuntimeError('no bool')
    def __len__(self): return -1
    __hash__ = None
w = Weird()
print(w == 1)
for f in (lambda: bool(w), lambda: len(w), lambda: not w, lambda: hash(w)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(bool(L(0)), bool(L(2)), not L(0), 'yes' if L(1) else 'no')
class BadLen:
    def __len__(self): return 'x'
class BadBool:
    def __bool__(self): return 1
class BadHash:
    def __hash__(self): return 'x'
for f in (lambda: len(BadLen()), lambda: bool(BadBool()), lambda: hash(BadHash()), lambda: len(5), lambda: bool(L(-1))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class HashBig:
    def __hash__(self): return 2 ** 100
print(hash(HashBig()) == hash(2 ** 100), hash(object()) != 0)
