import _io
import abc

GenericAlias = type(list[int])


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


for _base, _classes in (
    (RawIOBase, (FileIO,)),
    (BufferedIOBase, (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair)),
    (TextIOBase, (StringIO, TextIOWrapper)),
):
    for _class in _classes:
        _base.register(_class)
del _base, _classes, _class


def _has_method(cls, name):
    for c in cls.__mro__:
        if name in c.__dict__:
            return c.__dict__[name] is not None or NotImplemented
    return NotImplemented


class Reader(metaclass=abc.ABCMeta):
    "Protocol for simple I/O reader instances.\n\nThis protocol only supports blocking I/O."

    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        "Read data from the input stream and return it.\n\nIf *size* is specified, at most *size* items (bytes/characters) will be\nread."

    @classmethod
    def __subclasshook__(cls, C):
        return _has_method(C, "read") if cls is Reader else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class Writer(metaclass=abc.ABCMeta):
    "Protocol for simple I/O writer instances.\n\nThis protocol only supports blocking I/O."

    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        "Write *data* to the output stream and return the number of items written."

    @classmethod
    def __subclasshook__(cls, C):
        return _has_method(C, "write") if cls is Writer else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


__all__ += ["Reader", "Writer"]
