package io

import (
	"errors"
	"runtime"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// fileIO is FileIO: an open file of the host. A standard stream of an embedding
// program has no descriptor: stream is set then, and fd is -1.
type fileIO struct {
	base
	fd        int
	stream    host.Stream
	open      bool
	closefd   bool
	readable  bool
	writable  bool
	created   bool
	appending bool
	// regular says that reads and writes do not wait.
	regular bool
	// seekable is 1 or 0 once it is known, -1 before.
	seekable int8
	blksize  int64
	// dropped closes the descriptor if the program loses the file without closing it.
	dropped runtime.Cleanup
}

var fileIOType py.Type

func (f *fileIO) isClosed() bool { return !f.open }

func fileIOSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_io.FileIO", Base: &rawIOBaseType,
		Doc:    "Open a file.\n\nThe mode can be 'r' (default), 'w', 'x' or 'a' for reading,\nwriting, exclusive creation or appending.  The file will be created if it\ndoesn't exist when opened for writing or appending; it will be truncated\nwhen opened for writing.  A FileExistsError will be raised if it already\nexists when opened for creating. Opening a file for creating implies\nwriting so this mode behaves in a similar way to 'w'.Add a '+' to the mode\nto allow simultaneous reading and writing. A custom opener can be used by\npassing a callable as *opener*. The underlying file descriptor for the file\nobject is then obtained by calling opener with (*name*, *flags*).\n*opener* must return an open file descriptor (passing os.open as *opener*\nresults in functionality similar to passing None).",
		Layout: py.LayoutWithInst(func(f *fileIO) *py.Inst { return &f.Inst }),
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				f := py.Make[fileIO](typ)
				f.fd, f.closefd, f.seekable = -1, true, -1
				return py.Ref(f)
			},
			Repr: fileIORepr,
		},
		InitSignature: "(file, mode='r', closefd=True, opener=None)",
		Init:          fileIOInit,
		Methods: []py.Method{
			method("read", "($self, size=-1, /)", fileIORead, 0, "Read at most size bytes, returned as bytes.\n\nIf size is less than 0, read all bytes in the file making\nmultiple read calls."),
			method("readall", "($self, /)", fileIOReadAll, 0, "Read all data from the file, returned as bytes."),
			method("readinto", "($self, buffer, /)", fileIOReadInto, 0, "Same as RawIOBase.readinto()."),
			method("write", "($self, b, /)", fileIOWrite, 0, "Write buffer b to file, return number of bytes written."),
			method("seek", "($self, pos, whence=0, /)", fileIOSeek, 0, "Move to new file position and return the file position."),
			method("tell", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return offset(py.Cast[fileIO](self).seek(t, 0, 1))
			}, 0, "Current file position."),
			method("truncate", "($self, size=None, /)", fileIOTruncate, 0, "Truncate the file to at most size bytes and return the truncated size."),
			method("close", "($self, /)", fileIOClose, py.CallsPython, "Close the file."),
			method("seekable", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				ok, err := py.Cast[fileIO](self).isSeekable(t)
				return py.Bool(ok), err
			}, 0, "True if file supports random-access."),
			method("readable", "($self, /)", fileIOFlag(func(f *fileIO) bool { return f.readable }), 0, "True if file was opened in a read mode."),
			method("writable", "($self, /)", fileIOFlag(func(f *fileIO) bool { return f.writable }), 0, "True if file was opened in a write mode."),
			method("fileno", "($self, /)", fileIOFileno, 0, "Return the underlying file descriptor (an integer)."),
			method("isatty", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				f := py.Cast[fileIO](self)
				if !f.open {
					return py.Value{}, errClosed()
				}
				return py.Bool(f.isTerminal(t)), nil
			}, 0, "True if the file is connected to a TTY device."),
		},
		Getset: []py.Getset{
			{Name: "closed", Doc: "True if the file is closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(!py.Cast[fileIO](self).open), nil
			}},
			{Name: "closefd", Doc: "True if the file descriptor will be closed by close().", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(py.Cast[fileIO](self).closefd), nil
			}},
			{Name: "mode", Doc: "String giving the file mode", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.NewStr(py.Cast[fileIO](self).mode()), nil
			}},
			{Name: "_blksize", Doc: "Stat st_blksize if available", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Int(py.Cast[fileIO](self).blksize), nil
			}},
		},
	}
}

