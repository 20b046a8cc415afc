# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''f'{'
f'{}'
f'{a!}'
f'{a!z}'
f'}'
f'{a:{b:{c}}}'
f'{lambda x: 1}'
f'{a = !r:^20
u'a' b'b'
'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
