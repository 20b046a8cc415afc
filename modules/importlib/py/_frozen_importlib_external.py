"""Loaders of files beyond what import itself needs: by classes that derive from them,
compiled code as files, namespace packages."""
import _imp
import sys
from _imp import (ExtensionFileLoader, FileFinder, FileLoader, PathFinder, SourceFileLoader,
                  SourcelessFileLoader)

try:
    import _frozen_importlib as _bootstrap
except ImportError:  # a copy for tests, see importlib.go
    from importlib import _bootstrap

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = _imp.extension_suffixes()
MAGIC_NUMBER = _imp.pyc_magic_number_token.to_bytes(4, 'little')
_PYCACHE = '__pycache__'
_OPT = 'opt-'
_MS_WINDOWS = sys.platform == 'win32'
path_separators = ['\\', '/'] if _MS_WINDOWS else ['/']
path_sep = path_separators[0]
path_sep_tuple = tuple(path_separators)
_UNSET = object()


def _path_join(*parts):
    import os
    return os.path.join(*parts) if parts else ''


def _path_split(path):
    i = max(path.rfind(sep) for sep in path_separators)
    return ('', path) if i < 0 else (path[:i], path[i + 1:])


def _path_stat(path):
    import os
    return os.stat(path)


def _path_isfile(path):
    import os
    return os.path.isfile(path)


def _path_isdir(path):
    import os
    return os.path.isdir(path or os.getcwd())


def _path_isabs(path):
    import os
    return bool(path) and os.path.isabs(path)


def _path_abspath(path):
    import os
    if _path_isabs(path):
        return path
    return _path_join(os.getcwd(), path) if path and path != '.' else os.getcwd()


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, 'little')


def _unpack_uint64(data):
    assert len(data) == 8
    return int.from_bytes(data, 'little')


def _unpack_uint32(data):
    assert len(data) == 4
    return int.from_bytes(data, 'little')


def _unpack_uint16(data):
    assert len(data) == 2
    return int.from_bytes(data, 'little')


