

# Special forms: names that mean something to a type checker.

class _SpecialForm(_Final, _NotIterable, _root=True):
    # A name for annotations. getitem(form, parameters) makes what a subscription gives.
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, attr):
        if attr == '__name__' or attr == '__qualname__':
            return self._name
        raise AttributeError(attr)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    # One whose parameters matter with their types: 1 is not True. Its getitem takes
    # them as arguments of its own and is cached.
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._getitem(self, *parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type: a type checker accepts everything for it and lets everything be done with it."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


def _plain_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


NoReturn = _plain_form('NoReturn', 'The result of functions that never return.')
Never = _plain_form('Never', 'The type that has no values.')
Self = _plain_form('Self', 'The class that a method is called on.')
LiteralString = _plain_form('LiteralString', 'Any string that is made of literals alone.')
TypeAlias = _plain_form('TypeAlias', 'Annotation of an assignment that makes a type alias. The type statement replaces it.')

_STANDALONE = NoReturn, Never, Self, LiteralString, TypeAlias


def _wrapping_form(name, doc, text='{} accepts only single type.', **how):
    def getitem(self, parameters):
        return _GenericAlias(self, (_type_check(parameters, text.format(self), **how),))
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


ClassVar = _wrapping_form('ClassVar', 'ClassVar[T] annotates a variable of a class that is not one of its instances.',
                          allow_special_forms=True)
Final = _wrapping_form('Final', 'Final or Final[T] annotates a name that is not assigned to again or overridden.',
                       allow_special_forms=True)
TypeGuard = _wrapping_form(
    'TypeGuard', 'TypeGuard[T]: the result of a function that is true only if its argument is a T.')
TypeIs = _wrapping_form(
    'TypeIs', 'TypeIs[T]: the result of a function that is true if and only if its argument is a T.')
Required = _wrapping_form(
    'Required', 'Required[T] marks a key of a TypedDict that must be there.', 'Required accepts only a single type.')
NotRequired = _wrapping_form(
    'NotRequired', 'NotRequired[T] marks a key of a TypedDict that may be missing.',
    'NotRequired accepts only a single type.')
ReadOnly = _wrapping_form(
    'ReadOnly', 'ReadOnly[T] marks a key of a TypedDict that is not to be changed.',
    'ReadOnly accepts only a single type.')


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is X | None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), None]


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[X, P]: the parameters of P behind one of type X."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    *front, last = parameters
    if not (last is ... or isinstance(last, ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    msg = 'Concatenate[arg, ...]: each arg must be a type.'
    return _ConcatenateGenericAlias(self, (*[_type_check(p, msg) for p in front], last))


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[X] is *X: the types that a tuple type or a TypeVarTuple consists of.

    For **kwargs: Unpack[TD] the TypedDict TD gives names and types of the arguments.
    """
    return _UnpackGenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """Literal[v, ...]: one of the values."""
    values = []
    for p in parameters:
        values.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,))
    try:
        values = [v for v, _ in dict.fromkeys(_with_types(values))]
    except TypeError:
        pass  # one of them is not hashable: they stay as they are
    return _LiteralGenericAlias(self, tuple(values))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Annotated(self, *params):
    """Annotated[T, x, ...]: the type T with metadata for whoever reads the annotation."""
    if len(params) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    origin, *metadata = params
    if _is_unpacked_typevartuple(origin):
        raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
    origin = _type_check(origin, 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(metadata))
