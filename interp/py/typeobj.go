package py

// typeGetAttr is type.__getattribute__.
// https://docs.python.org/3.14/howto/descriptor.html#invocation-from-a-class
func typeGetAttr(t *Thread, v Value, name *Str) Value {
	r := lookupTypeAttr(t, v, name)
	if r.ref == nil {
		t.raiseAttribute(v, name)
		return Error
	}
	return r
}

func lookupTypeAttr(t *Thread, v Value, name *Str) Value {
	c := Cast[Type](v)
	meta := c.typ
	m := t.LookupType(meta, name)
	if m.ref != nil {
		if mt := TypeOf(m); mt.DescrSet != nil && mt.DescrGet != nil {
			return mt.DescrGet(t, m, v, meta)
		}
	}
	if d := t.LookupType(c, name); d.ref != nil {
		if get := TypeOf(d).DescrGet; get != nil {
			return get(t, d, Value{}, c)
		}
		return d
	}
	if m.ref == nil {
		return Value{}
	}
	if get := TypeOf(m).DescrGet; get != nil {
		return get(t, m, v, meta)
	}
	return m
}

// typeSetAttr is type.__setattr__ and type.__delattr__.
func typeSetAttr(t *Thread, v Value, name *Str, val Value) bool {
	c := Cast[Type](v)
	if m := t.LookupType(c.typ, name); m.ref != nil {
		if set := TypeOf(m).DescrSet; set != nil {
			return set(t, m, v, val)
		}
	}
	return c.setTypeAttr(t, name, val)
}

func typeSpec() TypeSpec {
	return TypeSpec{Name: "type", Layout: LayoutOf[Type](), Flags: typeSub | MethodDescr&0,
		Slots: Slots{Call: typeCall, GetAttr: typeGetAttr, SetAttr: typeSetAttr,
			Binary: [NumBinaryOps]BinaryFunc{OpOr: typeOr}}}
}

// raiseAbstract words the TypeError for instantiating an abstract class.
func raiseAbstract(t *Thread, typ *Type) Value {
	return t.Raise(TypeError, "Can't instantiate abstract class %s", typ.Name())
}
