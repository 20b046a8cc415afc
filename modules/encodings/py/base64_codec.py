"""The conversion base64, of bytes to bytes."""

import base64
from encodings import _families


def base64_encode(input, errors="strict"):
    assert errors == "strict"
    return base64.encodebytes(input), len(input)


def base64_decode(input, errors="strict"):
    assert errors == "strict"
    return base64.decodebytes(input), len(input)


_families.binary(globals(), "base64", base64_encode, base64_decode)
