# conf: tier=exact
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2, 3], **{'c': 1, 'z': 2}), f(a=1, c=2), f(1, *(2,), c=3, *(9,)))
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
def h(a, /, **kw): return a, kw
print(h(1, a=2))
def mut(x, acc=[]):
    acc.append(x)
    return acc
print(mut(1), mut(2), mut(3, []), mut.__defaults__)
i = 5
def late(x=i): return x
i = 6
print(late(), f.__defaults__, f.__kwdefaults__, f.__name__, f.__qualname__, f.__code__.co_varnames, f.__code__.co_argcount)
def star(*a, **k): return a, k
print(star(), star(1, *'ab', *[2], x=1, **{'y': 2}, **{'z': 3}))
print((lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, c=4, e=5), (lambda: None)(), (lambda *, k: k)(k=1))
def doc():
    "The doc."
doc.attr = 1
print(doc.__doc__, doc.attr, doc.__dict__, doc.__module__, doc(), callable(doc))
def annotated(a: int, b: 'str' = 'x', *c: float) -> bool: pass
print(annotated.__annotations__)
