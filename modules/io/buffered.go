package io

import (
	"bytes"

	"github.com/gopyrun/gopyrun/interp/py"
)

// buffered is BufferedReader, BufferedWriter and BufferedRandom. At any time it
// holds either bytes that were read ahead or bytes still to be written.
type buffered struct {
	base
	raw      py.Value
	file     *fileIO // raw, if it is a FileIO and not of a subclass
	ready    bool
	detached bool
	canRead  bool
	canWrite bool
	size     int
	ahead    []byte // read, not yet consumed; in rbuf
	rbuf     []byte
	pending  []byte // to be written
	standard bool   // of a standard stream; see flush.go
	lock     lock
}

var readerType, writerType, randomType py.Type

func bufferedSpec(name, doc string, read, write bool, methods ...py.Method) py.TypeSpec {
	all := []py.Method{
		method("close", "($self, /)", bufClose, py.CallsPython, ""),
		method("detach", "($self, /)", bufDetach, py.CallsPython, ""),
		method("flush", "($self, /)", bufFlush, py.CallsPython, ""),
		method("seek", "($self, target, whence=0, /)", bufSeek, py.CallsPython, ""),
		method("tell", "($self, /)", bufTell, py.CallsPython, ""),
		method("truncate", "($self, pos=None, /)", bufTruncate, py.CallsPython, ""),
		method("seekable", "($self, /)", bufForward("seekable"), py.CallsPython, ""),
		method("fileno", "($self, /)", bufForward("fileno"), py.CallsPython, ""),
		method("isatty", "($self, /)", bufForward("isatty"), py.CallsPython, ""),
		method("__getstate__", "($self, /)", cannotPickle, 0, ""),
		method("__reduce__", "($self, /)", cannotPickle, 0, ""),
		method("__reduce_ex__", "($self, protocol, /)", cannotPickle, 0, ""),
	}
	if read {
		all = append(all, method("readable", "($self, /)", bufForward("readable"), py.CallsPython, ""))
	}
	if write {
		all = append(all, method("writable", "($self, /)", bufForward("writable"), py.CallsPython, ""))
	}
	attr := func(name string) py.Getset {
		return py.Getset{Name: name, Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			b := py.Cast[buffered](self)
			if err := b.check(); err != nil {
				return py.Value{}, err
			}
			return py.GetAttr(t, b.raw, name)
		}}
	}
	return py.TypeSpec{
		Name: name, Doc: doc, Base: &bufferedIOBaseType,
		Layout: py.LayoutWithInst(func(b *buffered) *py.Inst { return &b.Inst }),
		Slots: py.Slots{
			New:  func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value { return py.Ref(py.Make[buffered](typ)) },
			Repr: streamRepr,
			Next: bufNext,
		},
		InitSignature: "(raw, buffer_size=131072)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			size, err := py.ToIndex(t, a[1], py.OverflowError)
			if err != nil {
				return err
			}
			return py.Cast[buffered](self).init(t, a[0], size, read, write)
		},
		Methods: append(all, methods...),
		Getset: []py.Getset{
			attr("name"), attr("mode"),
			{Name: "closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				b := py.Cast[buffered](self)
				if err := b.check(); err != nil {
					return py.Value{}, err
				}
				c, err := b.isClosed(t)
				return py.Bool(c), err
			}},
			{Name: "raw", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				b := py.Cast[buffered](self)
				if b.raw.IsUnbound() {
					return py.None, nil
				}
				return b.raw, nil
			}},
		},
	}
}

func readMethods() []py.Method {
	return []py.Method{
		method("read", "($self, size=-1, /)", bufRead, py.CallsPython, ""),
		method("read1", "($self, size=-1, /)", bufRead1, py.CallsPython, ""),
		method("readinto", "($self, buffer, /)", bufReadInto(false), py.CallsPython, ""),
		method("readinto1", "($self, buffer, /)", bufReadInto(true), py.CallsPython, ""),
		method("peek", "($self, size=0, /)", bufPeek, py.CallsPython, ""),
		method("readline", "($self, size=-1, /)", bufReadline, py.CallsPython, ""),
	}
}

