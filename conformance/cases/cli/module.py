# conf: run=module args="one two"
import sys
print(__name__, [a.rsplit('/', 1)[-1] for a in sys.argv], __spec__.name, __package__ == '', __file__.endswith('module.py'), sys.path[0] != '')
sys.exit(4)
