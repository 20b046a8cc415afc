package io

import (
	"bytes"

	"github.com/gopyrun/gopyrun/interp/py"
)

// base is what all stream objects start with; instances of the abstract classes
// are no more than that.
type base struct {
	py.Header
	py.Inst
	closed bool // of streams whose class does not know better
}

var ioBaseType, rawIOBaseType, bufferedIOBaseType, textIOBaseType py.Type

func newBase(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
	if err := py.CheckAbstract(t, typ); err != nil {
		return t.Fail(err)
	}
	return py.Ref(py.Make[base](typ))
}

// isClosed is the attribute closed of any stream.
func isClosed(t *py.Thread, v py.Value) (bool, error) {
	switch py.TypeOf(v) {
	case &fileIOType:
		return py.Cast[fileIO](v).isClosed(), nil
	case &textIOType:
		if f := py.Cast[textIO](v); f.ready && !f.detached {
			return f.isClosed(t)
		}
	case &readerType, &writerType, &randomType:
		if b := py.Cast[buffered](v); b.ready && !b.detached {
			return b.isClosed(t)
		}
	}
	c, err := py.GetAttr(t, v, "closed")
	if err != nil {
		return false, err
	}
	return py.IsTrue(t, c)
}

func checkClosed(t *py.Thread, v py.Value) error {
	c, err := isClosed(t, v)
	if err == nil && c {
		err = closedError("I/O operation on closed file.")
	}
	return err
}

// ioBaseSpec declares _IOBase.
// https://docs.python.org/3.14/library/io.html#io.IOBase
func ioBaseSpec() py.TypeSpec {
	unsup := func(name, sig string) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.Value{}, unsupported(t, name)
		}, 0, "")
	}
	no := func(name, doc string) py.Method {
		return method(name, "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.False, nil
		}, 0, doc)
	}
	check := func(name, attr, msg string) py.Method {
		return method(name, "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.True, checkAble(t, self, attr, msg)
		}, py.CallsPython, "")
	}
	return py.TypeSpec{
		Name:   "_io._IOBase",
		Doc:    "The abstract base class for all I/O classes.",
		Layout: py.LayoutWithInst(func(b *base) *py.Inst { return &b.Inst }),
		Slots: py.Slots{New: newBase,
			Iter: func(t *py.Thread, v py.Value) py.Value {
				if err := checkClosed(t, v); err != nil {
					return t.Fail(err)
				}
				return v
			},
			Next: nextLine,
		},
		Methods: []py.Method{
			unsup("seek", "($self, offset, whence=0, /)"),
			method("tell", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, self, "seek", py.Int(0), py.Int(1))
			}, py.CallsPython, "Return current stream position."),
			unsup("truncate", "($self, size=None, /)"),
			unsup("fileno", "($self, /)"),
			method("isatty", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.False, checkClosed(t, self)
			}, 0, "Return whether this is an 'interactive' stream."),
			no("readable", "Return whether object was opened for reading."),
			no("writable", "Return whether object was opened for writing."),
			no("seekable", "Return whether object supports random access."),
			check("_checkReadable", "readable", "File or stream is not readable."),
			check("_checkWritable", "writable", "File or stream is not writable."),
			check("_checkSeekable", "seekable", "File or stream is not seekable."),
			method("_checkClosed", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, checkClosed(t, self)
			}, 0, ""),
			method("flush", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, checkClosed(t, self)
			}, 0, "Flush write buffers, if applicable."),
			method("close", "($self, /)", baseClose, py.CallsPython, "Flush and close the IO object."),
			method("__enter__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return self, checkClosed(t, self)
			}, 0, ""),
			method("__exit__", "($self, *args)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				_, err := py.CallMethod(t, self, "close")
				return py.None, err
			}, py.CallsPython, ""),
			method("readline", "($self, size=-1, /)", baseReadline, py.CallsPython, "Read and return a line from the stream."),
			method("readlines", "($self, hint=-1, /)", baseReadlines, py.CallsPython, "Return a list of lines from the stream."),
			method("writelines", "($self, lines, /)", baseWritelines, py.CallsPython, "Write a list of lines to stream."),
		},
		Getset: []py.Getset{
			{Name: "closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(py.Cast[base](self).closed), nil
			}},
			{Name: "__dict__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.InstanceDict(self).Value(), nil
			}},
		},
	}
}

