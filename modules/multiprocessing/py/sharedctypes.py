from _multiprocessing import Array as _Array
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


class _RawValue:

    def __init__(self, array):
        self._array = array

    @property
    def value(self):
        return self._array[0]

    @value.setter
    def value(self, value):
        self._array[0] = value

    def __bool__(self):
        return bool(self._array[0])

    def __bytes__(self):
        return self._array.raw

    def __repr__(self):
        return '%s(%r)' % (_names[self._array.typecode], self._array[0])

    def __getstate__(self):
        context.assert_spawning(self)
        return self._array

    def __setstate__(self, state):
        self._array = state


class _RawArray:

    def __init__(self, array):
        self._array = array

    def __len__(self):
        return len(self._array)

    def __getitem__(self, i):
        return self._array[i]

    def __setitem__(self, i, value):
        self._array[i] = value

    def __iter__(self):
        return iter(self._array)

    def __bytes__(self):
        return self._array.raw

    def __repr__(self):
        return '<multiprocessing.sharedctypes.%s_Array_%d object at %#x>' % (
            _names[self._array.typecode], len(self._array), id(self))

    def __getstate__(self):
        context.assert_spawning(self)
        return self._array

    def __setstate__(self, state):
        self._array = state


class _RawString(_RawArray):
    # An array of characters has its text as a whole, too.

    @property
    def value(self):
        return self._array.raw.split(b'\0', 1)[0]

    @value.setter
    def value(self, value):
        if not isinstance(value, bytes):
            raise TypeError('bytes expected instead of %s instance' % type(value).__name__)
        if len(value) > len(self._array):
            raise ValueError('byte string too long')
        self._array.raw = value
        if len(value) < len(self._array):
            self._array[len(value)] = b'\0'

    @property
    def raw(self):
        return self._array.raw

    @raw.setter
    def raw(self, value):
        self._array.raw = value


def RawValue(typecode_or_type, *args):
    'Returns a ctypes object allocated from shared memory'
    array = _Array(_typecode(typecode_or_type), 1)
    if args:
        if len(args) > 1:
            raise TypeError('__init__ expected at most 1 argument, got %d' % len(args))
        array[0] = args[0]
    return _RawValue(array)


def RawArray(typecode_or_type, size_or_initializer):
    'Returns a ctypes array allocated from shared memory'
    code = _typecode(typecode_or_type)
    cls = _RawString if code == 'c' else _RawArray
    if isinstance(size_or_initializer, int):
        return cls(_Array(code, size_or_initializer))
    array = _Array(code, len(size_or_initializer))
    array[:] = size_or_initializer
    return cls(array)


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
        return RawValue(obj._array.typecode, obj.value)
    return RawArray(obj._array.typecode, list(obj))


def synchronized(obj, lock=None, ctx=None):
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    ctx = ctx or context._default_context.get_context()
    if isinstance(obj, _RawString):
        return SynchronizedString(obj, lock, ctx)
    if isinstance(obj, _RawArray):
        return SynchronizedArray(obj, lock, ctx)
    return Synchronized(obj, lock, ctx)


class SynchronizedBase:

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        if not lock:
            ctx = ctx or context._default_context.get_context()
            lock = ctx.RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


class Synchronized(SynchronizedBase):

    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        with self._lock:
            return self._obj[start:stop]


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
