# conf: tier=exact
for x in (0.1, 0.2 + 0.1, 1.0, -0.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e300, 5e-324, 1.7976931348623157e308, 1e22, 1e23, 0.1 + 0.7, 100.0, 1 / 3, 2 / 3, 3.14159, 1e100, 12345.678e-10):
    print(repr(x), str(x), x)
print(float('inf'), -float('inf'), float('nan'), float('1e400'), 1e308 * 10, float('-0'))
print(float('1_0.5'), float(' 2.5 '), float('1E5'), float('infinity'), float('.5'), float('5.'))
for s in ('', 'abc', '1.2.3', '0x1', '1e', '1_'):
    try:
        print(float(s))
    except ValueError as e:
        print(e)
nan = float('nan')
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], max(nan, 1), max(1, nan), 0.0 == -0.0)
