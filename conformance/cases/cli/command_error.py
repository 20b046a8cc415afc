# conf: run=command stderr=full
def f():
    return 1 / 0
f()
