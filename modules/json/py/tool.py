r"""Command-line tool to validate and pretty-print JSON

Usage::

    $ echo '{"json":"obj"}' | python -m json
    {
        "json": "obj"
    }

"""
import sys

import json

__all__ = ['main']

_USAGE = '''usage: python -m json [-h] [--sort-keys] [--no-ensure-ascii] [--json-lines]
                      [--indent INDENT | --tab | --no-indent | --compact]
                      [infile] [outfile]
'''

_HELP = '''
A simple command line interface for json module to validate and pretty-print
JSON objects.

positional arguments:
  infile             a JSON file to be validated or pretty-printed; defaults
                     to stdin
  outfile            write the output of infile to outfile

options:
  -h, --help         show this help message and exit
  --sort-keys        sort the output of dictionaries alphabetically by key
  --no-ensure-ascii  disable escaping of non-ASCII characters
  --json-lines       parse input using the JSON Lines format. Use with --no-
                     indent or --compact to produce valid JSON Lines output.
  --indent INDENT    separate items with newlines and use this number of
                     spaces for indentation
  --tab              separate items with newlines and use tabs for
                     indentation
  --no-indent        separate items with spaces rather than newlines
  --compact          suppress all whitespace separation (most compact)
'''


def _error(message):
    sys.stderr.write(f'{_USAGE}python -m json: error: {message}\n')
    raise SystemExit(2)


def _parse(argv):
    """The options of dump(), whether the input is in lines, and the files."""
    options = {'indent': 4}
    layout, lines, files = None, False, []
    argv = iter(argv)
    for arg in argv:
        name, eq, value = arg.partition('=')
        if not arg.startswith('-') or arg == '-':
            files.append(arg)
        elif name in ('-h', '--help'):
            sys.stdout.write(_USAGE + _HELP)
            raise SystemExit(0)
        elif arg == '--sort-keys':
            options['sort_keys'] = True
        elif arg == '--no-ensure-ascii':
            options['ensure_ascii'] = False
        elif arg == '--json-lines':
            lines = True
        elif name in ('--indent', '--tab', '--no-indent', '--compact'):
            if layout is not None and layout != name:
                _error(f'argument {name}: not allowed with argument {layout}')
            layout = name
            if name == '--indent':
                if not eq and (value := next(argv, None)) is None:
                    _error('argument --indent: expected one argument')
                try:
                    options['indent'] = int(value)
                except ValueError:
                    _error(f'argument --indent: invalid int value: {value!r}')
            elif name == '--tab':
                options['indent'] = '\t'
            else:
                options['indent'] = None
                if name == '--compact':
                    options['separators'] = ',', ':'
        else:
            _error(f'unrecognized arguments: {arg}')
    if len(files) > 2:
        _error('unrecognized arguments: ' + ' '.join(files[2:]))
    return options, lines, files + ['-', '-'][len(files):]


def main():
    options, lines, (infile, outfile) = _parse(sys.argv[1:])
    try:
        if infile == '-':
            source = sys.stdin
        else:
            source = open(infile, encoding='utf-8')
        try:
            if lines:
                objects = [json.loads(line) for line in source]
            else:
                objects = [json.load(source)]
        finally:
            if source is not sys.stdin:
                source.close()
        if outfile == '-':
            out = sys.stdout
        else:
            out = open(outfile, 'w', encoding='utf-8')
        try:
            for obj in objects:
                json.dump(obj, out, **options)
                out.write('\n')
        finally:
            if out is not sys.stdout:
                out.close()
    except ValueError as e:
        raise SystemExit(e) from None


def _main():
    try:
        main()
    except BrokenPipeError as exc:
        raise SystemExit(exc.errno)
