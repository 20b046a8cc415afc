package py

// Tuple is a Python tuple. Items must not be changed once the tuple can be seen
// by Python code.
type Tuple struct {
	Header
	Items []Value
}

// List is a Python list.
type List struct {
	Header
	Items []Value
}

var (
	tupleType Type
	listType  Type
)

// The sequence types.
var (
	TupleType = &tupleType
	ListType  = &listType
)

var emptyTuple = Tuple{Header: Header{&tupleType}}

// MakeTuple returns a tuple that owns items.
func MakeTuple(items []Value) *Tuple {
	if len(items) == 0 {
		return &emptyTuple
	}
	return &Tuple{Header{&tupleType}, items}
}

// NewTuple returns a tuple of items as a Value; it keeps the slice.
func NewTuple(items ...Value) Value { return Ref(MakeTuple(items)) }

// pair is a tuple of two with its items inline: one allocation.
type pair struct {
	Tuple
	items [2]Value
}

// NewPair returns the tuple (a, b).
func NewPair(a, b Value) Value {
	p := &pair{items: [2]Value{a, b}}
	p.typ = &tupleType
	p.Items = p.items[:]
	return Ref(&p.Tuple)
}

// MakeList returns a list that owns items.
func MakeList(items []Value) *List { return &List{Header{&listType}, items} }

// NewList returns a list of items as a Value; it keeps the slice.
func NewList(items ...Value) Value { return Ref(MakeList(items)) }

// AsTuple returns v as a *Tuple if it is a tuple or of a subclass.
func AsTuple(v Value) (*Tuple, bool) {
	t := TypeOf(v)
	if t == &tupleType || t.flags&tupleSub != 0 {
		return Cast[Tuple](v), true
	}
	return nil, false
}

// AsList returns v as a *List if it is a list or of a subclass.
func AsList(v Value) (*List, bool) {
	t := TypeOf(v)
	if t == &listType || t.flags&listSub != 0 {
		return Cast[List](v), true
	}
	return nil, false
}

// Value returns the tuple as a Python object.
func (t *Tuple) Value() Value { return Ref(t) }

// Value returns the list as a Python object.
func (l *List) Value() Value { return Ref(l) }

// maxItems bounds the items that one operation of a built-in sequence makes: more
// is a MemoryError, as Go cannot survive a failed allocation. 2^30 items are 16 GB.
const maxItems = 1 << 30

// errMemory is MemoryError without arguments.
func errMemory() error { return NewException(MemoryError) }

// indexOf returns the first position of x in *items within [from, to), or -1.
func indexOf(t *Thread, items *[]Value, x Value, from, to int) (int, bool) {
	for i := from; i < to && i < len(*items); i++ {
		it := (*items)[i]
		if it == x {
			return i, true
		}
		eq, ok := equal(t, it, x)
		if !ok {
			return -1, false
		}
		if eq {
			return i, true
		}
	}
	return -1, true
}

// countOf counts x in *items.
func countOf(t *Thread, items *[]Value, x Value) (int, bool) {
	n := 0
	for i := 0; i < len(*items); i++ {
		eq, ok := equal(t, (*items)[i], x)
		if !ok {
			return 0, false
		}
		if eq {
			n++
		}
	}
	return n, true
}

// seqIndex evaluates a subscript that is not a slice for a sequence type called
// what; negative indices are still to be adjusted.
func seqIndex(t *Thread, key Value, what string) (int, bool) {
	if TypeOf(key).Index == nil && !IsAnyInt(key) {
		t.Raise(TypeError, "%s indices must be integers or slices, not %s", what, TypeOf(key).Name())
		return 0, false
	}
	i, err := ToIndex(t, key, IndexError)
	if err != nil {
		t.Fail(err)
		return 0, false
	}
	return i, true
}

// takeSlice copies items[start:...:step], n of them.
func takeSlice(items []Value, start, step, n int) []Value {
	if n == 0 {
		return nil
	}
	out := make([]Value, n)
	if step == 1 {
		copy(out, items[start:start+n])
		return out
	}
	for i := range out {
		out[i] = items[start]
		start += step
	}
	return out
}

// repeatItems returns items n times over.
func repeatItems(items []Value, n int) ([]Value, error) {
	if n <= 0 || len(items) == 0 {
		return nil, nil
	}
	if n > maxItems/len(items) {
		return nil, errMemory()
	}
	out := make([]Value, len(items)*n)
	if len(items) == 1 {
		x := items[0]
		for i := range out {
			out[i] = x
		}
		return out, nil
	}
	for k := copy(out, items); k < len(out); {
		k += copy(out[k:], out[:k])
	}
	return out, nil
}

// repeatCount evaluates the number of a sequence repetition.
func repeatCount(t *Thread, n Value) (int, error) {
	if n.IsInt() {
		return int(n.Int64()), nil
	}
	return ToIndex(t, n, OverflowError)
}

// compareItems is the lexicographic comparison of tuples, lists and slices whose
// items do not change.
func compareItems(t *Thread, op CompareOp, a, b []Value) Value {
	return compareSeq(t, op, &a, &b)
}

