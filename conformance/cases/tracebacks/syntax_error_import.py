# conf: tier=exact
import sys
try:
    exec('def f(:\n  pass')
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.text, e.filename)
import traceback
try:
    compile('x = = 1', 'given.py', 'exec')
except SyntaxError:
    traceback.print_exc()
try:
    eval('1 +')
except SyntaxError:
    traceback.print_exc()
exec('a\nb = 1 / 0' .replace('a', 'ok = 1'))
