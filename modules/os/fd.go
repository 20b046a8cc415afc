package os

import (
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

// maxRead bounds the buffer of one read; a larger request reads less, as a read
// always may.
const maxRead = 1 << 30

// onFD makes a function of a descriptor, its first argument.
func onFD(f func(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error)) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		fd, err := ospath.FDArg(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return f(t, t.Interp.Host.Files, fd, a)
	}
}

// fdMethods are the functions about open files.
func fdMethods() []py.Method {
	return []py.Method{
		{Name: "open", Signature: "($module, /, path, flags, mode=511, *, dir_fd=None)", Func: open, Doc: "Open a file for low level IO.  Returns a file descriptor (integer)."},
		{Name: "close", Signature: "($module, /, fd)", Func: onFD(closeFD), Doc: "Close a file descriptor."},
		{Name: "closerange", Signature: "($module, fd_low, fd_high, /)", Func: onFD(closerange), Doc: "Closes all file descriptors in [fd_low, fd_high), ignoring errors."},
		{Name: "read", Signature: "($module, fd, length, /)", Func: onFD(read), Flags: py.Alloc, Doc: "Read from a file descriptor.  Returns a bytes object."},
		{Name: "readinto", Signature: "($module, fd, buffer, /)", Func: onFD(readinto), Doc: "Read into a buffer object from a file descriptor."},
		{Name: "write", Signature: "($module, fd, data, /)", Func: onFD(write), Doc: "Write a bytes object to a file descriptor."},
		{Name: "pread", Signature: "($module, fd, length, offset, /)", Func: onFD(pread), Flags: py.Alloc, Doc: "Read a number of bytes from a file descriptor starting at a particular offset."},
		{Name: "pwrite", Signature: "($module, fd, buffer, offset, /)", Func: onFD(pwrite), Doc: "Write bytes to a file descriptor starting at a particular offset."},
		{Name: "lseek", Signature: "($module, fd, position, whence, /)", Func: onFD(lseek), Doc: "Set the position of a file descriptor.  Return the new position."},
		{Name: "isatty", Signature: "($module, fd, /)", Func: onFD(isatty), Doc: "Return True if the fd is connected to a terminal."},
		{Name: "dup", Signature: "($module, fd, /)", Func: onFD(dup), Doc: "Return a duplicate of a file descriptor."},
		{Name: "dup2", Signature: "($module, /, fd, fd2, inheritable=True)", Func: onFD(dup2), Doc: "Duplicate file descriptor."},
		{Name: "fsync", Signature: "($module, /, fd)", Func: onFD(fsync), Doc: "Force write of fd to disk."},
		{Name: "ftruncate", Signature: "($module, fd, length, /)", Func: onFD(ftruncate), Doc: "Truncate a file, specified by file descriptor, to a specific length."},
		{Name: "pipe", Signature: "($module, /)", Func: pipe, Doc: "Create a pipe."},
		{Name: "get_inheritable", Signature: "($module, fd, /)", Func: onFD(getInheritable), Doc: "Get the close-on-exe flag of the specified file descriptor."},
		{Name: "set_inheritable", Signature: "($module, fd, inheritable, /)", Func: onFD(setInheritable), Doc: "Set the inheritable flag of the specified file descriptor."},
		{Name: "get_blocking", Signature: "($module, fd, /)", Func: onFD(getBlocking), Doc: "Get the blocking mode of the file descriptor."},
		{Name: "set_blocking", Signature: "($module, fd, blocking, /)", Func: onFD(setBlocking), Doc: "Set the blocking mode of the specified file descriptor."},
		{Name: "get_terminal_size", Signature: "(fd=<unrepresentable>, /)", Func: terminalSizeOf, Doc: "Return the size of the terminal window as (columns, lines)."},
		{Name: "device_encoding", Signature: "($module, /, fd)", Func: onFD(deviceEncoding), Doc: "Return a string describing the encoding of a terminal's file descriptor."},
	}
}

func open(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "open", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	flags, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	mode, err := cInt(t, a[2])
	if err == nil {
		err = noDirFD("open", a[3])
	}
	if err != nil {
		return py.Value{}, err
	}
	var fd int
	t.AllowThreads(func() { fd, err = t.Interp.Host.FS.Open(p.Name, flags, uint32(mode)) })
	if err != nil {
		return py.Value{}, p.Error(err)
	}
	return py.Int(int64(fd)), nil
}

func closeFD(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	var err error
	t.AllowThreads(func() { err = files.Close(fd) })
	return py.None, err
}

func closerange(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	end, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	// Descriptors are small numbers, so a far end need not be walked to.
	end = min(end, 1<<16)
	t.AllowThreads(func() {
		for ; fd < end; fd++ {
			files.Close(fd) // errors are to be ignored
		}
	})
	return py.None, nil
}

