"""The conversion quopri, quoted-printable, of bytes to bytes."""

import binascii
from encodings import _families


def quopri_encode(input, errors="strict"):
    assert errors == "strict"
    return binascii.b2a_qp(input, quotetabs=True, istext=True, header=False), len(input)


def quopri_decode(input, errors="strict"):
    assert errors == "strict"
    return binascii.a2b_qp(input, header=False), len(input)


_families.binary(globals(), "quopri", quopri_encode, quopri_decode)
