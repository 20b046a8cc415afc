package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// load returns the module with an absolute name: from sys.modules, or found and run.
func load(t *py.Thread, name string) (py.Value, error) {
	in := t.Interp
	v := in.Modules.GetStr(in.InternString(name))
	if v.IsUnbound() || v.IsNone() {
		return findAndLoad(t, name)
	}
	if m, ok := py.As[py.Module](v, py.ModuleType); ok {
		if m.Initializing == nil {
			return v, nil
		}
		// Another thread may be running it. The lock is free once it has done so; it is
		// not waited for in a circle.
		st := stateOf(t)
		l, held, err := st.acquire(t, name)
		if err != nil {
			return py.Value{}, err
		}
		if held {
			st.release(t, name, l)
		}
		if v := in.Modules.GetStr(in.InternString(name)); !v.IsUnbound() {
			return v, nil
		}
		return findAndLoad(t, name)
	}
	return v, nil
}

// findAndLoad is load for a module that is not in sys.modules, under the module's
// lock.
func findAndLoad(t *py.Thread, name string) (py.Value, error) {
	st := stateOf(t)
	l, held, err := st.acquire(t, name)
	if err != nil {
		return py.Value{}, err
	}
	if held {
		defer st.release(t, name, l)
	}
	v := st.in.Modules.GetStr(st.in.InternString(name))
	if v.IsUnbound() {
		if !t.Enter(" during import") {
			return py.Value{}, t.Take()
		}
		defer t.Leave()
		if v, err = st.findAndRun(t, name); err != nil {
			return py.Value{}, err
		}
	}
	if v.IsNone() {
		return py.Value{}, notFound("import of "+name+" halted; None in sys.modules", name)
	}
	return v, nil
}

func notFound(msg, name string) error {
	e := py.NewException(py.ModuleNotFoundError, py.NewStr(msg))
	e.SetMember("name", py.NewStr(name))
	return e
}

// findAndRun imports the parents, finds the module by sys.meta_path, runs it and binds
// it in its parent.
func (st *state) findAndRun(t *py.Thread, name string) (py.Value, error) {
	in := st.in
	path := py.None
	var parent, parentSpec py.Value
	short := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		var err error
		if parent, err = load(t, name[:i]); err != nil {
			return py.Value{}, err
		}
		// Importing the parent may have imported the child.
		if v := in.Modules.GetStr(in.InternString(name)); !v.IsUnbound() {
			return v, nil
		}
		if parent = in.Modules.GetStr(in.InternString(name[:i])); parent.IsUnbound() {
			return py.Value{}, py.NewException(py.KeyError, py.NewStr(name[:i]))
		}
		short = name[i+1:]
		p, err := py.LookupAttr(t, parent, in.InternString("__path__"))
		if err != nil {
			return py.Value{}, err
		}
		if p.IsUnbound() {
			return py.Value{}, notFound("No module named '"+name+"'; '"+name[:i]+"' is not a package", name)
		}
		path = p
		if parentSpec, err = py.LookupAttr(t, parent, in.InternString("__spec__")); err != nil {
			return py.Value{}, err
		}
	}
	s, err := st.findSpec(t, name, path, py.None)
	if err != nil {
		return py.Value{}, err
	}
	if s.IsNone() {
		return py.Value{}, notFound("No module named '"+name+"'", name)
	}
	done := markUninitialized(t, orNone(parentSpec), short)
	m, err := st.loadSpec(t, s)
	done()
	if err != nil {
		return py.Value{}, err
	}
	if !parent.IsUnbound() {
		// The module may have put another in its parent's place.
		i := len(name) - len(short) - 1
		if parent = in.Modules.GetStr(in.InternString(name[:i])); parent.IsUnbound() {
			return py.Value{}, py.NewException(py.KeyError, py.NewStr(name[:i]))
		}
		if err := py.SetAttr(t, parent, short, m); err != nil {
			if !py.Matches(err, py.AttributeError) {
				return py.Value{}, err
			}
			r, err := py.ReprString(t, parent)
			if err != nil {
				return py.Value{}, err
			}
			if err := in.Warn(t, "ImportWarning", "Cannot set an attribute on "+r+" for child module '"+short+"'", "", 0); err != nil {
				return py.Value{}, err
			}
		}
	}
	return m, nil
}

