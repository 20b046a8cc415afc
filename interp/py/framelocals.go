package py

// frameLocals is f_locals of a function's frame: a mapping that reads and writes
// its variables (PEP 667). Further names are kept with the frame.
// https://docs.python.org/3.14/reference/datamodel.html#frame.f_locals
type frameLocals struct {
	Header
	o *FrameObject
}

var frameLocalsType Type

// FrameLocalsProxyType is the type of f_locals of a function's frame.
var FrameLocalsProxyType = &frameLocalsType

// find returns the variable that key names.
func (p *frameLocals) find(key Value) (variable, bool) {
	if s, ok := AsStr(key); ok {
		for _, x := range variables(p.o.Func.Block.Code) {
			if x.name == s.s {
				return x, true
			}
		}
	}
	return variable{}, false
}

// get returns the value of key, unbound if there is none.
func (p *frameLocals) get(t *Thread, key Value) (Value, error) {
	if x, ok := p.find(key); ok {
		if v := x.value(p.o.regs(t)); v.ref != nil {
			return v, nil
		}
	}
	if p.o.extra == nil {
		return Value{}, nil
	}
	v, ok := p.o.extra.Get(t, key)
	if !ok {
		return Value{}, t.Take()
	}
	return v, nil
}

// set stores a variable, or another name beside the variables.
func (p *frameLocals) set(t *Thread, key, val Value) error {
	if x, ok := p.find(key); ok {
		regs := p.o.regs(t)
		if x.reg < len(regs) {
			if r := &regs[x.reg]; x.cell && r.ref != nil && TypeOf(*r) == &cellType {
				Cast[Cell](*r).V = val
			} else {
				*r = val
			}
			return nil
		}
	}
	if p.o.extra == nil {
		p.o.extra = NewDict()
	}
	if !p.o.extra.Set(t, key, val) {
		return t.Take()
	}
	return nil
}

// remove takes a name that is no variable away and returns its value, unbound if
// there is none.
func (p *frameLocals) remove(t *Thread, key Value) (Value, error) {
	if _, ok := p.find(key); ok {
		return Value{}, Errorf(ValueError, "cannot remove local variables from FrameLocalsProxy")
	}
	v, err := p.get(t, key)
	if err == nil && v.ref != nil {
		err = SetItem(t, Ref(p.o.extra), key, Value{})
	}
	return v, err
}

// snapshot is the mapping as a dict.
func (p *frameLocals) snapshot(t *Thread) *Dict {
	d := NewDict()
	visitLocals(p.o.Func.Block.Code, p.o.regs(t), func(name string, v Value) { d.SetName(name, v) })
	if p.o.extra != nil {
		d.addAll(t, p.o.extra)
	}
	return d
}

// addAll copies the entries of src. A key that cannot be compared with one of its
// hash is left out.
func (d *Dict) addAll(t *Thread, src *Dict) {
	for k, v, i, ok := src.Next(0); ok; k, v, i, ok = src.Next(i) {
		if !d.Set(t, k, v) {
			t.Exc = nil
		}
	}
}

// localsDict is the variables of a frame as a dict, or the namespace that they are
// in.
func localsDict(t *Thread, o *FrameObject) Value {
	v := o.localsValue(t)
	if p, ok := As[frameLocals](v, &frameLocalsType); ok {
		return Ref(p.snapshot(t))
	}
	return v
}

// update sets the items of other, a dict or a mapping with keys.
func (p *frameLocals) update(t *Thread, other Value) error {
	if q, ok := As[frameLocals](other, &frameLocalsType); ok {
		other = Ref(q.snapshot(t))
	}
	d := NewDict()
	if _, err := CallMethod(t, Ref(d), "update", other); err != nil {
		return err
	}
	for k, v, i, ok := d.Next(0); ok; k, v, i, ok = d.Next(i) {
		if err := p.set(t, k, v); err != nil {
			return err
		}
	}
	return nil
}

func isMappingOperand(v Value) bool {
	_, isDict := AsDict(v)
	return isDict || TypeOf(v) == &frameLocalsType
}

