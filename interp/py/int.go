package py

import (
	"math"
	"math/big"
)

// BigInt is an int that does not fit in 64 bits, or an instance of a subclass of
// int of any size. Ints of exact type int within 64 bits are always held in the
// Value itself.
type BigInt struct {
	Header
	big.Int
}

var (
	intType  Type
	boolType Type
)

// The integer types.
var (
	IntType  = &intType
	BoolType = &boolType
)

// NewBig returns the int with value b, which it keeps.
func NewBig(b *big.Int) Value {
	if b.IsInt64() {
		return Int(b.Int64())
	}
	return Ref(&BigInt{Header{&intType}, *b})
}

// AsBig returns the value of any int (bool and subclasses included); the result
// must not be changed.
func AsBig(v Value) (*big.Int, bool) {
	if v.IsInt() || v.IsBool() {
		return big.NewInt(v.Int64()), true
	}
	t := TypeOf(v)
	if t == &intType || t.flags&intSub != 0 {
		return &Cast[BigInt](v).Int, true
	}
	return nil, false
}

// AsInt64 returns the value of any int (bool and subclasses included) that fits.
// ok is false for other types and for ints out of range.
func AsInt64(v Value) (i int64, ok bool) {
	if v.IsInt() || v.IsBool() {
		return v.Int64(), true
	}
	t := TypeOf(v)
	if t == &intType || t.flags&intSub != 0 {
		if b := &Cast[BigInt](v).Int; b.IsInt64() {
			return b.Int64(), true
		}
	}
	return 0, false
}

// IsAnyInt reports whether v is an int of any size or a subclass (bool included).
func IsAnyInt(v Value) bool {
	if v.IsInt() {
		return true
	}
	t := TypeOf(v)
	return t == &intType || t.flags&intSub != 0
}

// Index0 is operator.index(v) in the hot convention.
func Index0(t *Thread, v Value) Value {
	if v.IsInt() {
		return v
	}
	typ := TypeOf(v)
	if typ.flags&intSub != 0 || typ == &intType {
		if typ == &intType {
			return v
		}
		b, _ := AsBig(v)
		return NewBig(new(big.Int).Set(b))
	}
	if typ.Index == nil {
		return t.Raise(TypeError, "'%s' object cannot be interpreted as an integer", typ.FullName())
	}
	r := typ.Index(t, v)
	if r.IsError() {
		return r
	}
	if !IsAnyInt(r) {
		return t.Raise(TypeError, "__index__ returned non-int (type %s)", TypeOf(r).FullName())
	}
	return r
}

// Index is operator.index(v).
func Index(t *Thread, v Value) (Value, error) { return t.Result(Index0(t, v)) }

// ToIndex is operator.index(v) as a Go int. Out of range gives an exception of
// type overflow, or is clipped to the nearest int if overflow is nil.
func ToIndex(t *Thread, v Value, overflow *Type) (int, error) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	r := Index0(t, v)
	if r.IsError() {
		return 0, t.Take()
	}
	if i, ok := AsInt64(r); ok {
		return int(i), nil
	}
	if overflow == nil {
		if b, _ := AsBig(r); b.Sign() < 0 {
			return math.MinInt, nil
		}
		return math.MaxInt, nil
	}
	return 0, Errorf(overflow, "cannot fit '%s' into an index-sized integer", TypeOf(v).FullName())
}

func intSpec() TypeSpec {
	return TypeSpec{Name: "int", Layout: LayoutOf[BigInt](), Flags: intSub}
}

func boolSpec() TypeSpec {
	return TypeSpec{Name: "bool", Base: &intType, Flags: NoSubclass}
}
