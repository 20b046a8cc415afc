// Package keyword is the module keyword, in Python (keyword.py).
//
// Only the index of modules imports it.
package keyword

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed keyword.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/keyword.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "keyword", Doc: "Keywords.", Source: source}
}
