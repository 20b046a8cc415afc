package io

import (
	"bytes"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// textIO is TextIOWrapper.
//
// What is read is decoded a chunk at a time, with line ends as they are: those are
// translated as text is handed out. So where the decoded text has the very bytes of
// the file, which is usual, positions are found by counting.
type textIO struct {
	base
	buffer   py.Value
	buf      *buffered // buffer, if it is one of ours and not of a subclass
	ready    bool
	detached bool

	cs               charset
	encoding, errors string
	nl               newlines
	lineBuffering    bool
	writeThrough     bool
	seekable         bool
	telling          bool
	standard         bool // one of the standard streams; see flush.go
	chunkSize        int

	// pending is encoded, to be written.
	pending []byte
	// begun says that a byte order mark is no longer to be written or read.
	begun bool

	// text is decoded but not read; raw are its bytes if they are not the same
	// (plain unset). rest is the beginning of a character.
	text  string
	raw   []byte
	plain bool
	rest  []byte
	// hasCR: text may contain \r. ascii: it holds ASCII only.
	hasCR, ascii bool
	eof          bool
	// read says that something has been read since the last seek.
	read bool
}

var textIOType py.Type

func textIOSpec() py.TypeSpec {
	// open makes a method that first checks that the object is usable, open and not
	// detached.
	open := func(name, sig string, f func(t *py.Thread, x *textIO, a py.Args) (py.Value, error)) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			x := py.Cast[textIO](self)
			if err := x.checkOpen(t); err != nil {
				return py.Value{}, err
			}
			return f(t, x, a)
		}, py.CallsPython, "")
	}
	forward := func(name string) py.Method {
		return method(name, "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			x := py.Cast[textIO](self)
			if err := x.check(); err != nil {
				return py.Value{}, err
			}
			return x.call(t, name)
		}, py.CallsPython, "")
	}
	attr := func(name string, get func(t *py.Thread, x *textIO) (py.Value, error)) py.Getset {
		return py.Getset{Name: name, Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			x := py.Cast[textIO](self)
			if !x.ready {
				return py.Value{}, x.check()
			}
			return get(t, x)
		}}
	}
	attached := func(name string, get func(t *py.Thread, x *textIO) (py.Value, error)) py.Getset {
		return attr(name, func(t *py.Thread, x *textIO) (py.Value, error) {
			if err := x.check(); err != nil {
				return py.Value{}, err
			}
			return get(t, x)
		})
	}
	chunk := attached("_CHUNK_SIZE", func(t *py.Thread, x *textIO) (py.Value, error) { return py.Int(int64(x.chunkSize)), nil })
	chunk.Set = func(t *py.Thread, self, val py.Value) error {
		if val.IsUnbound() {
			return py.Errorf(py.AttributeError, "cannot delete attribute")
		}
		n, err := py.ToIndex(t, val, py.ValueError)
		if err == nil && n <= 0 {
			err = py.Errorf(py.ValueError, "a strictly positive integer is required")
		}
		if err == nil {
			py.Cast[textIO](self).chunkSize = n
		}
		return err
	}
	return py.TypeSpec{
		Name: "_io.TextIOWrapper", Base: &textIOBaseType,
		Doc:    "Character and line based layer over a BufferedIOBase object, buffer.\n\nencoding gives the name of the encoding that the stream will be\ndecoded or encoded with. It defaults to locale.getencoding().\n\nerrors determines the strictness of encoding and decoding (see\nhelp(codecs.Codec) or the documentation for codecs.register) and\ndefaults to \"strict\".\n\nnewline controls how line endings are handled. It can be None, '',\n'\\n', '\\r', and '\\r\\n'.",
		Layout: py.LayoutWithInst(func(x *textIO) *py.Inst { return &x.Inst }),
		Slots: py.Slots{
			New:  func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value { return py.Ref(py.Make[textIO](typ)) },
			Repr: textRepr,
			Next: textNext,
		},
		InitSignature: "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			return py.Cast[textIO](self).init(t, a)
		},
		Methods: []py.Method{
			open("read", "($self, size=-1, /)", textRead),
			open("readline", "($self, size=-1, /)", textReadline),
			method("write", "($self, text, /)", textWrite, py.CallsPython, ""),
			open("flush", "($self, /)", func(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
				x.telling = x.seekable
				return py.None, x.flush(t)
			}),
			method("close", "($self, /)", textClose, py.CallsPython, ""),
			open("tell", "($self, /)", func(t *py.Thread, x *textIO, a py.Args) (py.Value, error) { return offset(x.tell(t)) }),
			open("seek", "($self, cookie, whence=0, /)", textSeek),
			open("truncate", "($self, pos=None, /)", func(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
				if err := x.flush(t); err != nil {
					return py.Value{}, err
				}
				return x.call(t, "truncate", a[0])
			}),
			method("detach", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				x := py.Cast[textIO](self)
				if err := x.check(); err != nil {
					return py.Value{}, err
				}
				if _, err := py.CallMethod(t, self, "flush"); err != nil {
					return py.Value{}, err
				}
				b := x.buffer
				x.buffer, x.buf, x.detached = py.Value{}, nil, true
				return b, nil
			}, py.CallsPython, ""),
			open("reconfigure", "($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)", textReconfigure),
			forward("fileno"), forward("seekable"), forward("readable"), forward("writable"), forward("isatty"),
			method("__getstate__", "($self, /)", cannotPickle, 0, ""),
			method("__reduce__", "($self, /)", cannotPickle, 0, ""),
			method("__reduce_ex__", "($self, protocol, /)", cannotPickle, 0, ""),
		},
		Getset: []py.Getset{
			attr("encoding", func(t *py.Thread, x *textIO) (py.Value, error) { return py.NewStr(x.encoding), nil }),
			attr("errors", func(t *py.Thread, x *textIO) (py.Value, error) { return py.NewStr(x.errors), nil }),
			attached("newlines", func(t *py.Thread, x *textIO) (py.Value, error) { return x.nl.value(), nil }),
			attr("line_buffering", func(t *py.Thread, x *textIO) (py.Value, error) { return py.Bool(x.lineBuffering), nil }),
			attr("write_through", func(t *py.Thread, x *textIO) (py.Value, error) { return py.Bool(x.writeThrough), nil }),
			attr("buffer", func(t *py.Thread, x *textIO) (py.Value, error) {
				if x.detached {
					return py.None, nil
				}
				return x.buffer, nil
			}),
			attached("name", func(t *py.Thread, x *textIO) (py.Value, error) { return py.GetAttr(t, x.buffer, "name") }),
			attached("closed", func(t *py.Thread, x *textIO) (py.Value, error) {
				c, err := x.isClosed(t)
				return py.Bool(c), err
			}),
			chunk,
		},
	}
}

