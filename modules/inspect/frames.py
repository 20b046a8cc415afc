# Arguments

Arguments = namedtuple("Arguments", "args, varargs, varkw")


def getargs(co):
    """Return the names of the parameters of a code object: (list, name of *args, name of **kwargs)."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    n = co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    rest = iter(names[n:])
    if co.co_flags & CO_VARARGS:
        varargs = next(rest)
    if co.co_flags & CO_VARKEYWORDS:
        varkw = next(rest)
    return Arguments(list(names[:n]), varargs, varkw)


FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getfullargspec(func):
    """Return the parameters of a callable as a named tuple; signature() says more.

    Bound methods include their first argument, and __wrapped__ is not followed.
    """
    try:
        sig = _Finder(Signature, follow=False, skip_bound=False).of(func)
    except Exception as e:
        # Whatever went wrong, the callable is not one of those this is for.
        raise TypeError("unsupported callable") from e
    args, kwonly, defaults, kwdefaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    for name, param in sig.parameters.items():
        kind = param.kind
        if kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _VAR_KEYWORD:
            varkw = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if param.default is not _empty:
                kwdefaults[name] = param.default
        else:
            args.append(name)
            if param.default is not _empty:
                defaults.append(param.default)
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, annotations)


ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")


def getargvalues(frame):
    """Return the names of a frame's arguments, and its locals."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """Return the text of what getargvalues() returns, with optional functions for its parts."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(specs)})"


def _missing_arguments(function, names, kind):
    listed = [repr(name) for name in names]
    listed[-2:] = [" and ".join(listed[-2:])]
    text = ", ".join(listed)
    raise TypeError(f"{function}() missing {len(names)} required {kind} argument{'s'[:len(names) != 1]}: {text}")


def _too_many(function, args, kwonly, varargs, defaults, given, values):
    least = len(args) - defaults
    if varargs:
        takes, plural = f"at least {least}", least != 1
    elif defaults:
        takes, plural = f"from {least} to {len(args)}", True
    else:
        takes, plural = str(len(args)), len(args) != 1
    by_name = len([name for name in kwonly if name in values])
    more = ""
    if by_name:
        more = (f" positional argument{'s'[:given != 1]} (and {by_name} keyword-only "
                f"argument{'s'[:by_name != 1]})")
    raise TypeError(f"{function}() takes {takes} positional argument{'s'[:plural]} but {given}{more} "
                    f"{'was' if given == 1 and not by_name else 'were'} given")


def getcallargs(func, /, *positional, **named):
    """Return the values that the parameters of a function get in a call, as a dict."""
    args, varargs, varkw, defaults, kwonly, kwdefaults, _ = getfullargspec(func)
    name = func.__name__
    defaults = defaults or ()
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    if varkw:
        values[varkw] = {}
    known = {*args, *kwonly}
    for key, value in named.items():
        if key not in known:
            if not varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            values[varkw][key] = value
        elif key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            values[key] = value
    if len(positional) > len(args) and not varargs:
        _too_many(name, args, kwonly, varargs, len(defaults), len(positional), values)
    required = len(args) - len(defaults)
    missing = [arg for arg in args[:required] if arg not in values]
    if missing:
        _missing_arguments(name, missing, "positional")
    for arg, default in zip(args[required:], defaults):
        values.setdefault(arg, default)
    for arg in kwonly:
        if arg not in values and kwdefaults and arg in kwdefaults:
            values[arg] = kwdefaults[arg]
    missing = [arg for arg in kwonly if arg not in values]
    if missing:
        _missing_arguments(name, missing, "keyword-only")
    return values


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """Return what the names in a function refer to now: nonlocals, globals, builtins, and names without a value."""
    import dis
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    names = set()
    unbound = set()
    for instruction in dis.get_instructions(code):
        opname = instruction.opname
        if opname == "GLOBAL" or opname == "NAME":
            names.add(instruction.argval)
        elif opname in ("GETATTR", "METHOD", "CALLATTR"):
            unbound.add(instruction.argval)
    scope = func.__globals__
    outer = scope.get("__builtins__", builtins.__dict__)
    if ismodule(outer):
        outer = outer.__dict__
    global_vars = {}
    builtin_vars = {}
    for name in names:
        if name in scope:
            global_vars[name] = scope[name]
        elif name in outer:
            builtin_vars[name] = outer[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_vars, builtin_vars, unbound)


# Frames

class Traceback(namedtuple("_Traceback", "filename lineno function code_context index")):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f"Traceback(filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, "
                f"code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})")


