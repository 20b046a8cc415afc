# conf: tier=exact
def err(f):
    try:
        f()
        print('ok')
    except (MemoryError, OverflowError, ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
err(lambda: 'a' * 2 ** 62); err(lambda: [0] * 2 ** 62); err(lambda: b'x' * 2 ** 63); err(lambda: ' ' * -5); err(lambda: bytearray(2 ** 62)); err(lambda: bytes(2 ** 70)); err(lambda: 1 << 2 ** 70); err(lambda: 'x'.center(2 ** 64)); err(lambda: 'x'.ljust(2 ** 61)); err(lambda: range(2 ** 70)[2 ** 69]); err(lambda: list(range(2 ** 62))); err(lambda: '%*d' % (2 ** 70, 1)); err(lambda: f'{1:{2 ** 70}}'); err(lambda: 'a'.replace('a', 'b' * 10, 2 ** 70)); err(lambda: [1][2 ** 70:]); err(lambda: [][2 ** 70]); err(lambda: (0,) * 2 ** 62); err(lambda: chr(2 ** 70)); err(lambda: round(1.5, 2 ** 70)); err(lambda: int('1' * 10000)); err(lambda: 'x'.expandtabs(2 ** 70)); err(lambda: '{:>{}}'.format(1, 2 ** 70)); err(lambda: 2.0 ** 10000); err(lambda: (2 ** 10000) * 1.0); err(lambda: __import__('time').sleep(2 ** 70)); err(lambda: '\t'.expandtabs(2 ** 62)); err(lambda: ('a' * 10).join([''] * 3))
