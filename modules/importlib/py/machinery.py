"""The machinery of importlib: finders, loaders, hooks, etc."""
from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (
    BYTECODE_SUFFIXES, BYTECODE_SUFFIXES as _DEBUG_BYTECODE_SUFFIXES,
    BYTECODE_SUFFIXES as _OPTIMIZED_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES,
    ExtensionFileLoader, FileFinder, NamespaceLoader, PathFinder, SOURCE_SUFFIXES,
    SourceFileLoader, SourcelessFileLoader, WindowsRegistryFinder)


class AppleFrameworkLoader(ExtensionFileLoader):
    """A loader for modules that have been packaged as frameworks for
    compatibility with Apple's iOS App Store policies."""


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


__all__ = ['AppleFrameworkLoader', 'BYTECODE_SUFFIXES', 'BuiltinImporter',
           'DEBUG_BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES', 'ExtensionFileLoader',
           'FileFinder', 'FrozenImporter', 'ModuleSpec', 'NamespaceLoader',
           'OPTIMIZED_BYTECODE_SUFFIXES', 'PathFinder', 'SOURCE_SUFFIXES',
           'SourceFileLoader', 'SourcelessFileLoader', 'WindowsRegistryFinder',
           'all_suffixes']


def __getattr__(name):
    if name in ('DEBUG_BYTECODE_SUFFIXES', 'OPTIMIZED_BYTECODE_SUFFIXES'):
        import warnings
        warnings.warn(f'importlib.machinery.{name} is deprecated; use '
                      'importlib.machinery.BYTECODE_SUFFIXES instead.',
                      DeprecationWarning, stacklevel=2)
        return BYTECODE_SUFFIXES
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
