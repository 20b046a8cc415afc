# Signatures of callables of all kinds, and binding arguments by them.
import functools
import inspect
from inspect import Parameter, Signature, signature


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b: int = 2, /, c="x", *args: str, d, e: "list[int]" = None, **kw) -> float:
    pass


class Meta(type):
    def __call__(cls, x, *rest):
        return super().__call__(x)


class WithMeta(metaclass=Meta):
    def __init__(self, y):
        pass


class Init:
    def __init__(self, a, *, b=1):
        pass

    def method(self, x, y=3):
        pass

    @classmethod
    def make(cls, n):
        pass

    @staticmethod
    def plain(q):
        pass

    def __call__(self, called):
        pass

    half = functools.partialmethod(method, 1)


class New:
    def __new__(cls, p, q=None):
        return super().__new__(cls)


class Child(Init):
    pass


@functools.wraps(f)
def wrapper(*args, **kwargs):
    pass


marked = lambda *a: None
marked.__signature__ = Signature([Parameter("only", Parameter.KEYWORD_ONLY)])
text = lambda *a: None
text.__text_signature__ = "($self, a, /, b=(1, 'x'), *, c=-1)"

for obj in (f, WithMeta, Init, New, Child, Init.method, Init(1).method, Init.make, Init.plain, Init(1), Init.half,
            Init(1).half, wrapper, marked, text, functools.partial(f, 1, d=5), functools.partial(f, 1, c=2, d=3),
            functools.partial(f, functools.Placeholder, 2), len, print, sorted, dict.get, [].append, "".join,
            object, 3, type, complex, map, set, dict.fromkeys, lambda *, k: k, functools.reduce,
            bytes.fromhex, str.split, int.from_bytes, float.__add__, (1.5).__add__, object.__init__, enumerate,
            functools.partial, list.sort, range, dict, super, property, staticmethod, memoryview, zip):
    attempt(signature, obj)

sig = signature(f)
print(repr(sig), sig.return_annotation, list(sig.parameters), signature(wrapper, follow_wrapped=False))
for p in sig.parameters.values():
    print(repr(p), p.kind, p.kind.description, p.default is p.empty, p.annotation)
print(sig.format(max_width=20))
print(sig.format(quote_annotation_strings=False))
bound = sig.bind(1, d=2)
print(bound, bound.args, bound.kwargs)
bound.apply_defaults()
print(bound, bound.args, bound.kwargs)
print(sig.bind(1, 2, 3, 4, 5, d=6, z=7, a=8).arguments)
print(sig.bind_partial(1), sig.bind_partial())
attempt(sig.bind)
attempt(sig.bind, 1)
attempt(sig.bind, a=1, d=2)
attempt(sig.bind, 1, 2, 3, c=3, d=4)
attempt(signature(Init).bind, 1, 2)
attempt(signature(Init).bind, 1, z=2)
attempt(signature(Init).bind)
attempt(signature(lambda a, /, b=1: 0).bind, 1, a=2)
attempt(signature(lambda a, /: 0).bind, a=2)
attempt(signature(lambda a=1, /: 0).bind, a=2)
attempt(signature(lambda *, a: 0).bind)
attempt(signature(lambda x, *, a: 0).bind, 1)
attempt(signature(lambda x, *, a: 0).bind, 1, 2)
attempt(signature(lambda x, y: 0).bind, 1, x=2)
attempt(signature(lambda *a, b=1, **c: 0).bind, 1, 2, b=3, d=4)
attempt(sig.replace, parameters=list(sig.parameters.values())[::-1])
attempt(Signature, [Parameter("a", 1), Parameter("a", 1)])
attempt(Signature, [Parameter("a", 1, default=1), Parameter("b", 1)])
attempt(Signature, [Parameter("a", 2), Parameter("b", 2)])
attempt(Parameter, "a", 9)
attempt(Parameter, "a b", 1)
attempt(Parameter, "for", 1)
attempt(Parameter, "a", 2, default=3)
attempt(Parameter, 3, 1)
attempt(Parameter, ".0", 1)
print(Parameter("a", 1) == Parameter("a", 1), hash(sig) == hash(signature(f)), sig == signature(wrapper))
print(Signature([Parameter("b", 3), Parameter("a", 3)]) == Signature([Parameter("a", 3), Parameter("b", 3)]))
print(inspect.getfullargspec(f))
print(inspect.getfullargspec(Init(1).method))
attempt(inspect.getfullargspec, 3)
print(inspect.getcallargs(f, 1, 2, 3, 4, d=5, z=6))
attempt(inspect.getcallargs, lambda a, b, c: 0)
attempt(inspect.getcallargs, lambda a, b=1: 0, 1, 2, 3)
attempt(inspect.getcallargs, lambda a, *, k: 0, 1)
attempt(inspect.getcallargs, lambda a: 0, 1, a=2)
attempt(inspect.getcallargs, lambda a: 0, 1, z=2)
print(inspect.formatannotation(list[int]), inspect.formatannotation(Init), inspect.formatannotation("s"))
