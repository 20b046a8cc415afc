# conf: run=output timeout=20 tier=status
print('x = ' + '-' * 100000 + '1')
