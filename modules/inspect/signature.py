# Signatures

class _void:
    """Stands for an argument that was not given."""


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """Return the text of an annotation as signatures show it; classes of base_module go without its name."""
    if isinstance(annotation, str) and not quote_annotation_strings:
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        import re
        return re.sub(r"(?<![\w.])typing\.", "", repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return repr(annotation)


def formatannotationrelativeto(object):
    """Return a function that formats annotations as seen in the module of an object."""
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)
    return _formatannotation


class Parameter:
    """A parameter of a signature: name, kind, default and annotation, the last two perhaps Parameter.empty."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The iterable of a comprehension is the argument .0 of its function.
            if kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, "
                                 f"not {kind.description}")
            kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        if not name.isidentifier() or kind is not _POSITIONAL_ONLY and _is_keyword(name):
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Return a copy of the parameter with other values for what is given."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        equals = "="
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            equals = " = "
        if self._default is not _empty:
            text += equals + repr(self._default)
        kind = self.kind
        return "*" + text if kind is _VAR_POSITIONAL else "**" + text if kind is _VAR_KEYWORD else text

    def __str__(self):
        return self._format()

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


def _is_keyword(name):
    import keyword
    return keyword.iskeyword(name)


class BoundArguments:
    """What a call gives to the parameters of a signature; made by Signature.bind().

    arguments is a dict that may be changed, args and kwargs are what to call with.
    """

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind >= _KEYWORD_ONLY or name not in self.arguments:
                break  # from here on by keyword
            if param.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            given = name in self.arguments
            if not started:
                started = param.kind >= _KEYWORD_ONLY or not given
            if not started or not given:
                continue
            if param.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Add the defaults of parameters without argument, () for *args and {} for **kwargs."""
        arguments = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                arguments[name] = ()
            elif param.kind is _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({shown})>"


class Signature:
    """The parameters of a callable, an ordered mapping of names to Parameters, and its return annotation."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = collections.OrderedDict()
        top = _POSITIONAL_ONLY
        seen_default = False
        for param in parameters or ():
            name = param.name
            if __validate_parameters__:
                kind = param.kind
                if kind < top:
                    raise ValueError(f"wrong parameter order: {top.description} parameter before "
                                     f"{kind.description} parameter")
                if kind in (_VAR_POSITIONAL, _VAR_KEYWORD) and any(p.kind is kind for p in found.values()):
                    raise ValueError(f"more than one {kind.description} parameter")
                top = kind
                if kind <= _POSITIONAL_OR_KEYWORD:
                    if param.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in found:
                    raise ValueError(f"duplicate parameter name: {name!r}")
            found[name] = param
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=Format.VALUE):
        """Return the signature of a callable."""
        return _Finder(cls, follow_wrapped, True, globals, locals, eval_str, annotation_format).of(obj)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Return a copy of the signature with other parameters or another return annotation."""
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _basis(self):
        # What counts in a comparison: the order of keyword-only parameters does not.
        params = tuple(p for p in self.parameters.values() if p.kind is not _KEYWORD_ONLY)
        return params, {p.name: p for p in self.parameters.values() if p.kind is _KEYWORD_ONLY}, self._return_annotation

    def __hash__(self):
        params, by_name, result = self._basis()
        return hash((params, frozenset(by_name.values()), result))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._basis() == other._basis()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        misplaced = []  # positional-only parameters whose names are among the keywords
        params = list(self.parameters.values())
        given = 0
        at = 0
        while at < len(params):
            param = params[at]
            kind = param.kind
            if kind >= _KEYWORD_ONLY:
                break
            if given < len(args):
                if kind is _VAR_POSITIONAL:
                    arguments[param.name] = tuple(args[given:])
                    given = len(args)
                    at += 1
                    break
                if param.name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {param.name!r}")
                arguments[param.name] = args[given]
                given += 1
            elif kind is _VAR_POSITIONAL:
                at += 1
                break
            elif kind is _POSITIONAL_ONLY and param.name in kwargs:
                if param.default is _empty:
                    raise TypeError(f"missing a required positional-only argument: {param.name!r}")
                misplaced.append(param.name)
            elif param.name in kwargs or param.default is not _empty or partial:
                break
            else:
                raise TypeError(f"missing a required argument: {param.name!r}")
            at += 1
        if given < len(args):
            raise TypeError("too many positional arguments")
        collects = None
        for i, param in enumerate(params[at:]):
            kind = param.kind
            name = param.name
            if kind is _VAR_KEYWORD:
                collects = param
            elif kind is _VAR_POSITIONAL:
                pass
            elif name in kwargs:
                if kind is _POSITIONAL_ONLY:
                    if param.default is _empty:
                        raise TypeError(f"missing a required positional-only argument: {name!r}")
                    misplaced.append(name)
                else:
                    arguments[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                which = " keyword-only" if kind is _KEYWORD_ONLY and i == 0 and not kwargs else ""
                raise TypeError(f"missing a required{which} argument: {name!r}")
        if kwargs:
            if collects is not None:
                arguments[collects.name] = kwargs
            elif misplaced:
                raise TypeError("got some positional-only arguments passed as keyword arguments: "
                                f"{', '.join(misplaced)!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Return the BoundArguments of a call; TypeError if it does not fit the signature."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Return the BoundArguments of a call that may leave required arguments out."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """Return the text of the signature.

        If it is longer than max_width, each parameter is on a line of its own.
        """
        parts = []
        slash = False  # is due after the positional-only parameters
        star = True  # is needed before keyword-only ones
        for param in self.parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if param.kind is _VAR_POSITIONAL:
                star = False
            elif param.kind is _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(param._format(quote_annotation_strings=quote_annotation_strings))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation,
                                              quote_annotation_strings=quote_annotation_strings)
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
              annotation_format=Format.VALUE):
    """Return the Signature of a callable; ValueError if it has none, TypeError if it is not callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str, annotation_format=annotation_format)


_native_callables = (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType,
                     types.BuiltinFunctionType)


def _is_native(obj):
    return (isbuiltin(obj) or ismethoddescriptor(obj) or isinstance(obj, _native_callables)
            or obj is type or obj is object)


def _is_functionlike(obj):
    # Not a function, but with all that makes a signature of one: as Cython's functions.
    if not callable(obj) or isclass(obj):
        return False
    defaults = getattr(obj, "__defaults__", _void)
    kwdefaults = getattr(obj, "__kwdefaults__", _void)
    return (isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict)))


