import _string

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords',
           'digits', 'hexdigits', 'octdigits', 'printable', 'punctuation',
           'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """capwords(s [,sep]) -> string

    Split the argument into words using split, capitalize each
    word using capitalize, and join the capitalized words using
    join.  If the optional second argument sep is absent or None,
    runs of whitespace characters are replaced by a single space
    and leading and trailing whitespace are removed, otherwise
    sep is used to split and join the words.

    """
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


_missing = object()


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = '$'
    # The form of an identifier; a subclass may name another set of characters.
    _start = '_' + ascii_letters
    _rest = _start + digits

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        # Yields (text, kind, name, position): kind is '' at the end, 'escaped',
        # 'named' or 'invalid'.
        text, delim, at = self.template, self.delimiter, 0
        while True:
            i = text.find(delim, at)
            if i < 0:
                yield text[at:], '', None, len(text)
                return
            j = i + len(delim)
            if text.startswith(delim, j):
                yield text[at:i], 'escaped', None, i
                at = j + len(delim)
                continue
            braced = text.startswith('{', j)
            k = j + braced
            end = k
            if k < len(text) and text[k] in self._start:
                while end < len(text) and text[end] in self._rest:
                    end += 1
            if end == k or braced and not text.startswith('}', end):
                yield text[at:i], 'invalid', None, i
                at = j
                continue
            yield text[at:i], 'named', text[k:end], i
            at = end + braced

    def _invalid(self, i):
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            colno = 1
            lineno = 1
        else:
            colno = i - len(''.join(lines[:-1]))
            lineno = len(lines)
            if lines[-1].endswith(('\n', '\r')):
                lineno, colno = lineno + 1, 0
            colno += 1
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

    def substitute(self, mapping=_missing, /, **kws):
        mapping = self._mapping(mapping, kws)
        out = []
        for text, kind, name, i in self._pieces():
            out.append(text)
            if kind == 'named':
                out.append(str(mapping[name]))
            elif kind == 'escaped':
                out.append(self.delimiter)
            elif kind == 'invalid':
                self._invalid(i)
        return ''.join(out)

    def safe_substitute(self, mapping=_missing, /, **kws):
        mapping = self._mapping(mapping, kws)
        out = []
        at = 0
        for text, kind, name, i in self._pieces():
            out.append(text)
            if kind == 'named':
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    braced = self.template.startswith('{', i + len(self.delimiter))
                    out.append(self.delimiter + ('{%s}' % name if braced else name))
            elif kind:
                out.append(self.delimiter)
        return ''.join(out)

    def _mapping(self, mapping, kws):
        if mapping is _missing:
            return kws
        if kws:
            from collections import ChainMap
            return ChainMap(kws, mapping)
        return mapping

    def is_valid(self):
        return all(kind != 'invalid' for _, kind, _, _ in self._pieces())

    def get_identifiers(self):
        ids = []
        for _, kind, name, _ in self._pieces():
            if kind == 'named' and name not in ids:
                ids.append(name)
        return ids


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            field_first, _ = _string.formatter_field_name_split(field_name)
            if field_first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field '
                                     'specification to automatic field numbering')
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(field_first, int):
                if auto_arg_index:
                    raise ValueError('cannot switch from automatic field '
                                     'numbering to manual field specification')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1,
                auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
