# conf: tier=exact
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: {}['a'])
err(lambda: {}[1, 2])
err(lambda: {}.pop('a'))
err(lambda: {}.popitem())
err(lambda: {[]: 1})
err(lambda: {{}: 1})
err(lambda: {}.get([]))
err(lambda: [] in {})
err(lambda: dict(5))
err(lambda: dict([1]))
err(lambda: dict(['abc']))
err(lambda: dict(1, 2))
err(lambda: {}.update(5))
err(lambda: {}.update([(1, 2, 3)]))
err(lambda: {}.get())
err(lambda: {}.pop())
err(lambda: {} | 5)
err(lambda: {} < {})
err(lambda: {}.nope)
err(lambda: dict.fromkeys(5))
err(lambda: hash({}))
err(lambda: {**5})
err(lambda: {}.__delitem__('k'))
err(lambda: {}.setdefault())
err(lambda: {}.keys()[0])
err(lambda: dict(**{1: 2}))
def resize():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1
err(resize)
def change():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]
        d[k + 10] = 1
err(change)
