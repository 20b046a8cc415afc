package py

import "fmt"

// The types of descriptors and their attributes.
// https://docs.python.org/3.14/howto/descriptor.html

// descrGetsets are the attributes that the descriptors of built-in types share.
func descrGetsets(of func(v Value) (owner *Type, name, doc, sig string), more ...Getset) []Getset {
	return append([]Getset{
		{"__name__", func(t *Thread, v Value) (Value, error) { _, n, _, _ := of(v); return NewStr(n), nil }, nil, ""},
		{"__qualname__", func(t *Thread, v Value) (Value, error) {
			o, n, _, _ := of(v)
			q := o.Name()
			if o.qualname != nil {
				q = o.qualname.s
			}
			return NewStr(q + "." + n), nil
		}, nil, ""},
		{"__objclass__", func(t *Thread, v Value) (Value, error) { o, _, _, _ := of(v); return Ref(o), nil }, nil, ""},
		{"__doc__", func(t *Thread, v Value) (Value, error) { _, _, d, _ := of(v); return docValue(d), nil }, nil, ""},
	}, more...)
}

func descrSignature(of func(v Value) (*Type, string, string, string)) Getset {
	return Getset{"__text_signature__", func(t *Thread, v Value) (Value, error) { _, _, _, s := of(v); return docValue(s), nil }, nil, ""}
}

func descrReduce(of func(v Value) (*Type, string, string, string)) Method {
	return Method{"__reduce__", "($self, /)", func(t *Thread, v Value, a Args) (Value, error) {
		o, n, _, _ := of(v)
		return NewTuple(builtinName(t, "getattr"), NewTuple(Ref(o), NewStr(n))), nil
	}, 0, ""}
}

// descrRepr is "<what 'name' of 'owner' objects>".
func descrRepr(what string, of func(v Value) (*Type, string, string, string)) UnaryFunc {
	return func(t *Thread, v Value) Value {
		o, n, _, _ := of(v)
		return NewStr("<" + what + " '" + n + "' of '" + o.FullName() + "' objects>")
	}
}

func ofMethodDescr(v Value) (*Type, string, string, string) {
	m := Cast[MethodDescriptor](v)
	return m.owner, m.Method.Name, m.Method.Doc, m.Method.Signature
}

func methodDescrSpec() TypeSpec {
	return TypeSpec{Name: "method_descriptor", Layout: LayoutOf[MethodDescriptor](), Flags: NoSubclass | NoInstances | MethodDescr,
		Slots:   Slots{Call: methodDescrCall, DescrGet: bindMethodDescr, Repr: descrRepr("method", ofMethodDescr)},
		Getset:  descrGetsets(ofMethodDescr, descrSignature(ofMethodDescr)),
		Methods: []Method{descrReduce(ofMethodDescr)}}
}

func classMethodDescrSpec() TypeSpec {
	return TypeSpec{Name: "classmethod_descriptor", Layout: LayoutOf[MethodDescriptor](), Flags: NoSubclass | NoInstances,
		Slots:  Slots{Call: classMethodDescrCall, DescrGet: bindClassMethodDescr, Repr: descrRepr("method", ofMethodDescr)},
		Getset: descrGetsets(ofMethodDescr, descrSignature(ofMethodDescr))}
}

// classMethodDescrCall calls the method with the class given first.
func classMethodDescrCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	m := Cast[MethodDescriptor](callee)
	if len(args)-len(kw) < 1 {
		return t.Raise(TypeError, "descriptor '%s' of '%s' object needs an argument", m.Method.Name, m.owner.FullName())
	}
	typ, ok := As[Type](args[0], &typeType)
	if !ok {
		return t.Raise(TypeError, "descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2", m.Method.Name, m.owner.FullName(), TypeOf(args[0]).FullName())
	}
	if !typ.IsSubtype(m.owner) {
		return t.Raise(TypeError, "descriptor '%s' requires a subtype of '%s' but received '%s'", m.Method.Name, m.owner.FullName(), typ.FullName())
	}
	a, err := m.sig.Bind(t, args[1:], kw)
	if err != nil {
		return t.Fail(err)
	}
	v, err := m.Method.Func(t, args[0], a)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

