# conf: tier=exact
import io
class Raw(io.RawIOBase):
    def __init__(self, data, step=3): self.data, self.pos, self.step, self.log = bytearray(data), 0, step, []
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b):
        chunk = bytes(self.data[self.pos:self.pos + min(self.step, len(b))])
        b[:len(chunk)] = chunk
        self.pos += len(chunk)
        self.log.append(("r", len(chunk)))
        return len(chunk)
    def write(self, b):
        b = bytes(b)[:self.step]
        self.data[self.pos:self.pos + len(b)] = b
        self.pos += len(b)
        self.log.append(("w", b))
        return len(b)
    def seek(self, pos, whence=0):
        self.pos = [0, self.pos, len(self.data)][whence] + pos
        return self.pos
r = Raw(b"hello\nworld\nlast")
print(r.read(2), r.readall(), r.read(), r.tell(), r.closed)
b = io.BufferedReader(Raw(b"hello\nworld\nlast"))
print(b.readline(), b.read(2), b.peek()[:1], b.read1(100), b.read(), b.raw.log[-1])
print([l for l in io.BufferedReader(Raw(b"a\nbb\nccc"), 4)])
w = io.BufferedWriter(Raw(b""), 8)
print(w.write(b"12345"), w.raw.log, w.write(b"6789"), w.tell(), w.flush(), bytes(w.raw.data))
x = io.BufferedRandom(Raw(b"0123456789"))
print(x.read(2), x.write(b"AB"), x.tell(), x.read(2), x.seek(0), x.read(), bytes(x.raw.data))
t = io.TextIOWrapper(io.BufferedReader(Raw("h\xe9llo\r\nw\xf6rld".encode(), 1)), encoding="utf-8")
print(ascii(t.readline()), ascii(t.read()), t.newlines)
p = io.BufferedRWPair(Raw(b"in"), Raw(b""))
print(p.read(), p.write(b"out"), p.flush(), p.readable(), p.writable(), p.closed, p.close(), p.closed)
class Never(Raw):
    def readinto(self, b): return None
    def write(self, b): return None
print(io.BufferedReader(Never(b"")).read(5), io.BufferedReader(Never(b"")).read())
n = io.BufferedWriter(Never(b""), 4)
n.write(b"ab")
try: n.write(b"cdef")
except BlockingIOError as e: print(e.strerror, e.characters_written)
Never.write = Raw.write
n.flush()
class Bad(Raw):
    def __init__(self, r): super().__init__(b""); self.r = r
    def readinto(self, b): return self.r
for v in (-1, 10 ** 6, "x"):
    try: print(io.BufferedReader(Bad(v)).read(3))
    except Exception as e: print(type(e).__name__, e)
class Lines(io.TextIOBase):
    def __init__(self): self.n = 0
    def readline(self, size=-1):
        self.n += 1
        return "line %d\n" % self.n if self.n < 4 else ""
    def write(self, s): print("wrote", repr(s)); return len(s)
l = Lines()
print(list(l), l.readable(), l.closed)
print("to", l, file=l) if False else print("to", "lines", file=l)
with l as m: m.writelines(["x", "y"])
print(l.closed)
try: l.writelines([])
except ValueError as e: print(e)
class Closing(io.BytesIO):
    def close(self): print("close"); super().close()
with io.TextIOWrapper(Closing(), encoding="ascii") as f: f.write("x")
class Text(io.TextIOWrapper):
    def write(self, s): return super().write("<" + s + ">")
t = Text(io.BytesIO(), encoding="ascii", newline="\n")
print("a", "b", file=t)
t.flush()
print(t.buffer.getvalue(), repr(t)[:30], t.line_buffering)
class F(io.FileIO):
    def write(self, b): return super().write(bytes(b).upper())
with F("up.txt", "w") as f: print(f.write(b"abc"), f.mode, f.name, f.closefd)
print(open("up.txt").read())
try:
    f = io.open("up.txt", "r")
    f.buffer.raw.close()
    f.read()
except ValueError as e: print(e)
print(issubclass(io.FileIO, io.RawIOBase), issubclass(io.BufferedReader, io.BufferedIOBase), issubclass(io.StringIO, io.TextIOBase), issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.SEEK_END, sorted(io.__all__)[:4])
print(io.RawIOBase.__mro__[1:4], isinstance(open("up.txt"), io.TextIOBase), isinstance(io.BytesIO(), io.IOBase), isinstance(io.StringIO(), io.RawIOBase))
print(isinstance(io.StringIO(), io.Reader), isinstance(5, io.Writer), issubclass(Raw, io.Writer), io.Reader[str].__origin__ is io.Reader)
class Mine(io.IOBase): pass
m = Mine(); m.x = 1
for f in (lambda: m.seek(0), lambda: m.fileno(), lambda: m.read, lambda: m.readline(), lambda: m.x, lambda: m.close(), lambda: m.flush(), lambda: m.tell(), lambda: io.IOBase().isatty(), lambda: io.RawIOBase().read(1), lambda: io.Reader(), lambda: io.TextIOBase().detach()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Abstract(io.RawIOBase):
    @io.abc.abstractmethod
    def go(self): pass
try: Abstract()
except TypeError as e: print(e)