func (x *textIO) check() error {
	switch {
	case x.detached:
		return closedError("underlying buffer has been detached")
	case !x.ready:
		return closedError("I/O operation on uninitialized object")
	}
	return nil
}

// call calls a method of the buffer, which Python code may have detached meanwhile.
func (x *textIO) call(t *py.Thread, name string, args ...py.Value) (py.Value, error) {
	if err := x.check(); err != nil {
		return py.Value{}, err
	}
	return py.CallMethod(t, x.buffer, name, args...)
}

func (x *textIO) isClosed(t *py.Thread) (bool, error) {
	if x.buf != nil && x.buf.file != nil {
		return !x.buf.file.open, nil
	}
	return isClosed(t, x.buffer)
}

func (x *textIO) checkOpen(t *py.Thread) error {
	if !x.ready || x.detached {
		return x.check()
	}
	c, err := x.isClosed(t)
	if err == nil && c {
		err = closedError("I/O operation on closed file.")
	}
	return err
}

func (x *textIO) init(t *py.Thread, a py.Args) error {
	x.ready, x.detached = false, false
	encoding, err := textEncodingArg(t, a[1])
	if err != nil {
		return err
	}
	errors := "strict"
	if s, ok := py.AsStr(a[2]); ok {
		errors = s.String()
	} else if !a[2].IsNone() {
		return py.Errorf(py.TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %s", py.TypeOf(a[2]).Name())
	}
	var nl newlines
	if err := nl.set(a[3], func(v py.Value) error {
		return py.Errorf(py.TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %s", py.TypeOf(v).Name())
	}, ""); err != nil {
		return err
	}
	lineBuffering, err := py.IsTrue(t, a[4])
	if err != nil {
		return err
	}
	writeThrough, err := py.IsTrue(t, a[5])
	if err != nil {
		return err
	}
	return x.setUp(t, a[0], encoding, errors, nl, lineBuffering, writeThrough)
}

// textEncodingArg is an argument encoding; None is the locale's.
func textEncodingArg(t *py.Thread, v py.Value) (string, error) {
	if v.IsNone() {
		if t.Interp.Flags.UTF8Mode != 0 {
			return "utf-8", nil
		}
		return "UTF-8", nil
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %s", py.TypeOf(v).Name())
	}
	if s.String() == "locale" {
		return "UTF-8", nil
	}
	return s.String(), nil
}

func (x *textIO) setUp(t *py.Thread, buffer py.Value, encoding, errors string, nl newlines, lineBuffering, writeThrough bool) error {
	cs, _, err := findCharset(t, encoding)
	if err != nil {
		return err
	}
	*x = textIO{base: x.base, buffer: buffer, cs: cs, encoding: encoding, errors: errors, nl: nl,
		lineBuffering: lineBuffering, writeThrough: writeThrough, chunkSize: 8192, plain: true}
	switch py.TypeOf(buffer) {
	case &readerType, &writerType, &randomType:
		x.buf = py.Cast[buffered](buffer)
	}
	// These are asked for in any case: what is no stream is refused here.
	if _, err := able(t, buffer, "readable"); err != nil {
		return err
	}
	writable, err := able(t, buffer, "writable")
	if err != nil {
		return err
	}
	if x.seekable, err = able(t, buffer, "seekable"); err != nil {
		return err
	}
	x.telling = x.seekable
	if x.seekable && writable {
		r, err := py.CallMethod(t, buffer, "tell")
		if err != nil {
			return err
		}
		x.begun = r != py.Int(0)
	}
	x.ready = true
	return nil
}

func textRepr(t *py.Thread, v py.Value) py.Value {
	x := py.Cast[textIO](v)
	if !x.ready {
		return t.Fail(x.check())
	}
	name, err := nameRepr(t, v)
	if err != nil {
		return t.Fail(err)
	}
	mode, err := py.LookupAttr(t, v, py.InternStatic("mode"))
	if err != nil {
		return t.Fail(err)
	}
	if !mode.IsUnbound() {
		s, err := py.ReprString(t, mode)
		if err != nil {
			return t.Fail(err)
		}
		name += " mode=" + s
	}
	return py.NewStr("<" + py.TypeOf(v).FullName() + name + " encoding='" + x.encoding + "'>")
}

func textClose(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	x := py.Cast[textIO](self)
	if err := x.check(); err != nil {
		return py.Value{}, err
	}
	if c, err := x.isClosed(t); err != nil || c {
		return py.None, err
	}
	_, ferr := py.CallMethod(t, self, "flush")
	clean(t, self)
	_, err := x.call(t, "close")
	if ferr != nil {
		err = ferr
	}
	return py.None, err
}

// dropRead forgets what was read ahead.
func (x *textIO) dropRead() {
	x.text, x.raw, x.rest, x.plain, x.hasCR, x.eof, x.read = "", nil, nil, true, false, false, false
}

func textReconfigure(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
	if x.read && (!a[0].IsNone() || !a[1].IsNone() || a.Given(2)) {
		return py.Value{}, unsupported(t, "It is not possible to set the encoding or newline of stream after the first read")
	}
	encoding, errors, nl := x.encoding, x.errors, x.nl
	str := func(v py.Value, name string) (string, error) {
		s, ok := py.AsStr(v)
		if !ok {
			return "", py.Errorf(py.TypeError, "reconfigure() argument '%s' must be str or None, not %s", name, py.TypeOf(v).Name())
		}
		return s.String(), nil
	}
	var err error
	if !a[0].IsNone() {
		if encoding, err = str(a[0], "encoding"); err != nil {
			return py.Value{}, err
		}
		if encoding == "locale" {
			encoding = "UTF-8"
		}
		errors = "strict"
	}
	if !a[1].IsNone() {
		if errors, err = str(a[1], "errors"); err != nil {
			return py.Value{}, err
		}
	}
	cs, _, err := findCharset(t, encoding)
	if err != nil {
		return py.Value{}, err
	}
	if a.Given(2) {
		if err := nl.set(a[2], func(v py.Value) error {
			return py.Errorf(py.TypeError, "reconfigure() argument 'newline' must be str or None, not %s", py.TypeOf(v).Name())
		}, ""); err != nil {
			return py.Value{}, err
		}
	}
	lineBuffering, writeThrough := x.lineBuffering, x.writeThrough
	for i, p := range map[int]*bool{3: &lineBuffering, 4: &writeThrough} {
		if !a[i].IsNone() {
			if *p, err = py.IsTrue(t, a[i]); err != nil {
				return py.Value{}, err
			}
		}
	}
	if err := x.flush(t); err != nil {
		return py.Value{}, err
	}
	x.cs, x.encoding, x.errors, x.nl = cs, encoding, errors, nl
	x.lineBuffering, x.writeThrough = lineBuffering, writeThrough
	return py.None, nil
}

func textWrite(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	x := py.Cast[textIO](self)
	if err := x.check(); err != nil {
		return py.Value{}, err
	}
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "write() argument must be str, not %s", py.ArgName(a[0]))
	}
	if err := x.WriteString(t, s.String()); err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(s.Len())), nil
}

