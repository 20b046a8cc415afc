# conf: tier=exact
print(abs(-5), abs(-2.5), abs(3 + 4j), abs(True), divmod(17, 5), divmod(-17, 5), divmod(17, -5), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(-2, 3, 5), pow(3, -1, 7), pow(2.0, 3))
print(sum([1, 2, 3]), sum([1.5, 2], 10), sum([[1], [2]], []), sum([]), sum(x for x in range(5)), sum([0.1] * 10), sum([True, True]), sum([10 ** 20, 1]))
print(min(3, 1, 2), max([3, 1, 2]), min('bca'), max('a', 'bb', key=len), min([], default='d'), max({1: 'a', 5: 'b'}), min([1, -3, 2], key=abs), max([(1, 'b'), (1, 'a')]), max([1, 1.0]), max(1.0, 1))
print(round(3.7), round(3.14159, 2), round(2.5), round(-2.5), round(1234, -2), round(0.5), round(1.5), type(round(2.0)).__name__, type(round(2.0, 0)).__name__, round(1e300, 2), round(5e15 + 0.5))
print(bin(5), oct(64), hex(255), chr(97), ord('a'), chr(0x4e2d), ord('中'), bin(True), int('0b11', 0), hash(5), hash(-1), hash(2 ** 61 - 1), hash(2 ** 61), hash(True), hash(None) == hash(None))
print(any([0, '', None]), any([]), all([]), all([1, 0]), any(x > 2 for x in [1, 2, 3]), bool(''), bool('x'), int(), float(), str(), complex(1, 2), complex('1+2j'))
class I:
    def __index__(self): return 3
print([10, 20, 30, 40][I()], bin(I()), range(I()), int(I()), 'ab' * I(), hex(I()))
print((1 + 2j) * (3 - 1j), (1 + 2j) / 2, 2 ** 0.5, 1j ** 2, (1 + 2j).conjugate(), (1 + 2j).real, 1 + 0j == 1)
