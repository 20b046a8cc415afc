

# NamedTuple, TypedDict, NewType.

def _field_types(pairs):
    return {name: _type_check(t, f'field {name} annotation must be a type') for name, t in pairs}


def _annotate_with(types):
    # An annotate function for types that are known.
    checked = _field_types(types.items())

    def annotate(format):
        if format in (_annotationlib.Format.VALUE, _annotationlib.Format.FORWARDREF):
            return checked
        if format == _annotationlib.Format.STRING:
            return _annotationlib.annotations_to_string(types)
        raise NotImplementedError(format)
    return annotate


def _new_namedtuple(name, fields, annotate, module, defaults=()):
    import collections
    made = collections.namedtuple(name, fields, defaults=defaults, module=module)
    made.__annotate__ = made.__new__.__annotate__ = annotate
    return made


# What the body of a NamedTuple class may not define, and what is not copied from it.
_prohibited = frozenset((
    '__getnewargs__', '__init__', '__new__', '__slots__', '_asdict', '_field_defaults', '_fields', '_make',
    '_replace', '_source',
))
_special = frozenset((
    '__annotate__', '__annotate_func__', '__annotations__', '__annotations_cache__', '__module__', '__name__',
))


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if '__classcell__' in ns:
            raise TypeError('uses of super() and __class__ are unsupported in methods of NamedTuple subclasses')
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        fields, annotate = _fields_of(ns)
        with_default = []
        for field in fields:
            if field in ns:
                with_default.append(field)
            elif with_default:
                raise TypeError(f'Non-default namedtuple field {field} cannot follow default field'
                                f'{"s" if len(with_default) > 1 else ""} {", ".join(with_default)}')
        made = _new_namedtuple(typename, fields, annotate, ns['__module__'], [ns[n] for n in with_default])
        made.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _special:
                if key not in made._fields:
                    setattr(made, key, value)
                _call_set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _fields_of(ns):
    # The fields that the namespace of a class body declares, and the annotate function.
    types = ns.get('__annotations__')
    if types is not None:
        return list(types), _annotate_with(types)
    original = _annotationlib.get_annotate_from_class_namespace(ns) if '__annotate_func__' in ns or '__annotate__' in ns else None
    if original is None:
        return [], lambda format: {}
    call, Format = _annotationlib.call_annotate_function, _annotationlib.Format
    types = call(original, Format.FORWARDREF)
    for t in types.values():
        _type_check(t, 'field annotation must be a type')

    def annotate(format):
        found = call(original, format)
        return found if format == Format.STRING else _field_types(found.items())
    return list(types), annotate


def _call_set_name(value, owner, key):
    try:
        set_name = type(value).__set_name__
    except AttributeError:
        return
    try:
        set_name(value, owner, key)
    except BaseException as e:
        e.add_note(f'Error calling __set_name__ on {type(value).__name__!r} instance {key!r} in {owner.__name__!r}')
        raise


