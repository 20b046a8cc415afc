# conf: tier=exact
# Special forms and aliases: what subscription gives, shows and refuses.
import collections.abc
import copy
import pickle
import typing
from typing import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


T, U = TypeVar('T'), TypeVar('U')
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')


class C(Generic[T]): ...


class D(Generic[T, U]): ...


class E(Generic[P, T]): ...


class F(Generic[T, *Ts]): ...


made = [
    Any, Optional[int], Union[int, str], Union['a', int], Union[int, None, int], Literal[1, True, 'x', None],
    Literal[Literal[1, 2], 2], Final, Final[int], ClassVar[List[int]], Annotated[int, 'm', {}],
    Annotated[Annotated[int, 1], 2], Concatenate[int, P], TypeGuard[int], TypeIs[str], Required[int], NotRequired[int],
    ReadOnly[int], Unpack[Ts], Unpack[tuple[int, str]], Self, Never, NoReturn, LiteralString, TypeAlias, NoDefault,
    List, List[int], Dict[str, int], Dict[T, U], Set[T], FrozenSet[int], Tuple, Tuple[()], Tuple[int, ...],
    Tuple[int, str], Type[C], Deque[int], DefaultDict[str, int], OrderedDict[int, str], Counter[str],
    ChainMap[str, int], Callable, Callable[[], None], Callable[[int, 'x'], str], Callable[..., Any], Callable[P, T],
    Callable[Concatenate[int, P], T], Generator[int], Generator[int, str], AsyncGenerator[int], Iterable[int],
    Hashable, Sized, Pattern[str], Match[bytes], ContextManager[int], AsyncContextManager[int], ContextManager,
    Text, ForwardRef('x'), C, C[int], C['x'], D[int, T], E[[int], str], E[..., str], E[P, int], F[int], F[int, str, str],
    F[int, *tuple[str, ...]], C[C[T]], Generic[T], Protocol[T], T, P, Ts, P.args, P.kwargs, AnyStr, IO, IO[str], TextIO,
    BinaryIO, SupportsInt, SupportsAbs[int], type(TypedDict), typing.T_co, typing.KT,
]
for x in made:
    print(repr(x), get_origin(x), get_args(x), getattr(x, '__parameters__', '-'))

refused = [
    lambda: Any(), lambda: isinstance(1, Any), lambda: Any[int], lambda: Optional[int, str], lambda: Optional,
    lambda: Union[()], lambda: Union[(1, 2)], lambda: Literal[[1]], lambda: Literal(1), lambda: Final[int, str],
    lambda: ClassVar[Final[int]], lambda: ClassVar[ClassVar[int]], lambda: List[ClassVar[int]], lambda: List[Final[int]],
    lambda: Annotated[int], lambda: Annotated[*Ts, 1], lambda: Concatenate[int], lambda: Concatenate[()],
    lambda: TypeGuard[int, str], lambda: Required[(1, 2)], lambda: Unpack[int, str], lambda: Self[int],
    lambda: NoReturn[int], lambda: List[int, str], lambda: List[()], lambda: Dict[int], lambda: Dict[int, str, int],
    lambda: Hashable[int], lambda: Tuple[int, ..., str], lambda: Callable[int], lambda: Callable[int, str],
    lambda: Callable[[int], (1, 2)], lambda: Generator[()], lambda: ContextManager[()], lambda: C[int, str],
    lambda: C[()], lambda: D[int], lambda: E[int], lambda: E[int, str], lambda: F[()], lambda: C[int][str],
    lambda: List[int][str], lambda: List[T][int, str], lambda: D[T, U][int], lambda: Generic[int], lambda: Generic[()],
    lambda: Generic[T, T], lambda: Generic[T][int], lambda: List[Generic], lambda: List[Protocol], lambda: List[Literal],
    lambda: List[(1, 2)], lambda: List[[]], lambda: List[Unpack], lambda: isinstance([], List[int]), lambda: isinstance([], List),
    lambda: issubclass(list, List), lambda: issubclass(int, List[int]), lambda: isinstance(1, Union[int, str]),
    lambda: isinstance(1, Union[int, List[str]]), lambda: isinstance(1, Literal[1]), lambda: List(), lambda: List[int](),
    lambda: Tuple(), lambda: Deque[int]([1]), lambda: DefaultDict(int), lambda: C[int]().__orig_class__, lambda: list(List),
    lambda: list(C[int]), lambda: list(Literal[1]), lambda: typing.nothing, lambda: List.append, lambda: List.__append__,
    lambda: C[int].x, lambda: List['a b'], lambda: List[''], lambda: Union[int, 'a b'],
]
for f in refused:
    show(f)

bases = [Any, Optional, Optional[int], Union[int, str], Literal[1], Final[int], Self, Never, List[int], List, Dict[T, U],
         Tuple[int, str], Tuple, Callable[[int], T], C[int], D[T, int], Annotated[C[int], 1], Annotated[int, 1], T, P,
         P.args, Unpack[Ts], NoReturn, Generic, NewType('N', int), ClassVar[int], type[int],
         list[T], collections.abc.Callable[[int], str], Iterable[T], Sized]
for b in bases:
    def define():
        class X(b): ...
        return X.__mro__, X.__dict__.get('__orig_bases__')
    show(define)

print(Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]))
print(Literal[1, 2] == Literal[2, 1], Literal[1] == Literal[True], Literal[0] is Literal[False], Literal[1] is Literal[1])
print(List[int] is List[int], C[int] is C[int], C[int] == C[str], List[int] == list[int], Tuple[()] is Tuple[()])
print(Annotated[int, 1] == Annotated[int, True], Annotated[int, []] == Annotated[int, []], Annotated[int, 1] == int)
print(Callable[[int], T][str], Callable[P, T][[int], str], Callable[P, T][..., str], D[T, U][int, str], E[P, T][[int, str], T])
print(Annotated[List[T], 1][int], Union[T, List[U]][int, str], Tuple[T, Unpack[Ts]][int, str, bytes], F[T, *Ts][int])
print(Concatenate[int, P][[str]], Concatenate[int, P][Concatenate[str, P]], Callable[Concatenate[T, P], U][int, [str], bytes])
print(List[int] | None, 'a' | List[int], C | int, T | 'x', Self | None, NewType('N', int) | str, List | int)

for x in made:
    try:
        again = pickle.loads(pickle.dumps(x))
    except Exception as e:
        print(x, type(e).__name__, e)
    else:
        if again != x or copy.copy(x) != x or copy.deepcopy(x) != x:
            print('not the same', x, again)
