# conf: tier=exact
print([1, 'a', None, 1.5, b'x', (1,), [], {}, set(), frozenset({1}), range(3), ...], ())
print({'a': [1, {'b': (2, 3)}]}, {1}, {(1, 2)}, frozenset(), dict(x=1), slice(1, 2), complex(1, -2), 1j, -0j)
a = [1]
a.append(a)
d = {}
d['self'] = d
print(a, d, repr(a) == str(a))
class R:
    def __repr__(self): return 'R()'
class S:
    def __str__(self): return 'S!'
    def __repr__(self): return '<S>'
print(R(), [R()], str(R()), f'{R()}', S(), [S()], {'k': S()}, '%s %r' % (S(), S()))
class Bad:
    def __repr__(self): return 5
try:
    repr(Bad())
except TypeError as e:
    print(e)
try:
    str(Bad())
except TypeError as e:
    print(e)
print(type(1), int, len, print, [].append.__name__, type(None), NotImplemented, Ellipsis, type, object, Exception, ValueError('x'), KeyError('k'), OSError(2, 'no'), StopIteration())
