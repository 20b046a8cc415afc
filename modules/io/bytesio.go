package io

import (
	"bytes"

	"github.com/gopyrun/gopyrun/interp/py"
)

// bytesIO is BytesIO. pos may be beyond the end of buf.
type bytesIO struct {
	base
	buf []byte
	pos int
}

var bytesIOType py.Type

func bytesIOSpec() py.TypeSpec {
	// open makes a method that first checks that the object is open.
	open := func(name, sig string, f func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error), doc string) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			b := py.Cast[bytesIO](self)
			if b.closed {
				return py.Value{}, closedError("I/O operation on closed file.")
			}
			return f(t, b, a)
		}, 0, doc)
	}
	yes := func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) { return py.True, nil }
	return py.TypeSpec{
		Name: "_io.BytesIO", Base: &bufferedIOBaseType,
		Doc:    "Buffered I/O implementation using an in-memory bytes buffer.",
		Layout: py.LayoutWithInst(func(b *bytesIO) *py.Inst { return &b.Inst }),
		Slots: py.Slots{
			New:  func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value { return py.Ref(py.Make[bytesIO](typ)) },
			Next: bytesIONext,
		},
		InitSignature: "(initial_bytes=b'')",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			b := py.Cast[bytesIO](self)
			b.buf, b.pos, b.closed = nil, 0, false
			if a[0].IsNone() {
				return nil
			}
			p, err := py.ReadBytes(t, a[0])
			if err == nil {
				b.buf = bytes.Clone(p)
			}
			return err
		},
		Methods: []py.Method{
			open("readable", "($self, /)", yes, "Returns True if the IO object can be read."),
			open("writable", "($self, /)", yes, "Returns True if the IO object can be written."),
			open("seekable", "($self, /)", yes, "Returns True if the IO object can be seeked."),
			open("isatty", "($self, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) { return py.False, nil }, "Always returns False.\n\nBytesIO objects are not connected to a TTY-like device."),
			open("flush", "($self, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) { return py.None, nil }, "Does nothing."),
			open("tell", "($self, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) { return py.Int(int64(b.pos)), nil }, "Current file position, an integer."),
			open("getvalue", "($self, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
				return py.NewBytes(bytes.Clone(b.buf)), nil
			}, "Retrieve the entire contents of the BytesIO object."),
			open("read", "($self, size=-1, /)", bytesIORead, "Read at most size bytes, returned as a bytes object.\n\nIf the size argument is negative, read until EOF is reached.\nReturn an empty bytes object at EOF."),
			open("read1", "($self, size=-1, /)", bytesIORead, "Read at most size bytes, returned as a bytes object.\n\nIf the size argument is negative or omitted, read until EOF is reached.\nReturn an empty bytes object at EOF."),
			open("readinto", "($self, buffer, /)", bytesIOReadInto, "Read bytes into buffer.\n\nReturns number of bytes read (0 for EOF), or None if the object\nis set not to block and has no data to read."),
			open("readline", "($self, size=-1, /)", bytesIOReadline, "Next line from the file, as a bytes object."),
			open("readlines", "($self, size=None, /)", bytesIOReadlines, "List of bytes objects, each a line from the file."),
			open("write", "($self, b, /)", bytesIOWrite, "Write bytes to file.\n\nReturn the number of bytes written."),
			open("seek", "($self, pos, whence=0, /)", bytesIOSeek, "Change stream position."),
			open("truncate", "($self, size=None, /)", bytesIOTruncate, "Truncate the file to at most size bytes."),
			method("close", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				b := py.Cast[bytesIO](self)
				b.closed, b.buf = true, nil
				return py.None, nil
			}, 0, "Disable all I/O operations."),
			open("__getstate__", "($self, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
				return py.NewTuple(py.NewBytes(bytes.Clone(b.buf)), py.Int(int64(b.pos)), py.None), nil
			}, ""),
			open("__setstate__", "($self, state, /)", func(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
				tup, ok := py.AsTuple(a[0])
				if !ok || len(tup.Items) < 3 {
					return py.Value{}, py.Errorf(py.TypeError, "BytesIO.__setstate__ argument should be 3-tuple, got %s", py.TypeOf(a[0]).Name())
				}
				p, err := py.ReadBytes(t, tup.Items[0])
				if err != nil {
					return py.Value{}, err
				}
				pos, err := py.ToIndex(t, tup.Items[1], py.OverflowError)
				if err == nil && pos < 0 {
					err = py.Errorf(py.ValueError, "position value cannot be negative")
				}
				if err == nil {
					b.buf, b.pos = bytes.Clone(p), pos
				}
				return py.None, err
			}, ""),
		},
	}
}