// markUninitialized notes in a package's spec that a submodule is being loaded, for
// the message of an attribute error.
func markUninitialized(t *py.Thread, parentSpec py.Value, short string) (done func()) {
	if parentSpec.IsNone() {
		return func() {}
	}
	s, ours := asSpec(parentSpec)
	if ours && s.uninitialized.IsUnbound() {
		s.uninitialized = py.NewList()
	}
	v := py.Value{}
	if ours {
		v = s.uninitialized
	} else if x, err := py.LookupAttr(t, parentSpec, t.Interp.InternString("_uninitialized_submodules")); err == nil {
		v = x
	}
	list, ok := py.AsList(orNone(v))
	if !ok {
		return func() {}
	}
	list.Append(py.NewStr(short))
	return func() {
		if n := len(list.Items); n > 0 {
			list.Items = list.Items[:n-1]
		}
	}
}

// findSpec asks the finders of sys.meta_path; the result is None if none knows the
// module. target is the module to be reloaded, or None.
func (st *state) findSpec(t *py.Thread, name string, path, target py.Value) (py.Value, error) {
	in := st.in
	finders := st.metaPath
	mp := py.Value{}
	if in.Sys != nil {
		mp = in.Sys.GetName("meta_path")
	}
	if !mp.IsUnbound() { // module sys is complete
		if mp.IsNone() {
			return py.Value{}, py.Errorf(py.ImportError, "sys.meta_path is None, Python is likely shutting down")
		}
		list, ok := py.AsList(mp)
		if !ok {
			items, err := py.Items(t, mp)
			if err != nil {
				return py.Value{}, err
			}
			finders = items
		} else {
			finders = list.Items
		}
		if len(finders) == 0 {
			if err := in.Warn(t, "ImportWarning", "sys.meta_path is empty", "", 0); err != nil {
				return py.Value{}, err
			}
		}
	}
	key := in.InternString(name)
	reload := !in.Modules.GetStr(key).IsUnbound()
	looked := false
	for i := 0; i < len(finders); i++ {
		f := finders[i]
		switch f {
		case builtinImporterType.Value(), frozenImporterType.Value():
			if looked {
				continue // the one has looked for both
			}
			// Between the two there can only be finders that a program has put there.
			both := i+1 < len(finders) && finders[i+1] == frozenImporterType.Value()
			if s := st.findNative(name); s != nil && (both || s.loader == f) {
				return py.Ref(s), nil
			}
			looked = both
			continue
		case pathFinderType.Value():
			s, err := st.findOnPath(t, name, path, target)
			if err != nil || !s.IsNone() {
				return s, err
			}
			continue
		}
		find, err := py.LookupAttr(t, f, in.InternString("find_spec"))
		if err != nil {
			return py.Value{}, err
		}
		if find.IsUnbound() {
			continue
		}
		s, err := py.Call(t, find, py.NewStr(name), path, target)
		if err != nil {
			return py.Value{}, err
		}
		if s.IsNone() {
			continue
		}
		// The finder may have imported the module itself.
		if m := in.Modules.GetStr(key); !reload && !m.IsUnbound() {
			own, err := py.LookupAttr(t, m, in.InternString("__spec__"))
			if err != nil {
				return py.Value{}, err
			}
			if !own.IsUnbound() && !own.IsNone() {
				return own, nil
			}
		}
		return s, nil
	}
	return py.None, nil
}

// loadSpec makes the module of a spec, enters it into sys.modules and runs it.
func (st *state) loadSpec(t *py.Thread, v py.Value) (py.Value, error) {
	s, ok := asSpec(v)
	if !ok {
		return st.loadByProtocol(t, v)
	}
	name, isName := py.AsStr(s.name)
	switch {
	case !isName:
		return st.loadByProtocol(t, v)
	case s.native != nil && (s.loader == builtinImporterType.Value() || s.loader == frozenImporterType.Value()):
		m := st.nativeModule(s)
		return st.run(t, name, s, m, func() error { return st.runNative(t, s.native, name.String(), m) })
	}
	if py.TypeOf(s.loader) != &sourceLoaderType {
		return st.loadByProtocol(t, v)
	}
	l := loaderOf(s.loader)
	m := py.NewModule(name.String(), py.None)
	setModuleAttrs(m, s)
	if s.fileAttr {
		m.Dict.SetName("__file__", s.origin)
		if c := s.cachedPath(t); !c.IsNone() {
			m.Dict.SetName("__cached__", c)
		}
	}
	return st.run(t, name, s, m, func() error {
		code, err := st.sourceCode(t, l, name.String(), s)
		if err != nil {
			return err
		}
		if st.in.Engine.Exec(t, code, m.Dict, py.Value{}, nil).IsError() {
			return t.Take()
		}
		return nil
	})
}

