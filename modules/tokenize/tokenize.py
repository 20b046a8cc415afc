import _tokenize
import codecs
import re
import sys
from builtins import open as _builtin_open
from collections import namedtuple
from itertools import chain as _chain
from token import *
from token import EXACT_TOKEN_TYPES
from token import __all__ as _token_names

__all__ = _token_names + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open",
                          "TokenError"]
del _token_names

cookie_re = re.compile(br"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)
tabsize = 8


def _all_string_prefixes():
    # Every prefix of a string literal, in each order and case of its letters.
    found = {""}
    for prefix in "b", "r", "u", "f", "t", "br", "fr", "tr":
        for order in {prefix, prefix[::-1]}:
            cases = [""]
            for letter in order:
                cases = [case + c for case in cases for c in (letter, letter.upper())]
            found.update(cases)
    return found


single_quoted = {prefix + quote for prefix in _all_string_prefixes() for quote in "'\""}
triple_quoted = {prefix + quote for prefix in _all_string_prefixes() for quote in ("'''", '"""')}
# What is left of a literal after its prefix and opening quotes.
_ends = {
    "'": r"[^'\\]*(?:\\.[^'\\]*)*'",
    '"': r'[^"\\]*(?:\\.[^"\\]*)*"',
    "'''": r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''",
    '"""': r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""',
}
endpats = {prefix + quote: end for prefix in _all_string_prefixes() for quote, end in _ends.items()}


class TokenError(Exception):
    pass


class TokenInfo(namedtuple("TokenInfo", "type string start end line")):
    def __repr__(self):
        return (f"TokenInfo(type={self.type} ({tok_name[self.type]}), string={self.string!r}, "
                f"start={self.start!r}, end={self.end!r}, line={self.line!r})")

    @property
    def exact_type(self):
        """The type, of an operator the one that it has of its own."""
        if self.type == OP:
            return EXACT_TOKEN_TYPES.get(self.string, OP)
        return self.type


class Untokenizer:
    """Turns tokens back into source: untokenize() is its use."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.prev_type = None
        self.prev_line = ""
        self.encoding = None

    def add_whitespace(self, start):
        """Add what is between the last token and one that starts at a position."""
        row, col = start
        if start < (self.prev_row, self.prev_col):
            raise ValueError(f"start ({row},{col}) precedes previous end ({self.prev_row},{self.prev_col})")
        self.add_backslash_continuation(start)
        self.tokens.append(" " * (col - self.prev_col))

    def add_backslash_continuation(self, start):
        """Add the backslashes that must have joined lines that no NEWLINE or NL separates."""
        rows = start[0] - self.prev_row
        if rows == 0:
            return
        newline = "\r\n" if self.prev_line.endswith("\r\n") else "\n"
        line = self.prev_line.rstrip("\\\r\n")
        self.tokens.append(line[len(line.rstrip()):] + f"\\{newline}" * rows)
        self.prev_col = 0

    def escape_brackets(self, token):
        """Double the braces in the text of an f-string, but for those of names: \\N{…}."""
        found = []
        in_name = False
        for c in token:
            if c == "}" and in_name:
                in_name = False
            elif c == "}":
                found.append(c)
            elif c == "{":
                before = "".join(found[:-1])
                backslashes = len(before) - len(before.rstrip("\\"))
                if backslashes % 2 and found[-1] == "N":
                    in_name = True
                else:
                    found.append(c)
            found.append(c)
        return "".join(found)

    def untokenize(self, iterable):
        """Return the source of tokens, of which the first that has no positions ends the exact ones."""
        tokens = iter(iterable)
        indents = []
        at_line_start = False
        for token in tokens:
            if len(token) == 2:
                self.compat(token, tokens)
                break
            kind, text, start, end, line = token
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                # It may be less indented within brackets.
                if start[1] >= len(indents[-1]):
                    self.tokens.append(indents[-1])
                    self.prev_col = len(indents[-1])
                at_line_start = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE) and ("{" in text or "}" in text):
                text = self.escape_brackets(text)
                last = text.splitlines()[-1]
                end = end[0], end[1] + last.count("{{") + last.count("}}")
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
            self.prev_type = kind
            self.prev_line = line
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Add tokens without positions, a token and those of an iterable, with enough spaces between them."""
        indents = []
        at_line_start = token[0] in (NEWLINE, NL)
        after_string = False
        depth = 0  # of f-strings and t-strings
        for kind, text, *_ in _chain([token], iterable):
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += " "
            if kind == STRING and after_string:
                text = " " + text
            after_string = kind == STRING
            if kind in (FSTRING_START, TSTRING_START):
                depth += 1
            elif kind in (FSTRING_END, TSTRING_END):
                depth -= 1
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                self.tokens.append(indents[-1])
                at_line_start = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                text = self.escape_brackets(text)
            if depth and text in ("{", "}") and self.tokens and self.tokens[-1] == text:
                text = " " + text  # doubled, it would be text of the string
            if kind in (STRING, FSTRING_START) and self.prev_type in (STRING, FSTRING_END):
                self.tokens.append(" ")
            self.tokens.append(text)
            self.prev_type = kind


def untokenize(iterable):
    """Return the source that tokens were made of: bytes if they begin with an ENCODING token, else str.

    Tokens are tuples of type and text at least. With positions the source is as it was
    but for spaces at the ends of lines; without them its tokens are the same.
    """
    untokenizer = Untokenizer()
    source = untokenizer.untokenize(iterable)
    return source if untokenizer.encoding is None else source.encode(untokenizer.encoding)


def _get_normal_name(name):
    # The names that the engine knows, however they are written.
    start = name[:12].lower().replace("_", "-")
    if start == "utf-8" or start.startswith("utf-8-"):
        return "utf-8"
    if start in ("latin-1", "iso-8859-1", "iso-latin-1") or start.startswith(
            ("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return name


def detect_encoding(readline):
    """Return the encoding of source by its byte order mark or coding comment, and the lines read for it.

    readline is called twice at most. The encoding is 'utf-8' by default, 'utf-8-sig'
    with a byte order mark. SyntaxError if the two contradict each other, or the
    encoding is unknown.
    """
    try:
        filename = readline.__self__.name
    except AttributeError:
        filename = None
    where = "" if filename is None else f" for {filename!r}"
    bom = False
    default = "utf-8"

    def next_line():
        try:
            return readline()
        except StopIteration:
            return b""

    def cookie(line):
        match = cookie_re.match(line)
        if not match:
            return None
        name = _get_normal_name(match.group(1).decode())
        try:
            codecs.lookup(name)
        except LookupError:
            raise SyntaxError(f"unknown encoding{where}: {name}")
        if not bom:
            return name
        if name != "utf-8":
            raise SyntaxError(f"encoding problem{where}: utf-8")
        return "utf-8-sig"

    def checked(lines, encoding):
        text = b"".join(lines)
        if 0 in text:
            raise SyntaxError("source code cannot contain null bytes")
        try:
            text.decode(encoding)
        except UnicodeDecodeError:
            raise SyntaxError(f"invalid or missing encoding declaration{where}")
        return encoding, lines

    first = next_line()
    if first.startswith(codecs.BOM_UTF8):
        bom = True
        first = first[3:]
        default = "utf-8-sig"
    if not first:
        return default, []
    encoding = cookie(first)
    if encoding:
        return checked([first], encoding)
    if not blank_re.match(first):
        return checked([first], default)
    second = next_line()
    if not second:
        return checked([first], default)
    return checked([first, second], cookie(second) or default)


def open(filename):
    """Open a source file for reading text, in the encoding that it declares."""
    from io import TextIOWrapper
    buffer = _builtin_open(filename, "rb")
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        buffer.close()
        raise


def tokenize(readline):
    """Generate the tokens of source, of which readline returns one line of bytes after the other.

    They are TokenInfos: type, text, start and end as (row, column), and the line. The
    first is an ENCODING token.
    """
    encoding, lines = detect_encoding(readline)
    if encoding == "utf-8-sig":
        encoding = "utf-8"
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    yield from _generate_tokens_from_c_tokenizer(_chain(lines, iter(readline, b"")).__next__, encoding,
                                                 extra_tokens=True)


def generate_tokens(readline):
    """Generate the tokens of source as tokenize() does, readline returning str."""
    return _generate_tokens_from_c_tokenizer(readline, extra_tokens=True)


def _generate_tokens_from_c_tokenizer(source, encoding=None, extra_tokens=False):
    options = {} if encoding is None else {"encoding": encoding}
    try:
        for token in _tokenize.TokenizerIter(source, extra_tokens=extra_tokens, **options):
            yield TokenInfo._make(token)
    except SyntaxError as e:
        if type(e) is not SyntaxError:
            raise e from None
        message = e.msg
        if "unterminated triple-quoted string literal" in message:
            message = "EOF in multi-line string"
        raise TokenError(message, (e.lineno, e.offset)) from None


def _main(args=None):
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument(dest="filename", nargs="?", metavar="filename.py",
                        help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true",
                        help="display token names using the exact type")
    options = parser.parse_args(args)
    filename = options.filename or "<stdin>"

    def fail(message, *position):
        place = ":".join(map(str, (filename, *position)))
        print(f"{place}: error: {message}", file=sys.stderr)
        sys.exit(1)
    try:
        if options.filename:
            with _builtin_open(filename, "rb") as file:
                tokens = list(tokenize(file.readline))
        else:
            tokens = generate_tokens(sys.stdin.readline)
        for token in tokens:
            kind = token.exact_type if options.exact else token.type
            place = "%d,%d-%d,%d:" % (token.start + token.end)
            print("%-20s%-15s%-15r" % (place, tok_name[kind], token.string))
    except IndentationError as e:
        fail(e.args[0], *e.args[1][1:3])
    except TokenError as e:
        fail(e.args[0], *e.args[1])
    except SyntaxError as e:
        fail(e)
    except OSError as e:
        print(f"error: {e}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("interrupted\n")


if __name__ == "__main__":
    _main()
