package collections

import (
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// tupleGetter is the attribute of a named tuple's field.
type tupleGetter struct {
	py.Header
	index int
	doc   py.Value
}

// tupleMaker is the __new__ of a named tuple class: it binds the fields like the
// Python function (_cls, x, y=default) would, and makes the tuple.
type tupleMaker struct {
	py.Header
	py.Inst
	name     string // "Point.__new__"
	fields   []*py.Str
	defaults []py.Value // of the last fields
	doc      py.Value

	annotate, annotations py.Value // annotations are unbound until they are asked for
}

var tupleGetterType, tupleMakerType py.Type

func tupleGetterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "collections._tuplegetter", TextSignature: "none", Layout: py.LayoutOf[tupleGetter](), Flags: py.NoSubclass,
		Signature: "(index, doc, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			i, err := py.ArgIndex(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			g := py.Make[tupleGetter](typ)
			g.index, g.doc = i, a[1]
			return py.Ref(g), nil
		},
		Slots: py.Slots{
			Repr: func(t *py.Thread, v py.Value) py.Value {
				g := py.Cast[tupleGetter](v)
				doc, err := py.ReprString(t, g.doc)
				if err != nil {
					return t.Fail(err)
				}
				return py.NewStr("_tuplegetter(" + strconv.Itoa(g.index) + ", " + doc + ")")
			},
			DescrGet: func(t *py.Thread, d, obj py.Value, typ *py.Type) py.Value {
				if obj.IsUnbound() {
					return d
				}
				g := py.Cast[tupleGetter](d)
				tup, ok := py.AsTuple(obj)
				if !ok {
					if obj.IsNone() {
						return d
					}
					return t.Raise(py.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, py.TypeOf(obj).Name())
				}
				if g.index < 0 || g.index >= len(tup.Items) {
					return t.Raise(py.IndexError, "tuple index out of range")
				}
				return tup.Items[g.index]
			},
			DescrSet: func(t *py.Thread, d, obj, val py.Value) bool {
				if val.IsUnbound() {
					t.Raise(py.AttributeError, "can't delete attribute")
				} else {
					t.Raise(py.AttributeError, "can't set attribute")
				}
				return false
			},
		},
		Methods: []py.Method{method("__reduce__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			g := py.Cast[tupleGetter](self)
			return py.NewPair(tupleGetterType.Value(), py.NewPair(py.Int(int64(g.index)), g.doc)), nil
		}, 0, "")},
		Getset: []py.Getset{{Name: "__doc__",
			Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[tupleGetter](self).doc, nil },
			Set: func(t *py.Thread, self, val py.Value) error {
				if val.IsUnbound() {
					val = py.None
				}
				py.Cast[tupleGetter](self).doc = val
				return nil
			}}},
	}
}

func tupleMakerSpec() py.TypeSpec {
	attr := func(name string, get func(m *tupleMaker) py.Value) py.Getset {
		return py.Getset{Name: name, Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return get(py.Cast[tupleMaker](self)), nil
		}}
	}
	return py.TypeSpec{
		Name: "collections._tuplemaker", Layout: py.LayoutWithInst(func(m *tupleMaker) *py.Inst { return &m.Inst }), Flags: py.NoSubclass,
		Signature: "(name, fields, defaults, doc, /)", New: newTupleMaker,
		Slots: py.Slots{
			Call: tupleMakerCall,
			Repr: func(t *py.Thread, v py.Value) py.Value {
				return py.NewStr("<function " + py.Cast[tupleMaker](v).name + " at 0x" + strconv.FormatUint(v.ID(), 16) + ">")
			},
		},
		Getset: []py.Getset{
			attr("__name__", func(m *tupleMaker) py.Value { return py.NewStr("__new__") }),
			attr("__qualname__", func(m *tupleMaker) py.Value { return py.NewStr(m.name) }),
			attr("__doc__", func(m *tupleMaker) py.Value { return m.doc }),
			{Name: "__annotate__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Cast[tupleMaker](self).annotate, nil
			}, Set: setAnnotate},
			{Name: "__annotations__", Get: makerAnnotations, Set: func(t *py.Thread, self, v py.Value) error {
				m := py.Cast[tupleMaker](self)
				m.annotations, m.annotate = v, py.None
				return nil
			}},
			{Name: "__dict__", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Ref(py.InstanceDict(self)), nil }},
			attr("__kwdefaults__", func(m *tupleMaker) py.Value { return py.None }),
			attr("__defaults__", func(m *tupleMaker) py.Value {
				if len(m.defaults) == 0 {
					return py.None
				}
				return py.NewTuple(m.defaults...)
			}),
			attr("__text_signature__", func(m *tupleMaker) py.Value {
				var b strings.Builder
				b.WriteString("(_cls")
				for i, f := range m.fields {
					b.WriteString(", " + f.String())
					if i >= len(m.fields)-len(m.defaults) {
						b.WriteString("=<unrepresentable>")
					}
				}
				return py.NewStr(b.String() + ")")
			}),
		},
	}
}

