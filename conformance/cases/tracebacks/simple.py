# conf: tier=exact
def a(x):
    return b(x)
def b(x):
    y = x + 1
    return y / 0
print('before')
a(1)
