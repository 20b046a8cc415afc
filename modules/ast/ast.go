// Package ast is the module _ast: the classes of syntax trees, made in Python
// (_ast.py) of the grammar that the engine gives. What turns source into trees, and
// trees into code, is compile() (package interp/internal/asttree).
// https://docs.python.org/3.14/library/ast.html
//
// Only the index of modules imports it.
package ast

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed _ast.py
var source string

// Native returns the declaration of the module _ast.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_ast",
		Exec: func(t *py.Thread, m *py.Module) error {
			m.Dict.SetName("_grammar", py.NewStr(t.Interp.Engine.TreeGrammar()))
			return nil
		},
		Source: source,
	}
}
