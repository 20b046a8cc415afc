// Package importlib is the Python side of the import system: importlib and its
// submodules, zipimport, pkgutil and runpy. What they offer of the machinery comes from
// module _imp, which is the virtual machine's.
//
// Only the index of modules imports it. py/_frozen_importlib.py and
// py/_frozen_importlib_external.py are what the interpreter itself calls; the other
// files are named after their modules.
package importlib

import (
	"embed"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed py/*.py
var sources embed.FS

// Find returns the declaration of a module of the package, nil if it has none of that
// name.
// https://docs.python.org/3.14/library/importlib.html
func Find(name string) *py.ModuleSpec {
	file := strings.TrimPrefix(name, "importlib.")
	switch name {
	case "importlib":
		file = "init"
	case "importlib._bootstrap", "importlib._bootstrap_external":
		real := strings.Replace(file, "_bootstrap", "_frozen_importlib", 1)
		return &py.ModuleSpec{Name: name, Source: "import sys, " + real + "\nsys.modules[__name__] = " + real + "\n"}
	}
	src, err := sources.ReadFile("py/" + file + ".py")
	if err != nil {
		return nil
	}
	return &py.ModuleSpec{Name: name, Source: string(src), Package: name == "importlib"}
}
