# conf: run=output timeout=60
print('x = [' + '12345678, ' * 1000000 + ']')
print('print(len(x), x[-1])')
