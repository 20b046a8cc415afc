

# What few programs use is made when it is asked for.

AnyStr = TypeVar('AnyStr', bytes, str)

_alias = _SpecialGenericAlias

# Functions without arguments that make an object, by its name, and functions that
# make several and assign them.
_makers = {}


def _alias_maker(module, origin, nparams, name, kind=_SpecialGenericAlias, **how):
    def make():
        __import__(module)
        return kind(getattr(sys.modules[module], origin), nparams, name=name, **how)
    return make


def _register_aliases():
    builtin = ('List', 1), ('Set', 1), ('FrozenSet', 1), ('Dict', 2), ('Type', 1)
    for name, nparams in builtin:
        _makers[name] = _alias_maker('builtins', name.lower(), nparams, name, inst=False)
    _makers['Tuple'] = _alias_maker('builtins', 'tuple', -1, 'Tuple', _TupleType, inst=False)
    abcs = (
        'Hashable Sized',
        'Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection AbstractSet '
        'MutableSet Sequence MutableSequence MappingView KeysView ValuesView',
        'Mapping MutableMapping ItemsView',
        'Coroutine',
    )
    for nparams, names in enumerate(abcs):
        for name in names.split():
            origin = 'Set' if name == 'AbstractSet' else name
            _makers[name] = _alias_maker('collections.abc', origin, nparams, name)
    none = types.NoneType
    _makers['Generator'] = _alias_maker('collections.abc', 'Generator', 3, 'Generator', defaults=(none, none))
    _makers['AsyncGenerator'] = _alias_maker('collections.abc', 'AsyncGenerator', 2, 'AsyncGenerator', defaults=(none,))
    _makers['Callable'] = _alias_maker('collections.abc', 'Callable', 2, 'Callable', _CallableType)
    _makers['ByteString'] = _alias_maker('collections.abc', 'ByteString', 0, 'ByteString', _DeprecatedGenericAlias,
                                         removal_version=(3, 17))
    for name, origin, nparams in (('Deque', 'deque', 1), ('DefaultDict', 'defaultdict', 2),
                                  ('OrderedDict', 'OrderedDict', 2), ('Counter', 'Counter', 1),
                                  ('ChainMap', 'ChainMap', 2)):
        _makers[name] = _alias_maker('collections', origin, nparams, name)
    for name in 'Pattern', 'Match':
        _makers[name] = _alias_maker('re', name, 1, name)
    for name in 'ContextManager', 'AsyncContextManager':
        _makers[name] = _alias_maker('contextlib', 'Abstract' + name, 2, name, defaults=(bool | None,))
    for name, variance in (('T', {}), ('KT', {}), ('VT', {}), ('T_co', {'covariant': True}),
                           ('V_co', {'covariant': True}), ('VT_co', {'covariant': True}),
                           ('T_contra', {'contravariant': True}), ('CT_co', {'covariant': True, 'bound': type})):
        _makers[name] = lambda name=name, variance=variance: TypeVar(name, **variance)
    _makers['ForwardRef'] = lambda: _annotationlib.ForwardRef
    for name in 'IO', 'BinaryIO', 'TextIO':
        _makers[name] = _make_io
    for name in 'Int', 'Float', 'Complex', 'Bytes', 'Index', 'Abs', 'Round':
        _makers['Supports' + name] = _make_supports


def _old_collect_parameters():
    _warnings.warn('The private _collect_parameters function is deprecated and will be removed in a future version of '
                   'Python. Any use of private functions is discouraged and may break in the future.',
                   DeprecationWarning, stacklevel=3)
    return _collect_type_parameters


def __getattr__(name):
    if name == '_collect_parameters':
        value = _old_collect_parameters()
    else:
        if not _makers:
            _register_aliases()
        try:
            make = _makers[name]
        except KeyError:
            raise AttributeError(f'module {__name__!r} has no attribute {name!r}') from None
        value = make()
        if value is None:
            return globals()[name]
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})


