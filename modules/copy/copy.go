// Package copy is the module copy: shallow and deep copies of objects. It is
// written in Python (copy.py) over the protocol of __copy__, __deepcopy__ and
// __reduce_ex__.
//
// Only the index of modules imports it.
package copy

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed copy.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/copy.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "copy",
		Doc:    "Generic (shallow and deep) copying operations.\n",
		Source: source,
	}
}