// checkAble raises UnsupportedOperation unless the method named attr says yes.
func checkAble(t *py.Thread, v py.Value, attr, msg string) error {
	yes, err := able(t, v, attr)
	if err == nil && !yes {
		err = unsupported(t, msg)
	}
	return err
}

// able calls readable, writable or seekable.
func able(t *py.Thread, v py.Value, attr string) (bool, error) {
	r, err := py.CallMethod(t, v, attr)
	if err != nil {
		return false, err
	}
	return py.IsTrue(t, r)
}

func baseClose(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[base](self)
	if b.closed {
		return py.None, nil
	}
	_, err := py.CallMethod(t, self, "flush")
	b.closed = true
	return py.None, err
}

// nextLine is __next__ of all streams: a line from readline.
func nextLine(t *py.Thread, v py.Value) py.Value {
	line, err := py.CallMethod(t, v, "readline")
	if err != nil {
		return t.Fail(err)
	}
	n, err := py.Len(t, line)
	if err != nil {
		return t.Fail(err)
	}
	if n == 0 {
		return py.Value{}
	}
	return line
}

// baseReadline reads a line through peek, where there is one, and read.
func baseReadline(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	limit, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	peek, err := py.LookupAttr(t, self, py.InternStatic("peek"))
	if err != nil {
		return py.Value{}, err
	}
	var out []byte
	for limit < 0 || len(out) < limit {
		n := 1
		if !peek.IsUnbound() {
			ahead, err := py.Call(t, peek, py.Int(1))
			if err != nil {
				return py.Value{}, err
			}
			b, ok := py.AsBytes(ahead)
			if !ok {
				return py.Value{}, py.Errorf(py.OSError, "peek() should have returned a bytes object, not '%s'", py.TypeOf(ahead).Name())
			}
			if len(b) > 0 {
				if n = bytes.IndexByte(b, '\n') + 1; n == 0 {
					n = len(b)
				}
				if limit >= 0 {
					n = min(n, limit-len(out))
				}
			}
		}
		r, err := py.CallMethod(t, self, "read", py.Int(int64(n)))
		if err != nil {
			return py.Value{}, err
		}
		b, ok := py.AsBytes(r)
		if !ok {
			return py.Value{}, py.Errorf(py.OSError, "read() should have returned a bytes object, not '%s'", py.TypeOf(r).Name())
		}
		if len(b) == 0 {
			break
		}
		if out = append(out, b...); out[len(out)-1] == '\n' {
			break
		}
	}
	return py.NewBytes(out), nil
}

func baseReadlines(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	hint, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	var lines []py.Value
	it, err := py.Iter(t, self)
	if err != nil {
		return py.Value{}, err
	}
	for total := 0; hint <= 0 || total < hint; {
		line, ok, err := py.Next(t, it)
		if err != nil {
			return py.Value{}, err
		}
		if !ok {
			break
		}
		lines = append(lines, line)
		if hint > 0 {
			n, err := py.Len(t, line)
			if err != nil {
				return py.Value{}, err
			}
			total += n
		}
	}
	return py.NewList(lines...), nil
}

func baseWritelines(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if err := checkClosed(t, self); err != nil {
		return py.Value{}, err
	}
	write, err := py.GetAttr(t, self, "write")
	if err != nil {
		return py.Value{}, err
	}
	return py.None, py.Iterate(t, a[0], func(line py.Value) error {
		_, err := py.Call(t, write, line)
		return err
	})
}

// rawIOBaseSpec declares _RawIOBase.
// https://docs.python.org/3.14/library/io.html#io.RawIOBase
func rawIOBaseSpec() py.TypeSpec {
	notImplemented := func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		return py.Value{}, py.NewException(py.NotImplementedError)
	}
	return py.TypeSpec{
		Name: "_io._RawIOBase", Doc: "Base class for raw binary I/O.", Base: &ioBaseType,
		Methods: []py.Method{
			method("read", "($self, size=-1, /)", rawRead, py.CallsPython, ""),
			method("readall", "($self, /)", rawReadAll, py.CallsPython, "Read until EOF, using multiple read() call."),
			method("readinto", "($self, buffer, /)", notImplemented, 0, ""),
			method("write", "($self, b, /)", notImplemented, 0, ""),
		},
	}
}

