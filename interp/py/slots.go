package py

import "sync"

// slotDef ties a special method to a slot, in both directions: a class that
// defines the method gets the generic slot that calls it; a built-in type that
// has the slot gets a wrapper object in its dict.
type slotDef struct {
	name    string
	str     *Str
	has     func(s *Slots) bool
	inherit func(dst, src *Slots)
	generic func(dst *Slots)
	// sig and call make the wrapper: sig without self, self first in call.
	sig  string
	call func(t *Thread, owner *Type, self Value, a Args) (Value, error)
}

var slotTable struct {
	once   sync.Once
	defs   []slotDef
	byName map[*Str][]*slotDef
}

// slotDefs returns the table of special methods.
func slotDefs() []slotDef {
	slotTable.once.Do(func() {
		slotTable.defs = makeSlotDefs()
		slotTable.byName = make(map[*Str][]*slotDef, len(slotTable.defs))
		for i := range slotTable.defs {
			d := &slotTable.defs[i]
			d.str = InternStatic(d.name)
			slotTable.byName[d.str] = append(slotTable.byName[d.str], d)
		}
	})
	return slotTable.defs
}

// SlotWrapper is the method that a built-in type's slot shows to Python code
// (wrapper_descriptor), like int.__add__.
type SlotWrapper struct {
	Header
	def   *slotDef
	owner *Type
	sig   *Signature
}

// addSlotWrappers puts the wrappers of the slots that the spec itself fills into
// the type's dict.
func addSlotWrappers(t *Type, spec *TypeSpec, set func(string, Value)) {
	defs := slotDefs()
	own := spec.Slots
	if spec.Init != nil {
		own.Init = builtinInit
	}
	for i := range defs {
		d := &defs[i]
		if d.has(&own) {
			sig := NewSignature(d.name, d.sig)
			sig.slot = true
			set(d.name, Ref(&SlotWrapper{Header{&slotWrapperType}, d, t, sig}))
		}
	}
	if t.flags&NoInstances == 0 && (spec.New != nil || spec.Slots.New != nil) {
		set("__new__", Ref(newTypeNew(t)))
	}
}

// newTypeNew returns the __new__ of a built-in type.
func newTypeNew(t *Type) *Builtin {
	m := &Method{Name: "__new__", Signature: "($type, *args, **kwargs)", Flags: Static}
	m.Func = func(th *Thread, _ Value, a Args) (Value, error) {
		args := Cast[Tuple](a[0]).Items
		if len(args) == 0 {
			return Value{}, Errorf(TypeError, "%s.__new__(): not enough arguments", t.Name())
		}
		typ, ok := As[Type](args[0], &typeType)
		if !ok {
			return Value{}, Errorf(TypeError, "%s.__new__(X): X is not a type object (%s)", t.Name(), TypeOf(args[0]).FullName())
		}
		if !typ.IsSubtype(t) {
			return Value{}, Errorf(TypeError, "%s.__new__(%s): %s is not a subtype of %s", t.Name(), typ.Name(), typ.Name(), t.Name())
		}
		if base := typ.staticBase(); base != t && base.New != nil && !sameNew(base, t) {
			return Value{}, Errorf(TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", t.Name(), typ.Name(), base.Name())
		}
		pos, kw := unpackKw(args[1:], Cast[Dict](a[1]))
		return th.Result(t.New(th, typ, pos, kw))
	}
	b := newBuiltin(m, t, Ref(t))
	return b
}

// sameNew reports whether b makes its instances as its ancestor t does.
func sameNew(b, t *Type) bool {
	for ; b != nil; b = b.base {
		if b == t {
			return true
		}
		if b.spec != nil && (b.spec.New != nil || b.spec.Slots.New != nil) {
			return false
		}
	}
	return false
}

// staticBase returns the nearest built-in type that t derives from by layout.
func (t *Type) staticBase() *Type {
	for t.flags&heapType != 0 {
		t = t.base
	}
	return t
}

// unpackKw turns a tuple's items and a **kwargs dict into vectorcall form.
func unpackKw(pos []Value, kwargs *Dict) (args, kw []Value) {
	if kwargs == nil || kwargs.Len() == 0 {
		return append([]Value(nil), pos...), nil
	}
	args = append(make([]Value, 0, len(pos)+kwargs.Len()), pos...)
	for k, v, p, ok := kwargs.Next(0); ok; k, v, p, ok = kwargs.Next(p) {
		kw = append(kw, k)
		args = append(args, v)
	}
	return args, kw
}

// wrapUnary, wrapBinary … make the call functions of wrappers.
func wrapUnary(slot func(s *Slots) UnaryFunc) func(*Thread, *Type, Value, Args) (Value, error) {
	return func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		return t.Result(slot(&owner.Slots)(t, self))
	}
}

