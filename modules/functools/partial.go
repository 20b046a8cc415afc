package functools

import (
	"strings"
	"sync"

	"github.com/gopyrun/gopyrun/interp/py"
)

// partial is a function with some arguments given in advance.
// https://docs.python.org/3.14/library/functools.html#partial-objects
type partial struct {
	py.Header
	py.Inst
	fn    py.Value
	args  []py.Value
	tuple py.Value // args, once somebody has asked for them
	kw    *py.Dict
	holes int // placeholders in args
}

var partialType, placeholderType py.Type

type placeholderObject struct{ py.Header }

// placeholder is the singleton functools.Placeholder.
var placeholder = sync.OnceValue(func() py.Value { return py.Ref(py.Make[placeholderObject](&placeholderType)) })

func placeholderSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "functools._PlaceholderType", TextSignature: "none", Layout: py.LayoutOf[placeholderObject](), Flags: py.NoSubclass,
		Doc:       "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
		Signature: "()", New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) { return placeholder(), nil },
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value { return py.NewStr("Placeholder") }},
		Methods: []py.Method{{Name: "__reduce__", Signature: "($self, /)",
			Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return py.NewStr("Placeholder"), nil }}},
	}
}

func partialSpec() py.TypeSpec {
	attr := func(name, doc string, get func(p *partial) py.Value) py.Getset {
		return py.Getset{Name: name, Doc: doc, Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return get(py.Cast[partial](self)), nil
		}}
	}
	return py.TypeSpec{
		Name: "functools.partial", TextSignature: "(func, /, *args, **keywords)", Layout: py.LayoutWithInst(func(p *partial) *py.Inst { return &p.Inst }),
		Doc: "Create a new function with partial application of the given arguments and keywords.",
		Slots: py.Slots{
			New: partialNew, Call: partialCall, Repr: partialRepr,
			DescrGet: func(t *py.Thread, d, obj py.Value, typ *py.Type) py.Value {
				if obj.IsUnbound() {
					return d
				}
				return py.Ref(py.NewBoundMethod(d, obj))
			},
		},
		Methods: []py.Method{
			{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				p := py.Cast[partial](self)
				state := py.NewTuple(p.fn, p.argTuple(), py.Ref(p.kw), py.InstanceState(self))
				return py.NewTuple(py.TypeOf(self).Value(), py.NewTuple(p.fn), state), nil
			}},
			{Name: "__setstate__", Signature: "($self, state, /)", Func: partialSetState},
			py.ClassGetItem(),
		},
		Getset: []py.Getset{
			attr("func", "function object to use in future partial calls", func(p *partial) py.Value { return p.fn }),
			attr("args", "tuple of arguments to future partial calls", func(p *partial) py.Value { return p.argTuple() }),
			attr("keywords", "dictionary of keyword arguments to future partial calls", func(p *partial) py.Value { return py.Ref(p.kw) }),
			{Name: "__dict__", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Ref(py.InstanceDict(self)), nil },
				Set: func(t *py.Thread, self, v py.Value) error {
					if v.IsUnbound() {
						return py.Errorf(py.TypeError, "cannot delete __dict__")
					}
					return py.SetInstanceDict(t, self, v)
				}},
		},
	}
}

func (p *partial) argTuple() py.Value {
	if p.tuple.IsUnbound() {
		p.tuple = py.NewTuple(append([]py.Value(nil), p.args...)...)
	}
	return p.tuple
}

func (p *partial) countHoles() {
	p.holes = 0
	for _, a := range p.args {
		if a == placeholder() {
			p.holes++
		}
	}
}

func partialNew(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
	n := len(args) - len(kw)
	if n < 1 {
		return t.Raise(py.TypeError, "type 'partial' takes at least one argument")
	}
	fn, pos, vals := args[0], args[1:n], args[n:]
	if py.TypeOf(fn).Call == nil {
		return t.Raise(py.TypeError, "the first argument must be callable")
	}
	if len(pos) > 0 && pos[len(pos)-1] == placeholder() {
		return t.Raise(py.TypeError, "trailing Placeholders are not allowed")
	}
	for _, v := range vals {
		if v == placeholder() {
			return t.Raise(py.TypeError, "Placeholder cannot be passed as a keyword argument")
		}
	}
	p := py.Make[partial](typ)
	p.fn, p.kw = fn, py.NewDict()
	p.args = append([]py.Value(nil), pos...)
	if inner, ok := py.As[partial](fn, &partialType); ok && callsAsPartial(py.TypeOf(fn)) && py.InstanceState(fn).IsNone() {
		// A partial of a partial is one partial.
		p.fn = inner.fn
		p.args, _ = inner.fill(pos, true)
		p.kw = inner.kw.Copy()
	}
	for i, k := range kw {
		p.kw.SetStr(py.Cast[py.Str](k), vals[i])
	}
	p.countHoles()
	return py.Ref(p)
}

