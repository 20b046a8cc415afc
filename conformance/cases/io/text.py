# conf: tier=exact
import io
def t(s):
    try:
        print(s, "->", ascii(eval(s, globals())))
    except BaseException as e:
        print(s, "!!", type(e).__name__, e)
def all(text):
    for s in text.splitlines(): t(s)
with open("g.txt", "wb") as f: f.write(b"l1\nl2\r\nl3\rend")
f = open("g.txt")
all("""next(f)
f.tell()
f.readline()
f.newlines
f.reconfigure(encoding='latin-1')
f.reconfigure(errors='replace')
f.reconfigure(newline='')
f.reconfigure(line_buffering=True)
f.read(1)
list(f)
f.tell()
f._CHUNK_SIZE
f.seek(0)
f.readline(2)
f.readline(1)
f.readline(5)
f.tell()
f.read()
f.seek(3)
f.read(3)
f.seek(0, 1)
f.seek(0, 2)
f.read()
f.__reduce__()
f.buffer.__reduce_ex__(2)
f.errors, f.write_through, f.writable(), f.isatty()
f.x
f.__dict__""")
for nl in (None, "", "\n", "\r", "\r\n"):
    with open("g.txt", newline=nl) as f: print(repr(nl), f.readlines(), f.newlines)
    with open("g.txt", newline=nl) as f: print([f.read(2), f.tell(), f.read(2), f.tell(), f.read(3), f.tell(), f.read()])
    with open("h.txt", "w", newline=nl) as f: f.write("a\nb\r\n")
    with open("h.txt", "rb") as f: print(f.read())
# Lines longer than a chunk, pairs cut by a chunk's end.
with open("long.txt", "w", newline="") as f: f.write("x" * 8191 + "\r\n" + "y" * 100000 + "\n" + "\xe9" * 9000 + "\u20ac\r" + "z")
with open("long.txt", encoding="utf-8") as f:
    print([(len(l), ascii(l[-2:])) for l in f], f.newlines)
    f.seek(0)
    f.readline()
    pos = f.tell()
    print(pos, len(f.readline()), f.tell(), f.seek(pos), ascii(f.read(3)), len(f.read(100000)), f.tell(), ascii(f.readline()[-3:]), f.read())
def both(data, **kw):
    w = io.TextIOWrapper(io.BytesIO(data), **kw)
    try: print(kw, ascii(w.read()))
    except ValueError as e: print(kw, type(e).__name__, e)
    except LookupError as e: print(kw, type(e).__name__, e)
for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "nope"):
    for enc in ("utf-8", "ascii", "latin-1"):
        both(b"a\xe4b\xed\xa0\x80\xe2\x82", encoding=enc, errors=errors)
        w = io.TextIOWrapper(io.BytesIO(), encoding=enc, errors=errors)
        try:
            w.write("a\xe4\u20ac\udc80b")
            w.flush()
            print(w.buffer.getvalue())
        except (ValueError, LookupError) as e: print(type(e).__name__, ascii(str(e)))
both(b"\xef\xbb\xbfx", encoding="utf-8-sig")
both(b"\xef\xbb\xbfx", encoding="utf-8")
w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8-sig")
w.write("x"); w.write("y"); w.flush()
print(w.buffer.getvalue())
w.seek(0); w.write("z"); w.flush()
print(w.buffer.getvalue())
w = io.TextIOWrapper(io.BytesIO(b"h\xc3\xa9llo\nw\xc3\xb6rld\n"), encoding="utf-8")
print(ascii(w.read(2)), w.tell(), ascii(w.readline()), w.tell(), ascii(w.readline(3)), w.tell())
w = io.TextIOWrapper(io.BytesIO(b"h\xe9llo\nw\xf6rld\n"), encoding="latin-1")
print(ascii(w.read(2)), w.tell(), ascii(w.readline()), w.tell(), ascii(w.readline(3)), w.tell())
w = io.TextIOWrapper(io.BytesIO(b"h\xe9llo\nw\xf6rld\n"), encoding="utf-8", errors="surrogateescape")
print(ascii(w.read(2)), ascii(w.readline()), w.tell(), ascii(w.readline(3)), w.tell())
b = io.BytesIO()
w = io.TextIOWrapper(b, encoding="utf-8")
w.write("x\ny"); print(b.getvalue()); w.seek(0); print(b.getvalue(), w.read()); w.close(); print(b.closed)
b = io.BytesIO()
w = io.TextIOWrapper(b, encoding="utf-8", line_buffering=True)
w.write("x"); print(b.getvalue()); w.write("\ny"); print(b.getvalue())
w.reconfigure(line_buffering=False, write_through=True)
w.write("z"); print(b.getvalue(), w.detach() is b)
with open("r.txt", "w+") as f:
    f.write("hello\nworld\n"); f.seek(0); print(f.readline(), f.tell()); f.write("X"); f.seek(0); print(f.read())
with open("r.txt", "a+") as f:
    print(f.tell(), f.read(), f.seek(0), f.read(2)); f.write("end"); f.seek(0); print(repr(f.read()), f.truncate(3))
print(open("r.txt").read())
