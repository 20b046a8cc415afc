# conf: tier=exact
try:
    assert 1 == 2, f'message {1 + 1}'
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert []
except AssertionError as e:
    print(repr(e), str(e) == '')
assert True, 1 / 0
x = [1, 2, 3, 4]
y = {'a': 1, 'b': 2}
del x[0], y['a']
del x[1:]
print(x, y, __debug__)
class A: pass
a = A()
a.v = 1
del a.v
try:
    a.v
except AttributeError as e:
    print(e)
try:
    del a.v
except AttributeError as e:
    print(e)
del x
try:
    x
except NameError as e:
    print(e)
try:
    del x
except NameError as e:
    print(e)
def f():
    z = 1
    del z
    try:
        z
    except UnboundLocalError as e:
        print(e)
f()
p = q = r = 1
del (p, [q, r])
print('p' in globals())