def _write_atomic(path, data, mode=0o666):
    import os
    temporary = f'{path}.{id(path)}'
    fd = os.open(temporary, os.O_EXCL | os.O_CREAT | os.O_WRONLY, mode & 0o666)
    try:
        with os.fdopen(fd, 'wb') as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Given the path to a .py file, return the path to its .pyc file.

    The .py file does not need to exist; this simply returns the path to the
    .pyc file calculated as if the .py file were imported.

    The 'optimization' parameter controls the presumed optimization level of
    the bytecode file. If 'optimization' is not None, the string representation
    of the argument is taken and verified to be alphanumeric (else ValueError
    is raised).

    The debug_override parameter is deprecated. If debug_override is not None,
    a True value is the same as setting 'optimization' to the empty string
    while a False value is equivalent to setting 'optimization' to '1'.

    If sys.implementation.cache_tag is None then NotImplementedError is raised.
    """
    if debug_override is not None:
        import warnings
        warnings.warn('the debug_override parameter is deprecated; use '
                      "'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    import os
    head, tail = _path_split(os.fspath(path))
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    base, dot, rest = tail.rpartition('.')
    name = (base or rest) + dot + tag
    if optimization is None:
        optimization = sys.flags.optimize or ''
    optimization = str(optimization)
    if optimization:
        if not optimization.isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        name += f'.{_OPT}{optimization}'
    name += BYTECODE_SUFFIXES[0]
    prefix = sys.pycache_prefix
    if prefix is None:
        return _path_join(head, _PYCACHE, name)
    # The folders below the prefix are those of the source, from the root.
    head = _path_abspath(head)
    if head[1:2] == ':' and head[0] not in path_separators:
        head = head[2:]
    return _path_join(prefix, head.lstrip(''.join(path_separators)), name)


def source_from_cache(path):
    """Given the path to a .pyc. file, return the path to its .py file.

    The .pyc file does not need to exist; this simply returns the path to
    the .py file calculated to correspond to the .pyc file.  If path does
    not conform to PEP 3147/488 format, ValueError will be raised. If
    sys.implementation.cache_tag is None then NotImplementedError is raised.
    """
    import os
    if sys.implementation.cache_tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    path = os.fspath(path)
    head, name = _path_split(path)
    prefix = sys.pycache_prefix
    below = None
    if prefix is not None:
        stripped = prefix.rstrip(''.join(path_separators))
        if head.startswith(stripped + path_sep):
            below = head[len(stripped):]
    if below is None:
        head, cache = _path_split(head)
        if cache != _PYCACHE:
            raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    else:
        head = below
    dots = name.count('.')
    if dots not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    if dots == 3:
        optimization = name.split('.')[-2]
        if not optimization.startswith(_OPT):
            raise ValueError('optimization portion of filename does not start '
                             f'with {_OPT!r}')
        if not optimization[len(_OPT):].isalnum():
            raise ValueError(f'optimization level {optimization!r} is not an '
                             'alphanumeric value')
    return _path_join(head, name.partition('.')[0] + SOURCE_SUFFIXES[0])


def _get_sourcefile(bytecode_path):
    """The source file of a .pyc file, the latter itself if there is none."""
    if not bytecode_path:
        return None
    stem, _, extension = bytecode_path.rpartition('.')
    if not stem or extension.lower()[-3:-1] != 'py':
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if _path_isfile(source) else bytecode_path


def _calc_mode(path):
    """The permissions for the compiled code of a source file: its own, and writable."""
    try:
        return _path_stat(path).st_mode | 0o200
    except OSError:
        return 0o666


def _fix_up_module(ns, name, pathname, cpathname=None):
    """Set the import-related attributes in the namespace of a module."""
    loader = ns.get('__loader__')
    spec = ns.get('__spec__')
    if not loader:
        if spec:
            loader = spec.loader
        elif pathname == cpathname:
            loader = SourcelessFileLoader(name, pathname)
        else:
            loader = SourceFileLoader(name, pathname)
    if not spec:
        spec = spec_from_file_location(name, pathname, loader=loader)
        if cpathname:
            spec.cached = _path_abspath(cpathname)
    try:
        ns.update(__spec__=spec, __loader__=loader, __file__=pathname,
                  __cached__=cpathname)
    except Exception:
        pass  # a namespace that cannot be written to is left as it is


def _get_cached(filename):
    return _imp._cached(filename)


def _encoding_of(source):
    """The encoding of source and what follows its byte order mark."""
    if source.startswith(b'\xef\xbb\xbf'):
        return 'utf-8', source[3:]
    for line in source.split(b'\n', 2)[:2]:
        comment = line.lstrip(b' \t\f')
        if comment.startswith(b'#'):
            _, found, rest = comment.partition(b'coding')
            if found and rest[:1] in (b':', b'='):
                name = rest[1:].lstrip(b' \t')
                end = 0
                while end < len(name) and (name[end:end + 1].isalnum() or name[end] in b'-_.'):
                    end += 1
                if end:
                    return name[:end].decode('ascii'), source
        elif comment.rstrip(b'\r'):
            break
    return 'utf-8', source


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string.

    Universal newline support is used in the decoding.
    """
    encoding, rest = _encoding_of(bytes(source_bytes))
    return rest.decode(encoding).replace('\r\n', '\n').replace('\r', '\n')


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_UNSET):
    """Return a module spec based on a file location.

    To indicate that the module is a package, set
    submodule_search_locations to a list of directory paths.  An
    empty list is sufficient, though its not otherwise useful to the
    import system.

    The loader must take a spec as its only __init__() arg.
    """
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        import os
        location = _path_abspath(os.fspath(location))
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                spec.loader = loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is _UNSET:
        if hasattr(loader, 'is_package'):
            try:
                package = loader.is_package(name)
            except ImportError:
                package = False
            if package:
                spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


def _spec_from_file(name, location, loader, locations):
    return spec_from_file_location(name, location, loader=loader,
                                   submodule_search_locations=locations)


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _install(_bootstrap_module):
    """Add the finders of files to sys.meta_path and sys.path_hooks."""
    sys.path_hooks.append(FileFinder.path_hook(*_get_supported_file_loaders()))
    sys.meta_path.append(PathFinder)


