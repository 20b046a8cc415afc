package py

import (
	"fmt"
	"strings"
)

// The attributes of functions, methods, cells and modules.
// https://docs.python.org/3.14/reference/datamodel.html#the-standard-type-hierarchy

func functionSpec() TypeSpec {
	return TypeSpec{Name: "function", Layout: LayoutOf[Function](), Flags: NoSubclass | MethodDescr,
		Doc:       "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values",
		Signature: "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
		New:       functionNew,
		Slots: Slots{Call: functionCall, DescrGet: bindFunction, Repr: functionRepr,
			GetAttr: functionGetAttr, SetAttr: functionSetAttr},
		Members: []string{"__globals__", "__builtins__", "__closure__", "__doc__", "__module__"},
		Getset: []Getset{
			{"__code__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).Block.Code), nil }, functionSetCode, ""},
			{"__globals__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).Block.Globals), nil }, readonly, ""},
			{"__builtins__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).Block.Builtins), nil }, readonly, ""},
			{"__closure__", functionClosure, readonly, ""},
			{"__defaults__", functionDefaults, functionSetDefaults, ""},
			{"__kwdefaults__", functionKwDefaults, functionSetKwDefaults, ""},
			{"__name__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).Name), nil },
				func(t *Thread, v, val Value) error { return setStrField(&Cast[Function](v).Name, val, "__name__") }, ""},
			{"__qualname__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).qualName()), nil },
				func(t *Thread, v, val Value) error {
					return setStrField(&Cast[Function](v).Qualname, val, "__qualname__")
				}, ""},
			{"__module__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Function](v).Module), nil },
				func(t *Thread, v, val Value) error { Cast[Function](v).Module = orNone(val); return nil }, ""},
			{"__doc__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Function](v).Doc), nil },
				func(t *Thread, v, val Value) error { Cast[Function](v).Doc = orNone(val); return nil }, ""},
			{"__dict__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Function](v).attrDict()), nil }, functionSetDict, ""},
			{"__annotations__", functionAnnotations, functionSetAnnotations, ""},
			{"__annotate__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Function](v).Annotate), nil }, functionSetAnnotate, ""},
			{"__type_params__", func(t *Thread, v Value) (Value, error) {
				if p := Cast[Function](v).TypeParams; p.ref != nil {
					return p, nil
				}
				return NewTuple(), nil
			}, functionSetTypeParams, ""},
		}}
}

// readonly is the setter of attributes that CPython words "readonly attribute".
func readonly(t *Thread, self, val Value) error { return Errorf(AttributeError, "readonly attribute") }

func setStrField(dst **Str, val Value, name string) error {
	if val.ref != nil {
		if s, ok := AsStr(val); ok {
			*dst = s
			return nil
		}
	}
	return Errorf(TypeError, "%s must be set to a string object", name)
}

func (f *Function) qualName() *Str {
	if f.Qualname != nil {
		return f.Qualname
	}
	return f.Name
}

func functionNew(t *Thread, typ *Type, a Args) (Value, error) {
	code, ok := As[Code](a[0], &codeType)
	if !ok {
		return Value{}, Errorf(TypeError, "function() argument 'code' must be code, not %s", ArgName(a[0]))
	}
	globals, ok := AsDict(a[1])
	if !ok {
		return Value{}, Errorf(TypeError, "function() argument 'globals' must be dict, not %s", ArgName(a[1]))
	}
	name := MakeStr(code.Name)
	if !a[2].IsNone() {
		if name, ok = AsStr(a[2]); !ok {
			return Value{}, Errorf(TypeError, "arg 3 (name) must be None or string")
		}
	}
	var defaults []Value
	if !a[3].IsNone() {
		tup, ok := AsTuple(a[3])
		if !ok {
			return Value{}, Errorf(TypeError, "arg 4 (defaults) must be None or tuple")
		}
		defaults = append(defaults, tup.Items...)
	}
	var closure []*Cell
	if tup, ok := AsTuple(a[4]); ok {
		if len(tup.Items) != len(code.Free) {
			return Value{}, Errorf(ValueError, "%s requires closure of length %d, not %d", code.Name, len(code.Free), len(tup.Items))
		}
		for _, c := range tup.Items {
			cell, ok := As[Cell](c, &cellType)
			if !ok {
				return Value{}, Errorf(TypeError, "arg 5 (closure) expected cell, found %s", TypeOf(c).FullName())
			}
			closure = append(closure, cell)
		}
	} else if !a[4].IsNone() || len(code.Free) > 0 {
		return Value{}, Errorf(TypeError, "arg 5 (closure) must be tuple")
	}
	f := NewFunction(t.Interp.Engine.Link(t, code, globals), closure)
	if caller := t.CallerFrame(0); caller != nil && globals.GetName("__builtins__").IsUnbound() {
		f.Block.Builtins = caller.Func.Block.Builtins
	}
	f.Name, f.Defaults, f.Doc = name, defaults, orNone(code.Doc)
	f.Qualname = MakeStr(code.Qualname)
	if code.Qualname == "" {
		f.Qualname = f.Name
	}
	f.Module = orNone(globals.getStr(nameName))
	if !a[5].IsNone() {
		kd, ok := AsDict(a[5])
		if !ok {
			return Value{}, Errorf(TypeError, "arg 6 (kwdefaults) must be None or dict")
		}
		f.KwDefaults = kd
	}
	return Ref(f), nil
}

func functionRepr(t *Thread, v Value) Value {
	return NewStr(fmt.Sprintf("<function %s at 0x%x>", Cast[Function](v).qualName().s, v.ID()))
}

// functionGetAttr is the generic lookup with the function's own dict for the
// instance's.
func functionGetAttr(t *Thread, v Value, name *Str) Value {
	if r := lookupFunctionAttr(t, v, name); r.ref != nil {
		return r
	}
	t.raiseAttribute(v, name)
	return Error
}

func lookupFunctionAttr(t *Thread, v Value, name *Str) Value {
	d := t.LookupType(&functionType, name)
	if d.ref != nil {
		if dt := TypeOf(d); dt.DescrSet != nil && dt.DescrGet != nil {
			return dt.DescrGet(t, d, v, &functionType)
		}
	}
	if own := Cast[Function](v).dict; own != nil {
		if r := own.getStr(name); r.ref != nil {
			return r
		}
	}
	if d.ref == nil {
		return Value{}
	}
	if get := TypeOf(d).DescrGet; get != nil {
		return get(t, d, v, &functionType)
	}
	return d
}

func functionSetAttr(t *Thread, v Value, name *Str, val Value) bool {
	if d := t.LookupType(&functionType, name); d.ref != nil {
		if set := TypeOf(d).DescrSet; set != nil {
			return set(t, d, v, val)
		}
	}
	return setInDict(t, v, Cast[Function](v).attrDict(), name, val)
}

// setInDict stores or deletes an attribute of v kept in d.
func setInDict(t *Thread, v Value, d *Dict, name *Str, val Value) bool {
	if val.ref != nil {
		d.setStr(name, val)
		return true
	}
	if !d.delStr(name) {
		t.raiseAttributeMsg(v, name, "'%s' object has no attribute '%s'", TypeOf(v).FullName(), name.s)
		return false
	}
	return true
}

func functionSetCode(t *Thread, self, val Value) error {
	if val.ref == nil || TypeOf(val) != &codeType {
		return Errorf(TypeError, "__code__ must be set to a code object")
	}
	f, code := Cast[Function](self), Cast[Code](val)
	if len(code.Free) != len(f.Closure) {
		return Errorf(ValueError, "%s() requires a code object with %d free vars, not %d", f.Name.s, len(f.Closure), len(code.Free))
	}
	kind := func(c *Code) CodeFlags { return c.Flags & (CodeGenerator | CodeCoroutine | CodeAsyncGenerator) }
	if kind(code) != kind(f.Block.Code) {
		err := t.Interp.Warn(t, "DeprecationWarning", "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)", "", 0)
		if err != nil {
			return err
		}
	}
	f.Block = t.Interp.Engine.Link(t, code, f.Block.Globals)
	return nil
}

func functionClosure(t *Thread, self Value) (Value, error) {
	f := Cast[Function](self)
	if len(f.Closure) == 0 {
		return None, nil
	}
	items := make([]Value, len(f.Closure))
	for i, c := range f.Closure {
		items[i] = Ref(c)
	}
	return NewTuple(items...), nil
}

func functionDefaults(t *Thread, self Value) (Value, error) {
	f := Cast[Function](self)
	if len(f.Defaults) == 0 {
		if f.defaults.ref != nil {
			return f.defaults, nil
		}
		return None, nil
	}
	if f.defaults.ref == nil {
		f.defaults = NewTuple(append([]Value(nil), f.Defaults...)...)
	}
	return f.defaults, nil
}

func functionSetDefaults(t *Thread, self, val Value) error {
	f := Cast[Function](self)
	if val.ref == nil || val.IsNone() {
		f.Defaults, f.defaults = nil, Value{}
		return nil
	}
	tup, ok := AsTuple(val)
	if !ok {
		return Errorf(TypeError, "__defaults__ must be set to a tuple object")
	}
	f.Defaults, f.defaults = append([]Value(nil), tup.Items...), val
	return nil
}

func functionKwDefaults(t *Thread, self Value) (Value, error) {
	if d := Cast[Function](self).KwDefaults; d != nil {
		return Ref(d), nil
	}
	return None, nil
}

func functionSetKwDefaults(t *Thread, self, val Value) error {
	f := Cast[Function](self)
	if val.ref == nil || val.IsNone() {
		f.KwDefaults = nil
		return nil
	}
	d, ok := AsDict(val)
	if !ok {
		return Errorf(TypeError, "__kwdefaults__ must be set to a dict object")
	}
	f.KwDefaults = d
	return nil
}

func functionSetDict(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "cannot delete __dict__")
	}
	d, ok := AsDict(val)
	if !ok {
		return Errorf(TypeError, "__dict__ must be set to a dictionary, not a '%s'", TypeOf(val).FullName())
	}
	Cast[Function](self).dict = d
	return nil
}

// annotationsOf returns the annotations dict that annotate computes, for the
// holder of *cached.
func annotationsOf(t *Thread, cached *Value, annotate Value) (Value, error) {
	if cached.ref != nil {
		return *cached, nil
	}
	d := Ref(NewDict())
	if annotate.ref != nil && !annotate.IsNone() {
		r, err := Call(t, annotate, Int(1))
		if err != nil {
			return Value{}, err
		}
		if _, ok := AsDict(r); !ok {
			return Value{}, Errorf(TypeError, "__annotate__ returned non-dict of type '%s'", TypeOf(r).FullName())
		}
		d = r
	}
	*cached = d
	return d, nil
}

func functionAnnotations(t *Thread, self Value) (Value, error) {
	f := Cast[Function](self)
	return annotationsOf(t, &f.Annotations, f.Annotate)
}

func functionSetAnnotations(t *Thread, self, val Value) error {
	f := Cast[Function](self)
	if val.ref == nil || val.IsNone() {
		f.Annotations, f.Annotate = Value{}, None
		return nil
	}
	if _, ok := AsDict(val); !ok {
		return Errorf(TypeError, "__annotations__ must be set to a dict object")
	}
	f.Annotations, f.Annotate = val, None
	return nil
}

func functionSetAnnotate(t *Thread, self, val Value) error {
	f := Cast[Function](self)
	switch {
	case val.ref == nil:
		return Errorf(TypeError, "__annotate__ cannot be deleted")
	case val.IsNone():
		f.Annotate = None
	case TypeOf(val).Call != nil:
		f.Annotate, f.Annotations = val, Value{}
	default:
		return Errorf(TypeError, "__annotate__ must be callable or None")
	}
	return nil
}

func functionSetTypeParams(t *Thread, self, val Value) error {
	if val.ref != nil {
		if _, ok := AsTuple(val); ok {
			Cast[Function](self).TypeParams = val
			return nil
		}
	}
	return Errorf(TypeError, "__type_params__ must be set to a tuple")
}

func cellSpec() TypeSpec {
	return TypeSpec{Name: "cell", TextSignature: "([contents])", Layout: LayoutOf[Cell](), Flags: NoSubclass | Unhashable,
		Doc:       "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
		Signature: "(contents=<unrepresentable>, /)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			return Ref(NewCell(a[0])), nil
		},
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value {
				c := Cast[Cell](v).V
				if c.ref == nil {
					return NewStr(fmt.Sprintf("<cell at 0x%x: empty>", v.ID()))
				}
				return NewStr(fmt.Sprintf("<cell at 0x%x: %s object at 0x%x>", v.ID(), TypeOf(c).FullName(), c.ID()))
			},
			Compare: func(t *Thread, a, b Value, op CompareOp) Value {
				y, ok := As[Cell](b, &cellType)
				if !ok {
					return NotImplemented
				}
				p, q := Cast[Cell](a).V, y.V
				if p.ref != nil && q.ref != nil {
					return Compare(t, p, q, op)
				}
				has := func(v Value) int {
					if v.ref != nil {
						return 1
					}
					return 0
				}
				return compareLen(op, has(p), has(q))
			},
		},
		Getset: []Getset{{"cell_contents",
			func(t *Thread, v Value) (Value, error) {
				if c := Cast[Cell](v).V; c.ref != nil {
					return c, nil
				}
				return Value{}, Errorf(ValueError, "Cell is empty")
			},
			func(t *Thread, v, val Value) error {
				Cast[Cell](v).V = val
				return nil
			}, ""}}}
}

func builtinSpec() TypeSpec {
	return TypeSpec{Name: "builtin_function_or_method", Layout: LayoutOf[Builtin](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Call: builtinCall, Repr: builtinRepr, Compare: builtinCompare, Hash: builtinHash},
		Getset: []Getset{
			{"__name__", func(t *Thread, v Value) (Value, error) { return NewStr(Cast[Builtin](v).Method.Name), nil }, nil, ""},
			{"__qualname__", func(t *Thread, v Value) (Value, error) {
				b := Cast[Builtin](v)
				if b.owner != nil {
					return NewStr(b.owner.Name() + "." + b.Method.Name), nil
				}
				return NewStr(b.Method.Name), nil
			}, nil, ""},
			{"__module__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Builtin](v).module), nil },
				func(t *Thread, v, val Value) error { Cast[Builtin](v).module = orNone(val); return nil }, ""},
			{"__self__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Builtin](v).Self), nil }, nil, ""},
			{"__doc__", func(t *Thread, v Value) (Value, error) { return docValue(Cast[Builtin](v).Method.Doc), nil }, nil, ""},
			{"__text_signature__", func(t *Thread, v Value) (Value, error) { return docValue(Cast[Builtin](v).textSignature()), nil }, nil, ""},
		},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, v Value, a Args) (Value, error) {
			b := Cast[Builtin](v)
			if b.Self.ref == nil || b.Self.IsModule() {
				return NewStr(b.Method.Name), nil
			}
			return NewTuple(builtinName(t, "getattr"), NewTuple(b.Self, NewStr(b.Method.Name))), nil
		}, 0, ""}}}
}

