package py

import "slices"

// The methods and attributes that every object has.
// https://docs.python.org/3.14/reference/datamodel.html#basic-customization

func objectMethods() []Method {
	return []Method{
		formatMethod(formatObject),
		{"__dir__", "($self, /)", objectDir, 0, "Default dir() implementation."},
		{"__getstate__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return objectState(t, self, false) }, 0, "Helper for pickle."},
		{"__init_subclass__", "($type, /, *args, **kwargs)", objectInitSubclass, Class, "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses."},
		{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return commonReduce(t, self, 0) }, CallsPython, "Helper for pickle."},
		{"__reduce_ex__", "($self, protocol, /)", objectReduceEx, CallsPython, "Helper for pickle."},
		{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Int(int64(16 + 8*TypeOf(self).reserved)), nil
		}, 0, "Size of object in memory, in bytes."},
		{"__subclasshook__", "($type, object, /)", func(t *Thread, self Value, a Args) (Value, error) { return NotImplemented, nil }, Class, "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__()."},
	}
}

func objectGetsets() []Getset {
	return []Getset{{"__class__", func(t *Thread, v Value) (Value, error) { return Ref(TypeOf(v)), nil }, objectSetClass, "the object's class"}}
}

func objectInitSubclass(t *Thread, self Value, a Args) (Value, error) {
	c := Cast[Type](self)
	if n := Cast[Dict](a[1]).Len(); n > 0 {
		return Value{}, Errorf(TypeError, "%s.__init_subclass__() takes no keyword arguments", c.Name())
	}
	if n := len(Cast[Tuple](a[0]).Items); n > 0 {
		return Value{}, Errorf(TypeError, "%s.__init_subclass__() takes no arguments (%d given)", c.Name(), n)
	}
	return None, nil
}

func objectDir(t *Thread, self Value, a Args) (Value, error) {
	names := NewDict()
	d, err := LookupAttr(t, self, nameDict)
	if err != nil {
		return Value{}, err
	}
	if d.ref != nil {
		if dd, ok := AsDict(d); ok {
			names = dd.Copy()
		}
	}
	cls, err := LookupAttr(t, self, nameClass)
	if err != nil {
		return Value{}, err
	}
	if cls.ref != nil {
		if c, ok := As[Type](cls, &typeType); ok {
			mergeClassNames(names, c)
		}
	}
	return dictKeyList(names), nil
}

// objectState is object.__getstate__: the instance's attributes, with those of
// __slots__ apart. required says that nothing else carries the object's state.
func objectState(t *Thread, self Value, required bool) (Value, error) {
	typ := TypeOf(self)
	if required && typ.layout != &objectLayout {
		return Value{}, Errorf(TypeError, "cannot pickle '%s' object", typ.FullName())
	}
	state := instanceState(self)
	if d := InstanceDict; typ == &moduleType || typ == &functionType {
		if dd := d(self); dd != nil && dd.Len() > 0 {
			state = Ref(dd.Copy())
		}
	}
	slots, err := slotState(t, self)
	if err != nil {
		return Value{}, err
	}
	if slots.Len() > 0 {
		return NewTuple(state, Ref(slots)), nil
	}
	return state, nil
}

// getState is what __getstate__ returns, for the __reduce__ of a built-in type.
func getState(t *Thread, self Value) (Value, error) { return CallMethod(t, self, "__getstate__") }

// slotState returns the attributes of self that copyreg says are in __slots__.
func slotState(t *Thread, self Value) (*Dict, error) {
	typ := TypeOf(self)
	slots := NewDict()
	names := Value{}
	if typ.flags&heapType != 0 {
		names = typ.dict.getStr(nameSlotNames)
	}
	if names.ref == nil {
		if typ.reserved == 0 && typ.Lookup(nameSlots).ref == nil {
			return slots, nil
		}
		copyreg, err := t.Result(t.Interp.Engine.Import(t, "copyreg", t.Interp.Builtins, None, 0))
		if err != nil {
			return nil, err
		}
		if names, err = CallMethod(t, copyreg, "_slotnames", Ref(typ)); err != nil {
			return nil, err
		}
	}
	if names.IsNone() {
		return slots, nil
	}
	list, ok := AsList(names)
	if !ok {
		return nil, Errorf(TypeError, "%s.__slotnames__ should be a list or None, not %s", typ.Name(), TypeOf(names).FullName())
	}
	n := len(list.Items)
	for i := 0; i < n; i++ {
		key := list.Items[i]
		name, err := nameArg(t, key)
		if err != nil {
			return nil, err
		}
		v, err := LookupAttr(t, self, name)
		if err != nil {
			return nil, err
		}
		if v.ref != nil {
			slots.setStr(name, v)
		}
		if len(list.Items) != n {
			return nil, Errorf(RuntimeError, "__slotnames__ changed size during iteration")
		}
	}
	return slots, nil
}

var nameSlotNames = InternStatic("__slotnames__")

func objectReduceEx(t *Thread, self Value, a Args) (Value, error) {
	proto, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	name := InternStatic("__reduce__")
	if m := t.LookupType(TypeOf(self), name); m != t.LookupType(&objectType, name) {
		return CallMethod(t, self, "__reduce__")
	}
	return commonReduce(t, self, proto)
}

