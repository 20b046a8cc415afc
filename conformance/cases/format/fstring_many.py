# conf: tier=exact
# f-strings of more parts than fit in registers at once.
x = 'X'
for n in (100, 150, 200, 201, 399, 400, 401, 1000):
    src = "f'" + ''.join(f'{i}{{x}}' for i in range(n)) + "'"
    print(n, eval(src) == ''.join(f'{i}X' for i in range(n)))
print(eval("f'" + '{x:>{2}} ' * 250 + "'") == ' X ' * 250)
