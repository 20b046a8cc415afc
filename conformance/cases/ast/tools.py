# The functions of the module ast.
import ast

source = '''
"""Module doc \\\\ with 'quotes'"""
from __future__ import annotations
from .. import a as b, c
import os.path as p
x: int = 1
(y): str
a, *b = c[1:2, ...], [*d], {1, *e}, {**f, 'k': v}, ()
a += b if c else d or e and not f and g < h
x = -1 ** -2 + (3 * 4 // 5) @ ~6 << 7 & 8 ^ 9 | 10
x = (yield), (await q), (lambda a, /, b=1, *c, d, e=2, **f: 0), (n := 3)
x = [i for i in y if i if j async for k in l], {i: j for i in k}, {i for i in k}, (i for i in k)
x = f"a{b!r:>{w}}{{}}{'q'}\\n{c=}", t"x{y}z", rb'\\x00', 1e400, 1.5j, u'u', 1 .real, "\\N{BULLET}\\t'"
del x, y[0]
assert a, b
global g
raise E from F
type A[T: int = str, *Ts, **P] = list[T]
@dec
@dec2(1, k=2, *a, **k)
class C[T](B, metaclass=M):
    """doc"""
    async def f[T](self, a: int, /, b=1, *args: *Ts, c, d=2, **kw: str) -> None:
        async with a as b, c: pass
        async for x in y: break
        else: continue
        return await z
    def g(self):
        """multi
        line"""
        try:
            yield from x
        except (A, B) as e: raise
        except: pass
        else: pass
        finally: return
        try: pass
        except* A: nonlocal q
        while 1:
            if a: b
            elif c: d
            else: e
        match x, 1:
            case [1, -2.5, *_] | {"k": v, **rest} if t: pass
            case P(1, k=None) as n: pass
            case (A.b | "s") as m: pass
            case _: pass
'''
tree = ast.parse(source)
text = ast.unparse(tree)
print(text)
print(ast.compare(ast.parse(text), tree), ast.compare(ast.parse("a"), ast.parse(" a".strip()), compare_attributes=True))
print(ast.dump(ast.parse("f(a, *b, k=1)[::2]; x = 'y'", mode="exec"), indent=2))
print(ast.dump(ast.parse("def f(a, *, b=1): pass"), annotate_fields=False))
print(ast.dump(ast.parse("a.b", mode="eval"), include_attributes=True, show_empty=True))
print(ast.unparse(ast.parse("a = 1; b = 2\n", mode="single")))
for literal in ("1", "-1.5", "1+2j", "(1, 'a', b'b', None, True, ...)", "[{1: {2}}, set()]", "  3"):
    print(repr(ast.literal_eval(literal)))
for literal in ("a", "1+2", "f()", "-'a'", "{**a}", "[x for x in y]", "1 if 2 else 3", "\n 1", "(", "\0"):
    try:
        print(ast.literal_eval(literal))
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).partition(" at 0x")[0])
print(ast.get_docstring(tree), repr(ast.get_docstring(tree.body[-1].body[2])),
      repr(ast.get_docstring(tree.body[-1].body[2], clean=False)))
code = "def f():\n    x = ('é',\n         2)\n"
node = ast.parse(code).body[0].body[0]
print(repr(ast.get_source_segment(code, node)), repr(ast.get_source_segment(code, node.value, padded=True)))


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print("name", node.id)
        self.generic_visit(node)


class Change(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Constant(node.id), node)

    def visit_Pass(self, node):
        return None

    def visit_Break(self, node):
        return [ast.Continue(), ast.Continue()]


small = ast.parse("while a:\n    b + c\n    pass\n    break")
Names().visit(small)
changed = ast.fix_missing_locations(Change().visit(small))
print(ast.unparse(changed), ast.dump(ast.increment_lineno(changed, 5), include_attributes=True))
print([type(n).__name__ for n in ast.walk(changed)], [n for n, _ in ast.iter_fields(changed.body[0])],
      [type(n).__name__ for n in ast.iter_child_nodes(changed.body[0])])
for bad in (lambda: ast.dump(1), lambda: ast.get_docstring(ast.Pass()), lambda: ast.unparse(ast.Raise(cause=ast.Name("a"))),
            lambda: ast.parse("1", feature_version=(2, 7))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
