# conf: tier=exact
for n in 'BaseException Exception ArithmeticError ZeroDivisionError OverflowError LookupError KeyError IndexError ValueError UnicodeError UnicodeDecodeError OSError FileNotFoundError PermissionError TimeoutError RuntimeError RecursionError NotImplementedError StopIteration GeneratorExit SystemExit KeyboardInterrupt ImportError ModuleNotFoundError AttributeError NameError UnboundLocalError SyntaxError IndentationError TabError AssertionError EOFError MemoryError TypeError BufferError StopAsyncIteration Warning UserWarning DeprecationWarning BrokenPipeError ConnectionError ChildProcessError InterruptedError BlockingIOError ExceptionGroup BaseExceptionGroup'.split():
    c = eval(n)
    print(n, '<', *[b.__name__ for b in c.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError, str(KeyError('a')), str(KeyError('a', 'b')), str(ValueError()), str(ValueError('a', 1)), repr(ValueError('a', 1)), repr(ValueError("it's")), ValueError('x') == ValueError('x'))
print(OSError(2, 'No such file', 'f.txt'), OSError(2, 'm').errno, repr(OSError(2, 'm')), type(OSError(2, 'm')).__name__, type(OSError(13, 'm')).__name__, OSError('one'), OSError(1, 2, 3).filename)
print(StopIteration(5).value, SystemExit(3).code, SystemExit().code, ImportError('m', name='n').name, AttributeError('x', name='y', obj=1).name, NameError('x', name='z').name)
u = UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad')
print(u, u.start, u.reason, u.object)
s = SyntaxError('msg', ('f.py', 3, 5, 'text', 3, 8))
print(s, s.filename, s.lineno, s.offset, s.text, s.end_offset, s.msg)
try:
    open('/nonexistent/file')
except OSError as e:
    print(type(e).__name__, e.errno, e.strerror, e.filename, e)
class My(ValueError): pass
class Own(Exception):
    def __str__(self): return 'custom str'
print(repr(My('a')), str(Own('x')), repr(Own('x')), isinstance(My(), ValueError), My.__bases__, My().args)
g = ExceptionGroup('group', [ValueError(1), TypeError('t')])
print(g, repr(g), g.exceptions, g.message)
try:
    raise ExceptionGroup('eg', [ValueError(1), KeyError('k'), ExceptionGroup('in', [ValueError(2)])])
except* ValueError as e:
    print('values', e, e.exceptions)
except* KeyError as e:
    print('keys', e.exceptions)
