# Values that the import system does not expect: errors, never a crash.
import sys, importlib, importlib.util, importlib.machinery as mach, types, _imp
def attempt(f, *a, **k):
    try: r = f(*a, **k); return 'ok'
    except RecursionError as e: return 'RecursionError'
    except BaseException as e: return ascii(type(e).__name__ + ': ' + str(e)[:80])
class F:
    def __init__(self, r): self.r = r
    def find_spec(self, *a): return self.r
weird = [1, 'x', object(), (), types.SimpleNamespace(), types.SimpleNamespace(loader=1), types.SimpleNamespace(loader=None, submodule_search_locations=None, name='w'),
  types.SimpleNamespace(loader=None, submodule_search_locations=3, name=4), mach.ModuleSpec(3, None), mach.ModuleSpec('w', 3), mach.ModuleSpec(None, mach.SourceFileLoader(3, 4)), mach.ModuleSpec('w', mach.SourceFileLoader('w', None)),
  mach.ModuleSpec('w', mach.SourceFileLoader.__new__(mach.SourceFileLoader)), mach.ModuleSpec.__new__(mach.ModuleSpec), mach.ModuleSpec('w', mach.BuiltinImporter), mach.ModuleSpec('w', mach.SourcelessFileLoader('w','nofile')), mach.ModuleSpec('w', mach.ExtensionFileLoader('w','nofile')), mach.ModuleSpec([], mach.FrozenImporter)]
for w in weird:
    sys.meta_path.insert(0, F(w)); r = attempt(__import__, 'w'); sys.meta_path.pop(0); sys.modules.pop('w', None)
    r
    for f in (importlib.util.module_from_spec, importlib._bootstrap._load, _imp._load_spec, _imp._module_from_spec, lambda w: _imp._init_module_attrs(w, types.ModuleType('q'), True), repr, lambda w: w == mach.ModuleSpec('a', None), lambda w: w.parent, lambda w: w.cached, _imp.create_builtin):
        attempt(f, w)
for p in ([], [1], [b'x'], ['\0'], ['\ud800'], 'abc', 5, None, [''], ['/proc/self/mem'], ['/dev/null'], ['/nonexistent/x/y'], [[]], {1: 2}):
    saved = sys.path; sys.path = p; print(repr(p)[:20], attempt(__import__, 'nosuchmod')); sys.path = saved
for n in ('a..b', '.', '..', 'a.', '\0', '\ud800', 'x'*100000, 'a.'*2000 + 'b', '/etc/passwd', '../x', 'sys.', 'sys..path', '__main__.x', ''):
    print(repr(n)[:12], ascii(attempt(__import__, n)), attempt(importlib.util.find_spec, n))
for attr, vals in (('path_hooks', ([], None, 3, [3], [lambda p: 3], [lambda p: None])), ('path_importer_cache', (None, 3, {})), ('meta_path', (3, [3], [None], ('x',))), ('modules', ({},)), ('implementation', (3,)), ('pycache_prefix', (3, '', '\0')), ('dont_write_bytecode', (3,))):
    for v in vals:
        saved = getattr(sys, attr); setattr(sys, attr, v); sys.path_importer_cache and getattr(sys.path_importer_cache, 'clear', int)()
        r = attempt(__import__, 'nosuchmod'); setattr(sys, attr, saved); print(attr, repr(v)[:12], r)
for a in ('meta_path', 'path', 'path_hooks', 'path_importer_cache', 'implementation', 'pycache_prefix', 'dont_write_bytecode'):
    saved = getattr(sys, a); delattr(sys, a); r = attempt(__import__, 'nosuchmod2'); setattr(sys, a, saved); print('del', a, r)
for cls in (mach.SourceFileLoader, mach.SourcelessFileLoader, mach.FileFinder, mach.ExtensionFileLoader, mach.ModuleSpec, sys.path_hooks[0], mach.PathFinder, mach.BuiltinImporter):
    o = attempt(cls.__new__, cls)
    try: o = cls.__new__(cls)
    except Exception: continue
    for m in dir(o):
        try: x = getattr(o, m)
        except Exception: continue
        if callable(x) and not m.startswith('__'):
            for args in ((), ('a',), (3,), (None,), ('a', 'b'), (o, o, o), (types.ModuleType('z'),)):
                attempt(x, *args)
        elif not m.startswith('__'):
            for v in (1, None, 'x', []):
                attempt(setattr, o, m, v)
            attempt(delattr, o, m)
    attempt(repr, o); attempt(hash, o); attempt(lambda: o == o)
for n in dir(_imp):
    f = getattr(_imp, n)
    if callable(f) and not isinstance(f, type) and n not in ('acquire_lock', '_acquire_module_lock'):
        for args in ((), ('a',), (3,), (None, None), ('a', 'b'), ('a', print), (types.ModuleType('z'), 3), (mach.ModuleSpec('a', None), 3, 4)):
            attempt(f, *args)
def rec():
    class R:
        def find_spec(self, name, *a): return __import__(name + 'x')
    sys.meta_path.insert(0, R()); r = attempt(__import__, 'r'); sys.meta_path.pop(0); return r
print(rec())
del sys.modules['importlib']; print(attempt(lambda: __import__('importlib').import_module('json')))
print('end')
