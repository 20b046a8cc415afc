import _multiprocessing
from . import context

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

_names = {
    'c': 'c_char', 'u': 'c_wchar', 'b': 'c_byte', 'B': 'c_ubyte', '?': 'c_bool',
    'h': 'c_short', 'H': 'c_ushort', 'i': 'c_int', 'I': 'c_uint', 'l': 'c_long',
    'L': 'c_ulong', 'q': 'c_long', 'Q': 'c_ulong', 'f': 'c_float', 'd': 'c_double',
}


def _typecode(typecode_or_type):
    # A typecode, also that of a type of ctypes.
    code = typecode_or_type
    if isinstance(code, str):
        known = code in _names and code != '?'
    else:
        code = getattr(code, '_type_', None)
        known = isinstance(code, str) and code in _names
    if not known:
        raise TypeError('this type has no size')
    return code


class _Shared:

    def __reduce__(self):
        # While a process starts, spawn() reduces the object itself.
        context.assert_spawning(self)


class _RawValue(_Shared, _multiprocessing.RawValue):

    def __repr__(self):
        return '%s(%r)' % (_names[self.typecode], self.value)

    def __bytes__(self):
        return self.raw


class _RawArray(_Shared, _multiprocessing.Array):

    def __repr__(self):
        return '<multiprocessing.sharedctypes.%s_Array_%d object at %#x>' % (
            _names[self.typecode], len(self), id(self))

    def __bytes__(self):
        return self.raw


class _RawString(_RawArray):
    # An array of characters has its text as a whole, too.

    @property
    def value(self):
        return self.raw.split(b'\0', 1)[0]

    @value.setter
    def value(self, value):
        if not isinstance(value, bytes):
            raise TypeError('bytes expected instead of %s instance' % type(value).__name__)
        if len(value) > len(self):
            raise ValueError('byte string too long')
        self.raw = value
        if len(value) < len(self):
            self[len(value)] = b'\0'


def RawValue(typecode_or_type, *args):
    'Returns a ctypes object allocated from shared memory'
    obj = _RawValue(_typecode(typecode_or_type))
    if args:
        if len(args) > 1:
            raise TypeError('__init__ expected at most 1 argument, got %d' % len(args))
        obj.value = args[0]
    return obj


def RawArray(typecode_or_type, size_or_initializer):
    'Returns a ctypes array allocated from shared memory'
    code = _typecode(typecode_or_type)
    cls = _RawString if code == 'c' else _RawArray
    if isinstance(size_or_initializer, int):
        return cls(code, size_or_initializer)
    obj = cls(code, len(size_or_initializer))
    obj[:] = size_or_initializer
    return obj


def Value(typecode_or_type, *args, lock=True, ctx=None):
    'Return a synchronization wrapper for a Value'
    obj = RawValue(typecode_or_type, *args)
    if lock is False:
        return obj
    if lock in (True, None):
        ctx = ctx or context._default_context.get_context()
        lock = ctx.RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx=ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    'Return a synchronization wrapper for a RawArray'
    obj = RawArray(typecode_or_type, size_or_initializer)
    if lock is False:
        return obj
    if lock in (True, None):
        ctx = ctx or context._default_context.get_context()
        lock = ctx.RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx=ctx)


def copy(obj):
    if isinstance(obj, _RawValue):
        return RawValue(obj.typecode, obj.value)
    return RawArray(obj.typecode, list(obj))


def synchronized(obj, lock=None, ctx=None):
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if not lock:
        ctx = ctx or context._default_context.get_context()
        lock = ctx.RLock()
    if isinstance(obj, _RawString):
        return SynchronizedString(obj, lock)
    if isinstance(obj, _RawArray):
        return SynchronizedArray(obj, lock)
    return Synchronized(obj, lock)


SynchronizedBase = _multiprocessing.Synchronized


class _Wrapper:

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


class Synchronized(_Wrapper, _multiprocessing.SynchronizedValue):
    pass


class SynchronizedArray(_Wrapper, _multiprocessing.SynchronizedArray):

    def __getslice__(self, start, stop):
        return self[start:stop]


class SynchronizedString(SynchronizedArray):

    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value

    @property
    def raw(self):
        with self._lock:
            return self._obj.raw

    @raw.setter
    def raw(self, value):
        with self._lock:
            self._obj.raw = value
