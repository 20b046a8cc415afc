# conf: needs=unix
import os
print('second, it was buffered')
os.write(1, b'first\n')
