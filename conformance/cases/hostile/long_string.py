# conf: run=output timeout=60
print('x = "' + 'a' * 10000000 + '"')
print('print(len(x))')