func wrapBinary(slot func(s *Slots) BinaryFunc, swap bool) func(*Thread, *Type, Value, Args) (Value, error) {
	return func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		if swap {
			return t.Result(slot(&owner.Slots)(t, a[0], self))
		}
		return t.Result(slot(&owner.Slots)(t, self, a[0]))
	}
}

func unaryDef(name string, field func(s *Slots) *UnaryFunc) slotDef {
	str := InternStatic(name)
	get := func(s *Slots) UnaryFunc { return *field(s) }
	return slotDef{
		name:    name,
		has:     func(s *Slots) bool { return *field(s) != nil },
		inherit: func(dst, src *Slots) { *field(dst) = *field(src) },
		generic: func(dst *Slots) {
			*field(dst) = func(t *Thread, v Value) Value {
				r, ok := callSpecial(t, v, str)
				if !ok {
					return t.Raise(TypeError, "'%s' object has no %s", TypeOf(v).FullName(), name)
				}
				return r
			}
		},
		sig:  "()",
		call: wrapUnary(get),
	}
}

func makeSlotDefs() []slotDef {
	defs := []slotDef{
		unaryDef("__neg__", func(s *Slots) *UnaryFunc { return &s.Neg }),
		unaryDef("__pos__", func(s *Slots) *UnaryFunc { return &s.Pos }),
		unaryDef("__invert__", func(s *Slots) *UnaryFunc { return &s.Invert }),
		unaryDef("__abs__", func(s *Slots) *UnaryFunc { return &s.Abs }),
		unaryDef("__int__", func(s *Slots) *UnaryFunc { return &s.Int }),
		unaryDef("__float__", func(s *Slots) *UnaryFunc { return &s.Float }),
		unaryDef("__index__", func(s *Slots) *UnaryFunc { return &s.Index }),
		unaryDef("__repr__", func(s *Slots) *UnaryFunc { return &s.Repr }),
		unaryDef("__str__", func(s *Slots) *UnaryFunc { return &s.Str }),
		unaryDef("__await__", func(s *Slots) *UnaryFunc { return &s.Await }),
		unaryDef("__aiter__", func(s *Slots) *UnaryFunc { return &s.AIter }),
		unaryDef("__anext__", func(s *Slots) *UnaryFunc { return &s.ANext }),
		iterDef(), nextDef(), hashDef(), boolDef(), lenDef(), callDef(),
		getItemDef(), setItemDef(), delItemDef(), containsDef(),
		getattributeDef(), getattrDef(), setattrDef(), delattrDef(),
		descrGetDef(), descrSetDef(), descrDeleteDef(), initDef(), newDef(),
		bufferDef(), releaseBufferDef(),
	}
	for op := LT; op <= GE; op++ {
		defs = append(defs, compareDef(op))
	}
	for op := OpAdd; op < NumBinaryOps; op++ {
		defs = append(defs, binaryDef(op, false), binaryDef(op, true))
		if op <= OpFloorDiv {
			defs = append(defs, inplaceDef(op))
		}
	}
	return append(defs, concatDef(), repeatDef("__mul__"), repeatDef("__rmul__"), inplaceConcatDef(), inplaceRepeatDef())
}

var opNames = [NumBinaryOps]string{"add", "sub", "mul", "matmul", "truediv", "mod", "pow", "lshift", "rshift", "or", "xor", "and", "floordiv", "divmod"}

var compareNames = [...]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}

