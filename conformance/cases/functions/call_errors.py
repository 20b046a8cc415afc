# conf: tier=exact
def err(f, *a, **k):
    try:
        print(f(*a, **k))
    except TypeError as e:
        print(e)
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def opt(a, b=1): pass
def kwonly(*, k, j=1): pass
def kwonly2(*, k, l): pass
def pos(a, b, /): pass
def posd(a, /, b=1, *, c=2): pass
def var(a, *args): pass
def kws(**kw): pass
err(none, 1); err(none, 1, 2); err(none, x=1)
err(one); err(one, 1, 2); err(one, 1, a=2); err(one, b=1); err(one, 1, b=2)
err(two); err(two, 1); err(two, b=1); err(three); err(three, 1); err(two, 1, 2, 3)
err(opt); err(opt, 1, 2, 3); err(opt, b=2)
err(kwonly); err(kwonly, 1); err(kwonly, 1, k=2); err(kwonly2); err(kwonly, k=1, z=2)
err(pos, 1); err(pos, a=1, b=2); err(pos, 1, b=2)
err(posd, a=1); err(posd, 1, 2, 3); err(posd, 1, 2, 3, c=4)
err(var); err(kws, 1)
class C:
    def m(self, a): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def k(cls, a): pass
err(C().m); err(C.m); err(C().m, 1, 2); err(C.s); err(C().k); err(C, 1); err(C().m, b=1)
class D:
    def __init__(self, x): pass
err(D); err(D, 1, 2); err(D, y=1)
err(lambda x: x); err(lambda: 1, 2)
err(lambda: one(**{'a': 1}, **{'a': 2}))
err(lambda: one(*5)); err(lambda: one(**5)); err(lambda: one(**{1: 2}))
err(opt, 1, bb=2); err(kwonly, kk=1)
