import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

from _typing import (
    _cached, _idfunc, _has_members, Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType,
    TypeVar, TypeVarTuple, Union,
)

__all__ = [
    'AbstractSet', 'Annotated', 'Any', 'AnyStr', 'AsyncContextManager', 'AsyncGenerator', 'AsyncIterable',
    'AsyncIterator', 'Awaitable', 'BinaryIO', 'ByteString', 'Callable', 'ChainMap', 'ClassVar', 'Collection',
    'Concatenate', 'Container', 'ContextManager', 'Coroutine', 'Counter', 'DefaultDict', 'Deque', 'Dict', 'Final',
    'ForwardRef', 'FrozenSet', 'Generator', 'Generic', 'Hashable', 'IO', 'ItemsView', 'Iterable', 'Iterator',
    'KeysView', 'List', 'Literal', 'LiteralString', 'Mapping', 'MappingView', 'Match', 'MutableMapping',
    'MutableSequence', 'MutableSet', 'NamedTuple', 'Never', 'NewType', 'NoDefault', 'NoReturn', 'NotRequired',
    'Optional', 'OrderedDict', 'ParamSpec', 'ParamSpecArgs', 'ParamSpecKwargs', 'Pattern', 'Protocol', 'ReadOnly',
    'Required', 'Reversible', 'Self', 'Sequence', 'Set', 'Sized', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex',
    'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'TYPE_CHECKING', 'Text', 'TextIO', 'Tuple',
    'Type', 'TypeAlias', 'TypeAliasType', 'TypeGuard', 'TypeIs', 'TypeVar', 'TypeVarTuple', 'TypedDict', 'Union',
    'Unpack', 'ValuesView', 'assert_never', 'assert_type', 'cast', 'clear_overloads', 'dataclass_transform',
    'evaluate_forward_ref', 'final', 'get_args', 'get_origin', 'get_overloads', 'get_protocol_members',
    'get_type_hints', 'is_protocol', 'is_typeddict', 'no_type_check', 'no_type_check_decorator', 'overload',
    'override', 'reveal_type', 'runtime_checkable',
]

TYPE_CHECKING = False
Text = str

# The functions that empty the caches of subscripts.
_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    # Remember the results of func, for arguments that are hashable.
    if func is None:
        return lambda f: _tp_cache(f, typed=typed)
    cached = _cached(func, typed)
    _cleanups.append(cached.cache_clear)
    return cached


class _LazyModule:
    # A module that is imported when an attribute of it is first asked for.

    def __init__(self, name):
        self.__name = name

    def __getattr__(self, attr):
        __import__(self.__name)
        value = getattr(sys.modules[self.__name], attr)
        setattr(self, attr, value)
        return value


_annotationlib = _LazyModule('annotationlib')
_warnings = _LazyModule('warnings')


class _Sentinel:
    __slots__ = ()

    def __repr__(self):
        return '<sentinel>'


_sentinel = _Sentinel()


# Arguments of types.

def _is_dunder(name):
    return name.startswith('__') and name.endswith('__')


def _is_forward_ref(arg):
    # No forward reference was made if nothing has loaded the class.
    lib = sys.modules.get('annotationlib')
    return lib is not None and isinstance(arg, lib.ForwardRef)


def _make_forward_ref(code, *, parent_fwdref=None, **kwargs):
    if parent_fwdref is not None:
        for key, value in ('module', parent_fwdref.__forward_module__), ('owner', parent_fwdref.__owner__):
            if value is not None:
                kwargs[key] = value
    ref = _annotationlib.ForwardRef(code, **kwargs)
    ref.__forward_code__  # a mistake in it shows now
    return ref


