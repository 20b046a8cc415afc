# conf: tier=exact
import helper
import helper as h
from helper import value, func as fn
import pkg
import pkg.mod
from pkg import mod as m2, CONST
from pkg.sub import deep
from pkg.sub.deep import rel
print(helper.value, value, fn(2), h is helper, helper.__name__, helper.__doc__, helper.__file__.endswith('helper.py'), __name__)
print(pkg.__name__, pkg.mod.x, m2 is pkg.mod, CONST, deep.__name__, deep.__package__, rel, pkg.__path__[0].endswith('pkg'))
import helper
from star import *
print(public, '_private' in globals(), 'hidden' in globals())
import sys
print('helper' in sys.modules, sys.modules['pkg.mod'] is m2)
helper.value = 'changed'
from helper import value
print(value)
def local():
    import helper
    from pkg import mod
    return helper.value, mod.x
print(local())
def err(code):
    try:
        exec(code)
    except ImportError as e:
        print(type(e).__name__ + ':', str(e).split(' (/')[0], '|', e.name)
    except Exception as e:
        print(type(e).__name__ + ':', e)
err('import nope_mod'); err('import helper.sub'); err('from helper import nope'); err('from pkg import nope'); err('import pkg.nope'); err('from nope_pkg.x import y'); err('import broken'); err('from .x import y'); err('import bad_syntax'); err('from math import nope')
print('broken' in sys.modules)
import cyc_a
print(cyc_a.done, sys.modules['cyc_b'].seen)
print(__import__('pkg.mod').__name__, __import__('pkg.mod', fromlist=['x']).__name__)
import importlib
print(importlib.import_module('pkg.sub.deep') is deep)
