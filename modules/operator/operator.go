// Package operator is the module operator: the operations of the language as
// functions, and the callables itemgetter, attrgetter and methodcaller.
//
// Only the index of modules imports it.
package operator

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/operator.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "operator",
		Doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\n" +
			"to the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
		Exec: exec,
	}
}

// Native returns the declaration of the module _operator.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_operator",
		Doc:  Module().Doc,
		Exec: func(t *py.Thread, m *py.Module) error {
			define(m)
			m.Dict.SetName("_compare_digest", py.Ref(py.NewBuiltin(&compareDigest, py.Ref(m), py.NewStr("_operator"))))
			return nil
		},
	}
}

// define adds what operator and _operator have in common, which says that it is
// _operator's, but for the classes.
func define(m *py.Module) {
	for _, d := range []struct {
		name string
		typ  *py.Type
		spec func() py.TypeSpec
	}{
		{"itemgetter", &itemGetterType, itemGetterSpec},
		{"attrgetter", &attrGetterType, attrGetterSpec},
		{"methodcaller", &methodCallerType, methodCallerSpec},
	} {
		py.DefineType(d.typ, d.spec)
		m.Dict.SetName(d.name, d.typ.Value())
	}
	rows, module := functions(), py.NewStr("_operator")
	for i := range rows {
		m.Dict.SetName(rows[i].Name, py.Ref(py.NewBuiltin(&rows[i], py.Ref(m), module)))
	}
}

// alias adds the functions that have their special method's name as well.
func alias(m *py.Module) {
	for _, f := range functions() {
		if alias := specialName(f.Name); alias != "" {
			m.Dict.SetName(alias, m.Dict.GetName(f.Name))
		}
	}
}

func exec(t *py.Thread, m *py.Module) error {
	if err := py.ShareNative(t, m, "_operator", define); err != nil {
		return err
	}
	alias(m)
	names := []py.Value{}
	for _, f := range functions() {
		names = append(names, py.NewStr(f.Name))
	}
	for _, n := range []string{"itemgetter", "attrgetter", "methodcaller"} {
		names = append(names, py.NewStr(n))
	}
	all := py.MakeList(names)
	if err := py.SortList(t, all, py.None, false); err != nil {
		return err
	}
	m.Dict.SetName("__all__", all.Value())
	return nil
}

// specialName is the second name of a function: __add__ for add.
func specialName(name string) string {
	switch name {
	case "countOf", "indexOf", "is_", "is_not", "is_none", "is_not_none", "truth", "length_hint":
		return ""
	case "and_", "or_", "not_":
		name = name[:len(name)-1]
	}
	return "__" + name + "__"
}

