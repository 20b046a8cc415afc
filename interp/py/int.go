package py

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"strconv"
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
	if typ.flags&intSub != 0 {
		return exactInt(v)
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
	if TypeOf(r) != &intType && r != v {
		if err := warnSubclass(t, "__index__ returned non-int", r, "int"); err != nil {
			return t.Fail(err)
		}
	}
	return r
}

// warnSubclass warns of the result r of a conversion that is of a strict subclass of
// the class that it must be of.
func warnSubclass(t *Thread, what string, r Value, class string) error {
	return t.Interp.Warn(t, "DeprecationWarning", what+" (type "+TypeOf(r).FullName()+").  The ability to return an instance of a strict subclass of "+class+" is deprecated, and may be removed in a future version of Python.", "", 0)
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

// small returns the value of an int or bool held in the Value itself.
func small(v Value) (int64, bool) { return int64(v.bits), v.IsInt() || v.IsBool() }

// norm returns p, a fresh BigInt of exact type int, in canonical form.
func (p *BigInt) norm() Value {
	if p.Int.IsInt64() {
		return Int(p.Int.Int64())
	}
	return Ref(p)
}

// newBigInt returns a BigInt of exact type int to compute into.
func newBigInt() *BigInt { return &BigInt{Header: Header{&intType}} }

// bigOperands returns the operands of a binary operator as big ints; ok is false
// if one is not an int.
func bigOperands(a, b Value) (x, y *big.Int, ok bool) {
	if x, ok = AsBig(a); ok {
		y, ok = AsBig(b)
	}
	return x, y, ok
}

// IntAdd is x + y.
func IntAdd(x, y int64) Value {
	z := x + y
	if (x^z)&(y^z) >= 0 {
		return Int(z)
	}
	p := newBigInt()
	p.Add(big.NewInt(x), big.NewInt(y))
	return Ref(p)
}

// IntSub is x - y.
func IntSub(x, y int64) Value {
	z := x - y
	if (x^y)&(x^z) >= 0 {
		return Int(z)
	}
	p := newBigInt()
	p.Sub(big.NewInt(x), big.NewInt(y))
	return Ref(p)
}

// mul64 is x * y; ok is false if it overflows.
func mul64(x, y int64) (z int64, ok bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	hi -= uint64(x>>63&y) + uint64(y>>63&x)
	return int64(lo), int64(hi) == int64(lo)>>63
}

// IntMul is x * y.
func IntMul(x, y int64) Value {
	if z, ok := mul64(x, y); ok {
		return Int(z)
	}
	p := newBigInt()
	p.Mul(big.NewInt(x), big.NewInt(y))
	return Ref(p)
}

// FloorDiv64 is x // y for y != 0; it wraps for x = -1<<63, y = -1, for which
// IntFloorDiv is right.
func FloorDiv64(x, y int64) int64 {
	q := x / y
	if (x^y) < 0 && q*y != x {
		q--
	}
	return q
}

// Mod64 is x % y for y != 0: the result has the sign of y.
func Mod64(x, y int64) int64 {
	r := x % y
	if r != 0 && (r^y) < 0 {
		r += y
	}
	return r
}

// IntFloorDiv is x // y for y != 0.
func IntFloorDiv(x, y int64) Value {
	if y == -1 {
		return IntSub(0, x)
	}
	return Int(FloorDiv64(x, y))
}

// IntLShift is x << n for n >= 0; it may raise.
func IntLShift(t *Thread, x, n int64) Value {
	if n < 63 {
		if z := x << uint(n); z>>uint(n) == x {
			return Int(z)
		}
	}
	if x == 0 {
		return Int(0)
	}
	return bigLShift(t, big.NewInt(x), big.NewInt(n))
}

// IntRShift is x >> n for n >= 0.
func IntRShift(x, n int64) Value { return Int(x >> min(uint64(n), 63)) }

// IntTrueDiv is x / y for y != 0, correctly rounded.
func IntTrueDiv(t *Thread, x, y int64) Value {
	const exact = 1 << 53
	if -exact <= x && x <= exact && -exact <= y && y <= exact {
		return Float(float64(x) / float64(y))
	}
	return bigTrueDiv(t, big.NewInt(x), big.NewInt(y))
}

// IntPow is x ** y; for negative y a float. It may raise.
func IntPow(t *Thread, x, y int64) Value {
	if y < 0 {
		if x == 0 {
			return t.Raise(ZeroDivisionError, "zero to a negative power")
		}
		return floatPow(t, Float(float64(x)), Float(float64(y)))
	}
	z, base, ok := int64(1), x, true
	for n := y; ; {
		if n&1 != 0 {
			if z, ok = mul64(z, base); !ok {
				break
			}
		}
		if n >>= 1; n == 0 {
			return Int(z)
		}
		if base, ok = mul64(base, base); !ok {
			break
		}
	}
	return bigPow(t, big.NewInt(x), big.NewInt(y))
}

func (t *Thread) divisionByZero() Value { return t.Raise(ZeroDivisionError, "division by zero") }

func intAdd(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return IntAdd(a.Int64(), b.Int64())
	}
	return intBinary(t, OpAdd, a, b)
}

