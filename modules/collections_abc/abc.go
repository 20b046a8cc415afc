// Package collections_abc is the module collections.abc, also known as
// _collections_abc: the abstract classes of containers, in Python (abc.py).
//
// Only the index of modules imports it.
package collections_abc

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed abc.py
var source string

const doc = "Abstract Base Classes (ABCs) for collections, according to PEP 3119.\n\nUnit tests are in test_collections.\n"

// Module returns the declaration of _collections_abc.
// https://docs.python.org/3.14/library/collections.abc.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "_collections_abc", Doc: doc, Source: source}
}

// Public returns the declaration of collections.abc, which is the same module
// under another name.
func Public() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "collections.abc", Doc: doc,
		Source: "import sys, _collections_abc\nsys.modules['collections.abc'] = _collections_abc\n"}
}
