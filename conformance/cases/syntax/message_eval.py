# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in ('1 +', 'x = 1', 'import a', '', ')', 'a b', '1; 2', '(', 'lambda x: (yield)'):
    err(s, 'eval')
