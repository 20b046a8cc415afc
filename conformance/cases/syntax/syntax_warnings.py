# conf: stderr=full
x = 5
if x is 5: print('is')
assert (x, 'always true')
s = '\d'
t = 1if x else 2
def f():
    try: return 1
    finally: return 2
x = [1] [0]
