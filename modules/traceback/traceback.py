import linecache
import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb', 'print_list']


class _Missing:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Missing()
BUILTIN_EXCEPTION_LIMIT = object()
_RECURSIVE_CUTOFF = 3

_cause_message = (
    "\nThe above exception was the direct cause "
    "of the following exception:\n\n")
_context_message = (
    "\nDuring handling of the above exception, "
    "another exception occurred:\n\n")


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def _value_and_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__


def _lines_of(value, tb, limit, chain, colorize):
    if isinstance(value, BaseException) and (tb is None or type(tb).__name__ == "traceback"):
        return _format_exception(value, tb, limit, chain, colorize)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain, colorize=colorize))


def print_list(extracted_list, file=None):
    "Print the entries of a stack, as extract_tb or extract_stack return them."
    _write(StackSummary.from_list(extracted_list).format(), file)


def format_list(extracted_list):
    "The entries of a stack as strings, each of which ends in a newline."
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    "Print the entries of a traceback, at most limit."
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    "The entries of a traceback as strings."
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    "The entries of a traceback as a StackSummary."
    return StackSummary._extract(_walk_positions(tb), limit=limit)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None,
                    file=None, chain=True, **kwargs):
    "Print an exception with its traceback and what it is chained to."
    value, tb = _value_and_tb(exc, value, tb)
    _write(_lines_of(value, tb, limit, chain, kwargs.get("colorize", False)), file)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None,
                     chain=True, **kwargs):
    "What print_exception prints, as a list of strings."
    value, tb = _value_and_tb(exc, value, tb)
    return _lines_of(value, tb, limit, chain, kwargs.get("colorize", False))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    "The end of a traceback: the exception's class and text, and its notes."
    if value is _sentinel:
        value = exc
    te = TracebackException(type(value), value, None, compact=True)
    return list(te.format_exception_only(show_group=show_group, colorize=kwargs.get("colorize", False)))


def print_exc(limit=None, file=None, chain=True):
    "Print the exception that is being handled."
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    "What print_exc prints, as a string."
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    "Print the exception that ended the last statement at the prompt."
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    elif hasattr(sys, "last_type"):
        print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                        limit=limit, file=file, chain=chain)
    else:
        raise ValueError("no last exception")