def _bind_descriptor(descriptor, obj):
    get = None if isclass(descriptor) else getattr(type(descriptor), "__get__", None)
    return descriptor if get is None else get(descriptor, obj, type(obj))


def _without_first(sig):
    # The signature of a method once it is bound.
    params = list(sig.parameters.values())
    if not params or params[0].kind >= _KEYWORD_ONLY:
        raise ValueError("invalid method signature")
    if params[0].kind is not _VAR_POSITIONAL:
        del params[0]
    return sig.replace(parameters=params)


class _Finder:
    """Finds signatures, with the options of one call of signature()."""

    def __init__(self, cls, follow=True, skip_bound=True, globals=None, locals=None, eval_str=False,
                 format=Format.VALUE):
        self.cls = cls
        self.follow = follow
        self.skip_bound = skip_bound
        self.annotations = dict(globals=globals, locals=locals, eval_str=eval_str, format=format)

    def of(self, obj):
        if not callable(obj):
            raise TypeError(f"{obj!r} is not a callable object")
        if ismethod(obj):
            return self.bound(self.of(obj.__func__))
        if self.follow:
            obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
            if ismethod(obj):
                return self.of(obj)
        sig = getattr(obj, "__signature__", None)
        if sig is not None:
            if not isinstance(sig, Signature):
                raise TypeError(f"unexpected object {sig!r} in __signature__ attribute")
            return sig
        partialmethod = getattr(obj, "__partialmethod__", None)
        if isinstance(partialmethod, functools.partialmethod):
            return self.of_partialmethod(partialmethod)
        if isinstance(obj, functools.partial):
            return _partial(self.of(obj.func), obj)
        if isfunction(obj) or _is_functionlike(obj):
            return self.of_function(obj)
        if _is_native(obj):
            return self.of_native(obj)
        if isclass(obj):
            return self.of_class(obj)
        call = getattr_static(type(obj), "__call__", None)
        if call is None:
            raise ValueError(f"callable {obj!r} is not supported by signature")
        text = getattr(obj, "__text_signature__", None)
        if text:
            return _parse(self.cls, obj, text)
        return self.of(_bind_descriptor(call, obj))

    def bound(self, sig):
        return _without_first(sig) if self.skip_bound else sig

    def of_partialmethod(self, partialmethod):
        whole = self.of(partialmethod.func)
        sig = _partial(whole, partialmethod, (None,))
        first = next(iter(whole.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return sig  # takes self as well
        if functools.Placeholder in partialmethod.args:
            first = first.replace(kind=_POSITIONAL_ONLY)
        return sig.replace(parameters=(first, *sig.parameters.values()))

    def of_function(self, func):
        text = getattr(func, "__text_signature__", None)
        if text:
            return _parse(self.cls, func, text, self.skip_bound)
        Parameter = self.cls._parameter_cls
        code = func.__code__
        names = code.co_varnames
        annotations = get_annotations(func, **self.annotations)
        defaults = func.__defaults__ or ()
        kwdefaults = func.__kwdefaults__ or {}
        params = []

        def add(name, kind, default=_empty):
            params.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))
        n = code.co_argcount
        for i, name in enumerate(names[:n]):
            kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
            with_default = i - (n - len(defaults))
            add(name, kind, defaults[with_default] if with_default >= 0 else _empty)
        rest = n + code.co_kwonlyargcount
        if code.co_flags & CO_VARARGS:
            add(names[rest], _VAR_POSITIONAL)
            rest += 1
        for name in names[n:n + code.co_kwonlyargcount]:
            add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
        if code.co_flags & CO_VARKEYWORDS:
            add(names[rest], _VAR_KEYWORD)
        # Of a real function they are known to be in order.
        return self.cls(params, return_annotation=annotations.get("return", _empty),
                        __validate_parameters__=not isfunction(func))

    def of_native(self, func):
        text = getattr(func, "__text_signature__", None)
        if not text:
            raise ValueError(f"no signature found for builtin {func!r}")
        return _parse(self.cls, func, text, self.skip_bound)

    def method_of(self, cls, name):
        # A method of a class that is written in Python, bound to the class; else None.
        method = getattr(cls, name, None) if name == "__new__" else getattr_static(cls, name, None)
        if method is None or isinstance(method, _native_callables):
            return None
        if self.follow and isinstance(
                unwrap(method, stop=lambda f: hasattr(f, "__signature__") or _is_native(f)), _native_callables):
            return None
        return method if name == "__new__" else _bind_descriptor(method, cls)

    def of_class(self, cls):
        call = self.method_of(type(cls), "__call__")
        if call is not None:
            return self.of(call)
        new = self.method_of(cls, "__new__")
        init = self.method_of(cls, "__init__")
        for base in cls.__mro__:
            if new is not None and "__new__" in base.__dict__:
                return self.bound(self.of(new))
            if init is not None and "__init__" in base.__dict__:
                return self.of(init)
        for base in cls.__mro__[:-1]:
            text = getattr(base, "__text_signature__", None)
            if text:
                return _parse(self.cls, base, text)
        if type in cls.__mro__:
            raise ValueError(f"callable {cls!r} is not supported by signature")
        new, init = cls.__new__, cls.__init__
        if self.follow:
            new, init = unwrap(new), unwrap(init)
        if new is object.__new__ and init is object.__init__:
            return self.cls.from_callable(object)
        raise ValueError(f"no signature found for builtin type {cls!r}")


