__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split",
    "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag", "PatternError"
]

__version__ = "2.2.1"


class PatternError(Exception):
    """Exception raised for invalid regular expressions.

    Attributes:

        msg: The unformatted error message
        pattern: The regular expression pattern
        pos: The index in the pattern where compilation failed (may be None)
        lineno: The line corresponding to pos (may be None)
        colno: The column corresponding to pos (may be None)
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
        else:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = "%s at position %d" % (msg, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


error = PatternError

_flags = {
    "NOFLAG": 0, "ASCII": 256, "A": 256, "IGNORECASE": 2, "I": 2, "LOCALE": 4, "L": 4,
    "UNICODE": 32, "U": 32, "MULTILINE": 8, "M": 8, "DOTALL": 16, "S": 16,
    "VERBOSE": 64, "X": 64, "DEBUG": 128,
}


def __getattr__(name):
    # The flags are members of an enumeration, which is made when one is asked for:
    # module enum costs more than this one.
    if name != "RegexFlag" and name not in _flags:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import enum

    class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
        _ignore_ = ["flag", "value"]
        for flag, value in _flags.items():
            locals()[flag] = value
        __str__ = object.__str__
        _numeric_repr_ = hex

    RegexFlag.__qualname__ = "RegexFlag"
    enum.global_enum(RegexFlag)
    globals().update(RegexFlag=RegexFlag, **RegexFlag.__members__)
    return globals()[name]


def __dir__():
    return sorted({*globals(), "RegexFlag", *_flags})


class Scanner:
    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        # The actions are looked up by the group that closed last, which is a phrase's.
        self.scanner = compile("|".join("(%s)" % phrase for phrase, action in lexicon), flags)

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        i = 0
        while m := match():
            j = m.end()
            if i == j:
                break
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            i = j
        return result, string[i:]
