package py

import "errors"

// errStop ends an Iterate early; it never reaches Python code.
var errStop = errors.New("stop")

const (
	docLengthHint = "Private method returning an estimate of len(list(it))."
	docReduce     = "Return state information for pickling."
	docSetState   = "Set state information for unpickling."
)

// selfIter is the Iter slot of iterators.
func selfIter(t *Thread, v Value) Value { return v }

// builtinIter returns the function iter, which iterators are pickled by.
func builtinIter(t *Thread) Value { return builtinName(t, "iter") }

func builtinName(t *Thread, name string) Value {
	if v := t.Interp.Builtins.GetName(name); v.ref != nil {
		return v
	}
	return None
}

// ListIter iterates over a list; List is nil once exhausted.
type ListIter struct {
	Header
	List *List
	I    int
}

// listRevIter iterates over a list backwards; list is nil once exhausted.
type listRevIter struct {
	Header
	list *List
	i    int
}

// TupleIter iterates over a tuple; Tuple is nil once exhausted.
type TupleIter struct {
	Header
	Tuple *Tuple
	I     int
}

var (
	listIterType    Type
	listRevIterType Type
	tupleIterType   Type
	seqIterType     Type
)

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

// seqIter iterates by __getitem__ with 0, 1, 2 … until IndexError; seq is unbound
// once exhausted.
type seqIter struct {
	Header
	seq Value
	i   int64
}

// NewSequenceIter returns an iterator over an object that only has __getitem__.
func NewSequenceIter(v Value) Value { return Ref(&seqIter{Header{&seqIterType}, v, 0}) }

func listIter(t *Thread, v Value) Value {
	return Ref(&ListIter{Header{&listIterType}, Cast[List](v), 0})
}

func listReversed(t *Thread, self Value, a Args) (Value, error) {
	l := Cast[List](self)
	return Ref(&listRevIter{Header{&listRevIterType}, l, len(l.Items) - 1}), nil
}

func tupleIter(t *Thread, v Value) Value {
	return Ref(&TupleIter{Header{&tupleIterType}, Cast[Tuple](v), 0})
}

// iterMethods are the methods that a built-in iterator shows: how many items are
// left, how to make it anew, and how to move it.
func iterMethods(hint, reduce func(t *Thread, self Value) Value, seek func(self Value, i int)) []Method {
	m := make([]Method, 0, 3)
	if hint != nil {
		m = append(m, Method{"__length_hint__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return t.Result(hint(t, self)) }, 0, docLengthHint})
	}
	m = append(m, Method{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return t.Result(reduce(t, self)) }, 0, docReduce})
	if seek != nil {
		m = append(m, Method{"__setstate__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
			i, err := argIndex(t, a[0])
			if err != nil {
				return Value{}, err
			}
			seek(self, i)
			return None, nil
		}, 0, docSetState})
	}
	return m
}

func listIterSpec() TypeSpec {
	return TypeSpec{
		Name: "list_iterator", Layout: LayoutOf[ListIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[ListIter](v)
			if it.List == nil {
				return Value{}
			}
			if it.I < len(it.List.Items) {
				x := it.List.Items[it.I]
				it.I++
				return x
			}
			it.List = nil
			return Value{}
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[ListIter](self)
			if it.List == nil {
				return Int(0)
			}
			return Int(int64(max(len(it.List.Items)-it.I, 0)))
		}, func(t *Thread, self Value) Value {
			it := Cast[ListIter](self)
			if it.List == nil {
				return NewPair(builtinIter(t), NewTuple(NewList()))
			}
			return NewTuple(builtinIter(t), NewTuple(Ref(it.List)), Int(int64(it.I)))
		}, func(self Value, i int) {
			if it := Cast[ListIter](self); it.List != nil {
				it.I = min(max(i, 0), len(it.List.Items))
			}
		}),
	}
}

func listRevIterSpec() TypeSpec {
	return TypeSpec{
		Name: "list_reverseiterator", Layout: LayoutOf[listRevIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[listRevIter](v)
			if it.list == nil {
				return Value{}
			}
			if i := it.i; i >= 0 && i < len(it.list.Items) {
				it.i--
				return it.list.Items[i]
			}
			it.list = nil
			return Value{}
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[listRevIter](self)
			if it.list == nil || it.i >= len(it.list.Items) {
				return Int(0)
			}
			return Int(int64(it.i + 1))
		}, func(t *Thread, self Value) Value {
			it := Cast[listRevIter](self)
			if it.list == nil {
				return NewPair(builtinIter(t), NewTuple(NewList()))
			}
			return NewTuple(builtinName(t, "reversed"), NewTuple(Ref(it.list)), Int(int64(it.i)))
		}, func(self Value, i int) {
			if it := Cast[listRevIter](self); it.list != nil {
				it.i = min(max(i, -1), len(it.list.Items)-1)
			}
		}),
	}
}

func tupleIterSpec() TypeSpec {
	return TypeSpec{
		Name: "tuple_iterator", Layout: LayoutOf[TupleIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[TupleIter](v)
			if it.Tuple == nil {
				return Value{}
			}
			if it.I < len(it.Tuple.Items) {
				x := it.Tuple.Items[it.I]
				it.I++
				return x
			}
			it.Tuple = nil
			return Value{}
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[TupleIter](self)
			if it.Tuple == nil {
				return Int(0)
			}
			return Int(int64(len(it.Tuple.Items) - it.I))
		}, func(t *Thread, self Value) Value {
			it := Cast[TupleIter](self)
			if it.Tuple == nil {
				return NewPair(builtinIter(t), NewTuple(NewTuple()))
			}
			return NewTuple(builtinIter(t), NewTuple(Ref(it.Tuple)), Int(int64(it.I)))
		}, func(self Value, i int) {
			if it := Cast[TupleIter](self); it.Tuple != nil {
				it.I = min(max(i, 0), len(it.Tuple.Items))
			}
		}),
	}
}

func seqIterSpec() TypeSpec {
	return TypeSpec{
		Name: "iterator", Layout: LayoutOf[seqIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[seqIter](v)
			if it.seq.ref == nil {
				return Value{}
			}
			r := GetItemOperation(t, it.seq, Int(it.i))
			if r.IsError() {
				if t.ExcMatches(IndexError) || t.ExcMatches(StopIteration) {
					t.Exc = nil
					it.seq = Value{}
					return Value{}
				}
				return Error
			}
			it.i++
			return r
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[seqIter](self)
			if it.seq.ref == nil {
				return Int(0)
			}
			if TypeOf(it.seq).Len == nil {
				return NotImplemented
			}
			n, err := Len(t, it.seq)
			if err != nil {
				return t.Fail(err)
			}
			return Int(max(int64(n)-it.i, 0))
		}, func(t *Thread, self Value) Value {
			it := Cast[seqIter](self)
			if it.seq.ref == nil {
				return NewPair(builtinIter(t), NewTuple(NewTuple()))
			}
			return NewTuple(builtinIter(t), NewTuple(it.seq), Int(it.i))
		}, func(self Value, i int) {
			if it := Cast[seqIter](self); it.seq.ref != nil {
				it.i = int64(max(i, 0))
			}
		}),
	}
}
