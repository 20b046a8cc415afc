# conf: run=command args="a b -x --long"
import sys
print(sys.argv, __name__, sys.path[0] == '')
try:
    __file__
except NameError as e:
    print(e)
