__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_whitespace = '\t\n\x0b\x0c\r '


def _is_word(c):
    return c.isalnum() or c == '_'


def _is_letter(c):
    return _is_word(c) and not c.isdecimal()


def _before_dash(text, i):
    """Whether a dash at i may follow what is before it."""
    return i > 0 and (_is_word(text[i - 1]) or text[i - 1] in '!"\'&.,?')


def _dashes(text, i):
    """The length of two or more dashes at i before a word, or 0."""
    j = i
    while text[j:j + 1] == '-':
        j += 1
    return j - i if j - i >= 2 and j < len(text) and _is_word(text[j]) else 0


def _breaks_after_hyphen(text, i):
    """Whether a line may end behind the hyphen at i: it stands between letters."""
    if i < 2 or not _is_letter(text[i - 1]):
        return False
    if not _is_letter(text[i - 2]) and not (
            i >= 3 and text[i - 2] == '-' and _is_letter(text[i - 3])):
        return False
    after = text[i + 1:i + 4]
    if not after or not _is_letter(after[0]):
        return False
    rest = after[2:] if after[1:2] == '-' else after[1:2]
    return rest != '' and _is_letter(rest[0])


class TextWrapper:
    """
    Object for wrapping/filling text.  The public interface consists of the
    wrap() and fill() methods; the other methods are just there for subclasses
    to override in order to tweak the default behaviour.
    """

    def __init__(self, width=70, initial_indent="", subsequent_indent="",
                 expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        """Expand tabs and make all whitespace spaces, as the options say."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(dict.fromkeys(map(ord, _whitespace), ' '))
        return text

    def _split(self, text):
        """Split the text into the chunks that are never broken: words, parts of
        hyphenated words, dashes and runs of whitespace.
        """
        chunks, i, n = [], 0, len(text)
        while i < n:
            j = i + 1
            if text[i] in _whitespace:
                while j < n and text[j] in _whitespace:
                    j += 1
            elif self.break_on_hyphens:
                dashes = _dashes(text, i) if _before_dash(text, i) else 0
                if dashes:
                    j = i + dashes
                else:
                    while j < n and text[j] not in _whitespace:
                        if text[j] == '-':
                            if _breaks_after_hyphen(text, j):
                                j += 1
                                break
                            if _before_dash(text, j) and _dashes(text, j):
                                break
                        j += 1
            else:
                while j < n and text[j] not in _whitespace:
                    j += 1
            chunks.append(text[i:j])
            i = j
        return chunks

    def _fix_sentence_endings(self, chunks):
        """Put two spaces behind the end of a sentence."""
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == " ":
                end = chunks[i].removesuffix('"') if chunks[i][-1] == '"' else \
                    chunks[i].removesuffix("'")
                if len(end) >= 2 and end[-1] in '.!?' and 'a' <= end[-2] <= 'z':
                    chunks[i + 1] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Break a chunk that does not fit on any line, or put it on its own."""
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words and space_left > 0:
            chunk = reversed_chunks[-1]
            end = space_left
            if self.break_on_hyphens and len(chunk) > space_left:
                hyphen = chunk.rfind('-', 0, space_left)
                if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """Make lines of the chunks."""
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            line, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1
                        and not chunks[0].strip()) and length <= width):
                lines.append(indent + ''.join(line))
                continue
            self._end_with_placeholder(lines, line, length, indent, width)
            break
        return lines

    def _end_with_placeholder(self, lines, line, length, indent, width):
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + ''.join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """Return a list of lines, without newlines, of at most self.width
        columns, whitespace being as the options say.
        """
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """Return the lines of wrap() as one string."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Wrap a single paragraph of text, returning a list of wrapped lines.

    The keyword arguments are those of TextWrapper.
    """
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Fill a single paragraph of text, returning a new string.

    The keyword arguments are those of TextWrapper.
    """
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse and truncate the given text to fit in the given width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Remove any common leading whitespace from every line in `text`.

    Lines of whitespace only become empty and do not count.
    """
    try:
        lines = text.split('\n')
    except (AttributeError, TypeError):
        raise TypeError(f'expected str object, not {type(text).__qualname__!r}') from None
    full = [line for line in lines if line and not line.isspace()]
    low, high = min(full, default=''), max(full, default='')
    margin = 0
    for margin, c in enumerate(low):
        if c != high[margin] or c not in ' \t':
            break
    return '\n'.join([line[margin:] if line and not line.isspace() else ''
                      for line in lines])


def indent(text, prefix, predicate=None):
    """Add 'prefix' to the beginning of selected lines in 'text': those for which
    predicate(line) is true, without one those that are more than whitespace.
    """
    out = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else not line.isspace():
            out.append(prefix)
        out.append(line)
    return ''.join(out)
