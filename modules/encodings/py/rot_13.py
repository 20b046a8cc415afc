"""The conversion rot13, of str to str."""

from encodings import _families

_upper, _lower = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
rot13_map = str.maketrans(_upper + _lower, _upper[13:] + _upper[:13] + _lower[13:] + _lower[:13])


def _turn(input, errors="strict"):
    return str.translate(input, rot13_map), len(input)


_families.binary(globals(), "rot-13", _turn, _turn, str)


def rot13(infile, outfile):
    outfile.write(infile.read().translate(rot13_map))
