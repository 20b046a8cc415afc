"""The encoding utf-16-be."""

import codecs
from encodings import _families

_families.unicode(globals(), "utf-16-be", codecs.utf_16_be_encode, codecs.utf_16_be_decode)
