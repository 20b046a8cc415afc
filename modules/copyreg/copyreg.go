// Package copyreg is the module copyreg: what copy and pickle know about classes
// that cannot tell themselves. It is written in Python (copyreg.py).
//
// Only the index of modules imports it.
package copyreg

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed copyreg.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/copyreg.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "copyreg",
		Doc:    "Helper to provide extensibility for pickle.\n\nThis is only useful to add pickle support for extension types defined in\nC, not for instances of user-defined classes.\n",
		Source: source,
	}
}