// callsAsPartial reports whether a subclass of partial has no __call__ of its own.
func callsAsPartial(typ *py.Type) bool {
	return typ == &partialType || typ.Lookup(nameCall) == partialType.Lookup(nameCall)
}

var nameCall = py.InternStatic("__call__")

// fill returns p's arguments with pos in the place of the placeholders and after.
// Too few leave placeholders if partly is set, are an error otherwise.
func (p *partial) fill(pos []py.Value, partly bool) ([]py.Value, error) {
	if p.holes > len(pos) && !partly {
		return nil, py.Errorf(py.TypeError, "missing positional arguments in 'partial' call; expected at least %d, got %d", p.holes, len(pos))
	}
	out := make([]py.Value, 0, len(p.args)+len(pos)+p.kw.Len())
	if p.holes == 0 {
		out = append(out, p.args...)
	} else {
		for _, a := range p.args {
			if a == placeholder() && len(pos) > 0 {
				a, pos = pos[0], pos[1:]
			}
			out = append(out, a)
		}
	}
	return append(out, pos...), nil
}

func partialCall(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
	if !t.Enter("") {
		return py.Error
	}
	defer t.Leave()
	p := py.Cast[partial](callee)
	n := len(args) - len(kw)
	out, err := p.fill(args[:n], false)
	if err != nil {
		return t.Fail(err)
	}
	if p.kw.Len() == 0 {
		return py.CallSlot(t, p.fn, append(out, args[n:]...), kw)
	}
	merged := p.kw
	if len(kw) > 0 {
		merged = p.kw.Copy()
		for i, k := range kw {
			merged.SetStr(py.Cast[py.Str](k), args[n+i])
		}
	}
	names := make([]py.Value, 0, merged.Len())
	for k, v, pos, ok := merged.Next(0); ok; k, v, pos, ok = merged.Next(pos) {
		if !k.IsStr() {
			return t.Raise(py.TypeError, "keywords must be strings")
		}
		names, out = append(names, k), append(out, v)
	}
	return py.CallSlot(t, p.fn, out, names)
}

func partialRepr(t *py.Thread, v py.Value) py.Value {
	if t.ReprEnter(v) {
		return py.NewStr("...")
	}
	defer t.ReprLeave()
	p := py.Cast[partial](v)
	var b strings.Builder
	name := py.TypeOf(v).ReprName()
	b.WriteString(name + "(")
	s, err := py.ReprString(t, p.fn)
	if err != nil {
		return t.Fail(err)
	}
	b.WriteString(s)
	for _, a := range p.args {
		if s, err = py.ReprString(t, a); err != nil {
			return t.Fail(err)
		}
		b.WriteString(", " + s)
	}
	for k, x, pos, ok := p.kw.Next(0); ok; k, x, pos, ok = p.kw.Next(pos) {
		key, err := py.ToGoString(t, k)
		if err != nil {
			return t.Fail(err)
		}
		if s, err = py.ReprString(t, x); err != nil {
			return t.Fail(err)
		}
		b.WriteString(", " + key + "=" + s)
	}
	return py.NewStr(b.String() + ")")
}

func partialSetState(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	bad := func() (py.Value, error) { return py.Value{}, py.Errorf(py.TypeError, "invalid partial state") }
	state, ok := py.AsTuple(a[0])
	if !ok || len(state.Items) != 4 {
		return bad()
	}
	args, okArgs := py.AsTuple(state.Items[1])
	kw, okKw := py.AsDict(state.Items[2])
	if py.TypeOf(state.Items[0]).Call == nil || !okArgs || !okKw && !state.Items[2].IsNone() {
		return bad()
	}
	if n := len(args.Items); n > 0 && args.Items[n-1] == placeholder() {
		return py.Value{}, py.Errorf(py.TypeError, "trailing Placeholders are not allowed")
	}
	p := py.Cast[partial](self)
	p.fn, p.args, p.kw = state.Items[0], append([]py.Value(nil), args.Items...), py.NewDict()
	p.tuple = py.Value{}
	if py.TypeOf(state.Items[1]) == py.TupleType {
		p.tuple = state.Items[1]
	}
	if okKw {
		if p.kw = kw; py.TypeOf(state.Items[2]) != py.DictType {
			p.kw = kw.Copy()
		}
	}
	p.countHoles()
	d := state.Items[3]
	if d.IsNone() {
		d = py.Ref(py.NewDict())
	}
	if err := py.SetInstanceDict(t, self, d); err != nil {
		return py.Value{}, err
	}
	return py.None, nil
}
