# conf: tier=exact
import importlib, importlib.machinery, importlib.util, os, sys
here = os.getcwd()
def show(*args): print(*(str(a).replace(here, 'HERE') for a in args))
def attempt(f, *args, **kw):
    try:
        show(f.__name__, *args, '->', repr(f(*args, **kw)))
    except Exception as e:
        show(f.__name__, *args, '->', type(e).__name__ + ':', e)

M = importlib.machinery.ModuleSpec
s = M('a.b', None, origin='o', is_package=True)
show(s, s.parent, s.cached, s.has_location, s.submodule_search_locations, s.loader_state)
show(M('a.b', None).parent, M('a', None).parent == '', M('x', 1) == M('x', 1), M('x', 1) == M('y', 1), M('x', 1) == 3)
s.has_location = True; s.cached = 'c'; s.extra = 1
show(s.has_location, s.cached, s.extra)

os.mkdir('pkg')
open('pkg/__init__.py', 'w').write('x = __spec__.parent\n')
open('pkg/mod.py', 'w').write('y = 1\n')
os.makedirs('space/deep')
open('space/deep/mod.py', 'w').write('z = __name__\n')
importlib.invalidate_caches()
import pkg.mod, space.deep.mod
show(pkg, pkg.__path__, pkg.__package__, pkg.__spec__.origin, pkg.__file__, pkg.x)
show(type(pkg.__loader__).__name__, pkg.__loader__.name, pkg.__loader__.path, pkg.__loader__ is pkg.__spec__.loader)
show(pkg.mod.__spec__.parent, pkg.mod.__spec__.submodule_search_locations, pkg.mod.__package__)
show(space, space.__path__, hasattr(space, '__file__'), space.__spec__.origin, space.deep.mod.z, type(space.__loader__).__name__)
show(list(space.__path__), len(space.__path__), 'q' in space.__path__, space.__path__[0])
os.makedirs('more/space')
open('more/space/late.py', 'w').write('here = True\n')
sys.path.append(here + '/more')
import space.late
show(space.late.here, list(space.__path__))
show(importlib.import_module('.mod', 'pkg') is pkg.mod, importlib.reload(pkg.mod) is pkg.mod)
show(importlib.util.find_spec('pkg.mod') is pkg.mod.__spec__, importlib.util.find_spec('nothing'))
for name, package in [('.x', 'a.b'), ('...x', 'a.b'), ('.x', None), ('x', '')]:
    attempt(importlib.util.resolve_name, name, package)
for name in '.x', 'sys.x', 'nothing.x', 'pkg.nothing', '__main__':
    attempt(importlib.util.find_spec, name)
attempt(importlib.util.spec_from_file_location, 'x', 'x.unknown')
attempt(importlib.util.spec_from_file_location, 'x')
attempt(importlib.import_module, '.x')
attempt(importlib.import_module, '..x', 'a')
attempt(importlib.import_module, '')
attempt(importlib.reload, 3)
attempt(pkg.__loader__.get_code, 'other')
spec = importlib.util.spec_from_file_location('named', 'pkg/mod.py')
m = importlib.util.module_from_spec(spec)
show(m, hasattr(m, 'y'), 'named' in sys.modules)
spec.loader.exec_module(m)
show(m.y, spec.loader.get_source('named'), spec.loader.is_package('named'), spec.loader.get_filename('named'), spec.loader.get_data('pkg/mod.py'))
show(importlib.machinery.all_suffixes()[:2], importlib.machinery.SOURCE_SUFFIXES)
show(importlib.machinery.FileFinder('pkg'), importlib.machinery.FileFinder('pkg').find_spec('mod'))
show(importlib.machinery.PathFinder.find_spec('mod', [here + '/pkg']).origin)
lazy = importlib.util.spec_from_file_location('lazy', 'pkg/mod.py')
lazy.loader = importlib.util.LazyLoader(lazy.loader)
m = importlib.util.module_from_spec(lazy)
lazy.loader.exec_module(m)
show(object.__getattribute__(m, '__class__').__name__, m.y, type(m).__name__)
show(sys.__spec__, sys.__loader__, __spec__, type(__loader__).__name__, __package__)
for call in ("importlib.machinery.BuiltinImporter.find_spec('sys').origin", "importlib.machinery.BuiltinImporter.find_spec('pkg')",
             "importlib.machinery.BuiltinImporter.get_code('pkg')", "importlib.machinery.FrozenImporter.get_code('pkg')",
             "importlib.machinery.BuiltinImporter.is_package('sys')", "importlib.machinery.BuiltinImporter.get_source('sys')",
             "__import__('pkg', level=-1)", "__import__('')", "__import__('x', {}, level=1)", "__import__('x', {'__package__': 1}, level=1)",
             "__import__('x', {'__package__': 'pkg'}, level=2)", "__import__('mod', {'__package__': 'pkg', '__spec__': None}, level=1)",
             "__import__('pkg', fromlist=[1])", "__import__('', {'__package__': 'pkg', '__name__': 'pkg', '__path__': []}, None, ('mod',), 1)"):
    try: show(call, '->', eval(call))
    except Exception as e: show(call, '->', type(e).__name__ + ':', e)
