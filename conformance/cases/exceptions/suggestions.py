# conf: tier=exact
def err(f):
    try:
        f()
    except Exception as e:
        import traceback
        print(traceback.format_exception_only(e)[-1].strip())
class A:
    def __init__(self): self.colour = 1
    def method_one(self): pass
value_one = 1
def local():
    counter = 1
    return countr
err(lambda: A().color)
err(lambda: A().method_on)
err(lambda: valu_one)
err(local)
err(lambda: pritn)
err(lambda: 'a'.uper)
err(lambda: [].apend)
err(lambda: {}.item)
err(lambda: zzzzzz)
err(lambda: tim.sleep)
import math
err(lambda: math.sqr)
err(lambda: math.zzz)
def kw(first_name=1): pass
err(lambda: kw(firstname=1))
def f():
    from math import sqroot
err(f)
class B:
    def m(self): return colour
    colour = 1
err(B().m)
