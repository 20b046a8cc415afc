# conf: env=PYTHONIOENCODING=latin-1:replace
import sys
print('é 中', sys.stdout.encoding, sys.stdout.errors)
