# Views made for the moment do not hold up the changes of a bytearray.
b = bytearray(range(256)) * 20
out = []
while b:
    out.append(bytes(memoryview(b)[:10]))
    del b[:10]
print(len(out), b''.join(out) == bytes(range(256)) * 20)
