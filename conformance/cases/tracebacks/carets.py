# conf: tier=exact
def g(*a, **k):
    raise ValueError(a)
d = {'a': {'b': [1, 2]}}
x = [1, 2]
def run(f):
    import traceback
    try:
        f()
    except Exception:
        traceback.print_exc()
def c1(): return d['a']['c'][0]
def c2(): return x[0] + x[1] / 0
def c3(): return g(1, 2).foo(g(3))
def c4(): return (1 +
                  'a')
def c5(): return len(x, 5)
def c6():
    a, b = x, 5
    b.attr.other
def c7(): return [i / 0 for i in x]
def c8():
    for i in 5: pass
def c9(): assert x == [], 'not empty'
def c10(): return x.append(1, 2) or d
def c11():
    with x as y: pass
def c12(): return f'{x[5]} {d}'
def c13(): x[0] = x[9]
def c14(): return -'a'
def c15(): return 'ünï' + 1
for f in (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15):
    run(f)
