# Annotations are code. For the formats FORWARDREF and STRING that code is run with
# names that stand for themselves: objects of _Stringifier, whose operators give
# further such objects and which hold the text of what was done with them.

import builtins
import enum
import keyword
import sys
import types

__all__ = [
    'Format', 'ForwardRef', 'call_annotate_function', 'call_evaluate_function',
    'get_annotate_from_class_namespace', 'get_annotations', 'annotations_to_string', 'type_repr',
]


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


_sentinel = object()

_SLOTS = (
    '__forward_is_argument__', '__forward_is_class__', '__forward_module__', '__weakref__', '__arg__',
    '__precedence__', '__globals__', '__extra_names__', '__code__', '__cell__', '__owner__', '__names__',
)


class ForwardRef:
    """Wrapper that holds a forward reference.

    arg is the text of an expression; module the name of the module that it is from,
    owner the module, class or function, and is_class says that it is from the body
    of a class. is_argument has no effect.
    """

    __slots__ = _SLOTS

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner
        self.__globals__ = None
        self.__extra_names__ = None
        self.__code__ = None
        self.__cell__ = None
        self.__precedence__ = None
        self.__names__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError('Cannot subclass ForwardRef')

    @property
    def __forward_arg__(self):
        return self.__arg__

    @property
    def __resolved_str__(self):
        return _resolved(self)

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            text = self.__arg__
            if text.startswith('*'):
                text = f'({text},)[0]'
            try:
                self.__code__ = compile(text, '<string>', 'eval')
            except SyntaxError:
                raise SyntaxError(f'Forward reference must be an expression -- got {self.__arg__!r}') from None
        return self.__code__

    def _evaluate(self, globalns, localns, type_params=_sentinel, *, recursive_guard):
        import typing
        import warnings
        if type_params is _sentinel:
            warnings.warn(typing._no_type_params('typing.ForwardRef._evaluate'), DeprecationWarning, stacklevel=2)
            type_params = ()
        warnings._deprecated(
            'ForwardRef._evaluate', '{name} is a private API and is retained for compatibility, but will be removed'
            ' in Python 3.16. Use ForwardRef.evaluate() or typing.evaluate_forward_ref() instead.', remove=(3, 16))
        return typing.evaluate_forward_ref(
            self, globals=globalns, locals=localns, type_params=type_params, _recursive_guard=recursive_guard)

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """Evaluate the forward reference and return the value."""
        if format == Format.STRING:
            return self.__resolved_str__
        if format not in (Format.VALUE, Format.FORWARDREF):
            raise NotImplementedError(format)
        if self.__cell__ is not None:
            cells = self.__cell__ if isinstance(self.__cell__, dict) else {self.__arg__: self.__cell__}
        else:
            cells = {}
        known = {}
        for name, cell in cells.items():
            try:
                known[name] = cell.cell_contents
            except ValueError:
                pass
        if owner is None:
            owner = self.__owner__
        if globals is None and self.__forward_module__ is not None:
            globals = getattr(sys.modules.get(self.__forward_module__), '__dict__', None)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            if isinstance(owner, type):
                globals = getattr(sys.modules.get(owner.__module__), '__dict__', None)
            elif isinstance(owner, types.ModuleType):
                globals = owner.__dict__
            elif callable(owner):
                globals = getattr(owner, '__globals__', None)
        if globals is None:
            globals = {}
        if type_params is None and owner is not None:
            type_params = getattr(owner, '__type_params__', None)
        if locals is None:
            locals = dict(vars(owner)) if isinstance(owner, type) else {}
        elif known or type_params or self.__extra_names__:
            locals = dict(locals)
        for name, value in known.items():
            locals.setdefault(name, value)
        if type_params:
            globals = dict(globals)
            for param in type_params:
                name = param.__name__
                if not self.__forward_is_class__ or name not in globals:
                    globals[name] = param
                    locals.pop(name, None)
        if self.__extra_names__:
            locals.update(self.__extra_names__)

        arg = self.__arg__
        if arg.isidentifier() and not keyword.iskeyword(arg):
            if arg in locals:
                return locals[arg]
            if arg in globals:
                return globals[arg]
            if hasattr(builtins, arg):
                return getattr(builtins, arg)
            if format == Format.FORWARDREF:
                return self
            raise NameError(f"name '{arg}' is not defined", name=arg)
        code = self.__forward_code__
        try:
            return eval(code, globals, locals)
        except Exception:
            if format != Format.FORWARDREF:
                raise
        names = _StringifierDict({**builtins.__dict__, **globals, **locals}, globals, owner, self.__forward_is_class__)
        try:
            result = eval(code, names)
        except Exception:
            return self
        names.release(self.__cell__)
        return result

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (
            self.__arg__ == other.__arg__
            and self.__forward_module__ == other.__forward_module__
            and self.__globals__ is other.__globals__
            and self.__forward_is_class__ == other.__forward_is_class__
            and self.__cell__ == other.__cell__
            and self.__owner__ == other.__owner__
            and (self.__extra_names__ or None) == (other.__extra_names__ or None)
        )

    def __hash__(self):
        extra = tuple(sorted(self.__extra_names__)) if self.__extra_names__ else None
        return hash((self.__arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__, extra))

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        parts = [repr(self.__resolved_str__)]
        if self.__forward_module__ is not None:
            parts.append(f'module={self.__forward_module__!r}')
        if self.__forward_is_class__:
            parts.append('is_class=True')
        if self.__owner__ is not None:
            parts.append(f'owner={self.__owner__!r}')
        return f'ForwardRef({", ".join(parts)})'


