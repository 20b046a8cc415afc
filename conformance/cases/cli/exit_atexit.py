# conf: tier=exact
import atexit, sys
@atexit.register
def one(): print('one')
atexit.register(print, 'two', sep='')
def bad(): raise ValueError('in atexit')
atexit.register(bad)
def gone(): print('never')
atexit.register(gone)
atexit.unregister(gone)
sys.exit(2)