// binaryDef serves __add__ (reflected false) and __radd__: both install the one
// slot, which decides by its operands.
func binaryDef(op BinaryOp, reflected bool) slotDef {
	name, rname := "__"+opNames[op]+"__", "__r"+opNames[op]+"__"
	lstr, rstr := InternStatic(name), InternStatic(rname)
	d := slotDef{
		name:    name,
		has:     func(s *Slots) bool { return s.Binary[op] != nil },
		inherit: func(dst, src *Slots) { dst.Binary[op] = src.Binary[op] },
		generic: func(dst *Slots) {
			// CPython's SLOT1BINFULL: the left method first, but the right one if its
			// class is a proper subclass that overrides it.
			var self BinaryFunc
			self = func(t *Thread, a, b Value) Value {
				at, bt := TypeOf(a), TypeOf(b)
				doOther := at != bt && bt.hasGeneric(op)
				if at.hasGeneric(op) {
					if doOther && bt.IsSubtype(at) && overrides(t, bt, at, rstr) {
						if r, ok := callSpecial(t, b, rstr, a); ok {
							if !r.IsNotImplemented() {
								return r
							}
							doOther = false
						}
					}
					if r, ok := callSpecial(t, a, lstr, b); ok && (!r.IsNotImplemented() || at == bt) {
						return r
					}
				}
				if doOther {
					if r, ok := callSpecial(t, b, rstr, a); ok {
						return r
					}
				}
				return NotImplemented
			}
			dst.Binary[op] = self
			if op == OpPow {
				dst.Pow = genericPow
			}
		},
		sig:  "(value, /)",
		call: wrapBinary(func(s *Slots) BinaryFunc { return s.Binary[op] }, reflected),
	}
	if reflected {
		d.name = rname
	}
	if op == OpPow {
		d.sig = "(value, mod=None, /)"
		d.call = func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			x, y := self, a[0]
			if reflected {
				x, y = y, x
			}
			if a[1].IsNone() {
				return t.Result(owner.Binary[OpPow](t, x, y))
			}
			if owner.Slots.Pow == nil {
				return NotImplemented, nil
			}
			return t.Result(owner.Slots.Pow(t, x, y, a[1]))
		}
	}
	return d
}

// hasGeneric reports whether a class of Python code defines the operator op or
// its reflection.
func (t *Type) hasGeneric(op BinaryOp) bool {
	return t.flags&heapType != 0 && t.genericOps&(1<<op) != 0
}

// overrides reports whether sub's attribute name differs from base's.
func overrides(t *Thread, sub, base *Type, name *Str) bool {
	return t.LookupType(sub, name) != t.LookupType(base, name)
}

func genericPow(t *Thread, a, b, mod Value) Value {
	if mod.IsNone() {
		return TypeOf(a).Binary[OpPow](t, a, b)
	}
	if TypeOf(a).hasGeneric(OpPow) {
		if r, ok := callSpecial(t, a, InternStatic("__pow__"), b, mod); ok {
			return r
		}
	}
	return NotImplemented
}

func inplaceDef(op BinaryOp) slotDef {
	name := "__i" + opNames[op] + "__"
	str := InternStatic(name)
	return slotDef{
		name:    name,
		has:     func(s *Slots) bool { return s.Inplace[op] != nil },
		inherit: func(dst, src *Slots) { dst.Inplace[op] = src.Inplace[op] },
		generic: func(dst *Slots) {
			dst.Inplace[op] = func(t *Thread, a, b Value) Value {
				if r, ok := callSpecial(t, a, str, b); ok {
					return r
				}
				return NotImplemented
			}
		},
		sig:  "(value, /)",
		call: wrapBinary(func(s *Slots) BinaryFunc { return s.Inplace[op] }, false),
	}
}

func compareDef(op CompareOp) slotDef {
	name := compareNames[op]
	return slotDef{
		name:    name,
		has:     func(s *Slots) bool { return s.Compare != nil },
		inherit: func(dst, src *Slots) { dst.Compare = src.Compare },
		generic: func(dst *Slots) { dst.Compare = genericCompare },
		sig:     "(value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			return t.Result(owner.Compare(t, self, a[0], op))
		},
	}
}

var compareStrs = [...]*Str{
	InternStatic("__lt__"), InternStatic("__le__"), InternStatic("__eq__"),
	InternStatic("__ne__"), InternStatic("__gt__"), InternStatic("__ge__"),
}