def _resolved(ref):
    # Names made up for objects are replaced by what shows the objects.
    text = ref.__arg__
    for name, value in (ref.__extra_names__ or {}).items():
        text = text.replace(name, type_repr(value))
    return text


# Levels of precedence, from loosest to tightest.
(_TUPLE, _TEST, _OR, _AND, _NOT, _CMP, _BOR, _BXOR, _BAND, _SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _AWAIT,
 _ATOM) = range(16)


class _Stringifier:
    # Same layout as ForwardRef: the objects become forward references in the end.
    __slots__ = _SLOTS

    def __init__(self, text, precedence, names, extra=None, cell=None):
        self.__arg__ = text
        self.__precedence__ = precedence
        self.__names__ = names
        self.__extra_names__ = extra
        self.__cell__ = cell
        self.__forward_is_argument__ = False
        self.__forward_is_class__ = names.is_class
        self.__forward_module__ = None
        self.__globals__ = names.globals
        self.__owner__ = names.owner
        self.__code__ = None
        names.made.append(self)

    def __getattr__(self, name):
        return _new(self, _ATOM, (self, _ATOM), '.' + name)

    def __getitem__(self, key):
        if isinstance(key, tuple) and key:
            parts = []
            for i, k in enumerate(key):
                parts += [', '] if i else []
                parts.append((k, _TEST))
            if len(key) == 1:
                parts.append(',')
        else:
            parts = [(key, _TUPLE)]
        return _new(self, _ATOM, (self, _ATOM), '[', *parts, ']')

    def __call__(self, /, *args, **kwargs):
        parts = []
        for a in args:
            parts += [', ', (a, _TEST)]
        for k, v in kwargs.items():
            parts += [', ', k + '=', (v, _TEST)]
        return _new(self, _ATOM, (self, _ATOM), '(', *parts[1:], ')')

    def __iter__(self):
        yield _new(self, _ATOM, '*', (self, _BOR))

    def __repr__(self):
        return _resolved(self)

    __str__ = __repr__

    def __format__(self, spec):
        raise TypeError('Cannot stringify annotation containing string formatting')

    __hash__ = object.__hash__


def _new(like, precedence, *parts):
    """The expression that parts give: texts, and pairs of a value and the loosest
    precedence that it may have without parentheses."""
    names = like.__names__
    extra = {}
    text = ''.join(p if isinstance(p, str) else _text(*p, names, extra) for p in parts)
    return _Stringifier(text, precedence, names, extra or None)


def _text(value, level, names, extra):
    if type(value) is _Stringifier:
        if value.__extra_names__:
            extra.update(value.__extra_names__)
        text = value.__arg__
        return f'({text})' if value.__precedence__ < level else text
    if value is ...:
        return '...'
    if value is None or type(value) in (str, int, float, bool, complex, bytes):
        return repr(value)
    if type(value) is slice:
        part = lambda x: '' if x is None else _text(x, _TEST, names, extra)
        text = part(value.start) + ':' + part(value.stop)
        return text if value.step is None else text + ':' + part(value.step)
    if type(value) in (list, tuple, set):
        text = ', '.join(_text(x, _TEST, names, extra) for x in value)
        if type(value) is list:
            return f'[{text}]'
        if type(value) is tuple:
            return f'({text},)' if len(value) == 1 else f'({text})'
        return f'{{{text}}}' if value else '{*()}'
    if type(value) is dict:
        return '{' + ', '.join(_text(k, _TEST, names, extra) + ': ' + _text(v, _TEST, names, extra)
                               for k, v in value.items()) + '}'
    if type(value) is _Template:
        return _template_text(value)
    if names.text_only:
        return repr(value)
    name = names.name_of(value)
    extra[name] = value
    return name


def _binary(sign, precedence):
    left, right = precedence, precedence + 1
    if sign == '**':
        left, right = right, left

    def op(self, other):
        return _new(self, precedence, (self, left), f' {sign} ', (other, right))

    def reflected(self, other):
        return _new(self, precedence, (other, left), f' {sign} ', (self, right))
    return op, reflected


