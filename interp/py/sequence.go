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
