// Package dataclasses is the module dataclasses: classes whose methods are made from
// the annotations of their body, in Python (dataclasses.py). The methods of a class
// are made by one exec of source text: compiling takes some ten microseconds, and
// what comes of it is specialised by the eval loop as a method written by hand.
//
// Only the index of modules imports it.
package dataclasses

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed dataclasses.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/dataclasses.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "dataclasses",
		Methods: []py.Method{
			{Name: "_repr_enter", Signature: "(object, /)", Func: reprEnter},
			{Name: "_repr_leave", Signature: "(object, /)", Func: reprLeave},
		},
		Source: source,
	}
}

// reprEnter says whether the repr of an object is not yet being made by this thread;
// if so, _repr_leave must follow.
func reprEnter(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Bool(!t.ReprEnter(a[0])), nil
}

func reprLeave(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	t.ReprLeave()
	return py.None, nil
}
