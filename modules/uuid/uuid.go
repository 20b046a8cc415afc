// Package uuid is the module uuid, in Python (uuid.py).
//
// Only the index of modules imports it.
package uuid

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed uuid.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/uuid.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "uuid", Doc: "UUID objects (universally unique identifiers) according to RFC 4122/9562.\n", Source: source}
}
