# conf: tier=exact
# Modules in ZIP files on sys.path, and what runs folders and archives.
import importlib, os, pkgutil, runpy, struct, sys, zipimport, binascii
here = os.getcwd()
def show(*args): print(*(str(a).replace(here, 'HERE') for a in args))

def archive(path, files, prefix=b''):
    """A ZIP file of stored files, without module zipfile."""
    body, index = [prefix], []
    for name, data in files.items():
        name, data = name.encode(), data.encode()
        head = struct.pack('<HHHHHIIIHH', 20, 0, 0, 0, 0x5a21, binascii.crc32(data), len(data), len(data), len(name), 0)
        offset = sum(map(len, body))
        index.append(b'PK\1\2' + struct.pack('<H', 20) + head + struct.pack('<HHHII', 0, 0, 0, 0, offset) + name)
        body.append(b'PK\3\4' + head + name + data)
    start = sum(map(len, body))
    end = b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, len(files), len(files), sum(map(len, index)), start, 0)
    with open(path, 'wb') as f:
        f.write(b''.join(body + index) + end)

archive('lib.zip', {'alone.py': 'x = __file__\n', 'pkg/__init__.py': 'y = 1\n', 'pkg/mod.py': 'from . import y\nz = y + 1\ndef f(): raise KeyError(z)\n',
                    'data/text.txt': 'hello', 'space/inner.py': 'w = 1\n'})
sys.path.insert(0, here + '/lib.zip')
import alone, pkg.mod, space.inner
show(alone, alone.x, alone.__loader__, alone.__spec__.origin)
show(pkg, pkg.__path__, pkg.mod.z, pkg.mod.__loader__, space.__path__, space.inner.w)
try:
    pkg.mod.f()
except KeyError as e:
    print(repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_filename.replace(here, 'HERE'))
z = zipimport.zipimporter(here + '/lib.zip')
show(z, z.archive, z.prefix == '', z.is_package('pkg'), z.is_package('alone'), z.get_source('alone'), z.get_filename('pkg'))
show(z.get_data('data/text.txt'), z.get_data(here + '/lib.zip/data/text.txt'), z.find_spec('nothing'), z.get_code('alone').co_filename)
show(zipimport.zipimporter(here + '/lib.zip/pkg'), zipimport.zipimporter(here + '/lib.zip/pkg').find_spec('mod').origin)
for f, arg in ((z.get_data, 'none'), (z.get_code, 'none'), (z.is_package, 'none'), (zipimport.zipimporter, here), (zipimport.zipimporter, 'none.zip'),
               (zipimport.zipimporter, ''), (zipimport.zipimporter, 3)):
    try: f(arg)
    except (OSError, ImportError, TypeError) as e: show(type(e).__name__, e)
show(pkgutil.get_data('pkg', 'mod.py')[:8], [m.name for m in pkgutil.iter_modules([here + '/lib.zip'])], [(m.name, m.ispkg) for m in pkgutil.walk_packages([here + '/lib.zip'])])
show(pkgutil.resolve_name('pkg.mod:f').__name__, pkgutil.resolve_name('pkg.mod.z'), pkgutil.resolve_name('pkg:') is pkg)
for name in 'a b', 'pkg:no', 'nothing', 'pkg.nothing':
    try: pkgutil.resolve_name(name)
    except (ValueError, AttributeError, ImportError) as e: print(type(e).__name__, e)

archive('app.zip', {'__main__.py': 'import part, sys\nprint(__name__, part.p, sys.argv[0].endswith("app.zip"), __package__ == "", __spec__.name)\nr = 1\n', 'part.py': 'p = 1\n'}, b'#!/bin/sh\n')
print(runpy.run_path('app.zip')['r'], runpy.run_path('app.zip', run_name='me')['__name__'])
os.mkdir('folder')
open('folder/__main__.py', 'w').write('import sys\nprint(__name__, __file__.endswith("__main__.py"), sys.path[0])\n')
runpy.run_path('folder')
open('plain.py', 'w').write('import sys\nprint(__name__, __file__, __package__ == "", __spec__, sys.argv[0], given)\n')
print(sorted(k for k in runpy.run_path('plain.py', {'given': 1}) if k[0] != '_'))
os.makedirs('run/sub')
open('run/__init__.py', 'w').write('')
open('run/__main__.py', 'w').write('print("main", __name__, __package__, __spec__.name)\n')
open('run/mod.py', 'w').write('import sys\nprint(__name__, __package__, sys.argv[0].endswith("mod.py"), sys.modules.get(__name__) is not None)\nq = 1\n')
sys.path.insert(0, here)
importlib.invalidate_caches()
runpy.run_module('run')
print(runpy.run_module('run.mod', run_name='renamed', alter_sys=True)['q'], 'renamed' in sys.modules)
for name in 'nothing', 'run.nothing', 'run.mod.x', 'run.sub', 'sys', '.x', 'no.py':
    try: runpy.run_module(name)
    except ImportError as e: print(type(e).__name__, e)
print(sorted(m.name for m in pkgutil.iter_modules([here]) if m.name in ('run', 'plain', 'folder')), [m.name for m in pkgutil.iter_modules([here + '/run'], 'run.')])
os.makedirs('other/run')
sys.path.append(here + '/other')
show(pkgutil.extend_path(['x'], 'run'), pkgutil.extend_path('x', 'run'))
