import itertools
import sys
from _weakref import (_remove_dead_weakref, CallableProxyType, getweakrefcount, getweakrefs,
                      proxy, ProxyType, ref, ReferenceType)
import _collections_abc
from _collections_abc import MutableMapping, MutableSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
           "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet",
           "WeakMethod", "finalize"]


class WeakMethod(ref):
    """
    A custom `weakref.ref` subclass which simulates a weak reference to
    a bound method, working around the lifetime problem of bound methods.
    """

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def gone(_):
            self = me()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, gone)
        self._func_ref = ref(func, gone)
        self._meth_type = type(meth)
        self._alive = True
        me = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj, func = super().__call__(), self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        r = self.__eq__(other)
        return r if r is NotImplemented else not r

    __hash__ = ref.__hash__


ProxyTypes = (ProxyType, CallableProxyType)


class KeyedRef(ref):
    """A reference that knows the key of a WeakValueDictionary under which it is stored."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _Dict(MutableMapping):
    # Entries of dead objects are left out when read; their callbacks drop them.

    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        for k, _ in self.items():
            yield k

    keys = __iter__

    def values(self):
        """Iterate over the values of the entries that are alive."""
        for _, v in self.items():
            yield v

    def copy(self):
        """A shallow copy without the dead entries."""
        c = type(self)()
        for k, v in self.items():
            c[k] = v
        return c

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        c = self.__class__()
        for k, v in self.items():
            c[deepcopy(k, memo) if self._weak_values else k] = v if self._weak_values else deepcopy(v, memo)
        return c

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        """The value of key, default if it has none."""
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        """The value of key, which is set to default if it has none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        c = self.copy()
        c.update(other)
        return c

    def __ior__(self, other):
        self.update(other)
        return self

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        c = self.__class__()
        c.update(other)
        c.update(self)
        return c

    def clear(self):
        """Remove all entries."""
        self.data.clear()


_missing = object()


class WeakValueDictionary(_Dict):
    """Mapping class that references values weakly.

    Entries in the dictionary will be discarded when no strong
    reference to the value exists anymore
    """

    _weak_values = True

    def __init__(self, other=(), /, **kw):
        me = ref(self)

        def gone(r):
            d = me()
            if d is not None and d.data.get(r.key) is r:
                del d.data[r.key]

        self._gone = gone
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        o = self.data[key]()
        if o is None:
            raise KeyError(key)
        return o

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._gone, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        r = self.data.get(key)
        return r is not None and r() is not None

    def items(self):
        """Iterate over the entries that are alive."""
        for r in list(self.data.values()):
            v = r()
            if v is not None:
                yield r.key, v

    def pop(self, key, *default):
        """Remove key and return its value, default if it has none."""
        r = self.data.pop(key, None)
        o = None if r is None else r()
        if o is not None:
            return o
        if not default:
            raise KeyError(key)
        return default[0]

    def popitem(self):
        """Remove and return an entry."""
        while True:
            key, r = self.data.popitem()
            o = r()
            if o is not None:
                return key, o

    def update(self, other=None, /, **kw):
        """Add the entries of a mapping or of an iterable of pairs."""
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for k, v in other.items():
                self[k] = v
        for k, v in kw.items():
            self[k] = v

    def valuerefs(self):
        """Return a list of weak references to the values."""
        return list(self.data.values())

    def itervaluerefs(self):
        """Iterate over weak references to the values."""
        yield from list(self.data.values())


