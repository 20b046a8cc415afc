# conf: tier=exact
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: input(1, 2))
err(lambda: type())
err(lambda: type(1, 2))
err(lambda: vars(5))
err(lambda: __import__('no_such_module_x'))
err(lambda: eval(5))
err(lambda: eval('1 +'))
err(lambda: open('/no/such/file'))
err(lambda: open('x', 'q'))
err(lambda: bool(1, 2))
err(lambda: str(1, 2, 3, 4))
err(lambda: tuple(5))
err(lambda: object(1))
err(lambda: slice())
err(lambda: format())
