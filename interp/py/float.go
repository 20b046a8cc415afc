package py

import (
	"math"
	"math/big"
	"strconv"

	"github.com/gopyrun/gopyrun/interp/libm"
)

// FloatObject is an instance of a subclass of float. Floats of exact type float
// are held in the Value itself.
type FloatObject struct {
	Header
	F float64
}

var floatType Type

// FloatType is the type float.
var FloatType = &floatType

// AsFloat returns the value of a float (subclasses included).
func AsFloat(v Value) (float64, bool) {
	if v.IsFloat() {
		return v.Float64(), true
	}
	if TypeOf(v).flags&floatSub != 0 {
		return Cast[FloatObject](v).F, true
	}
	return 0, false
}

// floatOf is the receiver of a float slot or method.
func floatOf(v Value) float64 {
	if v.IsFloat() {
		return v.Float64()
	}
	return Cast[FloatObject](v).F
}

// floatOperand converts an operand of float arithmetic: a float or an int. The
// result is NotImplemented for other types, Error for an int that is too large,
// otherwise unbound.
func floatOperand(t *Thread, v Value) (float64, Value) {
	switch {
	case v.IsFloat():
		return v.Float64(), Value{}
	case v.IsInt(), v.IsBool():
		return float64(v.Int64()), Value{}
	}
	typ := TypeOf(v)
	if typ.flags&floatSub != 0 {
		return Cast[FloatObject](v).F, Value{}
	}
	if typ.flags&intSub != 0 {
		f, ok := bigFloat(t, &Cast[BigInt](v).Int)
		if !ok {
			return 0, Error
		}
		return f, Value{}
	}
	return 0, NotImplemented
}

// floatOperands is floatOperand of both sides of an operator.
func floatOperands(t *Thread, a, b Value) (x, y float64, fail Value) {
	if x, fail = floatOperand(t, a); fail.ref == nil {
		y, fail = floatOperand(t, b)
	}
	return x, y, fail
}

func floatAdd(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	return Float(x + y)
}

func floatSubtract(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	return Float(x - y)
}

func floatMul(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	return Float(x * y)
}

func floatTrueDiv(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	if y == 0 {
		return t.divisionByZero()
	}
	return Float(x / y)
}

// fmod is C's fmod: exact, with the sign of x.
func fmod(x, y float64) float64 {
	if math.IsInf(y, 0) && !math.IsInf(x, 0) {
		return x
	}
	if q := x / y; math.Abs(q) < 1<<52 {
		q = math.Trunc(q)
		// The quotient may have been rounded up by one; either way the fused
		// remainder is exact.
		r := math.FMA(-q, y, x)
		if r != 0 && (r < 0) != (x < 0) {
			if (y < 0) == (x < 0) {
				r += y
			} else {
				r -= y
			}
		}
		if r == 0 {
			return math.Copysign(0, x)
		}
		return r
	}
	return math.Mod(x, y)
}

// FloatMod is x % y for y != 0: the result has the sign of y.
func FloatMod(x, y float64) float64 {
	m := fmod(x, y)
	if m == 0 {
		return math.Copysign(0, y)
	}
	if (y < 0) != (m < 0) {
		m += y
	}
	return m
}

// FloatDivmod is divmod(x, y) for y != 0.
func FloatDivmod(x, y float64) (q, m float64) {
	m = fmod(x, y)
	q = (x - m) / y
	if m != 0 {
		if (y < 0) != (m < 0) {
			m += y
			q--
		}
	} else {
		m = math.Copysign(0, y)
	}
	if q == 0 {
		return math.Copysign(0, x/y), m
	}
	f := math.Floor(q)
	if q-f > 0.5 {
		f++
	}
	return f, m
}

func floatMod(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	if y == 0 {
		return t.divisionByZero()
	}
	return Float(FloatMod(x, y))
}

func floatFloorDiv(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	if y == 0 {
		return t.divisionByZero()
	}
	q, _ := FloatDivmod(x, y)
	return Float(q)
}

func floatDivmod(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	if y == 0 {
		return t.divisionByZero()
	}
	q, m := FloatDivmod(x, y)
	return NewTuple(Float(q), Float(m))
}

func floatPow(t *Thread, a, b Value) Value {
	x, y, fail := floatOperands(t, a, b)
	if fail.ref != nil {
		return fail
	}
	if x == 0 && y < 0 && !math.IsInf(y, -1) {
		return t.Raise(ZeroDivisionError, "zero to a negative power")
	}
	if x < 0 && y != math.Floor(y) && !math.IsInf(x, 0) && !math.IsNaN(y) {
		return complexPow(t, NewComplex(complex(x, 0)), NewComplex(complex(y, 0)))
	}
	r := libm.Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return t.RaiseException(rangeError())
	}
	return Float(r)
}

// rangeError is the OverflowError of C's ERANGE.
func rangeError() *Exception {
	return NewException(OverflowError, Int(34), NewStr("Numerical result out of range"))
}

