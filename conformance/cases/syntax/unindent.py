# conf: stderr=full
if True:
        x = 1
    y = 2
