# conf: args="a -c --flag=1 -"
import sys
print(sys.argv, __name__, __file__.rsplit('/', 1)[-1], sys.path[0] == __file__.rsplit('/', 1)[0], sys.argv[0])