// rest is what lies after the position.
func (b *bytesIO) rest() []byte { return b.buf[min(b.pos, len(b.buf)):] }

// take returns the next n bytes, a copy.
func (b *bytesIO) take(n int) []byte {
	p := b.rest()
	if n >= 0 && n < len(p) {
		p = p[:n]
	}
	b.pos += len(p)
	return bytes.Clone(p)
}

// line returns the next line, of at most limit bytes if that is not negative.
func (b *bytesIO) line(limit int) []byte {
	p := b.rest()
	if limit >= 0 && limit < len(p) {
		p = p[:limit]
	}
	n := len(p)
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		n = i + 1
	}
	return b.take(n)
}

// maxMemory is the largest stream in memory, in bytes: beyond it a write fails
// with MemoryError, where Go would end the process.
const maxMemory = 1 << 34

// checkSize says whether n more items after pos fit.
func checkSize(pos, n int) error {
	switch end := pos + n; {
	case end < pos:
		return py.Errorf(py.OverflowError, "new buffer size too large")
	case end > maxMemory:
		return py.NewException(py.MemoryError)
	}
	return nil
}

// put writes p at the position.
func (b *bytesIO) put(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	if err := checkSize(b.pos, len(p)); err != nil {
		return err
	}
	if b.pos > len(b.buf) {
		b.buf = append(b.buf, make([]byte, b.pos-len(b.buf))...)
	}
	n := copy(b.buf[b.pos:], p)
	b.buf = append(b.buf, p[n:]...)
	b.pos += len(p)
	return nil
}

func bytesIONext(t *py.Thread, v py.Value) py.Value {
	b := py.Cast[bytesIO](v)
	if b.closed {
		return t.Fail(closedError("I/O operation on closed file."))
	}
	line := b.line(-1)
	if len(line) == 0 {
		return py.Value{}
	}
	return py.NewBytes(line)
}

func bytesIORead(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b.take(n)), nil
}

func bytesIOReadInto(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	into, err := writableArg(t, a[0], "readinto")
	if err != nil {
		return py.Value{}, err
	}
	defer into.Release()
	n := copy(into.Bytes, b.rest())
	b.pos += n
	return py.Int(int64(n)), nil
}

func bytesIOReadline(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b.line(n)), nil
}

func bytesIOReadlines(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	hint, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	var lines []py.Value
	for total := 0; hint <= 0 || total < hint; {
		line := b.line(-1)
		if len(line) == 0 {
			break
		}
		total += len(line)
		lines = append(lines, py.NewBytes(line))
	}
	return py.NewList(lines...), nil
}

func bytesIOWrite(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	p, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n := len(p)
	return py.Int(int64(n)), b.put(p)
}

func bytesIOSeek(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	off, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	whence, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	from := 0
	switch {
	case whence == 0 && off < 0:
		return py.Value{}, py.Errorf(py.ValueError, "negative seek value %d", off)
	case whence == 1:
		from = b.pos
	case whence == 2:
		from = len(b.buf)
	case whence != 0:
		return py.Value{}, py.Errorf(py.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	if off > 0 && from+off < 0 {
		return py.Value{}, py.Errorf(py.OverflowError, "new position too large")
	}
	b.pos = max(from+off, 0)
	return py.Int(int64(b.pos)), nil
}

func bytesIOTruncate(t *py.Thread, b *bytesIO, a py.Args) (py.Value, error) {
	n := b.pos
	if !a[0].IsNone() {
		var err error
		if n, err = py.ToIndex(t, a[0], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		if n < 0 {
			return py.Value{}, py.Errorf(py.ValueError, "negative size value %d", n)
		}
	}
	if n < len(b.buf) {
		b.buf = b.buf[:n:n]
	}
	return py.Int(int64(n)), nil
}
