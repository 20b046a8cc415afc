# conf: tier=exact
# Protocols: members, what isinstance() and issubclass() look at, bases, generic ones.
import abc
import collections.abc
import typing
from typing import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


@runtime_checkable
class Closable(Protocol):
    def close(self): ...


@runtime_checkable
class Named(Protocol):
    name: str

    def go(self) -> 'undefined': ...


class Plain(Protocol):
    x: int


class Has:
    def close(self): ...


class Late:
    def __init__(self):
        self.name = 'n'
        self.go = self.close = None


class Slots:
    __slots__ = ('name', 'go')


class Dynamic:
    def __getattr__(self, name):
        return 1


class Property:
    @property
    def name(self):
        1 / 0

    def go(self): ...


class Blocked:
    close = None


@runtime_checkable
class Both(Closable, Named, Protocol): ...


class Concrete(Closable):
    def __init__(self, x=1):
        self.x = x


for obj in Has(), Late(), Slots(), Dynamic(), Property(), Blocked(), Concrete(), open, Has, typing, 1:
    print(type(obj).__name__, isinstance(obj, Closable), isinstance(obj, Named), isinstance(obj, Both))
for cls in Has, Blocked, Concrete, int, Both, collections.abc.Generator:
    show(lambda: issubclass(cls, Closable))
for f in (lambda: issubclass(Has, Named), lambda: isinstance(1, Plain), lambda: issubclass(int, Plain), lambda: issubclass(1, Plain),
          lambda: issubclass(1, Closable), lambda: Plain(), lambda: Closable(), lambda: Concrete(3).x,
          lambda: runtime_checkable(Has), lambda: get_protocol_members(Has), lambda: get_protocol_members(Protocol),
          lambda: sorted(get_protocol_members(Both)), lambda: get_protocol_members(Plain), lambda: is_protocol(Both),
          lambda: is_protocol(Concrete), lambda: is_protocol(Protocol), lambda: is_protocol(1), lambda: isinstance(1, Protocol),
          lambda: issubclass(Closable, Protocol), lambda: Both.__non_callable_proto_members__, lambda: Closable._is_protocol,
          lambda: sorted(typing._get_protocol_attrs(Named))):
    show(f)


def bad(*bases):
    def make():
        class X(*bases, Protocol): ...
        return X
    return make


show(bad(Has))
show(bad(Concrete))
show(bad(collections.abc.Iterable))
show(bad(collections.abc.Sized, Closable))
show(bad(collections.abc.Mapping))
show(bad(Closable))


@runtime_checkable
class Box[T](Protocol):
    content: T

    def get(self) -> T: ...


@runtime_checkable
class Old(Protocol[AnyStr]):
    @classmethod
    def make(cls): ...

    @staticmethod
    def other(): ...


print(Box[int], Box.__parameters__, Box.__orig_bases__, Old.__parameters__, Old.__orig_bases__, Box.__mro__)
show(lambda: isinstance(1, Box[int]))
show(lambda: sorted(get_protocol_members(Old)))
show(lambda: isinstance(1, Box))


class Sub(Box[int]):
    def get(self):
        return 1


print(Sub().get(), Sub.__parameters__, isinstance(Sub(), Box), Sub._is_protocol, Sub.__protocol_attrs__ == Box.__protocol_attrs__)


class Init(Protocol):
    def __init__(self, x):
        self.x = x


class Middle(Init): ...


class Bottom(Middle):
    pass


print(Middle(1).x, Bottom(2).x)
for x in 1, 1.5, 1j, 'a', b'', [], object():
    print(type(x).__name__, *[int(isinstance(x, p)) for p in (SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes,
                                                               SupportsIndex, SupportsAbs, SupportsRound)])
for p in SupportsInt, SupportsAbs, SupportsRound:
    print(p, sorted(p.__abstractmethods__), p.__mro__, p.__module__, p.__qualname__, sorted(get_protocol_members(p)))
print(IO.__mro__, TextIO.__mro__, BinaryIO.__orig_bases__, IO.__parameters__, IO.read.__qualname__, IO.write.__annotations__)


@runtime_checkable
class Hooked(Protocol):
    @classmethod
    def __subclasshook__(cls, other):
        return True


print(isinstance(1, Hooked), issubclass(int, Hooked))


class Raises:
    def __getattribute__(self, name):
        raise ValueError(name)


show(lambda: isinstance(Raises(), Closable))


class Desc:
    def __get__(self, *args):
        raise RuntimeError('no')


class WithDesc(Protocol):
    d = Desc()


show(lambda: runtime_checkable(WithDesc))
show(lambda: type.__call__(typing._ProtocolMeta, 'Q', (), {}))
show(lambda: Closable.register(int) and issubclass(int, Closable))


@runtime_checkable
class Callback(Protocol):
    def __call__(self, x): ...


print(isinstance(len, Callback), isinstance(1, Callback), issubclass(type(len), Callback))
