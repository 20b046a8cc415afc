package typing_native

import "github.com/gopyrun/gopyrun/interp/py"

// hasMembers reports whether an object has the members of a protocol, without
// running code of the object: neither descriptors nor __getattr__ count. A member
// that is None is there only if it need not be callable.
func hasMembers(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	all := true
	err := py.Iterate(t, a[1], func(name py.Value) error {
		s, ok := py.AsStr(name)
		if !all || !ok {
			all = false
			return nil
		}
		v := staticAttr(a[0], t.Interp.Intern(s))
		if v.IsUnbound() {
			all = false
		} else if v.IsNone() {
			found, ok := py.ContainsOperation(t, a[2], name)
			if !ok {
				return t.Take()
			}
			all = found
		}
		return nil
	})
	return py.Bool(all), err
}

// staticAttr finds an attribute in the order of object.__getattribute__; it is
// unbound if there is none.
func staticAttr(v py.Value, name *py.Str) py.Value {
	typ := py.TypeOf(v)
	inType := typ.Lookup(name)
	if !inType.IsUnbound() && py.TypeOf(inType).DescrSet != nil {
		return inType
	}
	if own := ownAttr(v, typ, name); !own.IsUnbound() {
		return own
	}
	return inType
}

func ownAttr(v py.Value, typ *py.Type, name *py.Str) (found py.Value) {
	if typ.IsSubtype(py.TypeType) {
		return py.Cast[py.Type](v).Lookup(name)
	}
	if typ.IsSubtype(py.ModuleType) || typ == py.FunctionType {
		if d := py.InstanceDict(v); d != nil {
			return d.GetStr(name)
		}
		return py.Value{}
	}
	py.InstanceAttrs(v, func(n *py.Str, val py.Value) {
		if n == name || n.String() == name.String() {
			found = val
		}
	})
	return found
}
