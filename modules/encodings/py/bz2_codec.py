"""The conversion bz2, of bytes to bytes."""

import bz2
import codecs
from encodings import _families


def bz2_encode(input, errors="strict"):
    assert errors == "strict"
    return bz2.compress(input), len(input)


def bz2_decode(input, errors="strict"):
    assert errors == "strict"
    return bz2.decompress(input), len(input)


_families.binary(globals(), "bz2", bz2_encode, bz2_decode)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        output = self.compressobj.compress(input)
        return output + self.compressobj.flush() if final else output

    def reset(self):
        self.compressobj = bz2.BZ2Compressor()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        try:
            return self.decompressobj.decompress(input)
        except EOFError:
            return b""

    def reset(self):
        self.decompressobj = bz2.BZ2Decompressor()
