package py

import "strings"

var namespaceType Type

// SimpleNamespaceType is types.SimpleNamespace.
var SimpleNamespaceType = &namespaceType

// NewNamespace returns a types.SimpleNamespace without attributes; SetAttr adds
// them, in order.
func NewNamespace() Value { return Ref(Make[Object](&namespaceType)) }

// namespaceSpec declares types.SimpleNamespace.
// https://docs.python.org/3.14/library/types.html#types.SimpleNamespace
func namespaceSpec() TypeSpec {
	return TypeSpec{
		Name: "types.SimpleNamespace", TextSignature: "(mapping_or_iterable=(), /, **kwargs)",
		Doc: "A simple attribute-based namespace.",
		Layout: LayoutWithInst(func(o *Object) *Inst {
			return &o.Inst
		}),
		Flags: Unhashable,
		Slots: Slots{
			New: func(t *Thread, typ *Type, args []Value, kw []Value) Value {
				return Ref(Make[Object](typ))
			},
			Init: namespaceInit, Repr: namespaceRepr,
			Compare: func(t *Thread, a, b Value, op CompareOp) Value {
				if !namespaceType.IsInstance(a) || !namespaceType.IsInstance(b) {
					return NotImplemented
				}
				return Compare(t, Ref(InstanceDict(a)), Ref(InstanceDict(b)), op)
			},
		},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewTuple(Ref(TypeOf(self)), NewTuple(), Ref(InstanceDict(self))), nil
			}, 0, "Return state information for pickling"},
			{"__replace__", "($self, /, **changes)", namespaceReplace, CallsPython, "Return a copy of the namespace object with new values for the specified attributes."},
		},
		Getset: []Getset{dictGetset()},
	}
}

func namespaceInit(t *Thread, self Value, args []Value, kw []Value) bool {
	pos := args[:len(args)-len(kw)]
	if len(pos) > 1 {
		t.Raise(TypeError, "%s expected at most 1 argument, got %d", TypeOf(self).Name(), len(pos))
		return false
	}
	d := InstanceDict(self)
	if len(pos) == 1 {
		from, ok := AsDict(pos[0])
		if !ok {
			from = NewDict()
			if err := DictUpdate(t, from, pos[0]); err != nil {
				t.Fail(err)
				return false
			}
		}
		for k, v, p, ok := from.Next(0); ok; k, v, p, ok = from.Next(p) {
			s, isStr := AsStr(k)
			if !isStr {
				t.Raise(TypeError, "keywords must be strings")
				return false
			}
			d.SetStr(t.Interp.Intern(s), v)
		}
	}
	for i, k := range kw {
		d.SetStr(t.Interp.Intern(Cast[Str](k)), args[len(pos)+i])
	}
	return true
}

func namespaceRepr(t *Thread, v Value) Value {
	name := TypeOf(v).Name()
	if TypeOf(v) == &namespaceType {
		name = "namespace"
	}
	if t.reprEnter(v) {
		return NewStr(name + "(...)")
	}
	defer t.reprLeave()
	var b strings.Builder
	b.WriteString(name)
	b.WriteByte('(')
	first := true
	d := InstanceDict(v)
	for k, x, p, ok := d.Next(0); ok; k, x, p, ok = d.Next(p) {
		s, isStr := AsStr(k)
		if !isStr || s.s == "" {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		r, err := ReprString(t, x)
		if err != nil {
			return t.Fail(err)
		}
		b.WriteString(s.s)
		b.WriteByte('=')
		b.WriteString(r)
	}
	b.WriteByte(')')
	return NewStr(b.String())
}

func namespaceReplace(t *Thread, self Value, a Args) (Value, error) {
	n, err := Call(t, Ref(TypeOf(self)))
	if err != nil {
		return Value{}, err
	}
	d := InstanceDict(n)
	if d == nil || !namespaceType.IsInstance(n) {
		return Value{}, Errorf(TypeError, "expect %s type, but %s() returned '%s' object", namespaceType.name, TypeOf(self).Name(), TypeOf(n).FullName())
	}
	if err := DictUpdate(t, d, Ref(InstanceDict(self))); err != nil {
		return Value{}, err
	}
	return n, DictUpdate(t, d, a[0])
}
