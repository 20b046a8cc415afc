"""The standard encodings, one module each, and the function that finds them.

A module of an encoding defines getregentry(), which returns its CodecInfo, and may
define getaliases(), which returns names that it is known by too."""

import codecs
import sys
from encodings import aliases

_cache = {}


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Return an encoding's name as the name of a module: what is no ASCII letter or
    digit and no dot becomes an underscore, one for each run, and none at the ends."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    chars, gap = [], False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and chars:
                chars.append("_")
            if c.isascii():
                chars.append(c)
            gap = False
        else:
            gap = True
    return "".join(chars)


def _load(name):
    """Import the module of an encoding, None if there is none."""
    if not name or "." in name:
        return None
    try:
        return __import__("encodings." + name, fromlist=["*"], level=0)
    except ImportError:
        return None


def search_function(encoding):
    """Find the codec of an encoding for the registry, None if it is not known."""
    if encoding in _cache:
        return _cache[encoding]
    norm = normalize_encoding(encoding)
    alias = aliases.aliases.get(norm) or aliases.aliases.get(norm.replace(".", "_"))
    for name in (alias, norm):
        module = _load(name)
        if module is not None:
            break
    getregentry = getattr(module, "getregentry", None)
    if getregentry is None:
        _cache[encoding] = None
        return None
    entry = getregentry()
    where = f'module "{module.__name__}" ({getattr(module, "__file__", None)})'
    if not isinstance(entry, codecs.CodecInfo):
        if not 4 <= len(entry) <= 7:
            raise CodecRegistryError(f"{where} failed to register")
        for i, f in enumerate(entry):
            if not callable(f) and (i < 2 or f is not None):
                raise CodecRegistryError(f"incompatible codecs in {where}")
        name = module.__name__.split(".", 1)[1]
        entry = codecs.CodecInfo(*entry, *(None,) * (6 - len(entry)), name)
    _cache[encoding] = entry
    for other in getattr(module, "getaliases", tuple)():
        aliases.aliases.setdefault(other, module.__name__.split(".", 1)[1])
    return entry


codecs.register(search_function)