// docValue is the attribute of a text that may be missing.
func docValue(s string) Value {
	if s == "" {
		return None
	}
	return NewStr(s)
}

func builtinRepr(t *Thread, v Value) Value {
	b := Cast[Builtin](v)
	if b.Self.ref == nil || b.Self.IsModule() {
		if b.owner != nil {
			return NewStr(fmt.Sprintf("<built-in method %s of type object at 0x%x>", b.Method.Name, Ref(b.owner).ID()))
		}
		return NewStr("<built-in function " + b.Method.Name + ">")
	}
	return NewStr(fmt.Sprintf("<built-in method %s of %s object at 0x%x>", b.Method.Name, TypeOf(b.Self).FullName(), b.Self.ID()))
}

// builtinCompare compares bound methods: the same method of the same object.
func builtinCompare(t *Thread, a, b Value, op CompareOp) Value {
	y, ok := As[Builtin](b, &builtinType)
	if !ok || op != EQ && op != NE {
		return NotImplemented
	}
	x := Cast[Builtin](a)
	return Bool((x.Method == y.Method && x.Self == y.Self) == (op == EQ))
}

func builtinHash(t *Thread, v Value) (uint64, bool) {
	b := Cast[Builtin](v)
	h := InternStatic(b.Method.Name).Hash()
	if b.Self.ref != nil {
		h ^= hashPointer(b.Self)
	}
	return h, true
}