func functions() []py.Method {
	fns := []py.Method{
		unary("abs", "(a, /)", "Same as abs(a).", func(s *py.Slots) py.UnaryFunc { return s.Abs }, "bad operand type for abs(): '%s'"),
		unary("inv", "(a, /)", "Same as ~a.", func(s *py.Slots) py.UnaryFunc { return s.Invert }, "bad operand type for unary ~: '%s'"),
		unary("invert", "(a, /)", "Same as ~a.", func(s *py.Slots) py.UnaryFunc { return s.Invert }, "bad operand type for unary ~: '%s'"),
		unary("neg", "(a, /)", "Same as -a.", func(s *py.Slots) py.UnaryFunc { return s.Neg }, "bad operand type for unary -: '%s'"),
		unary("pos", "(a, /)", "Same as +a.", func(s *py.Slots) py.UnaryFunc { return s.Pos }, "bad operand type for unary +: '%s'"),
		fn("index", "(a, /)", "Same as a.__index__().", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Index(t, a[0]) }),
		fn("not_", "(a, /)", "Same as not a.", func(t *py.Thread, a py.Args) (py.Value, error) {
			b, err := py.IsTrue(t, a[0])
			return py.Bool(!b), err
		}),
		fn("truth", "(a, /)", "Return True if a is true, False otherwise.", func(t *py.Thread, a py.Args) (py.Value, error) {
			b, err := py.IsTrue(t, a[0])
			return py.Bool(b), err
		}),
		fn("is_", "(a, b, /)", "Same as a is b.", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Bool(a[0] == a[1]), nil }),
		fn("is_not", "(a, b, /)", "Same as a is not b.", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Bool(a[0] != a[1]), nil }),
		fn("is_none", "(a, /)", "Same as a is None.", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Bool(a[0].IsNone()), nil }),
		fn("is_not_none", "(a, /)", "Same as a is not None.", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Bool(!a[0].IsNone()), nil }),
		fn("contains", "(a, b, /)", "Same as b in a (note reversed operands).", func(t *py.Thread, a py.Args) (py.Value, error) {
			in, ok := py.ContainsOperation(t, a[0], a[1])
			if !ok {
				return py.Value{}, t.Take()
			}
			return py.Bool(in), nil
		}),
		fn("getitem", "(a, b, /)", "Same as a[b].", func(t *py.Thread, a py.Args) (py.Value, error) { return py.GetItem(t, a[0], a[1]) }),
		fn("setitem", "(a, b, c, /)", "Same as a[b] = c.", func(t *py.Thread, a py.Args) (py.Value, error) {
			return py.None, py.SetItem(t, a[0], a[1], a[2])
		}),
		fn("delitem", "(a, b, /)", "Same as del a[b].", func(t *py.Thread, a py.Args) (py.Value, error) {
			return py.None, py.SetItem(t, a[0], a[1], py.Value{})
		}),
		fn("concat", "(a, b, /)", "Same as a + b, for a and b sequences.", func(t *py.Thread, a py.Args) (py.Value, error) {
			if py.TypeOf(a[0]).GetItem == nil {
				return py.Value{}, py.Errorf(py.TypeError, "'%s' object can't be concatenated", py.TypeOf(a[0]).FullName())
			}
			return py.Operate(t, py.OpAdd, a[0], a[1])
		}),
		fn("iconcat", "(a, b, /)", "Same as a += b, for a and b sequences.", func(t *py.Thread, a py.Args) (py.Value, error) {
			if py.TypeOf(a[0]).GetItem == nil {
				return py.Value{}, py.Errorf(py.TypeError, "'%s' object can't be concatenated", py.TypeOf(a[0]).FullName())
			}
			return t.Result(py.InplaceOperation(t, py.OpAdd, a[0], a[1]))
		}),
		fn("countOf", "(a, b, /)", "Return the number of items in a which are, or which equal, b.", countOf),
		fn("indexOf", "(a, b, /)", "Return the first index of b in a.", func(t *py.Thread, a py.Args) (py.Value, error) {
			if err := checkIterable(a[0]); err != nil {
				return py.Value{}, err
			}
			i, err := py.SequenceIndex(t, a[0], a[1])
			if err != nil {
				return py.Value{}, err
			}
			return py.Int(int64(i)), nil
		}),
		fn("length_hint", "(obj, default=0, /)", "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.", func(t *py.Thread, a py.Args) (py.Value, error) {
			def, err := py.ArgIndex(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			n, err := py.LengthHint(t, a[0], def)
			return py.Int(int64(n)), err
		}),
		fn("call", "(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).", func(t *py.Thread, a py.Args) (py.Value, error) {
			args, kw := py.UnpackCall(py.Cast[py.Tuple](a[1]).Items, py.Cast[py.Dict](a[2]))
			return t.Result(py.CallSlot(t, a[0], args, kw))
		}),
	}
	for _, b := range []struct {
		op     py.BinaryOp
		name   string
		symbol string
	}{
		{py.OpAdd, "add", "+"}, {py.OpSub, "sub", "-"}, {py.OpMul, "mul", "*"}, {py.OpMatMul, "matmul", "@"},
		{py.OpTrueDiv, "truediv", "/"}, {py.OpMod, "mod", "%"}, {py.OpPow, "pow", "**"}, {py.OpLShift, "lshift", "<<"},
		{py.OpRShift, "rshift", ">>"}, {py.OpOr, "or", "|"}, {py.OpXor, "xor", "^"}, {py.OpAnd, "and", "&"},
		{py.OpFloorDiv, "floordiv", "//"},
	} {
		name := b.name
		if name == "or" || name == "and" {
			name += "_"
		}
		fns = append(fns,
			fn(name, "(a, b, /)", "Same as a "+b.symbol+" b.", func(t *py.Thread, a py.Args) (py.Value, error) {
				return t.Result(py.BinaryOperation(t, b.op, a[0], a[1]))
			}),
			fn("i"+b.name, "(a, b, /)", "Same as a "+b.symbol+"= b.", func(t *py.Thread, a py.Args) (py.Value, error) {
				return t.Result(py.InplaceOperation(t, b.op, a[0], a[1]))
			}))
	}
	for _, c := range []struct {
		op           py.CompareOp
		name, symbol string
	}{{py.LT, "lt", "<"}, {py.LE, "le", "<="}, {py.EQ, "eq", "=="}, {py.NE, "ne", "!="}, {py.GT, "gt", ">"}, {py.GE, "ge", ">="}} {
		fns = append(fns, fn(c.name, "(a, b, /)", "Same as a "+c.symbol+" b.", func(t *py.Thread, a py.Args) (py.Value, error) {
			return t.Result(py.Compare(t, a[0], a[1], c.op))
		}))
	}
	return fns
}

func fn(name, sig, doc string, f func(t *py.Thread, a py.Args) (py.Value, error)) py.Method {
	return py.Method{Name: name, Signature: sig, Doc: doc, Flags: py.CallsPython,
		Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return f(t, a) }}
}

func unary(name, sig, doc string, slot func(s *py.Slots) py.UnaryFunc, bad string) py.Method {
	return fn(name, sig, doc, func(t *py.Thread, a py.Args) (py.Value, error) {
		f := slot(&py.TypeOf(a[0]).Slots)
		if f == nil {
			return py.Value{}, py.Errorf(py.TypeError, bad, py.TypeOf(a[0]).FullName())
		}
		return t.Result(f(t, a[0]))
	})
}

func checkIterable(v py.Value) error {
	if typ := py.TypeOf(v); typ.Iter == nil && typ.GetItem == nil {
		return py.Errorf(py.TypeError, "argument of type '%s' is not iterable", typ.FullName())
	}
	return nil
}

func countOf(t *py.Thread, a py.Args) (py.Value, error) {
	if err := checkIterable(a[0]); err != nil {
		return py.Value{}, err
	}
	n := int64(0)
	err := py.Iterate(t, a[0], func(x py.Value) error {
		eq, err := py.Equal(t, x, a[1])
		if eq {
			n++
		}
		return err
	})
	return py.Int(n), err
}
