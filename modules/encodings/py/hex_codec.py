"""The conversion hex, of bytes to bytes."""

import binascii
from encodings import _families


def hex_encode(input, errors="strict"):
    assert errors == "strict"
    return binascii.b2a_hex(input), len(input)


def hex_decode(input, errors="strict"):
    assert errors == "strict"
    return binascii.a2b_hex(input), len(input)


_families.binary(globals(), "hex", hex_encode, hex_decode)
