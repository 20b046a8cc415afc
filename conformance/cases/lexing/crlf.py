# conf: tier=exact
x = """a
b"""
if x:
    print(repr(x), \
      1)
