import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning",
           "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings", "deprecated"]

_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")

# Each filter is (action, message, category, module, lineno); message and module
# are None, a string to equal, or a compiled pattern.
filters = []
defaultaction = _defaultaction = "default"
onceregistry = _onceregistry = {}
_filters_version = 1


def _filters_mutated():
    # Makes every module forget which of its warnings were shown.
    global _filters_version
    _filters_version += 1


class WarningMessage:
    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, "
                f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Hook to write a warning to a file; replace if you like."""
    _write(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """Function to format a warning the standard way."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _format(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        try:
            import linecache
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            # While the interpreter shuts down nothing can be imported any more.
            line = None
    if line:
        text += f"  {line.strip()}\n"
    return text


def _write(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    if formatwarning is _formatwarning_orig:
        text = _format(msg)
    else:
        text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    try:
        file.write(text)
    except OSError:
        # A warning must not stop the program because stderr is gone.
        pass


def _show(msg):
    if showwarning is _showwarning_orig:
        _write(msg)
        return
    if not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)



def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Insert an entry into the list of warnings filters (at the front).

    'action' -- one of "error", "ignore", "always", "all", "default", "module",
                or "once"
    'message' -- a regex that the warning message must match
    'category' -- a class that the warning must be a subclass of
    'module' -- a regex that the module name must match
    'lineno' -- an integer line number, 0 matches all warnings
    'append' -- if true, append to the list of filters
    """
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_lineno(lineno)
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Insert a simple entry into the list of warnings filters (at the front).

    A simple filter matches all modules and messages.
    'action' -- one of "error", "ignore", "always", "all", "default", "module",
                or "once"
    'category' -- a class that the warning must be a subclass of
    'lineno' -- an integer line number, 0 matches all warnings
    'append' -- if true, append to the list of filters
    """
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _check_lineno(lineno)
    _add_filter((action, None, category, None, lineno), append)


