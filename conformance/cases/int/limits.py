# conf: tier=exact
try:
    str(10 ** 5000)
except ValueError as e:
    print(e)
try:
    int('1' * 5000)
except ValueError as e:
    print(e)
print(len(hex(10 ** 5000)), len(str(10 ** 4299)))
print(True + True, True * 3, False - 1, True / 2, -True, isinstance(True, int), True == 1, str(True), repr(False), int(True))
print(True & False, True | False, True ^ True, True & 3, type(True & True), type(True + True), bool([]), bool('0'), bool(0.0))