class WeakKeyDictionary(_Dict):
    """ Mapping class that references keys weakly.

    Entries in the dictionary will be discarded when there is no
    longer a strong reference to the key.
    """

    _weak_values = False

    def __init__(self, dict=None):
        me = ref(self)

        def gone(r):
            d = me()
            if d is not None:
                d.data.pop(r, None)

        self._gone = gone
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._gone)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def get(self, key, default=None):
        """The value of key, default if it has none."""
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        """The value of key, which is set to default if it has none."""
        return self.data.setdefault(ref(key, self._gone), default)

    def items(self):
        """Iterate over the entries that are alive."""
        for r, v in list(self.data.items()):
            k = r()
            if k is not None:
                yield k, v

    def pop(self, key, *default):
        """Remove key and return its value, default if it has none."""
        return self.data.pop(ref(key), *default)

    def popitem(self):
        """Remove and return an entry."""
        while True:
            r, v = self.data.popitem()
            k = r()
            if k is not None:
                return k, v

    def update(self, dict=None, /, **kw):
        """Add the entries of a mapping or of an iterable of pairs."""
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for k, v in dict.items():
                self[k] = v
        if kw:
            self.update(kw)

    def keyrefs(self):
        """Return a list of weak references to the keys."""
        return list(self.data)


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = set()
        me = ref(self)

        def gone(r):
            s = me()
            if s is not None:
                s.data.discard(r)

        self._gone = gone
        for x in data or ():
            self.add(x)

    def __iter__(self):
        for r in list(self.data):
            x = r()
            if x is not None:
                yield x

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._gone))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                r = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            x = r()
            if x is not None:
                return x

    def update(self, other):
        for x in other:
            self.add(x)

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        return self.__class__(self)

    def difference(self, other):
        c = self.copy()
        c.difference_update(other)
        return c

    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(ref(x) for x in other)
        return self

    def intersection(self, other):
        return self.__class__(x for x in other if x in self)

    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        self.data.intersection_update(ref(x) for x in other)
        return self

    def issubset(self, other):
        return self.data.issubset(ref(x) for x in other)

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(x) for x in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        c = self.copy()
        c.symmetric_difference_update(other)
        return c

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(x, self._gone) for x in other)
        return self

    def union(self, other):
        return self.__class__(x for s in (self, other) for x in s)

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __repr__(self):
        return repr(self.data)

    __hash__ = None
    __class_getitem__ = classmethod(type(list[int]))


class finalize:
    """Class for finalization of weakrefable objects

    finalize(obj, func, *args, **kwargs) returns a callable finalizer
    object which will be called when obj is garbage collected. The
    first time the finalizer is called it evaluates func(*arg, **kwargs)
    and returns the result. After this the finalizer is dead, and
    calling it just returns None.

    When the program exits any remaining finalizers for which the
    atexit attribute is true will be run in reverse order of creation.
    By default atexit is true.
    """

    __slots__ = ()

    _registry = {}
    _counter = itertools.count()
    _registered = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered:
            import atexit
            atexit.register(finalize._exit)
            finalize._registered = True
        self._registry[self] = [ref(obj, self), func, args, kwargs, True, next(self._counter)]

    def __repr__(self):
        found = self.peek()
        if found is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(found[0]).__qualname__!r} at {id(found[0]):#x}>"

    def __call__(self, _=None):
        """If alive then mark as dead and return func(*args, **kwargs);
        otherwise return None"""
        info = self._registry.pop(self, None)
        if info is not None:
            return info[1](*info[2], **info[3])

    def detach(self):
        """If alive then mark as dead and return (obj, func, args, kwargs);
        otherwise return None"""
        found = self.peek()
        if found is not None and self._registry.pop(self, None) is not None:
            return found

    def peek(self):
        """If alive then return (obj, func, args, kwargs);
        otherwise return None"""
        info = self._registry.get(self)
        obj = info and info[0]()
        if obj is not None:
            return obj, info[1], info[2], info[3]

    @property
    def alive(self):
        """Whether finalizer is alive"""
        return self in self._registry

    @property
    def atexit(self):
        """Whether finalizer should be called at exit"""
        info = self._registry.get(self)
        return bool(info) and info[4]

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info[4] = bool(value)

    @classmethod
    def _exit(cls):
        import sys
        while True:
            left = [(i[5], f) for f, i in list(cls._registry.items()) if i[4]]
            if not left:
                return
            f = max(left, key=lambda p: p[0])[1]
            try:
                f()
            except Exception:
                sys.excepthook(*sys.exc_info())
