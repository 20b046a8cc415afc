"""Random numbers for gpython: the generator and the sequences of CPython's random."""

import _gopyrun
import math
import time

random = _gopyrun.random


def seed(a=None):
    if a is None:
        a = time.time_ns()
    _gopyrun.seed(a)


def randrange(start, stop=None, step=1):
    if stop is None:
        start, stop = 0, start
    if step == 0:
        raise ValueError("zero step for randrange()")
    width = stop - start
    if step > 0:
        n = (width + step - 1) // step
    else:
        n = (width + step + 1) // step
    if n <= 0:
        raise ValueError("empty range for randrange()")
    return start + step * _gopyrun.below(n)


def randint(a, b):
    return randrange(a, b + 1)


def choice(seq):
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return seq[_gopyrun.below(len(seq))]


def shuffle(x):
    for i in range(len(x) - 1, 0, -1):
        j = _gopyrun.below(i + 1)
        x[i], x[j] = x[j], x[i]


def sample(population, k):
    n = len(population)
    if not 0 <= k <= n:
        raise ValueError("Sample larger than population or is negative")
    result = []
    setsize = 21  # below this a list needs less room than a set
    if k > 5:
        setsize += 4 ** math.ceil(math.log(k * 3) / math.log(4))
    if n <= setsize:
        pool = list(population)
        for i in range(k):
            j = _gopyrun.below(n - i)
            result.append(pool[j])
            pool[j] = pool[n - i - 1]
    else:
        selected = set()
        for i in range(k):
            j = _gopyrun.below(n)
            while j in selected:
                j = _gopyrun.below(n)
            selected.add(j)
            result.append(population[j])
    return result


def uniform(a, b):
    return a + (b - a) * random()