func methodSpec() TypeSpec {
	return TypeSpec{Name: "method", Layout: LayoutOf[BoundMethod](), Flags: NoSubclass,
		Doc:       "Create a bound instance method object.",
		Signature: "(function, instance, /)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			if TypeOf(a[0]).Call == nil {
				return Value{}, Errorf(TypeError, "first argument must be callable")
			}
			if a[1].IsNone() {
				return Value{}, Errorf(TypeError, "instance must not be None")
			}
			return Ref(NewBoundMethod(a[0], a[1])), nil
		},
		Slots: Slots{Call: boundMethodCall, GetAttr: methodGetAttr, Repr: methodRepr,
			DescrGet: func(t *Thread, d, obj Value, typ *Type) Value { return d },
			Compare: func(t *Thread, a, b Value, op CompareOp) Value {
				y, ok := As[BoundMethod](b, &methodType)
				if !ok || op != EQ && op != NE {
					return NotImplemented
				}
				x := Cast[BoundMethod](a)
				same := x.Self == y.Self
				if same && x.Func != y.Func {
					if same, ok = equal(t, x.Func, y.Func); !ok {
						return Error
					}
				}
				return Bool(same == (op == EQ))
			},
			Hash: func(t *Thread, v Value) (uint64, bool) {
				m := Cast[BoundMethod](v)
				h, ok := Hash(t, m.Func)
				return h ^ hashPointer(m.Self), ok
			},
		},
		Members: []string{"__func__", "__self__"},
		Getset: []Getset{
			{"__func__", func(t *Thread, v Value) (Value, error) { return Cast[BoundMethod](v).Func, nil }, readonly, "the function (or other callable) implementing a method"},
			{"__self__", func(t *Thread, v Value) (Value, error) { return Cast[BoundMethod](v).Self, nil }, readonly, "the instance to which a method is bound"},
		},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, v Value, a Args) (Value, error) {
			m := Cast[BoundMethod](v)
			name, err := GetAttr(t, m.Func, "__name__")
			if err != nil {
				return Value{}, err
			}
			return NewTuple(builtinName(t, "getattr"), NewTuple(m.Self, name)), nil
		}, 0, ""}}}
}

