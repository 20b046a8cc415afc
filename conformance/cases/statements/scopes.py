# conf: tier=exact
x = 'global'
def outer():
    x = 'outer'
    def inner():
        nonlocal x
        x = 'changed'
        def deepest():
            global x
            x = 'global changed'
            return x
        return deepest()
    r = inner()
    return x, r
print(outer(), x)
def unbound():
    try:
        print(count)
    except UnboundLocalError as e:
        print(e)
    count = 1
unbound()
def free():
    def g(): return late
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    late = 5
    return g()
print(free())
class C:
    x = 'class'
    def m(self): return x
    y = x + '!'
print(C().m(), C.x, C.y)
def make():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = make()
inc(); inc(5)
print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
print([f() for f in [lambda i=i: i for i in range(3)]])
def shadow(len):
    return len
print(shadow(3), len('abc'))
g = globals()
g['dynamic'] = 42
print(dynamic, 'outer' in g, sorted(k for k in locals() if k == 'dynamic'))
def loc(a, b=2):
    c = a
    return locals()
print(loc(1))
