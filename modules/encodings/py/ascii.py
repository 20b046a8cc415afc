"""The encoding ascii."""

import codecs
from encodings import _families

_families.bytewise(globals(), "ascii", codecs.ascii_encode, codecs.ascii_decode)
