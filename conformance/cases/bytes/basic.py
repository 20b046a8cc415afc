# conf: tier=exact
b = b'hello \x00\xff'
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]), b.hex(), b.hex(' '), b.hex(':', 2), bytes.fromhex('de AD be'), b'' == bytes())
print(b.upper(), b.find(b'l'), b.replace(b'l', b'L'), b.split(), b'a,b'.split(b','), b'-'.join([b'a', b'b']), b.startswith(b'he'), b'abc' < b'abd', 104 in b, b'ell' in b, b.count(b'l'))
print(bytes(3), bytes([1, 2]), bytes('é', 'utf-8'), bytes(b'x'), bytes(range(3)), b'a' + b'b', b'ab' * 2, b'%d' % 5)
print(b'\t\n\r\'"\\', b"it's", b'"', b'a' b'b', br'\x', b'abc'.decode(), b'ab'.isalpha(), b' a '.strip(), b'a'.center(5, b'*'), b'12'.zfill(4), b'aXb'.partition(b'X'), b'abc'.translate(None, b'b'))
print(hash(b'a') == hash('a'), b'a' == 'a', {b'k': 1}[b'k'], b'a'.__class__.__name__, bytes.maketrans(b'a', b'b')[97], b'Ab'.swapcase(), b'a\nb'.splitlines())
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: b'a' + 'a')
err(lambda: 'a' + b'a')
err(lambda: bytes('a'))
err(lambda: bytes([256]))
err(lambda: bytes(-1))
err(lambda: bytes(1.5))
err(lambda: b'abc'[5])
err(lambda: 'a' in b'abc')
err(lambda: 300 in b'abc')
err(lambda: bytes.fromhex('xyz'))
err(lambda: b','.join(['a']))
err(lambda: b'a'.find('a'))
err(lambda: b'a'.index(b'z'))
err(lambda: b'a'.nope)
