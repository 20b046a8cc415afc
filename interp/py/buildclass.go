package py

// BuildClass is the class statement: body is its code as a function, run with the
// namespace that the metaclass prepares; kwargs may hold metaclass.
// https://docs.python.org/3.14/reference/datamodel.html#customizing-class-creation
func BuildClass(t *Thread, body *Function, name *Str, bases []Value, kwargs *Dict) (Value, error) {
	if !t.Enter("") {
		return Value{}, t.Take()
	}
	defer t.Leave()
	orig := append([]Value(nil), bases...)
	bases, err := resolveBases(t, orig)
	if err != nil {
		return Value{}, err
	}
	meta := Ref(&typeType)
	if len(bases) > 0 {
		meta = Ref(TypeOf(bases[0]))
	}
	if kwargs != nil && kwargs.Len() > 0 {
		if m := kwargs.GetName("metaclass"); m.ref != nil {
			meta = m
			kwargs = kwargs.Copy()
			kwargs.delStr(InternStatic("metaclass"))
		}
	}
	mt, isClass := As[Type](meta, &typeType)
	if isClass {
		if mt, err = winningMeta(mt, bases); err != nil {
			return Value{}, err
		}
		meta = Ref(mt)
	}
	args, kw := unpackKw([]Value{Ref(name), NewTuple(append([]Value(nil), bases...)...)}, kwargs)
	ns := Ref(NewDict())
	if meta != Ref(&typeType) {
		if ns, err = prepareNamespace(t, meta, args, kw); err != nil {
			return Value{}, err
		}
	}
	cell := t.Interp.Engine.Exec(t, body.Block.Code, body.Block.Globals, ns, body.Closure)
	if cell.IsError() {
		return Value{}, t.Take()
	}
	if len(bases) != len(orig) || !sameValues(bases, orig) {
		if err := SetItem(t, ns, NewStr("__orig_bases__"), NewTuple(orig...)); err != nil {
			return Value{}, err
		}
	}
	args2 := make([]Value, 0, len(args)+1)
	args2 = append(append(args2, args[:2]...), ns)
	cls, err := t.Result(CallSlot(t, meta, append(args2, args[2:]...), kw))
	if err != nil {
		return Value{}, err
	}
	if c, ok := As[Cell](cell, &cellType); ok && TypeOf(cls).flags&typeSub != 0 {
		switch {
		case c.V.ref == nil:
			return Value{}, Errorf(RuntimeError, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?", reprOrType(t, Ref(name)), reprOrType(t, cls))
		case c.V != cls:
			return Value{}, Errorf(TypeError, "__class__ set to %s defining %s as %s", reprOrType(t, c.V), reprOrType(t, Ref(name)), reprOrType(t, cls))
		}
	}
	return cls, nil
}

func sameValues(a, b []Value) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// resolveBases replaces the bases that are not classes by what their
// __mro_entries__ says (PEP 560).
func resolveBases(t *Thread, orig []Value) ([]Value, error) {
	var bases []Value // nil while it equals orig
	for i, b := range orig {
		entries := []Value{b}
		if TypeOf(b).flags&typeSub == 0 {
			m, err := LookupAttr(t, b, nameMROEntries)
			if err != nil {
				return nil, err
			}
			if m.ref != nil {
				r, err := Call(t, m, NewTuple(append([]Value(nil), orig...)...))
				if err != nil {
					return nil, err
				}
				tup, ok := AsTuple(r)
				if !ok {
					return nil, Errorf(TypeError, "__mro_entries__ must return a tuple")
				}
				entries = tup.Items
				if bases == nil {
					bases = append(make([]Value, 0, len(orig)+len(entries)), orig[:i]...)
				}
			}
		}
		if bases != nil {
			bases = append(bases, entries...)
		}
	}
	if bases == nil {
		return orig, nil
	}
	return bases, nil
}

// prepareNamespace calls the metaclass's __prepare__.
func prepareNamespace(t *Thread, meta Value, args, kw []Value) (Value, error) {
	p, err := LookupAttr(t, meta, InternStatic("__prepare__"))
	if err != nil {
		return Value{}, err
	}
	if p.ref == nil {
		return Ref(NewDict()), nil
	}
	ns, err := t.Result(CallSlot(t, p, append([]Value(nil), args...), kw))
	if err != nil {
		return Value{}, err
	}
	if TypeOf(ns).GetItem == nil || TypeOf(ns).SetItem == nil {
		name := "<metaclass>"
		if m, ok := As[Type](meta, &typeType); ok {
			name = m.Name()
		}
		return Value{}, Errorf(TypeError, "%s.__prepare__() must return a mapping, not %s", name, TypeOf(ns).FullName())
	}
	return ns, nil
}
