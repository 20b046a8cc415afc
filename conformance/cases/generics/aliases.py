# conf: tier=exact
# Substitution in aliases of built-in and abstract generics; unions.
from collections.abc import Callable
def f[T, U, *Ts](): return T, U, Ts
T, U, Ts = f()
print(list[T][int], dict[T, U][int, str], dict[T, list[U]][int, str], tuple[T, T][int])
print(list[T].__parameters__, dict[U, list[T]].__parameters__, (T | int)[str], (list[T] | U)[int, str])
print(Callable[[T], U][int, str], Callable[[T, int], str][bytes], Callable[..., T][int])
for bad in (lambda: list[T][int, str], lambda: dict[T, U][int], lambda: list[int][str], lambda: (int | str)[int]):
    try:
        print(bad())
    except TypeError as e:
        print(e)
a = int | list[{}.__class__] | None
print(a, a == (None | list[dict] | int), a != int, hash(a) == hash(None | list[dict] | int), (int | str).__module__)
type A[X] = X | list[X]
print(A[int], A[int].__args__, A | None, A[A[int]])
type R = list[R] | int
print(R.__value__.__args__[0].__args__[0] is R)
