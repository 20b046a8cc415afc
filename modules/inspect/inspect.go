// Package inspect is the module inspect, in Python: what live objects are made of.
//
// Files: objects.py (kinds of objects, members, documentation), source.py (files and
// source text), signature.py (signatures of callables), frames.py (arguments, frames,
// generators), which run one behind the other. What few programs need of other
// modules (ast, dis, tokenize, re, importlib) they import when it is asked for.
//
// Only the index of modules imports it.
package inspect

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

// The parts of the module, which run as one.
var (
	//go:embed objects.py
	objects string
	//go:embed source.py
	source string
	//go:embed signature.py
	signature string
	//go:embed frames.py
	frames string
)

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/inspect.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "inspect",
		Doc:    "Get useful information from live Python objects.",
		Source: objects + source + signature + frames,
	}
}
