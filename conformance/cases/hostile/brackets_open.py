# conf: run=output timeout=20
print('x = ' + '[' * 50000)
