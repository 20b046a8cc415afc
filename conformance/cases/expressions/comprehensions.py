# conf: tier=exact
print([x * y for x in range(3) for y in range(3) if x != y])
print({x: x ** 2 for x in range(4)}, {x % 3 for x in range(9)})
print([[j for j in range(i)] for i in range(4)])
x = 'outer'
print([x for x in range(3)], x)
g = (i for i in range(3))
print(next(g), list(g), type(g).__name__)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
class C:
    n = 2
    a = [i for i in range(n)]
    try:
        b = [n for i in range(2)]
    except NameError as e:
        b = str(e)
print(C.a, C.b)
print([a if a % 2 else -a for a in range(5)])
def f():
    y = 10
    return [y + z for z in range(2)], sum(y for _ in range(3))
print(f())
print([(a, b) for a, b in zip('ab', 'cd')], [*map(str, [k for k in {'q': 1}])])
