# conf: tier=exact
def counter(start):
    count = start
    def step():
        nonlocal count
        count += 1
        return count
    return step
a, b = counter(0), counter(10)
print(a(), a(), b(), a())
def adders(): return [lambda x, n=n: x + n for n in range(3)], [lambda x: x + n for n in range(3)]
p, q = adders()
print([f(10) for f in p], [f(10) for f in q])
def outer():
    x = 1
    class Inner:
        x = 2
        def get(self): return x
        y = x
    return Inner
print(outer()().get(), outer().y)
def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
print(compose(str, lambda x: x + 1, abs)(-5))
def three():
    a = 1
    def two():
        b = 2
        def one():
            nonlocal a, b
            a += b
            b += a
            return a, b
        return one
    return two()
t = three()
print(t(), t(), t.__closure__ is not None, t.__code__.co_freevars)
def loop():
    fs = []
    for i in range(3):
        def f(): return i
        fs.append(f)
    i = 'end'
    return [f() for f in fs]
print(loop())
def cell():
    if False: v = 1
    def f(): return v
    return f
try:
    cell()()
except NameError as e:
    print(e)
