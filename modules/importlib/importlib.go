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

// alias is the source of importlib._bootstrap and importlib._bootstrap_external, other
// names of the two modules; programs that test importlib block those and have a copy
// then.
const alias = `import sys
try:
    import NAME
    sys.modules[__name__] = NAME
except ImportError:
    from _imp import FrozenImporter
    exec(FrozenImporter.get_code('NAME'))
`

// Find returns the declaration of a module of the package, nil if it has none of that
// name.
// https://docs.python.org/3.14/library/importlib.html
func Find(name string) *py.ModuleSpec {
	file := strings.TrimPrefix(name, "importlib.")
	switch name {
	case "importlib":
		file = "init"
	case "importlib._bootstrap", "importlib._bootstrap_external":
		return &py.ModuleSpec{Name: name, Source: strings.ReplaceAll(alias, "NAME", strings.Replace(file, "_bootstrap", "_frozen_importlib", 1))}
	}
	src, err := sources.ReadFile("py/" + file + ".py")
	if err != nil {
		return nil
	}
	return &py.ModuleSpec{Name: name, Source: string(src), Package: name == "importlib"}
}
