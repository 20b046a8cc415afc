package py

import (
	"math"
	"math/big"
)

// Slice is a Python slice.
type Slice struct {
	Header
	Start, Stop, Step Value
}

var sliceType Type

// SliceType is the type slice.
var SliceType = &sliceType

// NewSlice returns slice(start, stop, step).
func NewSlice(start, stop, step Value) Value {
	return Ref(&Slice{Header{&sliceType}, start, stop, step})
}

// IsSlice reports whether v is a slice.
func (v Value) IsSlice() bool { return (*Header)(v.ref).typ == &sliceType }

func sliceSpec() TypeSpec {
	return TypeSpec{
		Name: "slice", TextSignature: "none", Layout: LayoutOf[Slice](), Flags: NoSubclass, Doc: docSlice,
		Signature: "(*args)", New: sliceNew,
		Slots: Slots{Repr: sliceRepr, Hash: sliceHash, Compare: sliceCompare},
		Methods: []Method{
			{"indices", "($self, object, /)", sliceIndicesMethod, 0, "Return (start, stop, stride) for a sequence of the given length."},
			{"__reduce__", "($self, /)", sliceReduce, 0, "Return state information for pickling."},
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
		Members: []string{"start", "stop", "step"},
		Getset: []Getset{
			{"start", func(t *Thread, self Value) (Value, error) { return Cast[Slice](self).Start, nil }, nil, ""},
			{"stop", func(t *Thread, self Value) (Value, error) { return Cast[Slice](self).Stop, nil }, nil, ""},
			{"step", func(t *Thread, self Value) (Value, error) { return Cast[Slice](self).Step, nil }, nil, ""},
		},
	}
}

const docSlice = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2])."

func sliceNew(t *Thread, typ *Type, a Args) (Value, error) {
	switch args := Cast[Tuple](a[0]).Items; len(args) {
	case 0:
		return Value{}, Errorf(TypeError, "slice expected at least 1 argument, got 0")
	case 1:
		return NewSlice(None, args[0], None), nil
	case 2:
		return NewSlice(args[0], args[1], None), nil
	case 3:
		return NewSlice(args[0], args[1], args[2]), nil
	default:
		return Value{}, Errorf(TypeError, "slice expected at most 3 arguments, got %d", len(args))
	}
}

func sliceRepr(t *Thread, v Value) Value {
	s := Cast[Slice](v)
	b := []byte("slice(")
	for i, x := range [...]Value{s.Start, s.Stop, s.Step} {
		if i > 0 {
			b = append(b, ", "...)
		}
		var ok bool
		if b, ok = appendRepr(t, b, x); !ok {
			return Error
		}
	}
	return NewStr(string(append(b, ')')))
}

func sliceHash(t *Thread, v Value) (uint64, bool) {
	s := Cast[Slice](v)
	return hashItems(t, []Value{s.Start, s.Stop, s.Step}, 0)
}

func sliceCompare(t *Thread, a, b Value, op CompareOp) Value {
	if !b.IsSlice() {
		return NotImplemented
	}
	if a == b {
		return Bool(op == EQ || op == LE || op == GE)
	}
	x, y := Cast[Slice](a), Cast[Slice](b)
	return compareItems(t, op, []Value{x.Start, x.Stop, x.Step}, []Value{y.Start, y.Stop, y.Step})
}

func sliceReduce(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Slice](self)
	return NewTuple(Ref(&sliceType), NewTuple(s.Start, s.Stop, s.Step)), nil
}

// SliceIndices resolves s for a sequence of the given length: the first index, the
// limit, the step and the number of items. An index is start + i*step for i < n.
// Errors: TypeError for parts that are not indices, ValueError for a zero step.
func SliceIndices(t *Thread, s *Slice, length int) (start, stop, step, n int, err error) {
	if start, stop, step, err = sliceUnpack(t, s); err != nil {
		return 0, 0, 0, 0, err
	}
	start, stop, n = adjustSlice(start, stop, step, length)
	return start, stop, step, n, nil
}

