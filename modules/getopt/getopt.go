// Package getopt is the module getopt, in Python (getopt.py).
//
// Only the index of modules imports it.
package getopt

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed getopt.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/getopt.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "getopt", Doc: "Parser for command line options.\n", Source: source}
}
