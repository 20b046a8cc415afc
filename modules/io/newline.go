package io

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// newlines is what a text stream does with line ends; it is made by the argument
// newline.
type newlines struct {
	universal bool // \n, \r and \r\n end lines
	translate bool // and are read as \n
	// read ends lines once they are translated.
	read string
	// write replaces \n in what is written; "" leaves it.
	write string
	seen  newlineKinds
}

// newlineKinds are the line ends met so far.
type newlineKinds uint8

const (
	seenCR newlineKinds = 1 << iota
	seenLF
	seenCRLF
)

// set takes the argument newline. wrongType makes the error for one that is no
// str; quote surrounds the value in the other error.
func (n *newlines) set(v py.Value, wrongType func(py.Value) error, quote string) error {
	*n = newlines{}
	if v.IsNone() {
		n.universal, n.translate, n.read = true, true, "\n"
		return nil
	}
	s, ok := py.AsStr(v)
	if !ok {
		return wrongType(v)
	}
	switch text := s.String(); text {
	case "":
		n.universal = true
	case "\n":
		n.read = text
	case "\r", "\r\n":
		n.read, n.write = text, text
	default:
		return py.Errorf(py.ValueError, "illegal newline value: %s%s%s", quote, text, quote)
	}
	return nil
}

// see notes the line ends in text.
func (n *newlines) see(text string) {
	if n.seen == seenCR|seenLF|seenCRLF {
		return
	}
	if strings.IndexByte(text, '\r') < 0 {
		if n.seen&seenLF == 0 && strings.IndexByte(text, '\n') >= 0 {
			n.seen |= seenLF
		}
		return
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			n.seen |= seenLF
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				n.seen |= seenCRLF
				i++
			} else {
				n.seen |= seenCR
			}
		}
	}
}

// value is the attribute newlines.
func (n *newlines) value() py.Value { return n.seen.value() }

func (k newlineKinds) value() py.Value {
	var vals []py.Value
	for _, e := range []struct {
		kind newlineKinds
		text string
	}{{seenCR, "\r"}, {seenLF, "\n"}, {seenCRLF, "\r\n"}} {
		if k&e.kind != 0 {
			vals = append(vals, py.NewStr(e.text))
		}
	}
	switch len(vals) {
	case 0:
		return py.None
	case 1:
		return vals[0]
	}
	return py.NewTuple(vals...)
}

// translateNewlines makes all line ends \n.
func translateNewlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// newlineDecoder is IncrementalNewlineDecoder.
type newlineDecoder struct {
	base
	decoder   py.Value
	translate bool
	ready     bool
	pendingCR bool
	nl        newlines
}

var newlineDecoderType py.Type

func newlineDecoderSpec() py.TypeSpec {
	open := func(name, sig string, f func(t *py.Thread, d *newlineDecoder, a py.Args) (py.Value, error)) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			d := py.Cast[newlineDecoder](self)
			if !d.ready {
				return py.Value{}, closedError("IncrementalNewlineDecoder.__init__() not called")
			}
			return f(t, d, a)
		}, py.CallsPython, "")
	}
	return py.TypeSpec{
		Name:   "_io.IncrementalNewlineDecoder",
		Doc:    "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, translating \\r\\n and \\r into \\n.\nIt also records the types of newlines encountered.  When used with\ntranslate=False, it ensures that the newline sequence is returned in\none piece. When used with decoder=None, it expects unicode strings as\ndecode input and translates newlines without first invoking an external\ndecoder.",
		Layout: py.LayoutWithInst(func(d *newlineDecoder) *py.Inst { return &d.Inst }),
		Slots: py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
			return py.Ref(py.Make[newlineDecoder](typ))
		}},
		InitSignature: "(decoder, translate, errors='strict')",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			d := py.Cast[newlineDecoder](self)
			translate, err := py.IsTrue(t, a[1])
			if err != nil {
				return err
			}
			d.decoder, d.translate, d.ready, d.pendingCR, d.nl = a[0], translate, true, false, newlines{}
			return nil
		},
		Methods: []py.Method{
			open("decode", "($self, input, final=False)", decodeNewlines),
			open("getstate", "($self, /)", func(t *py.Thread, d *newlineDecoder, a py.Args) (py.Value, error) {
				buf, flag := py.NewBytes(nil), py.Int(0)
				if !d.decoder.IsNone() {
					st, err := py.CallMethod(t, d.decoder, "getstate")
					if err != nil {
						return py.Value{}, err
					}
					tup, ok := py.AsTuple(st)
					if !ok || len(tup.Items) != 2 {
						return py.Value{}, py.Errorf(py.TypeError, "illegal decoder state")
					}
					buf, flag = tup.Items[0], tup.Items[1]
				}
				flag, err := py.Operate(t, py.OpLShift, flag, py.Int(1))
				if err == nil && d.pendingCR {
					flag, err = py.Operate(t, py.OpOr, flag, py.Int(1))
				}
				return py.NewTuple(buf, flag), err
			}),
			open("setstate", "($self, state, /)", func(t *py.Thread, d *newlineDecoder, a py.Args) (py.Value, error) {
				tup, ok := py.AsTuple(a[0])
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "state argument must be a tuple")
				}
				if len(tup.Items) != 2 {
					return py.Value{}, py.Errorf(py.TypeError, "setstate(): illegal state argument")
				}
				buf := tup.Items[0]
				bit, err := py.Operate(t, py.OpAnd, tup.Items[1], py.Int(1))
				if err != nil {
					return py.Value{}, err
				}
				rest, err := py.Operate(t, py.OpRShift, tup.Items[1], py.Int(1))
				if err != nil {
					return py.Value{}, err
				}
				d.pendingCR = bit == py.Int(1)
				if !d.decoder.IsNone() {
					return py.CallMethod(t, d.decoder, "setstate", py.NewTuple(buf, rest))
				}
				return py.None, nil
			}),
			open("reset", "($self, /)", func(t *py.Thread, d *newlineDecoder, a py.Args) (py.Value, error) {
				d.pendingCR, d.nl = false, newlines{}
				if !d.decoder.IsNone() {
					return py.CallMethod(t, d.decoder, "reset")
				}
				return py.None, nil
			}),
		},
		Getset: []py.Getset{{Name: "newlines", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Cast[newlineDecoder](self).nl.value(), nil
		}}},
	}
}

func decodeNewlines(t *py.Thread, d *newlineDecoder, a py.Args) (py.Value, error) {
	final, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	out := a[0]
	if !d.decoder.IsNone() {
		if out, err = py.CallMethod(t, d.decoder, "decode", a[0], py.Bool(final)); err != nil {
			return py.Value{}, err
		}
	}
	s, ok := py.AsStr(out)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "decoder should return a string result, not '%s'", py.TypeOf(out).Name())
	}
	text := s.String()
	if d.pendingCR && (final || text != "") {
		text = "\r" + text
		d.pendingCR = false
	}
	if !final && strings.HasSuffix(text, "\r") {
		text = text[:len(text)-1]
		d.pendingCR = true
	}
	d.nl.see(text)
	if d.translate {
		text = translateNewlines(text)
	}
	return py.NewStr(text), nil
}
