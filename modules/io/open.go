package io

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// open is the built-in function.
// https://docs.python.org/3.14/library/functions.html#open
func open(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	mode, ok := py.AsStr(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "open() argument 'mode' must be str, not %s", py.ArgName(a[1]))
	}
	buffering, err := py.ToIndex(t, a[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	for i, name := range []string{"encoding", "errors", "newline"} {
		if v := a[3+i]; !v.IsNone() {
			if _, ok := py.AsStr(v); !ok {
				return py.Value{}, py.Errorf(py.TypeError, "open() argument '%s' must be str or None, not %s", name, py.TypeOf(v).Name())
			}
		}
	}
	closefd, err := py.IsTrue(t, a[6])
	if err != nil {
		return py.Value{}, err
	}
	m, err := parseOpenMode(mode.String())
	if err != nil {
		return py.Value{}, err
	}
	if m.binary {
		for i, what := range []string{"an encoding", "an errors", "a newline"} {
			if !a[3+i].IsNone() {
				return py.Value{}, py.Errorf(py.ValueError, "binary mode doesn't take %s argument", what)
			}
		}
		if buffering == 1 && t.Interp.Warn != nil {
			if err := t.Interp.Warn(t, "RuntimeWarning", "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", "", 0); err != nil {
				return py.Value{}, err
			}
		}
	}
	if m.raw[0] == 'r' || m.raw[0] == 'a' {
		flushAll(t)
	}
	f := py.Make[fileIO](&fileIOType)
	f.fd, f.closefd, f.seekable = -1, true, -1
	if err := f.init(t, py.Ref(f), a[0], m.raw, closefd, a[7]); err != nil {
		return py.Value{}, err
	}
	v, err := wrap(t, f, m, buffering, a)
	if err != nil && f.closefd {
		// The error that matters is the one that is there.
		_ = f.release(t)
	}
	return v, err
}

// wrap puts the buffer and text layers that open was asked for on a file.
func wrap(t *py.Thread, f *fileIO, m openMode, buffering int, a py.Args) (py.Value, error) {
	raw := py.Ref(f)
	line := buffering == 1 && !m.binary
	if buffering == 1 || buffering < 0 && f.isTerminalFile(t) {
		line = !m.binary
		buffering = -1
	}
	if buffering < 0 {
		buffering = max(min(int(f.blksize), 8<<20), defaultBufferSize)
	}
	if buffering == 0 {
		if !m.binary {
			return py.Value{}, py.Errorf(py.ValueError, "can't have unbuffered text I/O")
		}
		return raw, nil
	}
	if err := checkSize(0, buffering); err != nil {
		return py.Value{}, err
	}
	typ := &readerType
	switch {
	case f.readable && f.writable:
		typ = &randomType
	case f.writable:
		typ = &writerType
	}
	b := py.Make[buffered](typ)
	if typ == &randomType {
		if err := checkAble(t, raw, "seekable", "File or stream is not seekable."); err != nil {
			return py.Value{}, err
		}
	}
	b.file = f
	b.setRaw(raw, buffering, f.readable, f.writable)
	if m.binary {
		return py.Ref(b), nil
	}
	x := py.Make[textIO](&textIOType)
	if err := x.init(t, py.Args{py.Ref(b), a[3], a[4], a[5], py.Bool(line), py.False}); err != nil {
		return py.Value{}, err
	}
	return py.Ref(x), py.SetAttr(t, py.Ref(x), "mode", a[1])
}

// isTerminalFile is isTerminal without a system call for regular files.
func (f *fileIO) isTerminalFile(t *py.Thread) bool { return !f.regular && f.isTerminal(t) }

// openMode is the argument mode of open.
type openMode struct {
	raw    string // for FileIO
	binary bool
}

func parseOpenMode(mode string) (openMode, error) {
	m := openMode{}
	kinds, plus, text := "", "", false
	for i, c := range mode {
		if strings.ContainsRune(mode[:i], c) {
			return m, py.Errorf(py.ValueError, "invalid mode: '%s'", mode)
		}
		switch c {
		case 'r', 'w', 'a', 'x':
			kinds += string(c)
		case '+':
			plus = "+"
		case 't':
			text = true
		case 'b':
			m.binary = true
		default:
			return m, py.Errorf(py.ValueError, "invalid mode: '%s'", mode)
		}
	}
	switch {
	case text && m.binary:
		return m, py.Errorf(py.ValueError, "can't have text and binary mode at once")
	case len(kinds) > 1:
		return m, py.Errorf(py.ValueError, "must have exactly one of create/read/write/append mode")
	case kinds == "":
		return m, py.Errorf(py.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus")
	}
	m.raw = kinds + plus
	return m, nil
}

func openCode(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if _, ok := py.AsStr(a[0]); !ok {
		return py.Value{}, py.Errorf(py.TypeError, "open_code() argument 'path' must be str, not %s", py.ArgName(a[0]))
	}
	return open(t, self, py.Args{a[0], py.NewStr("rb"), py.Int(-1), py.None, py.None, py.None, py.True, py.None})
}

func textEncoding(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if !a[0].IsNone() {
		return a[0], nil
	}
	if t.Interp.Flags.UTF8Mode != 0 {
		return py.NewStr("utf-8"), nil
	}
	return py.NewStr("locale"), nil
}

// standardEncoding is the encoding and error handling of a standard stream, by
// PYTHONIOENCODING and the locale.
func standardEncoding(t *py.Thread, name string) (encoding, errors string) {
	env := func(name string) string {
		v, _ := t.Interp.Host.Env.Lookup(name)
		return v
	}
	encoding, errors = "utf-8", "strict"
	locale := ""
	for _, n := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = env(n); locale != "" {
			break
		}
	}
	switch locale {
	case "", "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8":
		errors = "surrogateescape"
	}
	if name == "stderr" {
		errors = "backslashreplace"
	}
	if t.Interp.Flags.IgnoreEnvironment == 0 {
		enc, errs, _ := strings.Cut(env("PYTHONIOENCODING"), ":")
		if enc != "" {
			encoding, errors = enc, "strict"
		}
		if errs != "" {
			errors = errs
		}
		if name == "stderr" {
			errors = "backslashreplace"
		}
	}
	return encoding, errors
}

// openStandard makes sys.stdin, sys.stdout or sys.stderr; None if the stream was
// closed when the process started.
func openStandard(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name, err := py.ToGoString(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	var s host.Stream
	stdio, mode := t.Interp.Host.Stdio, "w"
	switch name {
	case "stdin":
		s, mode = stdio.Stdin(), "r"
	case "stdout":
		s = stdio.Stdout()
	case "stderr":
		s = stdio.Stderr()
	default:
		return py.Value{}, py.Errorf(py.ValueError, "%s is not a standard stream", name)
	}
	if s == nil {
		return py.None, nil
	}
	f := py.Make[fileIO](&fileIOType)
	f.fd, f.open, f.closefd, f.seekable = s.Fd(), true, false, -1
	f.readable, f.writable = mode == "r", mode == "w"
	f.blksize = defaultBufferSize
	if f.fd < 0 {
		f.stream, f.seekable = s, 0
	} else if st, err := t.Interp.Host.Files.Stat(f.fd); err == nil {
		if f.regular = st.IsRegular(); st.IsDir() {
			return py.None, nil
		}
	}
	raw := py.Ref(f)
	if err := py.SetAttr(t, raw, "name", py.NewStr("<"+name+">")); err != nil {
		return py.Value{}, err
	}
	unbuffered := t.Interp.Flags.Unbuffered && mode == "w"
	buffer := raw
	if !unbuffered {
		typ := &writerType
		if mode == "r" {
			typ = &readerType
		}
		b := py.Make[buffered](typ)
		b.file, b.standard = f, true
		b.setRaw(raw, defaultBufferSize, f.readable, f.writable)
		buffer = py.Ref(b)
	}
	encoding, errors := standardEncoding(t, name)
	if _, canonical, err := findCharset(t, encoding); err == nil {
		encoding = canonical
	}
	nl := newlines{read: "\n"}
	if t.Interp.Host.System.Platform().Windows {
		nl.write = "\r\n"
		if mode == "r" {
			nl = newlines{universal: true, translate: true}
		}
	}
	x := py.Make[textIO](&textIOType)
	line := !unbuffered && (f.isTerminal(t) || name == "stderr")
	if err := x.setUp(t, buffer, encoding, errors, nl, line, t.Interp.Flags.Unbuffered); err != nil {
		return py.Value{}, err
	}
	x.standard = true
	filesOf(t).standard = append(filesOf(t).standard, py.Ref(x))
	return py.Ref(x), py.SetAttr(t, py.Ref(x), "mode", py.NewStr(mode))
}

// isEOF reports whether a host's stream has ended.
func isEOF(err error) bool { return err != nil && err.Error() == "EOF" }
