package py

import "fmt"

func objectSpec() TypeSpec {
	return TypeSpec{
		Name: "object", TextSignature: "()", Layout: &objectLayout,
		Doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
		Slots: Slots{
			Repr: objectRepr, Str: objectStr, Hash: objectHash, Compare: objectCompare,
			GetAttr: GenericGetAttr, SetAttr: GenericSetAttr,
			New: objectNew, Init: objectInit,
		},
		Methods: objectMethods(), Getset: objectGetsets(),
	}
}

func objectRepr(t *Thread, v Value) Value {
	typ := TypeOf(v)
	return NewStr(fmt.Sprintf("<%s object at 0x%012x>", typ.ReprName(), v.ID()))
}

func objectStr(t *Thread, v Value) Value {
	if f := TypeOf(v).Repr; f != nil {
		return f(t, v) // str() checks what it returns
	}
	return objectRepr(t, v)
}

func objectHash(t *Thread, v Value) (uint64, bool) { return hashPointer(v), true }

func objectCompare(t *Thread, a, b Value, op CompareOp) Value {
	switch op {
	case EQ:
		if a == b {
			return True
		}
	case NE:
		// The inverse of ==, unless that says NotImplemented.
		typ := TypeOf(a)
		if typ.Compare == nil {
			return NotImplemented
		}
		r := typ.Compare(t, a, b, EQ)
		if r.IsError() || r.IsNotImplemented() {
			return r
		}
		eq, ok := Truth(t, r)
		if !ok {
			return Error
		}
		return Bool(!eq)
	}
	return NotImplemented
}

// ReprName is the type's name as object.__repr__ and repr(cls) show it: module
// and qualified name, without "builtins".
func (t *Type) ReprName() string {
	if t.flags&heapType == 0 {
		return t.name
	}
	q := t.qualname.s
	if m := t.dict.getStr(nameModule); m.ref != nil {
		if s, ok := AsStr(m); ok && s.s != "builtins" {
			return s.s + "." + q
		}
	}
	return q
}

func objectNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	if len(args) > 0 {
		if typ.Has(heapType) && t.LookupType(typ, nameNew) != t.LookupType(&objectType, nameNew) {
			return t.Raise(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if t.LookupType(typ, nameInit) == t.LookupType(&objectType, nameInit) {
			return t.Raise(TypeError, "%s() takes no arguments", typ.Name())
		}
	}
	if typ.flags&abstractType != 0 {
		return raiseAbstract(t, typ)
	}
	if typ == &objectType {
		return Ref(&Object{Header: Header{&objectType}})
	}
	if typ.layout != &objectLayout {
		return t.Raise(TypeError, "object.__new__(%s) is not safe, use %s.__new__()", typ.Name(), typ.staticBase().Name())
	}
	v := NewObject(typ)
	if typ.flags&hasFinalizer != 0 {
		t.Interp.finalizers.watch(t.Interp, v)
	}
	return v
}

func objectInit(t *Thread, self Value, args []Value, kw []Value) bool {
	if len(args) > 0 {
		typ := TypeOf(self)
		if t.LookupType(typ, nameInit) != t.LookupType(&objectType, nameInit) {
			t.Raise(TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
			return false
		}
		if t.LookupType(typ, nameNew) == t.LookupType(&objectType, nameNew) {
			t.Raise(TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", typ.Name())
			return false
		}
	}
	return true
}

func noneSpec() TypeSpec {
	return TypeSpec{Name: "NoneType", Doc: "The type of the None singleton.", Flags: NoSubclass, Layout: LayoutOf[Object](),
		Signature: "()", New: func(t *Thread, typ *Type, a Args) (Value, error) { return None, nil },
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value { return Ref(InternStatic("None")) },
			Bool: func(t *Thread, v Value) (bool, bool) { return false, true },
			Hash: func(t *Thread, v Value) (uint64, bool) { return 0xfca86420, true },
		}}
}

func ellipsisSpec() TypeSpec {
	return TypeSpec{Name: "ellipsis", Doc: "The type of the Ellipsis singleton.", Flags: NoSubclass, Layout: LayoutOf[Object](),
		Signature: "()", New: func(t *Thread, typ *Type, a Args) (Value, error) { return Ellipsis, nil },
		Slots: Slots{Repr: func(t *Thread, v Value) Value { return Ref(InternStatic("Ellipsis")) }},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Ref(InternStatic("Ellipsis")), nil
		}, 0, ""}},
	}
}

func notImplementedSpec() TypeSpec {
	return TypeSpec{Name: "NotImplementedType", Doc: "The type of the NotImplemented singleton.", Flags: NoSubclass, Layout: LayoutOf[Object](),
		Signature: "()", New: func(t *Thread, typ *Type, a Args) (Value, error) { return NotImplemented, nil },
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value { return Ref(InternStatic("NotImplemented")) },
			Bool: func(t *Thread, v Value) (bool, bool) {
				t.Raise(TypeError, "NotImplemented should not be used in a boolean context")
				return false, false
			},
		},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Ref(InternStatic("NotImplemented")), nil
		}, 0, ""}},
	}
}
