# conf: tier=exact
print(1 + 2 * 3 ** 2, (1 + 2) * 3, -2 ** 2, 2 ** -1, 2 ** 3 ** 2)
print(not 1 == 2, not (1 == 2), 1 < 2 < 3, 1 < 3 < 2, 1 == 1 in [1])
print(7 & 3 | 8 ^ 2, 1 << 2 + 1, ~5 & 0xF, 6 // 4 * 2, 6 % 4 - 1)
print(1 if 0 else 2 if 0 else 3, 0 or [] or 'x', 1 and 0 and 2)
