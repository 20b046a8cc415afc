# conf: tier=exact
from itertools import *
print(list(islice(count(5, 2), 4)), list(islice(count(0.5), 2)), list(islice(cycle('ab'), 5)), list(repeat(1, 3)))
print(list(chain([1], 'ab', (2,))), list(chain.from_iterable(['ab', [1]])), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)))
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(permutations('abc', 2)), list(combinations('abcd', 2)), list(combinations_with_replacement('ab', 2)), list(permutations([])), list(product()))
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(lambda x: x % 2, range(5))), list(compress('abcd', [1, 0, 1, 1])))
print([(k, list(g)) for k, g in groupby('aabbbc')], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest('abc', [1], fillvalue='-')), list(pairwise('abcd')), list(batched('abcdefg', 3)), list(islice('abcdef', 1, None, 2)), list(islice('abc', 0)))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a))
print(count(3), repeat('x', 2), next(count(-1)))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: islice([1], -1)); err(lambda: list(batched('ab', 0))); err(lambda: combinations('ab', -1)); err(lambda: chain(5).__next__()); err(lambda: list(batched('abc', 2, strict=True))); err(lambda: count('a')); err(lambda: cycle(5)); err(lambda: product(repeat='x'))
