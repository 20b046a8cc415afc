# conf: stderr=full
def f():
print(1)
