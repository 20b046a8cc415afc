// Package ast is the module _ast: the classes of syntax trees, made in Python
// (_ast.py) of the grammar that the engine gives. What turns source into trees, and
// trees into code, is compile() (package interp/internal/asttree). In Python over it:
// the module ast (ast.py), and _ast_unparse, trees as source (unparse.py).
// https://docs.python.org/3.14/library/ast.html
//
// Only the index of modules imports it.
package ast

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

var (
	//go:embed _ast.py
	source string
	//go:embed ast.py
	tools string
	//go:embed unparse.py
	unparse string
)

// Module returns the declaration of the module ast.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "ast",
		Doc:    "The classes of syntax trees, and functions to make, walk, change and show trees.",
		Source: tools,
	}
}

// Unparse returns the declaration of the module _ast_unparse.
func Unparse() *py.ModuleSpec { return &py.ModuleSpec{Name: "_ast_unparse", Source: unparse} }

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
