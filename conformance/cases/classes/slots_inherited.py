# conf: tier=exact
class PurePathBase:
    __slots__=('_raw_path','_resolving')
class PathBase(PurePathBase):
    __slots__=()
class PurePath(PurePathBase):
    __slots__=('_raw_paths','_drv')
class Path(PathBase, PurePath):
    __slots__=()
print(Path.__mro__)
p=Path(); p._raw_path=1; p._resolving=2; p._raw_paths=3; p._drv=4; print(p._raw_path,p._resolving,p._raw_paths,p._drv, hasattr(p,'__dict__'))
class PP(PurePath): __slots__=()
class Posix(Path, PP): __slots__=()
q=Posix(); q._drv=5; q._raw_path=6; print(q._drv,q._raw_path)
class X(PurePathBase): __slots__=('x',)
for b in ((X,PurePath),(PurePath,X),(X,Path),(Path,X)):
    try: type('Y',b,{}); print('ok')
    except TypeError as e: print(e)
class D(PathBase): pass
class E(D, PurePath): pass
e=E(); e.z=1; e._drv=2; e._raw_path=3; print(e.z,e._drv,e._raw_path,e.__dict__)
class F(PurePath, D): __slots__=()
f=F(); f.z=1; f._drv=2; f._raw_path=3; print(f.z,f._drv,f._raw_path,f.__dict__)