def print_stack(f=None, limit=None, file=None):
    "Print the stack from its start to the caller, or to the frame f."
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    "What print_stack prints, as a list of strings."
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    "The stack from its start to the caller, or to the frame f, as a StackSummary."
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    "Clear the local variables of the frames of a traceback."
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def walk_stack(f):
    "Iterate over a frame and its callers, with the line that each is at."
    if f is None:
        f = sys._getframe().f_back

    def walk(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return walk(f)


def walk_tb(tb):
    "Iterate over the frames of a traceback, with the line that each was at."
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_positions(tb):
    while tb is not None:
        yield tb.tb_frame, _position(tb)
        tb = tb.tb_next


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


class FrameSummary:
    """An entry of a stack: filename, lineno, name, line and locals, and the
    range end_lineno, colno, end_colno where it is known."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno',
                 'name', '_lines', 'locals', '_code')

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        if lookup_line:
            self.line
        self.locals = None
        if locals:
            self.locals = {k: _safe_string(v, 'local', func=repr) for k, v in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and
                    self.lineno == other.lineno and
                    self.name == other.name and
                    self.locals == other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    __hash__ = None

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            lines = []
            for n in range(self.lineno, self.end_lineno + 1):
                lines.append(linecache.getline(self.filename, n).rstrip())
            self._lines = "\n".join(lines) + "\n"
        return self._lines

    @property
    def line(self):
        "The first line of source, without the white space around it."
        lines = self._original_lines
        return None if lines is None else lines.partition("\n")[0].strip()


class StackSummary(list):
    "A list of FrameSummary objects: a stack."

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        "Make a StackSummary of frames and line numbers, as walk_tb gives them."
        pairs = ((f, (lineno, None, None, None)) for f, lineno in frame_gen)
        return klass._extract(pairs, limit=limit, lookup_lines=lookup_lines,
                              capture_locals=capture_locals)

    @classmethod
    def _extract(klass, pairs, *, limit=None, lookup_lines=True, capture_locals=False):
        from_end = limit is BUILTIN_EXCEPTION_LIMIT
        if limit is None or from_end:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
            if limit is not None and from_end:
                pairs = list(pairs)
                pairs = pairs[len(pairs) - limit:]
                limit = None
        if limit is not None:
            pairs = list(pairs)
            pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
        result = klass()
        names = set()
        for f, (lineno, end_lineno, colno, end_colno) in pairs:
            code = f.f_code
            filename = code.co_filename
            names.add(filename)
            linecache.lazycache(filename, f.f_globals)
            result.append(FrameSummary(
                filename, lineno, code.co_name, lookup_line=False,
                locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno, _code=code))
        for filename in names:
            linecache.checkcache(filename)
        if lookup_lines:
            for f in result:
                f.line
        return result

    @classmethod
    def from_list(klass, a_list):
        "Make a StackSummary of FrameSummary objects or tuples of four."
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        "The text of one entry; None leaves it out."
        f = frame_summary
        return _format_frame(f.filename, f.lineno, f.name, f.end_lineno, f.colno, f.end_colno,
                             f._original_lines, f.locals, kwargs.get("colorize", False))

    def format(self, **kwargs):
        "The entries as strings; a row of equal ones is cut short."
        colorize = kwargs.get("colorize", False)
        result = []
        last = None
        count = 0

        def repeated():
            if count > _RECURSIVE_CUTOFF:
                more = count - _RECURSIVE_CUTOFF
                result.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')

        for f in self:
            text = self.format_frame_summary(f, colorize=colorize)
            if text is None:
                continue
            here = (f.filename, f.lineno, f.name)
            if here != last or None in here:
                repeated()
                last = here
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        repeated()
        return result


class _Output:
    "Adds the margin of exception groups to what is printed."

    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.depth)

    def emit(self, text, margin='|'):
        if self.depth:
            prefix = self.indent() + margin + ' '
            text = "".join([prefix + line for line in text.splitlines(True)])
        return text


class TracebackException:
    """An exception captured for printing: its text, its stack and, as
    TracebackException objects too, its cause, context and group members."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        is_top = _seen is None
        if is_top:
            _seen = set()
        _seen.add(id(exc_value))

        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(
            _walk_positions(exc_traceback), limit=limit,
            lookup_lines=lookup_lines, capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, 'exception')
        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as e:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_string(e, "__notes__", repr)}']

        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        self.exc_type_qualname = exc_type.__qualname__ if exc_type is not None else None
        self.exc_type_module = exc_type.__module__ if exc_type is not None else None
        if exc_type is not None and issubclass(exc_type, SyntaxError):
            self._is_syntax_error = True
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            metadata = getattr(exc_value, "_metadata", None)
            self._source = metadata[2] if metadata else None
        elif isinstance(exc_value, BaseException):
            self._str += _suggestion(exc_value, exc_traceback)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False

        if not is_top:
            return

        def capture(e):
            return TracebackException(
                type(e), e, e.__traceback__, limit=limit, lookup_lines=lookup_lines,
                capture_locals=capture_locals, max_group_width=max_group_width,
                max_group_depth=max_group_depth, _seen=_seen)

        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()
            te.__cause__ = te.__context__ = te.exceptions = None
            if e is None:
                continue
            if e.__cause__ is not None and id(e.__cause__) not in _seen:
                te.__cause__ = capture(e.__cause__)
            wanted = not compact or te.__cause__ is None and not e.__suppress_context__
            if wanted and e.__context__ is not None and id(e.__context__) not in _seen:
                te.__context__ = capture(e.__context__)
            if isinstance(e, BaseExceptionGroup):
                te.exceptions = [capture(x) for x in e.exceptions]
            if te.__cause__:
                queue.append((te.__cause__, e.__cause__))
            if te.__context__:
                queue.append((te.__context__, e.__context__))
            if te.exceptions:
                queue.extend(zip(te.exceptions, e.exceptions))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        "Make a TracebackException of an exception."
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        "The exception's class (deprecated: use exc_type_str)."
        try:
            import warnings
        except ImportError:
            pass
        else:
            warnings.warn('Deprecated in 3.13. Use exc_type_str instead.',
                          DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        "The name of the exception's class, with its module where that is shown."
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        if not isinstance(module, str):
            module = "<unknown>"
        return module + '.' + self.exc_type_qualname

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        "Iterate over the strings for the exception without its stack."
        colorize = kwargs.get("colorize", False)
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str, colorize)
            return
        if self._is_syntax_error:
            for line in _format_syntax_error(self.exc_type_str, self.filename, self.lineno, self.offset, self.text,
                                             self.end_lineno, self.end_offset, self.msg, self._source, colorize):
                yield indent + line
        else:
            text = _final_line(self.exc_type_str, self._str, colorize)
            if _depth > 0:
                for line in text[:-1].split('\n'):
                    yield indent + line + '\n'
            else:
                yield text
        if self.__notes__ is not None:
            for line in _format_notes(self.__notes__):
                yield indent + line + '\n'
        if self.exceptions and show_group:
            for x in self.exceptions:
                yield from x.format_exception_only(show_group=show_group, _depth=_depth + 1, colorize=colorize)

    def format(self, *, chain=True, _ctx=None, **kwargs):
        "Iterate over the strings of the whole report."
        colorize = kwargs.get("colorize", False)
        out = _ctx or _Output()
        links = []
        exc = self
        while exc is not None:
            message = following = None
            if chain:
                if exc.__cause__ is not None:
                    message, following = _cause_message, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    message, following = _context_message, exc.__context__
            links.append((message, exc))
            exc = following
        for message, exc in reversed(links):
            if message is not None:
                yield out.emit(message)
            if exc.exceptions is not None:
                yield from exc._format_group(out, chain, colorize)
                continue
            if exc.stack:
                yield out.emit('Traceback (most recent call last):\n')
                for text in exc.stack.format(colorize=colorize):
                    yield out.emit(text)
            for text in exc.format_exception_only(colorize=colorize):
                yield out.emit(text)

    def _format_group(self, out, chain, colorize):
        if out.depth > self.max_group_depth:
            yield out.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            return
        top = out.depth == 0
        if top:
            out.depth = 1
        if self.stack:
            yield out.emit('Exception Group Traceback (most recent call last):\n', '+' if top else '|')
            for text in self.stack.format(colorize=colorize):
                yield out.emit(text)
        for text in self.format_exception_only(colorize=colorize):
            yield out.emit(text)
        width = self.max_group_width
        total = len(self.exceptions)
        shown = min(total, width + 1)
        out.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                out.need_close = True
            title = f'{i + 1}' if i < width else '...'
            yield out.indent() + ('+-' if i == 0 else '  ') + f'+---------------- {title} ----------------\n'
            out.depth += 1
            if i < width:
                yield from self.exceptions[i].format(chain=chain, _ctx=out, colorize=colorize)
            else:
                rest = total - width
                yield out.emit(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            if last and out.need_close:
                yield out.indent() + "+------------------------------------\n"
                out.need_close = False
            out.depth -= 1
        if top:
            out.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        "Print the report."
        _write(self.format(chain=chain, colorize=kwargs.get("colorize", False)), file)