// WriteString is write(), the TextWriter of print.
func (x *textIO) WriteString(t *py.Thread, s string) error {
	if err := x.checkOpen(t); err != nil {
		return err
	}
	if x.buf != nil && !x.buf.canWrite {
		return unsupported(t, "not writable")
	} else if x.buf == nil && !x.begun {
		if yes, err := able(t, x.buffer, "writable"); err != nil {
			return err
		} else if !yes {
			return unsupported(t, "not writable")
		}
	}
	newline := x.lineBuffering && strings.ContainsAny(s, "\n\r")
	if x.nl.write != "" {
		s = strings.ReplaceAll(s, "\n", x.nl.write)
	}
	if len(x.pending)+len(s) > x.chunkSize && len(x.pending) > 0 {
		if err := x.writePending(t); err != nil {
			return err
		}
	}
	if len(x.pending) == 0 && !x.standard {
		dirty(t, py.Ref(x))
	}
	pending := x.pending
	if !x.begun && x.cs.kind == utf8SigCharset && s != "" {
		pending = append(pending, "\xEF\xBB\xBF"...)
	}
	p, err := x.cs.encode(t, pending, s, x.errors, x.begun)
	if err != nil {
		return err
	}
	x.pending, x.begun = p, true
	if x.read {
		x.dropRead()
	}
	if newline || x.writeThrough || len(p) >= x.chunkSize {
		if err := x.writePending(t); err != nil {
			return err
		}
		if newline {
			return x.flushBuffer(t)
		}
	}
	return nil
}

