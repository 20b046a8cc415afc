package io

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/py"
)

// stringIO is StringIO. Text that is all ASCII is held as bytes, which serves the
// usual case of text put together piece by piece; other text as code points.
// Positions count code points, and may be beyond the end.
type stringIO struct {
	base
	ascii []byte
	runes []rune // instead of ascii if wide
	wide  bool
	pos   int
	ready bool

	nl        newlines
	newlineAs py.Value // the argument newline
}

var stringIOType py.Type

func stringIOSpec() py.TypeSpec {
	open := func(name, sig string, f func(t *py.Thread, s *stringIO, a py.Args) (py.Value, error), doc string) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			s := py.Cast[stringIO](self)
			if err := s.check(); err != nil {
				return py.Value{}, err
			}
			return f(t, s, a)
		}, 0, doc)
	}
	yes := func(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) { return py.True, nil }
	return py.TypeSpec{
		Name: "_io.StringIO", Base: &textIOBaseType,
		Doc:    "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.",
		Layout: py.LayoutWithInst(func(s *stringIO) *py.Inst { return &s.Inst }),
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value { return py.Ref(py.Make[stringIO](typ)) },
			Next: func(t *py.Thread, v py.Value) py.Value {
				if py.TypeOf(v) != &stringIOType {
					return nextLine(t, v)
				}
				s := py.Cast[stringIO](v)
				if err := s.check(); err != nil {
					return t.Fail(err)
				}
				line := s.line(-1)
				if line == "" {
					return py.Value{}
				}
				return py.NewStr(line)
			},
		},
		InitSignature: "(initial_value='', newline='\\n')",
		Init:          stringIOInit,
		Methods: []py.Method{
			open("readable", "($self, /)", yes, "Returns True if the IO object can be read."),
			open("writable", "($self, /)", yes, "Returns True if the IO object can be written."),
			open("seekable", "($self, /)", yes, "Returns True if the IO object can be seeked."),
			open("tell", "($self, /)", func(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) { return py.Int(int64(s.pos)), nil }, "Tell the current file position."),
			open("getvalue", "($self, /)", func(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
				return py.NewStr(s.text(0, s.len())), nil
			}, "Retrieve the entire contents of the object."),
			open("read", "($self, size=-1, /)", stringIORead, "Read at most size characters, returned as a string.\n\nIf the argument is negative or omitted, read until EOF\nis reached. Return an empty string at EOF."),
			open("readline", "($self, size=-1, /)", stringIOReadline, "Read until newline or EOF.\n\nReturns an empty string if EOF is hit immediately."),
			open("write", "($self, s, /)", stringIOWrite, "Write string to file.\n\nReturns the number of characters written, which is always equal to\nthe length of the string."),
			open("seek", "($self, pos, whence=0, /)", stringIOSeek, "Change stream position."),
			open("truncate", "($self, pos=None, /)", stringIOTruncate, "Truncate size to pos."),
			method("close", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				s := py.Cast[stringIO](self)
				s.closed, s.ascii, s.runes = true, nil, nil
				return py.None, nil
			}, 0, "Close the IO object."),
			open("__getstate__", "($self, /)", func(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
				return py.NewTuple(py.NewStr(s.text(0, s.len())), s.newlineAs, py.Int(int64(s.pos)), py.None), nil
			}, ""),
			open("__setstate__", "($self, state, /)", stringIOSetState, ""),
		},
		Getset: []py.Getset{
			{Name: "newlines", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Cast[stringIO](self).nl.value(), nil
			}},
			{Name: "line_buffering", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.False, py.Cast[stringIO](self).check()
			}},
		},
	}
}

func (s *stringIO) check() error {
	switch {
	case !s.ready:
		return closedError("I/O operation on uninitialized object")
	case s.closed:
		return closedError("I/O operation on closed file")
	}
	return nil
}

func stringIOInit(t *py.Thread, self py.Value, a py.Args) error {
	s := py.Cast[stringIO](self)
	if err := s.nl.set(a[1], func(v py.Value) error {
		return py.Errorf(py.TypeError, "newline must be str or None, not %s", py.TypeOf(v).Name())
	}, "'"); err != nil {
		return err
	}
	s.newlineAs = a[1]
	s.ascii, s.runes, s.wide, s.pos, s.closed = nil, nil, false, 0, false
	s.ready = true
	if a[0].IsNone() {
		return nil
	}
	v, ok := py.AsStr(a[0])
	if !ok {
		return py.Errorf(py.TypeError, "initial_value must be str or None, not %s", py.TypeOf(a[0]).Name())
	}
	err := s.write(v.String())
	s.pos = 0
	return err
}

func (s *stringIO) len() int {
	if s.wide {
		return len(s.runes)
	}
	return len(s.ascii)
}

// text returns the code points from i up to j.
func (s *stringIO) text(i, j int) string {
	if i >= j {
		return ""
	}
	if !s.wide {
		return string(s.ascii[i:j])
	}
	var b strings.Builder
	b.Grow(j - i)
	for _, r := range s.runes[i:j] {
		writeRune(&b, r)
	}
	return b.String()
}

// writeRune writes a code point, a surrogate as WTF-8.
func writeRune(b *strings.Builder, r rune) {
	if r >= 0xD800 && r <= 0xDFFF {
		b.Write([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6)&0xBF, 0x80 | byte(r)&0xBF})
		return
	}
	b.WriteRune(r)
}

// runesOf returns the code points of UTF-8 or WTF-8.
func runesOf(s string) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			r, n = py.FirstChar(s[i:]), 3
		}
		out = append(out, r)
		i = min(i+n, len(s))
	}
	return out
}