func ofGetset(v Value) (*Type, string, string, string) {
	g := Cast[GetsetDescriptor](v)
	return g.owner, g.Getset.Name, g.Getset.Doc, ""
}

func getsetSpec() TypeSpec {
	return TypeSpec{Name: "getset_descriptor", Layout: LayoutOf[GetsetDescriptor](), Flags: NoSubclass | NoInstances,
		Slots:  Slots{DescrGet: getsetGet, DescrSet: getsetSet, Repr: descrRepr("attribute", ofGetset)},
		Getset: descrGetsets(ofGetset)}
}

func ofMember(v Value) (*Type, string, string, string) {
	m := Cast[MemberDescriptor](v)
	if m.getset != nil {
		return m.owner, m.name.s, m.getset.Doc, ""
	}
	return m.owner, m.name.s, "", ""
}

func memberSpec() TypeSpec {
	return TypeSpec{Name: "member_descriptor", Layout: LayoutOf[MemberDescriptor](), Flags: NoSubclass | NoInstances,
		Slots:   Slots{DescrGet: memberGet, DescrSet: memberSet, Repr: descrRepr("member", ofMember)},
		Getset:  descrGetsets(ofMember),
		Methods: []Method{descrReduce(ofMember)}}
}

func ofSlotWrapper(v Value) (*Type, string, string, string) {
	w := Cast[SlotWrapper](v)
	sig := "($self, " + w.def.sig[1:]
	switch w.def.sig {
	case "()":
		sig = "($self, /)"
	case "(*args, **kwargs)":
		sig = "($self, /, *args, **kwargs)"
	}
	return w.owner, w.def.name, slotDoc(w.def.name), sig
}

func slotWrapperSpec() TypeSpec {
	return TypeSpec{Name: "wrapper_descriptor", Layout: LayoutOf[SlotWrapper](), Flags: NoSubclass | NoInstances | MethodDescr,
		Slots:   Slots{Call: slotWrapperCall, DescrGet: slotWrapperGet, Repr: descrRepr("slot wrapper", ofSlotWrapper)},
		Getset:  descrGetsets(ofSlotWrapper, descrSignature(ofSlotWrapper)),
		Methods: []Method{descrReduce(ofSlotWrapper)}}
}

func methodWrapperSpec() TypeSpec {
	of := func(v Value) (*Type, string, string, string) { return ofSlotWrapper(Ref(Cast[methodWrapper](v).w)) }
	return TypeSpec{Name: "method-wrapper", Layout: LayoutOf[methodWrapper](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Call: methodWrapperCall,
			Repr: func(t *Thread, v Value) Value {
				m := Cast[methodWrapper](v)
				return NewStr(fmt.Sprintf("<method-wrapper '%s' of %s object at 0x%x>", m.w.def.name, TypeOf(m.self).FullName(), m.self.ID()))
			},
			Compare: func(t *Thread, a, b Value, op CompareOp) Value {
				y, ok := As[methodWrapper](b, &methodWrapperType)
				if !ok || op != EQ && op != NE {
					return NotImplemented
				}
				x := Cast[methodWrapper](a)
				return Bool((x.w == y.w && x.self == y.self) == (op == EQ))
			},
			Hash: func(t *Thread, v Value) (uint64, bool) {
				m := Cast[methodWrapper](v)
				return hashPointer(m.self) ^ hashPointer(Ref(m.w)), true
			},
		},
		Getset: descrGetsets(of, descrSignature(of), Getset{"__self__",
			func(t *Thread, v Value) (Value, error) { return Cast[methodWrapper](v).self, nil }, nil, ""}),
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, v Value, a Args) (Value, error) {
			m := Cast[methodWrapper](v)
			return NewTuple(builtinName(t, "getattr"), NewTuple(m.self, NewStr(m.w.def.name))), nil
		}, 0, ""}}}
}