// WriteBytes is WriteString of bytes: without a copy where they go to the pending
// ones as they are.
func (x *textIO) WriteBytes(t *py.Thread, b []byte) error {
	if !x.begun || x.read || x.writeThrough || x.lineBuffering || x.nl.write != "" || len(x.pending) == 0 ||
		len(x.pending)+len(b) >= x.chunkSize || x.buf == nil || x.buf.file == nil || !x.buf.file.open {
		return x.WriteString(t, string(b))
	}
	switch x.cs.kind {
	case utf8Charset, utf8SigCharset:
		if bytes.IndexByte(b, 0xED) >= 0 {
			return x.WriteString(t, string(b))
		}
	default:
		return x.WriteString(t, string(b))
	}
	x.pending = append(x.pending, b...)
	return nil
}

// writePending hands what is encoded to the buffer.
func (x *textIO) writePending(t *py.Thread) error {
	p := x.pending
	if len(p) == 0 {
		return nil
	}
	x.pending = nil
	if !x.standard {
		clean(t, py.Ref(x))
	}
	b, buffer := x.buf, x.buffer
	if b == nil {
		_, err := x.call(t, "write", py.NewBytes(p))
		return err
	}
	if err := b.start(t, buffer, "write to"); err != nil {
		return err
	}
	defer b.lock.leave()
	err := b.write(t, buffer, p)
	if x.pending == nil {
		x.pending = p[:0]
	}
	return err
}

