package py

import (
	"math"
	"math/big"
	"math/bits"
)

// Range is a Python range. Start, Stop, Step and Len count if Big is nil; ranges
// beyond 64 bits keep all of them there.
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

// bigRangeIter iterates over a range beyond 64 bits.
type bigRangeIter struct {
	Header
	cur, step, left *big.Int
}

var (
	rangeType        Type
	rangeIterType    Type
	bigRangeIterType Type
)

// RangeType is the type range.
var RangeType = &rangeType

func rangeSpec() TypeSpec {
	return TypeSpec{
		Name: "range", Layout: LayoutOf[Range](), Flags: NoSubclass | MatchSequence, Doc: docRange,
		Slots: Slots{
			New: rangeNew, Repr: rangeRepr, Hash: rangeHash, Compare: rangeCompare,
			Bool: func(t *Thread, v Value) (bool, bool) {
				r := Cast[Range](v)
				return r.Len != 0 || r.Big != nil && r.Big.Len.Sign() != 0, true
			},
			Len: rangeLen, Iter: rangeIter, GetItem: rangeGetItem, Contains: rangeContains,
		},
		Methods: []Method{
			{"count", "($self, object, /)", rangeCount, Slow | CallsPython, "rangeobject.count(value) -> integer -- return number of occurrences of value"},
			{"index", "($self, object, /)", rangeIndex, Slow | CallsPython, "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."},
			{"__reversed__", "($self, /)", rangeReversed, 0, "Return a reverse iterator."},
			{"__reduce__", "($self, /)", rangeReduce, 0, ""},
		},
		Members: []string{"start", "stop", "step"},
		Getset: []Getset{
			{"start", func(t *Thread, self Value) (Value, error) { return Cast[Range](self).part(0), nil }, nil, ""},
			{"stop", func(t *Thread, self Value) (Value, error) { return Cast[Range](self).part(1), nil }, nil, ""},
			{"step", func(t *Thread, self Value) (Value, error) { return Cast[Range](self).part(2), nil }, nil, ""},
		},
	}
}

const docRange = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement)."

// NewRange returns range(start, stop, step); step is not 0.
func NewRange(start, stop, step int64) Value {
	if n, ok := rangeCount64(start, stop, step); ok {
		return Ref(&Range{Header: Header{&rangeType}, Start: start, Stop: stop, Step: step, Len: n})
	}
	return newBigRange(big.NewInt(start), big.NewInt(stop), big.NewInt(step))
}

// rangeCount64 counts the items; ok is false if there are more than 2^63-1, or if
// stepping past the end would overflow.
func rangeCount64(start, stop, step int64) (n int64, ok bool) {
	var span, by uint64
	switch {
	case step > 0 && start < stop:
		span, by = uint64(stop)-uint64(start), uint64(step)
	case step < 0 && start > stop:
		span, by = uint64(start)-uint64(stop), -uint64(step)
	default:
		return 0, true
	}
	c := (span-1)/by + 1
	if c > math.MaxInt64 {
		return 0, false
	}
	hi, lo := bits.Mul64(c, by)
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if end := start + int64(c)*step; step > 0 && end < start || step < 0 && end > start {
		return 0, false
	}
	return int64(c), true
}

func newBigRange(start, stop, step *big.Int) Value {
	if start.IsInt64() && stop.IsInt64() && step.IsInt64() {
		a, b, c := start.Int64(), stop.Int64(), step.Int64()
		if n, ok := rangeCount64(a, b, c); ok {
			return Ref(&Range{Header: Header{&rangeType}, Start: a, Stop: b, Step: c, Len: n})
		}
	}
	n := new(big.Int)
	if step.Sign() > 0 && start.Cmp(stop) < 0 {
		n.Sub(stop, start)
	} else if step.Sign() < 0 && start.Cmp(stop) > 0 {
		n.Sub(start, stop)
	}
	if n.Sign() > 0 {
		n.Sub(n, big.NewInt(1))
		n.Quo(n, new(big.Int).Abs(step))
		n.Add(n, big.NewInt(1))
	}
	return Ref(&Range{Header: Header{&rangeType}, Big: &BigRange{start, stop, step, n}})
}

func rangeNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	if len(kw) > 0 {
		return t.Raise(TypeError, "range() takes no keyword arguments")
	}
	start, stop, step := Int(0), None, Int(1)
	switch len(args) {
	case 0:
		return t.Raise(TypeError, "range expected at least 1 argument, got 0")
	case 1:
		stop = args[0]
	case 2:
		start, stop = args[0], args[1]
	case 3:
		start, stop, step = args[0], args[1], args[2]
	default:
		return t.Raise(TypeError, "range expected at most 3 arguments, got %d", len(args))
	}
	if !start.IsInt() || !stop.IsInt() || !step.IsInt() {
		for _, p := range [...]*Value{&start, &stop, &step} {
			if *p = Index0(t, *p); p.IsError() {
				return Error
			}
		}
	}
	if step.IsInt() && step.Int64() == 0 {
		return t.Raise(ValueError, "range() arg 3 must not be zero")
	}
	if start.IsInt() && stop.IsInt() && step.IsInt() {
		return NewRange(start.Int64(), stop.Int64(), step.Int64())
	}
	a, _ := AsBig(start)
	b, _ := AsBig(stop)
	c, _ := AsBig(step)
	return newBigRange(a, b, c)
}

// part returns start, stop or step.
func (r *Range) part(i int) Value {
	if b := r.Big; b != nil {
		return NewBig(new(big.Int).Set([...]*big.Int{b.Start, b.Stop, b.Step}[i]))
	}
	return Int([...]int64{r.Start, r.Stop, r.Step}[i])
}

// big returns the range in its wide form.
func (r *Range) big() *BigRange {
	if r.Big != nil {
		return r.Big
	}
	return &BigRange{big.NewInt(r.Start), big.NewInt(r.Stop), big.NewInt(r.Step), big.NewInt(r.Len)}
}

func rangeRepr(t *Thread, v Value) Value {
	r := Cast[Range](v)
	b := []byte("range(")
	for i := 0; i < 3; i++ {
		p := r.part(i)
		if i == 2 && p == Int(1) {
			break
		}
		if i > 0 {
			b = append(b, ", "...)
		}
		var ok bool
		if b, ok = appendRepr(t, b, p); !ok {
			return Error
		}
	}
	return newASCII(string(append(b, ')')))
}

// key returns the tuple that range equality and hash are defined by.
func (r *Range) key() [3]Value {
	n := r.length()
	switch {
	case n == Int(0):
		return [3]Value{n, None, None}
	case n == Int(1):
		return [3]Value{n, r.part(0), None}
	}
	return [3]Value{n, r.part(0), r.part(2)}
}

func (r *Range) length() Value {
	if r.Big != nil {
		return NewBig(new(big.Int).Set(r.Big.Len))
	}
	return Int(r.Len)
}

func rangeHash(t *Thread, v Value) (uint64, bool) {
	k := Cast[Range](v).key()
	return tupleHash(t, NewTuple(k[:]...))
}

func rangeCompare(t *Thread, a, b Value, op CompareOp) Value {
	if TypeOf(b) != &rangeType || op != EQ && op != NE {
		return NotImplemented
	}
	x, y := Cast[Range](a).key(), Cast[Range](b).key()
	for i := range x {
		eq, ok := equal(t, x[i], y[i])
		if !ok {
			return Error
		}
		if !eq {
			return Bool(op == NE)
		}
	}
	return Bool(op == EQ)
}

func rangeLen(t *Thread, v Value) (int, bool) {
	r := Cast[Range](v)
	if r.Big == nil {
		return int(r.Len), true
	}
	if !r.Big.Len.IsInt64() {
		t.Raise(OverflowError, "Python int too large to convert to C ssize_t")
		return 0, false
	}
	return int(r.Big.Len.Int64()), true
}

func rangeIter(t *Thread, v Value) Value {
	r := Cast[Range](v)
	if b := r.Big; b != nil {
		return Ref(&bigRangeIter{Header{&bigRangeIterType}, new(big.Int).Set(b.Start), b.Step, new(big.Int).Set(b.Len)})
	}
	return Ref(&RangeIter{Header{&rangeIterType}, r.Start, r.Step, r.Len})
}

