// Package enum is the module enum: Enum, Flag and their relatives, in Python
// (enum.py).
//
// Only the index of modules imports it.
package enum

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed enum.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/enum.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "enum", Source: source}
}
