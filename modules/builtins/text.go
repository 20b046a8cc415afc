package builtins

import (
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

func textMethods() []py.Method {
	return []py.Method{
		{Name: "ascii", Signature: "($module, obj, /)", Func: ascii, Flags: py.CallsPython, Doc: "Return an ASCII-only representation of an object."},
		{Name: "chr", Signature: "($module, i, /)", Func: chr, Doc: "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."},
		{Name: "format", Signature: "($module, value, format_spec='', /)", Func: format, Flags: py.CallsPython, Doc: "Return type(value).__format__(value, format_spec)."},
		{Name: "input", Signature: "($module, prompt='', /)", Func: input, Flags: py.CallsPython, Doc: "Read a string from standard input.  The trailing newline is stripped."},
		{Name: "open", Signature: "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", Func: open, Flags: py.CallsPython, Doc: "Open file and return a stream.  Raise OSError upon failure."},
		{Name: "ord", Signature: "($module, character, /)", Func: ord, Doc: "Return the ordinal value of a character."},
		{Name: "print", Signature: "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)", Func: print, Flags: py.CallsPython, Doc: "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream."},
		{Name: "repr", Signature: "($module, obj, /)", Func: repr, Flags: py.CallsPython, Doc: "Return the canonical string representation of the object."},
	}
}

func repr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.Repr(t, a[0]) }

func ascii(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	r, err := py.Repr(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if s, _ := py.AsStr(r); !s.IsASCII() {
		return py.NewStr(py.EscapeNonASCII(s.String())), nil
	}
	return r, nil
}

func format(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	spec, ok := py.AsStr(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "format() argument 2 must be str, not %s", py.ArgName(a[1]))
	}
	return py.Format(t, a[0], spec.String())
}

func chr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	i, err := py.Index(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n, ok := py.AsInt64(i)
	if !ok || n < 0 || n > 0x10ffff {
		return py.Value{}, py.Errorf(py.ValueError, "chr() arg not in range(0x110000)")
	}
	return py.NewChar(rune(n)), nil
}

func ord(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n := 0
	if s, ok := py.AsStr(a[0]); ok {
		if n = s.Len(); n == 1 {
			return py.Int(int64(py.FirstChar(s.String()))), nil
		}
	} else if b, ok := bytesOf(a[0]); ok {
		if n = len(b); n == 1 {
			return py.Int(int64(b[0])), nil
		}
	} else {
		return py.Value{}, py.Errorf(py.TypeError, "ord() expected string of length 1, but %s found", py.TypeOf(a[0]).FullName())
	}
	return py.Value{}, py.Errorf(py.TypeError, "ord() expected a character, but string of length %d found", n)
}

// bytesOf returns the content of a bytes or bytearray.
func bytesOf(v py.Value) ([]byte, bool) {
	if b, ok := py.AsBytes(v); ok {
		return b, true
	}
	if b, ok := py.As[py.ByteArray](v, py.ByteArrayType); ok {
		return b.B, true
	}
	return nil, false
}

// separator checks print's sep or end; None stands for def.
func separator(name string, v py.Value, def string) (string, error) {
	if v.IsNone() {
		return def, nil
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "%s must be None or a string, not %s", name, py.TypeOf(v).FullName())
	}
	return s.String(), nil
}

// sysFile returns sys.stdout or its like.
func sysFile(t *py.Thread, name string) (py.Value, error) {
	v := t.Interp.Sys.GetName(name)
	if v.IsUnbound() {
		return v, py.Errorf(py.RuntimeError, "lost sys.%s", name)
	}
	return v, nil
}

// print writes to one of our own text files as one string, so that the lines of
// threads do not mix, and to other objects piece by piece, as CPython does.
func print(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	sep, err := separator("sep", a[1], " ")
	if err != nil {
		return py.Value{}, err
	}
	end, err := separator("end", a[2], "\n")
	if err != nil {
		return py.Value{}, err
	}
	file := a[3]
	if file.IsNone() {
		if file, err = sysFile(t, "stdout"); err != nil {
			return py.Value{}, err
		}
		if file.IsNone() {
			return py.None, nil
		}
	}
	items := py.Cast[py.Tuple](a[0]).Items
	if w := t.Interp.TextWriterOf(file); w != nil {
		err = printText(t, w, items, sep, end)
	} else {
		err = printCalls(t, file, items, sep, end)
	}
	if err != nil {
		return py.Value{}, err
	}
	flush, err := py.IsTrue(t, a[4])
	if err == nil && flush {
		_, err = py.CallMethod(t, file, "flush")
	}
	return py.None, err
}