func (f *fileIO) mode() string {
	plus := ""
	if f.readable && f.writable {
		plus = "+"
	}
	switch {
	case f.created:
		return "xb" + plus
	case f.appending:
		return "ab" + plus
	case f.readable:
		return "rb" + plus
	}
	return "wb"
}

// errClosed is what FileIO raises; the abstract classes end theirs with a period.
func errClosed() error { return closedError("I/O operation on closed file") }

// osError is the exception for an error of the host.
func osError(err error, filename py.Value) error {
	if e := py.NewOSError(err, filename); e != nil {
		return e
	}
	return py.NewException(py.OSError, py.NewStr(err.Error()))
}

// wouldBlock reports whether a descriptor in non-blocking mode had nothing to do.
func wouldBlock(err error) bool {
	return errors.Is(err, host.EAGAIN) || errors.Is(err, host.EWOULDBLOCK)
}

func fileIORepr(t *py.Thread, v py.Value) py.Value {
	f := py.Cast[fileIO](v)
	if !f.open {
		return py.NewStr("<" + py.TypeOf(v).FullName() + " [closed]>")
	}
	tail := " mode='" + f.mode() + "' closefd=False>"
	if f.closefd {
		tail = " mode='" + f.mode() + "' closefd=True>"
	}
	name, err := nameRepr(t, v)
	if err != nil {
		return t.Fail(err)
	}
	if name == "" {
		fd, _ := py.ToGoString(t, py.Int(int64(f.fd)))
		name = " fd=" + fd
	}
	return py.NewStr("<" + py.TypeOf(v).FullName() + name + tail)
}

// nameRepr is " name='x'" for a stream with a name, else "".
func nameRepr(t *py.Thread, v py.Value) (string, error) {
	n, err := py.LookupAttr(t, v, py.InternStatic("name"))
	if err != nil {
		if py.Matches(err, py.ValueError) {
			return "", nil // detached
		}
		return "", err
	}
	if n.IsUnbound() {
		return "", nil
	}
	s, err := py.ReprString(t, n)
	return " name=" + s, err
}

