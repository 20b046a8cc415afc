# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {type(e).__name__}: {e.msg}')
for s in r'''if x = 1: pass
while x = 1: pass
if x: else
else: pass
elif x: pass
try: pass
try: pass\nx = 1
except: pass
raise a from
assert
global
return
yield
await x
break
continue
nonlocal x'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