def _partial(sig, partial, before=()):
    # The signature of a partial object, before being arguments that precede its own.
    args = before + (partial.args or ())
    keywords = partial.keywords or {}
    try:
        given = sig.bind_partial(*args, **keywords).arguments
    except TypeError as e:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from e
    params = []
    by_keyword = []  # parameters that can only be given by name, now
    for name, param in sig.parameters.items():
        kind = param.kind
        if name in given and kind <= _POSITIONAL_OR_KEYWORD:
            value = given[name]
            if kind is _POSITIONAL_OR_KEYWORD and name in keywords:
                by_keyword.append(param.replace(kind=_KEYWORD_ONLY, default=value))
            elif value is functools.Placeholder:
                params.append(param.replace(kind=_POSITIONAL_ONLY, default=_empty))
            continue
        if name in given and kind is _KEYWORD_ONLY:
            param = param.replace(default=given[name])
        if not by_keyword:
            params.append(param)
        elif kind is not _VAR_POSITIONAL:
            by_keyword.append(param if kind > _POSITIONAL_OR_KEYWORD else param.replace(kind=_KEYWORD_ONLY))
    return sig.replace(parameters=params + by_keyword)


# The text of signatures

def _signature_strip_non_python_syntax(text):
    # The text of a signature without the $ that marks an argument as that of a method,
    # and the number of that argument.
    if not text:
        return text, None
    quote = None
    depth = -1
    argument = 0
    marked = None
    kept = []
    i = 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == "\\":
                kept.append(c)
                i += 1
                c = text[i:i + 1]
            elif c == quote:
                quote = None
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == ",":
            argument += depth == 0
            c = ", "
        elif c == "$" and marked is None:
            marked = argument
            c = ""
        elif c.isspace():
            c = ""
        kept.append(c)
        i += 1
    return "".join(kept), marked


