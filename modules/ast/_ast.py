PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400


def _warn(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


class AST:
    __doc__ = None
    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            raise TypeError("%s constructor takes at most %d positional argument%s" % (
                cls.__name__, len(fields), "" if len(fields) == 1 else "s"))
        missing = dict.fromkeys(fields)
        for name, value in zip(fields, args):
            setattr(self, name, value)
            missing.pop(name, None)
        for name, value in kwargs.items():
            if name in fields:
                if name not in missing:
                    raise TypeError("%s got multiple values for argument %r" % (cls.__name__, name))
                del missing[name]
            elif name not in cls._attributes:
                _warn("%s.__init__ got an unexpected keyword argument %r. Support for arbitrary "
                      "keyword arguments is deprecated and will be removed in Python 3.15." % (cls.__name__, name))
            setattr(self, name, value)
        if not missing:
            return
        types = getattr(cls, "_field_types", None)
        if types is None:
            return
        for name in missing:
            if name not in types:
                if name not in cls.__dict__.get("_fields", ()):
                    continue
                _warn("Field %r is missing from %s._field_types. This will become an error in Python 3.15." % (
                    name, cls.__name__))
                continue
            kind = types[name]
            if kind is expr_context:
                setattr(self, name, _Load)
            elif getattr(kind, "__origin__", None) is list:
                setattr(self, name, [])
            elif type(None) not in getattr(kind, "__args__", ()):
                _warn("%s.__init__ missing 1 required positional argument: %r. This will become "
                      "an error in Python 3.15." % (cls.__name__, name))

    def __repr__(self):
        return _text(self, 3)

    def __reduce__(self):
        return type(self)._restore, (), self.__dict__

    @classmethod
    def _restore(cls):
        return cls.__new__(cls)

    def __replace__(self, /, **kwargs):
        cls = type(self)
        names = {*cls._fields, *cls._attributes}
        unexpected = [name for name in kwargs if name not in names]
        if unexpected:
            raise TypeError("%s.__replace__ got an unexpected keyword argument %r." % (cls.__name__, unexpected[0]))
        given = {name: value for name, value in self.__dict__.items() if name in names}
        given.update(kwargs)
        types = getattr(cls, "_field_types", {})
        lacking = [name for name in cls._fields if name not in given and not hasattr(cls, name)]
        if lacking:
            raise TypeError("%s.__replace__ missing %d keyword argument%s: %s." % (
                cls.__name__, len(lacking), "" if len(lacking) == 1 else "s",
                ", ".join(map(repr, sorted(lacking)))))
        new = cls.__new__(cls)
        new.__dict__.update(given)
        return new


AST.__module__ = "ast"


def _item(value, depth):
    if isinstance(value, AST):
        return _text(value, depth - 1)
    if isinstance(value, (list, tuple)):
        opening, closing = "[]" if isinstance(value, list) else "()"
        if not value:
            return opening + closing
        parts = [_item(value[0], depth)]
        if len(value) > 2:
            parts.append("...")
        if len(value) > 1:
            parts.append(_item(value[-1], depth))
        return opening + ", ".join(parts) + closing
    return repr(value)


def _text(node, depth):
    name = "ast.AST" if type(node) is AST else type(node).__name__
    if depth <= 0:
        return name + "(...)"
    return "%s(%s)" % (name, ", ".join(
        "%s=%s" % (field, _item(getattr(node, field), depth)) for field in node._fields))


def _define():
    namespace = globals()
    made = []  # classes with the types of their fields, as the grammar has them
    located = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    places = {"stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword", "alias"}

    def new(name, base, doc, fields, kind):
        names = tuple(field.split(" ")[1] for field in fields)
        body = {"__module__": "ast", "__doc__": doc, "_fields": names, "__match_args__": names}
        if base is AST:
            body["_attributes"] = located if kind in places else ()
            if kind in places and kind != "pattern" and kind != "type_param":
                body["end_lineno"] = body["end_col_offset"] = None
        for field in fields:
            type_, name_ = field.split(" ")
            if type_.endswith("?"):
                body[name_] = None
        namespace[name] = cls = type(name, (base,), body)
        made.append((cls, fields))
        return cls

    def arguments_of(text):
        name, _, fields = text.strip().partition("(")
        return name, fields[:-1].split(", ") if fields else []

    for text in _grammar.strip().replace("\n     |", " |").split("\n"):
        kind, equals, alternatives = text.partition(" = ")
        if not equals:
            name, fields = arguments_of(text)
            new(name, AST, text, fields, name)
            continue
        base = new(kind, AST, text.replace(" |", "\n" + " " * len(kind) + " |") if "(" in text else text, [], kind)
        for alternative in alternatives.split(" | "):
            name, fields = arguments_of(alternative)
            cls = new(name, base, alternative.strip(), fields, kind)
            if not fields and kind in ("expr_context", "boolop", "operator", "unaryop", "cmpop"):
                namespace["_" + name] = cls()
    simple = {"identifier": str, "string": str, "int": int, "constant": object}
    for cls, fields in made:
        if cls.__base__ is AST and not fields:
            continue
        types = {}
        for field in fields:
            type_, name = field.split(" ")
            plain = type_.rstrip("?*")
            kind = simple.get(plain) or namespace[plain]
            if type_.endswith("*"):
                kind = list[kind]
            elif type_.endswith("?"):
                kind = kind | None
            types[name] = kind
        cls._field_types = types


_define()
del _define, _grammar
