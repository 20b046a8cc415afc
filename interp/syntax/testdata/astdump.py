"""Dump the trees of the files named on standard input: a length line, then the text."""
import ast
import struct
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def const(v):
    if v is None or v is True or v is False:
        return str(v)
    if v is ...:
        return "Ellipsis"
    if isinstance(v, int):
        return "%x" % v
    if isinstance(v, float):
        return "f" + struct.pack(">d", v).hex()
    if isinstance(v, complex):
        return "c" + struct.pack(">d", v.imag).hex()
    if isinstance(v, str):
        return "s" + v.encode("utf-8", "surrogatepass").hex()
    return "b" + v.hex()


def dump(n, out, depth):
    pad = " " * depth
    if isinstance(n, ast.AST):
        pos = ""
        if "lineno" in n._attributes:
            pos = f"@{n.lineno}:{n.col_offset}-{n.end_lineno}:{n.end_col_offset}"
        if isinstance(n, ast.Constant):
            out.append(f"{pad}Constant{pos} {const(n.value)} {n.kind == 'u'}")
            return
        if isinstance(n, (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
            out.append(pad + type(n).__name__)
            return
        out.append(pad + type(n).__name__ + pos)
        for f in n._fields:
            if f in ("type_comment", "type_ignores", "kind"):
                continue
            v = getattr(n, f, None)
            if isinstance(n, ast.MatchSingleton):
                v = const(v)
            elif isinstance(n, ast.AnnAssign) and f == "simple":
                v = str(bool(v))
            elif isinstance(n, ast.ImportFrom) and f == "level":
                v = str(v or 0)
            elif f in ("is_async", "conversion"):
                v = str(bool(v)) if f == "is_async" else str(v)
            elif v is None and f in ("name", "asname", "arg", "module", "rest"):
                v = ""
            out.append(f"{pad} .{f}")
            dump(v, out, depth + 2)
    elif isinstance(n, list):
        for x in n:
            dump(x, out, depth)
    elif n is None:
        out.append(pad + "-")
    else:
        out.append(pad + str(n))


def main():
    for name in sys.stdin:
        name = name.rstrip("\n")
        try:
            with open(name, "rb") as f:
                src = f.read()
            out = []
            dump(ast.parse(src, name), out, 0)
            text = "\n".join(out) + "\n"
        except SyntaxError as e:
            def num(x):
                return -999 if x is None else x
            text = f"!{type(e).__name__}|{e.msg}|{num(e.lineno)}:{num(e.offset)}-{num(e.end_lineno)}:{num(e.end_offset)}|{e.text!r}\n"
        except Exception as e:
            text = f"!{type(e).__name__}|{e}\n"
        data = text.encode("utf-8", "surrogatepass")
        sys.stdout.buffer.write(b"%d\n" % len(data) + data)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
