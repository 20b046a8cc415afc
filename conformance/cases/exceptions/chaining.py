# conf: tier=exact
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError('new') from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('hidden') from None
except ValueError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try:
    try:
        {}['k']
    finally:
        [][0]
except IndexError as e:
    print(repr(e), repr(e.__context__))
e1 = ValueError('a')
e2 = KeyError('b')
e1.__cause__ = e2
print(e1.__cause__, e1.__suppress_context__, e2.__context__)
e = ValueError('x')
e.add_note('note 1')
e.add_note('note 2')
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__)
try:
    raise e
except ValueError as c:
    print(c is e, c.__traceback__ is not None, c.__traceback__.tb_lineno, c.__traceback__.tb_frame.f_code.co_name)
try:
    e1.__cause__ = 5
except TypeError as x:
    print(x)
try:
    e.add_note(5)
except TypeError as x:
    print(x)
import sys
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(t, v, tb is v.__traceback__, sys.exception() is v)
print(sys.exc_info(), sys.exception())
