__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE",
           "QUOTE_STRINGS", "QUOTE_NOTNULL",
           "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer",
           "register_dialect", "get_dialect", "list_dialects",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    __module__ = '_csv'


_missing = object()
_dialects = {}
_limit = 131072


def _character(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        kind = 'a unicode character or None' if optional else 'a unicode character'
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        kind = 'a unicode character or None' if optional else 'a unicode character'
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


class _Dialect:
    """The checked options of a reader or writer."""
    __slots__ = ('delimiter', 'doublequote', 'escapechar', 'lineterminator',
                 'quotechar', 'quoting', 'skipinitialspace', 'strict')

    def __init__(self, dialect=None, **options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in self.__slots__:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")

        def option(name, default):
            value = options.get(name, _missing)
            return getattr(dialect, name, default) if value is _missing else value

        self.delimiter = _character('delimiter', option('delimiter', ','), False)
        self.doublequote = bool(option('doublequote', True))
        self.escapechar = _character('escapechar', option('escapechar', None), True)
        self.lineterminator = option('lineterminator', '\r\n')
        quotechar, quoting = option('quotechar', '"'), option('quoting', _missing)
        if quoting is _missing:
            quoting = QUOTE_MINIMAL
        if options.get('quotechar', _missing) is None and 'quoting' not in options:
            quoting = QUOTE_NONE
        self.quotechar = _character('quotechar', quotechar, True)
        if type(quoting) is not int:
            raise TypeError('"quoting" must be an integer, not ' + type(quoting).__name__)
        if not 0 <= quoting <= 5:
            raise TypeError('bad "quoting" value')
        self.quoting = quoting
        self.skipinitialspace = bool(option('skipinitialspace', False))
        self.strict = bool(option('strict', False))
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')
        if not isinstance(self.lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, '
                            f'not {type(self.lineterminator).__name__}')
        special = {}
        for name in 'delimiter', 'escapechar', 'quotechar':
            c = getattr(self, name)
            if c is None:
                continue
            if c in '\r\n' or c == ' ' and (self.skipinitialspace or name != 'delimiter'):
                raise ValueError(f'bad {name} value')
            if c in special:
                raise ValueError(f'bad {special[c]} or {name} value')
            special[c] = name


class Dialect:
    """Describe a CSV dialect.

    This must be subclassed (see csv.excel).  Valid attributes are:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace,
    lineterminator, quoting.

    """
    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self)
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""
    delimiter = '\t'


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, /, **fmtparams):
    """Create a mapping from a string name to a dialect class."""
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    if _dialects.pop(name, None) is None:
        raise Error('unknown dialect')


def get_dialect(name):
    """Return the dialect instance associated with name."""
    try:
        return _dialects[name]
    except KeyError:
        raise Error('unknown dialect') from None


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


def field_size_limit(new_limit=_missing):
    """Sets an upper limit on parsed fields."""
    global _limit
    old = _limit
    if new_limit is not _missing:
        if not isinstance(new_limit, int):
            raise TypeError('limit must be an integer')
        _limit = new_limit
    return old


