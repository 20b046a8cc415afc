# conf: tier=exact
# What a program puts into sys.meta_path, sys.path_hooks and sys.path_importer_cache.
import importlib, importlib.abc, importlib.machinery, importlib.util, sys, os

log = []

class Loader(importlib.abc.Loader):
    def __init__(self, body): self.body = body
    def create_module(self, spec):
        log.append(('create', spec.name))
    def exec_module(self, module):
        log.append(('exec', module.__name__, getattr(module.__spec__, '_initializing', False), module.__name__ in sys.modules))
        exec(self.body, module.__dict__)

class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        log.append(('find', name, path, target))
        if name == 'virtual':
            return importlib.machinery.ModuleSpec(name, Loader('x = 1'), is_package=True)
        if name == 'virtual.sub':
            return importlib.util.spec_from_loader(name, Loader('y = __package__'))
        if name == 'virtual.bad':
            return importlib.util.spec_from_loader(name, Loader('raise ValueError("no")'))
        if name == 'selfish':
            sys.modules[name] = module = type(sys)(name)
            return importlib.machinery.ModuleSpec(name, Loader('x = 3'))

sys.meta_path.insert(0, Finder)
import virtual, virtual.sub
print(virtual.x, virtual.sub.y, virtual.__path__, virtual.__loader__ is virtual.__spec__.loader, repr(virtual)[:40])
try:
    import virtual.bad
except ValueError as e:
    print('ValueError', e, 'virtual.bad' in sys.modules, hasattr(virtual, 'bad'))
import selfish
print(selfish.x)
importlib.reload(virtual.sub)
for entry in log:
    print(entry[:3], str(entry[3:])[:30])
log.clear()
sys.meta_path.remove(Finder)

# A replaced module.
class Replacing(Loader):
    def exec_module(self, module):
        sys.modules[module.__name__] = 'not a module'
sys.meta_path.append(type('F', (), {'find_spec': lambda self, n, p, t: importlib.machinery.ModuleSpec(n, Replacing('')) if n == 'other' else None})())
import other
print(other)
sys.meta_path.pop()

# Path hooks.
class PathFinder:
    def __init__(self, path):
        if not path.startswith('/virtual:'):
            raise ImportError
        self.path = path
    def find_spec(self, name, target=None):
        log.append((self.path, name))
        if name == 'hooked':
            return importlib.util.spec_from_loader(name, Loader('z = 1'), origin=self.path)
    def invalidate_caches(self): log.append('invalidated')

sys.path_hooks.append(PathFinder)
sys.path.append('/virtual:1')
import hooked
print(hooked, hooked.z, type(sys.path_importer_cache['/virtual:1']).__name__)
importlib.invalidate_caches()
print([e for e in log if e[1] not in ('nt', '_winapi')])
try:
    import missing
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
sys.path.remove('/virtual:1')

# A loader without create_module, one that only has load_module.
class Half:
    def exec_module(self, module): pass
class Old:
    def load_module(self, name):
        sys.modules[name] = m = type(sys)(name)
        return m
def find(name, path=None, target=None):
    return {'half': importlib.machinery.ModuleSpec('half', Half()), 'old': importlib.machinery.ModuleSpec('old', Old()),
            'none': importlib.machinery.ModuleSpec('none', None)}.get(name)
sys.meta_path.append(type('F', (), {'find_spec': staticmethod(find)}))
import warnings
warnings.simplefilter('ignore')
for name in 'half', 'old', 'none':
    try:
        m = importlib.import_module(name)
        print(m.__name__, type(m.__loader__).__name__, m.__package__ == '', m.__spec__.name)
    except ImportError as e:
        print(type(e).__name__, e, e.name)
sys.meta_path.pop()

for value in ([], None):
    saved, sys.meta_path = sys.meta_path, value
    try:
        import nowhere
    except ImportError as e:
        print(type(e).__name__, e)
    sys.meta_path = saved
sys.modules['halted'] = None
try:
    import halted
except ImportError as e:
    print(type(e).__name__, e, e.name)
