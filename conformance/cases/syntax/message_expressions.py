# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''a b
1 a
a.1
a..b
a[
a[]
a[1:2:3:4]
{1, 2: 3}
{1: 2, 3}
{**a, *b}
{a: *b}
*a
*a = 1
a = *b
print(*a b)'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
