import sys
from _ast import *
from ast import NodeVisitor, iter_fields

# How tightly operators bind: an expression that binds looser than its place asks for
# stands in parentheses.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _COMPARE, _EXPR, _XOR, _BITAND, _SHIFT, _ARITH, _TERM, _FACTOR,
 _POWER, _AWAIT, _ATOM) = range(18)

_unary = {"Invert": ("~", _FACTOR), "Not": ("not ", _NOT), "UAdd": ("+", _FACTOR), "USub": ("-", _FACTOR)}
_binary = {
    "Add": ("+", _ARITH), "Sub": ("-", _ARITH), "Mult": ("*", _TERM), "MatMult": ("@", _TERM), "Div": ("/", _TERM),
    "Mod": ("%", _TERM), "LShift": ("<<", _SHIFT), "RShift": (">>", _SHIFT), "BitOr": ("|", _EXPR),
    "BitXor": ("^", _XOR), "BitAnd": ("&", _BITAND), "FloorDiv": ("//", _TERM), "Pow": ("**", _POWER)}
_comparisons = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
                "IsNot": "is not", "In": "in", "NotIn": "not in"}

_infinity = f"1e{sys.float_info.max_10_exp + 1}"
_triple = ('"""', "'''")
_quotes = ("'", '"', *_triple)


def _literal(value):
    text = repr(value)
    if isinstance(value, (float, complex)):
        # These have no literals.
        text = text.replace("inf", _infinity).replace("nan", f"({_infinity}-{_infinity})")
    return text


def _escaped(text, quotes, whitespace=False):
    # The inside of a literal for text, with as few escapes as possible, and those of
    # the quotes that can be around it. whitespace says to escape newlines and tabs.
    def escape(c):
        if c in "\n\t" and not whitespace:
            return c
        return c.encode("unicode_escape").decode("ascii") if c == "\\" or not c.isprintable() else c
    inside = "".join(map(escape, text))
    possible = [q for q in quotes if q not in inside and (q in _triple or "\n" not in inside)]
    if not possible:
        shown = repr(text)
        return shown[1:-1], [next((q for q in quotes if shown[0] in q), shown[0])]
    if inside:
        # Best a quote that the text does not end in.
        possible.sort(key=lambda q: q[0] == inside[-1])
        if possible[0][0] == inside[-1]:
            inside = inside[:-1] + "\\" + inside[-1]
    return inside, possible


