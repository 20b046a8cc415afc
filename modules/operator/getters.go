package operator

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// itemGetter is itemgetter(*items).
type itemGetter struct {
	py.Header
	items []py.Value
}

// attrGetter is attrgetter(*names): each name is split at its dots.
type attrGetter struct {
	py.Header
	names []py.Value
	paths [][]*py.Str
}

// methodCaller is methodcaller(name, *args, **kwargs); args ends with the values
// of the keywords kw.
type methodCaller struct {
	py.Header
	name     *py.Str
	args, kw []py.Value
}

var itemGetterType, attrGetterType, methodCallerType py.Type

// oneArg checks the arguments of a getter's call.
func oneArg(t *py.Thread, callee py.Value, args, kw []py.Value) bool {
	name := py.TypeOf(callee).Name()
	if len(kw) > 0 {
		t.Raise(py.TypeError, "%s() takes no keyword arguments", name)
		return false
	}
	if len(args) != 1 {
		t.Raise(py.TypeError, "%s expected 1 argument, got %d", name, len(args))
		return false
	}
	return true
}

// reprCall shows a getter as the call that made it.
func reprCall(t *py.Thread, v py.Value, args, kw []py.Value) py.Value {
	typ := py.TypeOf(v)
	if t.ReprEnter(v) {
		return py.NewStr(typ.FullName() + "(...)")
	}
	defer t.ReprLeave()
	var b strings.Builder
	b.WriteString(typ.FullName() + "(")
	pos := len(args) - len(kw)
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		if i >= pos {
			b.WriteString(py.Cast[py.Str](kw[i-pos]).String() + "=")
		}
		s, err := py.ReprString(t, a)
		if err != nil {
			return t.Fail(err)
		}
		b.WriteString(s)
	}
	b.WriteByte(')')
	return py.NewStr(b.String())
}

// textSignature is the signature of the callables, which is not that of their classes.
var textSignature = []py.Getset{{Name: "__text_signature__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
	return py.NewStr("(obj, /)"), nil
}}}

func reduceMethod(f func(t *py.Thread, self py.Value) (py.Value, error)) []py.Method {
	return []py.Method{{Name: "__reduce__", Signature: "($self, /)", Doc: "Return state information for pickling",
		Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return f(t, self) }}}
}

func itemGetterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "operator.itemgetter", TextSignature: "(item, /, *items)", Layout: py.LayoutOf[itemGetter](),
		Doc: "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				if len(kw) > 0 {
					return t.Raise(py.TypeError, "itemgetter() takes no keyword arguments")
				}
				if len(args) == 0 {
					return t.Raise(py.TypeError, "itemgetter expected 1 argument, got 0")
				}
				g := py.Make[itemGetter](typ)
				g.items = append([]py.Value(nil), args...)
				return py.Ref(g)
			},
			Call: func(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
				if !oneArg(t, callee, args, kw) {
					return py.Error
				}
				g, obj := py.Cast[itemGetter](callee), args[0]
				if len(g.items) == 1 {
					return py.GetItemOperation(t, obj, g.items[0])
				}
				out := make([]py.Value, len(g.items))
				for i, k := range g.items {
					if out[i] = py.GetItemOperation(t, obj, k); out[i].IsError() {
						return py.Error
					}
				}
				return py.NewTuple(out...)
			},
			Repr: func(t *py.Thread, v py.Value) py.Value { return reprCall(t, v, py.Cast[itemGetter](v).items, nil) },
		},
		Getset: textSignature,
		Methods: reduceMethod(func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.NewPair(py.TypeOf(self).Value(), py.NewTuple(append([]py.Value(nil), py.Cast[itemGetter](self).items...)...)), nil
		}),
	}
}

func attrGetterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "operator.attrgetter", TextSignature: "(attr, /, *attrs)", Layout: py.LayoutOf[attrGetter](),
		Doc: "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				if len(kw) > 0 {
					return t.Raise(py.TypeError, "attrgetter() takes no keyword arguments")
				}
				if len(args) == 0 {
					return t.Raise(py.TypeError, "attrgetter expected 1 argument, got 0")
				}
				g := py.Make[attrGetter](typ)
				for _, a := range args {
					s, ok := py.AsStr(a)
					if !ok {
						return t.Raise(py.TypeError, "attribute name must be a string")
					}
					var path []*py.Str
					for _, part := range strings.Split(s.String(), ".") {
						path = append(path, t.Interp.InternString(part))
					}
					g.names = append(g.names, a)
					g.paths = append(g.paths, path)
				}
				return py.Ref(g)
			},
			Call: func(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
				if !oneArg(t, callee, args, kw) {
					return py.Error
				}
				g, obj := py.Cast[attrGetter](callee), args[0]
				if len(g.paths) == 1 {
					return follow(t, obj, g.paths[0])
				}
				out := make([]py.Value, len(g.paths))
				for i, p := range g.paths {
					if out[i] = follow(t, obj, p); out[i].IsError() {
						return py.Error
					}
				}
				return py.NewTuple(out...)
			},
			Repr: func(t *py.Thread, v py.Value) py.Value { return reprCall(t, v, py.Cast[attrGetter](v).names, nil) },
		},
		Getset: textSignature,
		Methods: reduceMethod(func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.NewPair(py.TypeOf(self).Value(), py.NewTuple(append([]py.Value(nil), py.Cast[attrGetter](self).names...)...)), nil
		}),
	}
}

func follow(t *py.Thread, v py.Value, path []*py.Str) py.Value {
	for _, name := range path {
		if v = py.TypeOf(v).GetAttr(t, v, name); v.IsError() {
			return v
		}
	}
	return v
}

func methodCallerSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "operator.methodcaller", TextSignature: "(name, /, *args, **kwargs)", Layout: py.LayoutOf[methodCaller](),
		Doc: "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				if len(args)-len(kw) < 1 {
					return t.Raise(py.TypeError, "methodcaller needs at least one argument, the method name")
				}
				s, ok := py.AsStr(args[0])
				if !ok {
					return t.Raise(py.TypeError, "method name must be a string")
				}
				m := py.Make[methodCaller](typ)
				m.name = t.Interp.Intern(s)
				m.args = append([]py.Value(nil), args[1:]...)
				m.kw = append([]py.Value(nil), kw...)
				return py.Ref(m)
			},
			Call: func(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
				if !oneArg(t, callee, args, kw) {
					return py.Error
				}
				m := py.Cast[methodCaller](callee)
				f := py.TypeOf(args[0]).GetAttr(t, args[0], m.name)
				if f.IsError() {
					return f
				}
				return py.CallSlot(t, f, append([]py.Value(nil), m.args...), m.kw)
			},
			Repr: func(t *py.Thread, v py.Value) py.Value {
				m := py.Cast[methodCaller](v)
				return reprCall(t, v, append([]py.Value{m.name.Value()}, m.args...), m.kw)
			},
		},
		Getset: textSignature,
		Methods: reduceMethod(func(t *py.Thread, self py.Value) (py.Value, error) {
			m := py.Cast[methodCaller](self)
			pos := append([]py.Value{m.name.Value()}, m.args[:len(m.args)-len(m.kw)]...)
			if len(m.kw) == 0 {
				return py.NewPair(py.TypeOf(self).Value(), py.NewTuple(pos...)), nil
			}
			functools, err := t.Result(t.Interp.Engine.Import(t, "functools", py.NewDict(), py.NewTuple(py.NewStr("partial")), 0))
			if err != nil {
				return py.Value{}, err
			}
			partial, err := py.GetAttr(t, functools, "partial")
			if err != nil {
				return py.Value{}, err
			}
			args := append([]py.Value{py.TypeOf(self).Value()}, pos...)
			p, err := t.Result(py.CallSlot(t, partial, append(args, m.args[len(m.args)-len(m.kw):]...), m.kw))
			if err != nil {
				return py.Value{}, err
			}
			return py.NewPair(p, py.NewTuple()), nil
		}),
	}
}
