# conf: tier=exact
def f():
    raise KeyboardInterrupt('pressed')
f()
