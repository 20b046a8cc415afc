# conf: tier=exact
def err(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__ + ':', e)
for s in ('12', ' -7 ', '+3', '1_000', '0x1f', '', '1.5', 'abc', '１２', '--1', '1__0', '_1'):
    err(int, s)
err(int, '0x1f', 16); err(int, '1f', 16); err(int, '0b101', 0); err(int, '0o17', 0); err(int, 'zz', 36); err(int, '12', 2); err(int, '10', 1); err(int, '010', 0)
err(int, 3.99); err(int, -3.99); err(int, float('nan')); err(int, float('inf')); err(int, None); err(int, [1]); err(int, 5, 2); err(int, b'12'); err(int, True)
print(bin(10), bin(-10), hex(255), hex(-255), oct(8), bin(0), hex(2 ** 70))
print((255).bit_length(), (255).bit_count(), (1024).to_bytes(2, 'big'), (-2).to_bytes(2, 'little', signed=True), int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff', signed=True))
err((300).to_bytes, 1, 'big'); err((-1).to_bytes, 1, 'big')
print((7).numerator, (7).denominator, (7).real, (7).imag, (7).conjugate(), (5).is_integer(), (3).__index__(), (-3).__abs__())
print(0xFF, 0b11, 0o17, 1_000_000, 0xdead_beef, 00)
