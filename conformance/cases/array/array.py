import warnings
warnings.simplefilter('ignore')
from array import array, _array_reconstructor
import io
for c in 'bBhHiIlLqQ':
    for v in (-10**30,-(2**63)-1,-1,2**64,10**30,-2**40,2**40,'a',1.5):
        try: array(c,[v]); r='ok'
        except BaseException as e: r=type(e).__name__+': '+str(e)
        print(c,v,r)
a=array('i',[1,2,3])
def bump(f):
    try: return f()
    except BaseException as e: return type(e).__name__+': '+str(e)
u=array('u','abc'); w=array('w','abc'); d=array('d',[1.5])
for e in ["array('f',['a'])","array('d',[10**400])","array('f',[1e300])","array('u',[1])","array('u',['ab'])","array('w',['ab'])","array('w',[b'a'])","array('z')","array(1)","array('ii')","array('i','abc')","array('i',5)","array('u',b'abc')","array('i',b'abc')","array('i',b'abcd')","array('i',bytearray(4))","array()","array('i',x=1)","array('i',1,2)","a[5]","a['x']","a.__setitem__(9,1)","a.__setitem__('x',1)","a.__delitem__(9)","a+[1]","a+array('d')","a*-1","a*'x'","a.__setitem__(slice(0,2),[1])","a.__setitem__(slice(0,2),array('d'))","a.__setitem__(slice(0,3,2),array('i',[1]))","a.index(99)","a.remove(99)","array('i').pop()","a.pop(9)","a.extend(5)","a.extend(array('d'))","a.fromlist(5)","a.fromlist(['x'])","a.frombytes('x')","a.frombytes(b'abc')","a.fromfile(io.BytesIO(b'12'),1)","a.fromfile(5,1)","a.fromfile(io.BytesIO(b'12'),-1)","a.fromunicode('x')","u.fromunicode(5)","a.tounicode()","repr(a)","repr(array('i'))","repr(u)","repr(w)","repr(d)","a==array('d',[1,2,3])","a<array('i',[1,3])","a==[1,2,3]","a.__reduce_ex__(2)","a.__reduce_ex__(3)","u.__reduce_ex__(3)","w.__reduce_ex__(3)","a.__reduce_ex__('x')","_array_reconstructor(array,'i',8,b'1234')","_array_reconstructor(array,'i',8,b'123')","_array_reconstructor(array,'i',99,b'123')","_array_reconstructor(array,'z',8,b'123')","_array_reconstructor(list,'i',8,b'123')","_array_reconstructor(array,'i',8,'123')","_array_reconstructor(array,'i',7,b'1234').tolist()","_array_reconstructor(array,'u',20,b'a\\0b\\0')","_array_reconstructor(5,'i',8,b'')","[array(c).__reduce_ex__(3)[1][2] for c in 'bBuhHiIlLqQfd']","hash(a)","iter(a).__reduce__()","a.__iadd__([1])","a.__contains__('x')","memoryview(w).format","memoryview(u).format","memoryview(a).format","array('l').itemsize","array('i',(1,2))","array('i',iter([1,2]))","array('i',range(3))","array('u',u)","array('u',w)","array('i',u)","array('i',d)","array('w','x\\ud800')","array('w')+array('w','a')","a.insert(99,5)","a","a.tobytes()","array('u',[''])","a.append('x')","a.byteswap()","a","a.__class_getitem__(int)","array('B',b'abc').tofile(5)", "array('i',[1]).__deepcopy__({})","copy.copy(a)"]:
    print(e,'->',bump(lambda:eval(e)))
import pickle
for p in range(6): print(pickle.loads(pickle.dumps(array('d',[1,2]),p)))
class S(array): pass
s=S('i',[1]); s.x=1
t=pickle.loads(pickle.dumps(s)); print(t,t.x,type(s+s).__name__,type(s[:]).__name__,type(s*2).__name__)
f=io.BytesIO(); a.tofile(f); print(f.getvalue()); f.seek(0); b=array('i'); b.fromfile(f,2); print(b)
m=memoryview(b)
print(bump(lambda:b.append(1)), bump(lambda:b.extend([])), bump(lambda:b.pop()), bump(lambda:b.clear()),bump(lambda:b.__setitem__(slice(0,0),b)),bump(lambda:b.__imul__(0)))
m[0]=7; print(b); m.release(); b.append(3); print(b)
b[::2]=array('i',[8,9]); print(b); del b[::2]; print(b); b[1:1]=b; print(b); del b[0]; print(b); b*=2; print(b, b.count(3), 3 in b, b.index(3,1)); b.reverse(); print(b, b[::-1], list(reversed(b)))
i=iter(b); next(i); print(i.__reduce__()[1][0], list(i)); i.__setstate__(0); 
print(array('b',b'\xff').tolist(), array('d',[1,2.5]).tolist(), array('Q',[2**64-1])[0])