func floatPow3(t *Thread, a, b, mod Value) Value {
	if mod.IsNone() {
		return floatPow(t, a, b)
	}
	return t.Raise(TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
}

func floatNeg(t *Thread, v Value) Value { return Float(-floatOf(v)) }
func floatPos(t *Thread, v Value) Value { return Float(floatOf(v)) }
func floatAbs(t *Thread, v Value) Value { return Float(math.Abs(floatOf(v))) }

func floatBool(t *Thread, v Value) (truth, ok bool) { return floatOf(v) != 0, true }

func floatHash(t *Thread, v Value) (uint64, bool) { return hashFloat(v, floatOf(v)), true }

// floatInt is float.__int__ and __trunc__.
func floatInt(t *Thread, v Value) Value {
	r, err := FloatToInt(math.Trunc(floatOf(v)))
	if err != nil {
		return t.Fail(err)
	}
	return r
}

// FloatToInt returns the int with the value of f, which must be integral;
// infinities give OverflowError, NaN gives ValueError.
func FloatToInt(f float64) (Value, error) {
	switch {
	case f >= -(1<<63) && f < 1<<63:
		return Int(int64(f)), nil
	case math.IsNaN(f):
		return Value{}, Errorf(ValueError, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return Value{}, Errorf(OverflowError, "cannot convert float infinity to integer")
	}
	p := newBigInt()
	big.NewFloat(f).Int(&p.Int)
	return p.norm(), nil
}

// compareFloatInt compares f, not NaN, with an int exactly.
func compareFloatInt(f float64, v Value) int {
	if math.IsInf(f, 0) {
		return int(math.Copysign(1, f))
	}
	if x, ok := AsInt64(v); ok {
		const exact = 1 << 53
		switch {
		case -exact <= x && x <= exact:
			return cmpFloat(f, float64(x))
		case f >= 1<<63:
			return 1
		case f < -(1 << 63):
			return -1
		}
		whole := math.Trunc(f)
		switch n := int64(whole); {
		case n < x:
			return -1
		case n > x:
			return 1
		}
		return cmpFloat(f, whole)
	}
	b, _ := AsBig(v)
	if math.Abs(f) < 1<<63 {
		return -b.Sign()
	}
	// A float of this size is integral.
	n, _ := big.NewFloat(f).Int(nil)
	return n.Cmp(b)
}

func cmpFloat(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func floatCompare(t *Thread, a, b Value, op CompareOp) Value {
	x := floatOf(a)
	y, ok := AsFloat(b)
	if !ok {
		if !IsAnyInt(b) {
			return NotImplemented
		}
		if math.IsNaN(x) {
			return Bool(op == NE)
		}
		return compareResult(compareFloatInt(x, b), op)
	}
	switch op {
	case LT:
		return Bool(x < y)
	case LE:
		return Bool(x <= y)
	case EQ:
		return Bool(x == y)
	case NE:
		return Bool(x != y)
	case GT:
		return Bool(x > y)
	}
	return Bool(x >= y)
}

// appendFloatRepr appends repr(f): the shortest digits that read back as f.
func appendFloatRepr(b []byte, f float64) []byte {
	switch a := math.Abs(f); {
	case a >= 1e16 || a < 1e-4 && a != 0:
		if math.IsInf(f, 0) {
			if f > 0 {
				return append(b, "inf"...)
			}
			return append(b, "-inf"...)
		}
		return strconv.AppendFloat(b, f, 'e', -1, 64)
	case a == math.Trunc(a):
		b = strconv.AppendFloat(b, f, 'f', -1, 64)
		return append(b, ".0"...)
	case a != a:
		return append(b, "nan"...)
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}

// FloatRepr is repr(f).
func FloatRepr(f float64) string {
	var buf [32]byte
	return string(appendFloatRepr(buf[:0], f))
}

func floatRepr(t *Thread, v Value) Value { return newASCII(FloatRepr(floatOf(v))) }

func floatFloat(t *Thread, v Value) Value { return Float(floatOf(v)) }

func floatSpec() TypeSpec {
	s := TypeSpec{Name: "float", Layout: LayoutOf[FloatObject](), Flags: floatSub,
		Doc: "Convert a string or number to a floating-point number, if possible.",
		Slots: Slots{
			Repr: floatRepr, Hash: floatHash, Compare: floatCompare, Bool: floatBool,
			Pow: floatPow3,
			Neg: floatNeg, Pos: floatPos, Abs: floatAbs,
			Int: floatInt, Float: floatFloat,
		},
		Signature: "(x=0, /)", New: floatNew,
		Methods: floatMethods(), Getset: floatGetset(),
	}
	s.Slots.Binary = [NumBinaryOps]BinaryFunc{
		OpAdd: floatAdd, OpSub: floatSubtract, OpMul: floatMul, OpTrueDiv: floatTrueDiv,
		OpMod: floatMod, OpPow: floatPow, OpFloorDiv: floatFloorDiv, OpDivmod: floatDivmod,
	}
	return s
}
