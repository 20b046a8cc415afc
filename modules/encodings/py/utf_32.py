"""The encoding utf-32: in the machine's byte order, with a byte order mark."""

import codecs
from encodings import _families

_families.wide(
    globals(), "utf-32", codecs.utf_32_encode, codecs.utf_32_ex_decode,
    (codecs.utf_32_le_encode, codecs.utf_32_be_encode),
    (codecs.utf_32_le_decode, codecs.utf_32_be_decode))
