import sys
from . import other
print('main', __name__, __package__, sys.argv[1:], other.v)
