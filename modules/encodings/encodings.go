// Package encodings holds the package encodings: the search function of the
// registry of codecs, the aliases of encodings, and a module for each.
//
// Files: encodings.go (the index), native.go (the module _encodings), py/ (modules
// that are written in Python), aliases.txt (module: aliases) and charmaps.txt (module
// and name, and the characters of the 256 bytes, U+FFFE standing for none), which hold
// facts that tables.py prints from CPython.
// Only the index of modules imports it.
package encodings

import (
	"embed"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed py/*.py
var sources embed.FS

// Find returns the declaration of encodings or of one of its modules, nil if there is
// none of that name.
// https://docs.python.org/3.14/library/codecs.html#standard-encodings
func Find(name string) *py.ModuleSpec {
	rest, ok := strings.CutPrefix(name, "encodings")
	if !ok || rest != "" && rest[0] != '.' {
		return nil
	}
	module := strings.TrimPrefix(rest, ".")
	spec := &py.ModuleSpec{Name: name, Package: rest == ""}
	file := module
	if spec.Package {
		file = "init"
	}
	if b, err := sources.ReadFile("py/" + file + ".py"); err == nil && (module != "init") {
		spec.Source = string(b)
		return spec
	}
	if _, ok := charmap(module); !ok {
		return nil
	}
	spec.Source = "from encodings import _families\n\n_families.charmap(globals())\n"
	return spec
}