func genericCompare(t *Thread, a, b Value, op CompareOp) Value {
	typ := TypeOf(a)
	d := t.LookupType(typ, compareStrs[op])
	if d.ref == nil {
		return NotImplemented
	}
	if dt := TypeOf(d); dt.flags&MethodDescr == 0 && dt.DescrGet != nil {
		if d = dt.DescrGet(t, d, a, typ); d.IsError() {
			t.Exc = nil // a method that cannot be bound is as good as none
			return NotImplemented
		}
		return CallSlot(t, d, []Value{b}, nil)
	}
	if TypeOf(d).flags&MethodDescr != 0 {
		return CallSlot(t, d, append(make([]Value, 0, 4), a, b), nil)
	}
	return CallSlot(t, d, []Value{b}, nil)
}

func iterDef() slotDef {
	str := InternStatic("__iter__")
	d := unaryDef("__iter__", func(s *Slots) *UnaryFunc { return &s.Iter })
	d.generic = func(dst *Slots) {
		dst.Iter = func(t *Thread, v Value) Value {
			if m := t.LookupType(TypeOf(v), str); m.IsNone() {
				return t.Raise(TypeError, "'%s' object is not iterable", TypeOf(v).FullName())
			}
			r, ok := callSpecial(t, v, str)
			if !ok {
				return t.Raise(TypeError, "'%s' object is not iterable", TypeOf(v).FullName())
			}
			return r
		}
	}
	return d
}

func nextDef() slotDef {
	str := InternStatic("__next__")
	return slotDef{
		name:    "__next__",
		has:     func(s *Slots) bool { return s.Next != nil },
		inherit: func(dst, src *Slots) { dst.Next = src.Next },
		generic: func(dst *Slots) {
			dst.Next = func(t *Thread, v Value) Value {
				r, ok := callSpecial(t, v, str)
				if !ok {
					return t.Raise(TypeError, "'%s' object is not an iterator", TypeOf(v).FullName())
				}
				if r.IsError() && t.ExcMatches(StopIteration) {
					t.StopValue = stopValue(t.Exc)
					t.Exc = nil
					return Value{}
				}
				return r
			}
		},
		sig: "()",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			t.StopValue = Value{}
			v := owner.Next(t, self)
			if v.ref == nil {
				return Value{}, t.stopIteration()
			}
			return t.Result(v)
		},
	}
}

// stopIteration returns the StopIteration for an iterator that has just reported
// its end, with the value a generator returned.
func (t *Thread) stopIteration() error {
	v := t.StopValue
	t.StopValue = Value{}
	if v.ref == nil || v.IsNone() {
		return NewException(StopIteration)
	}
	return NewException(StopIteration, v)
}

// stopValue is the value member of a StopIteration.
func stopValue(e *Exception) Value {
	if v := e.member(0); v.ref != nil {
		return v
	}
	return None
}

func hashDef() slotDef {
	return slotDef{
		name:    "__hash__",
		has:     func(s *Slots) bool { return s.Hash != nil },
		inherit: func(dst, src *Slots) { dst.Hash = src.Hash },
		generic: func(dst *Slots) {
			dst.Hash = func(t *Thread, v Value) (uint64, bool) {
				if m := t.LookupType(TypeOf(v), nameHash); m.IsNone() {
					t.Raise(TypeError, "unhashable type: '%s'", TypeOf(v).FullName())
					return 0, false
				}
				r, ok := callSpecial(t, v, nameHash)
				if !ok {
					t.Raise(TypeError, "unhashable type: '%s'", TypeOf(v).FullName())
					return 0, false
				}
				if r.IsError() {
					return 0, false
				}
				if r.IsInt() {
					h := uint64(r.Int64())
					if h == ^uint64(0) {
						h--
					}
					return h, true
				}
				if !IntType.IsInstance(r) {
					t.Raise(TypeError, "__hash__ method should return an integer")
					return 0, false
				}
				return Hash(t, Index0(t, r))
			}
		},
		sig: "()",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			h, ok := owner.Slots.Hash(t, self)
			if !ok {
				return Value{}, t.Take()
			}
			return Int(HashResult(h)), nil
		},
	}
}