func rawRead(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.CallMethod(t, self, "readall")
	}
	if err := checkSize(0, n); err != nil {
		return py.Value{}, err
	}
	b := py.Make[py.ByteArray](py.ByteArrayType)
	b.B = make([]byte, n)
	r, err := py.CallMethod(t, self, "readinto", py.Ref(b))
	if err != nil || r.IsNone() {
		return r, err
	}
	got, err := py.ToIndex(t, r, py.ValueError)
	if err != nil {
		return py.Value{}, err
	}
	if got < 0 || got > len(b.B) {
		return py.Value{}, py.Errorf(py.ValueError, "readinto returned %d outside buffer size %d", got, len(b.B))
	}
	return py.NewBytes(b.B[:got:got]), nil
}

func rawReadAll(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	var out []byte
	for {
		r, err := py.CallMethod(t, self, "read", py.Int(defaultBufferSize))
		if err != nil {
			return py.Value{}, err
		}
		if r.IsNone() {
			if len(out) == 0 {
				return py.None, nil
			}
			break
		}
		b, ok := py.AsBytes(r)
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "read() should return bytes")
		}
		if len(b) == 0 {
			break
		}
		out = append(out, b...)
	}
	return py.NewBytes(out), nil
}

// bufferedIOBaseSpec declares _BufferedIOBase.
// https://docs.python.org/3.14/library/io.html#io.BufferedIOBase
func bufferedIOBaseSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_io._BufferedIOBase", Doc: "Base class for buffered IO objects.", Base: &ioBaseType,
		Methods: []py.Method{
			unsupportedMethod("detach", "($self, /)"),
			unsupportedMethod("read", "($self, size=-1, /)"),
			unsupportedMethod("read1", "($self, size=-1, /)"),
			unsupportedMethod("write", "($self, b, /)"),
			method("readinto", "($self, buffer, /)", readIntoBy("read"), py.CallsPython, ""),
			method("readinto1", "($self, buffer, /)", readIntoBy("read1"), py.CallsPython, ""),
		},
	}
}

func unsupportedMethod(name, sig string) py.Method {
	return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		return py.Value{}, unsupported(t, name)
	}, 0, "")
}

// readIntoBy is readinto by the method read or read1.
func readIntoBy(name string) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		into, err := writableArg(t, a[0], "readinto")
		if err != nil {
			return py.Value{}, err
		}
		defer into.Release()
		p := into.Bytes
		n := len(p)
		r, err := py.CallMethod(t, self, name, py.Int(int64(n)))
		if err != nil {
			return py.Value{}, err
		}
		b, ok := py.AsBytes(r)
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "read() should return bytes")
		}
		if len(b) > len(p) {
			return py.Value{}, py.Errorf(py.ValueError, "read() returned too much data: %d bytes requested, %d returned", n, len(b))
		}
		return py.Int(int64(copy(p, b))), nil
	}
}

// textIOBaseSpec declares _TextIOBase.
// https://docs.python.org/3.14/library/io.html#io.TextIOBase
func textIOBaseSpec() py.TypeSpec {
	none := func(name, doc string) py.Getset {
		return py.Getset{Name: name, Doc: doc, Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.None, nil }}
	}
	return py.TypeSpec{
		Name: "_io._TextIOBase", Doc: "Base class for text I/O.", Base: &ioBaseType,
		Methods: []py.Method{
			unsupportedMethod("detach", "($self, /)"),
			unsupportedMethod("read", "($self, size=-1, /)"),
			unsupportedMethod("readline", "($self, size=-1, /)"),
			unsupportedMethod("write", "($self, s, /)"),
		},
		Getset: []py.Getset{
			none("encoding", "Encoding of the text stream."),
			none("newlines", "Line endings translated so far."),
			none("errors", "The error setting of the decoder or encoder."),
		},
	}
}
