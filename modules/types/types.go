// Package types is the module types: names of built-in types and the dynamic
// creation of classes. It is written in Python (types.py).
//
// Only the index of modules imports it.
package types

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed types.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/types.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "types",
		Doc:    "\nDefine names for built-in types that aren't directly accessible as a builtin.\n",
		Source: source,
	}
}