func intSubtract(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return IntSub(a.Int64(), b.Int64())
	}
	return intBinary(t, OpSub, a, b)
}

func intMul(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return IntMul(a.Int64(), b.Int64())
	}
	return intBinary(t, OpMul, a, b)
}

func intFloorDiv(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() && b.bits != 0 {
		return IntFloorDiv(a.Int64(), b.Int64())
	}
	return intBinary(t, OpFloorDiv, a, b)
}

func intMod(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() && b.bits != 0 {
		return Int(Mod64(a.Int64(), b.Int64()))
	}
	return intBinary(t, OpMod, a, b)
}

func intTrueDiv(t *Thread, a, b Value) Value { return intBinary(t, OpTrueDiv, a, b) }
func intDivmod(t *Thread, a, b Value) Value  { return intBinary(t, OpDivmod, a, b) }
func intPow(t *Thread, a, b Value) Value     { return intBinary(t, OpPow, a, b) }
func intLShift(t *Thread, a, b Value) Value  { return intBinary(t, OpLShift, a, b) }
func intRShift(t *Thread, a, b Value) Value  { return intBinary(t, OpRShift, a, b) }

func intAnd(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return Int(a.Int64() & b.Int64())
	}
	return intBinary(t, OpAnd, a, b)
}

func intOr(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return Int(a.Int64() | b.Int64())
	}
	return intBinary(t, OpOr, a, b)
}

func intXor(t *Thread, a, b Value) Value {
	if a.IsInt() && b.IsInt() {
		return Int(a.Int64() ^ b.Int64())
	}
	return intBinary(t, OpXor, a, b)
}

// intBinary is a binary operator on any ints.
func intBinary(t *Thread, op BinaryOp, a, b Value) Value {
	if !IsAnyInt(a) || !IsAnyInt(b) {
		return NotImplemented
	}
	if x, ok := AsInt64(a); ok {
		if y, ok := AsInt64(b); ok {
			return intBinary64(t, op, x, y)
		}
	}
	x, y, _ := bigOperands(a, b)
	return intBinaryBig(t, op, x, y)
}

func intBinary64(t *Thread, op BinaryOp, x, y int64) Value {
	switch op {
	case OpAdd:
		return IntAdd(x, y)
	case OpSub:
		return IntSub(x, y)
	case OpMul:
		return IntMul(x, y)
	case OpPow:
		return IntPow(t, x, y)
	case OpOr:
		return Int(x | y)
	case OpXor:
		return Int(x ^ y)
	case OpAnd:
		return Int(x & y)
	case OpLShift, OpRShift:
		if y < 0 {
			return t.Raise(ValueError, "negative shift count")
		}
		if op == OpLShift {
			return IntLShift(t, x, y)
		}
		return IntRShift(x, y)
	}
	if y == 0 {
		return t.divisionByZero()
	}
	switch op {
	case OpTrueDiv:
		return IntTrueDiv(t, x, y)
	case OpMod:
		return Int(Mod64(x, y))
	case OpFloorDiv:
		return IntFloorDiv(x, y)
	case OpDivmod:
		return NewTuple(IntFloorDiv(x, y), Int(Mod64(x, y)))
	}
	return NotImplemented
}

func intNeg(t *Thread, v Value) Value {
	if x, ok := AsInt64(v); ok {
		return IntSub(0, x)
	}
	p := newBigInt()
	p.Neg(&Cast[BigInt](v).Int)
	return p.norm()
}

func intPos(t *Thread, v Value) Value { return exactInt(v) }

// exactInt returns v, an int of any kind, as an int of exact type int.
func exactInt(v Value) Value {
	if v.IsInt() || TypeOf(v) == &intType {
		return v
	}
	if x, ok := AsInt64(v); ok {
		return Int(x)
	}
	p := newBigInt()
	p.Set(&Cast[BigInt](v).Int)
	return Ref(p)
}

func intInvert(t *Thread, v Value) Value {
	if x, ok := AsInt64(v); ok {
		return Int(^x)
	}
	p := newBigInt()
	p.Not(&Cast[BigInt](v).Int)
	return p.norm()
}

func intAbs(t *Thread, v Value) Value {
	if x, ok := AsInt64(v); ok {
		if x < 0 {
			return IntSub(0, x)
		}
		return Int(x)
	}
	if Cast[BigInt](v).Sign() < 0 {
		return intNeg(t, v)
	}
	return exactInt(v)
}

func intBool(t *Thread, v Value) (truth, ok bool) {
	if x, ok := small(v); ok {
		return x != 0, true
	}
	return Cast[BigInt](v).Sign() != 0, true
}

