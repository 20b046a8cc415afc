# conf: stderr=full
def f(x):
    return x +
