# Files and source text

import linecache
import os

modulesbyfile = {}
_filesbymodname = {}


def getfile(object):
    """Return the file in which an object was defined, TypeError if it is built in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is None:
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, "
                        f"got {type(object).__name__}")
    return code.co_filename


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def getmodulename(path):
    """Return the name of the module that a file is, None if its name is not one of a module."""
    from importlib.machinery import all_suffixes
    name = os.path.basename(path)
    for suffix in sorted(all_suffixes(), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """Return the file with the source of an object, None if there is none."""
    from importlib import machinery
    name = getfile(object)
    if name.endswith(tuple(machinery.BYTECODE_SUFFIXES)):
        name = os.path.splitext(name)[0] + machinery.SOURCE_SUFFIXES[0]
    elif name.endswith((*machinery.EXTENSION_SUFFIXES, ".fwork")):
        return None
    if name in linecache.cache or os.path.exists(name):
        return name
    # Text that a loader can give.
    module = getmodule(object, name)
    if getattr(module, "__loader__", None) is not None:
        return name
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return name
    return None


def getabsfile(object, _filename=None):
    """Return the absolute path of the file of an object, in the form that is the same for one file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """Return the module in which an object was defined, None if it is not known."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if file not in modulesbyfile:
        for name, module in sys.modules.copy().items():
            if ismodule(module) and hasattr(module, "__file__"):
                path = module.__file__
                if path == _filesbymodname.get(name):
                    continue
                _filesbymodname[name] = path
                path = getabsfile(module)
                modulesbyfile[path] = modulesbyfile[os.path.realpath(path)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    if hasattr(object, "__name__"):
        for name in "__main__", "builtins":
            module = sys.modules[name]
            if getattr(module, object.__name__, _absent) is object:
                return module
    return None


class ClassFoundException(Exception):
    pass


def findsource(object):
    """Return the lines of the file of an object, and the index of the line where it begins."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        # The linecache may know text that is in no file, such as that of a doctest.
        if not (file.startswith("<") and file.endswith(">")) or file.endswith(".fwork"):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            line = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available")
    else:
        code = _code_of(object)
        if code is None:
            raise OSError("could not find code object")
        line = code.co_firstlineno - 1
    if line >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, line


def indentsize(line):
    """Return the width of the indentation of a line, tabs expanded."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def getcomments(object):
    """Return the comment before an object, or at the begin of a module; None without one."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    found = []
    if ismodule(object):
        at = 1 if lines and lines[0][:2] == "#!" else 0
        while at < len(lines) and lines[at].strip() in ("", "#"):
            at += 1
        while at < len(lines) and lines[at][:1] == "#":
            found.append(lines[at].expandtabs())
            at += 1
    elif at > 0:
        indent = indentsize(lines[at])
        while at > 0 and lines[at - 1].lstrip()[:1] == "#" and indentsize(lines[at - 1]) == indent:
            at -= 1
            found.insert(0, lines[at].expandtabs().lstrip())
        while found and found[0].strip() == "#":
            del found[0]
        while found and found[-1].strip() == "#":
            del found[-1]
    return "".join(found) if found else None


class EndOfBlock(Exception):
    pass


class BlockFinder:
    """Finds the last line of the definition that a sequence of tokens begins with: attribute last."""

    def __init__(self):
        self.indent = 0
        self.singleline = False  # a lambda: it ends with its line
        self.started = False
        self.passline = False
        self.indecorator = False
        self.last = 1
        self.body_col0 = None

    def tokeneater(self, type, token, srowcol, erowcol, line):
        import tokenize
        if not self.started and not self.indecorator:
            self.passline = True
            if type in (tokenize.INDENT, tokenize.COMMENT, tokenize.NL) or token == "async":
                return
            if token == "@":
                self.indecorator = True
            else:
                self.started = True
                self.singleline = token not in ("def", "class")
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srowcol[0]
            if self.singleline:
                raise EndOfBlock
            self.indecorator = False
        elif self.passline:
            pass
        elif type == tokenize.INDENT:
            if self.body_col0 is None and self.started:
                self.body_col0 = erowcol[1]
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif type == tokenize.COMMENT:
            if self.body_col0 is not None and srowcol[1] >= self.body_col0:
                self.last = srowcol[0]  # it belongs to the block although nothing follows
        elif self.indent == 0 and type != tokenize.NL:
            raise EndOfBlock


def getblock(lines):
    """Return the lines of the definition that a list of lines begins with."""
    import tokenize
    finder = BlockFinder()
    last = None
    try:
        for last in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*last)
    except (EndOfBlock, IndentationError):
        pass
    except SyntaxError as e:
        if "unmatched" not in e.msg or last is None:
            raise e from None
        # A lambda within brackets, the closing one behind it.
        try:
            finder.tokeneater(tokenize.NEWLINE, *last[1:])
        except (EndOfBlock, IndentationError):
            pass
    return lines[:finder.last]


def getsourcelines(object):
    """Return the lines of the source of an object, and the number of the first (0 for a module)."""
    object = unwrap(object)
    lines, at = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    """Return the source text of an object; OSError if it cannot be had."""
    return "".join(getsourcelines(object)[0])


