# Frames: the same object each time, f_locals of functions (PEP 667), frames of generators, f_back after the end.
import sys
def f(a, *, b=2):
    c = 3
    def g(): return c
    fl = sys._getframe().f_locals
    print(type(fl), repr(type(fl)), len(fl), list(fl), fl['a'], 'c' in fl, 'zz' in fl)
    fl['a'] = 10; fl['c'] = 30; fl['new'] = 5
    print(a, c, g(), fl['new'], locals().get('new'), sys._getframe().f_locals['new'])
    for e in ("fl['q']", "fl.__delitem__('a')", "fl.pop('a')", "fl.pop('q')", "fl.pop('q', 1)", "fl.pop('new')", "fl.__delitem__('q')", "fl.get('q', 7)", "fl.setdefault('w', 8)", "fl.setdefault('a', 8)", "hash(fl)", "fl.update(b=9)", "fl.update({'b': 9, 'k': 1})", "b", "list(fl.keys())[:3]", "list(reversed(fl))[-3:]", "fl.copy().__class__", "(fl | {'z': 1})['z']", "({'z': 1} | fl)['a']", "fl == fl", "fl == dict(fl)", "fl == sys._getframe().f_locals", "fl.clear()", "fl.popitem()", "fl[1]", "fl.__setitem__(1,2)", "fl[1]", "type(fl)(sys._getframe())", "type(fl)()", "type(fl)(1)", "fl.__ior__({'m': 3}) is fl", "fl['m']", "[m for m in dir(fl) if not m.startswith('_')]"):
        try: print(e, '=>', eval(e, globals(), {**locals(), 'fl': fl}))
        except BaseException as x: print(e, '=>', type(x).__name__, x)
    x = 0
    sys._getframe().f_locals['x'] = 99
    print(x, sys._getframe() is sys._getframe())
    try: raise ValueError
    except ValueError as e: print(e.__traceback__.tb_frame is sys._getframe(), e.__traceback__.tb_frame.f_locals == sys._getframe().f_locals)
    return sys._getframe()
fr = f(1)
print(fr.f_locals['a'], fr.f_locals['x'], fr.f_back is sys._getframe(), fr.f_lineno, sorted(map(str, fr.f_locals))[:4])
fr.f_locals['a'] = 11; print(fr.f_locals['a'])
fr.clear(); print(list(fr.f_locals))
def gen():
    y = 1
    print(sys._getframe() is G.gi_frame, G.gi_frame.f_lineno, G.gi_frame.f_back is sys._getframe(1))
    yield y
    y = 2
    yield y
G = gen(); F = G.gi_frame; print(F.f_lineno, F.f_locals, F.f_back)
next(G); print(G.gi_frame is F, F.f_locals, F.f_lineno, F.f_back); F.f_locals['y'] = 5; print(F.f_locals, F.f_generator is G)
try: F.clear()
except RuntimeError as e: print(e)
next(G); print(F.f_locals, F.f_lineno); list(G); print(F.f_locals, G.gi_frame, F.f_generator)
try: sys._getframe().clear()
except RuntimeError as e: print(e)
def h():
    1/0
def k():
    try: h()
    except ZeroDivisionError as e: return e
e = k(); tb = e.__traceback__
print(tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_back is tb.tb_frame, tb.tb_frame.f_back is sys._getframe(), tb.tb_next.tb_frame.f_lineno, tb.tb_frame.f_lineno)
class Cls:
    z = 1
    L = sys._getframe().f_locals
    L['w'] = 2
    print(type(L), w)
print(sys._getframe().f_locals is globals())
try: fr.f_lineno = 3
except Exception as e: print(type(e).__name__, e)
g2 = gen(); g2.gi_frame.clear(); print(g2.gi_frame, list(g2))