// parseMode checks a mode of FileIO and sets the file's flags by it. The result is
// what open(2) wants.
func (f *fileIO) parseMode(t *py.Thread, mode string) (int, error) {
	wrong := func() error {
		return py.Errorf(py.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus")
	}
	f.readable, f.writable, f.created, f.appending = false, false, false, false
	kind, plus := rune(0), false
	for _, c := range mode {
		switch c {
		case 'r', 'w', 'x', 'a':
			if kind != 0 {
				return 0, wrong()
			}
			kind = c
		case '+':
			if plus {
				return 0, wrong()
			}
			plus = true
		case 'b':
		default:
			return 0, py.Errorf(py.ValueError, "invalid mode: %s", mode)
		}
	}
	if kind == 0 {
		return 0, wrong()
	}
	f.readable = kind == 'r' || plus
	f.writable = kind != 'r' || plus
	f.created, f.appending = kind == 'x', kind == 'a'
	o := t.Interp.Host.System.Platform().OpenFlags
	flags := o["O_CLOEXEC"] | o["O_NOINHERIT"] | o["O_BINARY"]
	switch kind {
	case 'w':
		flags |= o["O_CREAT"] | o["O_TRUNC"]
	case 'x':
		flags |= o["O_CREAT"] | o["O_EXCL"]
	case 'a':
		flags |= o["O_CREAT"] | o["O_APPEND"]
	}
	switch {
	case f.readable && f.writable:
		flags |= o["O_RDWR"]
	case f.writable:
		flags |= o["O_WRONLY"]
	}
	return flags, nil
}

func fileIOInit(t *py.Thread, self py.Value, a py.Args) error {
	mode, ok := py.AsStr(a[1])
	if !ok {
		return py.Errorf(py.TypeError, "FileIO() argument 'mode' must be str, not %s", py.ArgName(a[1]))
	}
	closefd, err := py.IsTrue(t, a[2])
	if err != nil {
		return err
	}
	f := py.Cast[fileIO](self)
	if f.open {
		if err := f.release(t); err != nil {
			return err
		}
	}
	return f.init(t, self, a[0], mode.String(), closefd, a[3])
}

// init opens file, a path or a descriptor.
func (f *fileIO) init(t *py.Thread, self, file py.Value, mode string, closefd bool, opener py.Value) error {
	if file.IsFloat() {
		return py.Errorf(py.TypeError, "expected str, bytes or os.PathLike object, not float")
	}
	fd, path, err := fileArg(t, file)
	if err != nil {
		return err
	}
	flags, err := f.parseMode(t, mode)
	if err != nil {
		return err
	}
	h := t.Interp.Host
	own := false // the descriptor was opened here
	switch {
	case fd >= 0:
	case !closefd:
		return py.Errorf(py.ValueError, "Cannot use closefd=False with file name")
	case !opener.IsNone():
		r, err := py.Call(t, opener, file, py.Int(int64(flags)))
		if err != nil {
			return err
		}
		if !py.IsAnyInt(r) {
			return py.Errorf(py.TypeError, "expected integer from opener")
		}
		if fd, err = py.ToIndex(t, r, py.OverflowError); err != nil {
			return err
		}
		if fd < 0 {
			return py.Errorf(py.ValueError, "opener returned %d", fd)
		}
		if fd > 1<<31-1 {
			return py.Errorf(py.OverflowError, "Python int too large to convert to C int")
		}
		own = true
	default:
		var oerr error
		t.AllowThreads(func() { fd, oerr = h.FS.Open(path, flags, 0o666) })
		if oerr != nil {
			return osError(oerr, file)
		}
		own = true
	}
	st, err := h.Files.Stat(fd)
	if err == nil && st.IsDir() {
		err = host.NewError(host.EISDIR)
	}
	if err != nil && (own || errors.Is(err, host.EBADF) || errors.Is(err, host.EISDIR)) {
		if own {
			h.Files.Close(fd)
		} else if !errors.Is(err, host.EISDIR) {
			file = py.Value{}
		}
		return osError(err, file)
	}
	f.fd, f.closefd, f.open, f.seekable = fd, closefd, true, -1
	if closefd {
		// Errors have nowhere to go: the file is not there any more.
		f.dropped = runtime.AddCleanup(f, func(fd int) { _ = h.Files.Close(fd) }, fd)
	}
	f.regular = err == nil && st.IsRegular()
	f.blksize = st.Blksize
	if f.blksize <= 1 {
		f.blksize = defaultBufferSize
	}
	if err := py.SetAttr(t, self, "name", file); err != nil {
		return err
	}
	if f.appending {
		// A pipe cannot seek, and need not.
		if _, err := h.Files.Seek(fd, 0, 2); err != nil && !errors.Is(err, host.ESPIPE) && own {
			return osError(err, file)
		}
	}
	return nil
}

// fileArg is a descriptor, or -1 and a path.
func fileArg(t *py.Thread, v py.Value) (int, string, error) {
	if py.IsAnyInt(v) || py.TypeOf(v).Index != nil {
		fd, err := py.ToIndex(t, v, py.OverflowError)
		switch {
		case err != nil:
		case fd < 0:
			err = py.Errorf(py.ValueError, "negative file descriptor")
		case fd > 1<<31-1:
			err = py.Errorf(py.OverflowError, "Python int too large to convert to C int")
		}
		return fd, "", err
	}
	p, err := py.FSPath(t, v)
	if err != nil {
		return -1, "", err
	}
	path, _, err := py.PathBytes(p)
	if err == nil && strings.IndexByte(path, 0) >= 0 {
		err = py.Errorf(py.ValueError, "embedded null byte")
	}
	return -1, path, err
}

func (f *fileIO) checkRead(t *py.Thread) error {
	if !f.open {
		return errClosed()
	}
	if !f.readable {
		return unsupported(t, "File not open for reading")
	}
	return nil
}

func (f *fileIO) checkWrite(t *py.Thread) error {
	if !f.open {
		return errClosed()
	}
	if !f.writable {
		return unsupported(t, "File not open for writing")
	}
	return nil
}

// read reads once into p. none says that a file in non-blocking mode has nothing.
func (f *fileIO) read(t *py.Thread, p []byte) (n int, none bool, err error) {
	if err := f.checkRead(t); err != nil {
		return 0, false, err
	}
	return f.transfer(t, func(cancel <-chan struct{}) (int, error) {
		if f.stream != nil {
			return readStream(f.stream, p)
		}
		return t.Interp.Host.Files.Read(f.fd, p, cancel)
	})
}

// write writes once.
func (f *fileIO) write(t *py.Thread, p []byte) (n int, none bool, err error) {
	if err := f.checkWrite(t); err != nil {
		return 0, false, err
	}
	return f.transfer(t, func(cancel <-chan struct{}) (int, error) {
		if f.stream != nil {
			return f.stream.Write(p)
		}
		return t.Interp.Host.Files.Write(f.fd, p, cancel)
	})
}

// readStream reads once; the end of the file is no error.
func readStream(s host.Stream, p []byte) (int, error) {
	n, err := s.Read(p)
	if n > 0 || err == nil || isEOF(err) {
		return n, nil
	}
	return 0, err
}

// transfer runs a system call without the GIL. Regular files do not wait; for
// others the call ends when the thread is interrupted.
func (f *fileIO) transfer(t *py.Thread, call func(cancel <-chan struct{}) (int, error)) (n int, none bool, err error) {
	var serr error
	if f.regular {
		t.AllowThreads(func() { n, serr = call(nil) })
	} else {
		err = t.Blocking(func(interrupted <-chan struct{}) bool {
			n, serr = call(interrupted)
			return !host.IsInterrupted(serr)
		})
		if err != nil {
			return n, false, err
		}
	}
	if serr != nil {
		if wouldBlock(serr) {
			return 0, true, nil
		}
		return n, false, osError(serr, py.Value{})
	}
	return n, false, nil
}

func (f *fileIO) seek(t *py.Thread, off int64, whence int) (pos int64, err error) {
	if !f.open {
		return 0, errClosed()
	}
	if f.stream != nil {
		return 0, osError(host.NewError(host.ESPIPE), py.Value{})
	}
	pos, err = t.Interp.Host.Files.Seek(f.fd, off, whence)
	if f.seekable < 0 {
		f.seekable = 0
		if err == nil {
			f.seekable = 1
		}
	}
	if err != nil {
		return 0, osError(err, py.Value{})
	}
	return pos, nil
}

func (f *fileIO) isSeekable(t *py.Thread) (bool, error) {
	if !f.open {
		return false, errClosed()
	}
	if f.seekable < 0 {
		// An error is the answer no.
		_, _ = f.seek(t, 0, 1)
		f.seekable = max(f.seekable, 0)
	}
	return f.seekable == 1, nil
}

func (f *fileIO) isTerminal(t *py.Thread) bool {
	if f.stream != nil {
		return f.stream.IsTerminal()
	}
	return t.Interp.Host.Files.IsTerminal(f.fd)
}

// release closes the descriptor if it is the file's own.
func (f *fileIO) release(t *py.Thread) error {
	if !f.open {
		return nil
	}
	f.open = false
	fd := f.fd
	f.fd = -1
	if !f.closefd || f.stream != nil {
		return nil
	}
	f.dropped.Stop()
	var err error
	t.AllowThreads(func() { err = t.Interp.Host.Files.Close(fd) })
	if err != nil {
		return osError(err, py.Value{})
	}
	return nil
}

func fileIOFlag(get func(f *fileIO) bool) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		f := py.Cast[fileIO](self)
		if !f.open {
			return py.Value{}, errClosed()
		}
		return py.Bool(get(f)), nil
	}
}

