"""The Python half of import, and names that CPython's has.  What imports really do
is in the interpreter; module _imp offers it."""
import _imp
import sys
from _imp import BuiltinImporter, FrozenImporter, ModuleSpec
from _imp import _find_spec, _handle_fromlist as _bind_listed
from _imp import _load_spec as _load

_load_unlocked = _load

_ERR_MSG_PREFIX = 'No module named '


def _verbose_message(message, *args, verbosity=1):
    if sys.flags.verbose >= verbosity:
        if not message.startswith(('#', 'import ')):
            message = '# ' + message
        print(message.format(*args), file=sys.stderr)


def _call_with_frames_removed(f, *args, **kwds):
    return f(*args, **kwds)


def _init_module_attrs(spec, module, *, override=False):
    return _imp._init_module_attrs(spec, module, override)


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    return _imp._module_from_spec(spec)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        from importlib._bootstrap_external import spec_from_file_location
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(
            name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False  # an unknown one is taken for none
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    spec = getattr(module, '__spec__', None)
    if spec is not None:
        return spec
    location = getattr(module, '__file__', None)
    loader = loader or getattr(module, '__loader__', None)
    if origin is None:
        origin = location if location is not None else getattr(loader, '_ORIGIN', None)
    spec = ModuleSpec(module.__name__, loader, origin=origin)
    spec._set_fileattr = location is not None and origin == location
    spec.cached = getattr(module, '__cached__', None)
    path = getattr(module, '__path__', None)
    spec.submodule_search_locations = None if path is None else list(path)
    return spec


def _exec(spec, module):
    """Execute the spec's specified module in an existing module's namespace."""
    def run():
        name, loader = spec.name, spec.loader
        if sys.modules.get(name) is not module:
            raise ImportError(f'module {name!r} not in sys.modules', name=name)
        try:
            if loader is None and spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=name)
            _init_module_attrs(spec, module, override=True)
            if loader is None:
                pass
            elif hasattr(loader, 'exec_module'):
                loader.exec_module(module)
            else:
                import warnings
                warnings.warn(f'{type(loader).__qualname__}.exec_module() not found; '
                              'falling back to load_module()', ImportWarning)
                loader.load_module(name)
        finally:
            # What the module has put in its own place counts.
            current = sys.modules.pop(name)
            sys.modules[name] = current
        return current
    return _imp._with_lock(spec.name, run)


def _load_module_shim(loader, fullname):
    import warnings
    warnings.warn('the load_module() method is deprecated and slated for removal in '
                  'Python 3.15; use exec_module() instead', DeprecationWarning)
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level < 0:
        raise ValueError('level must be >= 0')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
    if not name and level == 0:
        raise ValueError('Empty module name')


def _resolve_name(name, package, level):
    base = package
    for _ in range(level - 1):
        base, dot, _ = base.rpartition('.')
        if not dot:
            raise ImportError('attempted relative import beyond top-level package')
    return f'{base}.{name}' if name else base


def _gcd_import(name, package=None, level=0):
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    __import__(name)
    return sys.modules[name]


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    return _bind_listed(module, fromlist)


def _requires_builtin(fxn):
    def wrapper(self, fullname):
        if not _imp.is_builtin(fullname):
            raise ImportError(f'{fullname!r} is not a built-in module', name=fullname)
        return fxn(self, fullname)
    wrapper.__name__, wrapper.__doc__ = fxn.__name__, fxn.__doc__
    return wrapper


def _requires_frozen(fxn):
    def wrapper(self, fullname):
        if not _imp.is_frozen(fullname):
            raise ImportError(f'{fullname!r} is not a frozen module', name=fullname)
        return fxn(self, fullname)
    wrapper.__name__, wrapper.__doc__ = fxn.__name__, fxn.__doc__
    return wrapper


def _module_repr(m):
    return repr(m)


class _DeadlockError(RuntimeError):
    pass


class _ModuleLock:
    """A recursive lock that detects when waiting for it would never end."""

    def __init__(self, name):
        self.name = name
        self._key = f'{name} {id(self)}'

    def acquire(self):
        if not _imp._acquire_module_lock(self._key):
            raise _DeadlockError(f'deadlock detected by {self!r}')
        return True

    def release(self):
        _imp._release_module_lock(self._key)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}) at {id(self)}'


def _get_module_lock(name):
    """The lock that an import of the module takes."""
    lock = _ModuleLock(name)
    lock._key = name
    return lock


class _ModuleLockManager:

    def __init__(self, name):
        self._lock = _get_module_lock(name)

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *args):
        self._lock.release()


def _lock_unlock_module(name):
    """Wait until a module that is being imported elsewhere is complete."""
    lock = _get_module_lock(name)
    try:
        lock.acquire()
    except _DeadlockError:
        pass  # a circular import: the module is used as far as it is
    else:
        lock.release()


class _ImportLockContext:
    """Context manager for the import lock."""

    def __enter__(self):
        _imp.acquire_lock()

    def __exit__(self, exc_type, exc_value, exc_traceback):
        _imp.release_lock()