def _compare(sign):
    return lambda self, other: _new(self, _CMP, (self, _CMP + 1), f' {sign} ', (other, _CMP + 1))


def _unary(sign):
    return lambda self: _new(self, _FACTOR, sign, (self, _FACTOR))


for _name, _sign, _level in (
    ('add', '+', _ARITH), ('sub', '-', _ARITH), ('mul', '*', _TERM), ('matmul', '@', _TERM), ('truediv', '/', _TERM),
    ('mod', '%', _TERM), ('floordiv', '//', _TERM), ('lshift', '<<', _SHIFT), ('rshift', '>>', _SHIFT),
    ('or', '|', _BOR), ('xor', '^', _BXOR), ('and', '&', _BAND), ('pow', '**', _POWER),
):
    _op, _reflected = _binary(_sign, _level)
    setattr(_Stringifier, f'__{_name}__', _op)
    setattr(_Stringifier, f'__r{_name}__', _reflected)
for _name, _sign in ('lt', '<'), ('le', '<='), ('eq', '=='), ('ne', '!='), ('gt', '>'), ('ge', '>='):
    setattr(_Stringifier, f'__{_name}__', _compare(_sign))
for _name, _sign in ('neg', '-'), ('pos', '+'), ('invert', '~'):
    setattr(_Stringifier, f'__{_name}__', _unary(_sign))
_Stringifier.__hash__ = object.__hash__
del _name, _sign, _level, _op, _reflected


class _StringifierDict(dict):
    """The names that annotations are run with; those it lacks stand for themselves."""

    def __init__(self, known, globals, owner, is_class):
        super().__init__(known)
        self.globals = globals
        self.owner = owner
        self.is_class = is_class
        self.made = []
        self.given = []
        self.text_only = False  # other objects are shown, not named

    def __missing__(self, key):
        return _Stringifier(key, _ATOM, self)

    def name_of(self, value):
        for name, v in self.given:
            if v is value:
                return name
        name = f'__annotationlib_name_{len(self.given) + 1}__'
        self.given.append((name, value))
        return name

    def release(self, cells):
        """Turn the stand-ins into forward references."""
        for s in self.made:
            s.__class__ = ForwardRef
            s.__names__ = None
            if cells and s.__cell__ is None:
                s.__cell__ = cells


def _closure(annotate, names, evaluate):
    """The cells to run annotate with, and those that it has."""
    if not annotate.__closure__:
        return None, None
    cells, closure = {}, []
    for name, cell in zip(annotate.__code__.co_freevars, annotate.__closure__):
        cells[name] = cell
        if name == '__conditional_annotations__':
            closure.append(types.CellType(_Everything()) if names.text_only else cell)
            continue
        if name == '__classdict__':
            closure.append(cell if evaluate else types.CellType(names))
            continue
        filled = evaluate
        if evaluate:
            try:
                cell.cell_contents
            except ValueError:
                filled = False
        closure.append(cell if filled else types.CellType(_Stringifier(name, _ATOM, names, cell=cell)))
    return tuple(closure), cells


class _Everything:
    def __contains__(self, x):
        return True


def _run(annotate, owner, known, evaluate, text_only=False):
    names = _StringifierDict(known, annotate.__globals__, owner, isinstance(owner, type))
    names.text_only = text_only
    if not evaluate:
        names['__builtins__'] = {}
        conditional = '__conditional_annotations__'
        if conditional in annotate.__globals__:
            names[conditional] = _Everything() if text_only else annotate.__globals__[conditional]
    closure, cells = _closure(annotate, names, evaluate)
    func = types.FunctionType(
        annotate.__code__, names, closure=closure, argdefs=annotate.__defaults__, kwdefaults=annotate.__kwdefaults__)
    return func(Format.VALUE_WITH_FAKE_GLOBALS), names, cells


def call_evaluate_function(evaluate, format, *, owner=None):
    """Call an evaluate function, as type aliases and type parameters have."""
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    """Call an __annotate__ function with any of the formats.

    Functions that the compiler makes support the format VALUE only; this function
    adds FORWARDREF and STRING. owner is what the annotations belong to.
    """
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format == Format.STRING:
        result, _, _ = _run(annotate, owner, {}, False, text_only=True)
        if _is_evaluate:
            return _stringify(result)
        return {k: _stringify(v) for k, v in result.items()}
    if format == Format.FORWARDREF:
        try:
            result, names, cells = _run(annotate, owner, {**builtins.__dict__, **annotate.__globals__}, True)
        except NotImplementedError:
            return annotate(Format.VALUE)
        except Exception:
            pass
        else:
            names.release(cells)
            return result
        result, names, cells = _run(annotate, owner, {}, False)
        names.release(cells)
        if _is_evaluate:
            return result.evaluate(format=Format.FORWARDREF) if isinstance(result, ForwardRef) else result
        return {k: v.evaluate(format=Format.FORWARDREF) if isinstance(v, ForwardRef) else v for k, v in result.items()}
    if format == Format.VALUE:
        raise RuntimeError('annotate function does not support VALUE format')
    raise ValueError(f'Invalid format: {format!r}')


