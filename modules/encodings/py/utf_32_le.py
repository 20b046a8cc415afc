"""The encoding utf-32-le."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-32-le", codecs.utf_32_le_encode, codecs.utf_32_le_decode)
