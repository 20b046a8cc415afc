// Package base64 is the module base64, in Python (base64.py).
//
// Only the index of modules imports it.
package base64

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed base64.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/base64.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "base64", Doc: "Base16, Base32, Base64 (RFC 3548), Base85 and Ascii85 data encodings", Source: source}
}
