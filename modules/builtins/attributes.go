package builtins

import "github.com/gopyrun/gopyrun/interp/py"

func attributeMethods() []py.Method {
	return []py.Method{
		{Name: "callable", Signature: "($module, obj, /)", Func: callable, Doc: "Return whether the object is callable (i.e., some kind of function)."},
		{Name: "delattr", Signature: "($module, obj, name, /)", Func: delattr, Flags: py.CallsPython, Doc: "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``"},
		{Name: "dir", Signature: "(object=<unrepresentable>, /)", Func: dir, Flags: py.CallsPython, Doc: "dir([object]) -> list of strings\n\nReturn the names in the current scope, or the attributes of the object."},
		{Name: "getattr", Signature: "(object, name, default=<unrepresentable>, /)", Func: getattr, Flags: py.CallsPython, Doc: "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; default if it is missing."},
		{Name: "hasattr", Signature: "($module, obj, name, /)", Func: hasattr, Flags: py.CallsPython, Doc: "Return whether the object has an attribute with the given name."},
		{Name: "id", Signature: "($module, obj, /)", Func: id, Doc: "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects."},
		{Name: "isinstance", Signature: "($module, obj, class_or_tuple, /)", Func: isinstance, Flags: py.CallsPython, Doc: "Return whether an object is an instance of a class or of a subclass thereof."},
		{Name: "issubclass", Signature: "($module, cls, class_or_tuple, /)", Func: issubclass, Flags: py.CallsPython, Doc: "Return whether 'cls' is derived from another class or is the same class."},
		{Name: "setattr", Signature: "($module, obj, name, value, /)", Func: setattr, Flags: py.CallsPython, Doc: "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``"},
		{Name: "vars", Signature: "(object=<unrepresentable>, /)", Func: vars, Flags: py.CallsPython, Doc: "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__."},
	}
}

func attrName(t *py.Thread, v py.Value) (*py.Str, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(v).FullName())
	}
	return t.Interp.Intern(s), nil
}

func callable(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return py.Bool(py.TypeOf(a[0]).Call != nil), nil
}

func getattr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if !a.Given(2) {
		return t.Result(py.TypeOf(a[0]).GetAttr(t, a[0], name))
	}
	v, err := py.LookupAttr(t, a[0], name)
	if err == nil && v.IsUnbound() {
		v = a[2]
	}
	return v, err
}

func hasattr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	v, err := py.LookupAttr(t, a[0], name)
	return py.Bool(!v.IsUnbound()), err
}

func setattr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if !py.TypeOf(a[0]).SetAttr(t, a[0], name, a[2]) {
		return py.Value{}, t.Take()
	}
	return py.None, nil
}

func delattr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if !py.TypeOf(a[0]).SetAttr(t, a[0], name, py.Value{}) {
		return py.Value{}, t.Take()
	}
	return py.None, nil
}

func id(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return py.Int(int64(a[0].ID())), nil
}

func isinstance(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	is, err := py.IsInstanceOf(t, a[0], a[1])
	return py.Bool(is), err
}

func issubclass(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	is, err := py.IsSubclassOf(t, a[0], a[1])
	return py.Bool(is), err
}

func vars(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if !a.Given(0) {
		return currentLocals(t)
	}
	d, err := py.LookupAttr(t, a[0], py.InternStatic("__dict__"))
	if err == nil && d.IsUnbound() {
		err = py.Errorf(py.TypeError, "vars() argument must have __dict__ attribute")
	}
	return d, err
}

func dir(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var names py.Value
	var err error
	if a.Given(0) {
		names, err = py.CallSpecial(t, a[0], "__dir__")
		if err == nil && names.IsUnbound() {
			err = py.Errorf(py.TypeError, "object does not provide __dir__")
		}
	} else {
		var ns py.Value
		if ns, err = currentLocals(t); err == nil {
			names, err = py.CallMethod(t, ns, "keys")
		}
	}
	if err != nil {
		return py.Value{}, err
	}
	items, err := py.Items(t, names)
	if err != nil {
		return py.Value{}, err
	}
	l := py.MakeList(items)
	return l.Value(), py.SortList(t, l, py.None, false)
}
