package py

import "math/big"

// Range is a Python range. Start, Stop and Step count if Big is nil; ranges
// beyond 64 bits keep all three there.
type Range struct {
	Header
	Start, Stop, Step int64
	Len               int64
	Big               *BigRange
}

// BigRange holds a range that does not fit in 64 bits.
type BigRange struct{ Start, Stop, Step, Len *big.Int }

// RangeIter iterates over a range of 64-bit ints.
type RangeIter struct {
	Header
	Cur, Step, Left int64
}

// ListIter iterates over a list; List is nil once exhausted.
type ListIter struct {
	Header
	List *List
	I    int
}

// TupleIter iterates over a tuple; Tuple is nil once exhausted.
type TupleIter struct {
	Header
	Tuple *Tuple
	I     int
}

var (
	rangeType     Type
	rangeIterType Type
	listIterType  Type
	tupleIterType Type
	sliceType     Type
	seqIterType   Type
)

// RangeType is the type range, SliceType the type slice.
var (
	RangeType = &rangeType
	SliceType = &sliceType
)

// Slice is a Python slice.
type Slice struct {
	Header
	Start, Stop, Step Value
}

// NewSlice returns slice(start, stop, step).
func NewSlice(start, stop, step Value) Value {
	return Ref(&Slice{Header{&sliceType}, start, stop, step})
}

// IsRangeIter, IsListIter and IsTupleIter are the exact-type tests of the FOR
// specialisations.
func (v Value) IsRangeIter() bool { return (*Header)(v.ref).typ == &rangeIterType }

// IsListIter reports whether v iterates over a list.
func (v Value) IsListIter() bool { return (*Header)(v.ref).typ == &listIterType }

// IsTupleIter reports whether v iterates over a tuple.
func (v Value) IsTupleIter() bool { return (*Header)(v.ref).typ == &tupleIterType }

// IsGenerator reports whether v is a generator.
func (v Value) IsGenerator() bool { return (*Header)(v.ref).typ == &generatorType }

// IsType reports whether v is a class whose metaclass is type.
func (v Value) IsType() bool { return (*Header)(v.ref).typ == &typeType }

// IsBuiltin reports whether v is a function implemented in Go.
func (v Value) IsBuiltin() bool { return (*Header)(v.ref).typ == &builtinType }

// IsMethodDescr reports whether v is a method of a built-in type.
func (v Value) IsMethodDescr() bool { return (*Header)(v.ref).typ == &methodDescrType }

// IsBoundMethod reports whether v is a bound method.
func (v Value) IsBoundMethod() bool { return (*Header)(v.ref).typ == &methodType }

// IsModule reports whether v is a module.
func (v Value) IsModule() bool { return (*Header)(v.ref).typ == &moduleType }

// seqIter iterates by __getitem__ with 0, 1, 2 … until IndexError.
type seqIter struct {
	Header
	seq Value
	i   int64
}

// NewSequenceIter returns an iterator over an object that only has __getitem__.
func NewSequenceIter(v Value) Value { return Ref(&seqIter{Header{&seqIterType}, v, 0}) }

func rangeSpec() TypeSpec {
	return TypeSpec{Name: "range", Layout: LayoutOf[Range](), Flags: NoSubclass | MatchSequence}
}

func rangeIterSpec() TypeSpec {
	return TypeSpec{Name: "range_iterator", Layout: LayoutOf[RangeIter](), Flags: NoSubclass | NoInstances}
}

func sliceSpec() TypeSpec {
	return TypeSpec{Name: "slice", Layout: LayoutOf[Slice](), Flags: NoSubclass}
}

func seqIterSpec() TypeSpec {
	return TypeSpec{Name: "iterator", Layout: LayoutOf[seqIter](), Flags: NoSubclass | NoInstances}
}