// sliceUnpack evaluates the parts of a slice, clipped to an int. It may run Python
// code, so the sequence's length is to be read afterwards: see adjustSlice.
func sliceUnpack(t *Thread, s *Slice) (start, stop, step int, err error) {
	step = 1
	if !s.Step.IsNone() {
		if step, err = sliceIndex(t, s.Step); err != nil {
			return
		}
		if step == 0 {
			return 0, 0, 0, Errorf(ValueError, "slice step cannot be zero")
		}
		step = max(step, -math.MaxInt)
	}
	if s.Start.IsNone() {
		if step < 0 {
			start = math.MaxInt
		}
	} else if start, err = sliceIndex(t, s.Start); err != nil {
		return
	}
	if s.Stop.IsNone() {
		stop = math.MaxInt
		if step < 0 {
			stop = math.MinInt
		}
	} else if stop, err = sliceIndex(t, s.Stop); err != nil {
		return
	}
	return
}

func sliceIndex(t *Thread, v Value) (int, error) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	if TypeOf(v).Index == nil && !IsAnyInt(v) {
		return 0, Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	return ToIndex(t, v, nil)
}

// adjustSlice clips unpacked slice parts to a length and counts the items.
func adjustSlice(start, stop, step, length int) (int, int, int) {
	if start < 0 {
		if start += length; start < 0 {
			start = 0
			if step < 0 {
				start = -1
			}
		}
	} else if start >= length {
		start = length
		if step < 0 {
			start = length - 1
		}
	}
	if stop < 0 {
		if stop += length; stop < 0 {
			stop = 0
			if step < 0 {
				stop = -1
			}
		}
	} else if stop >= length {
		stop = length
		if step < 0 {
			stop = length - 1
		}
	}
	n := 0
	if step < 0 {
		if stop < start {
			n = (start-stop-1)/(-step) + 1
		}
	} else if start < stop {
		n = (stop-start-1)/step + 1
	}
	return start, stop, n
}

// sliceIndicesMethod implements slice.indices, for lengths of any size.
// https://docs.python.org/3.14/reference/datamodel.html#slice.indices
func sliceIndicesMethod(t *Thread, self Value, a Args) (Value, error) {
	lv, err := Index(t, a[0])
	if err != nil {
		return Value{}, err
	}
	length, _ := AsBig(lv)
	if length.Sign() < 0 {
		return Value{}, Errorf(ValueError, "length should not be negative")
	}
	start, stop, step, err := bigSlice(t, Cast[Slice](self), length)
	if err != nil {
		return Value{}, err
	}
	return NewTuple(NewBig(start), NewBig(stop), NewBig(step)), nil
}

// bigSlice is sliceUnpack and adjustSlice for any length.
func bigSlice(t *Thread, s *Slice, length *big.Int) (start, stop, step *big.Int, err error) {
	part := func(v Value) (*big.Int, error) {
		if TypeOf(v).Index == nil && !IsAnyInt(v) {
			return nil, Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		i, err := Index(t, v)
		if err != nil {
			return nil, err
		}
		b, _ := AsBig(i)
		return new(big.Int).Set(b), nil
	}
	step = big.NewInt(1)
	if !s.Step.IsNone() {
		if step, err = part(s.Step); err != nil {
			return
		}
		if step.Sign() == 0 {
			return nil, nil, nil, Errorf(ValueError, "slice step cannot be zero")
		}
	}
	lower, upper := new(big.Int), new(big.Int).Set(length)
	if step.Sign() < 0 {
		lower.SetInt64(-1)
		upper.Sub(upper, big.NewInt(1))
	}
	clip := func(v Value, none *big.Int) (*big.Int, error) {
		if v.IsNone() {
			return none, nil
		}
		b, err := part(v)
		if err != nil {
			return nil, err
		}
		if b.Sign() < 0 {
			if b.Add(b, length); b.Cmp(lower) < 0 {
				b = lower
			}
		} else if b.Cmp(upper) > 0 {
			b = upper
		}
		return b, nil
	}
	first, last := lower, upper
	if step.Sign() < 0 {
		first, last = upper, lower
	}
	if start, err = clip(s.Start, first); err != nil {
		return
	}
	stop, err = clip(s.Stop, last)
	return
}
