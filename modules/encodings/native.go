package encodings

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

var (
	//go:embed aliases.txt
	aliasLines string
	//go:embed charmaps.txt
	charmapLines string
)

// charmap returns the line of charmaps.txt of a module.
func charmap(module string) (line string, ok bool) {
	for line := range strings.Lines(charmapLines) {
		if name, _, _ := strings.Cut(line, "\t"); module == strings.Fields(name)[0] {
			return line, true
		}
	}
	return "", false
}

// Native returns the declaration of the module _encodings, which gives encodings its
// tables.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "_encodings", Methods: []py.Method{
		{Name: "aliases", Signature: "($module, /)", Doc: "Return the dict of aliases of encodings.", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			d := py.NewDict()
			for line := range strings.Lines(aliasLines) {
				module, aliases, _ := strings.Cut(line, ":")
				for _, alias := range strings.Fields(aliases) {
					d.SetName(alias, py.NewStr(module))
				}
			}
			return py.Ref(d), nil
		}},
		{Name: "charmap", Signature: "($module, module, /)", Doc: "Return the name of an encoding by a table of characters, and the table.", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			s, ok := py.AsStr(a[0])
			if !ok {
				return py.Value{}, py.Errorf(py.TypeError, "charmap() argument must be str, not %s", py.ArgName(a[0]))
			}
			line, ok := charmap(s.String())
			if !ok {
				return py.Value{}, py.Errorf(py.LookupError, "no table of %s", s.String())
			}
			names, quoted, _ := strings.Cut(strings.TrimSpace(line), "\t")
			table, err := strconv.Unquote(quoted)
			if err != nil {
				return py.Value{}, py.Errorf(py.SystemError, "table of %s: %v", s.String(), err)
			}
			fields := strings.Fields(names)
			return py.NewTuple(py.NewStr(fields[len(fields)-1]), py.NewStr(table)), nil
		}},
	}}
}
