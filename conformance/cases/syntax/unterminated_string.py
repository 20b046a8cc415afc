# conf: stderr=full
x = 'abc