func printText(t *py.Thread, w py.TextWriter, items []py.Value, sep, end string) error {
	if len(items) == 1 && items[0].IsStr() && end == "" {
		return w.WriteString(t, py.Cast[py.Str](items[0]).String())
	}
	in := t.Interp
	buf := in.PrintBuffer[:0]
	in.PrintBuffer = nil // str() may print
	var room [16]int
	cuts := room[:0] // where the pieces end that CPython writes one by one
	for i, x := range items {
		if i > 0 {
			cuts = append(cuts, len(buf))
			buf = append(buf, sep...)
			cuts = append(cuts, len(buf))
		}
		switch {
		case x.IsStr():
			buf = append(buf, py.Cast[py.Str](x).String()...)
		case x.IsInt():
			buf = strconv.AppendInt(buf, x.Int64(), 10)
		default:
			s, err := py.ToGoString(t, x)
			if err != nil {
				// What comes before is printed, as by CPython's single writes.
				if werr := w.WriteBytes(t, buf); werr != nil {
					return werr
				}
				return err
			}
			buf = append(buf, s...)
		}
	}
	cuts = append(cuts, len(buf))
	buf = append(buf, end...)
	err := w.WriteBytes(t, buf)
	if py.Matches(err, py.UnicodeEncodeError) {
		// Nothing is written. Pieces before the one that cannot be encoded are.
		at := 0
		for _, cut := range append(cuts, len(buf)) {
			if err = w.WriteBytes(t, buf[at:cut]); err != nil {
				return err
			}
			at = cut
		}
	}
	if cap(buf) <= 64<<10 {
		in.PrintBuffer = buf
	}
	return err
}

func printCalls(t *py.Thread, file py.Value, items []py.Value, sep, end string) error {
	write, err := py.GetAttr(t, file, "write")
	if err != nil {
		return err
	}
	put := func(s py.Value) error {
		_, err := py.Call(t, write, s)
		return err
	}
	for i, x := range items {
		if i > 0 {
			if err := put(py.NewStr(sep)); err != nil {
				return err
			}
		}
		s, err := py.ToStr(t, x)
		if err == nil {
			err = put(s)
		}
		if err != nil {
			return err
		}
	}
	return put(py.NewStr(end))
}

func input(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var files [3]py.Value
	for i, name := range []string{"stdin", "stdout", "stderr"} {
		f := t.Interp.Sys.GetName(name)
		if f.IsUnbound() || f.IsNone() {
			return py.Value{}, py.Errorf(py.RuntimeError, "input(): lost sys.%s", name)
		}
		files[i] = f
	}
	if _, err := py.CallMethod(t, files[2], "flush"); err != nil && !py.Matches(err, py.ExceptionType) {
		return py.Value{}, err
	}
	prompt, err := py.ToStr(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if py.Cast[py.Str](prompt).Len() > 0 {
		if _, err := py.CallMethod(t, files[1], "write", prompt); err != nil {
			return py.Value{}, err
		}
	}
	if _, err := py.CallMethod(t, files[1], "flush"); err != nil {
		return py.Value{}, err
	}
	line, err := py.CallMethod(t, files[0], "readline")
	if err != nil {
		return py.Value{}, err
	}
	s, ok := py.AsStr(line)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "object.readline() returned non-string")
	}
	if s.Len() == 0 {
		return py.Value{}, py.Errorf(py.EOFError, "EOF when reading a line")
	}
	return py.NewStr(strings.TrimSuffix(s.String(), "\n")), nil
}

func open(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	io, err := importModule(t, "io")
	if err != nil {
		return py.Value{}, err
	}
	f, err := py.GetAttr(t, io, "open")
	if err != nil {
		return py.Value{}, err
	}
	return py.Call(t, f, a...)
}

// importModule imports a module at run time.
func importModule(t *py.Thread, name string) (py.Value, error) {
	if m := t.Interp.Modules.GetName(name); !m.IsUnbound() {
		return m, nil
	}
	return t.Result(t.Interp.Engine.Import(t, name, t.Interp.Builtins, py.None, 0))
}
