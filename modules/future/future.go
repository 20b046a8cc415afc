// Package future is the module __future__, in Python (future.py). The compiler knows
// the features itself; the module describes them.
// https://docs.python.org/3.14/library/__future__.html
package future

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed future.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "__future__", Doc: "Record of phased-in incompatible language changes.", Source: source}
}
