package py

import "strings"

// StructField is a field of a struct sequence. A field without name is reached by
// index only.
type StructField struct{ Name, Doc string }

// StructSpec declares a struct sequence type: a tuple with named fields, like
// sys.version_info or os.stat_result.
type StructSpec struct {
	Name, Doc string
	Fields    []StructField
	// InSequence is the number of fields that are items of the tuple; 0 means all.
	// Further ones are attributes only.
	InSequence int
	// NoNew makes a type that programs cannot make instances of.
	NoNew bool
}

// StructFields makes fields of pairs of name and doc.
func StructFields(pairs ...string) []StructField {
	f := make([]StructField, len(pairs)/2)
	for i := range f {
		f[i] = StructField{pairs[2*i], pairs[2*i+1]}
	}
	return f
}

// structSeq is an instance: the tuple's items and the fields beyond them.
type structSeq struct {
	Tuple
	hidden []Value
}

// at returns field i.
func (s *structSeq) at(i int) Value {
	if i < len(s.Items) {
		return s.Items[i]
	}
	return s.hidden[i-len(s.Items)]
}

// NewStructSeq returns an instance of typ, a struct sequence type, with a value
// for each field; those left out at the end are None. It keeps vals.
func NewStructSeq(typ *Type, vals ...Value) Value {
	d := typ.structDesc()
	for len(vals) < len(d.Fields) {
		vals = append(vals, None)
	}
	s := Make[structSeq](typ)
	s.Items, s.hidden = vals[:d.InSequence:d.InSequence], vals[d.InSequence:len(d.Fields)]
	return Ref(s)
}

// structDesc returns the declaration of a struct sequence type.
func (t *Type) structDesc() *StructSpec { return t.staticBase().spec.Struct }

// StructSeqSpec returns the declaration for DefineType of a struct sequence type.
func StructSeqSpec(s StructSpec) TypeSpec {
	if s.InSequence == 0 {
		s.InSequence = len(s.Fields)
	}
	spec := TypeSpec{
		Name: s.Name, Doc: s.Doc, Base: &tupleType, Layout: LayoutOf[structSeq](),
		Flags: NoSubclass, Struct: &s,
		Signature: "(sequence, dict={})", New: structSeqNew, NewName: "structseq",
		Slots: Slots{Repr: structSeqRepr},
		Methods: []Method{
			{"__reduce__", "($self, /)", structSeqReduce, 0, ""},
			{"__replace__", "($self, /, **changes)", structSeqReplace, 0, "Return a copy of the structure with new values for the specified fields."},
		},
		Attrs: func(set func(string, Value)) {
			unnamed := 0
			var match []Value
			for i, f := range s.Fields {
				if f.Name == "" {
					unnamed++
				} else if i < s.InSequence {
					match = append(match, NewStr(f.Name))
				}
			}
			set("n_fields", Int(int64(len(s.Fields))))
			set("n_sequence_fields", Int(int64(s.InSequence)))
			set("n_unnamed_fields", Int(int64(unnamed)))
			set("__match_args__", NewTuple(match...))
		},
	}
	if s.NoNew {
		spec.Signature, spec.New, spec.Flags = "", nil, spec.Flags|NoInstances
	}
	for i, f := range s.Fields {
		if f.Name != "" {
			spec.Getset = append(spec.Getset, Getset{Name: f.Name, Doc: f.Doc,
				Get: func(t *Thread, self Value) (Value, error) { return Cast[structSeq](self).at(i), nil }})
		}
	}
	return spec
}

