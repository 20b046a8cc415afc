# conf: tier=exact
def deco(f):
    print('decorating', f.__name__)
    def wrapper(*a, **k):
        print('before', a, k)
        r = f(*a, **k)
        print('after', r)
        return r
    return wrapper
def param(n):
    print('param', n)
    def d(f):
        print('apply', n)
        return lambda *a: f(*a) * n
    return d
@deco
def add(a, b=1): return a + b
print(add(1, b=2), add.__name__)
@param(2)
@param(3)
def one(): return 1
print(one())
def cls_deco(c):
    c.extra = 'added'
    return c
@cls_deco
class C: pass
print(C.extra)
@(lambda f: 'replaced')
def gone(): pass
print(gone)
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a), self.n
@Count
def sq(x): return x * x
print(sq(2), sq(3))
