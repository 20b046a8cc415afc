# conf: stderr=full
print([1, 2)