func isASCII(s string) bool {
	for len(s) >= 8 {
		// One load and one test for eight bytes.
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if x&0x8080808080808080 != 0 {
			return false
		}
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// write puts text at the position, with newlines translated.
func (s *stringIO) write(text string) error {
	if text == "" {
		return nil
	}
	if s.nl.universal {
		s.nl.see(text)
		if s.nl.translate {
			text = translateNewlines(text)
		}
	}
	if s.nl.write != "" {
		text = strings.ReplaceAll(text, "\n", s.nl.write)
	}
	if err := checkSize(s.pos, len(text)); err != nil {
		return err
	}
	if !s.wide && isASCII(text) {
		if s.pos == len(s.ascii) {
			s.ascii = append(s.ascii, text...)
			s.pos += len(text)
			return nil
		}
		s.ascii, s.pos = overwrite(s.ascii, s.pos, []byte(text))
		return nil
	}
	if !s.wide {
		s.runes = runesOf(string(s.ascii))
		s.ascii, s.wide = nil, true
	}
	s.runes, s.pos = overwrite(s.runes, s.pos, runesOf(text))
	return nil
}

// overwrite puts p into buf at pos, which may be beyond its end.
func overwrite[E byte | rune](buf []E, pos int, p []E) ([]E, int) {
	if pos > len(buf) {
		buf = append(buf, make([]E, pos-len(buf))...)
	}
	n := copy(buf[pos:], p)
	return append(buf, p[n:]...), pos + len(p)
}

// WriteString is the TextWriter of print.
func (s *stringIO) WriteString(t *py.Thread, text string) error {
	if err := s.check(); err != nil {
		return err
	}
	return s.write(text)
}

// WriteBytes is WriteString of bytes.
func (s *stringIO) WriteBytes(t *py.Thread, text []byte) error { return s.WriteString(t, string(text)) }

// line returns the next line, of at most limit characters if that is not negative.
func (s *stringIO) line(limit int) string {
	start, end := min(s.pos, s.len()), s.len()
	if limit >= 0 && limit < end-start {
		end = start + limit
	}
	switch {
	case s.wide:
		end = start + lineEnd(s.runes[start:end], &s.nl)
	case s.nl.read == "\n":
		if i := bytes.IndexByte(s.ascii[start:end], '\n'); i >= 0 {
			end = start + i + 1
		}
	default:
		end = start + lineEnd(s.ascii[start:end], &s.nl)
	}
	s.pos = max(s.pos, end)
	return s.text(start, end)
}

// lineEnd is the length of the first line of p.
func lineEnd[E byte | rune](p []E, nl *newlines) int {
	for i, c := range p {
		switch {
		case nl.universal && !nl.translate:
			if c == '\n' {
				return i + 1
			}
			if c == '\r' {
				if i+1 < len(p) && p[i+1] == '\n' {
					return i + 2
				}
				return i + 1
			}
		case nl.read == "\r\n":
			if c == '\n' && i > 0 && p[i-1] == '\r' {
				return i + 1
			}
		case c == E(nl.read[0]):
			return i + 1
		}
	}
	return len(p)
}

func stringIORead(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	start, end := min(s.pos, s.len()), s.len()
	if n >= 0 && n < end-start {
		end = start + n
	}
	s.pos = max(s.pos, end)
	return py.NewStr(s.text(start, end)), nil
}

func stringIOReadline(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewStr(s.line(n)), nil
}

func stringIOWrite(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	v, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "string argument expected, got '%s'", py.TypeOf(a[0]).Name())
	}
	return py.Int(int64(v.Len())), s.write(v.String())
}

func stringIOSeek(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	pos, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	whence, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	switch {
	case whence < 0 || whence > 2:
		return py.Value{}, py.Errorf(py.ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence)
	case whence == 0 && pos < 0:
		return py.Value{}, py.Errorf(py.ValueError, "Negative seek position %d", pos)
	case whence != 0 && pos != 0:
		return py.Value{}, py.Errorf(py.OSError, "Can't do nonzero cur-relative seeks")
	case whence == 1:
		pos = s.pos
	case whence == 2:
		pos = s.len()
	}
	s.pos = pos
	return py.Int(int64(pos)), nil
}

func stringIOTruncate(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	n := s.pos
	if !a[0].IsNone() {
		var err error
		if n, err = py.ToIndex(t, a[0], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		if n < 0 {
			return py.Value{}, py.Errorf(py.ValueError, "Negative size value %d", n)
		}
	}
	if n < s.len() {
		if s.wide {
			s.runes = s.runes[:n:n]
		} else {
			s.ascii = s.ascii[:n:n]
		}
	}
	return py.Int(int64(n)), nil
}

func stringIOSetState(t *py.Thread, s *stringIO, a py.Args) (py.Value, error) {
	tup, ok := py.AsTuple(a[0])
	if !ok || len(tup.Items) < 4 {
		return py.Value{}, py.Errorf(py.TypeError, "%s.__setstate__ argument should be 4-tuple, got %s", stringIOType.FullName(), py.TypeOf(a[0]).Name())
	}
	text, ok := py.AsStr(tup.Items[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "initial_value must be str or None, not %s", py.TypeOf(tup.Items[0]).Name())
	}
	pos, err := py.ToIndex(t, tup.Items[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if pos < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "position value cannot be negative")
	}
	if err := stringIOInit(t, s.self(), py.Args{py.NewStr(""), tup.Items[1]}); err != nil {
		return py.Value{}, err
	}
	s.runes, s.ascii, s.wide = runesOf(text.String()), nil, true
	s.pos = pos
	return py.None, nil
}

func (s *stringIO) self() py.Value { return py.Ref(s) }
