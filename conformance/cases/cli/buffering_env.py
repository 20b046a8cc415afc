# conf: env=PYTHONUNBUFFERED=1 needs=unix
import os
print('first, PYTHONUNBUFFERED')
os.write(1, b'second\n')