var (
	nameHash = InternStatic("__hash__")
	nameBool = InternStatic("__bool__")
	nameLen  = InternStatic("__len__")
)

func boolDef() slotDef {
	return slotDef{
		name:    "__bool__",
		has:     func(s *Slots) bool { return s.Bool != nil },
		inherit: func(dst, src *Slots) { dst.Bool = src.Bool },
		generic: func(dst *Slots) {
			dst.Bool = func(t *Thread, v Value) (bool, bool) {
				if m := t.LookupType(TypeOf(v), nameBool); m.IsNone() {
					t.Raise(TypeError, "'%s' cannot be interpreted as a boolean", TypeOf(v).FullName())
					return false, false
				}
				r, ok := callSpecial(t, v, nameBool)
				if !ok {
					return true, true
				}
				if r.IsError() {
					return false, false
				}
				if !r.IsBool() {
					t.Raise(TypeError, "__bool__ should return bool, returned %s", TypeOf(r).FullName())
					return false, false
				}
				return r == True, true
			}
		},
		sig: "()",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			b, ok := owner.Slots.Bool(t, self)
			if !ok {
				return Value{}, t.Take()
			}
			return Bool(b), nil
		},
	}
}

func lenDef() slotDef {
	return slotDef{
		name:    "__len__",
		has:     func(s *Slots) bool { return s.Len != nil },
		inherit: func(dst, src *Slots) { dst.Len = src.Len },
		generic: func(dst *Slots) {
			dst.Len = func(t *Thread, v Value) (int, bool) {
				r, ok := callSpecial(t, v, nameLen)
				if !ok {
					t.Raise(TypeError, "object of type '%s' has no len()", TypeOf(v).FullName())
					return 0, false
				}
				if r.IsError() {
					return 0, false
				}
				i, err := ToIndex(t, r, OverflowError)
				if err != nil {
					t.Fail(err)
					return 0, false
				}
				if i < 0 {
					t.Raise(ValueError, "__len__() should return >= 0")
					return 0, false
				}
				return i, true
			}
		},
		sig: "()",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			n, ok := owner.Slots.Len(t, self)
			if !ok {
				return Value{}, t.Take()
			}
			return Int(int64(n)), nil
		},
	}
}

func callDef() slotDef {
	str := InternStatic("__call__")
	return slotDef{
		name:    "__call__",
		has:     func(s *Slots) bool { return s.Call != nil },
		inherit: func(dst, src *Slots) { dst.Call = src.Call },
		generic: func(dst *Slots) {
			dst.Call = func(t *Thread, callee Value, args []Value, kw []Value) Value {
				if !t.Enter("") {
					return Error
				}
				defer t.Leave()
				typ := TypeOf(callee)
				m := t.LookupType(typ, str)
				if m.ref == nil {
					return t.Raise(TypeError, "'%s' object is not callable", typ.FullName())
				}
				mt := TypeOf(m)
				if mt.flags&MethodDescr != 0 {
					return CallSlot(t, m, append([]Value{callee}, args...), kw)
				}
				if mt.DescrGet != nil {
					if m = mt.DescrGet(t, m, callee, typ); m.IsError() {
						return Error
					}
				}
				return CallSlot(t, m, args, kw)
			}
		},
		sig: "(*args, **kwargs)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			args, kw := unpackKw(Cast[Tuple](a[0]).Items, Cast[Dict](a[1]))
			return t.Result(owner.Slots.Call(t, self, args, kw))
		},
	}
}

func getItemDef() slotDef {
	str := InternStatic("__getitem__")
	return slotDef{
		name:    "__getitem__",
		has:     func(s *Slots) bool { return s.GetItem != nil },
		inherit: func(dst, src *Slots) { dst.GetItem = src.GetItem },
		generic: func(dst *Slots) {
			dst.GetItem = func(t *Thread, v, key Value) Value {
				r, ok := callSpecial(t, v, str, key)
				if !ok {
					return t.Raise(TypeError, "'%s' object is not subscriptable", TypeOf(v).FullName())
				}
				return r
			}
		},
		sig:  "(key, /)",
		call: wrapBinary(func(s *Slots) BinaryFunc { return s.GetItem }, false),
	}
}

var (
	nameSetItem = InternStatic("__setitem__")
	nameDelItem = InternStatic("__delitem__")
)

