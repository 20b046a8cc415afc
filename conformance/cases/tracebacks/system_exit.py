# conf: tier=exact
import sys
try:
    sys.exit(3)
except SystemExit as e:
    print('caught', e.code)
sys.exit('message to stderr')
