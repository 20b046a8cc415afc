from _ast import *


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """Return the syntax tree of source.

    type_comments keeps comments that are types, feature_version (3, n) refuses what
    the grammar of that version does not have, optimize above 0 folds what the compiler
    would.
    """
    flags = PyCF_ONLY_AST
    if optimize > 0:
        flags |= PyCF_OPTIMIZED_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if feature_version is None:
        feature_version = -1
    elif isinstance(feature_version, tuple):
        major, feature_version = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
    return compile(source, filename, mode, flags, _feature_version=feature_version, optimize=optimize)


def literal_eval(node_or_string):
    """Return the value of an expression of literals, given as text or as a tree.

    Strings, bytes, numbers, tuples, lists, dicts, sets, booleans, None and Ellipsis may
    occur; anything else is a ValueError, and nothing is executed.
    """
    node = node_or_string
    if isinstance(node, str):
        node = parse(node.lstrip(" \t"), mode="eval")
    if isinstance(node, Expression):
        node = node.body
    return _literal(node)


def _malformed(node):
    line = getattr(node, "lineno", None)
    where = f" on line {line}" if line else ""
    raise ValueError(f"malformed node or string{where}: {node!r}")


def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return -value if isinstance(node.op, USub) else +value
    return _number(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if (isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set"
            and node.args == node.keywords == []):
        return set()  # there is no literal for it
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        real, imaginary = _signed_number(node.left), _number(node.right)
        if isinstance(real, (int, float)) and isinstance(imaginary, complex):
            return real + imaginary if isinstance(node.op, Add) else real - imaginary
    return _signed_number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """Return a tree as text that evaluates to it.

    Without annotate_fields the names of fields are left out where that is clear. With
    include_attributes there are positions, with show_empty also fields that are empty.
    indent is the indentation of a level, a number of spaces or a string.
    """
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {node.__class__.__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _Dumper(annotate_fields, include_attributes, indent, show_empty).text(node, 0)[0]


class _Dumper:
    def __init__(self, annotate_fields, include_attributes, indent, show_empty):
        self.annotate_fields = annotate_fields
        self.include_attributes = include_attributes
        self.indent = indent
        self.show_empty = show_empty

    def text(self, value, level):
        # Text, and whether it may stand in a line with others.
        if isinstance(value, AST):
            return self.node(value, level)
        if not isinstance(value, list):
            return repr(value), True
        if not value:
            return "[]", True
        before, between = self.separators(level + 1)
        return f"[{before}{between.join([self.text(item, level + 1)[0] for item in value])}]", False

    def separators(self, level):
        if self.indent is None:
            return "", ", "
        line = "\n" + self.indent * level
        return line, "," + line

    def node(self, node, level):
        cls = type(node)
        args = []
        left_out = []  # empty lists that must be shown if something follows without a name
        names = self.annotate_fields
        simple = True

        def add(name, value):
            nonlocal simple
            text, is_simple = self.text(value, level + 1)
            simple = simple and is_simple
            args.append(f"{name}={text}" if name else text)
        for name in node._fields:
            value = getattr(node, name, _missing)
            if value is _missing or value is None and getattr(cls, name, _missing) is None:
                names = True
                continue
            if not self.show_empty:
                if value == [] and getattr(cls._field_types.get(name), "__origin__", None) is list:
                    if not names:
                        left_out.append("[]")
                    continue
                if not names:
                    args += left_out
                    left_out = []
            add(names and name, value)
        if self.include_attributes:
            for name in node._attributes:
                value = getattr(node, name, _missing)
                if value is not _missing and not (value is None and getattr(cls, name, _missing) is None):
                    add(name, value)
        before, between = self.separators(level + 1)
        if simple and len(args) <= 3:
            return f"{cls.__name__}({', '.join(args)})", not args
        return f"{cls.__name__}({before}{between.join(args)})", False


_missing = object()
_positions = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def copy_location(new_node, old_node):
    """Give a node the position of another one, if it can have one, and return it."""
    for name in _positions:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, _missing)
            # An end may be unknown.
            if value is not _missing and (value is not None or name.startswith("end_")):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give the nodes of a tree that have no position that of their parents, and return the tree."""
    _fix_locations(node, (1, 0, 1, 0))
    return node


def _fix_locations(node, inherited):
    if node._attributes:
        position = []
        for name, value in zip(_positions, inherited):
            if name in node._attributes:
                own = getattr(node, name, _missing)
                if own is _missing or own is None and name.startswith("end_"):
                    setattr(node, name, value)
                else:
                    value = own
            position.append(value)
        inherited = position
    for child in iter_child_nodes(node):
        _fix_locations(child, inherited)


def increment_lineno(node, n=1):
    """Add n to all line numbers of a tree, and return the tree."""
    for child in walk(node):
        # The line of a TypeIgnore is one of its fields.
        if isinstance(child, TypeIgnore) or "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes:
            end = getattr(child, "end_lineno", 0)
            if end is not None:
                child.end_lineno = end + n
    return node


def iter_fields(node):
    """Yield the fields that a node has as (name, value)."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Yield the nodes right below a node: fields, and items of fields that are lists."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """Yield all nodes of a tree, its root first, in no particular order."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """Return the docstring of a module, class or function, its indentation removed; None without one."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    if not node.body or not isinstance(node.body[0], Expr):
        return None
    value = node.body[0].value
    if not isinstance(value, Constant) or not isinstance(value.value, str):
        return None
    if not clean:
        return value.value
    from inspect import cleandoc
    return cleandoc(value.value)


def _source_lines(source, count):
    # The first lines of source; a form feed ends none, as in the engine.
    import re
    lines = []
    for match in re.finditer(r".*?(?:\r\n|\n|\r|$)", source):
        if len(lines) == count:
            break
        lines.append(match[0])
    return lines


def get_source_segment(source, node, *, padded=False):
    """Return the text of a node, None if its position is not known.

    With padded, the first of several lines is indented as in the source.
    """
    try:
        first, last, start, end = node.lineno - 1, node.end_lineno, node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    if last is None or end is None:
        return None
    # Columns count bytes.
    lines = [line.encode() for line in _source_lines(source, last)]
    lines[last - 1] = lines[last - 1][:end]
    text = b"".join([lines[first][start:], *lines[first + 1:last]]).decode()
    if padded and last - 1 > first:
        text = "".join([c if c in "\f\t" else " " for c in lines[first][:start].decode()]) + text
    return text


def compare(a, b, /, *, compare_attributes=False):
    """Say whether two trees are equal, with compare_attributes also in positions."""
    if type(a) is not type(b) or a._fields != b._fields:
        return False
    for name in a._fields:
        x, y = getattr(a, name, _missing), getattr(b, name, _missing)
        if not (x is y is _missing) and (x is _missing or y is _missing or not _equal(x, y, compare_attributes)):
            return False
    if not compare_attributes:
        return True
    return a._attributes == b._attributes and all(
        getattr(a, name, _missing) == getattr(b, name, _missing) for name in a._attributes)


def _equal(x, y, compare_attributes):
    if isinstance(x, AST):
        return compare(x, y, compare_attributes=compare_attributes)
    if isinstance(x, list):
        return len(x) == len(y) and all(_equal(i, j, compare_attributes) for i, j in zip(x, y))
    return type(x) is type(y) and x == y


class NodeVisitor(object):
    """Base of classes that walk trees: visit() calls visit_NAME() for a node of class NAME.

    Nodes without such a method go to generic_visit(), which visits what is below them.
    """

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit all nodes right below a node."""
        for _, value in iter_fields(node):
            if isinstance(value, AST):
                self.visit(value)
            elif isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)


class NodeTransformer(NodeVisitor):
    """A NodeVisitor that changes the tree: what a method returns takes the place of the node.

    None removes it, and in a list a list of nodes may take its place.
    """

    def generic_visit(self, node):
        """Visit all nodes right below a node, put the results in their places, and return the node."""
        for name, value in iter_fields(node):
            if isinstance(value, AST):
                new = self.visit(value)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
            elif isinstance(value, list):
                items = []
                for item in value:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            items.extend(item)
                            continue
                    items.append(item)
                value[:] = items
        return node


def unparse(ast_obj):
    """Return source for a tree. Its tree is an equal one; spaces and comments are not kept."""
    from _ast_unparse import Unparser
    return Unparser().visit(ast_obj)


# Classes of trees of old versions

class slice(AST):
    """Deprecated AST node class."""


class Index(slice):
    """Deprecated AST node class. Use the index value directly instead."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated AST node class. Use ast.Tuple instead."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Suite(mod):
    """Deprecated AST node class."""


class AugLoad(expr_context):
    """Deprecated AST node class."""


class AugStore(expr_context):
    """Deprecated AST node class."""


class Param(expr_context):
    """Deprecated AST node class."""


if not hasattr(Tuple, "dims"):
    Tuple.dims = property(lambda self: self.elts, lambda self, value: setattr(self, "elts", value),
                          doc="Deprecated. Use elts instead.")


def main(args=None):
    import argparse
    import sys
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("infile", nargs="?", default="-", help="the file to parse; defaults to stdin")
    add("-m", "--mode", default="exec", choices=("exec", "single", "eval", "func_type"),
        help="what kind of source it is")
    add("--no-type-comments", default=True, action="store_false", help="leave out information about type comments")
    add("-a", "--include-attributes", action="store_true", help="show positions")
    add("-i", "--indent", type=int, default=3, help="indentation of nodes (number of spaces)")
    add("--feature-version", type=str, default=None, metavar="VERSION", help="Python version as 3.x (for example, 3.10)")
    add("-O", "--optimize", type=int, default=-1, metavar="LEVEL", help="optimization level (default -1)")
    add("--show-empty", default=False, action="store_true", help="show empty lists and fields")
    options = parser.parse_args(args)
    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    version = None
    if options.feature_version:
        try:
            major, minor = map(int, options.feature_version.split(".", 1))
        except ValueError:
            parser.error("Invalid format for --feature-version; expected format 3.x (for example, 3.10)")
        version = major, minor
    tree = parse(source, name, options.mode, type_comments=options.no_type_comments, feature_version=version,
                 optimize=options.optimize)
    print(dump(tree, include_attributes=options.include_attributes, indent=options.indent,
               show_empty=options.show_empty))


if __name__ == "__main__":
    main()
