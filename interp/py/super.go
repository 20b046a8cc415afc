package py

// Super is a super object: obj's attributes as seen after typ in the MRO of
// objType. An unbound super has neither obj nor objType.
// https://docs.python.org/3.14/library/functions.html#super
type Super struct {
	Header
	typ     *Type
	obj     Value
	objType *Type
}

var superType Type

// SuperType is the type super.
var SuperType = &superType

// NewSuper returns super(typ, obj).
func NewSuper(t *Thread, typ *Type, obj Value) (Value, error) {
	ot, err := superCheck(t, typ, obj)
	if err != nil {
		return Value{}, err
	}
	return Ref(&Super{Header{&superType}, typ, obj, ot}), nil
}

// superCheck returns the type whose MRO super(typ, obj) follows.
func superCheck(t *Thread, typ *Type, obj Value) (*Type, error) {
	ot := TypeOf(obj)
	if ot.flags&typeSub != 0 {
		if c := Cast[Type](obj); c.IsSubtype(typ) {
			return c, nil
		}
	}
	if ot.IsSubtype(typ) {
		return ot, nil
	}
	// A proxy may claim another class.
	c, err := LookupAttr(t, obj, nameClass)
	if err != nil {
		return nil, err
	}
	if c.ref != nil {
		if ct, ok := As[Type](c, &typeType); ok && ct != ot && ct.IsSubtype(typ) {
			return ct, nil
		}
	}
	kind, name := "instance of ", ot.FullName()
	if ot.flags&typeSub != 0 {
		kind, name = "type ", Cast[Type](obj).FullName()
	}
	return nil, Errorf(TypeError, "super(type, obj): obj (%s%s) is not an instance or subtype of type (%s).", kind, name, typ.FullName())
}

// superFind finds name in the MRO of ot after typ.
func superFind(typ, ot *Type, name *Str) Value {
	mro := ot.mro
	i := 0
	for i < len(mro) && mro[i] != typ {
		i++
	}
	for i++; i < len(mro); i++ {
		if v := mro[i].attrs().getStr(name); v.ref != nil {
			return v
		}
	}
	return Value{}
}

// superBind binds what superFind found to obj.
func superBind(t *Thread, d, obj Value, ot *Type) Value {
	get := TypeOf(d).DescrGet
	if get == nil {
		return d
	}
	if TypeOf(obj).flags&typeSub != 0 && Cast[Type](obj) == ot {
		return get(t, d, Value{}, ot)
	}
	return get(t, d, obj, ot)
}

// SuperLookup is super(typ, obj).name without the super object.
func SuperLookup(t *Thread, typ *Type, obj Value, name *Str) Value {
	ot, err := superCheck(t, typ, obj)
	if err != nil {
		return t.Fail(err)
	}
	if name != nameClass {
		if d := superFind(typ, ot, name); d.ref != nil {
			return superBind(t, d, obj, ot)
		}
	}
	s := Ref(&Super{Header{&superType}, typ, obj, ot})
	return GenericGetAttr(t, s, name)
}

// SuperMethod finds the method name of super(typ, obj) for a call: if the result
// method is true, v is to be called with obj first, otherwise v is bound already.
func SuperMethod(t *Thread, typ *Type, obj Value, name *Str) (v Value, method bool) {
	ot, err := superCheck(t, typ, obj)
	if err != nil {
		return t.Fail(err), false
	}
	if d := superFind(typ, ot, name); d.ref != nil && name != nameClass {
		if TypeOf(d).flags&MethodDescr != 0 && ot == TypeOf(obj) {
			return d, true
		}
		return superBind(t, d, obj, ot), false
	}
	return SuperLookup(t, typ, obj, name), false
}

func superSpec() TypeSpec {
	return TypeSpec{Name: "super", Layout: LayoutOf[Super](),
		Doc:     "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
		Slots:   Slots{New: superNew, Init: superInit, GetAttr: superGetAttr, Repr: superRepr, DescrGet: superDescrGet},
		Members: []string{"__thisclass__", "__self__", "__self_class__"},
		Getset: []Getset{
			{"__thisclass__", func(t *Thread, v Value) (Value, error) { return typeOrNone(Cast[Super](v).typ), nil }, readonly, "the class invoking super()"},
			{"__self__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Super](v).obj), nil }, readonly, "the instance invoking super(); may be None"},
			{"__self_class__", func(t *Thread, v Value) (Value, error) { return typeOrNone(Cast[Super](v).objType), nil }, readonly, "the type of the instance invoking super(); may be None"},
		}}
}

func typeOrNone(c *Type) Value {
	if c == nil {
		return None
	}
	return Ref(c)
}

func superNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	return Ref(Make[Super](typ))
}