def _check_lineno(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Clear the list of warning filters, so that no filters are active."""
    filters[:] = []
    _filters_mutated()


class _OptionError(Exception):
    """Exception used by option processing helpers."""


def _process_options(options):
    for option in options:
        try:
            _set_option(option)
        except _OptionError as e:
            print("Invalid -W option ignored:", e, file=sys.stderr)


def _set_option(option):
    parts = [p.strip() for p in option.split(":")]
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {option!r}")
    action, message, category, module, lineno = parts + [""] * (5 - len(parts))
    action = _get_action(action)
    category = _get_category(category)
    if message or module:
        import re
        if message:
            message = re.escape(message)
        if module:
            module = re.escape(module) + r"\z"
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError(f"invalid lineno {lineno!r}") from None
    else:
        lineno = 0
    filterwarnings(action, message, category, module, lineno)


def _get_action(action):
    if not action:
        return "default"
    for name in _ACTIONS:
        if name.startswith(action):
            return name
    raise _OptionError(f"invalid action: {action!r}")


def _get_category(category):
    if not category:
        return Warning
    module, _, name = category.rpartition(".")
    try:
        m = __import__(module or "builtins", None, None, [name])
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    try:
        found = getattr(m, name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not isinstance(found, type) or not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


def _is_internal(frame):
    name = frame.f_code.co_filename
    return "importlib" in name and "_bootstrap" in name


def _outer(frame, prefixes):
    frame = frame.f_back
    while frame is not None and (_is_internal(frame) or
                                 prefixes and frame.f_code.co_filename.startswith(prefixes)):
        frame = frame.f_back
    return frame


# _warn and _warn_explicit are what the functions warn and warn_explicit call: an
# exception for these to raise is returned, so that it shows no frame of this file.

def _warn(message, category, stacklevel, source, prefixes):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        return TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    for p in prefixes:
        if not isinstance(p, str):
            return TypeError(f"Found non-str '{type(p).__name__}' in skip_file_prefixes.")
    if prefixes:
        stacklevel = max(2, stacklevel)
    try:
        frame = sys._getframe(1)
    except ValueError:
        frame = None
    if stacklevel <= 0 or frame is not None and _is_internal(frame):
        for _ in range(stacklevel - 1):
            if frame is None:
                break
            frame = frame.f_back
    else:
        for _ in range(stacklevel - 1):
            if frame is None:
                break
            frame = _outer(frame, prefixes)
    if frame is None:
        globals, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        globals, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = globals.get("__name__", "<string>")
    registry = globals.setdefault("__warningregistry__", {})
    return _warn_explicit(message, category, filename, lineno, module, registry, globals, source)


def _warn_explicit(message, category, filename, lineno, module, registry, module_globals, source):
    if module is None:
        module = filename or "<unknown>"
        if module.endswith(".py"):
            module = module[:-3]
    if registry is None:
        registry = {}
    elif not isinstance(registry, dict):
        return TypeError("'registry' must be a dict or None")
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return None
    for action, pattern, kind, place, line in filters:
        if ((pattern is None or _matches(pattern, str(text))) and issubclass(category, kind) and
                (place is None or _matches(place, module)) and (line == 0 or lineno == line)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return None
    if action == "error":
        return message
    if action == "once":
        registry[key] = 1
        key = (text, category)
        if onceregistry.get(key):
            return None
        onceregistry[key] = 1
    elif action == "module":
        registry[key] = 1
        key = (text, category, 0)
        if registry.get(key):
            return None
        registry[key] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        return RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    if module_globals:
        # While the module can still be asked for its source.
        import linecache
        linecache.getlines(filename, module_globals)
    _show(WarningMessage(message, category, filename, lineno, source=source))
    return None


def _matches(pattern, text):
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


class catch_warnings:
    """A context manager that copies and restores the warnings filter upon
    exiting the context.

    The 'record' argument specifies whether warnings should be captured by a
    custom implementation of warnings.showwarning() and be appended to a list
    returned by the context manager. Otherwise None is returned by the context
    manager. The objects appended to the list are arguments whose attributes
    mirror the arguments to showwarning().

    If the 'action' argument is not None, the remaining arguments are passed to
    warnings.simplefilter() as if it were called immediately on entering the
    context.
    """

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        m = self._module
        self._saved = m.filters, m.showwarning, m._write
        m.filters = m.filters[:]
        m._filters_mutated()
        log = None
        if self._record:
            log = []
            m._write = log.append
            # A showwarning that a program has installed before is out of use inside.
            m.showwarning = m._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        m = self._module
        m.filters, m.showwarning, m._write = self._saved
        m._filters_mutated()


class deprecated:
    """Indicate that a class, function or overload is deprecated.

    When this decorator is applied to an object, the type checker
    will generate a diagnostic on usage of the deprecated object.
    At run time calling it issues a warning of the given category, unless that is
    None.
    """

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        import functools
        msg, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = msg
            return arg
        if isinstance(arg, type):
            return _deprecate_class(arg, msg, category, stacklevel)
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to "
                            f"a class or callable, not {arg!r}")

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(msg, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        arg.__deprecated__ = wrapper.__deprecated__ = msg
        return wrapper


def _deprecate_class(cls, msg, category, stacklevel):
    import functools
    new, init_subclass = cls.__new__, cls.__init_subclass__

    @functools.wraps(new)
    def __new__(c, /, *args, **kwargs):
        if c is cls:
            warn(msg, category=category, stacklevel=stacklevel + 1)
        if new is not object.__new__:
            return new(c, *args, **kwargs)
        if c.__init__ is object.__init__ and (args or kwargs):
            raise TypeError(f"{c.__name__}() takes no arguments")
        return new(c)

    cls.__new__ = staticmethod(__new__)
    inner = getattr(init_subclass, "__func__", init_subclass)
    bound = inner is not init_subclass

    @functools.wraps(inner)
    def __init_subclass__(*args, **kwargs):
        warn(msg, category=category, stacklevel=stacklevel + 1)
        return inner(*args, **kwargs)

    if bound:
        cls.__init_subclass__ = classmethod(__init_subclass__)
    else:
        # A built-in class method is bound to cls already.
        cls.__init_subclass__ = staticmethod(__init_subclass__)
    cls.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = msg
    return cls


def _deprecated(name, message="{name!r} is deprecated and slated for removal in Python {remove}", *, remove,
                _version=None):
    """Warn that name is going to be removed, or raise RuntimeError if it should have been by now."""
    release = f"{remove[0]}.{remove[1]}"
    # Without a version the caller is the standard library, which may be that of an
    # earlier Python (--stdlib): what it still has works.
    if _version and (_version[:2] > remove or _version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {release} alpha")
    warn(message.format(name=name, remove=release), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    text = f"coroutine '{coro.__qualname__}' was never awaited"
    if coro.cr_origin:
        import linecache
        import traceback
        places = [(file, line, name, linecache.getline(file, line)) for file, line, name in reversed(coro.cr_origin)]
        text += "\nCoroutine created at (most recent call last)\n" + "".join(traceback.format_list(places))
    warn(text.rstrip("\n"), category=RuntimeWarning, stacklevel=2, source=coro)


def _install():
    for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        filters.insert(0, ("ignore", None, category, None, 0))
    filters.insert(0, ("default", None, DeprecationWarning, "__main__", 0))
    if sys.flags.dev_mode:
        filters[:] = [("default", None, Warning, None, 0)]
    if sys.flags.bytes_warning:
        action = "error" if sys.flags.bytes_warning > 1 else "default"
        filters.insert(0, (action, None, BytesWarning, None, 0))
    _process_options(sys.warnoptions)


_install()
