# conf: tier=exact
for spec in ('', 's', '5', '<5', '>5', '^5', '*^7', '.2', '6.2', '>6.1s', '05', '中>6'):
    print(spec, '|' + format('abc', spec) + '|')
print('{} {}'.format(1, 2), '{1} {0}'.format(1, 2), '{a} {b!r} {c!s:>5} {d!a}'.format(a=1, b='x', c='y', d='é'))
print('{0[1]} {0[0]} {1[k]} {2.real} {3.__class__.__name__}'.format([1, 2], {'k': 'v'}, 5, 'x'), '{{}} {{{}}}'.format(1))
print('{:{w}.{p}f}|{:>{}}|'.format(3.14159, 'x', 4, w=8, p=2), '{0:{1}}'.format('a', '>3'))
print('{:5}|{:<5}|{!r:>6}'.format(True, None if 0 else 'n', 'q'), '{:d}'.format(True), format([1, 2]), format(None), '{a[x]}'.format_map({'a': {'x': 1}}))
class P:
    def __format__(self, spec): return f'P<{spec}>'
print(format(P()), format(P(), 'abc'), f'{P():x{1 + 1}y}', '{:q}'.format(P()))
