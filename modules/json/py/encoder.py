"""Implementation of JSONEncoder
"""
from _json import (
    encode_basestring as c_encode_basestring,
    encode_basestring_ascii as c_encode_basestring_ascii,
    make_encoder as c_make_encoder,
)

INFINITY = float('inf')

encode_basestring = c_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii


class JSONEncoder:
    """Extensible JSON <https://json.org> encoder

    It knows dict, list, tuple, str, int, float, bool and None with their
    subclasses.  To extend it, override default() so that it returns something
    of these for other objects.
    """
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True,
                 check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        """The options are those of json.dumps()."""
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Return an object to encode instead of o, or raise TypeError, which is
        what this one does.
        """
        raise TypeError(f'Object of type {o.__class__.__name__} '
                        f'is not JSON serializable')

    def encode(self, o):
        """Return the JSON text of o.

        >>> from json.encoder import JSONEncoder
        >>> JSONEncoder().encode({"foo": ["bar", "baz"]})
        '{"foo": ["bar", "baz"]}'

        """
        if isinstance(o, str):
            if self.ensure_ascii:
                return encode_basestring_ascii(o)
            return encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return ''.join(chunks)

    def iterencode(self, o, _one_shot=False):
        """Return an iterator of the pieces of the JSON text of o."""
        markers = {} if self.check_circular else None
        encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        if _one_shot:
            return c_make_encoder(
                markers, self.default, encoder, indent, self.key_separator,
                self.item_separator, self.sort_keys, self.skipkeys,
                self.allow_nan)(o, 0)
        return _Chunks(self, markers, encoder, indent).value(o, 0)


class _Chunks:
    """Encodes piece by piece."""

    def __init__(self, options, markers, encoder, indent):
        self.options = options
        self.open = markers
        self.encoder = encoder
        self.indent = indent

    def float(self, o):
        if o != o:
            text = 'NaN'
        elif o == INFINITY:
            text = 'Infinity'
        elif o == -INFINITY:
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.options.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: "
                             + repr(o))
        return text

    def scalar(self, o):
        """The text of o, None if it has parts."""
        if isinstance(o, str):
            return self.encoder(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def enter(self, o):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def newline(self, level):
        return '\n' + self.indent * level

    def value(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.enter(o)
            new = self.options.default(o)
            try:
                yield from self.value(new, level)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f'when serializing {type(o).__name__} object')
                raise
            self.leave(o)

    def list(self, items, level):
        if not items:
            yield '[]'
            return
        self.enter(items)
        level += 1
        lead, separator = '[', self.options.item_separator
        if self.indent is not None:
            lead += self.newline(level)
            separator += self.newline(level)
        for i, item in enumerate(items):
            if i:
                lead = separator
            try:
                text = self.scalar(item)
                if text is not None:
                    yield lead + text
                else:
                    yield lead
                    yield from self.value(item, level)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f'when serializing {type(items).__name__} item {i}')
                raise
        if self.indent is not None:
            yield self.newline(level - 1)
        yield ']'
        self.leave(items)

    def key(self, key):
        """The text of a key, None if it is to be skipped."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.float(key)
        if key is None or isinstance(key, int):
            return self.scalar(key)
        if self.options.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, '
                        f'not {key.__class__.__name__}')

    def dict(self, dct, level):
        if not dct:
            yield '{}'
            return
        self.enter(dct)
        yield '{'
        level += 1
        separator = self.options.item_separator
        if self.indent is not None:
            separator += self.newline(level)
        items = dct.items()
        if self.options.sort_keys:
            items = sorted(items)
        first = True
        for key, item in items:
            name = self.key(key)
            if name is None:
                continue
            if not first:
                yield separator
            elif self.indent is not None:
                yield self.newline(level)
            first = False
            yield self.encoder(name)
            yield self.options.key_separator
            try:
                text = self.scalar(item)
                if text is not None:
                    yield text
                else:
                    yield from self.value(item, level)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f'when serializing {type(dct).__name__} item {key!r}')
                raise
        if not first and self.indent is not None:
            yield self.newline(level - 1)
        yield '}'
        self.leave(dct)
