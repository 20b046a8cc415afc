// Package typing is the module typing, the part of it that runs: what annotations
// are made of, generic classes and protocols, and the functions that read hints. It
// is written in Python over package typing_native, which holds the type variables
// and what is hot.
//
// Files, which run one behind the other: aliases.py (type arguments, parametrised
// types), forms.py (Literal, Optional and the other special forms), protocol.py
// (generic classes, protocols), records.py (NamedTuple, TypedDict, NewType),
// hints.py (get_type_hints), functions.py (decorators and the like), lazy.py (the
// names that are made when they are first asked for: the deprecated aliases, IO,
// the protocols of special methods).
//
// Only the index of modules imports it.
package typing

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

// The parts of the module.
var (
	//go:embed aliases.py
	aliases string
	//go:embed forms.py
	forms string
	//go:embed protocol.py
	protocol string
	//go:embed records.py
	records string
	//go:embed hints.py
	hints string
	//go:embed functions.py
	functions string
	//go:embed lazy.py
	lazy string
)

const doc = "The typing module: what type annotations are written with, and functions that read them.\n"

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/typing.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "typing",
		Doc:    doc,
		Source: aliases + forms + protocol + records + hints + functions + lazy,
	}
}
