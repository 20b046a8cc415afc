# conf: tier=exact
if (n := len('hello')) > 3:
    print(n)
print([y := 1, y ** 2, y + 5])
print([last := x for x in range(5) if x % 2], last)
while (k := n) > 3:
    n -= 1
print(k, n)
print((lambda: (z := 4) + z)())
def f():
    [w := i for i in range(3)]
    return w
print(f(), (a := 1, b := 2), a, b)
