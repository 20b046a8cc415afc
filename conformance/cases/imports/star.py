# conf: tier=exact
# from m import * of all kinds of modules.
import sys, types
def attempt(module, name='made'):
    if module is not None:
        sys.modules[name] = module
    ns = {}
    try:
        exec(f'from {name} import *', ns)
        print(sorted(k for k in ns if k != '__builtins__'))
    except Exception as e:
        print(type(e).__name__ + ':', e)
m = types.ModuleType('made')
m.a, m._b, m.c = 1, 2, 3
attempt(m)
m.__all__ = ['a', '_b']
attempt(m)
m.__all__ = ('missing',)
attempt(m)
m.__all__ = ['a', 3]
attempt(m)
m.__all__ = 'ac'
attempt(m)
m.__all__ = 5
attempt(m)
del m.__all__
m.__dict__[7] = 1
attempt(m)
m.__name__ = None
attempt(m)
class NoDict:
    __slots__ = ('x',)
attempt(NoDict())
class Dynamic(types.ModuleType):
    __all__ = ['one', 'two']
    def __getattr__(self, name):
        return name * 2
attempt(Dynamic('made'))
class Keys(dict):
    def __setitem__(self, key, value):
        print('set', key)
        dict.__setitem__(self, key, value)
n = types.ModuleType('made')
n.z = 1
sys.modules['made'] = n
exec('from made import *', {}, Keys())
try:
    exec('def f():\n    from made import *')
except SyntaxError as e:
    print(e)
import os
open('package.py', 'w').write('__all__ = ["x"]')
os.mkdir('whole')
with open('whole/__init__.py', 'w') as f: f.write('__all__ = ["part", "value"]\nvalue = 1\n')
with open('whole/part.py', 'w') as f: f.write('p = 1\n')
sys.path.insert(0, os.getcwd())
attempt(None, 'whole')
