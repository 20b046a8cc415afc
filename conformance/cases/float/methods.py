# conf: tier=exact
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (1.0).is_integer(), (1.5).is_integer(), (255.5).hex(), float.fromhex('0x1.8p1'), (1e-310).hex())
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234.567, -2), round(1e20), round(5.015, 2), round(0.1 + 0.2, 10), round(15, -1), round(25, -1), round(-15, -1), round(12345678901234567890, -5), round(3, 2))
print(int(1e20), hash(1.0) == hash(1), hash(0.5), hash(float('inf')), hash(-1.5), hash(1e300))
for f in (lambda: round(float('nan')), lambda: round(float('inf')), lambda: round('a'), lambda: (float('inf')).as_integer_ratio()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(1.0.real, 2.5.imag, 2.5.conjugate(), abs(-2.5), -2.5 // 1, divmod(2.5, 0.3), 2.5.__floor__(), 2.5.__ceil__(), 2.5.__trunc__())
print(1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, 10 ** 400 > float('inf'))
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)