def _parse(cls, obj, text, skip_bound=True):
    # The signature of an object by its __text_signature__.
    import _ast
    invalid = ValueError(f"{obj!r} builtin has invalid signature")
    clean, marked = _signature_strip_non_python_syntax(text)
    try:
        tree = compile(f"def foo{clean}: pass", "<unknown>", "exec", _ast.PyCF_ONLY_AST)
    except SyntaxError:
        raise invalid from None
    if len(tree.body) != 1 or not isinstance(tree.body[0], _ast.FunctionDef):
        raise invalid
    args = tree.body[0].args
    Parameter = cls._parameter_cls
    params = []

    def add(arg, kind, default=None):
        if arg.annotation is not None:
            raise ValueError("Annotations are not currently supported")
        value = _empty
        if default is not None:
            try:
                value = _constant(default, obj)
            except ValueError:
                raise invalid from None
        params.append(Parameter(arg.arg, kind, default=value))
    positional = ([(arg, _POSITIONAL_ONLY) for arg in args.posonlyargs]
                  + [(arg, _POSITIONAL_OR_KEYWORD) for arg in args.args])
    defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
    for (arg, kind), default in zip(positional, defaults):
        add(arg, kind, default)
    if args.vararg:
        add(args.vararg, _VAR_POSITIONAL)
    for arg, default in zip(args.kwonlyargs, args.kw_defaults):
        add(arg, _KEYWORD_ONLY, default)
    if args.kwarg:
        add(args.kwarg, _VAR_KEYWORD)
    if marked is not None:
        owner = getattr(obj, "__self__", None)
        if owner is not None and (skip_bound or ismodule(owner)):
            del params[0]
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
    return cls(params)


def _constant(node, obj):
    # The value of a default: literals, names of constants, and sums of them.
    import _ast
    if isinstance(node, _ast.Constant):
        return node.value
    if isinstance(node, (_ast.Name, _ast.Attribute)):
        names = []
        while isinstance(node, _ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, _ast.Name):
            raise ValueError
        module = getattr(obj, "__module__", None) or getattr(getattr(obj, "__objclass__", None), "__module__", None)
        scopes = [vars(sys.modules[module])] if module in sys.modules else []
        for scope in (*scopes, vars(builtins), sys.modules):
            if node.id in scope:
                break
        else:
            raise ValueError
        value = scope[node.id]
        for name in reversed(names):
            value = getattr(value, name)
        if value is None or isinstance(value, (str, int, float, bytes, bool)):
            return value
        raise ValueError
    if isinstance(node, _ast.UnaryOp) and isinstance(node.op, (_ast.UAdd, _ast.USub)):
        value = _constant(node.operand, obj)
        if isinstance(value, (int, float, complex)):
            return -value if isinstance(node.op, _ast.USub) else +value
        raise ValueError
    if isinstance(node, _ast.BinOp):
        left, right = _constant(node.left, obj), _constant(node.right, obj)
        if isinstance(node.op, _ast.Add):
            return left + right
        if isinstance(node.op, _ast.Sub):
            return left - right
        if isinstance(node.op, _ast.BitOr):
            return left | right
        raise ValueError
    if isinstance(node, _ast.Tuple):
        return tuple(_constant(item, obj) for item in node.elts)
    if isinstance(node, _ast.List):
        return [_constant(item, obj) for item in node.elts]
    if isinstance(node, _ast.Set):
        return {_constant(item, obj) for item in node.elts}
    if isinstance(node, _ast.Dict):
        return {_constant(key, obj): _constant(value, obj) for key, value in zip(node.keys, node.values)}
    raise ValueError