// methodGetAttr looks in the method's type, then in its function.
func methodGetAttr(t *Thread, v Value, name *Str) Value {
	if name != nameDoc {
		if d := t.LookupType(&methodType, name); d.ref != nil {
			if get := TypeOf(d).DescrGet; get != nil {
				return get(t, d, v, &methodType)
			}
			return d
		}
	}
	f := Cast[BoundMethod](v).Func
	return TypeOf(f).GetAttr(t, f, name)
}

func methodRepr(t *Thread, v Value) Value {
	m := Cast[BoundMethod](v)
	name := "?"
	for _, n := range []*Str{nameQualname, nameName} {
		a, err := LookupAttr(t, m.Func, n)
		if err != nil {
			return t.Fail(err)
		}
		if a.ref != nil {
			if s, ok := AsStr(a); ok {
				name = s.s
				break
			}
		}
	}
	self, err := ReprString(t, m.Self)
	if err != nil {
		return t.Fail(err)
	}
	return NewStr("<bound method " + name + " of " + self + ">")
}

func moduleSpec() TypeSpec {
	return TypeSpec{Name: "module", Layout: LayoutOf[Module](),
		Doc:       "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
		Signature: "(*args, **kwargs)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			m := Make[Module](typ)
			m.Dict = NewDict()
			return Ref(m), nil
		},
		InitSignature: "(name, doc=None)", Init: moduleInit,
		Slots: Slots{GetAttr: moduleGetAttr, SetAttr: moduleSetAttr, Repr: moduleRepr},
		Getset: []Getset{
			{"__dict__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Module](v).Dict), nil }, readonly, ""},
			{"__annotations__", moduleAnnotations, moduleSetAnnotations, ""},
			{"__annotate__", func(t *Thread, v Value) (Value, error) {
				return orNone(Cast[Module](v).Dict.GetName("__annotate__")), nil
			}, moduleSetAnnotate, ""},
		},
		Methods: []Method{{"__dir__", "($self, /)", moduleDir, 0, "__dir__() -> list\nspecialized dir() implementation"}}}
}

