# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''x = = 1
f(a b)
f(a=1, 2)
f(**k, *a)
f(a=1, a=2)
f(x for x in y, 1)
def f(a, a): pass
def f(a=1, b): pass
def f(*, **k): pass
def f(*): pass
def f(a, *, /): pass
def f(None): pass
lambda a, a: 0'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
