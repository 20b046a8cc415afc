# super() without arguments, str.format, exceptions of one's own, random numbers.
import random
import time


class A:
    def __init__(self, x):
        self.x = x

    def name(self):
        return 'A'


class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def name(self):
        later = lambda: self.y
        return super().name() + 'B' + str(later())


class C(B):
    def name(self):
        return super(C, self).name() + 'C'


print(C(1, 2).name(), C(1, 2).x)


class D(C):
    def name(self):
        return super().missing()


try:
    D(1, 2).name()
except AttributeError as e:
    print(e)
for bad in (lambda: super(), lambda: '{'.format(), lambda: '}'.format(), lambda: '{0} {}'.format(1), lambda: '{} {}'.format(1), lambda: '{:d}'.format('x'), lambda: '{:.2d}'.format(1)):
    try:
        print(bad())
    except (RuntimeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
print('{} {} {{}} {!r} {:>5}|{:<5}|{:^5}|'.format(1, 'a', 'b', 'c', 'd', 'e'))
print('{0} {1} {0} {name} {name.x} {1[1]} {d[k]}'.format(1, [2, 3], name=A(7), d={'k': 'v'}).split(' ')[0])
print('{a.x} {b[1]} {c[k]}'.format(a=A(7), b=[2, 3], c={'k': 'v'}))
print('{:5d}|{:<5d}|{:05d}|{:+d}|{: d}|{:x}|{:#X}|{:b}|{:#o}|{:,}|{:c}|{:%}'.format(42, 42, -42, 42, 42, 255, 255, 5, 8, 1234567, 65, 0.25))
print('{:.2f}|{:8.3f}|{:e}|{:g}|{:g}|{:G}|{}|{:.3}|{:+.1f}|{:,.2f}|{:010.2f}'.format(3.14159, 2.5, 12345.678, 0.00001, 1e20, 1e-10, 1.5, 2.71828, 1.0, 12345.678, -1.5))
print('{:.3}|{:*^9}|{:{}}|{:>{w}.{p}}'.format('abcdef', 'mid', 'x', 4, 'abcdef', w=6, p=2))
print('{}'.format(2 ** 70), '{:,}'.format(-2 ** 70), '{} {} {}'.format(True, None, [1, 'a']))


class Sad(Exception):
    pass


class Sadder(Sad):
    pass


try:
    raise Sadder('very', 2)
except Sad as e:
    print(type(e).__name__, e.args)
try:
    raise Sad
except Sad as e:
    print(e.args, e)


def numbers():
    yield 1
    raise Sad('in a generator')


try:
    for n in numbers():
        print(n)
except Sad as e:
    print(e)


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RuntimeError as e:
    print(str(e).startswith('maximum recursion depth exceeded'))
random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(0, 100, 7), random.choice('abcdef'), random.uniform(1, 2))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.sample(range(1000), 5), random.sample([1, 2, 3], 2))
random.seed(2 ** 70)
print(random.random())
begin = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - begin >= 0.01)
for bad in (-1, 'x'):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
print(1, 'a', sep='-', end='!\n')
