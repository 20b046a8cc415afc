// Package hmac is the module hmac, in Python (hmac.py).
//
// Only the index of modules imports it.
package hmac

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed hmac.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/hmac.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "hmac", Doc: "HMAC (Keyed-Hashing for Message Authentication) module.\n\nImplements the HMAC algorithm as described by RFC 2104.\n", Source: source}
}