func writeMethods() []py.Method {
	return []py.Method{method("write", "($self, buffer, /)", bufWrite, py.CallsPython, "Write buffer b to the IO stream.\n\nReturn the number of bytes written, which is always\nthe length of b in bytes.\n\nRaises BlockingIOError if the buffer is full and the\nunderlying raw stream cannot accept more data at the moment.")}
}

func readerSpec() py.TypeSpec {
	return bufferedSpec("_io.BufferedReader", "Create a new buffered reader using the given readable raw IO object.", true, false, readMethods()...)
}

func writerSpec() py.TypeSpec {
	return bufferedSpec("_io.BufferedWriter", "A buffer for a writeable sequential RawIO object.\n\nThe constructor creates a BufferedWriter for the given writeable raw\nstream. If the buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.", false, true, writeMethods()...)
}

func randomSpec() py.TypeSpec {
	return bufferedSpec("_io.BufferedRandom", "A buffered interface to random access streams.\n\nThe constructor creates a reader and writer for a seekable stream,\nraw, given in the first argument. If the buffer_size is omitted it\ndefaults to DEFAULT_BUFFER_SIZE.", true, true, append(readMethods(), writeMethods()...)...)
}

func cannotPickle(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Value{}, py.Errorf(py.TypeError, "cannot pickle '%s' instances", py.TypeOf(self).Name())
}

// streamRepr is <_io.X name=...>.
func streamRepr(t *py.Thread, v py.Value) py.Value {
	name, err := nameRepr(t, v)
	if err != nil {
		return t.Fail(err)
	}
	return py.NewStr("<" + py.TypeOf(v).FullName() + name + ">")
}

func (b *buffered) init(t *py.Thread, raw py.Value, size int, read, write bool) error {
	if read {
		if write {
			if err := checkAble(t, raw, "seekable", "File or stream is not seekable."); err != nil {
				return err
			}
		}
		if err := checkAble(t, raw, "readable", "File or stream is not readable."); err != nil {
			return err
		}
	}
	if write {
		if err := checkAble(t, raw, "writable", "File or stream is not writable."); err != nil {
			return err
		}
	}
	if size <= 0 {
		return py.Errorf(py.ValueError, "buffer size must be strictly positive")
	}
	if err := checkSize(0, size); err != nil {
		return err
	}
	// Who calls __init__ again must not do so in the middle of an operation.
	if err := b.lock.enter(t, py.Ref(b)); err != nil {
		return err
	}
	defer b.lock.leave()
	b.file = nil
	if py.TypeOf(raw) == &fileIOType {
		b.file = py.Cast[fileIO](raw)
	}
	b.setRaw(raw, size, read, write)
	return nil
}

func (b *buffered) setRaw(raw py.Value, size int, read, write bool) {
	b.raw, b.size, b.canRead, b.canWrite = raw, size, read, write
	b.ahead, b.rbuf, b.pending = nil, nil, nil
	b.ready, b.detached = true, false
}

func (b *buffered) check() error {
	switch {
	case b.detached:
		return closedError("raw stream has been detached")
	case !b.ready:
		return closedError("I/O operation on uninitialized object")
	}
	return nil
}

// call calls a method of the raw stream, which Python code may have detached
// meanwhile.
func (b *buffered) call(t *py.Thread, name string, args ...py.Value) (py.Value, error) {
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	return py.CallMethod(t, b.raw, name, args...)
}

func (b *buffered) isClosed(t *py.Thread) (bool, error) {
	if b.file != nil {
		return !b.file.open, nil
	}
	return isClosed(t, b.raw)
}

// start checks that the object is open and takes its lock, which leave gives
// back. what is the operation, for the error.
func (b *buffered) start(t *py.Thread, self py.Value, what string) error {
	if err := b.check(); err != nil {
		return err
	}
	if err := b.lock.enter(t, self); err != nil {
		return err
	}
	c, err := b.isClosed(t)
	if err == nil && c {
		err = closedError(what + " closed file")
	}
	if err != nil {
		b.lock.leave()
	}
	return err
}

