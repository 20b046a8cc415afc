import builtins as _builtins
import sys
from types import MappingProxyType, DynamicClassAttribute
from operator import or_ as _or_
from functools import reduce

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
           "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember",
           "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr",
           "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

Enum = Flag = EJECT = KEEP = CONFORM = STRICT = ReprEnum = None


class nonmember(object):
    """Protects item from becoming an Enum member during class creation."""

    def __init__(self, value):
        self.value = value


class member(object):
    """Forces item to become an Enum member during class creation."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return not isinstance(obj, type) and (
        hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    prefix = f"_{cls_name.lstrip('_')}__"
    return len(name) > len(prefix) and name.startswith(prefix) and not name.endswith("__")


def _is_single_bit(n):
    return n > 0 and n & (n - 1) == 0


def _bits(n):
    while n:
        low = n & -n
        yield low
        n ^= low


def show_flag_values(value):
    return list(_bits(value))


_auto_null = object()


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """This is a descriptor, used to define attributes that act differently
    when accessed through an enum member and through an enum class.
    Instance access is the same as property(), but access to an attribute
    through the enum class will instead look in the class' _member_map_ for
    a corresponding enum member.
    """

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}") from None

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class EnumDict(dict):
    """Track enum member order and ensure member names are not reused."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_",
                           "_ignore_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
                           "_add_alias_", "_add_value_alias_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                taken = set(value) & set(self._member_names)
                if taken:
                    raise ValueError(f"_ignore_ cannot specify already set names: {taken!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._resolve(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _next(self, key, a):
        if a.value is _auto_null:
            self._auto_called = True
            a.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return a.value

    def _resolve(self, key, value):
        if isinstance(value, auto):
            return self._next(key, value)
        if type(value) is tuple and any(isinstance(v, auto) for v in value):
            return tuple(self._next(key, v) if isinstance(v, auto) else v for v in value)
        return value

    @_builtins.property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, *more):
        for name in getattr(members, "keys", lambda: None)() or ():
            self[name] = members[name]
        if not hasattr(members, "keys"):
            for name, value in members:
                self[name] = value
        for m in more:
            for name, value in m.items():
                self[name] = value


_EnumDict = EnumDict


def _data_type(name, bases):
    # The type other than an enum that gives members their value, None if several.
    found = {}
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    found[base._member_type_] = None
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                found[candidate or base] = None
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
    return next(iter(found), None) or object


def _find_new(classdict, member_type, first_enum):
    new = classdict.get("__new__")
    save = first_enum is not None and new is not None
    if new is None:
        for name in ("__new_member__", "__new__"):
            for source in (member_type, first_enum):
                target = getattr(source, name, None)
                if target not in (None, None.__new__, object.__new__, Enum.__new__ if Enum else None):
                    new = target
                    break
            if new is not None:
                break
        else:
            new = object.__new__
    if isinstance(new, staticmethod):
        new = new.__func__
    return new, save, first_enum is not None and new not in (object.__new__, Enum.__new__ if Enum else None)


