# The line that a frame is at while its operators call special methods.
import sys
def ln(): return sys._getframe(2).f_lineno
class A:
    def __add__(s,o): return ln()
    def __getitem__(s,i): return ln()
    def __setitem__(s,i,v): print('set', ln())
    def __eq__(s,o): return ln()
    def __lt__(s,o): return ln()
    def __contains__(s,o): print(ln()); return True
    def __bool__(s): print('bool', ln()); return True
    def __iter__(s): print('iter', ln()); return iter([1])
    def __neg__(s): return ln()
    def __getattr__(s,n): return ln()
    def __setattr__(s,n,v): print('sa', ln())
    def __enter__(s): print('en', ln())
    def __exit__(s,*a): print('ex', ln())
    def __format__(s,f): return str(ln())
    def __hash__(s): return ln()
    def __iadd__(s,o): print('ia', ln()); return s
    def __delitem__(s,i): print('di', ln())
    def __index__(s): print('ix', ln()); return 0
    @property
    def p(s): return ln()
def f():
    a=A(); b=A()
    print(
     a+1)
    print(a[0])
    a[0]=1
    print(a==b)
    print(a<b)
    1 in a
    if a: pass
    for x in a: pass
    print(-a)
    print(a.zz)
    a.q=1
    with a: pass
    print(f"{a}")
    {a:1}
    a+=1
    del a[0]
    [1][a]
    print(a.p)
    x,=a
    [*a]
    while a:
        break
    a==b and 1
    not a
    if a<b: pass
    if 1 in a: pass
    {**{a:1}}
    {a}
    [1,2][a:]
f()
