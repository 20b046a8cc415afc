// Package linecache is the module linecache: the cache in Python (linecache.py),
// reading in Go.
// https://docs.python.org/3.14/library/linecache.html
package linecache

import (
	_ "embed"
	"path"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed linecache.py
var source string

// Module returns the module linecache.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "linecache",
		Doc:  "Cache lines from Python source files.",
		Methods: []py.Method{
			{Name: "_find", Signature: "(filename, /)", Func: find},
			{Name: "_stat", Signature: "(filename, /)", Func: stat},
			{Name: "_program", Signature: "(filename, /)", Func: program},
		},
		Source: source,
	}
}

func lineList(lines []string) py.Value {
	items := make([]py.Value, len(lines))
	for i, l := range lines {
		items[i] = py.NewStr(l)
	}
	return py.NewList(items...)
}

// find reads a source file, also along sys.path, and returns a cache entry: (size,
// mtime, lines, full name), or None if there is no such file.
func find(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.None, nil
	}
	in := t.Interp
	names := []string{name.String()}
	if v := in.Sys.GetName("path"); !v.IsUnbound() && !path.IsAbs(name.String()) {
		if dirs, ok := py.AsList(v); ok {
			for _, d := range dirs.Items {
				if s, ok := py.AsStr(d); ok {
					names = append(names, path.Join(s.String(), name.String()))
				}
			}
		}
	}
	for _, n := range names {
		st := statOf(t, n)
		if st.IsNone() {
			continue
		}
		src, err := in.ReadFile(n)
		if err != nil {
			return py.None, nil
		}
		text, ok := py.DecodeSource(src)
		if !ok {
			return py.None, nil
		}
		lines := py.SplitSource(text)
		if len(lines) == 0 {
			lines = []string{"\n"}
		}
		items := py.Cast[py.Tuple](st).Items
		return py.NewTuple(items[0], items[1], lineList(lines), py.NewStr(n)), nil
	}
	return py.None, nil
}

func statOf(t *py.Thread, name string) py.Value {
	st, err := t.Interp.Host.FS.Stat(name, true)
	if err != nil {
		return py.None
	}
	return py.NewTuple(py.Int(st.Size), py.Float(float64(st.Mtime)/1e9))
}

// stat returns the size and mtime of a file, or None.
func stat(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.None, nil
	}
	return statOf(t, name.String()), nil
}

// program returns the lines of a program that is in no file (-c).
func program(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.NewList(), nil
	}
	return lineList(t.Interp.Sources[name.String()]), nil
}
