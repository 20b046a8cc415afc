# conf: stderr=full needs=unix
import os, sys
sys.stderr.write('first, ')
os.write(2, b'second, ')
print('third', file=sys.stderr)