func intInt(t *Thread, v Value) Value { return exactInt(v) }

func intFloat(t *Thread, v Value) Value {
	if x, ok := small(v); ok {
		return Float(float64(x))
	}
	f, ok := bigFloat(t, &Cast[BigInt](v).Int)
	if !ok {
		return Error
	}
	return Float(f)
}

// compareResult is the result of op for two values that compare as cmp says.
func compareResult(cmp int, op CompareOp) Value {
	switch op {
	case LT:
		return Bool(cmp < 0)
	case LE:
		return Bool(cmp <= 0)
	case EQ:
		return Bool(cmp == 0)
	case NE:
		return Bool(cmp != 0)
	case GT:
		return Bool(cmp > 0)
	}
	return Bool(cmp >= 0)
}

func intCompare(t *Thread, a, b Value, op CompareOp) Value {
	if x, ok := small(a); ok {
		if y, ok := small(b); ok {
			return compareResult(cmp.Compare(x, y), op)
		}
	}
	x, y, ok := bigOperands(a, b)
	if !ok {
		return NotImplemented
	}
	return compareResult(x.Cmp(y), op)
}

func intHash(t *Thread, v Value) (uint64, bool) {
	if x, ok := small(v); ok {
		return hashInt(x), true
	}
	b := &Cast[BigInt](v).Int
	if b.IsInt64() {
		return hashInt(b.Int64()), true
	}
	return hashBig(b), true
}

// intRepr is int.__repr__. Beyond the interpreter's digit limit it raises
// ValueError.
func intRepr(t *Thread, v Value) Value {
	if x, ok := small(v); ok {
		var b [20]byte
		return copyASCII(strconv.AppendInt(b[:0], x, 10))
	}
	s, err := bigDecimal(t, &Cast[BigInt](v).Int)
	if err != nil {
		return t.Fail(err)
	}
	return newASCII(s)
}

func intSpec() TypeSpec {
	s := TypeSpec{Name: "int", Layout: LayoutOf[BigInt](), Flags: intSub,
		Doc: "Convert a number or string to an integer, or return 0 if no arguments\nare given.",
		Slots: Slots{
			Repr: intRepr, Hash: intHash, Compare: intCompare, Bool: intBool,
			Pow: intPowMod,
			Neg: intNeg, Pos: intPos, Invert: intInvert, Abs: intAbs,
			Int: intInt, Float: intFloat, Index: intInt,
		},
		Signature: "(x=<unrepresentable>, /, base=<unrepresentable>)", New: intNew,
		Methods: intMethods(), Getset: intGetset(),
	}
	s.Slots.Binary = [NumBinaryOps]BinaryFunc{
		OpAdd: intAdd, OpSub: intSubtract, OpMul: intMul, OpTrueDiv: intTrueDiv,
		OpMod: intMod, OpPow: intPow, OpLShift: intLShift, OpRShift: intRShift,
		OpOr: intOr, OpXor: intXor, OpAnd: intAnd, OpFloorDiv: intFloorDiv, OpDivmod: intDivmod,
	}
	return s
}

func boolRepr(t *Thread, v Value) Value {
	if v == True {
		return Ref(InternStatic("True"))
	}
	return Ref(InternStatic("False"))
}

// boolBitwise is &, | or ^ on two bools; anything else is int's business.
func boolBitwise(op BinaryOp, ints BinaryFunc) BinaryFunc {
	return func(t *Thread, a, b Value) Value {
		if !a.IsBool() || !b.IsBool() {
			return ints(t, a, b)
		}
		switch op {
		case OpAnd:
			return Bool(a.bits&b.bits != 0)
		case OpOr:
			return Bool(a.bits|b.bits != 0)
		}
		return Bool(a.bits^b.bits != 0)
	}
}

func boolNew(t *Thread, typ *Type, a Args) (Value, error) {
	b, ok := Truth(t, a[0])
	if !ok {
		return Value{}, t.Take()
	}
	return Bool(b), nil
}

func boolInvert(t *Thread, v Value) Value {
	err := t.Interp.Warn(t, "DeprecationWarning", "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.", "", 0)
	if err != nil {
		return t.Fail(err)
	}
	return intInvert(t, v)
}

func boolSpec() TypeSpec {
	s := TypeSpec{Name: "bool", Base: &intType, Flags: NoSubclass,
		Doc:       "Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
		Slots:     Slots{Repr: boolRepr, Invert: boolInvert},
		Signature: "(object=False, /)", New: boolNew}
	s.Slots.Binary[OpAnd] = boolBitwise(OpAnd, intAnd)
	s.Slots.Binary[OpOr] = boolBitwise(OpOr, intOr)
	s.Slots.Binary[OpXor] = boolBitwise(OpXor, intXor)
	return s
}
