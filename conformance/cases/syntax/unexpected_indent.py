# conf: stderr=full
x = 1
    y = 2
