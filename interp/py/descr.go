package py

import "strings"

// bindFunction is the DescrGet slot of functions and of methods of built-in types
// found through an instance.
func bindFunction(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	return Ref(NewBoundMethod(d, obj))
}

// bindMethodDescr makes a built-in method.
func bindMethodDescr(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	m := Cast[MethodDescriptor](d)
	if !m.owner.IsInstance(obj) {
		return t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Method.Name, m.owner.FullName(), TypeOf(obj).FullName())
	}
	return Ref(&Builtin{Header: Header{&builtinType}, Method: m.Method, sig: m.sig, fn: m.Method.Func, Self: obj, owner: m.owner})
}

func bindClassMethodDescr(t *Thread, d, obj Value, typ *Type) Value {
	m := Cast[MethodDescriptor](d)
	if typ == nil {
		typ = TypeOf(obj)
	}
	return Ref(&Builtin{Header: Header{&builtinType}, Method: m.Method, sig: m.sig, fn: m.Method.Func, Self: Ref(typ), owner: m.owner})
}

func getsetGet(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	g := Cast[GetsetDescriptor](d)
	if !g.owner.IsInstance(obj) {
		return t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Getset.Name, g.owner.FullName(), TypeOf(obj).FullName())
	}
	v, err := g.Getset.Get(t, obj)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

func getsetSet(t *Thread, d, obj, val Value) bool {
	g := Cast[GetsetDescriptor](d)
	if !g.owner.IsInstance(obj) {
		t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Getset.Name, g.owner.FullName(), TypeOf(obj).FullName())
		return false
	}
	if g.Getset.Set == nil {
		t.Raise(AttributeError, "attribute '%s' of '%s' objects is not writable", g.Getset.Name, g.owner.FullName())
		return false
	}
	if err := g.Getset.Set(t, obj, val); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

func memberGet(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	m := Cast[MemberDescriptor](d)
	if !m.owner.IsInstance(obj) {
		return t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.name.s, m.owner.FullName(), TypeOf(obj).FullName())
	}
	if m.getset != nil {
		v, err := m.getset.Get(t, obj)
		if err != nil {
			return t.Fail(err)
		}
		return v
	}
	v := *instOf(obj).at(m.cell)
	if v.ref == nil {
		t.raiseAttributeMsg(obj, m.name, "'%s' object has no attribute '%s'", strings.TrimPrefix(TypeOf(obj).ReprName(), "__main__."), m.name.s)
		return Error
	}
	return v
}

func memberSet(t *Thread, d, obj, val Value) bool {
	m := Cast[MemberDescriptor](d)
	if !m.owner.IsInstance(obj) {
		t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.name.s, m.owner.FullName(), TypeOf(obj).FullName())
		return false
	}
	if m.getset != nil {
		var err error
		if m.getset.Set == nil {
			err = readonly(t, obj, val)
		} else {
			err = m.getset.Set(t, obj, val)
		}
		if err != nil {
			t.Fail(err)
		}
		return err == nil
	}
	c := instOf(obj).at(m.cell)
	if val.ref == nil && c.ref == nil {
		t.Raise(AttributeError, "%s", m.name.s)
		return false
	}
	*c = val
	return true
}

func slotWrapperGet(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	w := Cast[SlotWrapper](d)
	if !w.owner.IsInstance(obj) {
		return t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", w.def.name, w.owner.FullName(), TypeOf(obj).FullName())
	}
	return Ref(&methodWrapper{Header{&methodWrapperType}, w, obj})
}

// methodWrapper is a slot wrapper bound to an object (method-wrapper).
type methodWrapper struct {
	Header
	w    *SlotWrapper
	self Value
}

func slotWrapperCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	w := Cast[SlotWrapper](callee)
	if len(args)-len(kw) < 1 {
		return t.Raise(TypeError, "descriptor '%s' of '%s' object needs an argument", w.def.name, w.owner.FullName())
	}
	if !w.owner.IsInstance(args[0]) {
		return t.Raise(TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", w.def.name, w.owner.FullName(), TypeOf(args[0]).FullName())
	}
	return w.call(t, args[0], args[1:], kw)
}

func (w *SlotWrapper) call(t *Thread, self Value, args []Value, kw []Value) Value {
	a, err := w.sig.Bind(t, args, kw)
	if err != nil {
		return t.Fail(err)
	}
	if !t.Enter("") {
		return Error
	}
	defer t.Leave()
	v, err := w.def.call(t, w.owner, self, a)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

func methodWrapperCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	m := Cast[methodWrapper](callee)
	return m.w.call(t, m.self, args, kw)
}

func propertyGet(t *Thread, d, obj Value, typ *Type) Value {
	if obj.ref == nil {
		return d
	}
	p := Cast[Property](d)
	if p.Get.IsNone() {
		return p.raise(t, obj, "getter")
	}
	return CallSlot(t, p.Get, []Value{obj}, nil)
}

func propertySet(t *Thread, d, obj, val Value) bool {
	p := Cast[Property](d)
	if val.ref == nil {
		if p.Del.IsNone() {
			p.raise(t, obj, "deleter")
			return false
		}
		return !CallSlot(t, p.Del, []Value{obj}, nil).IsError()
	}
	if p.Set.IsNone() {
		p.raise(t, obj, "setter")
		return false
	}
	return !CallSlot(t, p.Set, []Value{obj, val}, nil).IsError()
}

func (p *Property) raise(t *Thread, obj Value, what string) Value {
	if p.name.ref != nil {
		if n, err := ReprString(t, p.name); err == nil {
			return t.Raise(AttributeError, "property %s of '%s' object has no %s", n, TypeOf(obj).QualName(), what)
		}
	}
	return t.Raise(AttributeError, "property of '%s' object has no %s", TypeOf(obj).QualName(), what)
}