func rangeReversed(t *Thread, self Value, a Args) (Value, error) {
	r := Cast[Range](self)
	if b := r.Big; b != nil {
		last := new(big.Int).Sub(b.Len, big.NewInt(1))
		last.Mul(last, b.Step).Add(last, b.Start)
		return Ref(&bigRangeIter{Header{&bigRangeIterType}, last, new(big.Int).Neg(b.Step), new(big.Int).Set(b.Len)}), nil
	}
	return Ref(&RangeIter{Header{&rangeIterType}, r.Start + (r.Len-1)*r.Step, -r.Step, r.Len}), nil
}

func rangeReduce(t *Thread, self Value, a Args) (Value, error) {
	r := Cast[Range](self)
	return NewTuple(Ref(&rangeType), NewTuple(r.part(0), r.part(1), r.part(2))), nil
}

func rangeGetItem(t *Thread, v, key Value) Value {
	r := Cast[Range](v)
	if key.IsInt() && r.Big == nil {
		i := key.Int64()
		if i < 0 {
			i += r.Len
		}
		if uint64(i) < uint64(r.Len) {
			return Int(r.Start + i*r.Step)
		}
		return t.Raise(IndexError, "range object index out of range")
	}
	if key.IsSlice() {
		return rangeSlice(t, r, Cast[Slice](key))
	}
	if TypeOf(key).Index == nil && !IsAnyInt(key) {
		return t.Raise(TypeError, "range indices must be integers or slices, not %s", TypeOf(key).Name())
	}
	k := Index0(t, key)
	if k.IsError() {
		return Error
	}
	i, _ := AsBig(k)
	b := r.big()
	i = new(big.Int).Set(i)
	if i.Sign() < 0 {
		i.Add(i, b.Len)
	}
	if i.Sign() < 0 || i.Cmp(b.Len) >= 0 {
		return t.Raise(IndexError, "range object index out of range")
	}
	return NewBig(i.Mul(i, b.Step).Add(i, b.Start))
}

func rangeSlice(t *Thread, r *Range, s *Slice) Value {
	b := r.big()
	start, stop, step, err := bigSlice(t, s, b.Len)
	if err != nil {
		return t.Fail(err)
	}
	at := func(i *big.Int) *big.Int {
		x := new(big.Int).Mul(i, b.Step)
		return x.Add(x, b.Start)
	}
	return newBigRange(at(start), at(stop), new(big.Int).Mul(step, b.Step))
}

// position returns the index of the int x in r, or nil.
func (r *Range) position(x *big.Int) *big.Int {
	b := r.big()
	if b.Len.Sign() == 0 {
		return nil
	}
	d := new(big.Int).Sub(x, b.Start)
	m := new(big.Int)
	d.QuoRem(d, b.Step, m)
	if m.Sign() != 0 || d.Sign() < 0 || d.Cmp(b.Len) >= 0 {
		return nil
	}
	return d
}

func rangeContains(t *Thread, v, item Value) (bool, bool) {
	r := Cast[Range](v)
	if item.IsInt() && r.Big == nil {
		x := item.Int64()
		if r.Step > 0 {
			return r.Len > 0 && x >= r.Start && x < r.Stop && (uint64(x)-uint64(r.Start))%uint64(r.Step) == 0, true
		}
		return r.Len > 0 && x <= r.Start && x > r.Stop && (uint64(r.Start)-uint64(x))%-uint64(r.Step) == 0, true
	}
	if isExactInt(item) {
		x, _ := AsBig(item)
		return r.position(x) != nil, true
	}
	return iterContains(t, v, item)
}

// isExactInt reports whether v is an int or a bool but not of a user subclass,
// whose comparison may be its own.
func isExactInt(v Value) bool { return v.IsInt() || v.IsBool() || TypeOf(v) == &intType }

