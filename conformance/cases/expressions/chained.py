# conf: tier=exact
def f(x):
    print('eval', x)
    return x
print(f(1) < f(2) < f(3))
print(f(3) < f(2) < f(1))
print(1 < 2 > 1 != 3, 1 == 1.0 == True, 'a' in 'abc' == True)
a = [1, 2]
b = [1, 2]
print(a == b, a is b, a is not b, a in [b], 3 not in a)