// rawRead reads once from the raw stream into p.
func (b *buffered) rawRead(t *py.Thread, p []byte) (n int, none bool, err error) {
	if b.file != nil {
		return b.file.read(t, p)
	}
	buf := py.Make[py.ByteArray](py.ByteArrayType)
	buf.B = make([]byte, len(p))
	r, err := b.call(t, "readinto", py.Ref(buf))
	if err != nil {
		return 0, false, err
	}
	if r.IsNone() {
		return 0, true, nil
	}
	n, err = py.ToIndex(t, r, py.ValueError)
	if err != nil {
		if py.Matches(err, py.TypeError) {
			e := py.NewException(py.OSError, py.NewStr("raw readinto() failed"))
			e.Cause = py.ToException(err)
			return 0, false, e
		}
		return 0, false, err
	}
	if n < 0 || n > len(p) || n > len(buf.B) {
		return 0, false, py.Errorf(py.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	return copy(p, buf.B[:n]), false, nil
}

// rawWrite writes p once.
func (b *buffered) rawWrite(t *py.Thread, p []byte) (n int, none bool, err error) {
	if b.file != nil {
		return b.file.write(t, p)
	}
	r, err := b.call(t, "write", py.NewBytes(bytes.Clone(p)))
	if err != nil {
		return 0, false, err
	}
	if r.IsNone() {
		return 0, true, nil
	}
	n, err = py.ToIndex(t, r, py.ValueError)
	if err == nil && (n < 0 || n > len(p)) {
		err = py.Errorf(py.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	return n, false, err
}

func (b *buffered) rawSeek(t *py.Thread, off int64, whence int) (int64, error) {
	if b.file != nil {
		return b.file.seek(t, off, whence)
	}
	r, err := b.call(t, "seek", py.Int(off), py.Int(int64(whence)))
	if err != nil {
		return 0, err
	}
	return position(t, r)
}

func (b *buffered) rawTell(t *py.Thread) (int64, error) {
	if b.file != nil {
		return b.file.seek(t, 0, 1)
	}
	r, err := b.call(t, "tell")
	if err != nil {
		return 0, err
	}
	return position(t, r)
}

// fill reads once into the empty read buffer.
func (b *buffered) fill(t *py.Thread) (n int, none bool, err error) {
	if b.rbuf == nil {
		b.rbuf = make([]byte, b.size)
	}
	n, none, err = b.rawRead(t, b.rbuf)
	if err == nil {
		b.ahead = b.rbuf[:n]
	}
	return n, none, err
}

// toRead makes the buffer one for reading: what is to be written is written.
func (b *buffered) toRead(t *py.Thread, self py.Value) error {
	if len(b.pending) > 0 {
		return b.writeOut(t, self)
	}
	return nil
}

// toWrite makes the buffer one for writing: the raw stream goes back to where the
// program is.
func (b *buffered) toWrite(t *py.Thread) error {
	if len(b.ahead) == 0 {
		return nil
	}
	n := len(b.ahead)
	b.ahead = nil
	_, err := b.rawSeek(t, -int64(n), 1)
	return err
}

// writeOut writes all pending bytes. It fails with BlockingIOError, keeping the
// rest, if the raw stream would block.
func (b *buffered) writeOut(t *py.Thread, self py.Value) error {
	done := 0
	for done < len(b.pending) {
		n, none, err := b.rawWrite(t, b.pending[done:])
		if none {
			err = blockingError(t, 0)
		}
		done += n
		if err != nil {
			b.pending = append(b.pending[:0], b.pending[done:]...)
			return err
		}
	}
	b.pending = b.pending[:0]
	clean(t, self)
	return nil
}

// blockingError says that n bytes were written before the stream would block.
func blockingError(t *py.Thread, n int) error {
	const text = "write could not complete without blocking"
	errno := t.Interp.Host.System.Platform().Errno["EAGAIN"]
	e, err := py.Instantiate(t, py.BlockingIOError.Value(), py.Int(int64(errno)), py.NewStr(text), py.Int(int64(n)))
	if err != nil {
		return err
	}
	return e
}

// read reads up to n bytes, all there are for n < 0. none says that a stream in
// non-blocking mode has nothing yet.
func (b *buffered) read(t *py.Thread, self py.Value, n int) (out []byte, none bool, err error) {
	if n >= 0 && n <= len(b.ahead) {
		out = bytes.Clone(b.ahead[:n:n])
		b.ahead = b.ahead[n:]
		return out, false, nil
	}
	if err := b.toRead(t, self); err != nil {
		return nil, false, err
	}
	if n < 0 {
		return b.readAll(t)
	}
	out = make([]byte, 0, min(n, max(b.size, len(b.ahead))))
	out = append(out, b.ahead...)
	b.ahead = nil
	for len(out) < n {
		if rest := n - len(out); rest >= b.size {
			// Whole buffers go straight to the result.
			if cap(out)-len(out) < b.size {
				grown := make([]byte, len(out), min(n, 2*cap(out)+b.size))
				copy(grown, out)
				out = grown
			}
			m, none, err := b.rawRead(t, out[len(out):min(cap(out), n)])
			if err != nil {
				return nil, false, err
			}
			if none || m == 0 {
				return out, none && len(out) == 0, nil
			}
			out = out[:len(out)+m]
			continue
		}
		m, none, err := b.fill(t)
		if err != nil {
			return nil, false, err
		}
		if none || m == 0 {
			return out, none && len(out) == 0, nil
		}
		m = min(n-len(out), len(b.ahead))
		out = append(out, b.ahead[:m]...)
		b.ahead = b.ahead[m:]
	}
	return out, false, nil
}

func (b *buffered) readAll(t *py.Thread) (out []byte, none bool, err error) {
	head := bytes.Clone(b.ahead)
	b.ahead = nil
	var rest py.Value
	if b.file != nil {
		rest, err = b.file.readAll(t)
	} else {
		var f py.Value
		if f, err = py.LookupAttr(t, b.raw, py.InternStatic("readall")); err == nil {
			if f.IsUnbound() {
				return b.readLoop(t, head)
			}
			rest, err = py.Call(t, f)
		}
	}
	if err != nil {
		return nil, false, err
	}
	if rest.IsNone() {
		return head, len(head) == 0, nil
	}
	p, ok := py.AsBytes(rest)
	if !ok {
		return nil, false, py.Errorf(py.TypeError, "readall() should return bytes")
	}
	if len(head) == 0 {
		return p, false, nil
	}
	return append(head, p...), false, nil
}

// readLoop reads a raw stream that has no readall.
func (b *buffered) readLoop(t *py.Thread, out []byte) ([]byte, bool, error) {
	for {
		r, err := b.call(t, "read")
		if err != nil {
			return nil, false, err
		}
		p, ok := py.AsBytes(r)
		if !ok && !r.IsNone() {
			return nil, false, py.Errorf(py.TypeError, "read() should return bytes")
		}
		if len(p) == 0 {
			return out, r.IsNone() && len(out) == 0, nil
		}
		out = append(out, p...)
	}
}

// read1 reads up to n bytes with at most one raw read.
func (b *buffered) read1(t *py.Thread, self py.Value, n int) ([]byte, bool, error) {
	if n < 0 {
		n = b.size
	}
	if len(b.ahead) == 0 && n > 0 {
		if err := b.toRead(t, self); err != nil {
			return nil, false, err
		}
		if _, none, err := b.fill(t); err != nil || none {
			return nil, none, err
		}
	}
	n = min(n, len(b.ahead))
	out := bytes.Clone(b.ahead[:n:n])
	b.ahead = b.ahead[n:]
	return out, false, nil
}

// write puts p into the buffer or out.
func (b *buffered) write(t *py.Thread, self py.Value, p []byte) error {
	if err := b.toWrite(t); err != nil {
		return err
	}
	if len(b.pending)+len(p) <= b.size {
		b.keep(t, self, p)
		return nil
	}
	written := 0
	if err := b.writeOut(t, self); err != nil {
		if !py.Matches(err, py.BlockingIOError) {
			return err
		}
		// Keep as much as there is room for.
		written = min(len(p), b.size-len(b.pending))
		b.keep(t, self, p[:written])
		if written == len(p) {
			return nil
		}
		return blockingError(t, written)
	}
	for len(p)-written > b.size {
		n, none, err := b.rawWrite(t, p[written:])
		if err != nil {
			return err
		}
		if none {
			room := min(b.size, len(p)-written)
			b.keep(t, self, p[written:written+room])
			return blockingError(t, written+room)
		}
		written += n
	}
	b.keep(t, self, p[written:])
	return nil
}

// keep appends p to what is to be written.
func (b *buffered) keep(t *py.Thread, self py.Value, p []byte) {
	if len(p) == 0 {
		return
	}
	if len(b.pending) == 0 && !b.standard {
		dirty(t, self)
	}
	if len(b.pending)+len(p) > cap(b.pending) {
		grown := make([]byte, len(b.pending), min(b.size, max(2*cap(b.pending), len(b.pending)+len(p), 4096)))
		copy(grown, b.pending)
		b.pending = grown
	}
	b.pending = append(b.pending, p...)
}

// tell is the program's position.
func (b *buffered) tell(t *py.Thread) (int64, error) {
	pos, err := b.rawTell(t)
	if err != nil {
		return 0, err
	}
	return max(pos-int64(len(b.ahead)), 0) + int64(len(b.pending)), nil
}

// flush writes out, and drops what was read ahead.
func (b *buffered) flush(t *py.Thread, self py.Value) error {
	if len(b.pending) > 0 {
		return b.writeOut(t, self)
	}
	if b.canWrite && len(b.ahead) > 0 {
		return b.toWrite(t)
	}
	return nil
}

func bufRead(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n < -1 {
		return py.Value{}, py.Errorf(py.ValueError, "read length must be non-negative or -1")
	}
	if err := b.start(t, self, "read of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	out, none, err := b.read(t, self, n)
	return bytesOrNone(out, none, err)
}

func bytesOrNone(out []byte, none bool, err error) (py.Value, error) {
	switch {
	case err != nil:
		return py.Value{}, err
	case none:
		return py.None, nil
	}
	return py.NewBytes(out), nil
}

func bufRead1(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if err := b.start(t, self, "read of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	out, none, err := b.read1(t, self, n)
	if none {
		return py.NewBytes(nil), nil
	}
	return bytesOrNone(out, false, err)
}

func bufReadInto(once bool) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		b := py.Cast[buffered](self)
		name := "readinto"
		if once {
			name = "readinto1"
		}
		into, err := writableArg(t, a[0], name)
		if err != nil {
			return py.Value{}, err
		}
		defer into.Release()
		p := into.Bytes
		if err := b.start(t, self, "readinto of"); err != nil {
			return py.Value{}, err
		}
		defer b.lock.leave()
		var out []byte
		var none bool
		if once {
			out, none, err = b.read1(t, self, len(p))
		} else {
			out, none, err = b.read(t, self, len(p))
		}
		if err != nil || none {
			return py.None, err
		}
		return py.Int(int64(copy(p, out))), nil
	}
}

func bufPeek(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.start(t, self, "peek of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	if len(b.ahead) == 0 {
		if err := b.toRead(t, self); err != nil {
			return py.Value{}, err
		}
		if _, _, err := b.fill(t); err != nil {
			return py.Value{}, err
		}
	}
	return py.NewBytes(bytes.Clone(b.ahead)), nil
}

// readline reads up to and with a newline, at most limit bytes if that is not
// negative.
func (b *buffered) readline(t *py.Thread, self py.Value, limit int) ([]byte, error) {
	if err := b.toRead(t, self); err != nil {
		return nil, err
	}
	var out []byte
	for {
		n := len(b.ahead)
		if limit >= 0 {
			n = min(n, limit-len(out))
		}
		i := bytes.IndexByte(b.ahead[:n], '\n')
		if i >= 0 {
			n = i + 1
		}
		out = append(out, b.ahead[:n]...)
		b.ahead = b.ahead[n:]
		if i >= 0 || limit >= 0 && len(out) == limit {
			return out, nil
		}
		if m, none, err := b.fill(t); err != nil || none || m == 0 {
			return out, err
		}
	}
}

func bufReadline(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	limit, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if err := b.start(t, self, "readline of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	line, err := b.readline(t, self, limit)
	return bytesOrNone(line, false, err)
}

// bufNext is __next__: a line.
func bufNext(t *py.Thread, v py.Value) py.Value {
	if typ := py.TypeOf(v); typ != &readerType && typ != &randomType {
		return nextLine(t, v)
	}
	b := py.Cast[buffered](v)
	if err := b.start(t, v, "readline of"); err != nil {
		return t.Fail(err)
	}
	defer b.lock.leave()
	line, err := b.readline(t, v, -1)
	if err != nil {
		return t.Fail(err)
	}
	if len(line) == 0 {
		return py.Value{}
	}
	return py.NewBytes(line)
}

func bufWrite(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	p, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if err := b.start(t, self, "write to"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	n := len(p)
	if err := b.write(t, self, p); err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(n)), nil
}

func bufFlush(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.start(t, self, "flush of"); err != nil {
		if b.check() == nil {
			if c, cerr := b.isClosed(t); cerr == nil && c {
				err = closedError("I/O operation on closed file.")
			}
		}
		return py.Value{}, err
	}
	defer b.lock.leave()
	return py.None, b.flush(t, self)
}

func bufClose(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	if c, err := b.isClosed(t); err != nil || c {
		return py.None, err
	}
	_, ferr := py.CallMethod(t, self, "flush")
	clean(t, self)
	_, err := b.call(t, "close")
	if b.lock.owner == nil {
		b.ahead, b.rbuf, b.pending = nil, nil, nil
	}
	if ferr != nil {
		err = ferr
	}
	return py.None, err
}

func bufDetach(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	if _, err := py.CallMethod(t, self, "flush"); err != nil {
		return py.Value{}, err
	}
	if err := b.lock.enter(t, self); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	raw := b.raw
	b.raw, b.file, b.detached, b.ready = py.Value{}, nil, true, false
	return raw, nil
}

func bufForward(name string) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		b := py.Cast[buffered](self)
		if err := b.check(); err != nil {
			return py.Value{}, err
		}
		return b.call(t, name)
	}
}

func bufTell(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	return offset(b.tell(t))
}

func bufSeek(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	whence, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if whence < 0 || whence > 2 {
		return py.Value{}, py.Errorf(py.ValueError, "whence value %d unsupported", whence)
	}
	if c, err := b.isClosed(t); err != nil || c {
		if err == nil {
			err = closedError("seek of closed file")
		}
		return py.Value{}, err
	}
	if err := checkAble(t, b.raw, "seekable", "File or stream is not seekable."); err != nil {
		return py.Value{}, err
	}
	off, err := offsetArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if err := b.start(t, self, "seek of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	return offset(b.seek(t, self, off, whence))
}

// seek moves within what was read ahead where that is possible.
func (b *buffered) seek(t *py.Thread, self py.Value, off int64, whence int) (int64, error) {
	if whence != 2 && len(b.ahead) > 0 {
		pos, err := b.tell(t)
		if err != nil {
			return 0, err
		}
		delta := off
		if whence == 0 {
			delta = off - pos
		}
		if back := int64(len(b.rbuf[:cap(b.rbuf)]) - cap(b.ahead)); delta >= -back && delta <= int64(len(b.ahead)) {
			start := int(back + delta)
			b.ahead = b.rbuf[start : int(back)+len(b.ahead)]
			return pos + delta, nil
		}
	}
	if err := b.toRead(t, self); err != nil {
		return 0, err
	}
	if whence == 1 {
		off -= int64(len(b.ahead))
	}
	pos, err := b.rawSeek(t, off, whence)
	if err == nil {
		b.ahead = nil
	}
	return pos, err
}

func bufTruncate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b := py.Cast[buffered](self)
	if err := b.check(); err != nil {
		return py.Value{}, err
	}
	if !b.canWrite {
		return py.Value{}, unsupported(t, "truncate")
	}
	if err := b.start(t, self, "truncate of"); err != nil {
		return py.Value{}, err
	}
	defer b.lock.leave()
	if err := b.flush(t, self); err != nil {
		return py.Value{}, err
	}
	size := a[0]
	if size.IsNone() {
		pos, err := b.tell(t)
		if err != nil {
			return py.Value{}, err
		}
		size = py.Int(pos)
	}
	return b.call(t, "truncate", size)
}
