# conf: tier=exact
for spec in ('', '.2f', '.0f', '#.0f', '10.3f', '<10.1f', '^+10.1f', 'e', '.3e', 'E', 'g', '.3g', 'G', '#.3g', '%', '.1%', ',.2f', '_.3f', 'n', '010.2f', '+.1f', ' .1f', '.10', '20', 'z.0f', '.3'):
    print(spec.ljust(8), *('|' + format(x, spec) + '|' for x in (3.14159, -1234567.891, 0.0, -0.0004, 1e20)))
for x in (float('inf'), float('-inf'), float('nan')):
    print(format(x, 'f'), format(x, '+.2F'), format(x, '010'), format(x, '%'), format(x, '<6e') + '|')
print(format(1e-7, 'g'), format(123456789.0, 'g'), format(0.1, '.20f'), format(2.5, '.0f'), format(3.5, '.0f'), format(1e300, 'f')[:20])