// transfer runs a call that may block until a signal ends it.
func transfer(t *py.Thread, call func(cancel <-chan struct{}) (int, error)) (n int, err error) {
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		n, err = call(interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		return 0, stop
	}
	return n, err
}

// length reads the number of bytes to read.
func length(t *py.Thread, v py.Value) (int, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	if err == nil && n < 0 {
		err = host.NewError(host.EINVAL)
	}
	return min(n, maxRead), err
}

func read(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	n, err := length(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	buf := make([]byte, n)
	n, err = transfer(t, func(cancel <-chan struct{}) (int, error) { return files.Read(fd, buf, cancel) })
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(shrink(buf, n)), nil
}

// shrink gives memory back that a short read did not need.
func shrink(buf []byte, n int) []byte {
	if len(buf) > 64 && n < len(buf)/2 {
		return append([]byte(nil), buf[:n]...)
	}
	return buf[:n:n]
}

func write(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	data, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := transfer(t, func(cancel <-chan struct{}) (int, error) { return files.Write(fd, data, cancel) })
	return py.Int(int64(n)), err
}

func pread(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	n, err := length(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	off, err := cLong(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	buf := make([]byte, n)
	t.AllowThreads(func() { n, err = files.Pread(fd, buf, off) })
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(shrink(buf, n)), nil
}

func pwrite(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	data, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	off, err := cLong(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	n := 0
	t.AllowThreads(func() { n, err = files.Pwrite(fd, data, off) })
	return py.Int(int64(n)), err
}

func lseek(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	off, err := cLong(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	whence, err := cInt(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { off, err = files.Seek(fd, off, whence) })
	return py.Int(off), err
}

func isatty(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	return py.Bool(files.IsTerminal(fd)), nil
}

func dup(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	n, err := files.Dup(fd)
	return py.Int(int64(n)), err
}

func dup2(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	to, err := ospath.FDArg(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	inheritable, err := py.IsTrue(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	if fd < 0 || to < 0 {
		return py.Value{}, host.NewError(host.EBADF)
	}
	t.AllowThreads(func() { err = files.Dup2(fd, to, inheritable) })
	return py.Int(int64(to)), err
}

func fsync(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	var err error
	t.AllowThreads(func() { err = files.Sync(fd) })
	return py.None, err
}

func ftruncate(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	n, err := cLong(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = files.Truncate(fd, n) })
	return py.None, err
}

func pipe(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	r, w, err := t.Interp.Host.Files.Pipe()
	return py.NewTuple(py.Int(int64(r)), py.Int(int64(w))), err
}

func getInheritable(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	on, err := files.Inheritable(fd)
	return py.Bool(on), err
}

func setInheritable(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	on, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, files.SetInheritable(fd, on != 0)
}

func getBlocking(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	on, err := files.Blocking(fd)
	return py.Bool(on), err
}

func setBlocking(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	on, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, files.SetBlocking(fd, on)
}

var terminalSize py.Type

func terminalSizeSpec() py.TypeSpec {
	return py.StructSeqSpec(py.StructSpec{
		Name: "os.terminal_size",
		Doc:  "A tuple of (columns, lines) for holding terminal window size",
		Fields: py.StructFields("columns", "width of the terminal window in characters",
			"lines", "height of the terminal window in characters"),
	})
}

func terminalSizeOf(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	fd := 1
	if a.Given(0) {
		var err error
		if fd, err = cInt(t, a[0]); err != nil {
			return py.Value{}, err
		}
	}
	columns, lines, err := t.Interp.Host.Files.TerminalSize(fd)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewStructSeq(&terminalSize, py.Int(int64(columns)), py.Int(int64(lines))), nil
}

func deviceEncoding(t *py.Thread, files host.Files, fd int, _ py.Args) (py.Value, error) {
	if files.IsTerminal(fd) {
		return py.NewStr("utf-8"), nil
	}
	return py.None, nil
}

// readinto reads into a copy of the buffer's memory, which other threads may look
// at meanwhile.
func readinto(t *py.Thread, files host.Files, fd int, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	if b.ReadOnly {
		return py.Value{}, py.Errorf(py.TypeError, "readinto() argument 2 must be read-write bytes-like object, not %s", py.TypeOf(a[1]).Name())
	}
	data := make([]byte, min(len(b.Bytes), maxRead))
	n, err := transfer(t, func(cancel <-chan struct{}) (int, error) { return files.Read(fd, data, cancel) })
	if err != nil {
		return py.Value{}, err
	}
	copy(b.Bytes, data[:n])
	return py.Int(int64(n)), nil
}
