# conf: tier=exact
import warnings
src = '''
def a():
    try:
        return 1
    finally:
        return 2
def b():
    try:
        1 / 0
    finally:
        return 'swallowed'
def c():
    for i in range(3):
        try:
            1 / 0
        finally:
            if i < 2: continue
            break
    return i
def d():
    x = 1
    try:
        return x
    finally:
        x = 5
def e():
    while True:
        try:
            return 'first'
        finally:
            break
    return 'after loop'
'''
warnings.simplefilter('ignore')
exec(src)
print(a(), b(), c(), d(), e())
