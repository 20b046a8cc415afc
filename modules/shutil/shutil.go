// Package shutil is the module shutil, in Python (shutil.py): copying, moving and
// removing files and trees. Archives and disk_usage are absent.
// https://docs.python.org/3.14/library/shutil.html
package shutil

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed shutil.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "shutil",
		Doc:    "Utility functions for copying and archiving files and directory trees.",
		Source: source,
	}
}
