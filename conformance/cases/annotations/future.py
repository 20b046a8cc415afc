# conf: tier=exact
from __future__ import annotations
L = r'''
a+b*c
(a+b)*c
a**b**c
(a**b)**c
-a**b
(-a)**b
a**-b
not a
not (a and b)
a and (b or c)
a or b and c
a if b else c
(a if b else c) if d else e
a if (b if c else d) else (e if f else g)
lambda: 0
lambda x, y=1, *z, k=2, **q: x
lambda *, a: a
lambda a, /, b: a
lambda *a: a
lambda x: (yield_)
(lambda: 0)()
[lambda: 0]
{**a, 'b': 1}
{1, 2}
{}
[]
()
(1,)
(1, 2)
a[1, 2]
a[(1,)]
a[()]
a[1:2]
a[1:2:3]
a[::2]
a[:]
a[1:2, 3]
a[*b]
a[*b, c]
a[(x:=1)] if 0 else 1
a.b.c
(1).real
1 .real
1.5.real
(1.5).real
(a+b).c
f(a, *b, c=1, **d)
f(x for x in y)
f((x for x in y), 1)
[x for x in y if z if w for q in r]
{x: y for x, y in z}
{x for x in y}
(x for x in y)
a < b < c
a < (b < c)
(a < b) < c
a is not b
a not in b
a == b != c
not a in b
~a
-(-a)
+a
- 1
-1 ** 2
a @ b
a // b % c
a << b >> c
a & b | c ^ d
(a | b) & c
a - (b - c)
a - b - c
a * (b / c)
f'a{b}c'
f'a{b!r}c{d:>{e}}f'
f'{{}}'
f"{a['x']}"
f'{a}' 'b'
f"it's {a}"
f'{a=}'
f'{ {1: 2}}'
f'{(lambda: 1)}'
'it\'s'
"a\"b'c"
b'abc'
'é\x00\n'
1_000
0x10
1e400
1e400j
-1e400
1j
1.0
1e100
...
None
True
'a' 'b'
u'x'
await_(x)
a if b else (c, d)
*a, b
x[a, b:c]
x[a:b, c:d]
x[(a, b):c]
(a, b)[c]
'abc'.join
[*a, b]
(*a, b)
a or b or c
(a or b) or c
a and b and c
not not a
a[lambda: 0]
f(lambda: 0)
a if lambda: 0 else b
(a if b else c) + d
(a, b) + c
{a if b else c: d}
x[yield_]
f(*a, *b)
f(**a, b=1)
a[b][c]
a(b)(c)
a.b(c).d
-a.b
-(a.b)
(-a).b
(not a).b
(a and b).c
a ** (b if c else d)
(a if b else c) ** d
2 ** -1
(await_) ** 2
1 if True else 2
t'a{b!r:>3}c'
'a{b}'
'''
import sys
for s in L.strip().split('\n'):
    try:
        ns={}
        exec(compile('from __future__ import annotations\ndef f() -> ('+s+'): pass' if not s.startswith('*') else 'from __future__ import annotations\ndef f(*x: '+s.split(",")[0]+'): pass','s','exec'), ns)
        print(s,'=>',list(ns['f'].__annotations__.values())[0])
    except BaseException as e: print(s,'=>',type(e).__name__, e)
def f(x: int, y: a+b=3, *z: *T, **k: lambda: 0) -> (yield_): pass
print(f.__annotations__, f.__annotate__(1))
class C:
    x: int = 3
    if 0: y: foo
    if 1: z: 'str'
    __p: undefined
print(C.__annotations__, C.__annotate__)
q: int|str
(qq): int
print(__annotations__)
class D[T]:
    a: T
    def m[U](self, x: U)->__foo: pass
print(D.__annotations__, D.m.__annotations__, D.m.__type_params__)
exec('def inherited(a: b): pass')
print(inherited.__annotations__)
ns = {}
exec(compile('def plain(a: int): pass', 's', 'exec', dont_inherit=True), ns)
print(ns['plain'].__annotations__)
exec(compile('def text(a: int): pass', 's', 'exec', 0x1000000, True), ns)
print(ns['text'].__annotations__)
