// Package traceback is the module traceback: its classes in Python (traceback.py)
// over the formatter that package py has for uncaught exceptions.
// https://docs.python.org/3.14/library/traceback.html
package traceback

import (
	_ "embed"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed traceback.py
var source string

// Module returns the module traceback.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "traceback",
		Doc:  "Extract, format and print information about Python stack traces.",
		Methods: []py.Method{
			{Name: "_format_exception", Signature: "(exc, tb, limit, chain, colorize, /)", Func: formatException},
			{Name: "_format_frame", Signature: "(filename, lineno, name, end_lineno, colno, end_colno, lines, locals, colorize, /)", Func: formatFrame},
			{Name: "_format_syntax_error", Signature: "(typ, filename, lineno, offset, text, end_lineno, end_offset, msg, source, colorize, /)", Func: formatSyntaxError},
			{Name: "_format_notes", Signature: "(notes, /)", Func: formatNotes},
			{Name: "_final_line", Signature: "(typ, text, colorize, /)", Func: finalLine},
			{Name: "_position", Signature: "(tb, /)", Func: position},
			{Name: "_suggestion", Signature: "(exc, tb, /)", Func: suggestion},
		},
		Source: source,
	}
}

func strList(lines []string) py.Value {
	items := make([]py.Value, len(lines))
	for i, l := range lines {
		items[i] = py.NewStr(l)
	}
	return py.NewList(items...)
}

func isTrue(t *py.Thread, v py.Value) bool {
	b, err := py.IsTrue(t, v)
	return err == nil && b
}

// formatException takes an exception and a traceback or None.
func formatException(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	e, ok := py.AsException(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "Exception expected for value, %s found", py.TypeOf(a[0]).Name())
	}
	chain, err := py.IsTrue(t, a[3])
	if err != nil {
		return py.Value{}, err
	}
	o := py.TracebackOptions{NoChain: !chain, Colour: isTrue(t, a[4]), ReplaceTraceback: true}
	o.Traceback, _ = py.As[py.Traceback](a[1], py.TracebackType)
	switch {
	case a[2].IsNone():
	case py.IsAnyInt(a[2]):
		if o.Limit, err = py.ToIndex(t, a[2], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		o.Limited = true
	default:
		// BUILTIN_EXCEPTION_LIMIT
		o.FromEnd = true
	}
	return strList(py.FormatExceptionLines(t, e, o)), nil
}

// number is the value of an int, or def for None.
func number(t *py.Thread, v py.Value, def int) (int, error) {
	if v.IsNone() {
		return def, nil
	}
	return py.ToIndex(t, v, py.OverflowError)
}

func formatFrame(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	var e py.StackEntry
	var err error
	if e.Filename, err = py.ToGoString(t, a[0]); err != nil {
		return py.Value{}, err
	}
	if e.Name, err = py.ToGoString(t, a[2]); err != nil {
		return py.Value{}, err
	}
	for _, f := range []struct {
		to  *int
		arg int
		def int
	}{{&e.Line, 1, 0}, {&e.EndLine, 3, 0}, {&e.Col, 4, -1}, {&e.EndCol, 5, -1}} {
		if *f.to, err = number(t, a[f.arg], f.def); err != nil {
			return py.Value{}, err
		}
	}
	if s, ok := py.AsStr(a[6]); ok {
		e.Lines = strings.Split(strings.TrimSuffix(s.String(), "\n"), "\n")
	}
	if d, ok := py.AsDict(a[7]); ok {
		e.Locals = map[string]string{}
		for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
			name, err := py.ToGoString(t, k)
			if err != nil {
				return py.Value{}, err
			}
			if e.Locals[name], err = py.ToGoString(t, v); err != nil {
				return py.Value{}, err
			}
		}
	}
	return py.NewStr(py.FormatStackEntry(t, &e, isTrue(t, a[8]))), nil
}

func formatSyntaxError(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	typ, err := py.ToGoString(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	members := [7]py.Value{a[7], a[1], a[2], a[3], a[4], a[5], a[6]}
	return strList(py.FormatSyntaxError(t, typ, members, a[8], isTrue(t, a[9]))), nil
}

func formatNotes(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return strList(py.FormatNotes(t, a[0])), nil
}

func finalLine(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	typ, err := py.ToGoString(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	text, err := py.ToGoString(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewStr(py.FormatFinalLine(typ, text, isTrue(t, a[2]))), nil
}

// position returns (lineno, end_lineno, colno, end_colno) of a traceback's entry.
func position(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	tb, ok := py.As[py.Traceback](a[0], py.TracebackType)
	if !ok {
		line, err := py.GetAttr(t, a[0], "tb_lineno")
		return py.NewTuple(line, py.None, py.None, py.None), err
	}
	e := tb.Entry()
	num := func(n int, known bool) py.Value {
		if known {
			return py.Int(int64(n))
		}
		return py.None
	}
	cols := e.Col >= 0 && e.EndCol >= 0
	return py.NewTuple(num(e.Line, e.Line > 0), num(e.EndLine, e.EndLine > 0), num(e.Col, cols), num(e.EndCol, cols)), nil
}

func suggestion(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	e, ok := py.AsException(a[0])
	if !ok {
		return py.NewStr(""), nil
	}
	tb, _ := py.As[py.Traceback](a[1], py.TracebackType)
	return py.NewStr(py.Suggestion(t, e, tb)), nil
}