// slotDoc is the docstring of a special method's wrapper.
func slotDoc(name string) string {
	switch name {
	case "__repr__":
		return "Return repr(self)."
	case "__str__":
		return "Return str(self)."
	case "__hash__":
		return "Return hash(self)."
	case "__len__":
		return "Return len(self)."
	case "__iter__":
		return "Implement iter(self)."
	case "__next__":
		return "Implement next(self)."
	case "__call__":
		return "Call self as a function."
	case "__init__":
		return "Initialize self.  See help(type(self)) for accurate signature."
	case "__getattribute__":
		return "Return getattr(self, name)."
	case "__setattr__":
		return "Implement setattr(self, name, value)."
	case "__delattr__":
		return "Implement delattr(self, name)."
	case "__getitem__":
		return "Return self[key]."
	case "__setitem__":
		return "Set self[key] to value."
	case "__delitem__":
		return "Delete self[key]."
	case "__contains__":
		return "Return bool(key in self)."
	case "__get__":
		return "Return an attribute of instance, which is of type owner."
	case "__set__":
		return "Set an attribute of instance to value."
	case "__delete__":
		return "Delete an attribute of instance."
	case "__bool__":
		return "True if self else False"
	case "__neg__":
		return "-self"
	case "__pos__":
		return "+self"
	case "__invert__":
		return "~self"
	case "__abs__":
		return "abs(self)"
	case "__int__":
		return "int(self)"
	case "__float__":
		return "float(self)"
	case "__index__":
		return "Return self converted to an integer, if self is suitable for use as an index into a list."
	case "__pow__":
		return "Return pow(self, value, mod)."
	case "__rpow__":
		return "Return pow(value, self, mod)."
	case "__divmod__":
		return "Return divmod(self, value)."
	case "__rdivmod__":
		return "Return divmod(value, self)."
	}
	for i, n := range compareNames {
		if n == name {
			return "Return self" + compareSymbols[i] + "value."
		}
	}
	for op := OpAdd; op < NumBinaryOps; op++ {
		switch name {
		case "__" + opNames[op] + "__":
			return "Return self" + opSymbols[op] + "value."
		case "__r" + opNames[op] + "__":
			return "Return value" + opSymbols[op] + "self."
		case "__i" + opNames[op] + "__":
			return "Return self" + opSymbols[op] + "=value."
		}
	}
	return ""
}

// wrappedAttrs are the attributes that staticmethod and classmethod copy from the
// function.
var wrappedAttrs = [...]*Str{nameModule, nameName, nameQualname, nameDoc}

// wrapAttrs copies the function's descriptive attributes to the decorator.
func wrapAttrs(t *Thread, in *Inst, f Value) error {
	for _, n := range wrappedAttrs {
		v, err := LookupAttr(t, f, n)
		if err != nil {
			return err
		}
		if v.ref != nil {
			in.set(n, v)
		}
	}
	return nil
}

// decoratorGetset are the attributes that staticmethod and classmethod share.
func decoratorGetset(fn func(v Value) Value) []Getset {
	get := func(t *Thread, v Value) (Value, error) { return fn(v), nil }
	return []Getset{
		{"__func__", get, readonly, ""},
		{"__wrapped__", get, readonly, ""},
		{"__isabstractmethod__", func(t *Thread, v Value) (Value, error) { return isAbstractMethod(t, fn(v)) }, nil, ""},
		dictGetset(),
		ofWrapped(nameAnnotations, fn),
		ofWrapped(nameAnnotate, fn),
	}
}

// ofWrapped is an attribute that is taken from the function once it is asked for,
// and then the decorator's own.
func ofWrapped(name *Str, fn func(v Value) Value) Getset {
	return Getset{name.s, func(t *Thread, v Value) (Value, error) {
		if own := instOf(v).get(name); own != nil {
			return *own, nil
		}
		a, err := t.Result(TypeOf(fn(v)).GetAttr(t, fn(v), name))
		if err == nil {
			instOf(v).set(name, a)
		}
		return a, err
	}, func(t *Thread, v, val Value) error {
		if val.ref == nil {
			if !instOf(v).del(name) {
				return Errorf(AttributeError, "%s", name.s)
			}
			return nil
		}
		instOf(v).set(name, val)
		return nil
	}, ""}
}

var nameIsAbstract = InternStatic("__isabstractmethod__")