func structSeqNew(t *Thread, typ *Type, a Args) (Value, error) {
	d := typ.structDesc()
	st := TypeOf(a[0])
	if st.Iter == nil && st.GetItem == nil {
		return Value{}, Errorf(TypeError, "constructor requires a sequence")
	}
	items, err := Items(t, a[0])
	if err != nil {
		return Value{}, err
	}
	var named *Dict
	if a.Given(1) {
		var ok bool
		if named, ok = AsDict(a[1]); !ok {
			return Value{}, Errorf(TypeError, "%s() takes a dict as second arg, if any", d.Name)
		}
	}
	n, low, high := len(items), d.InSequence, len(d.Fields)
	switch {
	case low == high && n != low:
		return Value{}, Errorf(TypeError, "%s() takes a %d-sequence (%d-sequence given)", d.Name, low, n)
	case n < low:
		return Value{}, Errorf(TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", d.Name, low, n)
	case n > high:
		return Value{}, Errorf(TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", d.Name, high, n)
	}
	used := 0
	for i := n; i < high; i++ {
		v := None
		if named != nil && d.Fields[i].Name != "" {
			if x := named.GetName(d.Fields[i].Name); x.ref != nil {
				v = x
				used++
			}
		}
		items = append(items, v)
	}
	if named != nil && used != named.Len() {
		return Value{}, Errorf(TypeError, "%s() got duplicate or unexpected field name(s)", d.Name)
	}
	fillUnnamed(d, items, n)
	return NewStructSeq(typ, items...), nil
}

// fillUnnamed gives fields beyond the sequence, from given on, the value of the
// unnamed field of the sequence that they refine: os.stat_result.st_atime.
func fillUnnamed(d *StructSpec, items []Value, given int) {
	next := d.InSequence
	for i, f := range d.Fields[:d.InSequence] {
		if f.Name == "" && next < len(items) {
			if next >= given && items[next].IsNone() {
				items[next] = items[i]
			}
			next++
		}
	}
}

func structSeqRepr(t *Thread, v Value) Value {
	s := Cast[structSeq](v)
	d := s.typ.structDesc()
	if !t.Enter(" while getting the repr of an object") {
		return Error
	}
	defer t.Leave()
	var b strings.Builder
	b.WriteString(d.Name)
	b.WriteByte('(')
	for i, x := range s.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		name := d.Fields[i].Name
		if name == "" {
			name = d.unnamedRepr(i)
		}
		b.WriteString(name)
		b.WriteByte('=')
		r, err := ReprString(t, x)
		if err != nil {
			return t.Fail(err)
		}
		b.WriteString(r)
	}
	b.WriteByte(')')
	return NewStr(b.String())
}

// unnamedRepr is the name under which the repr shows unnamed field i: that of the
// field that refines it.
func (d *StructSpec) unnamedRepr(i int) string {
	k := d.InSequence
	for j := 0; j < i; j++ {
		if d.Fields[j].Name == "" {
			k++
		}
	}
	if k < len(d.Fields) {
		return d.Fields[k].Name
	}
	return ""
}

func structSeqReduce(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[structSeq](self)
	d := s.typ.structDesc()
	rest := NewDict()
	for i, v := range s.hidden {
		rest.SetName(d.Fields[d.InSequence+i].Name, v)
	}
	items := NewTuple(append([]Value(nil), s.Items...)...)
	return NewTuple(Ref(s.typ), NewTuple(items, Ref(rest))), nil
}

func structSeqReplace(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[structSeq](self)
	d := s.typ.structDesc()
	changes := Cast[Dict](a[0])
	vals := make([]Value, len(d.Fields))
	used := map[string]bool{}
	for i, f := range d.Fields {
		if f.Name == "" {
			return Value{}, Errorf(TypeError, "__replace__() is not supported for %s because it has unnamed field(s)", d.Name)
		}
		vals[i] = s.at(i)
		if v := changes.GetName(f.Name); v.ref != nil {
			vals[i] = v
			used[f.Name] = true
		}
	}
	if len(used) != changes.Len() {
		var rest []Value
		for k, _, p, ok := changes.Next(0); ok; k, _, p, ok = changes.Next(p) {
			if !used[Cast[Str](k).s] {
				rest = append(rest, k)
			}
		}
		r, err := ReprString(t, NewList(rest...))
		if err != nil {
			return Value{}, err
		}
		return Value{}, Errorf(TypeError, "Got unexpected field name(s): %s", r)
	}
	return NewStructSeq(s.typ, vals...), nil
}