def _path_hook(cls, details):
    def path_hook_for_FileFinder(path):
        """Path hook for importlib.machinery.FileFinder."""
        if not _path_isdir(path):
            raise ImportError('only directories are supported', path=path)
        return cls(path, *details)
    return path_hook_for_FileFinder


# Files of compiled code.

def _classify_pyc(data, name, exc_details):
    magic = data[:4]
    if magic != MAGIC_NUMBER:
        raise ImportError(f'bad magic number in {name!r}: {magic!r}', **exc_details)
    if len(data) < 16:
        raise EOFError(f'reached EOF while reading pyc header of {name!r}')
    flags = _unpack_uint32(data[4:8])
    if flags & ~0b11:
        raise ImportError(f'invalid flags {flags!r} in {name!r}', **exc_details)
    return flags


def _validate_timestamp_pyc(data, source_mtime, source_size, name, exc_details):
    if (_unpack_uint32(data[8:12]) != (source_mtime & 0xFFFFFFFF)
            or source_size is not None
            and _unpack_uint32(data[12:16]) != (source_size & 0xFFFFFFFF)):
        raise ImportError(f'bytecode is stale for {name!r}', **exc_details)


def _validate_hash_pyc(data, source_hash, name, exc_details):
    if data[8:16] != source_hash:
        raise ImportError(
            f"hash in bytecode doesn't match hash of source {name!r}", **exc_details)


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    import marshal
    code = marshal.loads(data)
    if isinstance(code, type(_compile_bytecode.__code__)):
        return code
    raise ImportError(f'Non-code object in {bytecode_path!r}',
                      name=name, path=bytecode_path)


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    import marshal
    return bytearray(MAGIC_NUMBER + _pack_uint32(0) + _pack_uint32(mtime)
                     + _pack_uint32(source_size) + marshal.dumps(code))


def _code_to_hash_pyc(code, source_hash, checked=True):
    import marshal
    assert len(source_hash) == 8
    return bytearray(MAGIC_NUMBER + _pack_uint32(0b1 | checked << 1) + source_hash
                     + marshal.dumps(code))


def _code_of_pyc(loader, data, fullname, source_path, bytecode_path, stats, read_source):
    """The code in the contents of a .pyc file; ImportError or EOFError if it is not
    that of the source."""
    details = {'name': fullname, 'path': bytecode_path}
    flags = _classify_pyc(data, fullname, details)
    if flags & 0b1:
        check = flags & 0b10
        if (_imp.check_hash_based_pycs != 'never'
                and (check or _imp.check_hash_based_pycs == 'always')):
            _validate_hash_pyc(
                data, _imp.source_hash(_imp.pyc_magic_number_token, read_source()),
                fullname, details)
    else:
        _validate_timestamp_pyc(data, int(stats['mtime']), stats.get('size'),
                                fullname, details)
    return _compile_bytecode(bytes(data[16:]), name=fullname,
                             bytecode_path=bytecode_path, source_path=source_path)


def _hashed_code(loader, fullname):
    return SourceLoader.get_code(loader, fullname)


class _LoaderBasics:
    """Base class of common code needed by both SourceLoader and
    SourcelessFileLoader."""

    def is_package(self, fullname):
        """Concrete implementation of InspectLoader.is_package by checking if
        the path returned by get_filename has a filename of '__init__.py'."""
        stem = _path_split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return stem == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when '
                              'get_code() returns None')
        exec(code, module.__dict__)

    def load_module(self, fullname=None):
        """Load a module. Deprecated."""
        if fullname is None:
            fullname = self.name
        elif getattr(self, 'name', fullname) != fullname:
            raise ImportError(f'loader for {self.name} cannot handle {fullname}', name=fullname)
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, name=None):
        if name is not None and name != self.name:
            raise ImportError(f'loader for {self.name} cannot handle {name}', name=name)
        from importlib.readers import FileReader
        return FileReader(self)

    def _zip_resource_reader(self, fullname):
        from importlib.readers import ZipReader
        return ZipReader(self, fullname)


