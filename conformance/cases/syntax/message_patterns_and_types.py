# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''match x:
match x:\n case 1 + 1: pass
match x:\n case a: pass\n case b: pass
match x:\n case [*a, *b]: pass
type X
type X = 
def f[T, T](): pass'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
