"""Record what CPython says of the sources in a file: record.py FILE [MODE].

A file of errors has three lines for each case: the source as JSON, "kind|message|position"
and the text of the line as JSON. With the mode "tree" there are two: the source and the
tree. A new case is a first line alone; record.py fills in the rest.
"""
import ast
import json
import sys
import warnings

import astdump

warnings.simplefilter("ignore")


def outcome(src, mode):
    if isinstance(src, list):
        src = bytes(src)
    if mode == "tree":
        lines = []
        astdump.dump(ast.parse(src), lines, 0)
        return " ".join(" ".join(lines).split()), None
    try:
        compile(src, "<s>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        pos = "%s:%s-%s:%s" % tuple(0 if x is None else x for x in (e.lineno, e.offset, e.end_lineno, e.end_offset))
        return "%s|%s|%s" % (type(e).__name__, e.msg, pos), e.text
    except Exception as e:
        return "%s|%s|0:0-0:0" % (type(e).__name__, e), None
    return "ok", None


def main():
    path = sys.argv[1]
    mode = sys.argv[2] if len(sys.argv) > 2 else "exec"
    out, seen = [], set()
    for line in open(path, encoding="utf-8"):
        if line.startswith(('"', "[")) and not line.startswith('"\x01'):
            src = json.loads(line)
            if str(src) in seen:
                continue
            seen.add(str(src))
            result, text = outcome(src, mode)
            out.append(json.dumps(src) + "\n> " + result + "\n")
            if mode != "tree":
                out.append("> " + json.dumps(text) + "\n")
        elif not line.startswith(">"):
            out.append(line)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(out)


main()
