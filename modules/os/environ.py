import os as _os
from os import _environ, fsdecode, fsencode, name, putenv, supports_bytes_environ, unsetenv
from abc import ABC, abstractmethod
from _collections_abc import Mapping, MutableMapping

GenericAlias = type(list[int])


class PathLike(ABC):
    """Abstract base class for implementing the file system path protocol."""

    __slots__ = ()

    @abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for c in subclass.__mro__:
                if '__fspath__' in c.__dict__:
                    if c.__dict__['__fspath__'] is None:
                        return NotImplemented
                    return True
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class _Environ(MutableMapping):
    """The environment as a mapping; changes go to the process too.

    _data holds it as str; environb translates."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ', '.join(f'{self.decodekey(key)!r}: {self.decodevalue(value)!r}'
                          for key, value in self._data.items())
        return f'environ({{{items}}})'

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new


def _text(value):
    if not isinstance(value, str):
        raise TypeError('str expected, not %s' % type(value).__name__)
    return value


def _upper(key):
    return _text(key).upper()


def _bytes_text(value):
    if not isinstance(value, bytes):
        raise TypeError('bytes expected, not %s' % type(value).__name__)
    return fsdecode(value)


def _same(value):
    return value


environ = _Environ(_environ(), _upper if name == 'nt' else _text, _same, _text, _same)


def reload_environ():
    data = _environ()
    environ._data.clear()
    environ._data.update(data)


if supports_bytes_environ:
    environb = _Environ(environ._data, _bytes_text, fsencode, _bytes_text, fsencode)

for _cls in (PathLike, _Environ):
    _cls.__module__ = 'os'
