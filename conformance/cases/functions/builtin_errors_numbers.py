# conf: tier=exact
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: divmod(1))
err(lambda: pow(1))
err(lambda: pow(2, 3, 0))
err(lambda: pow(2.0, 3, 5))
err(lambda: round())
err(lambda: hash())
err(lambda: iter())
err(lambda: iter(1, 2))
err(lambda: next(1))
err(lambda: next(iter([])))
err(lambda: reversed({1}))
err(lambda: reversed(5))
err(lambda: bin('a'))
err(lambda: hex(1.5))
err(lambda: callable())
