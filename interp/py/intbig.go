package py

import (
	"math"
	"math/big"
	"math/bits"
	"strings"
)

// MaxIntBits bounds the size of an int: an operation whose result would be larger
// raises MemoryError instead of exhausting the host (1 GiB).
const MaxIntBits = 1 << 33

// pollBits is the size above which multiplications are slow enough to poll
// between them.
const pollBits = 1 << 20

func (t *Thread) raiseMemoryError() Value { return t.RaiseException(NewException(MemoryError)) }

// intBinaryBig is a binary operator on big ints, which are not changed.
func intBinaryBig(t *Thread, op BinaryOp, x, y *big.Int) Value {
	p := newBigInt()
	switch op {
	case OpAdd:
		p.Add(x, y)
	case OpSub:
		p.Sub(x, y)
	case OpMul:
		if x.BitLen()+y.BitLen() > MaxIntBits {
			return t.raiseMemoryError()
		}
		p.Mul(x, y)
	case OpPow:
		return bigPow(t, x, y)
	case OpOr:
		p.Or(x, y)
	case OpXor:
		p.Xor(x, y)
	case OpAnd:
		p.And(x, y)
	case OpLShift:
		return bigLShift(t, x, y)
	case OpRShift:
		return bigRShift(t, x, y)
	case OpTrueDiv:
		if y.Sign() == 0 {
			return t.divisionByZero()
		}
		return bigTrueDiv(t, x, y)
	case OpMod, OpFloorDiv, OpDivmod:
		if y.Sign() == 0 {
			return t.divisionByZero()
		}
		m := newBigInt()
		floorDivMod(&p.Int, &m.Int, x, y)
		switch op {
		case OpMod:
			return m.norm()
		case OpDivmod:
			return NewTuple(p.norm(), m.norm())
		}
	default:
		return NotImplemented
	}
	return p.norm()
}

// floorDivMod sets q, m = x // y, x % y for y != 0.
func floorDivMod(q, m, x, y *big.Int) {
	q.QuoRem(x, y, m)
	if m.Sign() != 0 && m.Sign() != y.Sign() {
		m.Add(m, y)
		q.Sub(q, big.NewInt(1))
	}
}

func bigLShift(t *Thread, x, n *big.Int) Value {
	switch {
	case n.Sign() < 0:
		return t.Raise(ValueError, "negative shift count")
	case x.Sign() == 0:
		return Int(0)
	case !n.IsInt64():
		return t.Raise(OverflowError, "too many digits in integer")
	case n.Int64() > MaxIntBits-int64(x.BitLen()):
		return t.raiseMemoryError()
	}
	p := newBigInt()
	p.Lsh(x, uint(n.Int64()))
	return p.norm()
}

func bigRShift(t *Thread, x, n *big.Int) Value {
	if n.Sign() < 0 {
		return t.Raise(ValueError, "negative shift count")
	}
	if !n.IsInt64() || n.Int64() > int64(x.BitLen()) {
		return Int(int64(x.Sign() >> 1))
	}
	p := newBigInt()
	p.Rsh(x, uint(n.Int64()))
	return p.norm()
}

// bigPow is x ** y.
func bigPow(t *Thread, x, y *big.Int) Value {
	if y.Sign() < 0 {
		if x.Sign() == 0 {
			return t.Raise(ZeroDivisionError, "zero to a negative power")
		}
		fx, ok := bigFloat(t, x)
		if !ok {
			return Error
		}
		fy, ok := bigFloat(t, y)
		if !ok {
			return Error
		}
		return floatPow(t, Float(fx), Float(fy))
	}
	if x.IsInt64() {
		switch x.Int64() {
		case 0:
			if y.Sign() == 0 {
				return Int(1)
			}
			return Int(0)
		case 1:
			return Int(1)
		case -1:
			return Int(1 - 2*int64(y.Bit(0)))
		}
	}
	if !y.IsInt64() || y.Int64() > MaxIntBits {
		return t.raiseMemoryError()
	}
	n := y.Int64()
	if hi, size := bits.Mul64(uint64(x.BitLen()-1), uint64(n)); hi != 0 || size > MaxIntBits {
		return t.raiseMemoryError()
	}
	p := newBigInt()
	if k := x.TrailingZeroBits(); int(k) == x.BitLen()-1 { // a power of two
		p.Lsh(big.NewInt(1), k*uint(n))
		if x.Sign() < 0 && n&1 != 0 {
			p.Neg(&p.Int)
		}
		return p.norm()
	}
	if int64(x.BitLen())*n < pollBits {
		p.Exp(x, y, nil)
		return p.norm()
	}
	p.SetInt64(1)
	for i := bits.Len64(uint64(n)) - 1; i >= 0; i-- {
		p.Mul(&p.Int, &p.Int)
		if n>>uint(i)&1 != 0 {
			p.Mul(&p.Int, x)
		}
		if err := t.Poll(); err != nil {
			return t.Fail(err)
		}
	}
	return p.norm()
}

