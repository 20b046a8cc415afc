# conf: tier=exact
def f():
    try:
        {}['missing']
    except KeyError as e:
        raise ValueError('bad value') from e
f()
