"""The conversion zlib, of bytes to bytes."""

import zlib
import codecs
from encodings import _families


def zlib_encode(input, errors="strict"):
    assert errors == "strict"
    return zlib.compress(input), len(input)


def zlib_decode(input, errors="strict"):
    assert errors == "strict"
    return zlib.decompress(input), len(input)


_families.binary(globals(), "zlib", zlib_encode, zlib_decode)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        output = self.compressobj.compress(input)
        return output + self.compressobj.flush() if final else output

    def reset(self):
        self.compressobj = zlib.compressobj()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        output = self.decompressobj.decompress(input)
        return output + self.decompressobj.flush() if final else output

    def reset(self):
        self.decompressobj = zlib.decompressobj()
