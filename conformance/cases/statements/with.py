# conf: tier=exact
class CM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, t, v, tb):
        print('exit', self.name, t.__name__ if t else None, v)
        return self.swallow
with CM('a') as a:
    print('body', a)
with CM('a') as a, CM('b') as b:
    print(a, b)
with (CM('x', True), CM('y') as y,):
    raise ValueError('boom')
print('after')
try:
    with CM('p'):
        1 / 0
except ZeroDivisionError as e:
    print('caught', e)
def f():
    with CM('r'):
        return 'returned'
print(f())
for i in range(2):
    with CM(i):
        if i == 0: continue
        break
with CM('ab') as (u, *v), CM('tuple') as w:
    print(u, v, w)
class Bad: pass
for bad in (Bad(), 5, None):
    try:
        with bad: pass
    except TypeError as e:
        print(e)
class OnlyEnter:
    def __enter__(self): pass
try:
    with OnlyEnter(): pass
except TypeError as e:
    print(e)
class EnterFails:
    def __enter__(self): raise KeyError('enter')
    def __exit__(self, *a): print('never')
try:
    with CM('outer'), EnterFails(): pass
except KeyError as e:
    print(repr(e))
class ExitFails:
    def __enter__(self): pass
    def __exit__(self, *a): raise RuntimeError('exit')
try:
    with ExitFails():
        raise ValueError('body')
except RuntimeError as e:
    print(repr(e), repr(e.__context__))
