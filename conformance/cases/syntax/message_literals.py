# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''1__0
0777
0x
0b2
1e
1_
0o8
1.2.3
1abc
'abc
b'é'
'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
