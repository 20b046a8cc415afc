// Package csv is the module csv, in Python (csv.py).
//
// Only the index of modules imports it.
package csv

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed csv.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/csv.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "csv", Doc: "CSV parsing and writing.\n", Source: source}
}