def _stringify(value):
    if value is ...:
        return '...'
    if type(value) is _Template:
        return _template_text(value)
    return value if isinstance(value, str) else repr(value)


_Template = type(t'')


def _template_text(template):
    # The literal that gives a template.
    text = ''
    for part in template:
        if isinstance(part, str):
            part = part.replace('{', '{{').replace('}', '}}')
            text += ''.join(c if c.isprintable() and c != '\\' else repr(c)[1:-1] for c in part)
        else:
            text += '{' + part.expression + ('!' + part.conversion if part.conversion else '')
            text += (':' + part.format_spec if part.format_spec else '') + '}'
    for quote in "'", '"', '"""', "'''":
        if quote not in text and not (len(quote) == 3 and text.endswith(quote[0])):
            return f't{quote}{text}{quote}'
    return "t'" + text.replace("'", "\\'") + "'"


def get_annotate_from_class_namespace(obj):
    """Retrieve the annotate function from a class namespace dictionary, or None."""
    try:
        return obj['__annotate__']
    except KeyError:
        return obj.get('__annotate_func__', None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """Compute the annotations dict for an object: a class, module, callable or
    anything else with __annotate__ or __annotations__. It is always a new dict, and
    annotations that a class inherits are not in it.

    eval_str evaluates annotations that are strings, in globals and locals or what
    obj gives for them.
    """
    if eval_str and format != Format.VALUE:
        raise ValueError('eval_str=True is only supported with format=Format.VALUE')
    match format:
        case Format.VALUE:
            found = _dunder_annotations(obj)
            if found is None:
                found = _call_annotate(obj, format)
        case Format.FORWARDREF:
            try:
                found = _dunder_annotations(obj)
            except Exception:
                found = None
            if found is not None:
                return dict(found)
            found = _call_annotate(obj, format)
            if found is None:
                found = _dunder_annotations(obj)
        case Format.STRING:
            found = _call_annotate(obj, format)
            if found is not None:
                return dict(found)
            found = _dunder_annotations(obj)
            if found is not None:
                return annotations_to_string(found)
        case Format.VALUE_WITH_FAKE_GLOBALS:
            raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
        case _:
            raise ValueError(f'Unsupported format {format!r}')
    if found is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f'{obj!r} does not have annotations')
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    return _evaluate_strings(obj, found, globals, locals)


def _evaluate_strings(obj, found, globals, locals):
    unwrap = obj_globals = obj_locals = None
    if isinstance(obj, type):
        module = sys.modules.get(getattr(obj, '__module__', None))
        obj_globals = getattr(module, '__dict__', None)
        obj_locals = dict(vars(obj))
        unwrap = obj
    elif isinstance(obj, types.ModuleType):
        obj_globals = getattr(obj, '__dict__')
    elif callable(obj):
        obj_globals = getattr(obj, '__globals__', None)
        unwrap = obj
    while unwrap is not None:
        if hasattr(unwrap, '__wrapped__'):
            unwrap = unwrap.__wrapped__
        elif (functools := sys.modules.get('functools')) and isinstance(unwrap, functools.partial):
            unwrap = unwrap.func
        else:
            break
        obj_globals = getattr(unwrap, '__globals__', obj_globals)
    if globals is None:
        globals = obj_globals
    if locals is None:
        locals = obj_locals
    if type_params := getattr(obj, '__type_params__', ()):
        if locals is None:
            locals = {}
        locals = {param.__name__: param for param in type_params} | locals
    def value(v):
        if not isinstance(v, str):
            return v
        return eval(f'({v},)[0]' if v.startswith('*') else v, globals, locals)
    return {k: value(v) for k, v in found.items()}


_class_annotations = type.__dict__['__annotations__'].__get__


def _dunder_annotations(obj):
    if isinstance(obj, type):
        try:
            found = _class_annotations(obj)
        except AttributeError:
            return None
    else:
        found = getattr(obj, '__annotations__', None)
        if found is None:
            return None
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    return found


def _call_annotate(obj, format):
    annotate = getattr(obj, '__annotate__', None)
    if annotate is None:
        return None
    found = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotate__ returned a non-dict')
    return dict(found)


def annotations_to_string(annotations):
    """Convert an annotation dict containing values to approximately the STRING format."""
    return {k: v if isinstance(v, str) else type_repr(v) for k, v in annotations.items()}


def type_repr(value):
    """Convert a Python value to a format suitable for use with the STRING format."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    if type(value) is _Template:
        return _template_text(value)
    return '...' if value is ... else repr(value)
