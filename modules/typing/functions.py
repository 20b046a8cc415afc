

# Functions for type checkers, most of which do little when the program runs.

def cast(typ, val):
    """Return val; a type checker takes it for a typ."""
    return val


def assert_type(val, typ, /):
    """Return val; a type checker complains if it does not take it for a typ."""
    return val


def reveal_type(obj, /):
    """Print the name of the type of obj to stderr and return obj; a type checker reports what it infers."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Raise AssertionError: for code that a type checker shall prove unreachable."""
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {text}')


assert_never.__annotations__ = {'arg': Never, 'return': Never}


def _mark(obj, name):
    # Not everything takes attributes.
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    """Decorator of methods that are not to be overridden and classes that are not to be subclassed.

    It sets __final__.
    """
    return _mark(f, '__final__')


def override(method, /):
    """Decorator of methods that are to override one of a base class. It sets __override__."""
    return _mark(method, '__override__')


def no_type_check(arg):
    """Decorator of a function or class whose annotations are no types. For a class that
    goes for its methods and the classes in it, too."""
    if isinstance(arg, type):
        for name in dir(arg):
            obj = getattr(arg, name)
            if (getattr(obj, '__qualname__', None) is None
                    or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}'
                    or getattr(obj, '__module__', None) != arg.__module__):
                continue  # of a base, or from elsewhere
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            elif isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            elif isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass  # a built-in class
    return arg


def no_type_check_decorator(decorator):
    """Decorator of a decorator, which then does what no_type_check does, too."""
    _warnings._deprecated('typing.no_type_check_decorator', remove=(3, 15))
    import functools

    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


# The overloads by module, qualified name and line.
_overload_registry = {}


def _overload_dummy(*args, **kwds):
    """What @overload leaves of a function: it raises NotImplementedError."""
    raise NotImplementedError(
        'You should not call an overloaded function. A series of @overload-decorated functions outside a stub module '
        'should always be followed by an implementation that is not @overload-ed.')


def overload(func):
    """Decorator of one of the signatures of a function, which the function itself follows.

    get_overloads() finds them when the program runs.
    """
    f = getattr(func, '__func__', func)
    try:
        module, name, line = f.__module__, f.__qualname__, f.__code__.co_firstlineno
    except AttributeError:
        return _overload_dummy
    _overload_registry.setdefault(module, {}).setdefault(name, {})[line] = func
    return _overload_dummy


def get_overloads(func):
    """Return the list of what @overload was applied to for func."""
    f = getattr(func, '__func__', func)
    return list(_overload_registry.get(f.__module__, {}).get(f.__qualname__, {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overload_registry.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Decorator of a function, base class or metaclass that makes classes like dataclasses.

    The arguments tell a type checker how; they are kept in __dataclass_transform__.
    """
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'frozen_default': frozen_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs,
        }
        return cls_or_fn
    return decorator
