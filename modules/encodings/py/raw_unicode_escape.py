"""The encoding raw-unicode-escape."""

import codecs
from encodings import _families

_families.escape(globals(), "raw-unicode-escape", codecs.raw_unicode_escape_encode, codecs.raw_unicode_escape_decode)
