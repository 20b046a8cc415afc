"""The encoding undefined: it fails for everything."""

from encodings import _families


def _fail(input, errors="strict"):
    raise UnicodeError("undefined encoding")


_families.bytewise(globals(), "undefined", _fail, _fail)
