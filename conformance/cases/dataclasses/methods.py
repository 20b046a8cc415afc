# Dataclasses: the methods made, their errors and annotations.
import copy
import dataclasses
import pickle
import traceback
import weakref
from dataclasses import (KW_ONLY, MISSING, Field, FrozenInstanceError, InitVar, asdict, astuple,
                         dataclass, field, fields, is_dataclass, make_dataclass, replace)


def refused(function, *args, **kwargs):
    try:
        print("no error", function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, metadata={"unit": 1})


p = Point(1)
print(p, Point(1, 2, ["a"]), Point.__doc__, Point.__match_args__)
print(p == Point(1), p < Point(1, 1), p >= Point(0, 5), p == (1, 0), p.__lt__(3), Point.__hash__)
print(p.tags is Point(1).tags, Point.y, hasattr(Point, "tags"))
print([f.name for f in fields(p)], fields(Point)[2].metadata)
print(Point.__dataclass_params__)
print(Point.__init__.__annotations__, Point.__init__.__qualname__, Point.__init__.__defaults__)
refused(Point)
refused(Point, 1, 2, 3, 4)
refused(hash, p)
refused(lambda: p < 3)
refused(fields, 3)
refused(asdict, Point)
refused(replace, p, z=1)


@dataclass(frozen=True)
class Frozen:
    a: int
    b: "str" = "b"

    @property
    def both(self):
        return self.a, self.b


z = Frozen(1)
print(z, hash(z) == hash((1, "b")), z.both, replace(z, a=3), copy.replace(z, b="c"))


def assign():
    z.a = 2


def delete():
    del z.a


def other():
    z.new = 1


for f in assign, delete, other:
    refused(f)


@dataclass
class Special:
    a: int
    scale: InitVar[int]
    _: KW_ONLY
    b: int = 2
    hidden: int = field(init=False, repr=False, default=9)
    made: list = field(init=False)

    def __post_init__(self, scale):
        self.made = [self.a * scale]


s = Special(2, 10, b=5)
print(s, s.hidden, Special.__doc__)
refused(Special, 1, 2, 3)
refused(replace, s, a=1)
refused(replace, s, scale=1, hidden=3)
print(replace(s, scale=3), InitVar[int], InitVar[list[int]], KW_ONLY.__class__.__name__)


@dataclass(slots=True, weakref_slot=True)
class Slotted:
    a: int
    b: list = field(default_factory=list, doc="some")

    def me(self):
        return __class__


t = Slotted(1)
print(Slotted.__slots__, t.me() is Slotted, weakref.ref(t)() is t, t)
refused(setattr, t, "c", 1)
print(pickle.loads(pickle.dumps(t)), copy.deepcopy(t) == t)


@dataclass(frozen=True, slots=True)
class Both(Frozen):
    c: float = 1.5


print(pickle.loads(pickle.dumps(Both(1))), Both.__slots__, Both.__mro__[1] is Frozen)


class Nested:
    pass


@dataclass
class Tree:
    value: int
    children: "list[Tree]" = field(default_factory=list)
    by_name: dict = field(default_factory=dict)
    pair: tuple = ()


tree = Tree(1, [Tree(2)], {"k": Tree(3)}, (Tree(4), 5))
print(asdict(tree))
print(astuple(tree))
print(asdict(Tree(0), dict_factory=list), astuple(Tree(0), tuple_factory=list))
tree.children.append(tree)
print(tree)

C = make_dataclass("C", ["x", ("y", int), ("z", int, field(default=3))], namespace={"n": lambda self: self.z})
print(C(1, 2), C(1, 2).n(), C.__module__, C.__qualname__, [f.type for f in fields(C)][1:])
refused(make_dataclass, "D", ["a", "a"])
refused(make_dataclass, "D", ["1a"])
refused(make_dataclass, "D", ["for"])
refused(make_dataclass, "D", [("a", int, 1, 2)])
print(is_dataclass(C), is_dataclass(C(1, 2)), is_dataclass(3), is_dataclass(list[C]))


def declare(body, **options):
    namespace = dict(vars(dataclasses), Frozen=Frozen, Point=Point, options=options)
    try:
        exec(f"@dataclass(**options)\nclass D{body}", namespace)
        print("made", namespace["D"].__doc__)
    except Exception as e:
        print(type(e).__name__, e)


declare(":\n a: int = 1\n b: int")
declare(":\n a: list = []")
declare(":\n a = field()")
declare(":\n a: int = field(default=1, default_factory=int)")
declare(":\n a: int\n def __lt__(self, o): pass", order=True)
declare(":\n a: int\n def __setattr__(self, n, v): pass", frozen=True)
declare(":\n a: int\n def __hash__(self): pass", unsafe_hash=True)
declare(":\n a: int", order=True, eq=False)
declare("(Frozen):\n c: int = 3")
declare("(Point):\n c: int = 3", frozen=True)
declare(":\n _: KW_ONLY\n a: int\n __: KW_ONLY")
declare(":\n a: int\n __slots__ = ()", slots=True)
declare(":\n a: int", weakref_slot=True)
declare(":\n a: InitVar[int] = field(default_factory=int)")
declare(":\n a: 'InitVar[int]'\n b: 'int' = 2\n _: 'KW_ONLY'\n c: 'float' = 1.0")
declare("(Point):\n z: int = field(default=3, kw_only=True)")
declare(":\n self: int")
declare(":\n a: undefined = 1")

try:
    Special("a", None)
except TypeError as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)], e)
