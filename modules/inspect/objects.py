import builtins
import collections.abc
import enum
import functools
import sys
import types
from abc import ABCMeta as _ABCMeta
from annotationlib import Format, ForwardRef
from annotationlib import get_annotations  # for others, too
from collections import namedtuple

__all__ = [
    "AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "ArgInfo", "Arguments", "Attribute",
    "BlockFinder", "BoundArguments", "BufferFlags", "CORO_CLOSED", "CORO_CREATED", "CORO_RUNNING",
    "CORO_SUSPENDED", "CO_ASYNC_GENERATOR", "CO_COROUTINE", "CO_GENERATOR", "CO_ITERABLE_COROUTINE",
    "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED", "CO_VARARGS", "CO_VARKEYWORDS",
    "CO_HAS_DOCSTRING", "CO_METHOD", "ClassFoundException", "ClosureVars", "EndOfBlock", "FrameInfo",
    "FullArgSpec", "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature",
    "TPFLAGS_IS_ABSTRACT", "Traceback", "classify_class_attrs", "cleandoc", "currentframe", "findsource",
    "formatannotation", "formatannotationrelativeto", "formatargvalues", "get_annotations", "getabsfile",
    "getargs", "getargvalues", "getasyncgenlocals", "getasyncgenstate", "getattr_static", "getblock",
    "getcallargs", "getclasstree", "getclosurevars", "getcomments", "getcoroutinelocals", "getcoroutinestate",
    "getdoc", "getfile", "getframeinfo", "getfullargspec", "getgeneratorlocals", "getgeneratorstate",
    "getinnerframes", "getlineno", "getmembers", "getmembers_static", "getmodule", "getmodulename", "getmro",
    "getouterframes", "getsource", "getsourcefile", "getsourcelines", "indentsize", "isabstract", "isasyncgen",
    "isasyncgenfunction", "isawaitable", "isbuiltin", "isclass", "iscode", "iscoroutine", "iscoroutinefunction",
    "isdatadescriptor", "isframe", "isfunction", "isgenerator", "isgeneratorfunction", "isgetsetdescriptor",
    "ismemberdescriptor", "ismethod", "ismethoddescriptor", "ismethodwrapper", "ismodule", "ispackage",
    "isroutine", "istraceback", "markcoroutinefunction", "signature", "stack", "trace", "unwrap", "walktree",
]

CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_NOFREE = 0x40
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200
CO_HAS_DOCSTRING = 0x4000000
CO_METHOD = 0x8000000

TPFLAGS_IS_ABSTRACT = 1 << 20

_absent = object()


# What an object is

def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is a bound method written in Python."""
    return isinstance(object, types.MethodType)


def ispackage(object):
    """Return true if the object is a package: a module with a __path__."""
    return ismodule(object) and hasattr(object, "__path__")


def isfunction(object):
    """Return true if the object is a function written in Python."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Return true if the object is a method wrapper, such as object().__str__."""
    return isinstance(object, types.MethodWrapperType)


def istraceback(object):
    """Return true if the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Return true if the object is a frame."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, types.CodeType)


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Return true if the object is a coroutine."""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Return true if the object can stand after await."""
    return (iscoroutine(object)
            or isgenerator(object) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, collections.abc.Awaitable))


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor: a slot, or a field of a built-in type."""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor: a computed attribute of a built-in type."""
    return isinstance(object, types.GetSetDescriptorType)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor, such as int.__add__.

    It has __get__, but neither __set__ nor __delete__, and is none of what ismethod(),
    isclass() and isfunction() are about.
    """
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor: it has __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object))


def _unwrap_partials(f):
    # The function behind partial methods, bound methods and partial objects.
    while True:
        of_method = getattr(f, "__partialmethod__", None)
        if isinstance(of_method, functools.partialmethod):
            f = of_method.func
        elif isinstance(f, functools.partialmethod):
            f = getattr(f, "func")
        else:
            break
    while ismethod(f):
        f = f.__func__
    while isinstance(f, functools.partial):
        f = f.func
    return f


