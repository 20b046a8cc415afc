"""A pure Python implementation of import."""
__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import sys
from . import _bootstrap

__import__ = __import__
_RELOADING = {}


def __getattr__(name):
    if name == '_bootstrap_external':
        import importlib._bootstrap_external
        return sys.modules['importlib._bootstrap_external']
    if name in ('_pack_uint32', '_unpack_uint32'):
        return getattr(__getattr__('_bootstrap_external'), name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in
    sys.meta_path (where implemented)."""
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Import a module.

    The 'package' argument is required when performing a relative import. It
    specifies the package to use as the anchor point from which to resolve the
    relative import to an absolute import.

    """
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a "
                            f'relative import for {name!r}')
        level = len(name) - len(name.lstrip('.'))
    return _bootstrap._gcd_import(name[level:], package, level)


def reload(module):
    """Reload the module and return it.

    The module must have been successfully imported before.

    """
    name = getattr(getattr(module, '__spec__', None), 'name', None)
    if name is None:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module') from None
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        package = name.rpartition('.')[0]
        path = None
        if package:
            if package not in sys.modules:
                raise ImportError(f'parent {package!r} not in sys.modules', name=package)
            path = sys.modules[package].__path__
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
