# conf: tier=exact
def print(*args, show=print): show(*(__import__("re").sub("0x[0-9a-f]+", "0x", str(a)) for a in args))
import contextvars as c
v=c.ContextVar('v'); w=c.ContextVar('w',default=3)
print(v,w,w.get(), v.get(4))
try: v.get()
except LookupError as e: print(repr(e), e.args[0] is v)
t=v.set(1); print(t, t.var is v, t.old_value is c.Token.MISSING, c.Token.MISSING, repr(c.Token.MISSING))
v.reset(t); print(t)
for f in (lambda: v.reset(t), lambda: v.reset(3), lambda: w.reset(v.set(2)), lambda: c.Token(), lambda: c.Context(1), lambda: c.ContextVar(3), lambda: c.Context()[3], lambda: c.Context()[v], lambda: 3 in c.Context(), lambda: c.Context().get(v), lambda: c.Context().get(3), lambda: type('X',(c.ContextVar,),{}), lambda: type('X',(c.Context,),{}),lambda: v.set(), lambda: v.get(1,2), lambda: v.reset(c.Context().run(v.set,1)), lambda: type(c.Token.MISSING)(), lambda: hash(c.Context()), lambda: c.Context().run(3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
ctx=c.copy_context(); print(ctx, list(ctx.items()), len(ctx), v in ctx, ctx==c.copy_context(), ctx.copy()==ctx, ctx!=c.Context())
def f(): 
    try: ctx.run(f)
    except RuntimeError as e: print(e)
ctx.run(f)
with v.set(9) as t: print(v.get(), t)
print(v.get(), c.ContextVar[int], c.Token[int], c.Context.__mro__, c.Token.MISSING)
print([m for m in dir(c.Context) if m[0]!='_'],[m for m in dir(c.Token) if m[0]!='_'],[m for m in dir(c.ContextVar) if m[0]!='_'])
import copy
for x in (v,ctx,t):
    try: copy.copy(x); print('copied')
    except Exception as e: print(type(e).__name__, e)
import threading
th=threading.Thread(target=lambda: print(v.get('none in thread'))); th.start(); th.join()
def g(): v.set('inner'); return v.get()
print(ctx.run(g), v.get(), ctx[v])
from collections.abc import Mapping
print(isinstance(ctx, Mapping), [k.name for k in ctx], list(ctx.values()))
