# conf: opts=-u needs=unix
import os
print('first, -u')
os.write(1, b'second\n')
