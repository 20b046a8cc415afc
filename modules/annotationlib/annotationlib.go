// Package annotationlib is the module annotationlib: annotations as values, forward
// references or text. It is written in Python (annotationlib.py).
//
// Only the index of modules imports it.
package annotationlib

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed annotationlib.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/annotationlib.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "annotationlib",
		Doc:    "Helpers for introspecting and wrapping annotations.",
		Source: source,
	}
}
