package py

import "strings"

// Template is what a t-string makes (string.templatelib.Template): n interpolations
// between n+1 strings.
// https://docs.python.org/3.14/library/string.templatelib.html
type Template struct {
	Header
	strings, interpolations *Tuple
}

// Interpolation is one replacement field of a Template. Conversion is None or one
// of "s", "r" and "a".
type Interpolation struct {
	Header
	value, expression, conversion, spec Value
}

// templateIter yields the strings that are not empty and the interpolations.
type templateIter struct {
	Header
	template *Template // nil once exhausted
	next     int       // even: a string, odd: an interpolation
}

var (
	templateType      Type
	interpolationType Type
	templateIterType  Type
)

// TemplateTypes returns the types Template and Interpolation, defined by the first
// call.
func TemplateTypes() []*Type {
	for _, d := range [...]typeRow{{&templateType, templateSpec}, {&interpolationType, interpolationSpec}, {&templateIterType, templateIterSpec}} {
		DefineType(d.typ, d.spec)
	}
	return []*Type{&templateType, &interpolationType}
}

// NewInterpolation returns an Interpolation: conversion is None or a str, the others
// but value are strs.
func NewInterpolation(value, expression, conversion, spec Value) Value {
	TemplateTypes()
	return Ref(&Interpolation{Header{&interpolationType}, value, expression, conversion, spec})
}

// NewTemplate returns the Template of strs and Interpolations in any order.
func NewTemplate(parts []Value) Value {
	TemplateTypes()
	var strs, fields []Value
	text := NewStr("")
	for _, p := range parts {
		if s, ok := AsStr(p); ok {
			if have := Cast[Str](text); have.Len() == 0 {
				text = p
			} else {
				text = NewStr(have.s + s.s)
			}
			continue
		}
		strs, fields = append(strs, text), append(fields, p)
		text = NewStr("")
	}
	return Ref(&Template{Header{&templateType}, MakeTuple(append(strs, text)), MakeTuple(fields)})
}

func templateNew(t *Thread, typ *Type, a Args) (Value, error) {
	if Cast[Dict](a[1]).Len() > 0 {
		return Value{}, Errorf(TypeError, "Template.__new__ only accepts *args arguments")
	}
	parts := Cast[Tuple](a[0]).Items
	for _, p := range parts {
		if _, ok := AsStr(p); !ok && TypeOf(p) != &interpolationType {
			return Value{}, Errorf(TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", TypeOf(p).FullName())
		}
	}
	return NewTemplate(parts), nil
}

func templateSpec() TypeSpec {
	field := func(name string, f func(v *Template) Value) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return f(Cast[Template](v)), nil }, readonly, ""}
	}
	return TypeSpec{
		Name: "string.templatelib.Template", Layout: LayoutOf[Template](), Flags: NoSubclass,
		Doc:       "Template object",
		Signature: "(*args, **kwargs)", New: templateNew,
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value {
				tm := Cast[Template](v)
				return reprParts(t, "Template(strings=", Ref(tm.strings), ", interpolations=", Ref(tm.interpolations))
			},
			Iter: func(t *Thread, v Value) Value {
				return Ref(&templateIter{Header: Header{&templateIterType}, template: Cast[Template](v)})
			},
			Concat: templateConcat,
		},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				m, err := t.Result(t.Interp.Engine.Import(t, "string.templatelib", NewDict(), NewTuple(NewStr("Template")), 0))
				if err != nil {
					return Value{}, err
				}
				f, err := GetAttr(t, m, "_template_unpickle")
				if err != nil {
					return Value{}, err
				}
				tm := Cast[Template](self)
				return NewPair(f, NewPair(Ref(tm.strings), Ref(tm.interpolations))), nil
			}, 0, docReduce},
			ClassGetItem(),
		},
		Getset: []Getset{
			field("strings", func(v *Template) Value { return Ref(v.strings) }),
			field("interpolations", func(v *Template) Value { return Ref(v.interpolations) }),
			{"values", func(t *Thread, v Value) (Value, error) {
				fields := Cast[Template](v).interpolations.Items
				vals := make([]Value, len(fields))
				for i, f := range fields {
					vals[i] = Cast[Interpolation](f).value
				}
				return NewTuple(vals...), nil
			}, nil, "Values of interpolations"},
		},
	}
}

