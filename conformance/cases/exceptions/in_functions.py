# conf: tier=exact
def safe_div(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return None
    except TypeError as e:
        return f'type error: {e}'
print(safe_div(6, 3), safe_div(1, 0), safe_div('a', 1))
def retry(times):
    n = 0
    while True:
        n += 1
        try:
            if n < times: raise ConnectionError(f'attempt {n}')
            return f'ok after {n}'
        except ConnectionError as e:
            print(e)
print(retry(3))
def outer():
    try:
        middle()
    except ValueError as e:
        return f'outer caught {e} from {e.__traceback__.tb_next.tb_frame.f_code.co_name}'
def middle():
    try:
        inner()
    finally:
        print('middle cleanup')
def inner(): raise ValueError('deep')
print(outer())
def many(kind):
    try:
        raise kind
    except (KeyError, IndexError) as e: return 'lookup', type(e).__name__
    except ArithmeticError as e: return 'arith', type(e).__name__
    except BaseException as e: return 'other', type(e).__name__
for k in (KeyError, IndexError('i'), ZeroDivisionError, OverflowError(), KeyboardInterrupt, SystemExit(1), GeneratorExit): print(many(k))
errors = []
for x in ('1', 'a', None, '2.5'):
    try:
        errors.append(int(x))
    except (ValueError, TypeError) as e:
        errors.append(str(e))
print(errors)
def loop_var():
    for e in (1, 2):
        try:
            raise ValueError(e)
        except ValueError as err:
            pass
    return 'err' in locals()
print(loop_var())
