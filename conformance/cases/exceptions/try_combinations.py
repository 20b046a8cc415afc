# conf: tier=exact
def run(n):
    try:
        print('try', n)
        if n == 1: raise ValueError('v')
        if n == 2: raise KeyError('k')
        if n == 3: return 'returned'
        if n == 4: raise TypeError
    except ValueError as e:
        print('value', e)
        return 'from except'
    except (KeyError, IndexError) as e:
        print('key', e, repr(e))
    else:
        print('else')
    finally:
        print('finally')
    return 'end'
for i in range(4):
    print(run(i))
try:
    run(4)
except TypeError as e:
    print(repr(e), e.args)
try:
    e
except NameError as x:
    print(x)
def nested():
    try:
        try:
            1 / 0
        finally:
            print('inner finally')
    except ZeroDivisionError:
        try:
            raise
        except ZeroDivisionError as e:
            print('re-raised', e)
            raise ValueError('second')
try:
    nested()
except ValueError as e:
    print(e, repr(e.__context__), e.__cause__, e.__suppress_context__)
def gen_finally():
    for i in range(3):
        try:
            if i == 1: raise IndexError(i)
            print('ok', i)
        except IndexError as e:
            print('bad', e)
            continue
        finally:
            print('f', i)
gen_finally()
try:
    raise
except RuntimeError as e:
    print(e)
for bad in (5, 'str', None, int):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    try:
        1 / 0
    except 'not a class':
        pass
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
class Picky(Exception):
    def __init__(self, a, b): pass
try:
    raise Picky
except TypeError as e:
    print(e)
try: pass
except: print('no')
else: print('else runs')
finally: print('done')
