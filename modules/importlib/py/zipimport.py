"""zipimport provides support for importing Python modules from Zip archives.

This module exports two objects:
- zipimporter: a class; its constructor takes a path to a Zip archive.
- ZipImportError: exception raised by zipimporter objects. It's a
  subclass of ImportError, so it can be caught as ImportError, too.

It is usually not needed to use the zipimport module explicitly; it is
used by the builtin import mechanism for sys.path items that are paths
to Zip archives.
"""
import _imp
from _imp import zipimporter

__all__ = ['ZipImportError', 'zipimporter']

path_sep = '/'
# What archives contain; one that is taken out is read again when next used.
_zip_directory_cache = _imp._zip_directory_cache()


class ZipImportError(ImportError):
    pass


def _read_directory(archive):
    """What an archive contains: for each path what zipimporter._files has."""
    _zip_directory_cache.pop(archive, None)
    return zipimporter(archive)._get_files()
