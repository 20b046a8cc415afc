"""The encoding unicode-escape."""

import codecs
from encodings import _families

_families.escape(globals(), "unicode-escape", codecs.unicode_escape_encode, codecs.unicode_escape_decode)