class SourceLoader(_LoaderBasics):

    def path_mtime(self, path):
        """Optional method that returns the modification time (int) for the
        specified path (a str).

        Raises OSError when the path cannot be handled.
        """
        raise OSError

    def path_stats(self, path):
        """Optional method returning a metadata dict for the specified
        path (a str).

        Possible keys:
        - 'mtime' (mandatory) is the numeric timestamp of last source
          code modification;
        - 'size' (optional) is the size in bytes of the source code.

        Raises OSError when the path cannot be handled.
        """
        return {'mtime': self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        """Optional method which writes data (bytes) to a file path (a str)."""
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Optional method which writes data (bytes) to a file path (a str)."""

    def get_source(self, fullname):
        """Concrete implementation of InspectLoader.get_source."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError('source not available through get_data()',
                              name=fullname) from error
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Return the code object compiled from source.

        The 'data' argument can be any object type that compile() supports.
        """
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """Concrete implementation of InspectLoader.get_code.

        Reading of bytecode requires path_stats to be implemented. To write
        bytecode, set_data must also be implemented.
        """
        source_path = self.get_filename(fullname)
        source = stats = flags = None

        def read_source():
            nonlocal source
            if source is None:
                source = self.get_data(source_path)
            return source

        try:
            bytecode_path = cache_from_source(source_path)
        except NotImplementedError:
            bytecode_path = None
        else:
            try:
                stats = self.path_stats(source_path)
            except OSError:
                pass
            else:
                try:
                    data = self.get_data(bytecode_path)
                except OSError:
                    pass
                else:
                    flags = data[4:8]
                    try:
                        return _code_of_pyc(self, data, fullname, source_path,
                                            bytecode_path, stats, read_source)
                    except (ImportError, EOFError, ValueError):
                        pass  # stale or another's: compiled anew
        code = self.source_to_code(read_source(), source_path)
        if not sys.dont_write_bytecode and bytecode_path is not None and stats is not None:
            if flags and flags[0] & 0b1:
                data = _code_to_hash_pyc(
                    code, _imp.source_hash(_imp.pyc_magic_number_token, source),
                    bool(flags[0] & 0b10))
            else:
                data = _code_to_timestamp_pyc(code, int(stats['mtime']), len(source))
            try:
                self._cache_bytecode(source_path, bytecode_path, data)
            except NotImplementedError:
                pass
        return code


class _Sourceless:

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        data = self.get_data(path)
        _classify_pyc(data, fullname, {'name': fullname, 'path': path})
        return _compile_bytecode(data[16:], name=fullname, bytecode_path=path)


# Namespace packages.

class _NamespacePath:
    """Represents a namespace package's path.  It uses the module name
    to find its parent module, and from there it looks up the parent's
    __path__.  When this changes, the module's own path is recomputed,
    using path_finder.  For top-level modules, the parent module's path
    is sys.path."""

    # Renewed by invalidate_caches, which makes all paths be computed anew.
    _epoch = 0

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())
        self._last_epoch = self._epoch
        self._path_finder = path_finder

    def _find_parent_path_names(self):
        """Returns a tuple of (parent-module-name, parent-path-attr-name)"""
        parent, dot, _ = self._name.rpartition('.')
        return (parent, '__path__') if dot else ('sys', 'path')

    def _get_parent_path(self):
        module, attribute = self._find_parent_path_names()
        return getattr(sys.modules[module], attribute)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path or self._epoch != self._last_epoch:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
            self._last_parent_path = parent_path
            self._last_epoch = self._epoch
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


def _forget_namespace_paths():
    _NamespacePath._epoch += 1


def _namespace_path(name, portions):
    return _NamespacePath(name, portions, PathFinder.find_spec)


class NamespaceLoader:

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        """Load a namespace module. Deprecated."""
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


def _namespace_loader(locations):
    loader = NamespaceLoader.__new__(NamespaceLoader)
    loader._path = locations
    return loader


class WindowsRegistryFinder:
    """Meta path finder for modules declared in the Windows registry, of which there
    are none here."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None
