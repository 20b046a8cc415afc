# conf: tier=exact
class Len:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for x in (0, 1, -1, 0.0, 0j, '', ' ', [], [0], (), {}, set(), None, ..., range(0), range(1), b'', Len(0), Len(1), object, lambda: 0, float('nan')):
    if x: print('true', end=' ')
    elif not x: print('false', end=' ')
print()
print([] or 'empty', [1] and 'full', not None, not not 'a', bool(Len(2)), 1 if '' else 2)
