import sys
from abc import update_abstractmethods as _update_abstractmethods
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType
import types as _types

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()

# What an annotation declares.
_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_no_metadata = MappingProxyType({})
_untyped = object()  # the type of a field that make_dataclass() has no type for


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        kind = self.type
        return f"dataclasses.InitVar[{kind.__name__ if isinstance(kind, type) else repr(kind)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = self.type = self._field_type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _no_metadata if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self.doc = doc

    def __repr__(self):
        if not _repr_enter(self):
            return "..."
        try:
            return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                    f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                    f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                    f"kw_only={self.kw_only!r},doc={self.doc!r},_field_type={self._field_type})")
        finally:
            _repr_leave(self)

    def __set_name__(self, owner, name):
        # The default value will be the class attribute: it has a right to know its name.
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only",
                 "slots", "weakref_slot")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING, doc=None):
    """Describe a field of a dataclass, beyond its annotation.

    default is its default value, default_factory a function without arguments that
    makes one; only one of them may be given. init, repr, hash and compare say whether
    the field takes part in these methods. metadata is a mapping for other people's
    use, kw_only makes the parameter of __init__ keyword-only, and doc is a docstring
    for the field.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


# Annotations

def _annotations(cls):
    try:
        return _class_annotations(cls)
    except Exception:
        import annotationlib
        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)


_class_annotations = type.__dict__["__annotations__"].__get__


def _names(text, cls, module, home, accepts):
    # Whether the text of an annotation begins with the name of something that accepts
    # knows. It is not evaluated: either the name itself is imported in the module of
    # cls, or what is before the dot is the module that has it.
    import re
    match = re.match(r"(?:\s*(\w+)\s*\.)?\s*(\w+)", text)
    if not match:
        return False
    prefix, name = match.groups()
    scope = sys.modules.get(cls.__module__)
    if not prefix:
        scope = scope.__dict__
    elif scope and scope.__dict__.get(prefix) is module:
        scope = sys.modules[home].__dict__
    else:
        return False
    return bool(accepts(scope.get(name)))


def _declares(annotation, cls, module, home, accepts):
    return accepts(annotation) or isinstance(annotation, str) and _names(annotation, cls, module, home, accepts)


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _kind(annotation, cls):
    typing = sys.modules.get("typing")
    if typing:
        def is_classvar(annotation):
            return annotation is typing.ClassVar or typing.get_origin(annotation) is typing.ClassVar
        if _declares(annotation, cls, typing, "typing", is_classvar):
            return _FIELD_CLASSVAR
    if _declares(annotation, cls, sys.modules[__name__], __name__, _is_initvar):
        return _FIELD_INITVAR
    return _FIELD


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING  # a slot of that name
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = kind = _kind(annotation, cls)
    if kind is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if kind is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if kind is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


# The text of methods

class _Methods:
    """Methods of a class in the making: their source, and the objects it refers to."""

    def __init__(self):
        self.source = []
        self.names = []
        self.objects = {}
        self.on_conflict = {}
        self.replacing = set()
        self.annotated = {}

    def add(self, name, parameters, *lines):
        self.names.append(name)
        self.source.append(f" def {name}({', '.join(parameters)}):")
        self.source += lines

    def install(self, cls, globals):
        if not self.names:
            return
        namespace = {}
        exec("\n".join([f"def __create_fn__({', '.join(self.objects)}):", *self.source,
                        f" return {', '.join(self.names)},"]), globals, namespace)
        for name, function in zip(self.names, namespace["__create_fn__"](**self.objects)):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name in self.annotated:
                function.__annotate__ = _annotate_function(cls, name, *self.annotated[name])
            if name in self.replacing:
                setattr(cls, name, function)
            elif name not in cls.__dict__:
                setattr(cls, name, function)
            elif name in self.on_conflict:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{self.on_conflict[name]}")


def _annotate_function(__class__, method, names, return_type):
    # The class is a cell of that name, so that it is put right when slots make a new class.
    def __annotate__(format, /):
        import annotationlib
        Format = annotationlib.Format
        if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
            raise NotImplementedError(format)
        known = {}
        for base in reversed(__class__.__mro__):
            known.update(annotationlib.get_annotations(base, format=format))
        found = {name: known[name] for name in names if name in known}
        found["return"] = annotationlib.type_repr(return_type) if format == Format.STRING else return_type
        return found
    __annotate__.__generated_by_dataclasses__ = True
    __annotate__.__qualname__ = f"{__class__.__qualname__}.{method}.__annotate__"
    return __annotate__


def _init_parameter(f):
    if f.default is not MISSING:
        return f"{f.name}=__dataclass_dflt_{f.name}__"
    if f.default_factory is not MISSING:
        return f"{f.name}=__dataclass_HAS_DEFAULT_FACTORY__"
    return f.name


def _init_value(f, objects, slots):
    default = f"__dataclass_dflt_{f.name}__"
    if f.default_factory is not MISSING:
        objects[default] = f.default_factory
        if f.init:
            return f"{default}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}"
        return f"{default}()"
    if f.init:
        if f.default is not MISSING:
            objects[default] = f.default
        return f.name
    if slots and f.default is not MISSING:
        objects[default] = f.default
        return default
    return None  # the default is in the class


def _add_init(methods, cls, fields, positional, keyword_only, frozen, slots, names):
    with_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            with_default = f
        elif with_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {with_default.name!r}")
    self = "__dataclass_self__" if "self" in names else "self"
    objects = methods.objects
    objects["__dataclass_HAS_DEFAULT_FACTORY__"] = _HAS_DEFAULT_FACTORY
    objects["__dataclass_builtins_object__"] = object
    lines = []
    for f in fields:
        value = _init_value(f, objects, slots)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            lines.append(f"  __dataclass_builtins_object__.__setattr__({self}, {f.name!r}, {value})")
        else:
            lines.append(f"  {self}.{f.name} = {value}")
    if hasattr(cls, "__post_init__"):
        arguments = ", ".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        lines.append(f"  {self}.__post_init__({arguments})")
    parameters = [self, *(_init_parameter(f) for f in positional)]
    if keyword_only:
        parameters += ["*", *(_init_parameter(f) for f in keyword_only)]
    methods.add("__init__", parameters, *lines or ["  pass"])
    methods.annotated["__init__"] = [f.name for f in fields if f.init], None


def _add_repr(methods, fields):
    methods.objects["__dataclass_repr_enter__"] = _repr_enter
    methods.objects["__dataclass_repr_leave__"] = _repr_leave
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields)
    methods.add("__repr__", ["self"],
                "  if not __dataclass_repr_enter__(self):",
                "   return '...'",
                "  try:",
                f'   return f"{{self.__class__.__qualname__}}({shown})"',
                "  finally:",
                "   __dataclass_repr_leave__(self)")


def _add_eq(methods, fields):
    equal = " and ".join(f"self.{f.name} == other.{f.name}" for f in fields) or "True"
    methods.add("__eq__", ["self", "other"],
                "  if self is other:",
                "   return True",
                "  if other.__class__ is self.__class__:",
                f"   return {equal}",
                "  return NotImplemented")


def _values(owner, fields):
    return "(" + "".join(f"{owner}.{f.name}, " for f in fields) + ")"


def _add_order(methods, fields):
    for name, operator in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
        methods.add(name, ["self", "other"],
                    "  if other.__class__ is self.__class__:",
                    f"   return {_values('self', fields)} {operator} {_values('other', fields)}",
                    "  return NotImplemented")
        methods.on_conflict[name] = " Consider using functools.total_ordering"


def _add_frozen(methods, cls, fields):
    methods.objects["__class__"] = cls
    methods.objects["FrozenInstanceError"] = FrozenInstanceError
    refused = "type(self) is __class__"
    if fields:
        refused += f" or name in {{{', '.join(repr(f.name) for f in fields)}}}"
    for name, value, verb in ("__setattr__", ["value"], "assign to"), ("__delattr__", [], "delete"):
        methods.add(name, ["self", "name", *value],
                    f"  if {refused}:",
                    f'   raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
                    f"  super(__class__, self).{name}({', '.join(['name', *value])})")
        methods.on_conflict[name] = ""


def _add_hash(methods, cls, fields, unsafe_hash, eq, frozen, explicit):
    if unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not eq or explicit:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    hashed = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    methods.add("__hash__", ["self"], f"  return hash({_values('self', hashed)})")
    methods.replacing.add("__hash__")


# The class

def _inherited(cls):
    fields = {}
    bases = []
    for base in cls.__mro__[-1:0:-1]:
        found = getattr(base, _FIELDS, None)
        if found is not None:
            fields.update((f.name, f) for f in found.values())
            bases.append(getattr(base, _PARAMS).frozen)
    return fields, bases


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    module = sys.modules.get(cls.__module__)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                                           slots, weakref_slot))
    fields, frozen_bases = _inherited(cls)
    annotations = _annotations(cls)
    this = sys.modules[__name__]
    own = []
    kw_only_seen = False
    for name, annotation in annotations.items():
        if not _declares(annotation, cls, this, __name__, _is_kw_only):
            own.append(_get_field(cls, name, annotation, kw_only))
            continue
        if kw_only_seen:
            raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
        kw_only_seen = kw_only = True
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if frozen_bases:
        if not frozen and any(frozen_bases):
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not all(frozen_bases):
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    namespace = cls.__dict__
    explicit_hash = "__hash__" in namespace and not (namespace["__hash__"] is None and "__eq__" in namespace)
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    methods = _Methods()
    everything = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    stored = [f for f in everything if f._field_type is _FIELD]
    positional = [f for f in everything if f.init and not f.kw_only]
    keyword_only = [f for f in everything if f.init and f.kw_only]
    if init:
        _add_init(methods, cls, everything, positional, keyword_only, frozen, slots, fields)
    if "__replace__" not in namespace:
        cls.__replace__ = _replace
    if repr:
        _add_repr(methods, [f for f in stored if f.repr])
    compared = [f for f in stored if f.compare]
    if eq:
        _add_eq(methods, compared)
    if order:
        _add_order(methods, compared)
    if frozen:
        _add_frozen(methods, cls, stored)
    _add_hash(methods, cls, stored, unsafe_hash, eq, frozen, explicit_hash)
    methods.install(cls, module.__dict__ if module else {})

    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(cls, positional, keyword_only)
    if match_args and "__match_args__" not in namespace:
        cls.__match_args__ = tuple(f.name for f in positional)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, fields)
    _update_abstractmethods(cls)
    return cls


def _signature(cls, positional, keyword_only):
    # The usual case without importing inspect: calling the class calls the __init__
    # made here.
    init = cls.__dict__.get("__init__")
    if (type(cls) is type and cls.__new__ is object.__new__ and "__signature__" not in cls.__dict__
            and hasattr(getattr(init, "__annotate__", None), "__generated_by_dataclasses__")):
        parts = [_parameter(f) for f in positional]
        if keyword_only:
            parts += ["*", *(_parameter(f) for f in keyword_only)]
        return f"({', '.join(parts)})"
    import annotationlib, inspect
    try:
        signature = inspect.signature(cls, annotation_format=annotationlib.Format.FORWARDREF)
        return str(signature).replace(" -> None", "")
    except (TypeError, ValueError):
        return ""


def _parameter(f):
    kind = f.type
    if getattr(kind, "__module__", None) == "typing":
        import re
        text = re.sub(r"(?<![\w.])typing\.", "", repr(kind))
    elif isinstance(kind, type) and not isinstance(kind, GenericAlias):
        text = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    elif type(kind).__name__ == "ForwardRef":
        text = kind.__forward_arg__
    else:
        text = repr(kind)
    if f.default is not MISSING:
        text += f" = {f.default!r}"
    elif f.default_factory is not MISSING:
        text += " = <factory>"
    return f"{f.name}: {text}"


# Slots

def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        if getattr(cls, "__weakrefoffset__", -1) != 0:
            yield "__weakref__"
        if getattr(cls, "__dictoffset__", -1) != 0:
            yield "__dict__"
    elif isinstance(slots, str):
        yield slots
    elif hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from slots


def _move_class_cell(function, old, new):
    if function is None or "__class__" not in (names := function.__code__.co_freevars):
        return False
    cell = function.__closure__[names.index("__class__")]
    try:
        if cell.cell_contents is not old:
            return False
    except ValueError:
        return False
    cell.cell_contents = new
    return True


def _unwrapped(member):
    seen = set()
    while hasattr(member, "__wrapped__"):
        if id(member) in seen:
            raise ValueError(f"wrapper loop when unwrapping {member!r}")
        seen.add(id(member))
        member = member.__wrapped__
    return member


def _with_slots(cls, frozen, weakref_slot, declared):
    # A class cannot get slots once it exists: another one with the same body takes its place.
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    body = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    docs = {}
    for name in names + ["__weakref__"] * bool(weakref_slot):
        if name not in inherited:
            docs[name] = getattr(declared.get(name), "doc", None)
    body["__slots__"] = docs if any(doc is not None for doc in docs.values()) else tuple(docs)
    for name in names:
        body.pop(name, None)
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    new = type(cls)(cls.__name__, cls.__bases__, body)
    new.__qualname__ = cls.__qualname__
    if frozen:
        # The state of slots is restored by setattr, which a frozen class refuses.
        if "__getstate__" not in body:
            new.__getstate__ = _dataclass_getstate
        if "__setstate__" not in body:
            new.__setstate__ = _dataclass_setstate
    for member in new.__dict__.values():
        member = _unwrapped(member)
        functions = ()
        if isinstance(member, FunctionType):
            functions = member,
        elif isinstance(member, property):
            functions = member.fget, member.fset, member.fdel
        if any(_move_class_cell(function, cls, new) for function in functions
               if function is None or hasattr(function, "__code__")):
            break
    # Annotations may have named the class: it is the new one that they see now.
    own = _annotations(new)
    for f in getattr(new, _FIELDS).values():
        if f.name in own:
            f.type = own[f.name]
    annotate = getattr(new.__init__, "__annotate__", None)
    if getattr(annotate, "__generated_by_dataclasses__", False):
        _move_class_cell(annotate, cls, new)
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Give a class the methods that follow from its annotated fields.

    init, repr, eq and order say which of __init__, __repr__, __eq__ and the other
    comparisons are made, unsafe_hash that there be a __hash__ in any case. Instances
    of a frozen class refuse assignments. match_args makes __match_args__, kw_only all
    parameters keyword-only; with slots the result is a new class with __slots__, with
    weakref_slot one that has weak references.
    """
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                              weakref_slot)
    return wrap if cls is None else wrap(cls)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None, decorator=dataclass):
    """Make a dataclass of a list of fields: each a name, (name, type) or (name, type, field).

    bases and namespace are as those of type(), module is the __module__ of the class,
    and the other arguments are those of dataclass().
    """
    import keyword
    types = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, _untyped
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[name] = item[0], item[1], item[2]
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in types:
            raise TypeError(f"Field name duplicated: {name!r}")
        types[name] = kind

    in_the_making = True

    def __annotate__(format):
        import annotationlib
        Format = annotationlib.Format

        def untyped():
            # Making the class must not import typing.
            if format == Format.STRING:
                return "typing.Any"
            if format == Format.FORWARDREF:
                typing = sys.modules.get("typing")
                return typing.Any if typing else annotationlib.ForwardRef("Any", module="typing")
            if format != Format.VALUE or in_the_making:
                raise NotImplementedError
            from typing import Any
            return Any
        found = {name: untyped() if kind is _untyped else kind for name, kind in types.items()}
        return annotationlib.annotations_to_string(found) if format == Format.STRING else found

    def fill(body):
        body.update(namespace or {})
        body.update(defaults)

    cls = _types.new_class(cls_name, bases, {}, fill)
    cls.__annotate__ = __annotate__
    if module is None:
        module = sys._getframemodulename(1) or "__main__"
    cls.__module__ = module
    cls = decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                    match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    in_the_making = False
    return cls