class FrameInfo(namedtuple("_FrameInfo", ("frame",) + Traceback._fields)):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f"FrameInfo(frame={self.frame!r}, filename={self.filename!r}, lineno={self.lineno!r}, "
                f"function={self.function!r}, code_context={self.code_context!r}, index={self.index!r}, "
                f"positions={self.positions!r})")


class _Positions(namedtuple("Positions", "lineno end_lineno col_offset end_col_offset")):
    # dis.Positions, without importing dis for every look at the stack.
    pass


def _positions(code, lasti):
    if lasti >= 0:
        for i, position in enumerate(code.co_positions()):
            if i == lasti // 2:
                return position
    return None, None, None, None


def getframeinfo(frame, context=1):
    """Return a Traceback about a frame or a traceback: file, line, function, lines around, index of the line.

    context is the number of lines; it is None and so is the index if there is no source.
    """
    if istraceback(frame):
        line, lasti, frame = frame.tb_lineno, frame.tb_lasti, frame.tb_frame
    elif isframe(frame):
        line, lasti = frame.f_lineno, frame.f_lasti
    else:
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    positions = _positions(frame.f_code, lasti)
    if positions[0] is None:
        positions = (line, *positions[1:])
    line = positions[0]
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        try:
            lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(line - 1 - context // 2, len(lines) - context))
            lines = lines[start:start + context]
            index = line - 1 - start
    dis = sys.modules.get("dis")
    return Traceback(filename, line, frame.f_code.co_name, lines, index,
                     positions=(dis.Positions if dis else _Positions)(*positions))


def getlineno(frame):
    """Return the number of the line that a frame is at."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """Return a FrameInfo for a frame and each of its callers."""
    found = []
    while frame:
        info = getframeinfo(frame, context)
        found.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """Return a FrameInfo for each entry of a traceback."""
    found = []
    while tb:
        info = getframeinfo(tb, context)
        found.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return found


def currentframe():
    """Return the frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """Return a FrameInfo for the caller and each of its callers."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return a FrameInfo for each entry of the traceback of the exception that is being handled."""
    e = sys.exception()
    return getinnerframes(e.__traceback__ if e is not None else None, context)


# Generators and coroutines

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"
AGEN_CREATED = "AGEN_CREATED"
AGEN_RUNNING = "AGEN_RUNNING"
AGEN_SUSPENDED = "AGEN_SUSPENDED"
AGEN_CLOSED = "AGEN_CLOSED"


def getgeneratorstate(generator):
    """Return the state of a generator: GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    """Return the state of a coroutine: CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getasyncgenstate(agen):
    """Return the state of an asynchronous generator: AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def _locals(frame):
    return {} if frame is None else frame.f_locals


def getgeneratorlocals(generator):
    """Return the local variables of a generator, {} if it has ended."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    return _locals(getattr(generator, "gi_frame", None))


def getcoroutinelocals(coroutine):
    """Return the local variables of a coroutine, {} if it has ended."""
    return _locals(getattr(coroutine, "cr_frame", None))


def getasyncgenlocals(agen):
    """Return the local variables of an asynchronous generator, {} if it has ended."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    return _locals(getattr(agen, "ag_frame", None))


# As a program: python -m inspect [--details] MODULE[:NAME]

def _main():
    import argparse
    import importlib
    parser = argparse.ArgumentParser()
    parser.add_argument("object", help="what to look at, as 'module:qualname'")
    parser.add_argument("-d", "--details", action="store_true", help="show facts about it and not its source")
    options = parser.parse_args()
    module_name, _, names = options.object.partition(":")
    try:
        found = module = importlib.import_module(module_name)
    except Exception as e:
        print(f"Failed to import {module_name} ({type(e).__name__}: {e})", file=sys.stderr)
        sys.exit(2)
    for name in names.split(".") if names else ():
        found = getattr(found, name)
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    if not options.details:
        print(getsource(found))
        return
    print(f"Target: {options.object}")
    print(f"Origin: {getsourcefile(module)}")
    print(f"Cached: {module.__cached__}")
    if found is module:
        print(f"Loader: {module.__loader__!r}")
        if hasattr(module, "__path__"):
            print(f"Submodule search path: {module.__path__}")
    else:
        try:
            print(f"Line: {findsource(found)[1]}")
        except Exception:
            pass  # then there is no line to show
    print("\n")


if __name__ == "__main__":
    _main()
