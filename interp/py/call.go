package py

// Call calls f with positional args. args may be kept by the callee only as
// CallFunc says.
func Call(t *Thread, f Value, args ...Value) (Value, error) {
	return t.Result(CallSlot(t, f, args, nil))
}

// CallKw calls f with positional arguments and keywords in order.
func CallKw(t *Thread, f Value, args []Value, names []string, vals []Value) (Value, error) {
	all := make([]Value, 0, len(args)+len(vals))
	all = append(append(all, args...), vals...)
	kw := make([]Value, len(names))
	for i, n := range names {
		kw[i] = Ref(t.Interp.InternString(n))
	}
	return t.Result(CallSlot(t, f, all, kw))
}

// CallUnpacked calls f with positional arguments and the items of kwargs, a dict
// with str keys or nil.
func CallUnpacked(t *Thread, f Value, args []Value, kwargs *Dict) (Value, error) {
	all, kw := unpackKw(args, kwargs)
	return t.Result(CallSlot(t, f, all, kw))
}

// CallSlot is the call operation in the hot convention.
func CallSlot(t *Thread, f Value, args []Value, kw []Value) Value {
	typ := TypeOf(f)
	if typ.Call == nil {
		return t.Raise(TypeError, "'%s' object is not callable", typ.FullName())
	}
	return typ.Call(t, f, args, kw)
}

// CallMethod calls the method name of v.
func CallMethod(t *Thread, v Value, name string, args ...Value) (Value, error) {
	m, err := GetAttr(t, v, name)
	if err != nil {
		return Value{}, err
	}
	return Call(t, m, args...)
}

// callSpecial calls the special method name, looked up in the type, with self
// first; found is false if there is none.
func callSpecial(t *Thread, self Value, name *Str, args ...Value) (v Value, found bool) {
	typ := TypeOf(self)
	d := t.LookupType(typ, name)
	if d.ref == nil {
		return Value{}, false
	}
	dt := TypeOf(d)
	if dt.flags&MethodDescr != 0 {
		buf := make([]Value, 0, 4)
		buf = append(append(buf, self), args...)
		return CallSlot(t, d, buf, nil), true
	}
	if dt.DescrGet != nil {
		d = dt.DescrGet(t, d, self, typ)
		if d.IsError() {
			return Error, true
		}
	}
	return CallSlot(t, d, append([]Value(nil), args...), nil), true
}

// CallSpecial is callSpecial for other packages: the result is (unbound, nil) if
// the type has no such method.
func CallSpecial(t *Thread, self Value, name string, args ...Value) (Value, error) {
	v, ok := callSpecial(t, self, InternStatic(name), args...)
	if !ok {
		return Value{}, nil
	}
	return t.Result(v)
}

// builtinCall is the call slot of Builtin.
func builtinCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	b := Cast[Builtin](callee)
	a, err := b.sig.Bind(t, args, kw)
	if err != nil {
		return t.Fail(err)
	}
	v, err := b.fn(t, b.Self, a)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// CallDirect calls a Builtin with positional arguments only: the eval loop's
// quick way.
func (b *Builtin) CallDirect(t *Thread, args []Value) Value {
	a, err := b.sig.Bind(t, args, nil)
	if err == nil {
		var v Value
		if v, err = b.fn(t, b.Self, a); err == nil {
			return v
		}
	}
	return t.Fail(err)
}

// CallDirect calls the method with receiver self, already known to be an
// instance of the owner, and positional arguments.
func (m *MethodDescriptor) CallDirect(t *Thread, self Value, args []Value) Value {
	a, err := m.sig.Bind(t, args, nil)
	if err == nil {
		var v Value
		if v, err = m.Method.Func(t, self, a); err == nil {
			return v
		}
	}
	return t.Fail(err)
}

// Owner returns the type that the method belongs to.
func (m *MethodDescriptor) Owner() *Type { return m.owner }

// methodDescrCall is the call slot of MethodDescriptor: the receiver is args[0].
func methodDescrCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	m := Cast[MethodDescriptor](callee)
	if len(args)-len(kw) < 1 {
		return t.Raise(TypeError, "unbound method %s.%s() needs an argument", m.owner.Name(), m.Method.Name)
	}
	self := args[0]
	if !m.owner.IsInstance(self) {
		return t.Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Method.Name, m.owner.FullName(), TypeOf(self).FullName())
	}
	a, err := m.sig.Bind(t, args[1:], kw)
	if err != nil {
		return t.Fail(err)
	}
	v, err := m.Method.Func(t, self, a)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// boundMethodCall is the call slot of BoundMethod.
func boundMethodCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	m := Cast[BoundMethod](callee)
	if !t.Enter("") {
		return Error
	}
	defer t.Leave()
	n := len(args)
	if cap(args) > n {
		args = args[:n+1]
		copy(args[1:], args[:n])
		args[0] = m.Self
		return CallSlot(t, m.Func, args, kw)
	}
	buf := make([]Value, n+1, n+3)
	buf[0] = m.Self
	copy(buf[1:], args)
	return CallSlot(t, m.Func, buf, kw)
}

// functionCall is the call slot of Function.
func functionCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	return t.Interp.Engine.CallFunction(t, Cast[Function](callee), args, kw)
}

// typeCall is type.__call__: __new__, then __init__ if the result is an instance.
func typeCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	typ := Cast[Type](callee)
	if typ == &typeType && len(args) == 1 && len(kw) == 0 {
		return Ref(TypeOf(args[0]))
	}
	if typ == &typeType && len(args)-len(kw) != 3 {
		return t.Raise(TypeError, "type() takes 1 or 3 arguments")
	}
	if typ.New == nil {
		return t.Raise(TypeError, "cannot create '%s' instances", typ.FullName())
	}
	init := typ.Init
	if init == nil {
		return typ.New(t, typ, args, kw)
	}
	// __new__ may fill the spare capacity of args with defaults: keep it off.
	obj := typ.New(t, typ, args[:len(args):len(args)], kw)
	if obj.IsError() {
		return Error
	}
	ot := TypeOf(obj)
	if ot != typ && !ot.IsSubtype(typ) {
		return obj
	}
	if ot.Init != nil && !ot.Init(t, obj, args, kw) {
		return Error
	}
	return obj
}

// builtinNew is Slots.New of types that declare TypeSpec.New.
func builtinNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	if len(kw) > 0 && typ.flags&heapType != 0 && typ.newSig.onlyPositional() && t.LookupType(typ, nameInit) != typ.staticBase().Lookup(nameInit) {
		// The keywords are for the __init__ of the subclass.
		args, kw = args[:len(args)-len(kw)], nil
	}
	a, err := typ.newSig.Bind(t, args, kw)
	if err != nil {
		return t.Fail(err)
	}
	v, err := typ.newFunc(t, typ, a)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// builtinInit is Slots.Init of types that declare TypeSpec.Init.
func builtinInit(t *Thread, self Value, args []Value, kw []Value) bool {
	typ := TypeOf(self)
	if len(kw) > 0 && typ.flags&(heapType|listSub) == heapType|listSub && t.LookupType(typ, nameNew) != t.LookupType(&listType, nameNew) {
		args, kw = args[:len(args)-len(kw)], nil // for the __new__ of the subclass
	}
	a, err := typ.initSig.Bind(t, args, kw)
	if err == nil {
		err = typ.initFunc(t, self, a)
	}
	if err != nil {
		t.Fail(err)
		return false
	}
	return true
}