def _make_supports():
    global SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex, SupportsAbs, SupportsRound

    @runtime_checkable
    class SupportsInt(Protocol):
        """What has the method __int__."""
        __slots__ = ()

        @abstractmethod
        def __int__(self) -> int: ...

    @runtime_checkable
    class SupportsFloat(Protocol):
        """What has the method __float__."""
        __slots__ = ()

        @abstractmethod
        def __float__(self) -> float: ...

    @runtime_checkable
    class SupportsComplex(Protocol):
        """What has the method __complex__."""
        __slots__ = ()

        @abstractmethod
        def __complex__(self) -> complex: ...

    @runtime_checkable
    class SupportsBytes(Protocol):
        """What has the method __bytes__."""
        __slots__ = ()

        @abstractmethod
        def __bytes__(self) -> bytes: ...

    @runtime_checkable
    class SupportsIndex(Protocol):
        """What has the method __index__."""
        __slots__ = ()

        @abstractmethod
        def __index__(self) -> int: ...

    @runtime_checkable
    class SupportsAbs[T](Protocol):
        """What has the method __abs__, with a result of type T."""
        __slots__ = ()

        @abstractmethod
        def __abs__(self) -> T: ...

    @runtime_checkable
    class SupportsRound[T](Protocol):
        """What has the method __round__, with a result of type T."""
        __slots__ = ()

        @abstractmethod
        def __round__(self, ndigits: int = 0) -> T: ...


def _make_io():
    global IO, BinaryIO, TextIO

    class IO(Generic[AnyStr]):
        """A file, with AnyStr what it is read as: bytes or str. TextIO and BinaryIO are the two."""
        __slots__ = ()

        @property
        @abstractmethod
        def mode(self) -> str: ...

        @property
        @abstractmethod
        def name(self) -> str: ...

        @abstractmethod
        def close(self) -> None: ...

        @property
        @abstractmethod
        def closed(self) -> bool: ...

        @abstractmethod
        def fileno(self) -> int: ...

        @abstractmethod
        def flush(self) -> None: ...

        @abstractmethod
        def isatty(self) -> bool: ...

        @abstractmethod
        def read(self, n: int = -1) -> AnyStr: ...

        @abstractmethod
        def readable(self) -> bool: ...

        @abstractmethod
        def readline(self, limit: int = -1) -> AnyStr: ...

        @abstractmethod
        def readlines(self, hint: int = -1) -> list[AnyStr]: ...

        @abstractmethod
        def seek(self, offset: int, whence: int = 0) -> int: ...

        @abstractmethod
        def seekable(self) -> bool: ...

        @abstractmethod
        def tell(self) -> int: ...

        @abstractmethod
        def truncate(self, size: int | None = None) -> int: ...

        @abstractmethod
        def writable(self) -> bool: ...

        @abstractmethod
        def write(self, s: AnyStr) -> int: ...

        @abstractmethod
        def writelines(self, lines: list[AnyStr]) -> None: ...

        @abstractmethod
        def __enter__(self) -> IO[AnyStr]: ...

        @abstractmethod
        def __exit__(self, type, value, traceback) -> None: ...

    class BinaryIO(IO[bytes]):
        """A file of bytes, as open() returns it in binary mode."""
        __slots__ = ()

        @abstractmethod
        def write(self, s: bytes | bytearray) -> int: ...

        @abstractmethod
        def __enter__(self) -> BinaryIO: ...

    class TextIO(IO[str]):
        """A file of text, as open() returns it in text mode."""
        __slots__ = ()

        @property
        @abstractmethod
        def buffer(self) -> BinaryIO: ...

        @property
        @abstractmethod
        def encoding(self) -> str: ...

        @property
        @abstractmethod
        def errors(self) -> str | None: ...

        @property
        @abstractmethod
        def line_buffering(self) -> bool: ...

        @property
        @abstractmethod
        def newlines(self) -> Any: ...

        @abstractmethod
        def __enter__(self) -> TextIO: ...
