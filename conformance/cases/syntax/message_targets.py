# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''x + 1 = 2
f() = 1
(a, 1) = 2
[a, b()] = 2
{a: b} = 2
'a' = 1
None = 1
True += 1
a + b += 1
a, b += 1
(x := 1) = 2
x := 1
del f()
del 1
del (a, b + c)
for 1 in x: pass
for f() in x: pass
with a as 1: pass'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
