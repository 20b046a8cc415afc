# conf: tier=exact
with open('t.txt', 'w', encoding='utf-8') as f:
    print(f.write('line1\nline2 é\n'), f.tell(), f.name, f.mode, f.closed, f.writable(), f.readable())
    f.writelines(['l3\n', 'l4'])
print(f.closed)
with open('t.txt', encoding='utf-8') as f:
    print(repr(f.readline()), f.readlines(), repr(f.read()), f.encoding)
    f.seek(0)
    print([l.rstrip() for l in f], f.seek(6), f.read(3))
with open('t.txt', 'rb') as f:
    b = f.read()
    print(b, f.seek(-2, 2), f.read(), f.tell(), f.mode)
with open('t.txt', 'a') as f: f.write('\r\nend')
print(repr(open('t.txt').read()), repr(open('t.txt', newline='').read()[-6:]))
with open('b.bin', 'wb') as f: print(f.write(b'\x00\xff'), f.write(bytearray(b'x')))
with open('b.bin', 'r+b') as f:
    f.seek(1)
    f.write(b'Y')
    f.truncate(2)
print(open('b.bin', 'rb').read(), next(open('t.txt')), sum(1 for _ in open('t.txt')))
with open('x.txt', 'x') as f: print('a', 'b', sep='-', file=f, flush=True)
print(open('x.txt').read(), end='')
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: open('x.txt', 'x')); err(lambda: open('nope.txt')); err(lambda: open('t.txt', 'rw')); err(lambda: open('t.txt', 'rb', encoding='utf-8')); err(lambda: f.read()); err(lambda: open('t.txt').write('a')); err(lambda: open('t.txt', 'wb').write('a')); err(lambda: open('t2.txt', 'w').write(b'a')); err(lambda: open('b.bin', encoding='utf-8', errors='strict').seek(1, 1)); err(lambda: open('t.txt', '')); err(lambda: open()); err(lambda: open('nodir/x', 'w')); err(lambda: open('t.txt', encoding='nope')); err(lambda: open('a\0b'))
