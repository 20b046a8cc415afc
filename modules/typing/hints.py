

# Reading annotations.

def get_origin(tp):
    """Return what was subscripted: list for List[int], Literal for Literal[1]. None if tp is no such type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, Union):
        return Union
    return None


def get_args(tp):
    """Return the arguments of a parametrised type, () if tp is none.

    >>> get_args(Callable[[int], str])
    ([<class 'int'>], <class 'str'>)
    """
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        return _unflattened(args) if _should_unflatten_callable_args(tp, args) else args
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=None):
    """Return the annotations of a class, module or function as a dict of types.

    Strings are evaluated, at any depth; what classes inherit is included; and
    Annotated[T, ...] becomes T unless include_extras is true. Names are looked for in
    localns, then in globalns. By default these are the globals of obj; for a class the
    globals of its module and then its own names.
    """
    if getattr(obj, '__no_type_check__', None):
        return {}
    Format = _annotationlib.Format
    if format is None:
        format = Format.VALUE
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns, format)
    else:
        hints = _annotationlib.get_annotations(obj, format=format)
        is_module = isinstance(obj, types.ModuleType)
        if (not hints and not is_module and not callable(obj)
                and not hasattr(obj, '__annotations__') and not hasattr(obj, '__annotate__')):
            raise TypeError(f'{obj!r} is not a module, class, or callable.')
        if format != Format.STRING:
            if globalns is None:
                globalns = _globals_of(obj)
                if localns is None:
                    localns = globalns
            elif localns is None:
                localns = globalns
            globalns, localns = _with_type_params(getattr(obj, '__type_params__', ()), globalns, localns, False)
            for name, value in hints.items():
                hints[name] = _hint(value, globalns, localns, format, obj, is_argument=not is_module, is_class=False)
    if include_extras or format == Format.STRING:
        return hints
    return {name: _strip_annotations(t) for name, t in hints.items()}


def _class_hints(cls, globalns, localns, format):
    hints = {}
    for base in reversed(cls.__mro__):
        found = _annotationlib.get_annotations(base, format=format)
        if format == _annotationlib.Format.STRING:
            hints.update(found)
            continue
        names = getattr(sys.modules.get(base.__module__, None), '__dict__', {}) if globalns is None else globalns
        own = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            names, own = own, names  # a class's own names come after those of its module
        names, own = _with_type_params(base.__type_params__, names, own, True)
        for name, value in found.items():
            hints[name] = _hint(value, names, own, format, cls, is_argument=False, is_class=True)
    return hints


def _hint(value, globalns, localns, format, owner, **kind):
    if isinstance(value, str):
        value = _make_forward_ref(value, **kind)
    value = _eval_type(value, globalns, localns, (), format=format, owner=owner, prefer_fwd_module=True)
    return types.NoneType if value is None else value


def _globals_of(obj):
    if isinstance(obj, types.ModuleType):
        return obj.__dict__
    inner, seen = obj, {id(obj)}
    while hasattr(inner, '__wrapped__'):
        inner = inner.__wrapped__
        if id(inner) in seen:
            raise ValueError(f'wrapper loop when unwrapping {obj!r}')
        seen.add(id(inner))
    return getattr(inner, '__globals__', {})


def _with_type_params(params, globalns, localns, is_class):
    if params:
        globalns, localns = dict(globalns), dict(localns)
        for p in params:
            if not is_class or p.__name__ not in globalns:
                globalns[p.__name__] = p
                localns.pop(p.__name__, None)
    return globalns, localns


def _eval_type(t, globalns, localns, type_params=_sentinel, *, recursive_guard=frozenset(), format=None, owner=None,
               parent_fwdref=None, prefer_fwd_module=False):
    """Return t with the forward references in it evaluated.

    recursive_guard has the texts that are being evaluated; what refers to itself
    stays a forward reference there.
    """
    if type_params is _sentinel:
        _warnings.warn(_no_type_params('typing._eval_type'), DeprecationWarning, stacklevel=2)
        type_params = ()
    if _is_forward_ref(t):
        if prefer_fwd_module and t.__forward_module__ is not None:
            globalns = _module_globals(t.__forward_module__, owner)
        return evaluate_forward_ref(t, globals=globalns, locals=localns, type_params=type_params, owner=owner,
                                    _recursive_guard=recursive_guard, format=format)
    if isinstance(t, GenericAlias):
        args = tuple([_make_forward_ref(a, parent_fwdref=parent_fwdref) if isinstance(a, str) else a
                      for a in t.__args__])
        starred = t.__unpacked__
        t = t.__origin__[_unflattened(args) if _should_unflatten_callable_args(t, args) else args]
        if starred:
            t = Unpack[t]
    elif not isinstance(t, (_GenericAlias, Union)):
        return t
    args = tuple([_eval_type(a, globalns, localns, type_params, recursive_guard=recursive_guard, format=format,
                             owner=owner, prefer_fwd_module=prefer_fwd_module) for a in t.__args__])
    return t if args == t.__args__ else _with_args(t, args)


def _no_type_params(function):
    return (f"Failing to pass a value to the 'type_params' parameter of {function!r} is deprecated, as it leads to "
            f'incorrect behaviour when calling {function} on a stringified annotation that references a PEP 695 type '
            'parameter. It will be disallowed in Python 3.15.')


def _module_globals(module, owner):
    # The names of a forward reference's module with the owner's type parameters; None
    # leaves the choice to the reference.
    params = getattr(owner, '__type_params__', None)
    names = params and getattr(sys.modules.get(module), '__dict__', None)
    return {**names, **{p.__name__: p for p in params}} if names else None


def _with_args(t, args):
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    return Union[args] if isinstance(t, Union) else t.copy_with(args)


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None,
                         _recursive_guard=frozenset()):
    """Evaluate a forward reference, and those within what it gives.

    owner is the module, class or function that it annotates; names are looked for in
    globals, locals and type_params, or what the owner gives for them. format is a
    member of annotationlib.Format.
    """
    Format = _annotationlib.Format
    text = forward_ref.__forward_arg__
    if format == Format.STRING:
        return text
    if text in _recursive_guard:
        return forward_ref
    if format is None:
        format = Format.VALUE
    value = forward_ref.evaluate(globals=globals, locals=locals, type_params=type_params, owner=owner, format=format)
    if format == Format.FORWARDREF and _is_forward_ref(value):
        return value
    if isinstance(value, str):
        value = _make_forward_ref(value, module=forward_ref.__forward_module__,
                                  owner=owner or forward_ref.__owner__,
                                  is_argument=forward_ref.__forward_is_argument__,
                                  is_class=forward_ref.__forward_is_class__)
    if owner is None:
        owner = forward_ref.__owner__
    return _eval_type(value, globals, locals, type_params, recursive_guard=_recursive_guard | {text}, format=format,
                      owner=owner, parent_fwdref=forward_ref)


def _strip_annotations(t):
    """Return t without Annotated, Required, NotRequired and ReadOnly, at any depth."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, Union)):
        args = tuple(map(_strip_annotations, t.__args__))
        if args != t.__args__:
            return _with_args(t, args)
    return t
