// Package typing_native is the module _typing: the types of typing that the
// interpreter makes instances of (interp/py/typevar.go, typealias.go), and what is
// hot of module typing: the cache of subscriptions (cached.go) and isinstance() of
// protocols (members.go).
//
// Only the index of modules imports it.
package typing_native

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/typing.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_typing",
		Doc:  "Primitives and accelerators for the typing module.\n",
		Methods: []py.Method{
			{Name: "_idfunc", Signature: "($module, x, /)",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return a[0], nil }},
			{Name: "_has_members", Signature: "($module, obj, names, data, /)", Func: hasMembers, Flags: py.CallsPython,
				Doc: "Return True if obj has attributes with the names; None counts for those in data."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			for _, typ := range py.TypingTypes() {
				m.Dict.SetName(typ.Name(), typ.Value())
			}
			m.Dict.SetName("NoDefault", py.NoDefault)
			py.DefineType(&cachedType, cachedSpec)
			m.Dict.SetName("_cached", cachedType.Value())
			return nil
		},
	}
}
