

# Generic classes: the methods of Generic, which is Go, call these.

@_tp_cache
def _generic_class_getitem(cls, args):
    """Return cls with arguments: Generic[T] in a list of bases, C[int] of a generic class."""
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple(map(_type_convert, args))
    if cls is Generic or cls is Protocol:
        if not args:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if not all(map(_is_typevar_like, args)):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables '
                            'or parameter specification variables.')
        if len(set(args)) != len(args):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, args)
    try:
        params = cls.__parameters__
    except AttributeError as e:
        init = getattr(cls, '__init_subclass__', None)
        if init is not None and init != Generic.__init_subclass__:
            e.add_note(f'Note: this exception may have been caused by {init.__qualname__!r} (or the '
                       "'__init_subclass__' method on a superclass) not calling 'super().__init_subclass__()'")
        raise
    for param in params:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(cls, args)
    _check_number(cls, params, len(args))
    flat = []
    for param, arg in zip(params, args):
        if isinstance(param, TypeVarTuple):
            flat.extend(arg)
        else:
            flat.append(arg)
    return _GenericAlias(cls, tuple(flat))


def _check_number(cls, params, given):
    wanted = len(params)
    if not wanted:
        raise TypeError(f'{cls} is not a generic class')
    if given == wanted:
        return
    expected = wanted
    if given < wanted:
        # Those with a default come last.
        if params[given].has_default():
            return
        wanted -= sum(p.has_default() for p in params)
        expected = f'at least {wanted}'
    raise TypeError(f'Too {_wrong_number(given, wanted)} arguments for {cls}; actual {given}, expected {expected}')


def _generic_init_subclass(cls, *args, **kwargs):
    """Find the type parameters of a new class in its bases."""
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    bases = cls.__dict__.get('__orig_bases__')
    if bases is None:
        plain = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
    else:
        plain = Generic in bases
    if plain:
        raise TypeError('Cannot inherit from plain Generic')
    if bases is None:
        cls.__parameters__ = ()
        return
    found, declared = _collect_type_parameters(bases), None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if declared is not None:
                raise TypeError('Cannot inherit from Generic[...] multiple times.')
            declared = base.__parameters__
    if declared is not None:
        lacking = ', '.join(str(p) for p in found if p not in declared)
        if lacking:
            raise TypeError(f'Some type variables ({lacking}) are not listed in '
                            f'Generic[{", ".join(map(str, declared))}]')
        found = declared
    cls.__parameters__ = found


# Protocols.

# Names that are no members of a protocol.
EXCLUDED_ATTRIBUTES = frozenset((
    '__abstractmethods__', '__annotate__', '__annotate_func__', '__annotations__', '__annotations_cache__',
    '__class_getitem__', '__dict__', '__doc__', '__firstlineno__', '__init__', '__match_args__', '__module__',
    '__new__', '__non_callable_proto_members__', '__orig_bases__', '__orig_class__', '__parameters__',
    '__protocol_attrs__', '__slots__', '__static_attributes__', '__subclasshook__', '__type_params__',
    '__weakref__', '_MutableMapping__marker', '_is_protocol', '_is_runtime_protocol',
))

# Classes that count as protocols though they are none, by module.
_PROTO_ALLOWLIST = {
    'collections.abc': [
        'AsyncIterable', 'AsyncIterator', 'Awaitable', 'Buffer', 'Callable', 'Collection', 'Container', 'Hashable',
        'Iterable', 'Iterator', 'Reversible', 'Sized',
    ],
    'contextlib': ['AbstractAsyncContextManager', 'AbstractContextManager'],
    'io': ['Reader', 'Writer'],
    'os': ['PathLike'],
}

_abc_instancecheck = ABCMeta.__instancecheck__
_abc_subclasscheck = ABCMeta.__subclasscheck__


def _annotated_names(cls):
    try:
        return cls.__annotations__
    except Exception:  # names in it are not defined
        return _annotationlib.get_annotations(cls, format=_annotationlib.Format.FORWARDREF)


def _get_protocol_attrs(cls):
    """Return the names of a protocol's members: those in the bodies of its classes and in their annotations."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            names.update(base.__dict__, _annotated_names(base))
    return {n for n in names if n not in EXCLUDED_ATTRIBUTES and not n.startswith('_abc_')}


def _caller(depth=1, default='__main__'):
    # The name of the module that called the function depth levels up.
    return sys._getframemodulename(depth + 1) or default


def _allow_reckless_class_checks(depth=2):
    # abc and functools check classes against whatever is in an MRO.
    return _caller(depth) in ('abc', 'functools')


def _no_init_or_replace_init(self, *args, **kwargs):
    # The __init__ of protocols, which classes below them inherit before the one that
    # they mean: the first call puts that in its place.
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    cls.__init__ = next((init for init in (base.__dict__.get('__init__') for base in cls.__mro__)
                         if init is not None and init is not _no_init_or_replace_init), object.__init__)
    cls.__init__(self, *args, **kwargs)


def _check_is_class(arg):
    if not isinstance(arg, type):
        raise TypeError('issubclass() arg 1 must be a class')


_NOT_RUNTIME = 'Instance and class checks can only be used with @runtime_checkable protocols'


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        # Protocol is not there yet while it is made.
        if bases != (Generic,) and Protocol in bases:
            for base in bases:
                if not (base is object or base is Generic
                        or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
                        or issubclass(base, Generic) and getattr(base, '_is_protocol', False)):
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _allow_reckless_class_checks():
            if not getattr(cls, '_is_runtime_protocol', False):
                _check_is_class(other)
                raise TypeError(_NOT_RUNTIME)
            if cls.__non_callable_proto_members__ and cls.__dict__.get('__subclasshook__') is _proto_hook:
                _check_is_class(other)
                raise TypeError("Protocols with non-method members don't support issubclass(). Non-method members: "
                                f"{', '.join(map(repr, sorted(cls.__non_callable_proto_members__)))}.")
        return _abc_subclasscheck(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return _abc_instancecheck(cls, instance)
        if not getattr(cls, '_is_runtime_protocol', False) and not _allow_reckless_class_checks():
            raise TypeError(_NOT_RUNTIME)
        if _abc_instancecheck(cls, instance):
            return True
        # Attributes that methods gave the instance.
        return _has_members(instance, cls.__protocol_attrs__, getattr(cls, '__non_callable_proto_members__', ()))


@classmethod
def _proto_hook(cls, other):
    """Be __subclasshook__ of protocols: other has all members in its classes."""
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    below = issubclass(other, Generic) and getattr(other, '_is_protocol', False)
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if below and name in _annotated_names(base):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that say which members other classes are to have.

    With @runtime_checkable isinstance() looks whether an object has the members.
    Protocols may be generic, class P[T](Protocol).
    """

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Decorator of a protocol that isinstance() and issubclass() may be asked about.

    They look whether the members are there, not at their types.
    """
    if not issubclass(cls, Generic) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = others = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as e:
            raise TypeError(f'Failed to determine whether protocol member {name!r} is a method member') from e
        if not is_method:
            others.add(name)
    return cls


def is_protocol(tp, /):
    """Return True if tp is a protocol.

    >>> class P(Protocol): ...
    >>> is_protocol(P), is_protocol(int)
    (True, False)
    """
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp != Protocol


def get_protocol_members(tp, /):
    """Return the frozenset of the names of a protocol's members; TypeError if tp is no protocol."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)
