package py

// LookupMethod finds the method name of v for a call that passes v as the first
// argument itself: a function or method descriptor of v's class that no attribute
// of the instance hides. The result is unbound if the ordinary attribute lookup is
// needed.
func LookupMethod(t *Thread, v Value, name *Str) Value {
	typ := TypeOf(v)
	if !typ.genericGet {
		return Value{}
	}
	d := t.LookupType(typ, name)
	if d.ref == nil || TypeOf(d).flags&MethodDescr == 0 {
		return Value{}
	}
	if in := instOf(v); in != nil && typ.flags&noDict == 0 && in.get(name) != nil {
		return Value{}
	}
	if typ == &functionType && Cast[Function](v).dict != nil && Cast[Function](v).dict.getStr(name).ref != nil {
		return Value{}
	}
	return d
}

// GenericModule reports whether t is module itself, whose attributes are found in
// the module's dict before its class.
func (t *Type) GenericModule() bool { return t == &moduleType }

// PlainInit returns the Python function that initialises instances of typ, a user
// class with object's __new__, if a call of the class does no more than run it.
func PlainInit(t *Thread, typ *Type) *Function {
	if typ.flags&abstractType != 0 || t.LookupType(typ, nameNew) != t.LookupType(&objectType, nameNew) {
		return nil
	}
	if d := t.LookupType(typ, nameInit); d.ref != nil && d.IsFunction() {
		return Cast[Function](d)
	}
	return nil
}

// BindSpecial returns the special method name of v, looked up in its type and
// bound; unbound if there is none.
func BindSpecial(t *Thread, v Value, name string) (Value, error) {
	typ := TypeOf(v)
	d := t.LookupType(typ, InternStatic(name))
	if d.ref == nil {
		return Value{}, nil
	}
	if get := TypeOf(d).DescrGet; get != nil {
		return t.Result(get(t, d, v, typ))
	}
	return d, nil
}

// YieldGIL lets another thread run; it reports true, as loops that wait for
// another thread want.
func (t *Thread) YieldGIL() bool {
	t.GIL.Release()
	t.GIL.Acquire()
	return true
}
