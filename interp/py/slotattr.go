package py

var (
	nameGetattribute = InternStatic("__getattribute__")
	nameGetattr      = InternStatic("__getattr__")
	nameSetattr      = InternStatic("__setattr__")
	nameDelattr      = InternStatic("__delattr__")
	nameGet          = InternStatic("__get__")
	nameSet          = InternStatic("__set__")
	nameDelete       = InternStatic("__delete__")
	nameInit         = InternStatic("__init__")
	nameNew          = InternStatic("__new__")
)

// hookedGetAttr is the GetAttr slot of classes that define __getattribute__ or
// __getattr__.
func hookedGetAttr(t *Thread, v Value, name *Str) Value {
	r := hookedLookup(t, v, name)
	if r.IsError() {
		t.nameAttribute(v, name)
	}
	return r
}

func hookedLookup(t *Thread, v Value, name *Str) Value {
	typ := TypeOf(v)
	var r Value
	if typ.genericGet {
		// Only __getattr__: no exception is made for the common miss.
		if r = lookupAttr(t, v, name); r.ref == nil {
			if r, ok := callSpecial(t, v, nameGetattr, Ref(name)); ok {
				return r
			}
			t.raiseAttribute(v, name)
			return Error
		}
	} else {
		var ok bool
		if r, ok = callSpecial(t, v, nameGetattribute, Ref(name)); !ok {
			r = GenericGetAttr(t, v, name)
		}
	}
	if r.IsError() && t.ExcMatches(AttributeError) {
		if t.LookupType(typ, nameGetattr).ref == nil {
			return r
		}
		t.Exc = nil
		if r, ok := callSpecial(t, v, nameGetattr, Ref(name)); ok {
			return r
		}
	}
	return r
}

func nameArg(t *Thread, v Value) (*Str, error) {
	s, ok := AsStr(v)
	if !ok {
		return nil, Errorf(TypeError, "attribute name must be string, not '%s'", TypeOf(v).FullName())
	}
	return t.Interp.Intern(s), nil
}

func getattributeDef() slotDef {
	return slotDef{
		name:    "__getattribute__",
		has:     func(s *Slots) bool { return s.GetAttr != nil },
		inherit: func(dst, src *Slots) { dst.GetAttr = src.GetAttr },
		generic: func(dst *Slots) { dst.GetAttr = hookedGetAttr },
		sig:     "(name, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			name, err := nameArg(t, a[0])
			if err != nil {
				return Value{}, err
			}
			return t.Result(owner.Slots.GetAttr(t, self, name))
		},
	}
}

// getattrDef is __getattr__, which built-in types do not have as a slot.
func getattrDef() slotDef {
	return slotDef{
		name:    "__getattr__",
		has:     func(s *Slots) bool { return false },
		inherit: func(dst, src *Slots) {},
		generic: func(dst *Slots) { dst.GetAttr = hookedGetAttr },
	}
}

func genericSetAttrSlot(t *Thread, v Value, name *Str, val Value) bool {
	var r Value
	var ok bool
	if val.ref == nil {
		r, ok = callSpecial(t, v, nameDelattr, Ref(name))
	} else {
		r, ok = callSpecial(t, v, nameSetattr, Ref(name), val)
	}
	if !ok {
		return GenericSetAttr(t, v, name, val)
	}
	return !r.IsError()
}

func setattrDef() slotDef {
	return slotDef{
		name:    "__setattr__",
		has:     func(s *Slots) bool { return s.SetAttr != nil },
		inherit: func(dst, src *Slots) { dst.SetAttr = src.SetAttr },
		generic: func(dst *Slots) { dst.SetAttr = genericSetAttrSlot },
		sig:     "(name, value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			name, err := nameArg(t, a[0])
			if err != nil {
				return Value{}, err
			}
			if err := owner.mayJumpOver(self, "__setattr__"); err != nil {
				return Value{}, err
			}
			return t.done(owner.Slots.SetAttr(t, self, name, a[1]))
		},
	}
}

func delattrDef() slotDef {
	d := setattrDef()
	d.name, d.sig = "__delattr__", "(name, /)"
	d.call = func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		name, err := nameArg(t, a[0])
		if err != nil {
			return Value{}, err
		}
		if err := owner.mayJumpOver(self, "__delattr__"); err != nil {
			return Value{}, err
		}
		return t.done(owner.Slots.SetAttr(t, self, name, Value{}))
	}
	return d
}

// mayJumpOver fails if a built-in type between self's class and c sets attributes
// in its own way, which a call of c's wrapper would go around.
func (c *Type) mayJumpOver(self Value, what string) error {
	typ := TypeOf(self)
	for b := typ.staticBase(); b != nil && b != c; b = b.base {
		if b.spec != nil && b.spec.Slots.SetAttr != nil {
			return Errorf(TypeError, "can't apply this %s to %s object", what, typ.FullName())
		}
	}
	return nil
}

