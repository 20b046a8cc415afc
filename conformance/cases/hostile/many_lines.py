# conf: run=output timeout=60
for i in range(20000): print(f'x{i} = {i}')
print('print(x19999)')
