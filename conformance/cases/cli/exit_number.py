# conf: tier=exact
import sys
print('unflushed output is written', end='')
sys.exit(42)