// commonReduce is the default of __reduce_ex__: protocol 2 and later make the
// object by copyreg.__newobj__ and set its state.
func commonReduce(t *Thread, self Value, proto int) (Value, error) {
	copyreg, err := t.Result(t.Interp.Engine.Import(t, "copyreg", t.Interp.Builtins, None, 0))
	if err != nil {
		return Value{}, err
	}
	if proto < 2 {
		return CallMethod(t, copyreg, "_reduce_ex", self, Int(int64(proto)))
	}
	cls, err := GetAttr(t, self, "__class__")
	if err != nil {
		return Value{}, err
	}
	typ := TypeOf(self)
	if typ == &codeType {
		return Value{}, Errorf(TypeError, "cannot pickle code objects")
	}
	if typ.New == nil {
		return Value{}, Errorf(TypeError, "cannot pickle '%s' object", typ.FullName())
	}
	args, kwargs, has, err := newArguments(t, self)
	if err != nil {
		return Value{}, err
	}
	fn, name := Value{}, "__newobj__"
	var fnArgs Value
	if kwargs != nil && kwargs.Len() > 0 {
		name = "__newobj_ex__"
		fnArgs = NewTuple(cls, Ref(MakeTuple(args)), Ref(kwargs))
	} else {
		fnArgs = Ref(MakeTuple(append([]Value{cls}, args...)))
	}
	if fn, err = GetAttr(t, copyreg, name); err != nil {
		return Value{}, err
	}
	_, isList := AsList(self)
	_, isDict := AsDict(self)
	var state Value
	if getstate := InternStatic("__getstate__"); t.LookupType(typ, getstate) == t.LookupType(&objectType, getstate) {
		state, err = objectState(t, self, !has && !isList && !isDict)
	} else {
		state, err = CallMethod(t, self, "__getstate__")
	}
	if err != nil {
		return Value{}, err
	}
	listItems, dictItems := None, None
	if isList {
		if listItems, err = Iter(t, self); err != nil {
			return Value{}, err
		}
	}
	if isDict {
		items, err := CallMethod(t, self, "items")
		if err != nil {
			return Value{}, err
		}
		if dictItems, err = Iter(t, items); err != nil {
			return Value{}, err
		}
	}
	return NewTuple(fn, fnArgs, state, listItems, dictItems), nil
}

// newArguments asks __getnewargs_ex__ or __getnewargs__; has says that there is
// one.
func newArguments(t *Thread, self Value) (args []Value, kwargs *Dict, has bool, err error) {
	m, err := BindSpecial(t, self, "__getnewargs_ex__")
	if err != nil {
		return nil, nil, false, err
	}
	if m.ref != nil {
		r, err := Call(t, m)
		if err != nil {
			return nil, nil, false, err
		}
		tup, ok := AsTuple(r)
		if !ok {
			return nil, nil, false, Errorf(TypeError, "__getnewargs_ex__ should return a tuple, not '%s'", TypeOf(r).FullName())
		}
		if len(tup.Items) != 2 {
			return nil, nil, false, Errorf(ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", len(tup.Items))
		}
		at, ok := AsTuple(tup.Items[0])
		if !ok {
			return nil, nil, false, Errorf(TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", TypeOf(tup.Items[0]).FullName())
		}
		kd, ok := AsDict(tup.Items[1])
		if !ok {
			return nil, nil, false, Errorf(TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", TypeOf(tup.Items[1]).FullName())
		}
		return at.Items, kd, true, nil
	}
	if m, err = BindSpecial(t, self, "__getnewargs__"); err != nil || m.ref == nil {
		return nil, nil, false, err
	}
	r, err := Call(t, m)
	if err != nil {
		return nil, nil, false, err
	}
	tup, ok := AsTuple(r)
	if !ok {
		return nil, nil, false, Errorf(TypeError, "__getnewargs__ should return a tuple, not '%s'", TypeOf(r).FullName())
	}
	return tup.Items, nil, true, nil
}

// objectSetClass is the setter of __class__: between classes of one layout.
func objectSetClass(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "can't delete __class__ attribute")
	}
	to, ok := As[Type](val, &typeType)
	if !ok {
		return Errorf(TypeError, "__class__ must be set to a class, not '%s' object", TypeOf(val).FullName())
	}
	from := TypeOf(self)
	module := from.IsSubtype(&moduleType) && to.IsSubtype(&moduleType)
	if !module && (from.flags&heapType == 0 || to.flags&heapType == 0) {
		return Errorf(TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
	}
	if !sameLayout(from, to) {
		return Errorf(TypeError, "__class__ assignment: '%s' object layout differs from '%s'", to.Name(), from.Name())
	}
	in := instOf(self)
	changeType(self, to)
	if in != nil {
		in.rehome(to)
	}
	return nil
}

// sameLayout reports whether instances of one class can become instances of the
// other: past the bases that add nothing to their instances the classes are the
// same, or add the same to the same base.
func sameLayout(a, b *Type) bool {
	a, b = a.layoutClass(), b.layoutClass()
	if a == b {
		return true
	}
	return a.layout == b.layout && a.base == b.base && a.instOff == b.instOff && a.flags&noDict == b.flags&noDict &&
		a.hasWeakref() == b.hasWeakref() && slices.Equal(a.slotNames, b.slotNames)
}

// layoutClass returns the nearest class, c or a base, that adds something to its
// instances.
func (c *Type) layoutClass() *Type {
	for c.base != nil && c.flags&heapType != 0 {
		b := c.base
		if len(c.slotNames) > 0 || c.instOff != b.instOff || c.flags&noDict != b.flags&noDict || c.hasWeakref() != b.hasWeakref() {
			break
		}
		c = b
	}
	return c
}

// hasWeakref reports whether instances can be referred to weakly. Those of module
// can, without an attribute that says so.
func (c *Type) hasWeakref() bool {
	return c.IsSubtype(&moduleType) || c.Lookup(nameWeakref).ref != nil
}

// rehome gives the instance part the shape of class c that names the same
// attributes.
func (in *Inst) rehome(c *Type) {
	if in.shape.dict {
		in.shape = c.dictShape()
		return
	}
	s := c.rootShape
	for _, n := range in.shape.names() {
		s = s.add(n)
	}
	in.shape = s
}