// run is the part of a load that sys.modules sees: the module is there while its body
// runs, and is taken out if that fails. A module may put another in its place.
func (st *state) run(t *py.Thread, name *py.Str, s *spec, m *py.Module, body func() error) (py.Value, error) {
	mods := st.in.Modules
	key := st.in.Intern(name)
	mods.SetStr(key, py.Ref(m))
	s.initializing, m.Initializing = true, t
	err := body()
	s.initializing, m.Initializing = false, nil
	if err != nil {
		mods.DeleteStr(key)
		return py.Value{}, err
	}
	v := mods.GetStr(key)
	if v.IsUnbound() {
		return py.Value{}, py.NewException(py.KeyError, name.Value())
	}
	if s.native == nil && mods.Len() > 0 {
		// To the end of sys.modules, behind what it has imported: at exit modules go in
		// this order.
		mods.DeleteStr(key)
		mods.SetStr(key, v)
	}
	return v, nil
}

// loadByProtocol loads a module whose spec or loader is a program's own.
func (st *state) loadByProtocol(t *py.Thread, s py.Value) (py.Value, error) {
	in := st.in
	loader, err := py.GetAttr(t, s, "loader")
	if err != nil {
		return py.Value{}, err
	}
	if !loader.IsNone() {
		exec, err := py.LookupAttr(t, loader, in.InternString("exec_module"))
		if err != nil {
			return py.Value{}, err
		}
		if exec.IsUnbound() {
			return st.loadBackward(t, s, loader)
		}
	}
	m, err := st.moduleFromSpec(t, s)
	if err != nil {
		return py.Value{}, err
	}
	nv, err := py.GetAttr(t, s, "name")
	if err != nil {
		return py.Value{}, err
	}
	if err := py.SetAttr(t, s, "_initializing", py.True); err != nil {
		return py.Value{}, err
	}
	mod, _ := py.As[py.Module](m, py.ModuleType)
	if mod != nil {
		mod.Initializing = t
	}
	err = func() error {
		if !in.Modules.Set(t, nv, m) {
			return t.Take()
		}
		if loader.IsNone() {
			loc, err := py.GetAttr(t, s, "submodule_search_locations")
			if err == nil && loc.IsNone() {
				e := py.NewException(py.ImportError, py.NewStr("missing loader"))
				e.SetMember("name", nv)
				err = e
			}
			return err
		}
		_, err := py.CallMethod(t, loader, "exec_module", m)
		return err
	}()
	if mod != nil {
		mod.Initializing = nil
	}
	if err != nil {
		in.Modules.Delete(t, nv)
	} else if v, ok := in.Modules.Delete(t, nv); !ok {
		err = t.Take()
	} else if v.IsUnbound() {
		err = py.NewException(py.KeyError, nv)
	} else if m = v; !in.Modules.Set(t, nv, m) {
		err = t.Take()
	}
	if serr := py.SetAttr(t, s, "_initializing", py.False); err == nil {
		err = serr
	}
	if err != nil {
		return py.Value{}, err
	}
	return m, nil
}

// loadBackward loads by a loader that only has load_module.
func (st *state) loadBackward(t *py.Thread, s, loader py.Value) (py.Value, error) {
	in := st.in
	n := py.TypeOf(loader).Name()
	if err := in.Warn(t, "ImportWarning", n+".exec_module() not found; falling back to load_module()", "", 0); err != nil {
		return py.Value{}, err
	}
	nv, err := py.GetAttr(t, s, "name")
	if err != nil {
		return py.Value{}, err
	}
	if _, err := py.CallMethod(t, loader, "load_module", nv); err != nil {
		if v, ok := in.Modules.Get(t, nv); ok && !v.IsUnbound() {
			in.Modules.Delete(t, nv)
			in.Modules.Set(t, nv, v)
		}
		return py.Value{}, err
	}
	m, ok := in.Modules.Delete(t, nv)
	if !ok {
		return py.Value{}, t.Take()
	}
	if m.IsUnbound() {
		return py.Value{}, py.NewException(py.KeyError, nv)
	}
	in.Modules.Set(t, nv, m)
	fill := func(name string, val func() (py.Value, error)) error {
		cur, err := py.LookupAttr(t, m, in.InternString(name))
		if err != nil || !cur.IsUnbound() && !cur.IsNone() {
			return err
		}
		v, err := val()
		if err == nil {
			err = py.SetAttr(t, m, name, v)
		}
		if py.Matches(err, py.AttributeError) {
			return nil
		}
		return err
	}
	if err := fill("__loader__", func() (py.Value, error) { return loader, nil }); err != nil {
		return py.Value{}, err
	}
	if err := fill("__package__", func() (py.Value, error) {
		if p, err := py.LookupAttr(t, m, in.InternString("__path__")); err != nil || p.IsUnbound() {
			return py.GetAttr(t, s, "parent")
		}
		return py.GetAttr(t, m, "__name__")
	}); err != nil {
		return py.Value{}, err
	}
	return m, fill("__spec__", func() (py.Value, error) { return s, nil })
}

