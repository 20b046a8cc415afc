"""The encoding utf-8."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-8", codecs.utf_8_encode, codecs.utf_8_decode)