// intPowMod is pow(a, b, mod) for ints.
func intPowMod(t *Thread, a, b, mod Value) Value {
	x, y, ok := bigOperands(a, b)
	if !ok {
		return NotImplemented
	}
	m, ok := AsBig(mod)
	if !ok {
		if mod.IsNone() {
			return intPow(t, a, b)
		}
		return NotImplemented
	}
	if m.Sign() == 0 {
		return t.Raise(ValueError, "pow() 3rd argument cannot be 0")
	}
	var abs, base big.Int
	abs.Abs(m)
	if y.Sign() < 0 {
		if abs.IsUint64() && abs.Uint64() == 1 {
			return Int(0)
		}
		if base.ModInverse(x, &abs) == nil {
			return t.Raise(ValueError, "base is not invertible for the given modulus")
		}
		x = &base
		y = new(big.Int).Neg(y)
	}
	p := newBigInt()
	p.Exp(x, y, &abs)
	if m.Sign() < 0 && p.Sign() != 0 {
		p.Add(&p.Int, m)
	}
	return p.norm()
}

// bigFloat converts to float with round-half-even; it raises OverflowError and
// returns ok false for an int that is too large.
func bigFloat(t *Thread, x *big.Int) (f float64, ok bool) {
	f, _ = x.Float64()
	if math.IsInf(f, 0) {
		t.Raise(OverflowError, "int too large to convert to float")
		return 0, false
	}
	return f, true
}

// bigTrueDiv is x / y, correctly rounded, for y != 0.
func bigTrueDiv(t *Thread, x, y *big.Int) Value {
	neg := x.Sign() < 0 != (y.Sign() < 0)
	if x.Sign() == 0 {
		return Float(math.Copysign(0, float64(y.Sign())))
	}
	// q = |x| * 2**-shift // |y| has at least 64 bits; the lowest becomes sticky.
	shift := x.BitLen() - y.BitLen() - 64
	if shift > 1024 {
		return t.Raise(OverflowError, "integer division result too large for a float")
	}
	if shift < -1074-66 {
		return Float(math.Copysign(0, signOf(neg)))
	}
	var n, d, q, r big.Int
	n.Abs(x)
	d.Abs(y)
	if shift < 0 {
		n.Lsh(&n, uint(-shift))
	} else {
		d.Lsh(&d, uint(shift))
	}
	q.QuoRem(&n, &d, &r)
	if r.Sign() != 0 {
		q.SetBit(&q, 0, 1)
	}
	f := ldexpBig(&q, shift)
	if math.IsInf(f, 0) {
		return t.Raise(OverflowError, "integer division result too large for a float")
	}
	if neg {
		f = -f
	}
	return Float(f)
}

func signOf(neg bool) float64 {
	if neg {
		return -1
	}
	return 1
}

// ldexpBig is q * 2**e rounded once (half to even), for q > 0.
func ldexpBig(q *big.Int, e int) float64 {
	n := q.BitLen()
	drop := max(n-53, -1074-e) // bits below the last place of the result
	if drop <= 0 {
		return math.Ldexp(float64(q.Uint64()), e)
	}
	var m big.Int
	m.Rsh(q, uint(drop))
	if drop <= n && q.Bit(drop-1) != 0 && (m.Bit(0) != 0 || q.TrailingZeroBits() < uint(drop-1)) {
		m.Add(&m, big.NewInt(1))
	}
	return math.Ldexp(float64(m.Uint64()), e+drop)
}

// bigDecimal is the decimal text of x, or ValueError beyond the digit limit.
func bigDecimal(t *Thread, x *big.Int) (string, error) {
	limit := t.Interp.Flags.IntMaxStrDigits
	if limit > 0 && x.BitLen() > 128 {
		const msg = "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
		// A number of d digits has at least 3.32*(d-1) bits.
		if float64(x.BitLen())*0.30102 > float64(limit)+1 {
			return "", Errorf(ValueError, msg, limit)
		}
		s := x.String()
		if len(strings.TrimPrefix(s, "-")) > limit {
			return "", Errorf(ValueError, msg, limit)
		}
		return s, nil
	}
	return x.String(), nil
}