// isAbstractMethod is bool(v.__isabstractmethod__), False without it.
func isAbstractMethod(t *Thread, v Value) (Value, error) {
	if v.ref == nil {
		return False, nil
	}
	a, err := LookupAttr(t, v, nameIsAbstract)
	if err != nil || a.ref == nil {
		return False, err
	}
	b, err := IsTrue(t, a)
	return Bool(b), err
}

func staticMethodSpec() TypeSpec {
	return TypeSpec{Name: "staticmethod", Layout: LayoutWithInst(func(s *StaticMethod) *Inst { return &s.Inst }),
		Doc:       "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     class C:\n         @staticmethod\n         def f(arg1, arg2, argN):\n             ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more advanced concept, see the classmethod builtin.",
		Signature: "(*args, **kwargs)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			s := Make[StaticMethod](typ)
			s.Func = None
			return Ref(s), nil
		},
		InitSignature: "(function, /)",
		Init: func(t *Thread, self Value, a Args) error {
			s := Cast[StaticMethod](self)
			s.Func = a[0]
			return wrapAttrs(t, instOf(self), a[0])
		},
		Slots: Slots{
			Call: func(t *Thread, callee Value, args []Value, kw []Value) Value {
				if !t.Enter("") {
					return Error
				}
				defer t.Leave()
				return CallSlot(t, Cast[StaticMethod](callee).Func, args, kw)
			},
			DescrGet: func(t *Thread, d, obj Value, typ *Type) Value { return Cast[StaticMethod](d).Func },
			Repr:     decoratorRepr("staticmethod", func(v Value) Value { return Cast[StaticMethod](v).Func }),
		},
		Members: []string{"__func__", "__wrapped__"},
		Getset:  decoratorGetset(func(v Value) Value { return Cast[StaticMethod](v).Func })}
}

func decoratorRepr(name string, fn func(v Value) Value) UnaryFunc {
	return func(t *Thread, v Value) Value {
		s, err := ReprString(t, fn(v))
		if err != nil {
			return t.Fail(err)
		}
		return NewStr("<" + name + "(" + s + ")>")
	}
}

func classMethodSpec() TypeSpec {
	return TypeSpec{Name: "classmethod", Layout: LayoutWithInst(func(s *ClassMethod) *Inst { return &s.Inst }),
		Doc:       "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin.",
		Signature: "(*args, **kwargs)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			s := Make[ClassMethod](typ)
			s.Func = None
			return Ref(s), nil
		},
		InitSignature: "(function, /)",
		Init: func(t *Thread, self Value, a Args) error {
			s := Cast[ClassMethod](self)
			s.Func = a[0]
			return wrapAttrs(t, instOf(self), a[0])
		},
		Slots: Slots{
			DescrGet: func(t *Thread, d, obj Value, typ *Type) Value {
				if typ == nil {
					typ = TypeOf(obj)
				}
				return Ref(NewBoundMethod(Cast[ClassMethod](d).Func, Ref(typ)))
			},
			Repr: decoratorRepr("classmethod", func(v Value) Value { return Cast[ClassMethod](v).Func }),
		},
		Members: []string{"__func__", "__wrapped__"},
		Getset:  decoratorGetset(func(v Value) Value { return Cast[ClassMethod](v).Func })}
}

