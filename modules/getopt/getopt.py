__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]

import os


class GetoptError(Exception):
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError  # backward compatibility


def getopt(args, shortopts, longopts=[]):
    """Parse command line options: return (pairs of option and value, the rest).

    shortopts are letters, each with ':' behind it if it needs an argument and
    '::' if it may have one; longopts are names with '=' or '=?' behind them
    likewise.  Parsing ends at the first argument that is no option.
    """
    return _parse(args, shortopts, longopts, False, False)


def gnu_getopt(args, shortopts, longopts=[]):
    """Like getopt(), but options may stand behind other arguments, unless
    shortopts begins with '+' or POSIXLY_CORRECT is set.  With a '-' the other
    arguments are among the pairs, as lists behind None.
    """
    in_order = shortopts.startswith('-')
    if in_order:
        shortopts = shortopts[1:]
        stop = False
    else:
        stop = shortopts.startswith('+')
        shortopts = shortopts.removeprefix('+')
        stop = stop or bool(os.environ.get("POSIXLY_CORRECT"))
    return _parse(args, shortopts, longopts, not stop, in_order)


def _parse(args, shortopts, longopts, mixed, in_order):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    args, opts, rest = list(args), [], []
    while args:
        arg = args[0]
        if arg == '--':
            rest += args[1:]
            break
        if arg.startswith('--'):
            args.pop(0)
            opts.append(_long(arg[2:], longopts, args))
        elif arg.startswith('-') and arg != '-':
            args.pop(0)
            _short(arg[1:], shortopts, args, opts)
        elif not mixed:
            rest += args
            break
        else:
            rest.append(args.pop(0))
            if in_order and (not args or args[0].startswith('-') and args[0] != '-'):
                opts.append((None, rest))
                rest = []
    return opts, rest


def _long(text, longopts, args):
    name, eq, value = text.partition('=')
    possible = [o for o in longopts if o.startswith(name)]
    if not possible:
        raise GetoptError(f'option --{name} not recognized', name)
    for form in (name, name + '=', name + '=?'):
        if form in possible:
            found = form
            break
    else:
        if len(possible) > 1:
            raise GetoptError(f"option --{name} not a unique prefix; possible options: "
                              + ", ".join(possible), name)
        found = possible[0]
    name = found.removesuffix('=?').removesuffix('=')
    if found.endswith('=?'):
        pass
    elif found.endswith('='):
        if not eq:
            if not args:
                raise GetoptError(f'option --{name} requires argument', name)
            value = args.pop(0)
    elif eq:
        raise GetoptError(f'option --{name} must not have an argument', name)
    return '--' + name, value


def _short(text, shortopts, args, opts):
    while text:
        name, text = text[0], text[1:]
        i = shortopts.find(name)
        if i < 0 or name == ':':
            raise GetoptError(f'option -{name} not recognized', name)
        value = ''
        if shortopts.startswith(':', i + 1):
            optional = shortopts.startswith('::', i + 1)
            if not text and not optional:
                if not args:
                    raise GetoptError(f'option -{name} requires argument', name)
                text = args.pop(0)
            value, text = text, ''
        opts.append(('-' + name, value))
