# conf: tier=exact
import sys
print('bye')
sys.exit()
