# conf: tier=exact
import sys
sys.exit(True)
