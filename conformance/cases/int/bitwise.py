# conf: tier=exact
for a in (0, 1, -1, 6, -6, 255, 2 ** 64, -2 ** 64):
    print(a, a & 5, a | 5, a ^ 5, ~a, a << 3, a >> 1, a >> 70, a & -1, a ^ -1)
print(1 << 64, 1 << 63, -1 << 63, (1 << 64) >> 64, -1 >> 1000, 0 << 10 ** 3, 2 ** 63 & 2 ** 63 - 1, -2 ** 63 | 1, (2 ** 64 - 1) ^ (2 ** 64 - 1))
x = 0b1011
print(x.bit_length(), x.bit_count(), (-x).bit_length(), (-x).bit_count(), bin(x ^ 0b110), bin(x << 70), True & True, True << 2, x & True)
