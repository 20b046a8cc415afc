# conf: tier=exact
a, b = 1, 2
a, b = b, a
print(a, b)
first, *rest = [1, 2, 3]
*init, last = 'abc'
x, *y, z = range(2)
print(first, rest, init, last, x, y, z)
(a, (b, *c)), d = (1, (2, 3, 4)), 5
print(a, b, c, d)
[p, q] = {'k': 1, 'j': 2}
print(p, q)
print([*range(3), *'ab'], (*(1, 2), 3), {*[1, 1, 2]}, {**{'a': 1}, 'b': 2, **{'a': 3}})
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
def bad(n, values):
    try:
        if n == 2:
            a, b = values
        elif n == 3:
            a, b, *c, d = values
        else:
            (a,) = values
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
bad(2, [1]); bad(2, [1, 2, 3]); bad(2, 5); bad(3, 'ab'); bad(1, []); bad(1, {1: 2, 3: 4}); bad(2, iter([1, 2, 3]))