def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    """Return type(None) for None, a forward reference for a string, arg otherwise."""
    if arg is None:
        return types.NoneType
    if isinstance(arg, str):
        return _make_forward_ref(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    """Return arg, converted, if it may stand where a type is expected; msg begins the error.

    ClassVar and Final may with allow_special_forms; Final[...] also where is_argument is false.
    """
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms, owner=owner)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (origin is Generic or origin is Protocol
                or not allow_special_forms and (origin is ClassVar or is_argument and origin is Final)):
            raise TypeError(f'{arg} is not valid as type argument')
    elif isinstance(arg, _SpecialForm):
        if not (arg in _STANDALONE or allow_special_forms and (arg is ClassVar or arg is Final)):
            raise TypeError(f'Plain {arg} is not valid as type argument')
    elif arg is Generic or arg is Protocol:
        raise TypeError(f'Plain {arg} is not valid as type argument')
    elif type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _type_repr(obj):
    """Show an argument as annotations are written."""
    if isinstance(obj, tuple):  # what a ParamSpec stands for
        return '[' + ', '.join(map(_type_repr, obj)) + ']'
    if isinstance(obj, (type, types.FunctionType, types.BuiltinFunctionType)):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    return '...' if obj is ... else repr(obj)


def _is_unpacked_typevartuple(x):
    return not isinstance(x, type) and getattr(x, '__typing_is_unpacked_typevartuple__', False) is True


