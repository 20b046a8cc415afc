import sys as _sys

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    pass


error = Error  # backward compatibility

# Types whose objects are their own copies.
_atomic = {type(None), int, float, bool, complex, str, bytes, type, range, property,
           type(len), type(Ellipsis), type(NotImplemented), type(lambda: None),
           type(str.join), type((lambda: None).__code__)}
_copyreg_types = {type(int | str), super}  # that copyreg itself registers
_shallow_atomic = _atomic | {tuple, frozenset, slice}
_deep_atomic = _atomic


def _copyreg_function(cls):
    # What copyreg.pickle() registered for a class.
    copyreg = _sys.modules.get('copyreg')
    if copyreg is None and cls in _copyreg_types:
        import copyreg
    return copyreg and copyreg.dispatch_table.get(cls)


def _reduced(x, cls):
    # The value of the object's reduction: a string, or a tuple to rebuild from.
    function = _copyreg_function(cls)
    if function is not None:
        return function(x)
    reduce = getattr(x, '__reduce_ex__', None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, '__reduce__', None)
    if reduce is not None:
        return reduce()
    raise Error(f'un(deep)copyable object of type {cls}')


def copy(x):
    """Shallow copy operation on arbitrary Python objects.

    See the module's __doc__ string for more info.
    """
    cls = type(x)
    if cls in _shallow_atomic:
        return x
    if cls in (list, dict, set, bytearray):
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    rv = _reduced(x, cls)
    if isinstance(rv, str):
        return x
    return _rebuild(x, None, *rv)


def deepcopy(x, memo=None, _nil=[]):
    """Deep copy operation on arbitrary Python objects.

    See the module's __doc__ string for more info.
    """
    cls = type(x)
    if cls in _deep_atomic:
        return x
    d = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(d, _nil)
        if y is not _nil:
            return y
    deep = _deep.get(cls)
    if deep is not None:
        y = deep(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        method = getattr(x, '__deepcopy__', None)
        if method is not None:
            y = method(memo)
        else:
            rv = _reduced(x, cls)
            y = x if isinstance(rv, str) else _rebuild(x, memo, *rv)
    if y is not x:
        memo[d] = y
        # The original must live as long as the memo: its id would be reused.
        try:
            memo[id(memo)].append(x)
        except KeyError:
            memo[id(memo)] = [x]
    return y


def _deep_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deep_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A cycle through the tuple has made its copy already.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Probe:
    def method(self):
        pass


_deep = {
    list: _deep_list,
    dict: _deep_dict,
    tuple: _deep_tuple,
    type(_Probe().method): _deep_method,
}
del _Probe


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None, state_setter=None):
    # Make the copy that a reduction describes; deep if there is a memo.
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if state_setter is not None:
            state_setter(y, state)
        elif hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values.

    This is especially useful for immutable objects, like named tuples or
    frozen dataclasses.
    """
    cls = obj.__class__
    method = getattr(cls, '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {cls.__name__} objects')
    return method(obj, **changes)
