"""The encoding utf-16-le."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-16-le", codecs.utf_16_le_encode, codecs.utf_16_le_decode)
