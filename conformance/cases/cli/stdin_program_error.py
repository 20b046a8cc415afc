# conf: run=stdin stderr=full
def f():
    raise ValueError('from stdin')
f()
