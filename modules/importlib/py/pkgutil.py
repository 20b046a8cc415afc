"""Utilities to support packages."""
import importlib
import os
import sys
import types
from collections import namedtuple
from functools import singledispatch as simplegeneric

__all__ = ['get_importer', 'iter_importers', 'walk_packages', 'iter_modules', 'get_data',
           'read_code', 'extend_path', 'ModuleInfo']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'A namedtuple with minimal info about a module.'


def read_code(stream):
    import marshal
    from importlib.util import MAGIC_NUMBER
    if stream.read(4) != MAGIC_NUMBER:
        return None
    stream.read(12)  # the rest of the header
    return marshal.load(stream)


def walk_packages(path=None, prefix='', onerror=None):
    """Yields ModuleInfo for all modules recursively on path, or, if path is None, all
    accessible modules.

    'path' should be either None or a list of paths to look for modules in.

    'prefix' is a string to output on the front of every module name on output.

    Note that this function must import all *packages* (NOT all modules!) on the given
    path, in order to access the __path__ attribute to find submodules.

    'onerror' is a function which gets called with one argument (the name of the package
    which was being imported) if any exception occurs while trying to import a package.
    If no onerror function is supplied, ImportErrors are caught and ignored, while all
    other exceptions are propagated, terminating the search.
    """
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            # No folder twice: a package may have those of another in its path.
            below = []
            for folder in getattr(sys.modules[info.name], '__path__', None) or []:
                if folder not in seen:
                    seen.add(folder)
                    below.append(folder)
            yield from walk_packages(below, info.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """Yields ModuleInfo for all submodules on path, or, if path is None, all top-level
    modules on sys.path.

    'path' should be either None or a list of paths to look for modules in.

    'prefix' is a string to output on the front of every module name on output.
    """
    if path is None:
        finders = iter_importers()
    elif isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    else:
        finders = map(get_importer, path)
    yielded = set()
    for finder in finders:
        for name, ispkg in iter_importer_modules(finder, prefix):
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(finder, name, ispkg)


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    if hasattr(importer, 'iter_modules'):
        return importer.iter_modules(prefix)
    return []


def _module_name(filename):
    """The name of the module in a file, None if it is none."""
    from importlib.machinery import all_suffixes
    for suffix in sorted(all_suffixes(), key=len, reverse=True):
        if filename.endswith(suffix):
            return filename[:-len(suffix)]
    return None


def _iter_file_finder_modules(importer, prefix=''):
    if importer.path is None or not os.path.isdir(importer.path):
        return
    try:
        filenames = sorted(os.listdir(importer.path))
    except OSError:
        return
    yielded = set()
    for filename in filenames:
        name = _module_name(filename)
        if name == '__init__' or name in yielded:
            continue
        ispkg = False
        folder = os.path.join(importer.path, filename)
        if not name and '.' not in filename and os.path.isdir(folder):
            try:
                ispkg = any(_module_name(f) == '__init__' for f in os.listdir(folder))
            except OSError:
                pass
            if not ispkg:
                continue
            name = filename
        if name and '.' not in name:
            yielded.add(name)
            yield prefix + name, ispkg


def iter_zipimport_modules(importer, prefix=''):
    folder = importer.prefix
    yielded = set()
    for path in sorted(importer._get_files()):
        if not path.startswith(folder):
            continue
        parts = path[len(folder):].split('/')
        if len(parts) == 2 and parts[1].startswith('__init__.py'):
            name, ispkg = parts[0], True
        elif len(parts) == 1:
            name, ispkg = _module_name(parts[0]), False
        else:
            continue
        if name and name != '__init__' and '.' not in name and name not in yielded:
            yielded.add(name)
            yield prefix + name, ispkg


def _register():
    from importlib.machinery import FileFinder
    from zipimport import zipimporter
    iter_importer_modules.register(FileFinder, _iter_file_finder_modules)
    iter_importer_modules.register(zipimporter, iter_zipimport_modules)


_register()


def get_importer(path_item):
    """Retrieve a finder for the given path item

    The returned finder is cached in sys.path_importer_cache if it was newly created by
    a path hook.

    The cache (or part of it) can be cleared manually if a rescan of sys.path_hooks is
    necessary.
    """
    path_item = os.fsdecode(path_item)
    if path_item in sys.path_importer_cache:
        return sys.path_importer_cache[path_item]
    for hook in sys.path_hooks:
        try:
            importer = hook(path_item)
        except ImportError:
            continue
        return sys.path_importer_cache.setdefault(path_item, importer)
    return None


def iter_importers(fullname=''):
    """Yield finders for the given module name

    If fullname contains a '.', the finders will be for the package containing fullname,
    otherwise they will be all registered top level finders (i.e. those on both
    sys.meta_path and sys.path_hooks).

    If the named module is in a package, that package is imported as a side effect of
    invoking this function.

    If no module name is specified, all top level finders are produced.
    """
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    package = fullname.rpartition('.')[0]
    if package:
        path = getattr(importlib.import_module(package), '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def extend_path(path, name):
    """Extend a package's path.

    Intended use is to place the following code in a package's __init__.py:

        from pkgutil import extend_path
        __path__ = extend_path(__path__, __name__)

    For each directory on sys.path that has a subdirectory that matches the package
    name, add the subdirectory to the package's __path__.  *.pkg files, where * matches
    the name, hold further folders, one a line.

    If the input path is not a list it is returned unchanged.  The input path is not
    modified; an extended copy is returned.
    """
    if not isinstance(path, list):
        return path
    extended = path[:]
    parent, _, short = name.rpartition('.')
    if parent:
        try:
            folders = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return extended
    else:
        folders = sys.path
    for folder in folders:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        if hasattr(finder, 'find_spec'):
            spec = finder.find_spec(short if not parent else name)
            for portion in (spec and spec.submodule_search_locations) or ():
                if portion not in extended:
                    extended.append(portion)
        listing = os.path.join(folder, name + '.pkg')
        if os.path.isfile(listing):
            try:
                with open(listing) as file:
                    lines = file.read().split('\n')
            except OSError as error:
                sys.stderr.write(f"Can't open {listing}: {error}\n")
                continue
            extended += [line for line in lines if line and not line.startswith('#')]
    return extended


def get_data(package, resource):
    """Get a resource from a package.

    This is a wrapper round the PEP 302 loader get_data API. The package argument should
    be the name of a package, in standard module format (foo.bar). The resource argument
    should be in the form of a relative filename, using '/' as the path separator. The
    parent directory name '..' is not allowed, and nor is a rooted name (starting with
    a '/').

    The function returns a binary string, which is the contents of the specified
    resource.

    If the package cannot be located or loaded, or it uses a PEP 302 loader which does
    not support get_data(), then None is returned.
    """
    from importlib.util import find_spec
    spec = find_spec(package)
    if spec is None or not hasattr(spec.loader, 'get_data'):
        return None
    module = sys.modules.get(package)
    if module is None:
        module = importlib._bootstrap._load(spec)
    file = getattr(module, '__file__', None)
    if file is None:
        return None
    return spec.loader.get_data(os.path.join(os.path.dirname(file), *resource.split('/')))


def _is_name(dotted):
    return all(part.isidentifier() for part in dotted.split('.'))


def resolve_name(name):
    """Resolve a name to an object.

    It is expected that `name` will be a string in one of the following formats, where W
    is shorthand for a valid Python identifier and dot stands for a literal period in
    these pseudo-regexes:

    W(.W)*
    W(.W)*:(W(.W)*)?

    In the first form some part of the dotted name is a package, and the rest is an
    object somewhere within that package.  In the second form the colon divides the two;
    if it ends with the colon, then a module object is returned.

    ValueError - if `name` isn't in a recognised format
    ImportError - if an import failed when it shouldn't have
    AttributeError - if a failure occurred when traversing the object hierarchy within
                     the imported package to get to the desired object.
    """
    module, colon, attributes = name.partition(':')
    if not _is_name(module) or attributes and not _is_name(attributes):
        raise ValueError(f'invalid format: {name!r}')
    rest = attributes.split('.') if attributes else []
    if colon:
        found = importlib.import_module(module)
    else:
        rest = module.split('.')
        module = rest.pop(0)
        found = importlib.import_module(module)
        while rest:
            deeper = f'{module}.{rest[0]}'
            try:
                found = importlib.import_module(deeper)
            except ImportError:
                break
            del rest[0]
            module = deeper
    for attribute in rest:
        found = getattr(found, attribute)
    return found
