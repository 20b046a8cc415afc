# Module zlib: what it compresses byte for byte, streams in pieces, errors.
import random
import zlib

r = random.Random(1)


def data(kind, n):
    if kind == 0:
        return r.randbytes(n)
    if kind == 1:
        return bytes(r.choices(b'abcd', k=n))
    if kind == 2:
        words = [b'hello ', b'world ', b'the ', b'quick ', b'brown ', b'fox\n', b'\xff\x00']
        return b''.join(r.choices(words, k=n // 4))
    return bytes(n)


for kind in range(4):
    for n in 0, 1, 3, 100, 5000, 70000:
        d = data(kind, n)
        sums = []
        for level in 1, 3, 4, 6, 9:
            for wbits in 15, -15, 31, 9:
                c = zlib.compressobj(level, wbits=wbits)
                out = c.compress(d) + c.flush()
                sums.append(zlib.crc32(out))
                assert zlib.decompress(out, wbits) == d
        for strategy in range(5):
            c = zlib.compressobj(memLevel=r.randrange(1, 10), strategy=strategy)
            out = c.compress(d) + c.flush()
            sums.append(len(out))
            assert zlib.decompress(out) == d
        print(kind, n, zlib.crc32(repr(sums).encode()))

for k in range(40):
    d = data(r.randrange(4), r.randrange(50000))
    wbits = r.choice([15, -15, 31, 10, -12])
    zdict = r.choice([b'', d[:50], d[1000:3000], data(2, 70000)]) if wbits < 16 else b''
    c = zlib.compressobj(r.choice([1, 3, 4, 6, 9]), wbits=wbits, zdict=zdict) if zdict else zlib.compressobj(wbits=wbits)
    out, i = [], 0
    while i < len(d):
        n = r.choice([1, 10, 1000, 50000])
        out.append(c.compress(d[i:i + n]))
        i += n
        if r.random() < .2:
            out.append(c.flush(r.choice([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_BLOCK])))
        if r.random() < .1:
            c = c.copy()
    out.append(c.flush())
    packed = b''.join(out)
    z = zlib.decompressobj(wbits, zdict)
    got, rest, sizes = [], packed + b'tail', []
    while not z.eof:
        part = rest[:r.choice([1, 5, 1000, 100000])]
        got.append(z.decompress(part, r.choice([0, 1, 7, 100, 5000])))
        rest = z.unconsumed_tail + rest[len(part):]
        sizes.append((len(got[-1]), len(z.unconsumed_tail)))
        if r.random() < .05:
            z = z.copy()
    assert b''.join(got) == d
    print(k, len(packed), zlib.crc32(packed), zlib.crc32(repr(sizes).encode()), z.unused_data[:4])

for k in range(60):
    packed = bytearray(zlib.compress(data(r.randrange(1, 4), r.randrange(300)), r.choice([1, 6, 9]), r.choice([15, 31])))
    packed[r.randrange(len(packed))] ^= 1 << r.randrange(8)
    try:
        print(zlib.decompress(packed, 47)[:10])
    except zlib.error as e:
        print(e)
for k in range(100):
    try:
        print(zlib.decompressobj(-15).decompress(r.randbytes(r.randrange(1, 40))))
    except zlib.error as e:
        print(e)

d = zlib.compress(b'hello world' * 10)
gz = zlib.compress(b'hello' * 10, wbits=31)
do = zlib.decompressobj
with_dict = zlib.compressobj(zdict=b'hello world')
zz = with_dict.compress(b'hello world') + with_dict.flush()
for text in [
    "zlib.compress(b'')", "d", "gz", "zz", "do(zdict=b'hello world').decompress(zz)", "do().decompress(zz)",
    "do(zdict=b'xxx').decompress(zz)", "zlib.compress('a')", "zlib.compress(b'a', 10)", "zlib.compress(b'a', -2)",
    "zlib.compress(b'a', 0)", "zlib.compress(b'a', wbits=0)", "zlib.compress(b'a', wbits=8)", "zlib.compressobj(10)",
    "zlib.compressobj(-1, 8, 16)", "zlib.compressobj(-1, 7)", "zlib.compressobj(memLevel=10)", "zlib.compressobj(strategy=9)",
    "zlib.compressobj(wbits=-8)", "zlib.decompress(b'')", "zlib.decompress(b'abc')", "zlib.decompress(d[:-1])",
    "zlib.decompress(d + b'xx')[:5]", "zlib.decompress(d[:-1] + b'x')", "zlib.decompress(d, wbits=-15)",
    "zlib.decompress(gz, 47)", "zlib.decompress(d, 47)[:5]", "zlib.decompress(d, 0)[:5]", "zlib.decompress(d, 9)",
    "zlib.decompress(d, 20)", "zlib.decompress(d, bufsize=-1)", "zlib.decompress(b'\\x78\\x9c\\x07')",
    "zlib.decompress(b'\\x1f\\x8b\\x08\\xe0' + bytes(20), 31)", "zlib.decompress(gz[:-3] + b'abc', 31)", "do(99)",
    "do().decompress(d, -1)", "do().decompress(d, 5)", "do(zdict='a')", "zlib.compressobj(zdict='a')",
    "zlib.crc32(b'abc')", "zlib.crc32(b'abc', -1)", "zlib.adler32(b'abc')", "zlib.adler32(b'abc', 1 << 40)",
    "zlib.crc32('a')", "zlib.adler32(b'', 0)", "do().flush(0)", "do().flush()", "zlib.compressobj().flush(99)",
    "zlib.compressobj().flush(0)", "zlib.error.__mro__", "type(do())()", "zlib._ZlibDecompressor().decompress(d, 3)",
]:
    try:
        print(text, '->', eval(text))
    except Exception as e:
        print(text, type(e), e)
c = zlib.compressobj()
print(c.compress(b'abc' * 100), [c.flush(f) for f in (2, 2, 3, 1, 5, 4)])
c = zlib.compressobj()
print(c.flush())
for f in c.flush, c.copy, lambda: c.compress(b'x'):
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
q = do()
print(q.decompress(d[:10]), q.flush(), q.eof, q.decompress(d[10:] + b'tail', 5), q.unconsumed_tail, q.eof)
print(q.flush(), q.eof, q.unused_data, q.unconsumed_tail)
for f in lambda: q.decompress(b'more'), q.flush, q.copy:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
q = do()
print(len(q.decompress(d + b'tail')), q.unused_data, q.decompress(b'more'), q.unused_data, q.eof)
q = zlib._ZlibDecompressor()
print(q.decompress(d[:12]), q.needs_input, q.decompress(d[12:] + b'tail', 20), q.needs_input, q.eof)
print(q.decompress(b''), q.unused_data, q.eof, q.needs_input)
try:
    q.decompress(b'')
except EOFError as e:
    print(e)
