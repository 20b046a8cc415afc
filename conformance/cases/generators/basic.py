# conf: tier=exact
def g(n):
    print('start')
    for i in range(n):
        got = yield i
        print('got', got)
    return 'done'
it = g(2)
print(type(it).__name__, next(it), it.send('hello'))
try:
    next(it)
except StopIteration as e:
    print('value', e.value)
print(next(it, 'exhausted'), list(it))
try:
    g(1).send(5)
except TypeError as e:
    print(e)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(15)])
f.close()
print(next(f, 'closed'))
def empty():
    return
    yield
print(list(empty()), sum(x * x for x in range(10)), [*(i for i in 'abc')])
def delegate():
    r = yield from inner()
    print('r =', r)
    yield from [10, 20]
    yield from 'xy'
def inner():
    x = yield 1
    print('x', x)
    return x
d = delegate()
print(next(d), d.send('S'), list(d))
e = (x for x in [1, 2, 3])
print(e.__name__, 2 in e, list(e))
def rec(t):
    if isinstance(t, list):
        for x in t: yield from rec(x)
    else:
        yield t
print(list(rec([1, [2, [3, [4]], 5]])))
def tri():
    x = yield
    while True: x = yield x * 3
t = tri()
next(t)
print(t.send(2), t.send('ab'))