def _is_typevar_like(x):
    return isinstance(x, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(x)


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _is_callable_class(origin):
    # collections.abc.Callable, which nobody has if its module was not imported.
    lib = sys.modules.get('_collections_abc')
    return lib is not None and origin is lib.Callable


def _should_unflatten_callable_args(typ, args):
    """Report whether args of a Callable are parameter types and a result in one row."""
    return _is_callable_class(typ.__origin__) and not (len(args) == 2 and _is_param_expr(args[0]))


def _unflattened(args):
    return list(args[:-1]), args[-1]


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """Return the type parameters in args, in the order in which they first appear."""
    found = {}
    default_seen = tuple_seen = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            for x in arg:
                found.update(dict.fromkeys(_collect_type_parameters((x,))))
        elif hasattr(arg, '__typing_subst__'):
            if enforce_default_ordering and arg not in found:
                if arg.has_default():
                    if tuple_seen:
                        raise TypeError('Type parameter with a default follows TypeVarTuple')
                    default_seen = True
                elif default_seen:
                    raise TypeError(f'Type parameter {arg!r} without a default'
                                    ' follows type parameter with a default')
            found[arg] = None
        else:
            if _is_unpacked_typevartuple(arg):
                tuple_seen = True
            found.update(dict.fromkeys(getattr(arg, '__parameters__', ())))
    return tuple(found)


def _unpack_args(*args):
    # Replace *tuple[A, B] among args by A, B.
    out = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner is None or inner and inner[-1] is ...:
            out.append(arg)
        else:
            out.extend(inner)
    return out


def _wrong_number(given, wanted):
    return 'many' if given > wanted else 'few'


# What the type variables call, which are Go.

def _typevar_subst(self, arg):
    arg = _type_check(arg, 'Parameters to generic types must be types.')
    if (isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack
            or isinstance(arg, GenericAlias) and getattr(arg, '__unpacked__', False)):
        raise TypeError(f'{arg} is not valid as type argument')
    return arg


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple([_type_check(a, 'Expected a type.') for a in arg])
    if not _is_param_expr(arg):
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
    return arg


def _paramspec_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    if at == len(args) and self.has_default():
        args = (*args, self.__default__)
    if at >= len(args):
        raise TypeError(f'Too few arguments for {alias}')
    if len(params) == 1 and not _is_param_expr(args[0]):
        return (args,)  # X[int, str] for X[[int, str]]
    if isinstance(args[at], list):
        args = (*args[:at], tuple(args[at]), *args[at + 1:])
    return args


def _typevartuple_prepare_subst(self, alias, args):
    """Return args with those that self stands for gathered in a tuple.

    Parameters before it take arguments from the left and those behind it from the
    right. *tuple[X, ...] among args gives as many X as either side lacks.
    """
    params = alias.__parameters__
    before = params.index(self)
    after = len(params) - before - 1
    if any(isinstance(p, TypeVarTuple) for p in params[before + 1:]):
        raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
    n = len(args)
    filler_at = filler = None
    for i, arg in enumerate(args):
        if isinstance(arg, type):
            continue
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner and len(inner) == 2 and inner[1] is ...:
            if filler_at is not None:
                raise TypeError('More than one unpacked arbitrary-length tuple argument')
            filler_at, filler = i, inner[0]
    left, right = before, after
    if filler_at is not None:
        left, right = min(left, filler_at), min(right, n - filler_at - 1)
    elif left + right > n:
        raise TypeError(f'Too few arguments for {alias}; actual {n}, expected at least {left + right}')
    if left == n - right and self.has_default():
        middle = _unpack_args(self.__default__)
    else:
        middle = args[left:n - right]
    return (*args[:left], *[filler] * (before - left), middle, *[filler] * (after - right), *args[n - right:])


# Parametrised types.

class _Final:
    # Base of what cannot be subclassed, but by classes that say _root=True.
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _NotIterable:
    # Base of what is not iterable, isinstance(x, Iterable) included.
    __slots__ = ()
    __iter__ = None


_ALIAS_ATTRIBUTES = frozenset(('_name', '_inst', '_nparams', '_defaults'))


class _BaseGenericAlias(_Final, _root=True):
    """Stands for the class origin. inst says that calling it makes an instance; name is
    its name in this module, if it has one. Other attributes are those of origin."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        origin = self.__origin__
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {origin.__name__}() instead')
        made = origin(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # it takes no attributes, or not this one
        return made

    def __mro_entries__(self, bases):
        """Return the origin, and Generic unless a base behind this one brings it."""
        own = () if self.__origin__ in bases else (self.__origin__,)
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias):
                return own
            entries = (base,)
            if not isinstance(base, type):
                entries = base.__mro_entries__(bases) if hasattr(base, '__mro_entries__') else ()
            if isinstance(entries, tuple) and any(isinstance(e, type) and issubclass(e, Generic) for e in entries):
                return own
        return (*own, Generic)

    def __getattr__(self, attr):
        if attr == '__name__' or attr == '__qualname__':
            return self._name or self.__origin__.__name__
        # Special names are not the origin's: copy, pickle and others ask for many.
        if not _is_dunder(attr) and '__origin__' in self.__dict__:
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if attr in _ALIAS_ATTRIBUTES or _is_dunder(attr):
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list({*super().__dir__(), *(a for a in dir(self.__origin__) if not _is_dunder(a))})

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A type with its arguments, such as List[int] or C[str] for a generic class C.

    __origin__ is the class or special form, __args__ are the arguments and
    __parameters__ the type parameters in them, for which subscription substitutes.
    """

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_type_parameters(
            args, enforce_default_ordering=origin is Generic or origin is Protocol)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ is Generic or self.__origin__ is Protocol:
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        params = self.__parameters__
        if not params:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(*map(_type_convert, args))
        for param in params:
            prepare = getattr(param, '__typing_prepare_subst__', None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(params):
            raise TypeError(f'Too {_wrong_number(len(args), len(params))} arguments for {self};'
                            f' actual {len(args)}, expected {len(params)}')
        return self.copy_with(tuple(self.__substitute(self.__args__, dict(zip(params, args)))))

    def __substitute(self, args, given):
        out = []
        for arg in args:
            if isinstance(arg, type):
                out.append(arg)
                continue
            new = _substituted(arg, given)
            if isinstance(new, tuple) and _is_callable_class(self.__origin__) or _is_unpacked_typevartuple(arg):
                out.extend(new)
            elif isinstance(arg, tuple):
                out.append(tuple(self.__substitute(arg, given)))
            else:
                out.append(new)
        return out

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        return f'{name}[{", ".join(map(_type_repr, self.__args__)) or "()"}]'

    def __reduce__(self):
        import operator
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (getattr(sys.modules[__name__], self._name) if self._name else self.__origin__, args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if origin is Generic and (Protocol in bases or any(
                isinstance(b, _BaseGenericAlias) and b is not self for b in bases[bases.index(self) + 1:])):
            return ()
        return (origin,)

    def __iter__(self):
        yield Unpack[self]


def _substituted(arg, given):
    # arg with its type parameters replaced by what given has for them.
    subst = getattr(arg, '__typing_subst__', None)
    if subst:
        return subst(given[arg])
    params = getattr(arg, '__parameters__', ())
    if not params:
        return arg
    args = []
    for p in params:
        if isinstance(p, TypeVarTuple):
            args.extend(given[p])
        else:
            args.append(given[p])
    return arg[tuple(args)]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A deprecated alias of a class, such as List; nparams is the number of its type
    parameters, the last of which may have defaults."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        where = '' if origin.__module__ == 'builtins' else origin.__module__ + '.'
        self.__doc__ = f'Deprecated alias to {where}{origin.__qualname__}.'

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_type_check(p, 'Parameters to generic types must be types.') for p in params])
        wanted, least = self._nparams, self._nparams - len(self._defaults)
        if least <= len(params) < wanted:
            params += self._defaults[len(params) - wanted:]
        if len(params) != wanted:
            if not wanted:
                raise TypeError(f'{self} is not a generic class')
            expected = f'at least {least}' if self._defaults else wanted
            raise TypeError(f'Too {_wrong_number(len(params), wanted)} arguments for {self};'
                            f' actual {len(params)}, expected {expected}')
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        elif isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    def __init__(self, origin, nparams, *, removal_version, inst=True, name=None):
        super().__init__(origin, nparams, inst=inst, name=name)
        object.__setattr__(self, '_removal_version', removal_version)

    def __instancecheck__(self, inst):
        _warnings._deprecated(f'{self.__module__}.{self._name}', remove=self._removal_version)
        return super().__instancecheck__(inst)


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = 'Tuple[t, ...]: t must be a type.'
            return self.copy_with((*[_type_check(p, msg) for p in params[:-1]], ...))
        msg = 'Tuple[t0, t1, ...]: each t must be a type.'
        return self.copy_with(tuple([_type_check(p, msg) for p in params]))


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        return self.__of(tuple(args) if isinstance(args, list) else args, result)

    @_tp_cache
    def __of(self, args, result):
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*map(_type_convert, args), result))


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f'typing.Callable[[{", ".join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = _unflattened(args)
        return operator.getitem, (getattr(sys.modules[__name__], 'Callable'), args)


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *front, last = params
        if isinstance(last, (list, tuple)):
            return (*front, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*front, *last.__args__)
        return super().copy_with(params)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    # Literal[1] and Literal[True] are different, the order is not part of it.

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_with_types(self.__args__)) == set(_with_types(other.__args__))

    def __hash__(self):
        return hash(frozenset(_with_types(self.__args__)))


