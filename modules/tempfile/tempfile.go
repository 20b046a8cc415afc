// Package tempfile is the module tempfile, in Python (tempfile.py) but for the
// random part of names.
// https://docs.python.org/3.14/library/tempfile.html
package tempfile

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed tempfile.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:    "tempfile",
		Doc:     "Temporary files.",
		Methods: []py.Method{{Name: "_random_name", Signature: "($module, /)", Func: randomName}},
		Source:  source,
	}
}

// randomName returns eight characters that are hard to guess.
func randomName(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	const chars = "abcdefghijklmnopqrstuvwxyz0123456789_"
	var b [8]byte
	for i := 0; i < len(b); {
		var r [16]byte
		if err := t.Interp.Host.Random.Entropy(r[:]); err != nil {
			return py.Value{}, err
		}
		for _, c := range r {
			// Bytes beyond the last multiple would make some characters likelier.
			if i < len(b) && int(c) < 256/len(chars)*len(chars) {
				b[i] = chars[int(c)%len(chars)]
				i++
			}
		}
	}
	return py.NewStr(string(b[:])), nil
}
