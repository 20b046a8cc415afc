# conf: tier=exact
# Coroutines that are never awaited, and where they were made.
import sys, warnings, gc
async def f(): pass
class C:
    async def m(self): pass
    def go(self):
        self.m()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    f()
    C().m()
    C().go()
    (lambda: f())
    for i in range(2): f()
    def k():
        c = f()
        c.close()
        del c
    k()
    async def ok():
        await f()
        x = f()
        await x
    try:
        ok().send(None)
    except StopIteration:
        pass
for x in w:
    print(x.category.__name__, x.message, x.lineno)
sys.set_coroutine_origin_tracking_depth(2)
def made(): return f()
c = made()
print([(line, name) for _, line, name in c.cr_origin])
c.close()
sys.set_coroutine_origin_tracking_depth(0)
c = f()
print(c.cr_origin, sys.get_coroutine_origin_tracking_depth())
c.close()
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
