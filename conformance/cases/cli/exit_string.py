# conf: tier=exact
import sys
sys.exit('the reason')