func moduleInit(t *Thread, self Value, a Args) error {
	if _, ok := AsStr(a[0]); !ok {
		return Errorf(TypeError, "module() argument 'name' must be str, not %s", ArgName(a[0]))
	}
	d := Cast[Module](self).Dict
	d.SetName("__name__", a[0])
	d.SetName("__doc__", a[1])
	for _, n := range []string{"__package__", "__loader__", "__spec__"} {
		d.SetName(n, None)
	}
	return nil
}

func moduleGetAttr(t *Thread, v Value, name *Str) Value {
	r := lookupModuleAttr(t, v, name)
	if r.ref == nil {
		t.raiseAttribute(v, name)
		return Error
	}
	return r
}

// lookupModuleAttr looks in the module's type and namespace, then asks a
// __getattr__ of the module (PEP 562).
func lookupModuleAttr(t *Thread, v Value, name *Str) Value {
	m, typ := Cast[Module](v), TypeOf(v)
	d := t.LookupType(typ, name)
	if d.ref != nil {
		if dt := TypeOf(d); dt.DescrSet != nil && dt.DescrGet != nil {
			return dt.DescrGet(t, d, v, typ)
		}
	}
	if r := m.Dict.getStr(name); r.ref != nil {
		return r
	}
	if d.ref != nil {
		if get := TypeOf(d).DescrGet; get != nil {
			return get(t, d, v, typ)
		}
		return d
	}
	if g := m.Dict.getStr(nameGetattr); g.ref != nil {
		return CallSlot(t, g, []Value{Ref(name)}, nil)
	}
	if f := t.Interp.PrivateAttr; f != nil && len(name.s) > 1 && name.s[0] == '_' && name.s[1] != '_' {
		return f(t, m, name)
	}
	return Value{}
}

