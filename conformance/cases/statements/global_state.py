# conf: tier=exact
total = 0
cache = {}
def add(n):
    global total
    total += n
    cache[n] = cache.get(n, 0) + 1
    return total
def make_global():
    global created
    created = 'by function'
make_global()
print(add(1), add(2), add(2), total, cache, created)
def read(): return total * 2
total = 50
print(read(), globals()['total'], 'total' in globals(), 'n' in globals())
globals()['injected'] = 1
print(injected)
del globals()['injected']
try:
    injected
except NameError as e:
    print(e)
class K: total = 'class attribute'
print(K.total, total)
import sys
me = sys.modules[__name__]
me.total = 7
print(total, me.created)
