# conf: tier=exact
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), max(Count(5)), 2 in Count(5), [*Count(2)], tuple(Count(2)))
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [x for x in Seq()], list(zip(Seq(), 'ab')))
class Rev:
    def __len__(self): return 3
    def __getitem__(self, i): return 'abc'[i]
print(list(reversed(Rev())), list(enumerate(Rev(), 1)))
class R2:
    def __reversed__(self): return iter('zyx')
print(list(reversed(R2())))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None), iter(it) is it)
print(list(iter(lambda c=Count(5): next(c), 2)))
z = zip([1, 2, 3], 'ab')
print(next(z), list(z), list(zip()), list(zip([1])), list(zip(*[(1, 'a'), (2, 'b')])))
for bad in ('zip([1], [1, 2], strict=True)', 'zip([1, 2], [1], strict=True)', 'zip([1], [1], [1, 2], strict=True)'):
    try:
        print(list(eval(bad)))
    except ValueError as e:
        print(e)
m = map(lambda a, b: a + b, [1, 2, 3], [10, 20])
print(next(m), list(m), list(map(str, range(3))), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(iter([]), ) if False else print(type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter('')).__name__, type(iter(range(1))).__name__, type(iter(set())).__name__, type(z).__name__, type(reversed([])).__name__)
class NoIter: pass
for f in (lambda: iter(NoIter()), lambda: list(NoIter()), lambda: [*NoIter()], lambda: 1 in NoIter(), lambda: next(NoIter())):
    try:
        f()
    except TypeError as e:
        print(e)
class BadIter:
    def __iter__(self): return 5
try:
    list(BadIter())
except TypeError as e:
    print(e)