def _has_code_flag(f, flag):
    f = _unwrap_partials(f)
    return (isfunction(f) or _is_functionlike(f)) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Return true if the object is a generator function."""
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


_coroutine_mark = object()


def markcoroutinefunction(func):
    """Mark a function as one that returns coroutines, although it is not an async def."""
    func = getattr(func, "__func__", func)
    func._is_coroutine_marker = _coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function: an async def, or marked as such."""
    if _has_code_flag(obj, CO_COROUTINE):
        return True
    while ismethod(obj):
        obj = obj.__func__
    while isinstance(obj, functools.partial):
        obj = obj.func
    return getattr(obj, "_is_coroutine_marker", None) is _coroutine_mark


def isabstract(object):
    """Return true if the object is an abstract base class."""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not issubclass(type(object), _ABCMeta) or hasattr(object, "__abstractmethods__"):
        return False
    # In __init_subclass__ the class does not know its abstract methods yet.
    for value in object.__dict__.values():
        if getattr(value, "__isabstractmethod__", False):
            return True
    return any(getattr(getattr(object, name, None), "__isabstractmethod__", False)
               for base in object.__bases__ for name in getattr(base, "__abstractmethods__", ()))


# Members

def getmembers(object, predicate=None):
    """Return the members of an object, as (name, value) pairs sorted by name.

    With a predicate, only those whose value satisfies it.
    """
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Return the members of an object as getmembers() does, without running descriptors or __getattr__."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    names = dir(object)
    mro = ()
    if isclass(object):
        mro = getmro(object)
        # dir() does not list what only instances show.
        names += [name for base in object.__bases__ for name, value in base.__dict__.items()
                  if isinstance(value, types.DynamicClassAttribute)]
    found = []
    seen = set()
    for name in names:
        value = _absent
        if name not in seen:
            try:
                value = getter(object, name)
            except AttributeError:
                pass
        if value is _absent:
            # A second time, or only in the dict of a class.
            home = next((base for base in mro if name in base.__dict__), None)
            if home is None:
                continue
            value = home.__dict__[name]
        if not predicate or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Return an Attribute for each name in dir(cls): name, kind, the class that defines it, and the object.

    The kind is 'class method', 'static method', 'property', 'method' or 'data'.
    """
    mro = getmro(cls)
    meta = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    classes = (cls,) + mro
    names = dir(cls)
    for base in mro:
        names += [name for name, value in base.__dict__.items()
                  if isinstance(value, types.DynamicClassAttribute) and value.fget is not None]
    found = []
    seen = set()
    for name in names:
        home = value = stored = None
        if name not in seen and name != "__dict__":
            try:
                value = getattr(cls, name)
            except Exception:
                pass
            else:
                home = _home_of(cls, name, value, classes, meta)
        for base in classes + meta:
            if name in base.__dict__:
                stored = base.__dict__[name]
                if home not in meta:
                    home = base
                break
        if home is None:
            continue  # from a __dir__ that promises what is not there
        shown = stored
        if isinstance(stored, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(stored, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(stored, property):
            kind = "property"
        else:
            shown = stored if value is None else value
            kind = "method" if isroutine(shown) else "data"
        found.append(Attribute(name, kind, home, shown))
        seen.add(name)
    return found


def _home_of(cls, name, value, classes, meta):
    home = getattr(value, "__objclass__", None)
    if home in classes:
        return home
    home = None
    for c in classes:
        if getattr(c, name, None) is value:
            home = c
    for c in meta:
        try:
            if c.__getattr__(cls, name) is value:
                home = c
        except AttributeError:
            pass
    return home


def getmro(cls):
    """Return a tuple of the class and its bases, in the order in which methods are looked up."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Return what a chain of __wrapped__ attributes ends in.

    stop is a function that ends the search by returning true for an object of the chain.
    """
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


# Attributes without running code

_static_mro = type.__dict__["__mro__"].__get__
_static_dict = type.__dict__["__dict__"].__get__


def _own_dict_attribute(cls):
    # What a class statement or a base put in the place of __dict__, if it is not the usual descriptor.
    for c in _static_mro(cls):
        found = _static_dict(c).get("__dict__", _absent)
        if found is not _absent and not (type(found) is types.GetSetDescriptorType
                                         and found.__name__ == "__dict__" and found.__objclass__ is c):
            return found
    return _absent


def _static_in_class(cls, name):
    for c in _static_mro(cls):
        if _own_dict_attribute(type(c)) is _absent and name in c.__dict__:
            return c.__dict__[name]
    return _absent


def getattr_static(obj, attr, default=_absent):
    """Return an attribute as it is stored, without running descriptors, __getattr__ or __getattribute__.

    What is made at run time is not found, and a descriptor may be returned instead of
    what it would give.
    """
    in_instance = _absent
    kind = type(obj)
    if type in _static_mro(kind):
        cls = obj
    else:
        cls = kind
        own = _own_dict_attribute(kind)
        if own is _absent or type(own) is types.MemberDescriptorType:
            try:
                in_instance = dict.get(object.__getattribute__(obj, "__dict__"), attr, _absent)
            except AttributeError:
                pass
    in_class = _static_in_class(cls, attr)
    if in_instance is not _absent and in_class is not _absent:
        found = type(in_class)
        if _static_in_class(found, "__get__") is not _absent and (
                _static_in_class(found, "__set__") is not _absent
                or _static_in_class(found, "__delete__") is not _absent):
            return in_class
    if in_instance is not _absent:
        return in_instance
    if in_class is not _absent:
        return in_class
    if cls is obj:
        for c in _static_mro(type(cls)):
            if _own_dict_attribute(type(c)) is _absent and attr in c.__dict__:
                return c.__dict__[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


# Documentation

def getdoc(object):
    """Return the documentation of an object, its own or inherited, with the indentation removed by cleandoc()."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _inherited_doc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _class_of(function):
    # The class in whose body a function was defined, by its qualified name.
    found = sys.modules.get(function.__module__)
    if found is None:
        return None
    for name in function.__qualname__.split(".")[:-1]:
        found = getattr(found, name)
    return found if isclass(found) else None


