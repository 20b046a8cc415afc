"""The encoding utf-16: in the machine's byte order, with a byte order mark."""

import codecs
from encodings import _families

_families.wide(
    globals(), "utf-16", codecs.utf_16_encode, codecs.utf_16_ex_decode,
    (codecs.utf_16_le_encode, codecs.utf_16_be_encode),
    (codecs.utf_16_le_decode, codecs.utf_16_be_decode))
