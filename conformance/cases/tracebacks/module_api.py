import io, linecache, sys, traceback
def f(n):
    if n: return f(n - 1)
    raise KeyError('a')
try:
    f(6)
except KeyError as e:
    err = e
    for limit in (None, 2, -2, 0): print(traceback.format_exception(e, limit=limit))
    print(traceback.format_tb(e.__traceback__), traceback.extract_tb(e.__traceback__, 1))
    te = traceback.TracebackException.from_exception(e)
    assert ''.join(te.format()) == traceback.format_exc()
    print(list(te.format_exception_only()), te.exc_type_str, str(te), te.exceptions, te.stack[0].line)
def g():
    here = traceback.extract_stack()
    print(''.join(traceback.format_stack()))
    for s in here: print(s.name, s.lineno, s.line, len(s), s == tuple(s), s[2:], s)
g()
try:
    try: f(0)
    finally: raise ExceptionGroup("g", [ValueError(i) for i in range(17)])
except ExceptionGroup as e:
    lines = traceback.format_exception(e)
    print(''.join(lines), lines == list(traceback.TracebackException.from_exception(e).format()))
    print(traceback.format_exception_only(e, show_group=True)[:4])
    print(''.join(traceback.TracebackException.from_exception(e, max_group_width=1).format(chain=False)))
for source in ("a b = 1", "whille True:\n  pass"):
    try: compile(source, "file.py", "exec")
    except SyntaxError as e:
        print(traceback.format_exception_only(e))
        te = traceback.TracebackException.from_exception(e)
        print(te.lineno, te.text, te.msg, list(te.format_exception_only()))
out = io.StringIO()
traceback.print_exception(None, file=out)
for args in ((1,), (1, 2)):
    try: traceback.print_exception(*args)
    except (TypeError, ValueError) as e: print(e, file=out)
print(out.getvalue(), traceback.format_list([("x.py", 3, "f", "  foo()  "), ("x.py", 3, "f", None)]))
linecache.cache["<dyn>"] = (10, None, ["a = 1\n", "b = a / 0\n"], "<dyn>")
try: exec(compile("a = 1\nb = a / 0\n", "<dyn>", "exec"))
except ZeroDivisionError: print(traceback.format_exc())
print(repr(linecache.getline(__file__, 2)), linecache.getlines("nope"), linecache.getline(__file__, 999))
class Names(traceback.StackSummary):
    def format_frame_summary(self, frame, **kwargs): return None if frame.lineno == 4 else frame.name
try: f(1)
except KeyError as e:
    print(Names.extract(traceback.walk_tb(e.__traceback__)).format())
    first = traceback.extract_tb(e.__traceback__)[0]
    print(first.colno, first.end_colno, first.end_lineno)
    try:
        local = 5
        1 / 0
    except ZeroDivisionError as z:
        one = traceback.StackSummary.extract([(z.__traceback__.tb_frame, 3)], capture_locals=True)
        print(one[0].locals["first"] == repr(first), one[0].locals["n"] if "n" in one[0].locals else None)
sys.tracebacklimit = 1
print(traceback.format_exception(err))
class Broken(Exception):
    def __str__(self): raise ValueError
    @property
    def __notes__(self): raise OSError("notes")
try: raise Broken
except Broken: traceback.print_exc()
sys.excepthook = lambda *a: 1 / 0
raise Broken from err