func descrGetDef() slotDef {
	return slotDef{
		name:    "__get__",
		has:     func(s *Slots) bool { return s.DescrGet != nil },
		inherit: func(dst, src *Slots) { dst.DescrGet = src.DescrGet },
		generic: func(dst *Slots) {
			dst.DescrGet = func(t *Thread, d, obj Value, typ *Type) Value {
				o, c := obj, None
				if o.ref == nil {
					o = None
				}
				if typ != nil {
					c = Ref(typ)
				}
				r, ok := callSpecial(t, d, nameGet, o, c)
				if !ok {
					return d
				}
				return r
			}
		},
		sig: "(instance, owner=None, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			obj := a[0]
			if obj.IsNone() {
				obj = Value{}
			}
			var typ *Type
			if !a[1].IsNone() {
				ct, ok := As[Type](a[1], &typeType)
				switch {
				case ok:
					typ = ct
				case obj.ref != nil:
					typ = TypeOf(obj)
				default:
					return Value{}, Errorf(TypeError, "__get__(x, y): y is not a type")
				}
			} else if obj.ref == nil {
				return Value{}, Errorf(TypeError, "__get__(None, None) is invalid")
			} else {
				typ = TypeOf(obj)
			}
			return t.Result(owner.Slots.DescrGet(t, self, obj, typ))
		},
	}
}

func genericDescrSet(t *Thread, d, obj, val Value) bool {
	var r Value
	var ok bool
	if val.ref == nil {
		if r, ok = callSpecial(t, d, nameDelete, obj); !ok {
			t.Raise(AttributeError, "__delete__")
			return false
		}
	} else if r, ok = callSpecial(t, d, nameSet, obj, val); !ok {
		t.Raise(AttributeError, "__set__")
		return false
	}
	return !r.IsError()
}

func descrSetDef() slotDef {
	return slotDef{
		name:    "__set__",
		has:     func(s *Slots) bool { return s.DescrSet != nil },
		inherit: func(dst, src *Slots) { dst.DescrSet = src.DescrSet },
		generic: func(dst *Slots) { dst.DescrSet = genericDescrSet },
		sig:     "(instance, value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			return t.done(owner.Slots.DescrSet(t, self, a[0], a[1]))
		},
	}
}

func descrDeleteDef() slotDef {
	d := descrSetDef()
	d.name, d.sig = "__delete__", "(instance, /)"
	d.call = func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		return t.done(owner.Slots.DescrSet(t, self, a[0], Value{}))
	}
	return d
}

func initDef() slotDef {
	return slotDef{
		name:    "__init__",
		has:     func(s *Slots) bool { return s.Init != nil },
		inherit: func(dst, src *Slots) { dst.Init = src.Init },
		generic: func(dst *Slots) {
			dst.Init = func(t *Thread, self Value, args []Value, kw []Value) bool {
				typ := TypeOf(self)
				m := t.LookupType(typ, nameInit)
				var r Value
				if mt := TypeOf(m); mt.flags&MethodDescr != 0 {
					buf := make([]Value, 0, len(args)+1)
					r = CallSlot(t, m, append(append(buf, self), args...), kw)
				} else {
					if mt.DescrGet != nil {
						if m = mt.DescrGet(t, m, self, typ); m.IsError() {
							return false
						}
					}
					r = CallSlot(t, m, args, kw)
				}
				if r.IsError() {
					return false
				}
				if !r.IsNone() {
					t.Raise(TypeError, "__init__() should return None, not '%s'", TypeOf(r).FullName())
					return false
				}
				return true
			}
		},
		sig: "(*args, **kwargs)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			args, kw := unpackKw(Cast[Tuple](a[0]).Items, Cast[Dict](a[1]))
			if owner.initFunc != nil {
				bound, err := owner.initSig.Bind(t, args, kw)
				if err == nil {
					err = owner.initFunc(t, self, bound)
				}
				if err != nil {
					return Value{}, err
				}
				return None, nil
			}
			return t.done(owner.Slots.Init(t, self, args, kw))
		},
	}
}

// newDef is __new__ of classes of Python code; built-in types show theirs through
// newTypeNew.
func newDef() slotDef {
	return slotDef{
		name:    "__new__",
		has:     func(s *Slots) bool { return false },
		inherit: func(dst, src *Slots) { dst.New = src.New },
		generic: func(dst *Slots) {
			dst.New = func(t *Thread, typ *Type, args []Value, kw []Value) Value {
				m := t.LookupType(typ, nameNew)
				if mt := TypeOf(m); mt.DescrGet != nil {
					if m = mt.DescrGet(t, m, Value{}, typ); m.IsError() {
						return Error
					}
				}
				buf := make([]Value, 0, len(args)+1)
				return CallSlot(t, m, append(append(buf, Ref(typ)), args...), kw)
			}
		},
	}
}
