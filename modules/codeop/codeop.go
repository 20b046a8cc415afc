// Package codeop is the module codeop: compiling source that may not be complete, in
// Python (codeop.py).
//
// Only the index of modules imports it.
package codeop

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed codeop.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/codeop.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "codeop",
		Doc:    "Utilities to compile possibly incomplete Python source code.",
		Source: source,
	}
}