func propertySpec() TypeSpec {
	part := func(name string, get func(p *Property) Value) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return orNone(get(Cast[Property](v))), nil }, readonly, ""}
	}
	return TypeSpec{Name: "property", Layout: LayoutOf[Property](),
		Doc:       "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n\nTypical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, setx, delx, \"I'm the 'x' property.\")\n\nDecorators make defining new properties or modifying existing ones easy:\n\nclass C(object):\n    @property\n    def x(self):\n        \"I am the 'x' property.\"\n        return self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n        del self._x",
		Signature: "(*args, **kwargs)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			p := Make[Property](typ)
			p.Get, p.Set, p.Del, p.Doc = None, None, None, None
			return Ref(p), nil
		},
		InitSignature: "(fget=None, fset=None, fdel=None, doc=None)",
		Init:          propertyInit,
		Slots:         Slots{DescrGet: propertyGet, DescrSet: propertySet},
		Methods: []Method{
			{"getter", "($self, fget, /)", func(t *Thread, v Value, a Args) (Value, error) { return propertyCopy(t, v, a[0], None, None) }, 0, "Descriptor to obtain a copy of the property with a different getter."},
			{"setter", "($self, fset, /)", func(t *Thread, v Value, a Args) (Value, error) { return propertyCopy(t, v, None, a[0], None) }, 0, "Descriptor to obtain a copy of the property with a different setter."},
			{"deleter", "($self, fdel, /)", func(t *Thread, v Value, a Args) (Value, error) { return propertyCopy(t, v, None, None, a[0]) }, 0, "Descriptor to obtain a copy of the property with a different deleter."},
			{"__set_name__", "($self, /, *args)", func(t *Thread, v Value, a Args) (Value, error) {
				args := Cast[Tuple](a[0]).Items
				if n := len(args); n != 2 {
					return Value{}, Errorf(TypeError, "__set_name__() takes 2 positional arguments but %d were given", n)
				}
				Cast[Property](v).name = args[1]
				return None, nil
			}, 0, "Method to set name of a property."},
		},
		Members: []string{"fget", "fset", "fdel", "__doc__"},
		Getset: []Getset{
			part("fget", func(p *Property) Value { return p.Get }),
			part("fset", func(p *Property) Value { return p.Set }),
			part("fdel", func(p *Property) Value { return p.Del }),
			{"__doc__", func(t *Thread, v Value) (Value, error) { return orNone(Cast[Property](v).Doc), nil },
				func(t *Thread, v, val Value) error { Cast[Property](v).Doc = orNone(val); return nil }, ""},
			{"__name__", propertyName, func(t *Thread, v, val Value) error { Cast[Property](v).name = val; return nil }, ""},
			{"__isabstractmethod__", func(t *Thread, v Value) (Value, error) {
				p := Cast[Property](v)
				for _, f := range []Value{p.Get, p.Set, p.Del} {
					if a, err := isAbstractMethod(t, f); err != nil || a == True {
						return a, err
					}
				}
				return False, nil
			}, nil, ""},
		}}
}

func propertyInit(t *Thread, self Value, a Args) error {
	p := Cast[Property](self)
	p.Get, p.Set, p.Del, p.Doc = a[0], a[1], a[2], a[3]
	p.getterDoc = false
	p.name = Value{}
	doc := a[3]
	if doc.IsNone() && !a[0].IsNone() {
		d, err := LookupAttr(t, a[0], nameDoc)
		if err != nil {
			return err
		}
		if d.ref != nil && !d.IsNone() {
			p.getterDoc = true
			doc = d
		}
	}
	if TypeOf(self) == &propertyType {
		p.Doc = doc
		return nil
	}
	// A subclass has a __doc__ of its own, which would be in the way of ours.
	err := SetAttr(t, self, "__doc__", doc)
	if err != nil && !p.getterDoc && Matches(err, AttributeError) {
		return nil // as it has always been: there is no place for it
	}
	return err
}

// propertyCopy is the property with one of its functions replaced.
func propertyCopy(t *Thread, self, get, set, del Value) (Value, error) {
	p := Cast[Property](self)
	or := func(v, old Value) Value {
		if v.IsNone() {
			return old
		}
		return v
	}
	get = or(get, p.Get)
	doc := p.Doc
	if p.getterDoc && !get.IsNone() {
		doc = None // from the getter
	}
	r, err := Call(t, Ref(TypeOf(self)), get, or(set, p.Set), or(del, p.Del), doc)
	if err != nil {
		return Value{}, err
	}
	if n, ok := As[Property](r, &propertyType); ok {
		n.name = p.name
	}
	return r, nil
}

func propertyName(t *Thread, self Value) (Value, error) {
	p := Cast[Property](self)
	if p.name.ref != nil {
		return p.name, nil
	}
	if p.Get.ref != nil && !p.Get.IsNone() {
		n, err := LookupAttr(t, p.Get, nameName)
		if err != nil || n.ref != nil {
			return n, err
		}
	}
	t.raiseAttributeMsg(self, nameName, "'%s' object has no attribute '__name__'", TypeOf(self).FullName())
	return Value{}, t.Take()
}
