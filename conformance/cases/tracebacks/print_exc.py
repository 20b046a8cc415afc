# conf: tier=exact
import traceback
def f(): raise ValueError('x')
try:
    f()
except ValueError as e:
    s = traceback.format_exc()
    print(s.count('\n'), s.splitlines()[-1])
    print(traceback.format_exception_only(type(e), e), traceback.format_exception_only(e))
    print(len(traceback.format_tb(e.__traceback__)), [x.name for x in traceback.extract_tb(e.__traceback__)], [x.lineno for x in traceback.extract_tb(e.__traceback__)])
    traceback.print_exc(limit=1)
    print(len(traceback.format_exception(e)))
traceback.print_exc()
try:
    raise KeyError('k')
except KeyError as e:
    traceback.print_exception(e)
print(traceback.format_exc())
