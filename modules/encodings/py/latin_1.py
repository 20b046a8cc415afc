"""The encoding iso8859-1."""

import codecs
from encodings import _families

_families.bytewise(globals(), "iso8859-1", codecs.latin_1_encode, codecs.latin_1_decode)
