// Package statistics is the module statistics, in Python (statistics.py): sums are
// exact, in whole numbers over common denominators, as CPython's.
//
// Only the index of modules imports it.
package statistics

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed statistics.py
var source string

// Module returns the declaration of the module. NormalDist, kde and the other
// functions about distributions are missing.
// https://docs.python.org/3.14/library/statistics.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "statistics", Doc: "Basic statistics module.\n", Source: source}
}
