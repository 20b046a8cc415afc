"""Makers of the contents of encodings' modules, for families of encodings that
differ in their functions only."""

import codecs
import sys


def _finish(namespace, name, *classes, text=None):
    module = namespace["__name__"]
    for cls in classes:
        cls.__module__ = module
        cls.__qualname__ = cls.__name__
        namespace[cls.__name__] = cls
    namespace["codecs"] = codecs

    def getregentry():
        if "encode" in namespace:
            encode, decode = namespace["encode"], namespace["decode"]
        else:
            codec = namespace["Codec"]()
            encode, decode = codec.encode, codec.decode
        return codecs.CodecInfo(
            name=name, encode=encode, decode=decode,
            incrementalencoder=namespace["IncrementalEncoder"],
            incrementaldecoder=namespace["IncrementalDecoder"],
            streamreader=namespace["StreamReader"], streamwriter=namespace["StreamWriter"],
            _is_text_encoding=text)

    getregentry.__module__ = module
    namespace["getregentry"] = getregentry


def _stateless(encode_function, decode_function):
    """The classes of an encoding without state."""

    class Codec(codecs.Codec):
        def encode(self, input, errors="strict"):
            return encode_function(input, errors)

        def decode(self, input, errors="strict"):
            return decode_function(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode_function(input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decode_function(input, self.errors)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        pass

    return Codec, IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader


def bytewise(namespace, name, encode_function, decode_function):
    """An encoding by itself of each character."""
    _finish(namespace, name, *_stateless(encode_function, decode_function))


def charmap(namespace):
    """An encoding of one byte a character by a table."""
    from _encodings import charmap
    name, decoding_table = charmap(namespace["__name__"].rpartition(".")[2])
    encoding_table = codecs.charmap_build(decoding_table)
    namespace["decoding_table"] = decoding_table
    namespace["encoding_table"] = encoding_table

    def encode(input, errors):
        return codecs.charmap_encode(input, errors, encoding_table)

    def decode(input, errors):
        return codecs.charmap_decode(input, errors, decoding_table)

    _finish(namespace, name, *_stateless(encode, decode))


def unicode(namespace, name, encode_function, decode_function):
    """An encoding whose decoder keeps what is incomplete."""

    def decode(input, errors="strict"):
        return decode_function(input, errors, True)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode_function(input, self.errors)[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        _buffer_decode = staticmethod(decode_function)

    class StreamWriter(codecs.StreamWriter):
        encode = staticmethod(encode_function)

    class StreamReader(codecs.StreamReader):
        decode = staticmethod(decode_function)

    decode.__module__ = namespace["__name__"]
    namespace["encode"] = encode_function
    namespace["decode"] = decode
    _finish(namespace, name, IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader)


def escape(namespace, name, encode_function, decode_function):
    """An encoding by escapes."""

    class Codec(codecs.Codec):
        encode = staticmethod(encode_function)
        decode = staticmethod(decode_function)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode_function(input, self.errors)[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return decode_function(input, errors, final)

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        def decode(self, input, errors="strict"):
            return decode_function(input, errors, False)

    _finish(namespace, name, Codec, IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader)


def wide(namespace, name, encode_function, ex_decode, encoders, decoders):
    """UTF-16 and UTF-32 with a byte order mark. encoders and decoders are the
    functions of little and of big endian."""
    big = sys.byteorder == "big"
    unit = 2 if "16" in name else 4

    def decode(input, errors="strict"):
        return ex_decode(input, errors, 0, True)[:2]

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                result = encode_function(input, self.errors)[0]
                self.encoder = encoders[big]
                return result
            return self.encoder(input, self.errors)[0]

        def reset(self):
            super().reset()
            self.encoder = None

        def getstate(self):
            return 2 if self.encoder is None else 0

        def setstate(self, state):
            self.encoder = None if state else encoders[big]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is not None:
                return self.decoder(input, self.errors, final)
            output, used, order = ex_decode(input, errors, 0, final)
            if order:
                self.decoder = decoders[order > 0]
            elif used >= unit:
                raise UnicodeDecodeError(name, input, 0, unit, "Stream does not start with BOM")
            return output, used

        def reset(self):
            super().reset()
            self.decoder = None

        # The int of the state: 0 is the machine's order, 1 the other, 2 not yet known.
        def getstate(self):
            buffer = super().getstate()[0]
            if self.decoder is None:
                return (buffer, 2)
            return (buffer, int(self.decoder is not decoders[big]))

        def setstate(self, state):
            super().setstate(state)
            order = state[1]
            self.decoder = decoders[big != order] if order in (0, 1) else None

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors="strict"):
            super().__init__(stream, errors)
            self.encoder = None

        def reset(self):
            super().reset()
            self.encoder = None

        def encode(self, input, errors="strict"):
            if self.encoder is None:
                result = encode_function(input, errors)
                self.encoder = encoders[big]
                return result
            return self.encoder(input, errors)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            super().reset()
            self.__dict__.pop("decode", None)

        def decode(self, input, errors="strict"):
            output, used, order = ex_decode(input, errors, 0, False)
            if order:
                self.decode = decoders[order > 0]
            elif used >= unit:
                raise UnicodeDecodeError(name, input, 0, unit, "Stream does not start with BOM")
            return output, used

    decode.__module__ = namespace["__name__"]
    namespace["encode"] = encode_function
    namespace["decode"] = decode
    _finish(namespace, name, IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader)


def binary(namespace, name, encode_function, decode_function, charbuffertype=bytes):
    """A conversion that is no encoding of text: of bytes to bytes, or str to str."""
    classes = _stateless(encode_function, decode_function)
    for cls in classes[3:]:
        cls.charbuffertype = charbuffertype
    _finish(namespace, name, *classes, text=False)
