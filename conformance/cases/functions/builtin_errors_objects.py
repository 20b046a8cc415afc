# conf: tier=exact
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: len())
err(lambda: len(1, 2))
err(lambda: len(x=1))
err(lambda: abs())
err(lambda: ord())
err(lambda: chr('a'))
err(lambda: isinstance(1))
err(lambda: isinstance(1, 1))
err(lambda: issubclass(1, int))
err(lambda: getattr(1))
err(lambda: setattr(1, 2, 3))
err(lambda: getattr(1, 2))
err(lambda: range(1, 2, 3, 4))
err(lambda: int(1, 2, 3))
err(lambda: int(x=1))
err(lambda: float(1, 2))
err(lambda: print(1, foo=2))
err(lambda: print(1, sep=5))
