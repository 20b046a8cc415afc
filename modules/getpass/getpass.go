// Package getpass is the module getpass, in Python (getpass.py).
// https://docs.python.org/3.14/library/getpass.html
package getpass

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed getpass.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "getpass", Doc: "Utilities to get a password and/or the current user name.", Source: source}
}
