"""The encoding utf-32-be."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-32-be", codecs.utf_32_be_encode, codecs.utf_32_be_decode)
