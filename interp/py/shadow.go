package py

import "strings"

// This file says what errors about a module's attributes need to know of its
// __spec__, which may be any object.

// SpecOrigin returns the file that a module's spec says it comes from.
func SpecOrigin(t *Thread, spec Value) (string, bool) {
	if !specTruth(t, spec, "has_location") {
		return "", false
	}
	v, err := GetAttr(t, spec, "origin")
	if err != nil {
		return "", false
	}
	s, ok := AsStr(v)
	if !ok {
		return "", false
	}
	return s.s, true
}

// SpecInitializing reports whether the module of a spec is being run for the first
// time.
func SpecInitializing(t *Thread, spec Value) bool { return specTruth(t, spec, "_initializing") }

func specTruth(t *Thread, spec Value, attr string) bool {
	if spec.ref == nil || spec.IsNone() {
		return false
	}
	v, err := LookupAttr(t, spec, t.Interp.InternString(attr))
	if err != nil || v.ref == nil {
		return false
	}
	ok, err := IsTrue(t, v)
	return err == nil && ok
}

// PossiblyShadows reports whether a module's file lies where sys.path began, beside
// the program: it may have the name of another one that the program wants.
func PossiblyShadows(in *Interp, origin string) bool {
	if in.Flags.SafePath != 0 || len(in.Path) == 0 {
		return false
	}
	dir, file := splitPath(origin)
	if file == "__init__.py" {
		dir, _ = splitPath(dir)
	}
	first := in.Path[0]
	if first == "" {
		cwd, err := in.Host.FS.Getcwd()
		if err != nil {
			return false
		}
		first = cwd
	}
	return dir == DecodeFS(first)
}

// ShadowsStdlib reports whether a module that possibly shadows another has the name of
// one of the standard library.
func ShadowsStdlib(t *Thread, origin, name string) bool {
	if t.Interp.Sys == nil || !PossiblyShadows(t.Interp, origin) {
		return false
	}
	names, ok := As[Set](orNone(t.Interp.Sys.GetName("stdlib_module_names")), FrozenSetType)
	if !ok {
		return false
	}
	found, ok := names.Contains(t, NewStr(name))
	return ok && found
}

func splitPath(p string) (dir, file string) {
	i := strings.LastIndexAny(p, `/\`)
	if i < 0 || p[i] == '\\' && strings.HasPrefix(p, "/") {
		i = strings.LastIndexByte(p, '/')
	}
	if i < 0 {
		return "", p
	}
	return p[:i], p[i+1:]
}

// raiseAttribute is the AttributeError of a module.
func (m *Module) raiseAttribute(t *Thread, name *Str) {
	mn, ok := AsStr(orNone(m.Dict.GetName("__name__")))
	if !ok {
		t.raiseAttributeMsg(Ref(m), name, "module has no attribute '%s'", name.s)
		return
	}
	msg := m.attributeMessage(t, mn.s, name.s)
	t.raiseAttributeMsg(Ref(m), name, "%s", msg)
}

func (m *Module) attributeMessage(t *Thread, mod, name string) string {
	plain := "module '" + mod + "' has no attribute '" + name + "'"
	spec := orNone(m.Dict.GetName("__spec__"))
	if spec.IsNone() {
		return plain
	}
	origin, _ := SpecOrigin(t, spec)
	possibly := origin != "" && PossiblyShadows(t.Interp, origin)
	switch {
	case possibly && ShadowsStdlib(t, origin, mod):
		return plain + " (consider renaming '" + origin + "' since it has the same name as the standard library module named '" + mod + "' and prevents importing that standard library module)"
	case SpecInitializing(t, spec):
		if possibly {
			return plain + " (consider renaming '" + origin + "' if it has the same name as a library you intended to import)"
		}
		from := ""
		if origin != "" {
			from = " from '" + origin + "'"
		}
		return "partially initialized module '" + mod + "'" + from + " has no attribute '" + name + "' (most likely due to a circular import)"
	}
	if list, err := LookupAttr(t, spec, t.Interp.InternString("_uninitialized_submodules")); err == nil && list.ref != nil {
		if l, ok := AsList(list); ok {
			for _, x := range l.Items {
				if s, ok := AsStr(x); ok && s.s == name {
					return "cannot access submodule '" + name + "' of module '" + mod + "' (most likely due to a circular import)"
				}
			}
		}
	}
	return plain
}