func frameLocalsSpec() TypeSpec {
	of := func(v Value) *frameLocals { return Cast[frameLocals](v) }
	// viaDict makes a method of that of a dict with the same contents.
	viaDict := func(name, doc string) Method {
		return Method{name, "($self, /)", func(t *Thread, v Value, a Args) (Value, error) {
			return CallMethod(t, Ref(of(v).snapshot(t)), name)
		}, Alloc, doc}
	}
	missing := func(t *Thread, key Value) error {
		text, err := ReprString(t, key)
		if err != nil {
			return err
		}
		return Errorf(KeyError, "local variable '%s' is not defined", text)
	}
	s := Slots{
		Repr: func(t *Thread, v Value) Value {
			if t.reprEnter(v) {
				return NewStr("{...}")
			}
			defer t.reprLeave()
			r, err := Repr(t, Ref(of(v).snapshot(t)))
			if err != nil {
				return t.Fail(err)
			}
			return r
		},
		Iter: func(t *Thread, v Value) Value { return IterOperation(t, dictKeyList(of(v).snapshot(t))) },
		Len:  func(t *Thread, v Value) (int, bool) { return of(v).snapshot(t).Len(), true },
		GetItem: func(t *Thread, v, key Value) Value {
			r, err := of(v).get(t, key)
			if err == nil && r.ref == nil {
				err = missing(t, key)
			}
			if err != nil {
				return t.Fail(err)
			}
			return r
		},
		SetItem: func(t *Thread, v, key, val Value) bool {
			var err error
			if val.ref != nil {
				err = of(v).set(t, key, val)
			} else if r, e := of(v).remove(t, key); e != nil {
				err = e
			} else if r.ref == nil {
				err = NewException(KeyError, key)
			}
			if err != nil {
				t.Fail(err)
			}
			return err == nil
		},
		Contains: func(t *Thread, v, key Value) (bool, bool) {
			r, err := of(v).get(t, key)
			if err != nil {
				t.Fail(err)
			}
			return r.ref != nil, err == nil
		},
		Compare: func(t *Thread, a, b Value, op CompareOp) Value {
			if q, ok := As[frameLocals](b, &frameLocalsType); ok {
				if op == EQ || op == NE {
					return Bool((of(a).o == q.o) == (op == EQ))
				}
				return NotImplemented
			}
			if _, ok := AsDict(b); !ok {
				return NotImplemented
			}
			return Compare(t, Ref(of(a).snapshot(t)), b, op)
		},
	}
	s.Binary[OpOr] = func(t *Thread, a, b Value) Value {
		if !isMappingOperand(a) || !isMappingOperand(b) {
			return NotImplemented
		}
		d := NewDict()
		for _, m := range []Value{a, b} {
			if p, ok := As[frameLocals](m, &frameLocalsType); ok {
				d.addAll(t, p.snapshot(t))
			} else if md, ok := AsDict(m); ok {
				d.addAll(t, md)
			}
		}
		return Ref(d)
	}
	s.Inplace[OpOr] = func(t *Thread, a, b Value) Value {
		if !isMappingOperand(b) {
			return NotImplemented
		}
		if err := of(a).update(t, b); err != nil {
			return t.Fail(err)
		}
		return a
	}
	return TypeSpec{Name: "FrameLocalsProxy", Layout: LayoutOf[frameLocals](), Flags: NoSubclass | Unhashable | MatchMapping,
		Slots: s, Signature: "(*args)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			args := Cast[Tuple](a[0]).Items
			if len(args) != 1 {
				return Value{}, Errorf(TypeError, "FrameLocalsProxy expected 1 argument, got %d", len(args))
			}
			o, ok := As[FrameObject](args[0], &frameType)
			if !ok {
				return Value{}, Errorf(TypeError, "expect frame, not %s", TypeOf(args[0]).FullName())
			}
			return Ref(&frameLocals{Header{&frameLocalsType}, o}), nil
		},
		Methods: []Method{
			viaDict("keys", ""), viaDict("values", ""), viaDict("items", ""), viaDict("copy", ""), viaDict("__reversed__", ""),
			{"get", "($self, key, default=None, /)", func(t *Thread, v Value, a Args) (Value, error) {
				r, err := of(v).get(t, a[0])
				if err == nil && r.ref == nil {
					r = a[1]
				}
				return r, err
			}, 0, ""},
			{"pop", "($self, key, default=<unrepresentable>, /)", func(t *Thread, v Value, a Args) (Value, error) {
				r, err := of(v).remove(t, a[0])
				switch {
				case err != nil || r.ref != nil:
					return r, err
				case a.Given(1):
					return a[1], nil
				}
				return Value{}, NewException(KeyError, a[0])
			}, 0, ""},
			{"setdefault", "($self, key, default=None, /)", func(t *Thread, v Value, a Args) (Value, error) {
				r, err := of(v).get(t, a[0])
				if err != nil || r.ref != nil {
					return r, err
				}
				return a[1], of(v).set(t, a[0], a[1])
			}, 0, ""},
			{"update", "($self, other, /)", func(t *Thread, v Value, a Args) (Value, error) {
				return None, of(v).update(t, a[0])
			}, CallsPython, ""},
		}}
}