class _Reader:
    """CSV reader

    Reader objects are responsible for reading and parsing tabular data
    in CSV format.
    """

    def __init__(self, iterator, dialect, options):
        self._lines = iter(iterator)
        self.dialect = _Dialect(dialect, **options)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self._line()
        d = self.dialect
        if (d.quoting < QUOTE_NONNUMERIC or d.quoting == QUOTE_NONE) and not (
                d.skipinitialspace or d.quotechar and d.quotechar in line
                or d.escapechar and d.escapechar in line):
            text = line.rstrip('\r\n')
            if '\n' not in text and '\r' not in text and len(text) <= _limit:
                return text.split(d.delimiter) if text else []
        return self._parse(line)

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} '
                        f'(the file should be opened in text mode)')
        self.line_num += 1
        return line

    def _parse(self, line):
        d = self.dialect
        delimiter, escape = d.delimiter, d.escapechar
        quote = None if d.quoting == QUOTE_NONE else d.quotechar
        row, field, size = [], [], 0
        started = quoted = False
        # 's': a field begins, 'u': in one, 'q': in a quoted one, 'e': behind a
        # quote in a quoted one, 'n': behind the end of the line.
        state, begun = 's', False

        def save():
            nonlocal started, quoted, size
            text = ''.join(field)
            field.clear()
            if not quoted:
                if d.quoting == QUOTE_NONNUMERIC:
                    text = float(text)
                elif d.quoting == QUOTE_STRINGS:
                    text = float(text) if text else None
                elif d.quoting == QUOTE_NOTNULL and not text:
                    text = None
            row.append(text)
            started = quoted = False
            size = 0

        while True:
            i, n = 0, len(line)
            while i < n:
                c = line[i]
                i += 1
                if state == 'n':
                    if c in '\r\n':
                        continue
                    raise Error("new-line character seen in unquoted field - "
                                "do you need to open the file with newline=''?")
                begun = begun or c not in '\r\n'
                if c == escape and state != 'e':
                    field.append(line[i] if i < n else '\n')
                    i += 1
                    if state == 's':
                        state = 'u'
                elif state == 'q':
                    if c == quote:
                        state = 'e' if d.doublequote else 'u'
                    else:
                        field.append(c)
                elif state == 'e' and c == quote:
                    field.append(c)
                    state = 'q'
                elif c in '\r\n':
                    if begun:
                        save()
                    state = 'n'
                elif c == delimiter:
                    save()
                    state = 's'
                elif state == 'e' and d.strict:
                    raise Error(f"'{delimiter}' expected after '{quote}'")
                elif state == 's' and c == quote:
                    state, quoted = 'q', True
                elif state == 's' and c == ' ' and d.skipinitialspace:
                    pass
                else:
                    field.append(c)
                    state = 'u'
                size += 1
                if size > _limit and len(field) > _limit:
                    raise Error(f'field larger than field limit ({_limit})')
            if state != 'q':
                break
            try:
                line = self._line()
            except StopIteration:
                if d.strict:
                    raise Error('unexpected end of data') from None
                break
        if state != 'n' and begun:
            save()
        return row


def reader(iterable, /, dialect='excel', **fmtparams):
    """Return a reader object that will process lines from the given iterable."""
    return _Reader(iterable, dialect, fmtparams)


class _Writer:
    """CSV writer

    Writer objects are responsible for generating tabular data
    in CSV format from sequence input.
    """

    def __init__(self, file, dialect, options):
        self._write = getattr(file, 'write', None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = _Dialect(dialect, **options)

    def writerow(self, row, /):
        """Construct and write a CSV record from an iterable of fields."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        d = self.dialect
        texts, alone = [], False
        for value in fields:
            text = '' if value is None else value if isinstance(value, str) else str(value)
            match d.quoting:
                case 1:
                    quoted = True
                case 2:
                    quoted = not isinstance(value, (int, float))
                case 4:
                    quoted = isinstance(value, str)
                case 5:
                    quoted = value is not None
                case _:
                    quoted = False
            texts.append(self._field(text, quoted))
            alone = not text and not quoted
        if alone and len(texts) == 1:
            if d.quoting == QUOTE_NONE or (value is None and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error('single empty field record must be quoted')
            texts = [d.quotechar * 2]
        return self._write(d.delimiter.join(texts) + d.lineterminator)

    def _field(self, text, quoted):
        d = self.dialect
        quote, escape = d.quotechar, d.escapechar
        if text.isalnum():
            return quote + text + quote if quoted else text
        special = d.delimiter + '\r\n' + d.lineterminator + (quote or '') + (escape or '')
        if d.quoting != QUOTE_NONE and not quoted:
            quoted = (any(c in text and (c != quote or d.doublequote) and c != escape
                          for c in special)
                      or d.delimiter == ' ' and text == ''
                      or d.skipinitialspace and d.delimiter == ' ' and ' ' in text)
        out = []
        for c in text:
            if c in special:
                lead = ''
                if c == quote and d.quoting != QUOTE_NONE:
                    lead = quote if d.doublequote else escape
                elif c == escape or not quoted:
                    lead = escape
                if lead is None:
                    raise Error('need to escape, but no escapechar set')
                out.append(lead)
            out.append(c)
        text = ''.join(out)
        return quote + text + quote if quoted else text

    def writerows(self, rows, /):
        """Construct and write a series of iterables to a csv file."""
        for row in rows:
            self.writerow(row)


def writer(file, /, dialect='excel', **fmtparams):
    """Return a writer object that will write user data on the given file object."""
    return _Writer(file, dialect, fmtparams)


class DictReader:
    """Reads rows as dicts; the first row has their keys unless they are given."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, f, fieldnames=None, restkey=None, restval=None,
                 dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(row) > len(names):
            d[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                d[name] = self.restval
        return d


class DictWriter:
    """Writes rows that are dicts, their values in the order of fieldnames."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, f, fieldnames, restval="", extrasaction="raise",
                 dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join(map(repr, wrong)))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