class EnumType(type):
    """Metaclass for Enum"""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        d = EnumDict(cls)
        first = bases[-1] if bases else None
        if first is not None and isinstance(first, EnumType):
            d._generate = first._generate_next_value_
        return d

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = list(classdict._member_names)
        for n in ["_ignore_", *classdict._ignore]:
            classdict.pop(n, None)
        bad = set(names) & {"mro", ""}
        if bad:
            raise ValueError("invalid enum member name(s) " + ",".join(repr(n) for n in bad))
        order = classdict.pop("_order_", None)
        first = bases[-1] if bases else None
        if first is not None and not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        member_type = _data_type(cls, bases) if first is not None else object
        new, save_new, use_args = _find_new(classdict, member_type, first)
        values = [(n, classdict[n]) for n in names]
        ns = {k: v for k, v in classdict.items() if k not in classdict._member_names}
        gen = ns.get("_generate_next_value_")
        if gen is not None and not isinstance(gen, staticmethod):
            ns["_generate_next_value_"] = staticmethod(gen)
        ns["_new_member_"] = new
        ns["_use_args_"] = use_args
        ns["_member_names_"] = []
        ns["_member_map_"] = {}
        ns["_value2member_map_"] = {}
        ns["_hashable_values_"] = []
        ns["_unhashable_values_"] = []
        ns["_unhashable_values_map_"] = {}
        ns["_member_type_"] = member_type
        ns["_value_repr_"] = metacls._find_data_repr_(cls, bases)
        ns["_boundary_"] = boundary or getattr(first, "_boundary_", None)
        ns["_flag_mask_"] = ns["_singles_mask_"] = ns["_all_bits_"] = 0
        ns["_inverted_"] = None
        enum_class = super().__new__(metacls, cls, bases, ns, **kwds)
        for n, value in values:
            enum_class._add_new(n, value)
        if first is not None and ReprEnum is not None and ReprEnum in bases:
            # Members look like their plain values.
            for meth in ("__format__", "__str__"):
                if meth not in ns:
                    found = getattr(member_type, meth)
                    if found is object.__str__:
                        found = member_type.__repr__
                    setattr(enum_class, meth, found)
        if Enum is not None:
            for meth in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
                if meth not in ns:
                    found = getattr(enum_class, meth)
                    if found in (getattr(member_type, meth, None), getattr(object, meth, None)) and \
                            not (ReprEnum is not None and issubclass(enum_class, ReprEnum) and meth != "__repr__" and meth != "__reduce_ex__"):
                        setattr(enum_class, meth, getattr(first, meth))
            if save_new:
                enum_class.__new_member__ = enum_class.__dict__["__new__"]
            if "__new__" in ns or save_new:
                type.__setattr__(enum_class, "__new__", Enum.__new__)
            elif "__new__" not in enum_class.__dict__:
                type.__setattr__(enum_class, "__new__", Enum.__new__)
        if Flag is not None and issubclass(enum_class, Flag):
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in ns:
                    type.__setattr__(enum_class, name, getattr(Flag, name))
            ms = [m._value_ for m in enum_class]
            if ms != sorted(ms):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            mine = [n for n in order if n in enum_class._member_map_ and n == enum_class._member_map_[n]._name_]
            if mine != enum_class._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {mine!r}")
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    def _add_new(cls, name, value):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if not cls._use_args_:
            m = cls._new_member_(cls)
        else:
            m = cls._new_member_(cls, *args)
        if not hasattr(m, "_value_"):
            if cls._member_type_ is object:
                m._value_ = value
            else:
                try:
                    m._value_ = cls._member_type_(*args)
                except Exception as e:
                    raise TypeError("_value_ not set in __new__, unable to create it") from e
        value = m._value_
        m._name_ = name
        m.__objclass__ = cls
        m.__init__(*args)
        m._sort_order_ = len(cls._member_names_)
        first = cls._find_value(value)
        if first is None:
            flag = Flag is not None and issubclass(cls, Flag)
            if not flag or isinstance(value, int) and _is_single_bit(value):
                cls._member_names_.append(name)
            if flag and isinstance(value, int):
                cls._flag_mask_ |= value
                if _is_single_bit(value):
                    cls._singles_mask_ |= value
        else:
            m = first
        cls._set_member(name, m)
        try:
            cls._value2member_map_.setdefault(value, m)
            if value not in cls._hashable_values_:
                cls._hashable_values_.append(value)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(name, []).append(value)

    def _set_member(cls, name, m):
        cls._member_map_[name] = m
        for base in cls.__mro__[1:]:
            attr = base.__dict__.get(name)
            if isinstance(attr, property):
                # name and value, say: an attribute of members that is a member of the class.
                p = property(attr.fget, attr.fset, attr.fdel, attr.__doc__)
                p.member = m
                p.__set_name__(cls, name)
                type.__setattr__(cls, name, p)
                return
        type.__setattr__(cls, name, m)

    def _find_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for m in cls._member_map_.values():
                if m._value_ == value:
                    return m

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    def __bool__(cls):
        """classes/types should always be True."""
        return True

    def __call__(cls, value, names=_auto_null, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        """Either returns an existing member, or creates a new enum class."""
        if cls._member_map_:
            if names is not _auto_null:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is _auto_null and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _auto_null else names, module=module,
                            qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for i, n in enumerate(names):
                v = cls._generate_next_value_(n, start, i, last[:])
                last.append(v)
                pairs.append((n, v))
            names = pairs
        if names is None:
            names = ()
        for item in names:
            if isinstance(item, str):
                classdict[item] = names[item]
            else:
                classdict[item[0]] = item[1]
        if module is None:
            try:
                module = sys._getframe(2).f_globals.get("__name__")
            except ValueError:
                pass
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        # Makes an enumeration of a module's constants and puts its members in their
        # place.
        namespace = sys.modules[module].__dict__
        source = namespace if source is None else source.__dict__
        members = [(n, v) for n, v in source.items() if filter(n)]
        try:
            members.sort(key=lambda m: (m[1], m[0]))
        except TypeError:
            members.sort(key=lambda m: m[0])
        if boundary is None and issubclass(cls, Flag):
            boundary = KEEP
        enumeration = cls._create_(name, members, module=module, boundary=boundary)
        if as_global:
            global_enum(enumeration)
        else:
            sys.modules[enumeration.__module__].__dict__.update(enumeration.__members__)
        enumeration.__doc__ = "An enumeration."
        namespace[name] = enumeration
        return enumeration

    def __contains__(cls, value):
        """Return True if `value` is in `cls`."""
        if isinstance(value, cls):
            return True
        try:
            return cls(value)._name_ is not None
        except (ValueError, TypeError):
            return cls._find_value(value) is not None

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        """Block attempts to reassign Enum members."""
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_}
        return sorted(names) if cls._member_type_ is object else sorted(set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        """Return the member matching `name`."""
        return cls._member_map_[name]

    def __iter__(cls):
        """Return members in definition order."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """Return the number of members (no aliases)"""
        return len(cls._member_names_)

    @_builtins.property
    def __members__(cls):
        """Returns a mapping of member name->value.

        This mapping lists all enum members, including aliases. Note that this
        is a read-only view of the internal mapping.
        """
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"

    def __reversed__(cls):
        """Return members in reverse definition order."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Create a collection of name/value pairs."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for m in cls._member_map_.values():
                if m._value_ == value:
                    return m
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        exc = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            error = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            if result is None and exc is None:
                raise error
            if exc is None:
                exc = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
            if not isinstance(exc, ValueError):
                exc.__context__ = error
            raise exc
        finally:
            exc = error = None

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        cls = type(self)
        if name in cls._member_map_:
            if cls._member_map_[name] is not self:
                raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
            return
        cls._set_member(name, self)

    def _add_value_alias_(self, value):
        cls = type(self)
        found = cls._find_value(value)
        if found is not None and found is not self:
            raise ValueError(f"{value!r} is already bound: {found!r}")
        cls._value2member_map_.setdefault(value, self)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Generate the next value when not given."""
        if not last_values:
            return start
        try:
            return sorted(last_values).pop() + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        extra = [n for c in self.__class__.mro() for n in c.__dict__ if n[0] != "_" and n not in self._member_map_]
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", *extra})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """Only changes the repr(), leaving str() and format() to the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints"""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings"""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for i, what in ((0, None), (1, "encoding"), (2, "errors")):
            if len(values) > i and not isinstance(values[i], str):
                raise TypeError(f"{what} must be a string, not {values[i]!r}" if what else f"{values[0]!r} is not a string")
        m = str.__new__(cls, str(*values))
        m._value_ = str(*values)
        return m

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Return the lower-cased version of the member name."""
        return name.lower()


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """control how out of range values are handled
    "strict" -> error is raised             [default for Flag]
    "conform" -> extra bits are discarded
    "eject" -> lose flag status
    "keep" -> keep flag status and all bits [default for IntFlag]
    """
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Support for flags"""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Generate the next value when not given."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None
        return 2 ** (high + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            m = cls._value2member_map_.get(bit)
            if m is not None:
                yield m

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Create a composite member containing all canonical members present in `value`."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, everything = cls._flag_mask_, cls._all_bits_
        neg = None
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n"
                                 f"    given {bin_(value, bits)}\n"
                                 f"  allowed {bin_(mask, bits)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP and value < 0:
                value = max(everything + 1, 2 ** value.bit_length()) + value
        if value < 0:
            neg = value
            value = (everything + 1 + value) if cls._boundary_ is KEEP else value & mask
        unknown = value & ~mask
        if cls._member_type_ is object:
            m = object.__new__(cls)
        else:
            m = cls._member_type_.__new__(cls, value)
        m._value_ = value
        names = []
        rest = 0
        for f in cls._iter_member_(value):
            names.append(f._name_)
            rest |= f._value_
        if names:
            m._name_ = "|".join(names)
            left = value & ~rest
            if left:
                m._name_ += f"|{cls._numeric_repr_(left)}"
        else:
            m._name_ = None
        m = cls._value2member_map_.setdefault(value, m)
        if neg is not None:
            cls._value2member_map_[neg] = m
        return m

    def __contains__(self, other):
        """Returns True if self has at least the same flags set as other."""
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """Returns flags in definition order."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {show(self._value_)}>"
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _flag_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        v = self._flag_value(other)
        return v if v is NotImplemented else self.__class__(self._value_ | v)

    def __and__(self, other):
        v = self._flag_value(other)
        return v if v is NotImplemented else self.__class__(self._value_ & v)

    def __xor__(self, other):
        v = self._flag_value(other)
        return v if v is NotImplemented else self.__class__(self._value_ ^ v)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


def bin_(n, bits):
    if n >= 0:
        s = format(n, "b").rjust(bits, "0")
        return f"0b0 {s}"
    s = format((1 << bits) + n, "b")
    return f"0b1 {s}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Support for integer-based Flags"""


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    dup = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
    if dup:
        raise ValueError(f"duplicate values found in {enumeration!r}: " +
                         ", ".join(f"{alias} -> {name}" for alias, name in dup))
    return enumeration


class EnumCheck(StrEnum):
    """various conditions to check an enumeration for"""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Check an enumeration for various constraints. (see EnumCheck)"""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                dup = [f"{n} -> {m.name}" for n, m in enumeration.__members__.items() if n != m.name]
                if dup:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(dup)}")
            elif check is CONTINUOUS:
                values = {m.value for m in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    wanted = [2 ** i for i in range(low.bit_length(), high.bit_length() - 1)]
                else:
                    wanted = range(low + 1, high)
                missing = [v for v in wanted if v not in values]
                if missing:
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(map(str, missing))}")
            elif check is NAMED_FLAGS:
                singles = {m.value for m in enumeration}
                bad, lost = [], 0
                for n, m in enumeration.__members__.items():
                    if m.value < 0:
                        continue
                    missing = [b for b in _bits(m.value) if b not in singles]
                    if missing:
                        bad.append(n)
                        lost |= reduce(_or_, missing)
                if bad:
                    alias = f"alias {bad[0]} is missing" if len(bad) == 1 else \
                        f"aliases {', '.join(bad[:-1])} and {bad[-1]} are missing"
                    value = f"value 0x{lost:x}" if _is_single_bit(lost) else f"combined values of 0x{lost:x}"
                    raise ValueError(f"invalid Flag {name!r}: {alias} {value} [use enum.show_flag_values(value) for details]")
        return enumeration


def global_enum_repr(self):
    return f"{self.__class__.__module__.rpartition('.')[2]}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.rpartition(".")[2]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_})"
    return "|".join(n if n[0].isdigit() else f"{module}.{n}" for n in self._name_.split("|"))


def global_str(self):
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Decorator that makes the repr() of an enum member reference its module
    instead of its class; also exports all members to the enum's module's global
    namespace.
    """
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that converts a normal class into an Enum of type etype."""
    def convert_class(cls):
        metaclass = type(etype)
        namespace = metaclass.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__static_attributes__", "__firstlineno__"):
                namespace[name] = value
        return metaclass(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert_class
