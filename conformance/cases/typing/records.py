# conf: tier=exact
# NamedTuple, TypedDict and NewType.
import annotationlib
import copy
import pickle
import warnings
from annotationlib import Format, get_annotations
from typing import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, '__notes__', ''))


class Point(NamedTuple):
    """A point."""
    x: int
    y: 'int' = 0
    z: Optional[int] = None

    def norm(self):
        return self.x + self.y


class Later(NamedTuple):
    a: undefined
    b: list[undefined]


T = TypeVar('T')


class Pair(NamedTuple, Generic[T]):
    key: str
    value: T


class New[K](NamedTuple):
    key: K


print(Point(1), Point(1, 2).norm(), Point.__doc__, Point.__annotations__, Point._field_defaults, Point.__orig_bases__ == (NamedTuple,))
print(Point.__new__.__annotations__, Point.__mro__, Point.__module__, Point.__qualname__, Point.__bases__)
show(lambda: Later.__annotations__)
print(get_annotations(Later, format=Format.STRING), Later._fields)
print(Pair[int], Pair[int]('a', 1), Pair.__parameters__, Pair.__bases__, Pair.__orig_bases__[1], New[int](1), New.__type_params__, New.__mro__)
print(pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2), copy.copy(Point(1)), Point(1)._replace(x=5))
Dyn = NamedTuple('Dyn', [('a', int), ('b', 'str'), ('c', None)])
print(Dyn(1, 2, 3), Dyn.__annotations__, Dyn.__module__, Dyn.__orig_bases__ == (NamedTuple,), get_annotations(Dyn, format=Format.STRING))
warnings.simplefilter('error')
for f in (lambda: NamedTuple('E'), lambda: NamedTuple('E', None), lambda: NamedTuple('E', a=int), lambda: NamedTuple('E', None, a=int),
          lambda: NamedTuple('E', [('a', int)], b=int), lambda: NamedTuple('E', [('a', (1, 2))]), lambda: NamedTuple('E', [('_a', int)]),
          lambda: NamedTuple('E', []), lambda: TypedDict('E'), lambda: TypedDict('E', None), lambda: TypedDict('E', {})._fields,
          lambda: TypedDict('E', {'a': (1, 2)}), lambda: TypedDict('E', {'a b': int}).__annotations__, lambda: TypedDict('E', a=int),
          lambda: NamedTuple(), lambda: TypedDict(), lambda: NamedTuple.x, lambda: isinstance((), NamedTuple)):
    show(f)


def bad1():
    class X(NamedTuple):
        x: int = 1
        y: str


def bad2():
    class X(NamedTuple, int):
        x: int


def bad3():
    class X(NamedTuple):
        x: int
        def __new__(cls): ...


def bad4():
    class X(NamedTuple):
        x: int
        def f(self): return super().f()


def bad5():
    class D:
        def __set_name__(self, owner, name):
            raise ValueError(owner.__name__, name)
    class X(NamedTuple):
        x: int
        d = D()


def bad6():
    class X(NamedTuple):
        x: (1, 2)


def bad7():
    class X(NamedTuple):
        x: int = 1
        y: int = 2
        z: int


for f in bad1, bad2, bad3, bad4, bad5, bad6, bad7:
    show(f)


class Film(TypedDict):
    """A film."""
    title: str
    year: NotRequired['int']


class Part(Film, total=False):
    part: ReadOnly[int]
    of: Required[Annotated[str, 1]]
    more: 'Part'


class Gen[T](TypedDict):
    a: T
    b: list[T]


class OldGen(TypedDict, Generic[T]):
    a: T


class LaterDict(TypedDict):
    a: undefined
    b: int


for d in Film, Part, Gen, OldGen, LaterDict:
    print(d, sorted(d.__required_keys__), sorted(d.__optional_keys__), sorted(d.__readonly_keys__), sorted(d.__mutable_keys__), d.__total__,
          d.__mro__, is_typeddict(d), get_annotations(d, format=Format.STRING))
    show(lambda: d.__annotations__)
    show(lambda: get_annotations(d, format=Format.FORWARDREF))
print(Film(title='x', year=1), type(Film(title=1)), Film.__doc__, Part.__orig_bases__, Gen[int], Gen[int](a=1), Gen.__parameters__)
show(lambda: get_type_hints(Part))
show(lambda: get_type_hints(Part, include_extras=True))
show(lambda: isinstance({}, Film))
show(lambda: issubclass(dict, Film))
show(lambda: Film.nothing)


def bad8():
    class X(Film, int): ...


def bad9():
    class X(Film):
        a: int
    class Y(X):
        a: ReadOnly[int]


def bad10():
    class X(TypedDict, metaclass=type): ...


def bad11():
    class X(Film, total=False, other=1): ...


for f in bad8, bad9, bad10, bad11:
    show(f)
Func = TypedDict('Func', {'in': int, 'x-y': 'str'}, total=False)
print(Func.__annotations__, Func.__total__, Func.__optional_keys__ == {'in', 'x-y'}, Func.__module__, Func.__orig_bases__ == (TypedDict,))
print(is_typeddict(TypedDict), is_typeddict(dict), is_typeddict(Gen[int]))
print(pickle.loads(pickle.dumps(Film(title='a'))), pickle.loads(pickle.dumps(Film)) is Film)

UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__name__, UserId.__qualname__, UserId.__module__, UserId.__supertype__, UserId | None, str | UserId)
print(pickle.loads(pickle.dumps(UserId)) is UserId, copy.copy(UserId) is UserId, List[UserId], NewType('a.b.C', str).__name__)
show(lambda: type('X', (UserId,), {}))


def bad12():
    class X(UserId): ...


show(bad12)
show(lambda: isinstance(1, UserId))
show(lambda: UserId())
