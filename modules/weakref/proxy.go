package weakref

import "github.com/gopyrun/gopyrun/interp/py"

// Proxies are references that act as their objects: each operation is that of the
// object, or ReferenceError once it is gone.
// https://docs.python.org/3.14/library/weakref.html#weakref.proxy

var proxyType, callableProxyType py.Type

func proxyNew(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	typ := &proxyType
	if py.TypeOf(a[0]).Call != nil {
		typ = &callableProxyType
	}
	r, err := refer(t, typ, a[0], a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.Ref(r), nil
}

// strong returns the object behind v if v is a proxy, else v itself; the error
// sentinel if it is gone.
func strong(t *py.Thread, v py.Value) py.Value {
	if typ := py.TypeOf(v); typ != &proxyType && typ != &callableProxyType {
		return v
	}
	if o := py.Cast[ref](v).object(); !o.IsNone() {
		return o
	}
	return t.Raise(py.ReferenceError, "weakly-referenced object no longer exists")
}

// unary makes a slot of f, an operation of the object.
func unary(f func(t *py.Thread, v py.Value) py.Value) py.UnaryFunc {
	return func(t *py.Thread, v py.Value) py.Value {
		if v = strong(t, v); v.IsError() {
			return v
		}
		return f(t, v)
	}
}

// number is a unary slot that the object's type may lack.
func number(symbol string, slot func(typ *py.Type) py.UnaryFunc) py.UnaryFunc {
	return unary(func(t *py.Thread, v py.Value) py.Value {
		f := slot(py.TypeOf(v))
		if f == nil {
			return t.Raise(py.TypeError, "bad operand type for %s: '%s'", symbol, py.TypeOf(v).FullName())
		}
		return f(t, v)
	})
}

// both makes a slot of an operation on two objects.
func both(f func(t *py.Thread, a, b py.Value) py.Value) py.BinaryFunc {
	return func(t *py.Thread, a, b py.Value) py.Value {
		if a = strong(t, a); a.IsError() {
			return a
		}
		if b = strong(t, b); b.IsError() {
			return b
		}
		return f(t, a, b)
	}
}

func failed(t *py.Thread, v py.Value, err error) py.Value {
	if err != nil {
		return t.Fail(err)
	}
	return v
}

func proxySpec(callable bool) py.TypeSpec {
	s := py.Slots{
		Repr: func(t *py.Thread, v py.Value) py.Value {
			o := py.Cast[ref](v).object()
			if o.IsNone() {
				return py.NewStr("<weakproxy at " + py.HexID(v) + "; dead>")
			}
			return py.NewStr("<weakproxy at " + py.HexID(v) + "; to '" + py.TypeOf(o).QualName() + "' at " + py.HexID(o) + ">")
		},
		Str: unary(func(t *py.Thread, v py.Value) py.Value {
			r, err := py.ToStr(t, v)
			return failed(t, r, err)
		}),
		GetAttr: func(t *py.Thread, v py.Value, name *py.Str) py.Value {
			if v = strong(t, v); v.IsError() {
				return v
			}
			return py.TypeOf(v).GetAttr(t, v, name)
		},
		SetAttr: func(t *py.Thread, v py.Value, name *py.Str, val py.Value) bool {
			if v = strong(t, v); v.IsError() {
				return false
			}
			return py.TypeOf(v).SetAttr(t, v, name, val)
		},
		Compare: func(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
			return both(func(t *py.Thread, a, b py.Value) py.Value { return py.Compare(t, a, b, op) })(t, a, b)
		},
		Bool: func(t *py.Thread, v py.Value) (truth, ok bool) {
			if v = strong(t, v); v.IsError() {
				return false, false
			}
			return py.Truth(t, v)
		},
		Iter: unary(py.IterOperation),
		Next: unary(func(t *py.Thread, v py.Value) py.Value {
			if typ := py.TypeOf(v); !typ.IsIterator() {
				return t.Raise(py.TypeError, "Weakref proxy referenced a non-iterator '%s' object", typ.FullName())
			}
			return py.TypeOf(v).Next(t, v)
		}),
		Len: func(t *py.Thread, v py.Value) (int, bool) {
			if v = strong(t, v); v.IsError() {
				return 0, false
			}
			n, err := py.Len(t, v)
			if err != nil {
				t.Fail(err)
			}
			return n, err == nil
		},
		GetItem: both(py.GetItemOperation),
		SetItem: func(t *py.Thread, v, key, val py.Value) bool {
			if v = strong(t, v); v.IsError() {
				return false
			}
			return py.SetItemOperation(t, v, key, val)
		},
		Contains: func(t *py.Thread, v, item py.Value) (found, ok bool) {
			if v = strong(t, v); v.IsError() {
				return false, false
			}
			return py.ContainsOperation(t, v, item)
		},
		Pow: func(t *py.Thread, a, b, mod py.Value) py.Value {
			for _, p := range []*py.Value{&a, &b, &mod} {
				if *p = strong(t, *p); p.IsError() {
					return py.Error
				}
			}
			return py.PowOperation(t, a, b, mod)
		},
		Neg:    number("unary -", func(typ *py.Type) py.UnaryFunc { return typ.Neg }),
		Pos:    number("unary +", func(typ *py.Type) py.UnaryFunc { return typ.Pos }),
		Invert: number("unary ~", func(typ *py.Type) py.UnaryFunc { return typ.Invert }),
		Abs:    number("abs()", func(typ *py.Type) py.UnaryFunc { return typ.Abs }),
		Int: unary(func(t *py.Thread, v py.Value) py.Value {
			r, err := py.Call(t, py.IntType.Value(), v)
			return failed(t, r, err)
		}),
		Float: unary(func(t *py.Thread, v py.Value) py.Value {
			r, err := py.Call(t, py.FloatType.Value(), v)
			return failed(t, r, err)
		}),
		Index: unary(func(t *py.Thread, v py.Value) py.Value {
			r, err := py.ToInt(t, v)
			return failed(t, r, err)
		}),
	}
	for op := py.OpAdd; op < py.NumBinaryOps; op++ {
		s.Binary[op] = both(func(t *py.Thread, a, b py.Value) py.Value { return py.BinaryOperation(t, op, a, b) })
		if op <= py.OpFloorDiv {
			s.Inplace[op] = both(func(t *py.Thread, a, b py.Value) py.Value { return py.InplaceOperation(t, op, a, b) })
		}
	}
	name := "weakref.ProxyType"
	if callable {
		name = "weakref.CallableProxyType"
		s.Call = func(t *py.Thread, v py.Value, args []py.Value, kw []py.Value) py.Value {
			if v = strong(t, v); v.IsError() {
				return v
			}
			return py.CallSlot(t, v, args, kw)
		}
	}
	method := func(name string, f func(t *py.Thread, v py.Value) (py.Value, error)) py.Method {
		return py.Method{Name: name, Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
			if v = strong(t, v); v.IsError() {
				return py.Value{}, t.Take()
			}
			return f(t, v)
		}, Flags: py.CallsPython}
	}
	return py.TypeSpec{
		Name: name, Layout: py.LayoutOf[ref](), Flags: py.NoSubclass | py.NoInstances | py.Unhashable, Slots: s,
		Methods: []py.Method{
			method("__bytes__", func(t *py.Thread, v py.Value) (py.Value, error) { return py.CallMethod(t, v, "__bytes__") }),
			method("__reversed__", func(t *py.Thread, v py.Value) (py.Value, error) {
				return py.Call(t, py.ReversedType.Value(), v)
			}),
		},
	}
}
