b=bytearray(b'abcdefgh')
m=memoryview(b)
print(m[0],m[-1],m[1:3].tolist(),m[::-2].tobytes(),m.nbytes,m.shape,m.strides,m.contiguous)
try: b.append(1)
except BufferError as e: print(e)
m[0:2]=b'XY'; print(b)
try: m[0:2]=b'XYZ'
except ValueError as e: print(e)
del m
b.append(1); print(b)
with memoryview(b) as m:
    m2=m[1:]
try: b.append(1)
except BufferError as e: print(e)
m2.release(); b.append(2); print(b)
c=memoryview(bytes(range(24))).cast('B',[2,3,4]); print(c.tolist(),c[1,2,3],c.strides,c.tobytes('F').hex())
print(memoryview(b'abcd').cast('H').tolist(), memoryview(b'ab')==b'ab', hash(memoryview(b'ab'))==hash(b'ab'))
class C:
    def __init__(self): self.d=bytearray(b'hello')
    def __buffer__(self,flags): print('buf',flags); return memoryview(self.d)
    def __release_buffer__(self,v): print('rel'); v.release()
x=C()
with memoryview(x) as m: print(m.tobytes())
print(bytes(x), b''.join([x,b'1']))
x.d.append(1)
for e in ['m[5]','m[1,2]','m[1,]','m["a"]','m[1:2,1:2]','memoryview(bytearray(b"abc")).__setitem__(0,300)','m.cast("z")','m.hex(5)','m.tobytes("z")','m.tobytes(4)','memoryview(3)','memoryview(b"abcd").cast("H")[5]', 'memoryview(bytearray(4)).cast("H").cast("i")','b"x"+m[::2]','hash(memoryview(bytearray(3)))','m[0]==1','m.cast(3)','m.index(9)','b"".join([m[::2]])','bytes.__buffer__(b"abc",1)','bytes.__buffer__(b"abc",1<<40)','bytes(m[::-1])','m[0:1]==m[0:1]','m.__release_buffer__(m)','b"abc".__buffer__(0)[0]','sorted(memoryview.__dict__)','m in [m]','99 in m','list(reversed(m))','memoryview(b"").cast("B",[0])','m.cast("B",())','m.cast("B",[])','memoryview(b"a").cast("B",[])[()]','len(memoryview(b"a").cast("B",[]))','memoryview(b"a").cast("B",[])[...]==memoryview(b"a").cast("B",[])','isinstance(m,__import__("collections.abc").abc.Sequence)','isinstance(m,__import__("collections.abc").abc.Buffer)','memoryview(b"abcdefgh").cast("d")[0]','memoryview(bytearray(8)).cast("f").tolist()','type("X",(memoryview,),{})','m.index(99,1)','m.count(98)']:
  m=memoryview(b'abc')
  try: print(e, eval(e))
  except BaseException as x: print(e, type(x).__name__, x)
try:
    b'abc'[0:1].__getitem__
    print(m.foo)
except AttributeError as e: print(e)
match m:
    case [1,*_]: print(1)
    case [97,*_]: print(97)
