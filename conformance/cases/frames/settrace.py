# sys.settrace and sys.setprofile: calls, lines, returns, exceptions.
import sys
log = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    a = arg
    if event == 'exception': a = (arg[0].__name__, str(arg[1]))
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, a))
    return tracer
def run(f, *a):
    log.clear()
    sys.settrace(tracer)
    try:
        try: f(*a)
        finally: sys.settrace(None)
    except Exception as e: print('raised', type(e).__name__)
    for x in log: print(*x)
    print('--')
def simple(x):
    y = x + 1
    if y > 3:
        z = 1
    else:
        z = 2
    return z
def loop(n):
    t = 0
    for i in range(n):
        t += i
    while t > 1:
        t -= 2
    return t
def gen():
    yield 1
    yield 2
def usegen():
    for v in gen():
        w = v
def err():
    1/0
def catch():
    x = 0
    with Suppress():
        err()
    return x
class Suppress:
    def __enter__(self):
        return 1
    def __exit__(self, *exc):
        return True
def closure():
    a = 1
    def inner():
        return a
    return inner()
class C:
    def __init__(self, v):
        self.v = v
    def m(self):
        return self.v
def meth():
    c = C(3)
    return c.m()
def withs():
    import contextlib
    with contextlib.nullcontext(5) as q:
        w = q
    return w
run(simple, 1); run(simple, 5); run(loop, 3); run(usegen); run(err); run(catch); run(closure); run(meth)
def pr(frame, event, arg):
    if frame.f_code.co_filename == __file__ and event in ('call', 'return'): log.append((frame.f_code.co_name, event, arg if not hasattr(arg, 'send') else 'gen'))
log.clear(); sys.setprofile(pr); catch(); usegen(); sys.setprofile(None); print(log)
print(sys.gettrace(), sys.getprofile())
def bad(frame, event, arg):
    if event == 'line': raise KeyError('x')
    return bad
sys.settrace(bad)
try: simple(1)
except KeyError as e: print('bad', e, sys.gettrace())
def nolocal(frame, event, arg):
    log.append((frame.f_code.co_name, event)); return None
log.clear(); sys.settrace(nolocal); simple(1); sys.settrace(None); print(log)
print(sum(x for x in range(3)))
