package py

import "math/bits"

func tupleSpec() TypeSpec {
	return TypeSpec{
		Name: "tuple", Layout: LayoutOf[Tuple](), Flags: tupleSub | MatchSequence, Doc: docTuple,
		Signature: "(iterable=(), /)", New: tupleNew,
		Slots: Slots{
			Repr: tupleRepr, Hash: tupleHash, Compare: tupleCompare,
			Len:  func(t *Thread, v Value) (int, bool) { return len(Cast[Tuple](v).Items), true },
			Iter: tupleIter, GetItem: tupleGetItem, Contains: tupleContains,
			Concat: tupleConcat, Repeat: tupleRepeat,
		},
		Methods: []Method{
			{"count", "($self, value, /)", tupleCount, Slow | CallsPython, "Return number of occurrences of value."},
			{"index", "($self, value, start=0, stop=sys.maxsize, /)", tupleIndex, Slow | CallsPython, "Return first index of value.\n\nRaises ValueError if the value is not present."},
			{"__getnewargs__", "($self, /)", tupleGetNewArgs, 0, ""},
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
	}
}

const docTuple = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object."

func tupleNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == &tupleType && a[0].IsTuple() {
		return a[0], nil
	}
	items, err := appendItems(t, nil, a[0])
	if err != nil {
		return Value{}, err
	}
	if typ == &tupleType {
		return Ref(MakeTuple(items)), nil
	}
	tup := Make[Tuple](typ)
	tup.Items = items
	return Ref(tup), nil
}

func tupleRepr(t *Thread, v Value) Value {
	items := Cast[Tuple](v).Items
	if len(items) == 0 {
		return newASCII("()")
	}
	if t.reprEnter(v) {
		return newASCII("(...)")
	}
	defer t.reprLeave()
	if len(items) == 1 {
		return reprItems(t, &items, "(", ",)")
	}
	return reprItems(t, &items, "(", ")")
}

func tupleHash(t *Thread, v Value) (uint64, bool) {
	items := Cast[Tuple](v).Items
	return hashItems(t, items, uint64(len(items))^(tupleHashPrime5^3527539))
}

const (
	tupleHashPrime1 = 11400714785074694791
	tupleHashPrime2 = 14029467366897019727
	tupleHashPrime5 = 2870177450012600261
)

// hashItems is CPython's hash of a tuple (a simplified xxHash); extra is mixed in
// at the end.
func hashItems(t *Thread, items []Value, extra uint64) (uint64, bool) {
	if !t.Enter(" while hashing") {
		return 0, false
	}
	defer t.Leave()
	acc := uint64(tupleHashPrime5)
	for _, x := range items {
		h, ok := Hash(t, x)
		if !ok {
			return 0, false
		}
		acc += uint64(HashResult(h)) * tupleHashPrime2
		acc = bits.RotateLeft64(acc, 31) * tupleHashPrime1
	}
	acc += extra
	if acc == ^uint64(0) {
		acc = 1546275796
	}
	return acc, true
}

func tupleCompare(t *Thread, a, b Value, op CompareOp) Value {
	y, ok := AsTuple(b)
	if !ok {
		return NotImplemented
	}
	return compareItems(t, op, Cast[Tuple](a).Items, y.Items)
}

func tupleGetItem(t *Thread, v, key Value) Value {
	items := Cast[Tuple](v).Items
	if key.IsSlice() {
		start, _, step, n, err := SliceIndices(t, Cast[Slice](key), len(items))
		if err != nil {
			return t.Fail(err)
		}
		if n == len(items) && step == 1 && v.IsTuple() {
			return v
		}
		return Ref(MakeTuple(takeSlice(items, start, step, n)))
	}
	var i int
	if key.IsInt() {
		i = int(key.Int64())
	} else {
		var ok bool
		if i, ok = seqIndex(t, key, "tuple"); !ok {
			return Error
		}
	}
	if i < 0 {
		i += len(items)
	}
	if uint(i) < uint(len(items)) {
		return items[i]
	}
	return t.Raise(IndexError, "tuple index out of range")
}

func tupleContains(t *Thread, v, item Value) (bool, bool) {
	items := Cast[Tuple](v).Items
	i, ok := indexOf(t, &items, item, 0, len(items))
	return i >= 0, ok
}

func tupleConcat(t *Thread, a, b Value) Value {
	y, ok := AsTuple(b)
	if !ok {
		return t.Raise(TypeError, "can only concatenate tuple (not \"%s\") to tuple", TypeOf(b).FullName())
	}
	x := Cast[Tuple](a)
	if len(x.Items) == 0 && b.IsTuple() {
		return b
	}
	if len(y.Items) == 0 && a.IsTuple() {
		return a
	}
	out := make([]Value, len(x.Items)+len(y.Items))
	copy(out[copy(out, x.Items):], y.Items)
	return Ref(MakeTuple(out))
}

func tupleRepeat(t *Thread, v, n Value) Value {
	k, err := repeatCount(t, n)
	if err != nil {
		return t.Fail(err)
	}
	if k == 1 && v.IsTuple() {
		return v
	}
	items, err := repeatItems(Cast[Tuple](v).Items, k)
	if err != nil {
		return t.Fail(err)
	}
	return Ref(MakeTuple(items))
}

func tupleCount(t *Thread, self Value, a Args) (Value, error) {
	items := Cast[Tuple](self).Items
	n, ok := countOf(t, &items, a[0])
	if !ok {
		return Value{}, t.Take()
	}
	return Int(int64(n)), nil
}

func tupleIndex(t *Thread, self Value, a Args) (Value, error) {
	items := Cast[Tuple](self).Items
	return seqIndexMethod(t, &items, a, "tuple.index(x): x not in tuple")
}

func tupleGetNewArgs(t *Thread, self Value, a Args) (Value, error) {
	return NewTuple(Ref(MakeTuple(Cast[Tuple](self).Items))), nil
}