func setAnnotate(t *py.Thread, self, v py.Value) error {
	m := py.Cast[tupleMaker](self)
	if v.IsUnbound() {
		return py.Errorf(py.TypeError, "__annotate__ cannot be deleted")
	}
	if !v.IsNone() {
		if py.TypeOf(v).Call == nil {
			return py.Errorf(py.TypeError, "__annotate__ must be callable or None")
		}
		m.annotations = py.Value{}
	}
	m.annotate = v
	return nil
}

func makerAnnotations(t *py.Thread, self py.Value) (py.Value, error) {
	m := py.Cast[tupleMaker](self)
	if m.annotations.IsUnbound() {
		v := py.NewDict().Value()
		if !m.annotate.IsNone() {
			var err error
			if v, err = py.Call(t, m.annotate, py.Int(1)); err != nil {
				return py.Value{}, err
			}
		}
		m.annotations = v
	}
	return m.annotations, nil
}

func newTupleMaker(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "_tuplemaker() argument 1 must be str, not %s", py.ArgName(a[0]))
	}
	m := py.Make[tupleMaker](typ)
	m.name, m.doc, m.annotate = name.String()+".__new__", a[3], py.None
	fields, err := py.Items(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	for _, f := range fields {
		s, ok := py.AsStr(f)
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "field names must be str, not %s", py.TypeOf(f).Name())
		}
		m.fields = append(m.fields, t.Interp.Intern(s))
	}
	if m.defaults, err = py.Items(t, a[2]); err != nil {
		return py.Value{}, err
	}
	if len(m.defaults) > len(m.fields) {
		return py.Value{}, py.Errorf(py.TypeError, "Got more default values than field names")
	}
	return py.Ref(m), nil
}

func tupleMakerCall(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
	m := py.Cast[tupleMaker](callee)
	n := len(args) - len(kw)
	if n == 0 {
		return t.Raise(py.TypeError, "%s() missing 1 required positional argument: '_cls'", m.name)
	}
	typ, ok := py.As[py.Type](args[0], py.TypeType)
	if !ok || !typ.IsSubtype(py.TupleType) {
		return t.Raise(py.TypeError, "tuple.__new__(X): X is not a type object (%s)", py.TypeOf(args[0]).Name())
	}
	pos := args[1:n]
	items := make([]py.Value, len(m.fields))
	copy(items, pos)
	if len(pos) != len(m.fields) || len(kw) > 0 {
		if err := m.bind(items, len(pos), args[n:], kw); err != nil {
			return t.Fail(err)
		}
	}
	tup := py.Make[py.Tuple](typ)
	tup.Items = items
	return py.Ref(tup)
}

// bind fills the fields that were not given by position, with the errors of a
// Python function.
func (m *tupleMaker) bind(items []py.Value, npos int, vals, kw []py.Value) error {
	n := len(m.fields)
	if npos > n {
		takes := strconv.Itoa(n + 1)
		if len(m.defaults) > 0 {
			takes = "from " + strconv.Itoa(n+1-len(m.defaults)) + " to " + takes
		}
		plural := "s"
		if n == 0 {
			plural = ""
		}
		return py.Errorf(py.TypeError, "%s() takes %s positional argument%s but %d were given", m.name, takes, plural, npos+1)
	}
next:
	for i, k := range kw {
		key := py.Cast[py.Str](k).String()
		for j, f := range m.fields {
			if f.String() == key {
				if !items[j].IsUnbound() {
					return py.Errorf(py.TypeError, "%s() got multiple values for argument '%s'", m.name, key)
				}
				items[j] = vals[i]
				continue next
			}
		}
		return py.Errorf(py.TypeError, "%s() got an unexpected keyword argument '%s'", m.name, key)
	}
	var missing []string
	for j := range items {
		if !items[j].IsUnbound() {
			continue
		}
		if d := j - (n - len(m.defaults)); d >= 0 {
			items[j] = m.defaults[d]
		} else {
			missing = append(missing, "'"+m.fields[j].String()+"'")
		}
	}
	switch k := len(missing); k {
	case 0:
		return nil
	case 1:
		return py.Errorf(py.TypeError, "%s() missing 1 required positional argument: %s", m.name, missing[0])
	case 2:
		return py.Errorf(py.TypeError, "%s() missing 2 required positional arguments: %s and %s", m.name, missing[0], missing[1])
	default:
		return py.Errorf(py.TypeError, "%s() missing %d required positional arguments: %s, and %s", m.name, k,
			strings.Join(missing[:k-1], ", "), missing[k-1])
	}
}
