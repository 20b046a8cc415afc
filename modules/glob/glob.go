// Package glob is the module glob, in Python (glob.py).
// https://docs.python.org/3.14/library/glob.html
package glob

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed glob.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "glob", Doc: "Filename globbing utility.", Source: source}
}
