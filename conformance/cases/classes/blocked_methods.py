# A special method that is None blocks its operation: what changes against a class without it.
import operator, math, copy, sys
names = "__neg__ __pos__ __invert__ __abs__ __int__ __float__ __index__ __complex__ __repr__ __str__ __bytes__ __format__ __await__ __aiter__ __anext__ __iter__ __next__ __hash__ __bool__ __len__ __call__ __getitem__ __setitem__ __delitem__ __contains__ __getattr__ __getattribute__ __setattr__ __delattr__ __get__ __set__ __delete__ __init__ __new__ __eq__ __ne__ __lt__ __le__ __add__ __radd__ __iadd__ __mul__ __rmul__ __imul__ __pow__ __rpow__ __ipow__ __divmod__ __rdivmod__ __matmul__ __round__ __trunc__ __floor__ __ceil__ __reversed__ __length_hint__ __enter__ __exit__ __dir__ __sizeof__ __fspath__ __instancecheck__ __subclasscheck__ __missing__ __copy__ __deepcopy__ __reduce_ex__ __reduce__ __class_getitem__ __set_name__ __init_subclass__ __mro_entries__ __prepare__".split()
def w(o):
    with o: pass
def sett(o): o.zz=1
def delt(o): del o.zz
def iadd(o): o+=1
def imul(o): o*=2
def ipow(o): o**=2
def seti(o): o[0]=1
def deli(o): del o[0]
async def aw(o): await o
async def af(o):
    async for x in o: pass
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
def mkcls(o):
    class Z(o): pass
ops = dict(neg=operator.neg,pos=operator.pos,inv=operator.invert,abs=abs,int=int,float=float,index=operator.index,complex=complex,repr=repr,str=str,format=format,
 aw=lambda o: run(aw(o)), af=lambda o: run(af(o)), iter=iter, next=next, bool=bool, len=len, call=lambda o:o(), getitem=lambda o:o[0], seti=seti, deli=deli, contains=lambda o: 1 in o,
 getattr=lambda o: o.zz, hasattr=lambda o: hasattr(o,'zz'), sett=sett, delt=delt, eq=lambda o: o==1, ne=lambda o:o!=1, lt=lambda o:o<1, gt=lambda o:o>1, le=lambda o:o<=1, add=lambda o:o+1, radd=lambda o:1+o, iadd=iadd, mul=lambda o:o*2, rmul=lambda o:2*o, imul=imul, pow=lambda o:o**2, pow3=lambda o:pow(o,2,3), rpow=lambda o:2**o, ipow=ipow, divmod=lambda o:divmod(o,1), rdivmod=lambda o:divmod(1,o), matmul=lambda o:o@1,
 round=round, trunc=math.trunc, floor=math.floor, ceil=math.ceil, lhint=operator.length_hint, list=list, w=w, sizeof=lambda o: sys.getsizeof(o) and 1, isinst=lambda o: isinstance(1,o), issub=lambda o: issubclass(int,o), copy=lambda o: type(copy.copy(o)).__name__, deepcopy=lambda o:type(copy.deepcopy(o)).__name__, mkcls=mkcls, sub=lambda o:type(o)[int])
def norm(s):
    out=''; i=0
    while i<len(s):
        if s[i:i+2]=='0x':
            i+=2
            while i<len(s) and s[i] in '0123456789abcdef': i+=1
            out+='0x'
        else: out+=s[i]; i+=1
    return out
for base in (object, int, list, dict):
    for n in names:
        try: C = type('C', (base,), {n: None})
        except BaseException as e:
            print(base.__name__, n, 'CLASS', type(e).__name__, e); continue
        try: o = C()
        except BaseException as e:
            print(base.__name__, n, 'NEW', type(e).__name__, e); continue
        D = type('C', (base,), {})
        for k, f in ops.items():
            def r(o):
                try: return norm(repr(f(o)))
                except RecursionError: return 'RecursionError'
                except BaseException as e: return type(e).__name__+': '+norm(str(e))
            a = r(o); b = r(D())
            if a != b: print(base.__name__, n, k, '=>', a)
