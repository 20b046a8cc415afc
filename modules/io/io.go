// Package io is the modules _io and io: files, buffers over them, text on top,
// and streams in memory. io.py adds the abstract classes.
//
// Every operation that may block releases the GIL; a buffer or text file that
// another thread is using makes its users wait (lock.go), so that what two threads
// write is never torn. Files that programs drop without closing them lose nothing:
// what they hold is written when a file is next opened, and at exit (flush.go).
//
// Only the index of modules imports it. Read base.go first, then fileio.go (the
// system's files), buffered.go, text.go, open.go.
package io

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed io.py
var source string

// defaultBufferSize is DEFAULT_BUFFER_SIZE.
const defaultBufferSize = 128 << 10

// Module returns the declaration of module io.
// https://docs.python.org/3.14/library/io.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "io",
		Doc:    "The io module provides the Python interfaces to stream handling. The\nbuiltin open function is defined in this module.",
		Source: source,
		Exec: func(t *py.Thread, m *py.Module) error {
			v, err := t.Result(t.Interp.Engine.Import(t, "_io", py.NewDict(), py.None, 0))
			if err != nil {
				return err
			}
			native := py.Cast[py.Module](v).Dict
			var all []py.Value
			for _, n := range publicNames() {
				all = append(all, py.NewStr(n))
				m.Dict.SetName(n, native.GetName(n))
			}
			for _, n := range []string{"IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase"} {
				all = append(all, py.NewStr(n)) // io.py makes them
			}
			for i, n := range []string{"SEEK_SET", "SEEK_CUR", "SEEK_END"} {
				m.Dict.SetName(n, py.Int(int64(i)))
				all = append(all, py.NewStr(n))
			}
			m.Dict.SetName("__all__", py.NewList(all...))
			return nil
		},
	}
}

// Native returns the declaration of module _io. Importing it makes open a
// built-in function.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_io",
		Doc:  "The io module provides the Python interfaces to stream handling.",
		Methods: []py.Method{
			method("open", "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", open, py.CallsPython, docOpen),
			method("open_code", "($module, /, path)", openCode, py.CallsPython, "Opens the provided file with the intent to import the contents.\n\nThis may perform extra validation beyond open(), but is otherwise interchangeable\nwith calling open(path, 'rb')."),
			method("text_encoding", "($module, encoding, stacklevel=2, /)", textEncoding, 0, "A helper function to choose the text encoding.\n\nWhen encoding is not None, this function returns it.\nOtherwise, this function returns the default text encoding\n(i.e. \"locale\" or \"utf-8\" depends on UTF-8 mode)."),
			method("_open_standard", "($module, name, /)", openStandard, 0, "Open sys.stdin, sys.stdout or sys.stderr as the interpreter's flags and environment say."),
		},
		Exec: exec,
	}
}

const docOpen = "Open file and return a stream.  Raise OSError upon failure."

func exec(t *py.Thread, m *py.Module) error {
	defineTypes()
	for _, typ := range []*py.Type{
		&ioBaseType, &rawIOBaseType, &bufferedIOBaseType, &textIOBaseType,
		&fileIOType, &readerType, &writerType, &randomType, &pairType,
		&bytesIOType, &stringIOType, &textIOType, &newlineDecoderType,
	} {
		m.Dict.SetName(typ.Name(), typ.Value())
	}
	m.Dict.SetName("DEFAULT_BUFFER_SIZE", py.Int(defaultBufferSize))
	m.Dict.SetName("BlockingIOError", py.BlockingIOError.Value())
	cls, err := unsupportedClass(t)
	if err != nil {
		return err
	}
	m.Dict.SetName("UnsupportedOperation", cls.Value())
	t.Interp.Builtins.SetName("open", m.Dict.GetName("open"))
	in := t.Interp
	in.AtShutdown(py.ShutdownFlush, flushAtExit)
	in.FlushFiles = flushAll
	in.TextWriters[&textIOType] = func(v py.Value) py.TextWriter { return py.Cast[textIO](v) }
	in.TextWriters[&stringIOType] = func(v py.Value) py.TextWriter { return py.Cast[stringIO](v) }
	return nil
}

