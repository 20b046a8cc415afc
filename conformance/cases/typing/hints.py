# conf: tier=exact
# Reading hints; forward references; decorators and other functions.
import sys
import types
import typing
import warnings
from annotationlib import Format
from functools import wraps
from typing import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class A:
    x: int
    y: 'A'
    z: List['A'] = []
    w: Annotated[int, 'meta']
    n: None
    c: ClassVar['int']
    f: Final['str'] = ''

    def meth(self, a: 'A', *b: 'int', c: Optional['A'] = None, **d: Unpack['TD']) -> 'None': ...


class TD(TypedDict):
    k: Required[Annotated[int, 1]]


class B(A):
    x: str
    v: 'dict[str, Annotated[A, 1]]'
    int: 'int'


class G[T]:
    x: T
    y: 'list[T]'

    def m[U](self, a: T, b: 'tuple[T, U]') -> 'U': ...


class Loop:
    x: 'list[Loop]'


def plain(a, b=1): ...


def defaults(a: int = None, b: 'str' = 'x', *c: 'T', d: 'undefined' = 1): ...


def deco(f):
    @wraps(f)
    def inner(*args): ...
    return inner


@deco
def wrapped(a: 'A') -> 'B': ...


@no_type_check
def unchecked(a: 'not a type') -> 1: ...


@no_type_check
class Unchecked:
    x: 'what'

    def f(self, a: 'bad bad'): ...

    class Inner:
        y: '1 +'


for obj in A, B, A.meth, TD, G, G.m, Loop, plain, defaults, wrapped, unchecked, Unchecked, Unchecked.f, Unchecked.Inner, int, len, 1, types, None:
    show(lambda: get_type_hints(obj))
    show(lambda: get_type_hints(obj, include_extras=True))
show(lambda: get_type_hints(defaults, {'undefined': int, 'T': str}))
show(lambda: get_type_hints(defaults, {}, {'undefined': int, 'T': float}))
show(lambda: get_type_hints(defaults, format=Format.STRING))
show(lambda: get_type_hints(defaults, format=Format.FORWARDREF)['d'].__forward_arg__)
show(lambda: get_type_hints(B, format=Format.STRING))
show(lambda: get_type_hints(B, {'A': 1}, {'int': 5}))


def local():
    class Here: ...
    def f(a: 'Here', b: Here): ...
    return f, Here


f, Here = local()
show(lambda: get_type_hints(f))
show(lambda: get_type_hints(f, localns={'Here': Here}))

ref = ForwardRef('A')
print(ref, ref.__forward_arg__, ref == ForwardRef('A'), hash(ref) == hash(ForwardRef('A')), ref != ForwardRef('A', module='x'))
show(lambda: ref.evaluate(globals={}))
show(lambda: ref.evaluate(globals=globals()))
show(lambda: evaluate_forward_ref(ForwardRef('list["A"]'), globals=globals()))
show(lambda: evaluate_forward_ref(ForwardRef('list["Nope"]'), globals=globals(), format=Format.FORWARDREF))
show(lambda: evaluate_forward_ref(ForwardRef('Nope'), globals=globals(), format=Format.FORWARDREF))
show(lambda: evaluate_forward_ref(ForwardRef('Nope'), format=Format.STRING))
show(lambda: evaluate_forward_ref(ForwardRef('x', owner=A)))
show(lambda: evaluate_forward_ref(ForwardRef('T'), type_params=G.__type_params__))
show(lambda: ForwardRef(1))
show(lambda: ForwardRef('1 +').evaluate())
show(lambda: ForwardRef('*Ts'))
show(lambda: ForwardRef('A') | None)
show(lambda: type('S', (ForwardRef,), {}))
show(lambda: ref())
show(lambda: List['A'].__args__[0].evaluate(globals=globals()))

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    show(lambda: typing._eval_type(List['int'], {}, {}))
    deco2 = no_type_check_decorator(deco)
print([(str(w.message)[:60], w.category.__name__, w.filename.endswith('hints.py')) for w in seen])
show(lambda: typing._eval_type(Callable[['int'], 'str'], {}, {}, ()))
show(lambda: typing._eval_type(list['int'] | tuple['str', ...], {}, {}, ()))
show(lambda: typing._eval_type(Union['int', List['str']], {}, {}, ()))


@overload
def over(a: int): ...
@overload
def over(a: str): ...
def over(a): ...


print(len(get_overloads(over)), [f.__annotations__ for f in get_overloads(over)], get_overloads(plain), get_overloads(len))
show(lambda: overload(plain)())
clear_overloads()
print(get_overloads(over), overload(1) is overload(2))


@final
class Fin:
    @override
    @final
    def m(self): ...


print(Fin.__final__, Fin.m.__override__, Fin.m.__final__, final(1), override(int), cast('anything', 1), assert_type(1, str))
show(lambda: assert_never('x' * 200))
show(lambda: reveal_type(5))


@dataclass_transform(kw_only_default=True, field_specifiers=(int,), extra=1)
def trans(cls): ...


print(trans.__dataclass_transform__)
print(TYPE_CHECKING, Text, NoDefault, type(NoDefault), sorted(set(dir(typing)) >= set(typing.__all__) and []) == [])
for bad in (lambda: dataclass_transform(1), lambda: cast(int), lambda: get_origin(), lambda: runtime_checkable(1), lambda: is_typeddict(),
            lambda: typing.__getattr__('zzz')):
    show(bad)