func fileIOFileno(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	if !f.open {
		return py.Value{}, errClosed()
	}
	if f.fd < 0 {
		return py.Value{}, unsupported(t, "fileno")
	}
	return py.Int(int64(f.fd)), nil
}

func fileIORead(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	n, err := sizeArg(t, a[0])
	if err == nil {
		err = f.checkRead(t)
	}
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return f.readAll(t)
	}
	p := make([]byte, f.atMost(t, n))
	n, none, err := f.read(t, p)
	switch {
	case err != nil:
		return py.Value{}, err
	case none:
		return py.None, nil
	}
	return py.NewBytes(p[:n:n]), nil
}

// atMost limits a read of n bytes to what there can be, so that nothing is
// allocated in vain.
func (f *fileIO) atMost(t *py.Thread, n int) int {
	const much = 1 << 20
	if n <= much {
		return n
	}
	if f.regular {
		if st, err := t.Interp.Host.Files.Stat(f.fd); err == nil {
			if pos, err := f.seek(t, 0, 1); err == nil {
				return min(n, int(max(st.Size-pos, much)))
			}
		}
	}
	return much
}

func fileIOReadAll(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Cast[fileIO](self).readAll(t)
}

// readAll reads up to the end, in one piece if the size of the file is known.
func (f *fileIO) readAll(t *py.Thread) (py.Value, error) {
	if err := f.checkRead(t); err != nil {
		return py.Value{}, err
	}
	size := 0
	if f.regular {
		if st, err := t.Interp.Host.Files.Stat(f.fd); err == nil {
			if pos, err := f.seek(t, 0, 1); err == nil {
				size = int(max(st.Size-pos, 0))
			}
		}
	}
	out := make([]byte, 0, max(size+1, 512))
	for {
		if len(out) == cap(out) {
			out = append(out, make([]byte, max(len(out)/2, 8<<10))...)[:len(out)]
		}
		n, none, err := f.read(t, out[len(out):cap(out)])
		switch {
		case err != nil:
			return py.Value{}, err
		case none && len(out) == 0:
			return py.None, nil
		case none || n == 0:
			return py.NewBytes(out[:len(out):len(out)]), nil
		}
		out = out[:len(out)+n]
	}
}

