// Package importlib is the module importlib: importing by name and again. It is
// written in Python (importlib.py) over __import__.
//
// Only the index of modules imports it.
package importlib

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed importlib.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/importlib.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "importlib", Doc: "A pure Python implementation of import.", Package: true,
		Source: source,
		Methods: []py.Method{
			{Name: "_reload", Signature: "($module, module, /)", Func: reload, Flags: py.CallsPython, Doc: "Run the module's code again in its namespace."},
		},
	}
}

// reload runs the source of a module, which has a __file__, again.
func reload(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	m, ok := py.As[py.Module](a[0], py.ModuleType)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "reload() argument must be a module")
	}
	file, ok := py.AsStr(orNone(m.Dict.GetName("__file__")))
	if !ok {
		return a[0], nil // a built-in module keeps its state
	}
	src, err := t.Interp.ReadFile(file.String())
	if err != nil {
		return py.Value{}, err
	}
	code, err := t.Interp.Engine.Compile(t, src, file.String(), "exec", py.CompileFlags{Optimize: -1})
	if err != nil {
		return py.Value{}, err
	}
	if _, err := t.Result(t.Interp.Engine.Exec(t, code, m.Dict, py.Value{}, nil)); err != nil {
		return py.Value{}, err
	}
	return a[0], nil
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}
