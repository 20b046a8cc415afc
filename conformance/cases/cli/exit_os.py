# conf: tier=exact
import os
print('lost, it is buffered')
os._exit(9)