func moduleSetAttr(t *Thread, v Value, name *Str, val Value) bool {
	if d := t.LookupType(TypeOf(v), name); d.ref != nil {
		if set := TypeOf(d).DescrSet; set != nil {
			return set(t, d, v, val)
		}
	}
	return setInDict(t, v, Cast[Module](v).Dict, name, val)
}

func moduleAnnotations(t *Thread, self Value) (Value, error) {
	d := Cast[Module](self).Dict
	cached := d.GetName("__annotations__")
	r, err := annotationsOf(t, &cached, d.GetName("__annotate__"))
	if err == nil {
		d.SetName("__annotations__", r)
	}
	return r, err
}

func moduleSetAnnotations(t *Thread, self, val Value) error {
	d := Cast[Module](self).Dict
	d.delStr(InternStatic("__annotate__"))
	if val.ref != nil {
		d.SetName("__annotations__", val)
	} else if !d.delStr(InternStatic("__annotations__")) {
		return Errorf(AttributeError, "__annotations__")
	}
	return nil
}

func moduleSetAnnotate(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "cannot delete __annotate__ attribute")
	}
	if !val.IsNone() && TypeOf(val).Call == nil {
		return Errorf(TypeError, "__annotate__ must be callable or None")
	}
	d := Cast[Module](self).Dict
	d.SetName("__annotate__", val)
	if !val.IsNone() {
		d.delStr(InternStatic("__annotations__"))
	}
	return nil
}

