"""The conversion uu, of bytes to bytes."""

import binascii
from encodings import _families


def uu_encode(input, errors="strict", filename="<data>", mode=0o666):
    assert errors == "strict"
    filename = filename.replace("\n", "\\n").replace("\r", "\\r")
    lines = [b"begin %o %s\n" % (mode & 0o777, filename.encode("ascii"))]
    data = bytes(input)
    for i in range(0, len(data), 45):
        lines.append(binascii.b2a_uu(data[i:i + 45]))
    lines.append(b" \nend\n")
    return b"".join(lines), len(input)


def uu_decode(input, errors="strict"):
    assert errors == "strict"
    lines = iter(bytes(input).splitlines(keepends=True))
    for line in lines:
        if line.startswith(b"begin"):
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in lines:
        if line == b"end\n" or line == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders write too many characters: take what the length asks for.
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            out.append(binascii.a2b_uu(line[:count]))
    else:
        raise ValueError("Truncated input data")
    return b"".join(out), len(input)


_families.binary(globals(), "uu", uu_encode, uu_decode)