func rangeCount(t *Thread, self Value, a Args) (Value, error) {
	if isExactInt(a[0]) {
		in, _ := rangeContains(t, self, a[0])
		if in {
			return Int(1), nil
		}
		return Int(0), nil
	}
	n := int64(0)
	err := Iterate(t, self, func(x Value) error {
		eq, err := Equal(t, x, a[0])
		if eq {
			n++
		}
		return err
	})
	return Int(n), err
}

func rangeIndex(t *Thread, self Value, a Args) (Value, error) {
	if isExactInt(a[0]) {
		x, _ := AsBig(a[0])
		if p := Cast[Range](self).position(x); p != nil {
			return NewBig(p), nil
		}
		return Value{}, Errorf(ValueError, "range.index(x): x not in range")
	}
	i, err := SequenceIndex(t, self, a[0])
	if err != nil {
		return Value{}, err
	}
	return Int(int64(i)), nil
}

// SequenceIndex is operator.indexOf(v, x) by iteration.
func SequenceIndex(t *Thread, v, x Value) (int, error) {
	i, found := 0, false
	err := Iterate(t, v, func(y Value) error {
		eq, err := Equal(t, y, x)
		if err != nil {
			return err
		}
		if eq {
			found = true
			return errStop
		}
		i++
		return nil
	})
	if found {
		return i, nil
	}
	if err == nil {
		err = Errorf(ValueError, "sequence.index(x): x not in sequence")
	}
	return 0, err
}

func rangeIterSpec() TypeSpec {
	return TypeSpec{
		Name: "range_iterator", Layout: LayoutOf[RangeIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: rangeIterNext},
		Methods: []Method{
			{"__length_hint__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return Int(Cast[RangeIter](self).Left), nil
			}, 0, docLengthHint},
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				it := Cast[RangeIter](self)
				return NewTuple(builtinIter(t), NewTuple(NewRange(it.Cur, it.Cur+it.Left*it.Step, it.Step)), None), nil
			}, 0, docReduce},
			{"__setstate__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
				it := Cast[RangeIter](self)
				n, err := argIndex(t, a[0])
				if err != nil {
					return Value{}, err
				}
				k := min(max(int64(n), 0), it.Left)
				it.Cur += k * it.Step
				it.Left -= k
				return None, nil
			}, 0, docSetState},
		},
	}
}

func rangeIterNext(t *Thread, v Value) Value {
	it := Cast[RangeIter](v)
	if it.Left <= 0 {
		return Value{}
	}
	it.Left--
	x := it.Cur
	it.Cur += it.Step
	return Int(x)
}

func bigRangeIterSpec() TypeSpec {
	return TypeSpec{
		Name: "longrange_iterator", Layout: LayoutOf[bigRangeIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: bigRangeIterNext},
		Methods: []Method{
			{"__length_hint__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewBig(new(big.Int).Set(Cast[bigRangeIter](self).left)), nil
			}, 0, docLengthHint},
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				it := Cast[bigRangeIter](self)
				stop := new(big.Int).Mul(it.left, it.step)
				return NewTuple(builtinIter(t), NewTuple(newBigRange(new(big.Int).Set(it.cur), stop.Add(stop, it.cur), it.step)), None), nil
			}, 0, docReduce},
			{"__setstate__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
				it := Cast[bigRangeIter](self)
				iv, err := Index(t, a[0])
				if err != nil {
					return Value{}, err
				}
				n, _ := AsBig(iv)
				k := new(big.Int).Set(n)
				if k.Sign() < 0 {
					k.SetInt64(0)
				} else if k.Cmp(it.left) > 0 {
					k.Set(it.left)
				}
				it.left = new(big.Int).Sub(it.left, k)
				it.cur = k.Mul(k, it.step).Add(k, it.cur)
				return None, nil
			}, 0, docSetState},
		},
	}
}

func bigRangeIterNext(t *Thread, v Value) Value {
	it := Cast[bigRangeIter](v)
	if it.left.Sign() <= 0 {
		return Value{}
	}
	x := it.cur
	it.left = new(big.Int).Sub(it.left, big.NewInt(1))
	it.cur = new(big.Int).Add(it.cur, it.step)
	return NewBig(x)
}
