"""Print the tables of this package from the CPython that runs it.

usage: python3.14 tables.py aliases|charmaps"""

import encodings
import encodings.aliases
import importlib
import pkgutil
import sys


def quote(text):
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif " " <= c <= "~" or "\xa0" < c < "\u2fff" and c.isprintable():
            out.append(c)
        elif ord(c) < 0x80:
            out.append("\\x%02x" % ord(c))
        else:
            out.append("\\u%04x" % ord(c))
    return '"' + "".join(out) + '"'


def main(what):
    if what == "aliases":
        modules = {}
        for alias, module in encodings.aliases.aliases.items():
            modules.setdefault(module, []).append(alias)
        for module in sorted(modules):
            print(module + ":", *modules[module])
        return
    for info in pkgutil.iter_modules(encodings.__path__):
        if info.name in ("mbcs", "oem"):  # Windows only
            continue
        module = importlib.import_module("encodings." + info.name)
        table = getattr(module, "decoding_table", None)
        if isinstance(table, str):
            name = module.getregentry().name
            print(info.name + (" " + name if name != info.name else ""), quote(table[:256]), sep="\t")


main(*sys.argv[1:])