// publicNames are the names of module io that come from _io.
func publicNames() []string {
	return []string{"BlockingIOError", "open", "open_code", "FileIO", "BytesIO", "StringIO", "BufferedReader",
		"BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOWrapper", "UnsupportedOperation",
		"DEFAULT_BUFFER_SIZE", "text_encoding", "IncrementalNewlineDecoder"}
}

func defineTypes() {
	for _, d := range []struct {
		typ  *py.Type
		spec func() py.TypeSpec
	}{
		{&ioBaseType, ioBaseSpec},
		{&rawIOBaseType, rawIOBaseSpec},
		{&bufferedIOBaseType, bufferedIOBaseSpec},
		{&textIOBaseType, textIOBaseSpec},
		{&fileIOType, fileIOSpec},
		{&readerType, readerSpec},
		{&writerType, writerSpec},
		{&randomType, randomSpec},
		{&pairType, pairSpec},
		{&bytesIOType, bytesIOSpec},
		{&stringIOType, stringIOSpec},
		{&textIOType, textIOSpec},
		{&newlineDecoderType, newlineDecoderSpec},
	} {
		py.DefineType(d.typ, d.spec)
	}
}

func method(name, sig string, f py.GoFunc, flags py.Flags, doc string) py.Method {
	return py.Method{Name: name, Signature: sig, Func: f, Flags: flags, Doc: doc}
}

type unsupportedKey struct{}

// unsupportedClass returns the interpreter's UnsupportedOperation, which is an
// OSError and a ValueError.
func unsupportedClass(t *py.Thread) (*py.Type, error) {
	if c, ok := t.Interp.State[unsupportedKey{}].(*py.Type); ok {
		return c, nil
	}
	ns := py.NewDict()
	ns.SetName("__module__", py.NewStr("io"))
	c, err := py.NewClass(t, py.TypeType, "UnsupportedOperation", []*py.Type{py.OSError, py.ValueError}, ns, nil)
	if err != nil {
		return nil, err
	}
	t.Interp.State[unsupportedKey{}] = c
	return c, nil
}

// unsupported is the error UnsupportedOperation.
func unsupported(t *py.Thread, msg string) error {
	c, err := unsupportedClass(t)
	if err != nil {
		return err
	}
	return py.NewException(c, py.NewStr(msg))
}

// closedError is what operations on closed files raise.
func closedError(msg string) error { return py.Errorf(py.ValueError, "%s", msg) }

// sizeArg is the argument of read: -1 for None.
func sizeArg(t *py.Thread, v py.Value) (int, error) {
	if v.IsNone() || v.IsUnbound() {
		return -1, nil
	}
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	if py.TypeOf(v).Index == nil {
		return 0, py.Errorf(py.TypeError, "argument should be integer or None, not '%s'", py.TypeOf(v).Name())
	}
	return py.ToIndex(t, v, py.OverflowError)
}

// writableArg is the memory of a writable bytes-like object; the caller releases
// it.
func writableArg(t *py.Thread, v py.Value, fname string) (*py.Buffer, error) {
	if py.IsBuffer(v) {
		b, err := py.GetBuffer(t, v)
		if err != nil || !b.ReadOnly {
			return b, err
		}
		b.Release()
	}
	return nil, py.Errorf(py.TypeError, "%s() argument must be read-write bytes-like object, not %s", fname, py.TypeOf(v).Name())
}

// offsetArg is a file position.
func offsetArg(t *py.Thread, v py.Value) (int64, error) {
	if v.IsInt() {
		return v.Int64(), nil
	}
	if v.IsFloat() {
		return 0, py.Errorf(py.TypeError, "'float' object cannot be interpreted as an integer")
	}
	n, err := py.ToIndex(t, v, py.OverflowError)
	return int64(n), err
}

// position checks what a raw stream returned as its position.
func position(t *py.Thread, v py.Value) (int64, error) {
	n, err := offsetArg(t, v)
	if err == nil && n < 0 {
		err = py.Errorf(py.OSError, "Raw stream returned invalid position %d", n)
	}
	return n, err
}
