"""runpy.py - locating and running Python code using the module namespace

Provides support for locating and running Python scripts using the Python
module namespace instead of the native filesystem.
"""
import sys
from importlib.util import find_spec

__all__ = ['run_module', 'run_path']

_ModuleType = type(sys)


class _Error(Exception):
    """Error that _run_module_as_main() should report without a traceback"""


def _namespace(globals, init, name, spec, package, script):
    """Give globals what a module's have."""
    if init is not None:
        globals.update(init)
    loader, file, cached = None, script, None
    if spec is not None:
        loader, file, cached = spec.loader, spec.origin, spec.cached
        if package is None:
            package = spec.parent
    globals.update(__name__=name, __file__=file, __cached__=cached, __doc__=None,
                   __loader__=loader, __package__=package, __spec__=spec)
    return globals


class _Temporary:
    """A module of its own for the program, and sys.argv[0], for a while."""

    def __init__(self, name, script):
        self.name, self.script = name, script
        self.module = _ModuleType(name)

    def __enter__(self):
        self.saved = sys.modules.get(self.name), sys.argv[0]
        sys.modules[self.name] = self.module
        sys.argv[0] = self.script
        return self.module

    def __exit__(self, *args):
        module, sys.argv[0] = self.saved
        if module is None:
            del sys.modules[self.name]
        else:
            sys.modules[self.name] = module


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None,
              pkg_name=None, script_name=None):
    exec(code, _namespace(run_globals, init_globals, mod_name, mod_spec, pkg_name,
                          script_name))
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None,
                     pkg_name=None, script_name=None):
    with _Temporary(mod_name, script_name if mod_spec is None else mod_spec.origin) as module:
        globals = module.__dict__
        _run_code(code, globals, init_globals, mod_name, mod_spec, pkg_name, script_name)
    # A copy: the module's own namespace may go with the module.
    return globals.copy()


def _get_module_details(mod_name, error=ImportError):
    """The name, spec and code of a module, or of its __main__ for a package."""
    if mod_name.startswith('.'):
        raise error('Relative module names not supported')
    package = mod_name.rpartition('.')[0]
    if package:
        try:
            __import__(package)
        except ImportError as e:
            # One raised by the package's own imports shows its traceback.
            if e.name is None or e.name != package and not package.startswith(e.name + '.'):
                raise
        existing = sys.modules.get(mod_name)
        if existing is not None and not hasattr(existing, '__path__'):
            from warnings import warn
            warn(f'{mod_name!r} found in sys.modules after import of package {package!r}, '
                 f'but prior to execution of {mod_name!r}; this may result in '
                 'unpredictable behaviour', RuntimeWarning)
    try:
        spec = find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        text = ('Error while finding module specification for '
                f'{mod_name!r} ({type(e).__name__}: {e})')
        if mod_name.endswith('.py'):
            text += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(text) from e
    if spec is None:
        raise error(f'No module named {mod_name}')
    if spec.submodule_search_locations is not None:
        if mod_name == '__main__' or mod_name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        try:
            return _get_module_details(mod_name + '.__main__', error)
        except error as e:
            if mod_name not in sys.modules:
                raise  # the package could not be imported
            raise error(f'{e}; {mod_name!r} is a package and cannot be directly executed')
    if spec.loader is None:
        raise error(f'{mod_name!r} is a namespace package and cannot be executed')
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as e:
        raise error(str(e)) from e
    if code is None:
        raise error(f'No code object available for {mod_name}')
    return mod_name, spec, code


def _get_main_module_details(error=ImportError):
    """The details of the __main__ in the first entry of sys.path."""
    saved = sys.modules.pop('__main__', None)
    try:
        return _get_module_details('__main__')
    except ImportError as e:
        if '__main__' in str(e):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from e
        raise
    finally:
        if saved is not None:
            sys.modules['__main__'] = saved


def _prepare_main(name):
    """Make module __main__ ready to run a module (None: the one in sys.path[0]) and
    return its code."""
    if name is None:
        _, spec, code = _get_main_module_details(_Error)
    else:
        _, spec, code = _get_module_details(name, _Error)
        sys.argv[0] = spec.origin
    _namespace(sys.modules['__main__'].__dict__, None, '__main__', spec, None, None)
    return code


def _run_module_as_main(mod_name, alter_argv=True):
    """Runs the designated module in the __main__ namespace

    Note that the executed module will have full access to the
    __main__ namespace. If this is not desirable, the run_module()
    function should be used to run the module code in a fresh namespace.
    """
    try:
        if alter_argv or mod_name != '__main__':
            code = _prepare_main(mod_name)
        else:
            code = _prepare_main(None)
    except _Error as e:
        sys.exit(f'{sys.executable}: {e}')
    globals = sys.modules['__main__'].__dict__
    exec(code, globals)
    return globals


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Execute a module's code without importing it.

       mod_name -- an absolute module name or package name.

       Optional arguments:
       init_globals -- dictionary used to pre-populate the module’s
       globals dictionary before the code is executed.

       run_name -- if not None, this will be used for setting __name__;
       otherwise, __name__ will be set to mod_name + '__main__' if the
       named module is a package and to just mod_name otherwise.

       alter_sys -- if True, sys.argv[0] is updated with the value of
       __file__ and sys.modules[__name__] is updated with a temporary
       module object for the module being executed. Both are
       restored to their original values before the function returns.

       Returns the resulting module globals dictionary.
    """
    mod_name, spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _run_code(code, {}, init_globals, run_name, spec)


def _get_code_from_file(fname):
    from pkgutil import read_code
    import io
    import os
    path = os.path.abspath(os.fspath(fname))
    with io.open_code(path) as file:
        code = read_code(file)
    if code is None:
        with io.open_code(path) as file:
            code = compile(file.read(), fname, 'exec')
    return code


def run_path(path_name, init_globals=None, run_name=None):
    """Execute code located at the specified filesystem location.

       path_name -- filesystem location of a Python script, zipfile,
       or directory containing a top level __main__.py script.

       Optional arguments:
       init_globals -- dictionary used to pre-populate the module’s
       globals dictionary before the code is executed.

       run_name -- if not None, this will be used to set __name__;
       otherwise, '<run_path>' will be used for __name__.

       Returns the resulting module globals dictionary.
    """
    import os
    from pkgutil import get_importer
    if run_name is None:
        run_name = '<run_path>'
    package = run_name.rpartition('.')[0]
    path_name = os.fsdecode(path_name)
    importer = get_importer(path_name)
    if importer is None:
        code = _get_code_from_file(path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=package,
                                script_name=path_name)
    # A folder or an archive: its __main__.
    sys.path.insert(0, path_name)
    try:
        _, spec, code = _get_main_module_details()
        with _Temporary(run_name, path_name) as module:
            return _run_code(code, module.__dict__, init_globals, run_name, spec,
                             package).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass
