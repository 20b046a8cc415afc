// Package types is the module types: names of built-in types (module _types, in Go)
// and the dynamic creation of classes (types.py).
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

// Native returns the declaration of the module _types.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_types",
		Doc:  "Define names for built-in types.",
		Exec: func(t *py.Thread, m *py.Module) error {
			for _, n := range py.LanguageTypes() {
				m.Dict.SetName(n.Name, n.Type.Value())
			}
			return nil
		},
	}
}