def _inherited_doc(obj):
    if isclass(obj):
        return _first_doc(base for base in obj.__mro__ if base is not object)
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        if not (isclass(owner) and getattr(getattr(owner, name, None), "__func__") is obj.__func__):
            owner = owner.__class__
    elif isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        if not (isclass(owner) and f"{owner.__qualname__}.{name}" == obj.__qualname__):
            owner = owner.__class__
    elif isfunction(obj) or isinstance(obj, property):
        name, owner = obj.__name__, _class_of(obj if isfunction(obj) else obj.fget)
        if owner is None or getattr(owner, name) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name, owner = obj.__name__, obj.__objclass__
        if getattr(owner, name) is not obj:
            return None
        slots = getattr(owner, "__slots__", None)
        if ismemberdescriptor(obj) and isinstance(slots, dict) and name in slots:
            return slots[name]
    else:
        return None
    return _first_doc(getattr(base, name) for base in owner.__mro__ if hasattr(base, name))


def _first_doc(objects):
    for o in objects:
        doc = getattr(o, "__doc__", None)
        if doc is not None:
            return doc
    return None


def cleandoc(doc):
    """Remove the indentation of a docstring, and empty lines at its begin and end.

    The indentation is what all lines but the first have in common. Tabs become spaces.
    """
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), default=None)
    lines[0] = lines[0].lstrip(" ")
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    start = 0
    while start < len(lines) and not lines[start]:
        start += 1
    return "\n".join(lines[start:])


# Trees of classes

def walktree(classes, children, parent):
    """What getclasstree() calls for each level."""
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    found = []
    for c in classes:
        found.append((c, c.__bases__))
        if c in children:
            found.append(walktree(children[c], children, c))
    return found


def getclasstree(classes, unique=False):
    """Arrange classes as a hierarchy of nested lists.

    A list behind a pair (class, bases) holds the classes derived from it. With unique,
    a class appears once, else once for each of its bases.
    """
    children = {}
    roots = []
    for c in classes:
        for parent in c.__bases__:
            below = children.setdefault(parent, [])
            if c not in below:
                below.append(c)
            if unique and parent in classes:
                break
        if not c.__bases__ and c not in roots:
            roots.append(c)
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


class BufferFlags(enum.IntFlag):
    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200