func fileIOReadInto(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	into, err := writableArg(t, a[0], "readinto")
	if err != nil {
		return py.Value{}, err
	}
	defer into.Release()
	n, none, err := f.read(t, into.Bytes)
	if none {
		return py.None, err
	}
	return py.Int(int64(n)), err
}

func fileIOWrite(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	if err := f.checkWrite(t); err != nil {
		return py.Value{}, err
	}
	p, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n, none, err := f.write(t, p)
	if none {
		return py.None, err
	}
	return py.Int(int64(n)), err
}

// offset is a position as a Python object.
func offset(n int64, err error) (py.Value, error) { return py.Int(n), err }

func fileIOSeek(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	if !f.open {
		return py.Value{}, errClosed()
	}
	off, err := offsetArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	whence, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	return offset(f.seek(t, off, whence))
}

func fileIOTruncate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	if err := f.checkWrite(t); err != nil {
		return py.Value{}, err
	}
	var size int64
	var err error
	if a[0].IsNone() {
		size, err = f.seek(t, 0, 1)
	} else {
		size, err = offsetArg(t, a[0])
	}
	if err != nil {
		return py.Value{}, err
	}
	if f.stream != nil {
		return py.Value{}, osError(host.NewError(host.EINVAL), py.Value{})
	}
	var terr error
	t.AllowThreads(func() { terr = t.Interp.Host.Files.Truncate(f.fd, size) })
	if terr != nil {
		return py.Value{}, osError(terr, py.Value{})
	}
	return py.Int(size), nil
}

func fileIOClose(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := py.Cast[fileIO](self)
	if !f.open {
		f.closed = true
		return py.None, nil
	}
	var ferr error
	if py.TypeOf(self) != &fileIOType {
		// A subclass may hold data of its own.
		_, ferr = baseClose(t, self, nil)
	}
	f.closed = true
	if err := f.release(t); err != nil && ferr == nil {
		ferr = err
	}
	return py.None, ferr
}
