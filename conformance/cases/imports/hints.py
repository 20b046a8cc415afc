# conf: tier=exact
# What errors say about modules in the making and modules in the way.
import os, sys
here = os.getcwd()
def attempt(code):
    try:
        exec(code, {})
    except (ImportError, AttributeError) as e:
        print(type(e).__name__ + ':', str(e).replace(here, 'HERE'), getattr(e, 'name', None), getattr(e, 'name_from', None))
attempt('import circle_a')
attempt('import circle_c')
attempt('import circle.one')
attempt('import fractions; fractions.nothing')
attempt('from fractions import nothing')
attempt('import local; local.nothing')
attempt('from local import nothing')
attempt('import sys; sys.nothing')
attempt('from sys import nothing')
attempt('import circle; circle.nothing')
attempt('from circle import *; one')
m = type(sys)('made')
attempt.__globals__['sys'].modules['made'] = m
attempt('import made; made.nothing')
attempt('from made import nothing')
del m.__name__
attempt('import made; made.nothing')
attempt('from made import nothing')
