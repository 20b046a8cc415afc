# conf: stderr=full
import sys
sys.exit([1, 'two'])