def NamedTuple(typename, fields=_sentinel, /, **kwargs):
    """Typed namedtuple: class Point(NamedTuple): x: int; y: int = 0.

    NamedTuple('Point', [('x', int), ('y', int)]) makes one without a class statement.
    """
    if fields is _sentinel or fields is None:
        if fields is None and kwargs:
            raise TypeError("Cannot pass `None` as the 'fields' parameter and also specify fields using "
                            'keyword arguments')
        if kwargs:
            what = 'Creating NamedTuple classes using keyword arguments'
            message = ('{name} is deprecated and will be disallowed in Python {remove}. '
                       'Use the class-based or functional syntax instead.')
        else:
            what, message = _no_fields(fields, 'NamedTuple', f'`{typename} = NamedTuple({typename!r}, [])`', 'list')
        _warnings._deprecated(what, message, remove=(3, 15))
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    types = _field_types(fields)
    made = _new_namedtuple(typename, [name for name, _ in fields], _annotate_with(types), _caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


def _no_fields(fields, kind, example, container):
    # What is deprecated where fields were not given, and the warning.
    what = 'Failing to pass a value for' if fields is _sentinel else 'Passing `None` as'
    return f"{what} the 'fields' parameter", (
        '{name} is deprecated and will be disallowed in Python {remove}. '
        f'To create a {kind} class with 0 fields using the functional syntax, '
        f'pass an empty {container}, e.g. {example}.')


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


def _qualifiers(t):
    # Required, NotRequired and ReadOnly around a type.
    found = set()
    while True:
        origin = get_origin(t)
        if origin is Annotated:
            t = t.__origin__
        elif origin is Required or origin is NotRequired or origin is ReadOnly:
            found.add(origin)
            t, = t.__args__
        else:
            return found


_TYPED_DICT_FIELD = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        """Make a class below dict whose attributes describe the keys."""
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        own = ns.pop('__annotations__', None)
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        annotate = None
        if own is None:
            own = {}
            if '__annotate_func__' in ns or '__annotate__' in ns:
                annotate = _annotationlib.get_annotate_from_class_namespace(ns)
            if annotate is not None:
                own = _annotationlib.call_annotate_function(annotate, _annotationlib.Format.FORWARDREF, owner=made)
        checked = {n: _type_check(t, _TYPED_DICT_FIELD, owner=made, module=made.__module__) for n, t in own.items()}
        _set_keys(made, bases, checked, total)
        made.__annotate__ = _typed_dict_annotate(made, bases, annotate, own, checked)
        made.__total__ = total
        return made

    __call__ = dict  # makes a plain dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def _set_keys(made, bases, own, total):
    required, optional, readonly, mutable = set(), set(), set(), set()
    for base in bases:
        for attr, into, other in (('__required_keys__', required, optional), ('__optional_keys__', optional, required)):
            keys = base.__dict__.get(attr, ())
            into.update(keys)
            other.difference_update(keys)
        readonly.update(base.__dict__.get('__readonly_keys__', ()))
        mutable.update(base.__dict__.get('__mutable_keys__', ()))
    for key, t in own.items():
        marks = _qualifiers(t)
        needed = Required in marks or total and NotRequired not in marks
        (required if needed else optional).add(key)
        (optional if needed else required).discard(key)
        if ReadOnly in marks:
            if key in mutable:
                raise TypeError(f'Cannot override mutable key {key!r} with read-only key')
            readonly.add(key)
        else:
            mutable.add(key)
            readonly.discard(key)
    made.__required_keys__ = frozenset(required)
    made.__optional_keys__ = frozenset(optional)
    made.__readonly_keys__ = frozenset(readonly)
    made.__mutable_keys__ = frozenset(mutable)


def _typed_dict_annotate(made, bases, annotate, own, checked):
    def __annotate__(format):
        call, Format = _annotationlib.call_annotate_function, _annotationlib.Format
        found = {}
        for base in bases:
            inherited = None if base is Generic else base.__annotate__
            if inherited is not None:
                found.update(call(inherited, format, owner=base))
        if annotate is not None:
            mine = call(annotate, format, owner=made)
            if format != Format.STRING:
                mine = {n: _type_check(t, _TYPED_DICT_FIELD, module=made.__module__) for n, t in mine.items()}
        elif format == Format.STRING:
            mine = _annotationlib.annotations_to_string(own)
        elif format in (Format.FORWARDREF, Format.VALUE):
            mine = checked
        else:
            raise NotImplementedError(format)
        found.update(mine)
        return found
    return __annotate__


def TypedDict(typename, fields=_sentinel, /, *, total=True):
    """A dict with certain keys: class Film(TypedDict): title: str; year: NotRequired[int].

    Instances are plain dicts; nothing is checked when the program runs. total=False
    makes all keys optional. TypedDict('Film', {'title': str}) makes one without a
    class statement, which allows keys that are not identifiers. __required_keys__,
    __optional_keys__, __readonly_keys__, __mutable_keys__ and __total__ tell of it.
    """
    if fields is _sentinel or fields is None:
        what, message = _no_fields(
            fields, 'TypedDict', f'`{typename} = TypedDict({typename!r}, {{{{}}}})`', 'dictionary')
        _warnings._deprecated(what, message, remove=(3, 15))
        fields = {}
    ns = {'__annotations__': dict(fields)}
    module = _caller()
    if module is not None:
        ns['__module__'] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Return True if tp is a class made by TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """NewType(name, tp): a type of its own for a type checker; when the program runs, a
    function that returns its argument.

    UserId = NewType('UserId', int)
    """

    __call__ = _idfunc

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[-1]
        self.__supertype__ = tp
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __mro_entries__(self, bases):
        base = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                name = cls.__name__
                raise TypeError('Cannot subclass an instance of NewType. Perhaps you were looking for: '
                                f'`{name} = NewType({name!r}, {base})`')
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]
