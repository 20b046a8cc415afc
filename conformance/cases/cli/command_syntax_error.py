# conf: run=command stderr=full
x = 1
y = = 2
