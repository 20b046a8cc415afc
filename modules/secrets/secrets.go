// Package secrets is the module secrets, in Python (secrets.py).
//
// Only the index of modules imports it.
package secrets

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed secrets.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/secrets.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "secrets", Doc: "Generate cryptographically strong pseudo-random numbers suitable for\nmanaging secrets such as account authentication, tokens, and similar.\n", Source: source}
}
