// Package string is the module string: constants, Formatter and Template in Python
// (string.py), over the format strings' parser of package py (module _string).
//
// Only the index of modules imports it.
package string

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed string.py
var source string

// Module returns the declaration of module string.
// https://docs.python.org/3.14/library/string.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "string", Doc: "A collection of string constants.\n\nPublic module variables:\n\nwhitespace -- a string containing all ASCII whitespace\nascii_lowercase -- a string containing all ASCII lowercase letters\nascii_uppercase -- a string containing all ASCII uppercase letters\nascii_letters -- a string containing all ASCII letters\ndigits -- a string containing all ASCII decimal digits\nhexdigits -- a string containing all ASCII hexadecimal digits\noctdigits -- a string containing all ASCII octal digits\npunctuation -- a string containing all ASCII punctuation characters\nprintable -- a string containing all ASCII characters considered printable\n\n",
		Source: source, Package: true,
	}
}

//go:embed templatelib.py
var templatelib string

// Templatelib returns the declaration of module string.templatelib.
// https://docs.python.org/3.14/library/string.templatelib.html
func Templatelib() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "string.templatelib", Doc: "Support for template string literals (t-strings).",
		Source: templatelib,
		Exec: func(t *py.Thread, m *py.Module) error {
			for _, typ := range py.TemplateTypes() {
				m.Dict.SetName(typ.Name(), typ.Value())
			}
			return nil
		},
	}
}

// Native returns the declaration of module _string.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_string", Doc: "string helper module",
		Methods: []py.Method{
			{Name: "formatter_parser", Signature: "($module, object, /)", Func: parser, Doc: "parse the argument as a format string"},
			{Name: "formatter_field_name_split", Signature: "($module, object, /)", Func: split, Doc: "split the argument as a field name"},
		},
	}
}

func text(v py.Value) (string, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "expected str, got %s", py.TypeOf(v).FullName())
	}
	return s.String(), nil
}

// parser returns an iterator of the pieces (literal, field, spec, conversion).
func parser(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, err := text(a[0])
	if err != nil {
		return py.Value{}, err
	}
	var out []py.Value
	for s != "" {
		p, rest, err := py.NextFormatField(s)
		if err != nil {
			return py.Value{}, err
		}
		s = rest
		if !p.Present {
			out = append(out, py.NewTuple(py.NewStr(p.Literal), py.None, py.None, py.None))
			continue
		}
		conv := py.None
		if p.Conversion != 0 {
			conv = py.NewChar(p.Conversion)
		}
		out = append(out, py.NewTuple(py.NewStr(p.Literal), py.NewStr(p.Name), py.NewStr(p.Spec), conv))
	}
	return py.Iter(t, py.NewList(out...))
}

// split returns the first part of a field name and an iterator of the rest.
func split(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, err := text(a[0])
	if err != nil {
		return py.Value{}, err
	}
	first, rest, err := py.SplitFieldName(s)
	if err != nil {
		return py.Value{}, err
	}
	it, err := py.Iter(t, py.NewList(rest...))
	return py.NewTuple(first, it), err
}
