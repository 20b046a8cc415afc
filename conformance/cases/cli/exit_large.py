# conf: tier=exact
import sys
sys.exit(300)
