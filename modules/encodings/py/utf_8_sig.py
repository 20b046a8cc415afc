"""The encoding utf-8-sig: UTF-8 that begins with a byte order mark, which is written,
and left out if it is read."""

import codecs


def encode(input, errors="strict"):
    return codecs.BOM_UTF8 + codecs.utf_8_encode(input, errors)[0], len(input)


def decode(input, errors="strict"):
    skip = 3 if input[:3] == codecs.BOM_UTF8 else 0
    output, used = codecs.utf_8_decode(input[skip:], errors, True)
    return output, used + skip


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.first = 1

    def encode(self, input, final=False):
        output = codecs.utf_8_encode(input, self.errors)[0]
        if self.first:
            self.first = 0
            return codecs.BOM_UTF8 + output
        return output

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return self.first

    def setstate(self, state):
        self.first = state


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.first = 1

    def _buffer_decode(self, input, errors, final):
        skip = 0
        if self.first:
            if not final and len(input) < 3 and codecs.BOM_UTF8.startswith(input):
                return "", 0
            self.first = 0
            if input[:3] == codecs.BOM_UTF8:
                skip = 3
        output, used = codecs.utf_8_decode(input[skip:], errors, final)
        return output, used + skip

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return (super().getstate()[0], self.first)

    def setstate(self, state):
        super().setstate(state)
        self.first = state[1]


class StreamWriter(codecs.StreamWriter):
    def reset(self):
        super().reset()
        self.__dict__.pop("encode", None)

    def encode(self, input, errors="strict"):
        self.encode = codecs.utf_8_encode
        return encode(input, errors)


class StreamReader(codecs.StreamReader):
    def reset(self):
        super().reset()
        self.__dict__.pop("decode", None)

    def decode(self, input, errors="strict"):
        if len(input) < 3 and codecs.BOM_UTF8.startswith(input):
            return "", 0
        self.decode = codecs.utf_8_decode
        skip = 3 if input[:3] == codecs.BOM_UTF8 else 0
        output, used = codecs.utf_8_decode(input[skip:], errors)
        return output, used + skip


def getregentry():
    return codecs.CodecInfo(
        name="utf-8-sig", encode=encode, decode=decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamreader=StreamReader, streamwriter=StreamWriter)