class Unparser(NodeVisitor):
    """Makes source of a tree.

    Methods for expressions take the node and how tightly it must bind, and return
    text. Methods for statements add lines.
    """

    def __init__(self):
        self._lines = []
        self._indent = 0
        self._type_ignores = {}
        self._try_star = False
        self._interactive = False

    def visit(self, node):
        """Return the source of a node."""
        self._lines = []
        text = self._any(node)
        if text:
            if self._lines:
                self._lines[-1] += text
            else:
                self._lines.append(text)
        return "\n".join(self._lines)

    def _any(self, node, level=_TEST):
        if isinstance(node, list):
            return "".join([self._any(item) or "" for item in node])
        method = getattr(self, "visit_" + node.__class__.__name__, None)
        return self.generic_visit(node) if method is None else method(node, level)

    def generic_visit(self, node):
        return "".join([self._any(value) or "" for _, value in iter_fields(node)
                        if isinstance(value, AST) or isinstance(value, list) and any(
                            isinstance(item, AST) for item in value)])

    def _list(self, nodes, level=_TEST):
        return ", ".join([self._any(node, level) for node in nodes])

    def _items(self, nodes):
        # The inside of a tuple.
        return self._list(nodes) + "," * (len(nodes) == 1)

    # Statements

    def _line(self, text, simple=False):
        if simple and self._interactive and not self._indent:
            if self._lines:
                self._lines[-1] += "; " + text
            else:
                self._lines.append(text)
        else:
            self._lines.append("    " * self._indent + text)

    def _simple(self, text):
        self._line(text, simple=True)

    def _block(self, head, body, comment="", docstring=False):
        self._line(f"{head}:{comment}")
        self._indent += 1
        if docstring:
            self._body(body)
        else:
            self._any(body)
        self._indent -= 1

    def _else(self, head, body):
        if body:
            self._block(head, body)

    def _body(self, body):
        # A body that may begin with a docstring.
        value = body[0].value if body and isinstance(body[0], Expr) else None
        if isinstance(value, Constant) and isinstance(value.value, str):
            inside, quotes = _escaped(value.value, _triple)
            self._line(("u" if value.kind == "u" else "") + quotes[0] + inside + quotes[0])
            body = body[1:]
        self._any(body)

    def _type_comment(self, node):
        comment = self._type_ignores.get(node.lineno) or node.type_comment
        return "" if comment is None else f" # type: {comment}"

    def _type_params(self, node):
        params = getattr(node, "type_params", None)
        return f"[{self._list(params)}]" if params else ""

    def visit_Module(self, node, level=None):
        self._type_ignores = {ignore.lineno: f"ignore{ignore.tag}" for ignore in node.type_ignores}
        try:
            self._body(node.body)
        finally:
            self._type_ignores = {}

    def visit_Interactive(self, node, level=None):
        self._interactive = True
        try:
            self._body(node.body)
        finally:
            self._interactive = False

    def visit_FunctionType(self, node, level=None):
        return f"({self._list(node.argtypes)}) -> {self._any(node.returns)}"

    def visit_Expr(self, node, level=None):
        self._simple(self._any(node.value, _YIELD))

    def visit_Import(self, node, level=None):
        self._simple(f"import {self._list(node.names)}")

    def visit_ImportFrom(self, node, level=None):
        self._simple(f"from {'.' * (node.level or 0)}{node.module or ''} import {self._list(node.names)}")

    def visit_alias(self, node, level=None):
        return f"{node.name} as {node.asname}" if node.asname else node.name

    def visit_Assign(self, node, level=None):
        targets = "".join([self._any(target, _TUPLE) + " = " for target in node.targets])
        self._simple(targets + self._any(node.value) + self._type_comment(node))

    def visit_AugAssign(self, node, level=None):
        sign = _binary[node.op.__class__.__name__][0]
        self._simple(f"{self._any(node.target)} {sign}= {self._any(node.value)}")

    def visit_AnnAssign(self, node, level=None):
        target = self._any(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = f"({target})"
        value = f" = {self._any(node.value)}" if node.value else ""
        self._simple(f"{target}: {self._any(node.annotation)}{value}")

    def visit_TypeAlias(self, node, level=None):
        self._simple(f"type {self._any(node.name)}{self._type_params(node)} = {self._any(node.value)}")

    def visit_Return(self, node, level=None):
        self._simple(f"return {self._any(node.value)}" if node.value else "return")

    def visit_Pass(self, node, level=None):
        self._simple("pass")

    def visit_Break(self, node, level=None):
        self._simple("break")

    def visit_Continue(self, node, level=None):
        self._simple("continue")

    def visit_Delete(self, node, level=None):
        self._simple(f"del {self._list(node.targets)}")

    def visit_Assert(self, node, level=None):
        message = f", {self._any(node.msg)}" if node.msg else ""
        self._simple(f"assert {self._any(node.test)}{message}")

    def visit_Global(self, node, level=None):
        self._simple(f"global {', '.join(node.names)}")

    def visit_Nonlocal(self, node, level=None):
        self._simple(f"nonlocal {', '.join(node.names)}")

    def visit_Raise(self, node, level=None):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't use cause without an exception.")
            self._simple("raise")
            return
        cause = f" from {self._any(node.cause)}" if node.cause else ""
        self._simple(f"raise {self._any(node.exc)}{cause}")

    def _try(self, node, star):
        outer, self._try_star = self._try_star, star
        try:
            self._block("try", node.body)
            self._any(node.handlers)
            self._else("else", node.orelse)
            self._else("finally", node.finalbody)
        finally:
            self._try_star = outer

    def visit_Try(self, node, level=None):
        self._try(node, False)

    def visit_TryStar(self, node, level=None):
        self._try(node, True)

    def visit_ExceptHandler(self, node, level=None):
        head = "except*" if self._try_star else "except"
        if node.type:
            head += " " + self._any(node.type)
        if node.name:
            head += " as " + node.name
        self._block(head, node.body)

    def _decorated(self, node):
        if self._lines:
            self._lines.append("")
        for decorator in node.decorator_list:
            self._line("@" + self._any(decorator))

    def visit_ClassDef(self, node, level=None):
        self._decorated(node)
        bases = self._list(node.bases + node.keywords)
        if bases:
            bases = f"({bases})"
        self._block(f"class {node.name}{self._type_params(node)}{bases}", node.body, docstring=True)

    def _function(self, node, keyword):
        self._decorated(node)
        returns = f" -> {self._any(node.returns)}" if node.returns else ""
        self._block(f"{keyword} {node.name}{self._type_params(node)}({self._any(node.args)}){returns}", node.body,
                    self._type_comment(node), docstring=True)

    def visit_FunctionDef(self, node, level=None):
        self._function(node, "def")

    def visit_AsyncFunctionDef(self, node, level=None):
        self._function(node, "async def")

    def _type_param(self, text, node):
        return f"{text} = {self._any(node.default_value)}" if node.default_value else text

    def visit_TypeVar(self, node, level=None):
        return self._type_param(f"{node.name}: {self._any(node.bound)}" if node.bound else node.name, node)

    def visit_TypeVarTuple(self, node, level=None):
        return self._type_param("*" + node.name, node)

    def visit_ParamSpec(self, node, level=None):
        return self._type_param("**" + node.name, node)

    def _for(self, node, keyword):
        self._block(f"{keyword} {self._any(node.target, _TUPLE)} in {self._any(node.iter)}", node.body,
                    self._type_comment(node))
        self._else("else", node.orelse)

    def visit_For(self, node, level=None):
        self._for(node, "for")

    def visit_AsyncFor(self, node, level=None):
        self._for(node, "async for")

    def visit_If(self, node, level=None):
        self._block(f"if {self._any(node.test)}", node.body)
        while len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            node = node.orelse[0]
            self._block(f"elif {self._any(node.test)}", node.body)
        self._else("else", node.orelse)

    def visit_While(self, node, level=None):
        self._block(f"while {self._any(node.test)}", node.body)
        self._else("else", node.orelse)

    def visit_With(self, node, level=None):
        self._block(f"with {self._list(node.items)}", node.body, self._type_comment(node))

    def visit_AsyncWith(self, node, level=None):
        self._block(f"async with {self._list(node.items)}", node.body, self._type_comment(node))

    def visit_withitem(self, node, level=None):
        name = f" as {self._any(node.optional_vars)}" if node.optional_vars else ""
        return self._any(node.context_expr) + name

    # Patterns

    def visit_Match(self, node, level=None):
        self._block(f"match {self._any(node.subject)}", node.cases)

    def visit_match_case(self, node, level=None):
        guard = f" if {self._any(node.guard)}" if node.guard else ""
        self._block(f"case {self._any(node.pattern)}{guard}", node.body)

    def visit_MatchValue(self, node, level=_TEST):
        return self._any(node.value)

    def visit_MatchSingleton(self, node, level=_TEST):
        return _literal(node.value)

    def visit_MatchSequence(self, node, level=_TEST):
        return f"[{self._list(node.patterns)}]"

    def visit_MatchStar(self, node, level=_TEST):
        return f"*{'_' if node.name is None else node.name}"

    def visit_MatchMapping(self, node, level=_TEST):
        items = [f"{self._any(key)}: {self._any(pattern)}"
                 for key, pattern in zip(node.keys, node.patterns, strict=True)]
        if node.rest is not None:
            items.append("**" + node.rest)
        return f"{{{', '.join(items)}}}"

    def visit_MatchClass(self, node, level=_TEST):
        items = [self._any(pattern) for pattern in node.patterns]
        items += [f"{name}={self._any(pattern)}"
                  for name, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True)]
        return f"{self._any(node.cls, _ATOM)}({', '.join(items)})"

    def visit_MatchAs(self, node, level=_TEST):
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        text = f"{self._any(node.pattern, _EXPR)} as {node.name}"
        return f"({text})" if level > _TEST else text

    def visit_MatchOr(self, node, level=_TEST):
        text = " | ".join([self._any(pattern, _XOR) for pattern in node.patterns])
        return f"({text})" if level > _EXPR else text

    # Expressions

    def visit_Name(self, node, level=_TEST):
        return node.id

    def visit_Constant(self, node, level=_TEST):
        value = node.value
        if value is ...:
            return "..."
        if isinstance(value, tuple):
            return f"({', '.join(map(_literal, value))}{',' * (len(value) == 1)})"
        return ("u" if node.kind == "u" else "") + _literal(value)

    def visit_NamedExpr(self, node, level=_TEST):
        text = f"{self._any(node.target, _ATOM)} := {self._any(node.value, _ATOM)}"
        return f"({text})" if level > _NAMED else text

    def visit_Await(self, node, level=_TEST):
        text = f"await {self._any(node.value, _ATOM)}" if node.value else "await"
        return f"({text})" if level > _AWAIT else text

    def visit_Yield(self, node, level=_TEST):
        text = f"yield {self._any(node.value, _ATOM)}" if node.value else "yield"
        return f"({text})" if level > _YIELD else text

    def visit_YieldFrom(self, node, level=_TEST):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        text = f"yield from {self._any(node.value, _ATOM)}"
        return f"({text})" if level > _YIELD else text

    def visit_List(self, node, level=_TEST):
        return f"[{self._list(node.elts)}]"

    def visit_Tuple(self, node, level=_TEST):
        text = self._items(node.elts)
        return text if node.elts and level <= _TUPLE else f"({text})"

    def visit_Set(self, node, level=_TEST):
        return f"{{{self._list(node.elts)}}}" if node.elts else "{*()}"

    def visit_Dict(self, node, level=_TEST):
        items = [f"**{self._any(value, _EXPR)}" if key is None else f"{self._any(key)}: {self._any(value)}"
                 for key, value in zip(node.keys, node.values)]
        return f"{{{', '.join(items)}}}"

    def visit_ListComp(self, node, level=_TEST):
        return f"[{self._any(node.elt)}{self._any(node.generators)}]"

    def visit_GeneratorExp(self, node, level=_TEST):
        return f"({self._any(node.elt)}{self._any(node.generators)})"

    def visit_SetComp(self, node, level=_TEST):
        return f"{{{self._any(node.elt)}{self._any(node.generators)}}}"

    def visit_DictComp(self, node, level=_TEST):
        return f"{{{self._any(node.key)}: {self._any(node.value)}{self._any(node.generators)}}}"

    def visit_comprehension(self, node, level=_TEST):
        keyword = "async for" if node.is_async else "for"
        conditions = "".join([f" if {self._any(test, _OR)}" for test in node.ifs])
        return f" {keyword} {self._any(node.target, _TUPLE)} in {self._any(node.iter, _OR)}{conditions}"

    def visit_IfExp(self, node, level=_TEST):
        text = f"{self._any(node.body, _OR)} if {self._any(node.test, _OR)} else {self._any(node.orelse, _TEST)}"
        return f"({text})" if level > _TEST else text

    def visit_UnaryOp(self, node, level=_TEST):
        sign, own = _unary[node.op.__class__.__name__]
        text = sign + self._any(node.operand, own)
        return f"({text})" if level > own else text

    def visit_BinOp(self, node, level=_TEST):
        sign, own = _binary[node.op.__class__.__name__]
        left, right = (own + 1, own) if sign == "**" else (own, own + 1)
        text = f"{self._any(node.left, left)} {sign} {self._any(node.right, right)}"
        return f"({text})" if level > own else text

    def visit_Compare(self, node, level=_TEST):
        text = self._any(node.left, _EXPR) + "".join(
            [f" {_comparisons[op.__class__.__name__]} {self._any(operand, _EXPR)}"
             for op, operand in zip(node.ops, node.comparators)])
        return f"({text})" if level > _COMPARE else text

    def visit_BoolOp(self, node, level=_TEST):
        word, own = ("and", _AND) if isinstance(node.op, And) else ("or", _OR)
        # Each operand has to bind tighter than the one before: for what stands behind
        # several of them, parentheses are clearer than the rules.
        text = f" {word} ".join([self._any(value, min(own + i, _ATOM)) for i, value in enumerate(node.values, 1)])
        return f"({text})" if level > own else text

    def visit_Attribute(self, node, level=_TEST):
        # A dot right behind an integer would belong to it.
        space = " " if isinstance(node.value, Constant) and isinstance(node.value.value, int) else ""
        return f"{self._any(node.value, _ATOM)}{space}.{node.attr}"

    def visit_Call(self, node, level=_TEST):
        return f"{self._any(node.func, _ATOM)}({self._list(node.args + node.keywords)})"

    def visit_keyword(self, node, level=_TEST):
        return ("**" if node.arg is None else node.arg + "=") + self._any(node.value)

    def visit_Subscript(self, node, level=_TEST):
        index = node.slice
        inside = self._items(index.elts) if isinstance(index, Tuple) and index.elts else self._any(index)
        return f"{self._any(node.value, _ATOM)}[{inside}]"

    def visit_Slice(self, node, level=_TEST):
        lower, upper = (self._any(bound) if bound else "" for bound in (node.lower, node.upper))
        return f"{lower}:{upper}" + (f":{self._any(node.step)}" if node.step else "")

    def visit_Starred(self, node, level=_TEST):
        return "*" + self._any(node.value, _EXPR)

    def visit_Lambda(self, node, level=_TEST):
        args = self._any(node.args)
        text = f"lambda{' ' * bool(args)}{args}: {self._any(node.body, _TEST)}"
        return f"({text})" if level > _TEST else text

    def visit_arg(self, node, level=_TEST):
        return f"{node.arg}: {self._any(node.annotation)}" if node.annotation else node.arg

    def visit_arguments(self, node, level=_TEST):
        def with_default(arg, default):
            return self._any(arg) + (f"={self._any(default)}" if default else "")
        args = node.posonlyargs + node.args
        items = [with_default(*pair) for pair in zip(args, [None] * (len(args) - len(node.defaults)) + node.defaults)]
        if node.posonlyargs:
            items.insert(len(node.posonlyargs), "/")
        if node.vararg:
            items.append("*" + self._any(node.vararg))
        elif node.kwonlyargs:
            items.append("*")
        items += [with_default(*pair) for pair in zip(node.kwonlyargs, node.kw_defaults)]
        if node.kwarg:
            items.append("**" + self._any(node.kwarg))
        return ", ".join(items)

    # f-strings and t-strings

    def visit_JoinedStr(self, node, level=_TEST):
        return self._interpolated("f", node.values)

    def visit_TemplateStr(self, node, level=_TEST):
        return self._interpolated("t", node.values)

    def visit_FormattedValue(self, node, level=_TEST):
        return self._replacement(node, self._nested(node.value))

    def visit_Interpolation(self, node, level=_TEST):
        return self._replacement(node, self._nested(node.value) if node.str is None else node.str)

    def _nested(self, node):
        unparser = type(self)()
        return unparser._any(node, _OR)

    def _replacement(self, node, text):
        if text.startswith("{"):
            text = " " + text  # two braces are one
        if node.conversion != -1:
            text += "!" + chr(node.conversion)
        if node.format_spec:
            text += ":" + self._inside(node.format_spec, in_spec=True)
        return f"{{{text}}}"

    def _inside(self, node, in_spec=False):
        if isinstance(node, JoinedStr):
            return "".join([self._inside(value, in_spec) for value in node.values])
        if isinstance(node, Constant) and isinstance(node.value, str):
            text = node.value.replace("{", "{{").replace("}", "}}")
            if in_spec:
                text = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")
            return text
        if isinstance(node, FormattedValue):
            return self.visit_FormattedValue(node)
        if isinstance(node, Interpolation):
            return self.visit_Interpolation(node)
        raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")

    def _interpolated(self, prefix, values):
        parts = [(self._inside(value), isinstance(value, Constant)) for value in values]
        quotes = list(_quotes)
        shown = []
        for text, constant in parts:
            if constant:
                text, possible = _escaped(text, quotes, whitespace=True)
                if not set(possible) & set(quotes):
                    # No quotes fit all parts: those that need escapes in constants it is.
                    quotes = ["'''"]
                    shown = [repr('"' + text)[2:-1] if constant else text for text, constant in parts]
                    break
                quotes = possible
            else:
                if "\n" in text:
                    quotes = [q for q in quotes if q in _triple]
                quotes = [q for q in quotes if q not in text] or quotes
            shown.append(text)
        return prefix + quotes[0] + "".join(shown) + quotes[0]