func moduleDir(t *Thread, self Value, a Args) (Value, error) {
	own, err := GetAttr(t, self, "__dict__")
	if err != nil {
		return Value{}, err
	}
	d, ok := AsDict(own)
	if !ok {
		return Value{}, Errorf(TypeError, "<module>.__dict__ is not a dictionary")
	}
	if f := d.GetName("__dir__"); f.ref != nil {
		return Call(t, f)
	}
	var names []Value
	for k, _, p, ok := d.Next(0); ok; k, _, p, ok = d.Next(p) {
		names = append(names, k)
	}
	return NewList(names...), nil
}

func moduleRepr(t *Thread, v Value) Value {
	d := Cast[Module](v).Dict
	spec, loader := orNone(d.GetName("__spec__")), orNone(d.GetName("__loader__"))
	name, file := d.GetName("__name__"), d.GetName("__file__")
	if !spec.IsNone() {
		get := func(attr string) Value {
			x, err := LookupAttr(t, spec, t.Interp.InternString(attr))
			if err != nil {
				return None
			}
			return orNone(x)
		}
		name, loader, file = get("name"), get("loader"), Value{}
		if origin := get("origin"); !origin.IsNone() {
			if s, ok := AsStr(origin); ok && !specTruth(t, spec, "has_location") {
				return moduleText(t, name, " ("+s.s+")", Value{})
			}
			file = origin
		} else if path, err := LookupAttr(t, loader, t.Interp.InternString("_path")); err == nil && path.ref != nil && TypeOf(loader).Name() == "NamespaceLoader" {
			items, err := Items(t, path)
			if err != nil {
				return t.Fail(err)
			}
			return moduleText(t, name, " (namespace) from ", NewList(items...))
		}
	}
	if name.ref == nil {
		name = NewStr("?")
	}
	if file.ref != nil && !file.IsNone() {
		return moduleText(t, name, " from ", file)
	}
	if loader.IsNone() {
		return moduleText(t, name, "", Value{})
	}
	r, err := ReprString(t, loader)
	if err != nil {
		return t.Fail(err)
	}
	return moduleText(t, name, " ("+r+")", Value{})
}

// moduleText is the repr of a module: its name, what, and the repr of tail.
func moduleText(t *Thread, name Value, what string, tail Value) Value {
	n, err := ReprString(t, name)
	if err == nil && tail.ref != nil {
		var r string
		r, err = ReprString(t, tail)
		what += r
	}
	if err != nil {
		return t.Fail(err)
	}
	return NewStr("<module " + n + what + ">")
}

// textSignature is the __text_signature__ of a built-in function, "" without one:
// module functions whose table leaves $module out of a signature that cannot be
// written in Python have none in CPython either.
func (b *Builtin) textSignature() string {
	sig := b.Method.Signature
	switch {
	case strings.HasPrefix(sig, "($") || sig == "" || b.owner != nil || b.Self.ref == nil || !b.Self.IsModule():
		return sig
	case strings.Contains(sig, "<unrepresentable>"):
		return ""
	case sig == "()":
		return "($module, /)"
	case strings.Contains(sig, "/"):
		return "($module, " + sig[1:]
	}
	return "($module, /, " + sig[1:]
}
