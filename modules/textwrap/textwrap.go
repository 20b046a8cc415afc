// Package textwrap is the module textwrap, in Python (textwrap.py).
//
// Only the index of modules imports it.
package textwrap

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed textwrap.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/textwrap.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "textwrap", Doc: "Text wrapping and filling.\n", Source: source}
}
