# conf: tier=exact
import io
s = io.StringIO()
for x in ("a", "\u20ac", "b\n", ""): print(s.write(x), s.tell())
print(ascii(s.getvalue()), s.seek(1), s.write("XY"), ascii(s.getvalue()), s.read(), s.read())
s.seek(6); s.write("!"); print(ascii(s.getvalue()), s.truncate(2), s.tell(), s.getvalue(), s.seek(0), s.readline(1), s.readable(), s.writable(), s.seekable(), s.isatty())
for nl in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("abc\r\nd\re\n", newline=nl)
    print(repr(nl), s.readlines(), s.newlines, ascii(s.getvalue()), s.__getstate__()[1:3])
s = io.StringIO("one\ntwo\nthree")
print(next(s), list(s), s.line_buffering, s.encoding, s.errors, s.closed)
with io.StringIO("x") as s: pass
print(s.closed)
class Upper(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Upper()
print("shout", 1, file=u)
u.tag = 5
print(u.getvalue(), u.tag, isinstance(u, io.TextIOBase), isinstance(u, io.IOBase))
b = io.BytesIO(b"abc")
print(b.read(1), b.read(), b.read(), b.tell(), b.seek(-2, 2), b.write(b"XYZ"), b.getvalue(), b.seek(8), b.write(b"!"), b.getvalue(), b.truncate(2), b.tell(), b.getvalue())
b = io.BytesIO(b"one\ntwo\nthree")
print(b.readline(), b.readline(2), list(b), b.seek(0), b.readlines(5), b.read1(2), b.readable(), b.isatty())
buf = bytearray(4)
b.seek(0)
print(b.readinto(buf), buf, b.writelines([b"1", bytearray(b"2")]), b.getvalue(), b.__getstate__())
c = io.BytesIO(); c.__setstate__((b"state", 2, None)); print(c.read())
for f in (lambda: b.write([1]), lambda: io.BytesIO(5), lambda: io.StringIO().readinto(buf), lambda: b.truncate(-1), lambda: s.read(), lambda: io.StringIO().seek(1, 1), lambda: io.BytesIO().read("x"), lambda: io.BytesIO(b"", 1, 2), lambda: b.writelines(["x"]), lambda: io.StringIO().write()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
