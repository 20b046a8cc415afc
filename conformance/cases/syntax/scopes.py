# conf: tier=exact
def err(src):
    try:
        compile(src, '<t>', 'exec')
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {e.msg} ({e.lineno}:{e.offset})')
for s in ('def f():\n x = 1\n global x', 'def f(x):\n global x', 'def f(x):\n nonlocal x', 'def f():\n print(x)\n global x', 'def f():\n nonlocal nope', 'nonlocal x', 'global x\nx = 1', 'x = 1\nglobal x', 'def f():\n global x\n nonlocal x', 'class A:\n nonlocal x', 'class A:\n return 1', 'class A:\n yield 1', 'def f():\n for i in x: pass\n break', 'while 1:\n def f(): break', 'for i in x:\n class A: continue', 'def f(): return 1\nreturn 2', 'def f():\n yield 1\n return 2', 'async def f():\n yield 1\n return 2', 'def f(): await x', '[await x for x in y]', 'def f(): [(yield x) for x in y]', 'class A: [(x := 1) for y in z]', '[x := 1 for x in y]', '[i for i in (j := x)]', '[(a := 1) for b in (c := 2)]', 'lambda: (yield)', 'def f():\n from a import *', 'class A:\n from a import *', 'from __future__ import nope', 'x = 1\nfrom __future__ import annotations', 'from __future__ import braces', 'def f():\n try: pass\n except: pass\n except A: pass', 'try: pass\nexcept* A: pass\nexcept B: pass', 'try: pass\nexcept*: pass', 'try: pass\nexcept* A: break', 'def f(*, a, a): pass', 'def f(a, *a): pass', 'def f():\n x: int\n global x', 'def f(__class__): nonlocal __class__', 'case = 1\nmatch = 2\ntype = 3\n_ = match + case + type'):
    err(s)
