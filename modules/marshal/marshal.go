// Package marshal is the module marshal: CPython's format for values of the built-in
// types. Code objects have a form of their own in it, which only the program that wrote
// it reads (package imports of the interpreter, reached by Interp.EncodeCode).
//
// Files: marshal.go (the module), encode.go, decode.go.
// https://docs.python.org/3.14/library/marshal.html
package marshal

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// version is the current version of the format.
const version = 5

// The codes of types. An object whose code has the flag may be referred to later.
const (
	typeNull      = '0'
	typeNone      = 'N'
	typeFalse     = 'F'
	typeTrue      = 'T'
	typeStopIter  = 'S'
	typeEllipsis  = '.'
	typeFloatText = 'f'
	typeFloat     = 'g'
	typeCplxText  = 'x'
	typeComplex   = 'y'
	typeInt       = 'i'
	typeInt64     = 'I'
	typeLong      = 'l'
	typeBytes     = 's'
	typeInterned  = 't'
	typeRef       = 'r'
	typeTuple     = '('
	typeTuple8    = ')'
	typeList      = '['
	typeDict      = '{'
	typeSet       = '<'
	typeFrozenSet = '>'
	typeSlice     = ':'
	typeCode      = 'c'
	typeUnicode   = 'u'
	typeASCII     = 'a'
	typeASCIIInt  = 'A'
	typeASCII8    = 'z'
	typeASCII8Int = 'Z'
	flagRef       = 0x80
)

// maxDepth bounds the nesting of values.
const maxDepth = 2000

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "marshal",
		Doc:  "This module contains functions that can read and write Python values in\na binary format. The format is specific to Python, but independent of\nmachine architecture issues.",
		Methods: []py.Method{
			{Name: "dump", Signature: "($module, value, file, version=5, /, *, allow_code=True)", Flags: py.Slow | py.CallsPython, Func: dump, Doc: "Write the value on the open file."},
			{Name: "load", Signature: "($module, file, /, *, allow_code=True)", Flags: py.Slow | py.CallsPython, Func: load, Doc: "Read one value from the open file and return it."},
			{Name: "dumps", Signature: "($module, value, version=5, /, *, allow_code=True)", Flags: py.Slow | py.Alloc, Func: dumps, Doc: "Return the bytes object that would be written to a file by dump(value, file)."},
			{Name: "loads", Signature: "($module, bytes, /, *, allow_code=True)", Flags: py.Slow | py.Alloc, Func: loads, Doc: "Convert the bytes-like object to a value."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			m.Dict.SetName("version", py.Int(version))
			return nil
		},
	}
}

func encode(t *py.Thread, v, ver, allowCode py.Value) (py.Value, error) {
	n, err := py.ToIndex(t, ver, py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	code, err := py.IsTrue(t, allowCode)
	if err != nil {
		return py.Value{}, err
	}
	e := encoder{t: t, version: n, code: code, seen: map[any]uint32{}}
	if err := e.value(v, 0); err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(e.out), nil
}

func dumps(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return encode(t, a[0], a[1], a[2]) }

func dump(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := encode(t, a[0], a[2], a[3])
	if err != nil {
		return py.Value{}, err
	}
	return py.CallMethod(t, a[1], "write", b)
}

func loads(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	code, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	data, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := decoder{t: t, data: data, code: code}
	return d.top()
}

// load reads no more of the file than the value has.
func load(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	code, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	d := decoder{t: t, code: code, file: a[0]}
	return d.top()
}
