package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Modules of CPython's library use private names of each other. Where a module
// of ours has no such name, it is taken from the module of that name in the library's
// folder (Flags.Stdlib), which is loaded for this alone and never enters sys.modules.

// privateAttr is Interp.PrivateAttr.
func (st *state) privateAttr(t *py.Thread, m *py.Module, name *py.Str) py.Value {
	if st.in.Flags.Stdlib == "" {
		return py.Value{}
	}
	s, ok := asSpec(orNone(m.Dict.GetName("__spec__")))
	if !ok || s.native == nil {
		return py.Value{}
	}
	module, ok := py.AsStr(s.name)
	if !ok || m.Initializing != nil {
		return py.Value{}
	}
	v, err := st.private(t, module.String(), name.String())
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// private returns a private name of a module of CPython's library, unbound if it has
// none.
func (st *state) private(t *py.Thread, module, name string) (py.Value, error) {
	m, ok := st.hidden[module]
	if !ok {
		if st.hidden == nil {
			st.hidden = map[string]*py.Module{}
		}
		st.hidden[module] = nil // also while it is being loaded
		var err error
		if m, err = st.loadHidden(t, module); err != nil {
			return py.Value{}, err
		}
		st.hidden[module] = m
	}
	if m == nil {
		return py.Value{}, nil
	}
	return m.Dict.GetStr(st.in.InternString(name)), nil
}

// loadHidden runs the library's module, nil if it has none.
func (st *state) loadHidden(t *py.Thread, module string) (*py.Module, error) {
	dir, short := st.in.Flags.Stdlib, module
	if i := strings.LastIndexByte(module, '.'); i >= 0 {
		dir, short = join(dir, strings.ReplaceAll(module[:i], ".", "/")), module[i+1:]
	}
	v, err := st.newFileFinder(py.DecodeFS(dir)).find(t, short)
	if err != nil {
		return nil, err
	}
	s, ok := asSpec(v)
	if !ok {
		return nil, nil
	}
	if py.TypeOf(s.loader) != &sourceLoaderType {
		return nil, nil
	}
	l := loaderOf(s.loader)
	s.name = py.NewStr(module)
	l.name = s.name
	m := py.NewModule(module, py.None)
	setModuleAttrs(m, s)
	m.Dict.SetName("__file__", s.origin)
	code, err := st.sourceCode(t, l, module, s)
	if err != nil {
		return nil, err
	}
	if st.in.Engine.Exec(t, code, m.Dict, py.Value{}, nil).IsError() {
		return nil, t.Take()
	}
	return m, nil
}
