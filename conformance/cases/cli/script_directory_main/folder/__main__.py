import sys
print('main of a folder', __name__, sys.argv, sys.path[0])