func superInit(t *Thread, self Value, args []Value, kw []Value) bool {
	s := Cast[Super](self)
	if len(kw) > 0 {
		t.Raise(TypeError, "super() takes no keyword arguments")
		return false
	}
	if len(args) > 2 {
		t.Raise(TypeError, "super() expected at most 2 arguments, got %d", len(args))
		return false
	}
	var typ *Type
	var obj Value
	if len(args) == 0 {
		var err error
		if typ, obj, err = superArgs(t); err != nil {
			t.Fail(err)
			return false
		}
	} else {
		var ok bool
		if typ, ok = As[Type](args[0], &typeType); !ok {
			t.Raise(TypeError, "super() argument 1 must be a type, not %s", TypeOf(args[0]).FullName())
			return false
		}
		if len(args) == 2 && !args[1].IsNone() {
			obj = args[1]
		}
	}
	s.typ, s.obj, s.objType = typ, obj, nil
	if obj.ref != nil {
		ot, err := superCheck(t, typ, obj)
		if err != nil {
			t.Fail(err)
			return false
		}
		s.objType = ot
	}
	return true
}

// superArgs finds the arguments of a zero-argument super() that the compiler did
// not see as such: __class__ and the first argument of the running function.
func superArgs(t *Thread) (*Type, Value, error) {
	f := t.Frame
	if f == nil || f.Func == nil {
		return nil, Value{}, Errorf(RuntimeError, "super(): no current frame")
	}
	code := f.Func.Block.Code
	if code.ArgCount == 0 && code.Flags&CodeVarArgs == 0 {
		return nil, Value{}, Errorf(RuntimeError, "super(): no arguments")
	}
	reg := 0
	if code.ArgCount == 0 {
		reg = code.KwOnly
	}
	regs := Window(f.Regs, code.NRegs)
	obj := regs[reg]
	for _, c := range code.Cells {
		if c.Reg == reg && obj.ref != nil {
			if cell, ok := As[Cell](obj, &cellType); ok {
				obj = cell.V
			}
		}
	}
	if reg >= len(regs) || obj.ref == nil {
		return nil, Value{}, Errorf(RuntimeError, "super(): arg[0] deleted")
	}
	if code.ArgCount == 0 {
		tup, ok := AsTuple(obj)
		if !ok || len(tup.Items) == 0 {
			return nil, Value{}, Errorf(RuntimeError, "super(): no arguments")
		}
		obj = tup.Items[0]
	}
	for i, fv := range code.Free {
		if fv.Name != "__class__" || i >= len(f.Func.Closure) {
			continue
		}
		c := f.Func.Closure[i].V
		if c.ref == nil {
			return nil, Value{}, Errorf(RuntimeError, "super(): empty __class__ cell")
		}
		typ, ok := As[Type](c, &typeType)
		if !ok {
			return nil, Value{}, Errorf(RuntimeError, "super(): __class__ is not a type (%s)", TypeOf(c).FullName())
		}
		return typ, obj, nil
	}
	return nil, Value{}, Errorf(RuntimeError, "super(): __class__ cell not found")
}

func superGetAttr(t *Thread, v Value, name *Str) Value {
	s := Cast[Super](v)
	if s.objType != nil && name != nameClass {
		if d := superFind(s.typ, s.objType, name); d.ref != nil {
			return superBind(t, d, s.obj, s.objType)
		}
	}
	return GenericGetAttr(t, v, name)
}

func superDescrGet(t *Thread, d, obj Value, typ *Type) Value {
	s := Cast[Super](d)
	if obj.ref == nil || obj.IsNone() || s.obj.ref != nil || s.typ == nil {
		return d
	}
	if TypeOf(d) != &superType {
		return CallSlot(t, Ref(TypeOf(d)), []Value{Ref(s.typ), obj}, nil)
	}
	r, err := NewSuper(t, s.typ, obj)
	if err != nil {
		return t.Fail(err)
	}
	return r
}

func superRepr(t *Thread, v Value) Value {
	s := Cast[Super](v)
	typ := "NULL"
	if s.typ != nil {
		typ = s.typ.Name()
	}
	if s.objType == nil {
		return NewStr("<super: <class '" + typ + "'>, NULL>")
	}
	return NewStr("<super: <class '" + typ + "'>, <" + s.objType.Name() + " object>>")
}
