# conf: tier=exact
import time
with open('big.py', 'w') as f:
    f.write('x = 0\n')
    for i in range(5000): f.write(f'def f{i}(a, b={i}): return a + b + {i}\n')
import big
print(big.f4999(1), len([n for n in dir(big) if n.startswith('f')]))
