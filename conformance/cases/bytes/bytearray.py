# conf: tier=exact
a = bytearray(b'abc')
a.append(100)
a.extend(b'ef')
a[0] = 65
a[1:3] = b'XYZ'
print(a, len(a), a.pop(), a.pop(0), a, bytes(a), a == b'XYZd' + b'e', a.find(b'Y'))
a.insert(0, 33)
a.reverse()
a += b'!'
del a[0]
a.remove(33)
print(a, a * 2, a.upper(), bytearray(2), bytearray('é', 'utf-8'), list(a))
for f in (lambda: a.append(256), lambda: a.append('a'), lambda: hash(a), lambda: a.remove(1), lambda: bytearray().pop(), lambda: a.__setitem__(0, 300), lambda: a[99]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a.clear()
print(a, not a)
