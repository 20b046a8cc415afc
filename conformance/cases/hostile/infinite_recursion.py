# conf: tier=exact
def f(): f()
f()