func (x *textIO) flushBuffer(t *py.Thread) error {
	b, buffer := x.buf, x.buffer
	if b == nil {
		_, err := x.call(t, "flush")
		return err
	}
	if err := b.start(t, buffer, "flush of"); err != nil {
		return err
	}
	defer b.lock.leave()
	return b.flush(t, buffer)
}

func (x *textIO) flush(t *py.Thread) error {
	if err := x.writePending(t); err != nil {
		return err
	}
	return x.flushBuffer(t)
}

// readBytes reads once from the buffer, or all of it for n < 0.
func (x *textIO) readBytes(t *py.Thread, n int) ([]byte, error) {
	if err := x.check(); err != nil {
		return nil, err
	}
	b, buffer := x.buf, x.buffer
	if b != nil {
		if !b.canRead {
			return nil, unsupported(t, "not readable")
		}
		if err := b.start(t, buffer, "read of"); err != nil {
			return nil, err
		}
		defer b.lock.leave()
		if n < 0 {
			p, _, err := b.read(t, buffer, -1)
			return p, err
		}
		p, _, err := b.read1(t, buffer, n)
		return p, err
	}
	name, args := "read", []py.Value(nil)
	if n >= 0 {
		args = []py.Value{py.Int(int64(n))}
		if f, err := py.LookupAttr(t, buffer, py.InternStatic("read1")); err != nil {
			return nil, err
		} else if !f.IsUnbound() {
			name = "read1"
		}
	}
	if !x.read {
		if yes, err := able(t, buffer, "readable"); err != nil {
			return nil, err
		} else if !yes {
			return nil, unsupported(t, "not readable")
		}
	}
	r, err := x.call(t, name, args...)
	if err != nil || r.IsNone() {
		return nil, err
	}
	p, err := py.ReadBytes(t, r)
	if err != nil {
		return nil, py.Errorf(py.TypeError, "underlying %s() should have returned a bytes-like object, not '%s'", name, py.TypeOf(r).Name())
	}
	return p, nil
}

// more decodes another chunk, or with n < 0 all there is; at the end of the file
// eof is set.
func (x *textIO) more(t *py.Thread, n int) error {
	if len(x.pending) > 0 {
		if err := x.writePending(t); err != nil {
			return err
		}
	}
	if x.cs.kind == otherCharset {
		n = -1
	}
	data, err := x.readBytes(t, n)
	if err != nil {
		return err
	}
	p := data
	if len(x.rest) > 0 {
		p = append(x.rest[:len(x.rest):len(x.rest)], data...)
	}
	final := len(data) == 0 || n < 0
	skip := 0
	if x.cs.kind == utf8SigCharset && !x.begun {
		mark := []byte("\xEF\xBB\xBF")
		if !final && len(p) < 3 && bytes.HasPrefix(mark, p) {
			x.rest = p
			return nil
		}
		if bytes.HasPrefix(p, mark) {
			skip = 3
		}
	}
	text, used, plain, err := x.cs.decode(t, p[skip:], x.errors, final)
	if err != nil {
		return err
	}
	used += skip
	x.begun, x.read = true, true
	x.eof = final
	if x.text == "" {
		x.plain, x.raw, x.hasCR, x.ascii = true, nil, false, true
	}
	x.ascii = x.ascii && isASCII(text)
	if plain != x.plain || !plain {
		if x.plain {
			x.raw = []byte(x.text)
		}
		x.raw = append(x.raw, p[skip:used]...)
		x.plain = false
	}
	x.rest = nil
	if used < len(p) {
		x.rest = append([]byte(nil), p[used:]...)
	}
	if x.nl.universal {
		hasCR := strings.IndexByte(text, '\r') >= 0
		// A pair may be cut in two: its \r was not counted.
		seen := text
		if strings.HasSuffix(x.text, "\r") {
			seen = "\r" + text
		}
		if !final {
			seen = strings.TrimSuffix(seen, "\r")
		}
		x.nl.see(seen)
		x.hasCR = x.hasCR || hasCR
	}
	if x.text == "" {
		x.text = text
	} else {
		x.text += text
	}
	return nil
}

// take hands out the first n bytes of the text, with translated line ends.
func (x *textIO) take(n int) string {
	s := x.text[:n]
	x.text = x.text[n:]
	if x.hasCR && x.nl.translate {
		return translateNewlines(s)
	}
	return s
}