// genericSetItem is SetItem of a class with __setitem__ or __delitem__. The lack
// of the other one is an AttributeError, as in CPython.
func genericSetItem(t *Thread, v, key, val Value) bool {
	name, args := nameSetItem, []Value{key, val}
	if val.ref == nil {
		name, args = nameDelItem, args[:1]
	}
	r, ok := callSpecial(t, v, name, args...)
	if !ok {
		t.raiseAttributeMsg(v, name, "%s", name.s)
		return false
	}
	return !r.IsError()
}

func setItemDef() slotDef {
	return slotDef{
		name:    "__setitem__",
		has:     func(s *Slots) bool { return s.SetItem != nil },
		inherit: func(dst, src *Slots) { dst.SetItem = src.SetItem },
		generic: func(dst *Slots) { dst.SetItem = genericSetItem },
		sig:     "(key, value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			return t.done(owner.Slots.SetItem(t, self, a[0], a[1]))
		},
	}
}

func delItemDef() slotDef {
	d := setItemDef()
	d.name, d.sig = "__delitem__", "(key, /)"
	d.call = func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		return t.done(owner.Slots.SetItem(t, self, a[0], Value{}))
	}
	return d
}

// done turns the success flag of a slot into a None result.
func (t *Thread) done(ok bool) (Value, error) {
	if !ok {
		return Value{}, t.Take()
	}
	return None, nil
}

func containsDef() slotDef {
	str := InternStatic("__contains__")
	return slotDef{
		name:    "__contains__",
		has:     func(s *Slots) bool { return s.Contains != nil },
		inherit: func(dst, src *Slots) { dst.Contains = src.Contains },
		generic: func(dst *Slots) {
			dst.Contains = func(t *Thread, v, item Value) (bool, bool) {
				if m := t.LookupType(TypeOf(v), str); m.IsNone() {
					t.Raise(TypeError, "'%s' object is not a container", TypeOf(v).FullName())
					return false, false
				}
				r, ok := callSpecial(t, v, str, item)
				if !ok {
					return iterContains(t, v, item)
				}
				if r.IsError() {
					return false, false
				}
				return Truth(t, r)
			}
		},
		sig: "(key, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			b, ok := owner.Slots.Contains(t, self, a[0])
			if !ok {
				return Value{}, t.Take()
			}
			return Bool(b), nil
		},
	}
}

func concatDef() slotDef {
	return slotDef{
		name:    "__add__",
		has:     func(s *Slots) bool { return s.Concat != nil },
		inherit: func(dst, src *Slots) { dst.Concat = src.Concat },
		generic: func(dst *Slots) { dst.Concat = nil },
		sig:     "(value, /)",
		call:    wrapBinary(func(s *Slots) BinaryFunc { return s.Concat }, false),
	}
}

func repeatDef(name string) slotDef {
	return slotDef{
		name:    name,
		has:     func(s *Slots) bool { return s.Repeat != nil },
		inherit: func(dst, src *Slots) { dst.Repeat = src.Repeat },
		generic: func(dst *Slots) { dst.Repeat = nil },
		sig:     "(value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			return t.Result(owner.Slots.Repeat(t, self, a[0]))
		},
	}
}

func inplaceConcatDef() slotDef {
	return slotDef{
		name:    "__iadd__",
		has:     func(s *Slots) bool { return s.InplaceConcat != nil },
		inherit: func(dst, src *Slots) { dst.InplaceConcat = src.InplaceConcat },
		generic: func(dst *Slots) { dst.InplaceConcat = nil },
		sig:     "(value, /)",
		call:    wrapBinary(func(s *Slots) BinaryFunc { return s.InplaceConcat }, false),
	}
}

func inplaceRepeatDef() slotDef {
	return slotDef{
		name:    "__imul__",
		has:     func(s *Slots) bool { return s.InplaceRepeat != nil },
		inherit: func(dst, src *Slots) { dst.InplaceRepeat = src.InplaceRepeat },
		generic: func(dst *Slots) { dst.InplaceRepeat = nil },
		sig:     "(value, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			return t.Result(owner.Slots.InplaceRepeat(t, self, a[0]))
		},
	}
}
