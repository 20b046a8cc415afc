// Package weakref is the module weakref: references in Go on Go's weak pointers
// (native.go), containers of them and finalize in Python (weakref.py). An object
// dies when Go's collector finds it, not when its last reference goes, so that
// gc.collect() may be needed to see it.
//
// Only the index of modules imports it.
package weakref

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed weakref.py
var source string

// Module returns the declaration of the module weakref.
// https://docs.python.org/3.14/library/weakref.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "weakref", Doc: "Weak reference support for Python.\n\nThis module is an implementation of PEP 205:\n\nhttps://peps.python.org/pep-0205/\n", Source: source}
}
