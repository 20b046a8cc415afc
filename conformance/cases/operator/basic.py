# conf: tier=exact
import operator
from operator import *
print(add(1, 2), sub(5, 3), mul(2, 'ab'), truediv(7, 2), floordiv(7, 2), mod(7, 4), neg(3), pos(-1), pow(2, 5), lshift(1, 4), and_(6, 3), or_(6, 3), xor(6, 3), invert(5), abs(-2), matmul.__name__)
print(lt(1, 2), ge(1, 2), eq(1, 1.0), ne(1, 2), not_([]), truth('a'), is_(None, None), is_not(1, None), contains([1, 2], 2), countOf([1, 1, 2], 1), indexOf('abc', 'c'), concat([1], [2]), index(True), length_hint([1, 2]))
print(itemgetter(1)('abc'), itemgetter(0, 2)([10, 20, 30]), itemgetter('k')({'k': 'v'}), itemgetter(slice(1, None))('abcd'), attrgetter('real')(5), attrgetter('__class__.__name__', 'imag')(5), methodcaller('upper')('ab'), methodcaller('split', ',', maxsplit=1)('a,b,c'))
l = [1, 2, 3]
setitem(l, 0, 'x'); delitem(l, 1)
print(l, getitem(l, 0), iadd(l, [9]), l, sorted([('b', 1), ('a', 2)], key=itemgetter(1)), itemgetter(1), methodcaller('f', 1, k=2), attrgetter('a.b'))
for f in (lambda: itemgetter(5)('a'), lambda: attrgetter('zz')(1), lambda: itemgetter(), lambda: index(1.5), lambda: indexOf([1], 2), lambda: attrgetter(5), lambda: add(1), lambda: call(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
