import __future__
import warnings

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ONLY_AST = 0x400
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000
_incomplete = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

_features = [getattr(__future__, name) for name in __future__.all_feature_names]


def _maybe_compile(compiler, source, filename, symbol, flags):
    lines = map(str.strip, source.split("\n"))
    if symbol != "eval" and all(not line or line[0] == "#" for line in lines):
        source = "pass"  # nothing but comments is a statement, too
    with warnings.catch_warnings():
        # They are shown when it is compiled for good.
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol, flags=flags)
        except SyntaxError:
            # More lines may make it valid.
            try:
                compiler(source + "\n", filename, symbol, flags=flags)
                return None
            except SyntaxError as e:
                if type(e).__name__ == "_IncompleteInputError":
                    return None
    return compiler(source, filename, symbol, incomplete_input=False)


def _compile(source, filename, symbol, incomplete_input=True, *, flags=0):
    return compile(source, filename, symbol, flags | _incomplete if incomplete_input else flags)


def compile_command(source, filename="<input>", symbol="single", flags=0):
    """Compile a command, or return None if it is the begin of one.

    symbol is what the source is: 'single' (a statement), 'exec' (any number) or 'eval'
    (an expression). What no line can make valid is a SyntaxError.
    """
    return _maybe_compile(_compile, source, filename, symbol, flags)


class Compile:
    """As compile(), but future statements that it has compiled hold for what it compiles later."""

    def __init__(self):
        self.flags = _incomplete

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags |= self.flags
        if kwargs.get("incomplete_input", True) is False:
            flags &= ~_incomplete
        code = compile(source, filename, symbol, flags, True)
        if not flags & PyCF_ONLY_AST:
            for feature in _features:
                self.flags |= code.co_flags & feature.compiler_flag
        return code


class CommandCompiler:
    """As compile_command(), but future statements that it has compiled hold for what it compiles later."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """Compile a command, or return None if it is the begin of one; see compile_command()."""
        return _maybe_compile(self.compiler, source, filename, symbol, flags=self.compiler.flags)
