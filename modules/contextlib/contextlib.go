// Package contextlib is the module contextlib: tools for the with statement, in
// Python (contextlib.py).
//
// Only the index of modules imports it.
package contextlib

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed contextlib.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/contextlib.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "contextlib",
		Doc:    "Utilities for with-statement contexts.  See PEP 343.",
		Source: source,
	}
}
