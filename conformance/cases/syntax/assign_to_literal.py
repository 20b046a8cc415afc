# conf: stderr=full
1 = x