// moduleFromSpec makes the module of a spec, by its loader if that wants to.
func (st *state) moduleFromSpec(t *py.Thread, s py.Value) (py.Value, error) {
	in := st.in
	loader, err := py.GetAttr(t, s, "loader")
	if err != nil {
		return py.Value{}, err
	}
	m := py.None
	create, err := py.LookupAttr(t, loader, in.InternString("create_module"))
	if err != nil {
		return py.Value{}, err
	}
	if !create.IsUnbound() {
		if m, err = py.Call(t, create, s); err != nil {
			return py.Value{}, err
		}
	} else if exec, err := py.LookupAttr(t, loader, in.InternString("exec_module")); err != nil {
		return py.Value{}, err
	} else if !exec.IsUnbound() {
		return py.Value{}, py.Errorf(py.ImportError, "loaders that define exec_module() must also define create_module()")
	}
	if m.IsNone() {
		n, err := py.GetAttr(t, s, "name")
		if err != nil {
			return py.Value{}, err
		}
		if m, err = py.Call(t, py.ModuleType.Value(), n); err != nil {
			return py.Value{}, err
		}
	}
	return m, st.initModule(t, s, m, false)
}

// initModule sets a module's attributes from its spec; those that it has already only
// if override is set.
func (st *state) initModule(t *py.Thread, s, m py.Value, override bool) error {
	in := st.in
	set := func(name string, val py.Value) error {
		err := py.SetAttr(t, m, name, val)
		if py.Matches(err, py.AttributeError) {
			return nil
		}
		return err
	}
	missing := func(name string) (bool, error) {
		if override {
			return true, nil
		}
		v, err := py.LookupAttr(t, m, in.InternString(name))
		return err == nil && (v.IsUnbound() || v.IsNone()), err
	}
	get := func(attr string) (py.Value, error) { return py.GetAttr(t, s, attr) }
	need, err := missing("__name__")
	if err != nil {
		return err
	}
	if need {
		v, err := get("name")
		if err == nil {
			err = set("__name__", v)
		}
		if err != nil {
			return err
		}
	}
	if need, err = missing("__loader__"); err != nil {
		return err
	}
	if need {
		loader, err := get("loader")
		if err != nil {
			return err
		}
		loc, err := get("submodule_search_locations")
		if err != nil {
			return err
		}
		if loader.IsNone() && !loc.IsNone() {
			if loader, err = st.external(t, "_namespace_loader", loc); err != nil {
				return err
			}
			if err := py.SetAttr(t, s, "loader", loader); err != nil {
				return err
			}
			if err := set("__file__", py.None); err != nil {
				return err
			}
		}
		if err := set("__loader__", loader); err != nil {
			return err
		}
	}
	if need, err = missing("__package__"); err != nil {
		return err
	}
	if need {
		v, err := get("parent")
		if err == nil {
			err = set("__package__", v)
		}
		if err != nil {
			return err
		}
	}
	if err := set("__spec__", s); err != nil {
		return err
	}
	if need, err = missing("__path__"); err != nil {
		return err
	}
	if need {
		loc, err := get("submodule_search_locations")
		if err == nil && !loc.IsNone() {
			err = set("__path__", loc)
		}
		if err != nil {
			return err
		}
	}
	hv, err := get("has_location")
	if err != nil {
		return err
	}
	has, err := py.IsTrue(t, hv)
	if err != nil || !has {
		return err
	}
	if need, err = missing("__file__"); err != nil {
		return err
	}
	if need {
		v, err := get("origin")
		if err == nil {
			err = set("__file__", v)
		}
		if err != nil {
			return err
		}
	}
	if need, err = missing("__cached__"); err != nil || !need {
		return err
	}
	v, err := get("cached")
	if err != nil || v.IsNone() {
		return err
	}
	return set("__cached__", v)
}

// external calls a function of module _frozen_importlib_external, the Python half of
// the import system.
func (st *state) external(t *py.Thread, function string, args ...py.Value) (py.Value, error) {
	m, err := load(t, "_frozen_importlib_external")
	if err != nil {
		return py.Value{}, err
	}
	f, err := py.GetAttr(t, m, function)
	if err != nil {
		return py.Value{}, err
	}
	return py.Call(t, f, args...)
}