def _with_types(args):
    return [(a, type(a)) for a in args]


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f'typing.Unpack[{_type_repr(self.__args__[0])}]'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if not isinstance(arg, (_GenericAlias, GenericAlias)):
            return None
        if arg.__origin__ is not tuple:
            raise TypeError('Unpack[...] must be used with a tuple type')
        return arg.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    """A type with metadata: Annotated[origin, *metadata]."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        new, = params
        return _AnnotatedAlias(new, self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _UnionAliasMeta(type):
    def __instancecheck__(self, inst):
        _warnings._deprecated('_UnionGenericAlias', remove=(3, 17))
        return isinstance(inst, Union)

    def __subclasscheck__(self, cls):
        _warnings._deprecated('_UnionGenericAlias', remove=(3, 17))
        return issubclass(cls, Union)

    def __eq__(self, other):
        _warnings._deprecated('_UnionGenericAlias', remove=(3, 17))
        return True if other is _UnionGenericAlias or other is Union else NotImplemented

    def __hash__(self):
        return hash(Union)


class _UnionGenericAlias(metaclass=_UnionAliasMeta):
    """The former class of unions, for programs that know it."""

    def __new__(cls, self_cls, parameters, /, *, name=None):
        _warnings._deprecated('_UnionGenericAlias', remove=(3, 17))
        return Union[parameters]
