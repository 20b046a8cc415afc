# conf: tier=exact
def err(src, mode='exec'):
    try:
        compile(src, '<t>', mode)
        print('ok', repr(src))
    except SyntaxError as e:
        print(f'{src!r}: {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}')
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
lambda a, a: 0
x + 1 = 2
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
with a as 1: pass
import a.b as 1
from a import *, b
from . import (a, b
from a import
import
class
class A(: pass
def
def f() pass
def 1(): pass
if x = 1: pass
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
nonlocal x
a b
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
print(*a b)
1__0
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
f'{'
f'{}'
f'{a!}'
f'{a!z}'
f'}'
f'{a:{b:{c}}}'
f'{lambda x: 1}'
f'{a = !r:^20
u'a' b'b'
a ? b
a $ b
a ! b
!a
a <> b
a++
a--
a =< b
a => b
not
a not b
a if b
a if b else
lambda
lambda:
@
@a
x: int: str
(x, y): int
x: 1 = 
async x
async with a: pass
match x:
match x:\n case 1 + 1: pass
match x:\n case a: pass\n case b: pass
match x:\n case [*a, *b]: pass
type X
type X = 
def f[T, T](): pass
print "x"
exec "x"
a = yield = b
(yield) = 1
__debug__ = 1
a.__debug__ = 1
f(__debug__=1)
\\
a \\ b
\u00a0x
x = “quoted”
x\u200b = 1
(a, b
)
]
(]
[)
{(}'''.splitlines():
    err(s.replace('\\n', '\n').replace('\\u00a0', '\xa0').replace('\\u200b', '\u200b'))
for s in ('1 +', 'x = 1', 'import a', '', ')', 'a b', '1; 2', '(', 'lambda x: (yield)'):
    err(s, 'eval')
