import itertools
from _weakref import ref, ReferenceType
from _collections_abc import MutableMapping, MutableSet

__all__ = ["ref", "proxy", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakSet",
           "WeakMethod", "WeakValueDictionary", "finalize"]


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
        self = ref.__new__(cls, obj, None if callback is None else lambda _: callback(self))
        self._func_ref = ref(func)
        self._meth_type = type(meth)
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
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        r = self.__eq__(other)
        return r if r is NotImplemented else not r

    __hash__ = ref.__hash__


def _strong(p):
    o = object.__getattribute__(p, "_ref")()
    if o is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return o


def _plain(x):
    return _strong(x) if isinstance(x, ProxyType) else x


class ProxyType:
    # The operators are added below.

    __slots__ = ("_ref", "__weakref__")

    def __getattribute__(self, name):
        return getattr(_strong(self), name)

    def __setattr__(self, name, value):
        setattr(_strong(self), name, value)

    def __delattr__(self, name):
        delattr(_strong(self), name)

    def __repr__(self):
        o = object.__getattribute__(self, "_ref")()
        return f"<weakproxy at {id(self):#x} to {type(o).__name__} at {id(o):#x}>"

    __hash__ = None


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _strong(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _add_operators():
    import operator

    def forward(f):
        return lambda self, *args: f(_strong(self), *[_plain(a) for a in args])

    def swap(f):
        return lambda self, other: f(_plain(other), _strong(self))

    plain = {"str": str, "bytes": bytes, "bool": bool, "int": int, "float": float, "len": len, "iter": iter,
             "next": next, "reversed": reversed, "divmod": divmod, "pow": pow}
    for name in ("eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert", "index", "getitem", "setitem",
                 "delitem", "contains", "iadd", "isub", "imul", "imatmul", "itruediv", "ifloordiv", "imod", "ipow",
                 "ilshift", "irshift", "iand", "ixor", "ior"):
        plain[name] = getattr(operator, name)
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and", "xor", "or"):
        f = getattr(operator, name + "_" if name in ("and", "or") else name)
        plain[name] = f
        setattr(ProxyType, f"__r{name}__", swap(f))
    for name, f in (("divmod", divmod), ("pow", pow)):
        setattr(ProxyType, f"__r{name}__", swap(f))
    for name, f in plain.items():
        setattr(ProxyType, f"__{name}__", forward(f))


_add_operators()
del _add_operators


def proxy(object, callback=None, /):
    """Create a proxy object that weakly references 'object'.

    'callback', if given, is called with a reference to the
    proxy when 'object' is about to be finalized.
    """
    p = _new(CallableProxyType if callable(object) else ProxyType)
    me = ref(p)
    _set(p, "_ref", ref(object, None if callback is None else lambda _: callback(me())))
    return p


_new, _set = object.__new__, object.__setattr__


class _Dict(MutableMapping):
    # Entries of dead objects are left out when read and dropped when written.

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

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
        return type(self)(self.items())

    __copy__ = copy

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def popitem(self):
        """Remove and return the last entry that is alive."""
        items = list(self.items())
        if not items:
            raise KeyError("popitem(): dictionary is empty")
        del self[items[-1][0]]
        return items[-1]

    def __or__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        c = self.copy()
        c.update(other)
        return c

    def __ior__(self, other):
        self.update(other)
        return self

    def update(self, other=(), /, **kw):
        """Add the entries of a mapping or of an iterable of pairs."""
        for k, v in (other.items() if hasattr(other, "items") else other):
            self[k] = v
        for k, v in kw.items():
            self[k] = v

    def clear(self):
        """Remove all entries."""
        self.data.clear()

    def _drop(self, key, r):
        if self.data.get(key) is r:
            del self.data[key]


class WeakValueDictionary(_Dict):
    """Mapping class that references values weakly.

    Entries in the dictionary will be discarded when no strong
    reference to the value exists anymore
    """

    def __getitem__(self, key):
        o = self.data[key]()
        if o is None:
            raise KeyError(key)
        return o

    def __setitem__(self, key, value):
        me = ref(self)

        def gone(r):
            d = me()
            if d is not None:
                d._drop(key, r)

        self.data[key] = ref(value, gone)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        r = self.data.get(key)
        return r is not None and r() is not None

    def items(self):
        """Iterate over the entries that are alive."""
        for k, r in list(self.data.items()):
            v = r()
            if v is not None:
                yield k, v

    def valuerefs(self):
        """Return a list of weak references to the values."""
        return list(self.data.values())

    itervaluerefs = valuerefs


class WeakKeyDictionary(_Dict):
    """ Mapping class that references keys weakly.

    Entries in the dictionary will be discarded when there is no
    longer a strong reference to the key.
    """

    def _ref(self, key):
        me = ref(self)

        def gone(r):
            d = me()
            if d is not None:
                d.data.pop(r, None)

        return ref(key, gone)

    def __getitem__(self, key):
        try:
            return self.data[ref(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self.data[self._ref(key)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        """Iterate over the entries that are alive."""
        for r, v in list(self.data.items()):
            k = r()
            if k is not None:
                yield k, v

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

    def update(self, other):
        for x in other:
            self.add(x)

    def copy(self):
        return self.__class__(self)

    def union(self, other):
        return self.__class__(x for s in (self, other) for x in s)

    def __repr__(self):
        return repr(self.data)

    __hash__ = None


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