// compareSeq compares lexicographically; comparisons may change *a and *b.
func compareSeq(t *Thread, op CompareOp, a, b *[]Value) Value {
	if len(*a) != len(*b) && (op == EQ || op == NE) {
		return Bool(op == NE)
	}
	for i := 0; i < len(*a) && i < len(*b); i++ {
		x, y := (*a)[i], (*b)[i]
		eq, ok := equal(t, x, y)
		if !ok {
			return Error
		}
		if eq {
			continue
		}
		if i >= len(*a) || i >= len(*b) {
			break // the comparison has taken items away
		}
		switch op {
		case EQ:
			return False
		case NE:
			return True
		}
		return Compare(t, x, y, op)
	}
	return compareLen(op, len(*a), len(*b))
}

func compareLen(op CompareOp, a, b int) Value {
	switch op {
	case LT:
		return Bool(a < b)
	case LE:
		return Bool(a <= b)
	case EQ:
		return Bool(a == b)
	case NE:
		return Bool(a != b)
	case GT:
		return Bool(a > b)
	}
	return Bool(a >= b)
}

// reprItems makes "[a, b]" of *items; repr of an item may change them.
func reprItems(t *Thread, items *[]Value, open, end string) Value {
	b := append(make([]byte, 0, 64), open...)
	for i := 0; i < len(*items); i++ {
		if i > 0 {
			b = append(b, ", "...)
		}
		var ok bool
		if b, ok = appendRepr(t, b, (*items)[i]); !ok {
			return Error
		}
	}
	return NewStr(string(append(b, end...)))
}

// LengthHint is operator.length_hint(v, def).
// https://docs.python.org/3.14/library/operator.html#operator.length_hint
func LengthHint(t *Thread, v Value, def int) (int, error) {
	typ := TypeOf(v)
	if typ.Len != nil {
		n, ok := typ.Len(t, v)
		if ok {
			return n, nil
		}
		if !t.ExcMatches(TypeError) {
			return 0, t.Take()
		}
		t.Exc = nil
	}
	r, found := callSpecial(t, v, nameLengthHint)
	if !found {
		return def, nil
	}
	if r.IsError() {
		if !t.ExcMatches(TypeError) {
			return 0, t.Take()
		}
		t.Exc = nil
		return def, nil
	}
	if r.IsNotImplemented() {
		return def, nil
	}
	if !IsAnyInt(r) {
		return 0, Errorf(TypeError, "__length_hint__ must be an integer, not %s", TypeOf(r).FullName())
	}
	n, err := ToIndex(t, r, OverflowError)
	if err == nil && n < 0 {
		err = Errorf(ValueError, "__length_hint__() should return >= 0")
	}
	return n, err
}

var nameLengthHint = InternStatic("__length_hint__")

// appendItems appends the items of iterable v to dst, the list's or tuple's way:
// with room for the length hint.
func appendItems(t *Thread, dst []Value, v Value) ([]Value, error) {
	switch typ := TypeOf(v); typ {
	case &listType:
		return append(dst, Cast[List](v).Items...), nil
	case &tupleType:
		return append(dst, Cast[Tuple](v).Items...), nil
	case &rangeType:
		r := Cast[Range](v)
		if r.Big == nil {
			if r.Len > maxItems {
				return dst, errMemory()
			}
			dst = growItems(dst, int(r.Len))
			for i, x := int64(0), r.Start; i < r.Len; i++ {
				dst = append(dst, Int(x))
				x += r.Step
			}
			return dst, nil
		}
	case &dictType:
		d := Cast[Dict](v)
		dst = growItems(dst, d.live)
		for i := range d.entries {
			if k := d.entries[i].key; k.ref != nil {
				dst = append(dst, k)
			}
		}
		return dst, nil
	}
	it, err := Iter(t, v)
	if err != nil {
		return dst, err
	}
	n, err := LengthHint(t, v, 0)
	if err != nil {
		return dst, err
	}
	if n > maxItems {
		return dst, errMemory()
	}
	// A hint is a hint: it may not make us reserve what never comes.
	dst = growItems(dst, min(n, 1<<20))
	next := TypeOf(it).Next
	for k := 1; ; k++ {
		x := next(t, it)
		if x.ref == nil {
			return dst, nil
		}
		if x.IsError() {
			return dst, t.Take()
		}
		dst = append(dst, x)
		if k&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return dst, err
			}
			if len(dst) > maxItems {
				return dst, errMemory()
			}
		}
	}
}

// growItems makes room for n more items.
func growItems(s []Value, n int) []Value {
	if cap(s)-len(s) >= n {
		return s
	}
	out := make([]Value, len(s), len(s)+n)
	copy(out, s)
	return out
}

// fastItems is appendItems(t, nil, v) with the TypeError of what is not iterable
// replaced by msg.
func fastItems(t *Thread, v Value, msg string) ([]Value, error) {
	if !v.IsList() && !v.IsTuple() {
		it, err := Iter(t, v)
		if err != nil {
			if Matches(err, TypeError) {
				err = Errorf(TypeError, "%s", msg)
			}
			return nil, err
		}
		v = it
	}
	return appendItems(t, nil, v)
}
