"""The encoding utf-7."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-7", codecs.utf_7_encode, codecs.utf_7_decode)