// reprParts is the repr of a call: texts and the values between them, closed by a
// parenthesis.
func reprParts(t *Thread, parts ...any) Value {
	if !t.Enter(" while getting the repr of an object") {
		return Error
	}
	defer t.Leave()
	var b strings.Builder
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p)
		case Value:
			s, err := ReprString(t, p)
			if err != nil {
				return t.Fail(err)
			}
			b.WriteString(s)
		}
	}
	b.WriteByte(')')
	return NewStr(b.String())
}

func templateConcat(t *Thread, a, b Value) Value {
	x, ok := As[Template](a, &templateType)
	y, ok2 := As[Template](b, &templateType)
	if !ok || !ok2 {
		return t.Raise(TypeError, "can only concatenate string.templatelib.Template (not \"%s\") to string.templatelib.Template", TypeOf(b).FullName())
	}
	last := len(x.strings.Items) - 1
	joined := Cast[Str](x.strings.Items[last]).s + Cast[Str](y.strings.Items[0]).s
	strs := append(append([]Value{}, x.strings.Items[:last]...), NewStr(joined))
	strs = append(strs, y.strings.Items[1:]...)
	fields := append(append([]Value{}, x.interpolations.Items...), y.interpolations.Items...)
	return Ref(&Template{Header{&templateType}, MakeTuple(strs), MakeTuple(fields)})
}

func templateIterSpec() TypeSpec {
	return TypeSpec{
		Name: "string.templatelib.TemplateIter", Layout: LayoutOf[templateIter](), Flags: NoSubclass | NoInstances,
		Doc: "Template iterator object",
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[templateIter](v)
			for it.template != nil {
				n := it.next
				it.next++
				switch {
				case n%2 == 1 && n/2 < len(it.template.interpolations.Items):
					return it.template.interpolations.Items[n/2]
				case n%2 == 0 && n/2 < len(it.template.strings.Items):
					if s := it.template.strings.Items[n/2]; Cast[Str](s).Len() > 0 {
						return s
					}
				default:
					it.template = nil
				}
			}
			return Value{}
		}},
	}
}

func interpolationNew(t *Thread, typ *Type, a Args) (Value, error) {
	conv := a[2]
	for _, x := range []struct {
		name string
		v    Value
	}{{"expression", a[1]}, {"conversion", conv}, {"format_spec", a[3]}} {
		if _, ok := AsStr(x.v); !ok && !(x.name == "conversion" && x.v.IsNone()) {
			return Value{}, Errorf(TypeError, "Interpolation() argument '%s' must be str, not %s", x.name, ArgName(x.v))
		}
	}
	if s, ok := AsStr(conv); ok && s.s != "s" && s.s != "r" && s.s != "a" {
		return Value{}, Errorf(ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
	}
	return NewInterpolation(a[0], a[1], conv, a[3]), nil
}

func interpolationSpec() TypeSpec {
	field := func(name string, f func(v *Interpolation) Value) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return f(Cast[Interpolation](v)), nil }, readonly, ""}
	}
	return TypeSpec{
		Name: "string.templatelib.Interpolation", Layout: LayoutOf[Interpolation](), Flags: NoSubclass,
		Doc:       "Interpolation object",
		Signature: "(value, expression='', conversion=None, format_spec='')", New: interpolationNew,
		Slots: Slots{Repr: func(t *Thread, v Value) Value {
			p := Cast[Interpolation](v)
			return reprParts(t, "Interpolation(", p.value, ", ", p.expression, ", ", p.conversion, ", ", p.spec)
		}},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				p := Cast[Interpolation](self)
				return NewPair(Ref(&interpolationType), NewTuple(p.value, p.expression, p.conversion, p.spec)), nil
			}, 0, docReduce},
			ClassGetItem(),
		},
		Getset: []Getset{
			field("value", func(v *Interpolation) Value { return v.value }),
			field("expression", func(v *Interpolation) Value { return v.expression }),
			field("conversion", func(v *Interpolation) Value { return v.conversion }),
			field("format_spec", func(v *Interpolation) Value { return v.spec }),
		},
		Attrs: func(set func(name string, v Value)) {
			set("__match_args__", NewTuple(NewStr("value"), NewStr("expression"), NewStr("conversion"), NewStr("format_spec")))
		},
	}
}