# Instances

def fields(class_or_instance):
    """Return a tuple of the fields of a dataclass, or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    """Return True if obj is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_atomic = frozenset({
    _types.NoneType, bool, int, float, str, complex, bytes, _types.EllipsisType, _types.NotImplementedType,
    _types.CodeType, _types.BuiltinFunctionType, FunctionType, type, range, property})


def asdict(obj, *, dict_factory=dict):
    """Return the fields of a dataclass instance as a dict, made by dict_factory of the pairs.

    Dataclass instances, lists, tuples and dicts among the values are converted as
    well; other values are copied with copy.deepcopy().
    """
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict(obj, dict_factory)


def _asdict(obj, factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, _FIELDS):
        if factory is dict:
            return {f.name: _asdict(getattr(obj, f.name), dict) for f in fields(obj)}
        return factory([(f.name, _asdict(getattr(obj, f.name), factory)) for f in fields(obj)])
    return _converted(obj, kind, _asdict, factory)


def astuple(obj, *, tuple_factory=tuple):
    """Return the fields of a dataclass instance as a tuple, made by tuple_factory of the values.

    Dataclass instances, lists, tuples and dicts among the values are converted as
    well; other values are copied with copy.deepcopy().
    """
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple(obj, tuple_factory)


def _astuple(obj, factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, _FIELDS):
        return factory([_astuple(getattr(obj, f.name), factory) for f in fields(obj)])
    return _converted(obj, kind, _astuple, factory)


def _converted(obj, kind, convert, factory):
    if kind is list:
        return [convert(value, factory) for value in obj]
    if kind is dict:
        return {convert(key, factory): convert(value, factory) for key, value in obj.items()}
    if issubclass(kind, tuple):
        values = [convert(value, factory) for value in obj]
        return kind(*values) if hasattr(obj, "_fields") else kind(values)
    if issubclass(kind, list):
        return kind([convert(value, factory) for value in obj])
    if issubclass(kind, dict):
        if not hasattr(kind, "default_factory"):
            return kind((convert(key, factory), convert(value, factory)) for key, value in obj.items())
        made = kind(obj.default_factory)
        for key, value in obj.items():
            made[convert(key, factory)] = convert(value, factory)
        return made
    import copy
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    """Return a new object as obj, with other values for the fields named."""
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        name = f.name
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if name in changes:
                raise TypeError(f"field {name} is declared with init=False, it cannot be specified with replace()")
        elif name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {name!r} must be specified with replace()")
            changes[name] = getattr(self, name)
    return self.__class__(**changes)
