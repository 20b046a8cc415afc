# conf: tier=exact
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: {1}.remove(2))
err(lambda: set().pop())
err(lambda: {[]})
err(lambda: {1}.add([]))
err(lambda: set(5))
err(lambda: {1} | [2])
err(lambda: {1} + {2})
err(lambda: {1} < [2])
err(lambda: hash({1}))
one = {1}
err(lambda: one[0])
err(lambda: frozenset().add(1))
err(lambda: set(1, 2))
err(lambda: {1}.union(5))
err(lambda: {1}.add())
err(lambda: [] in {1})
err(lambda: {1} in {frozenset([1])})
def change():
    s = {1, 2}
    for x in s:
        s.add(x + 10)
err(change)
