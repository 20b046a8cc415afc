# conf: stderr=full
if True
    print(1)
