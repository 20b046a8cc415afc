// Package platform is the module platform, in Python (platform.py).
// https://docs.python.org/3.14/library/platform.html
package platform

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed platform.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "platform", Doc: "This module tries to retrieve as much platform identifying data as possible.", Source: source}
}
