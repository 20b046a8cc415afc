# conf: run=output timeout=60
print('x = ' + ' + '.join(['1'] * 2000))
print('print(x)')
