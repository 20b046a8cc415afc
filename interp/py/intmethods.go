package py

import (
	"math/big"
	"math/bits"
	"slices"
)

func intMethods() []Method {
	return []Method{
		formatMethod(formatInt),
		{"as_integer_ratio", "($self, /)", intAsIntegerRatio, 0, "Return a pair of integers, whose ratio is equal to the original int.\n\nThe ratio is in lowest terms and has a positive denominator."},
		{"bit_count", "($self, /)", intBitCount, 0, "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count."},
		{"bit_length", "($self, /)", intBitLength, 0, "Number of bits necessary to represent self in binary."},
		{"conjugate", "($self, /)", intSelf, 0, "Returns self, the complex conjugate of any int."},
		{"from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)", intFromBytes, Class | CallsPython, "Return the integer represented by the given array of bytes."},
		{"is_integer", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return True, nil }, 0, "Returns True. Exists for duck type compatibility with float.is_integer."},
		{"to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)", intToBytes, Alloc, "Return an array of bytes representing an integer."},
		{"__ceil__", "($self, /)", intSelf, 0, "Ceiling of an Integral returns itself."},
		{"__floor__", "($self, /)", intSelf, 0, "Flooring an Integral returns itself."},
		{"__getnewargs__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return NewTuple(exactInt(self)), nil }, 0, ""},
		{"__round__", "($self, ndigits=<unrepresentable>, /)", intRound, 0, "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer."},
		{"__sizeof__", "($self, /)", intSizeof, 0, "Returns size in memory, in bytes."},
		{"__trunc__", "($self, /)", intSelf, 0, "Truncating an Integral returns itself."},
	}
}

func intGetset() []Getset {
	self := func(t *Thread, v Value) (Value, error) { return exactInt(v), nil }
	constant := func(i int64) func(t *Thread, v Value) (Value, error) {
		return func(t *Thread, v Value) (Value, error) { return Int(i), nil }
	}
	return []Getset{
		{Name: "real", Get: self, Doc: "the real part of a complex number"},
		{Name: "imag", Get: constant(0), Doc: "the imaginary part of a complex number"},
		{Name: "numerator", Get: self, Doc: "the numerator of a rational number in lowest terms"},
		{Name: "denominator", Get: constant(1), Doc: "the denominator of a rational number in lowest terms"},
	}
}

func intSelf(t *Thread, self Value, a Args) (Value, error) { return exactInt(self), nil }

func intAsIntegerRatio(t *Thread, self Value, a Args) (Value, error) {
	return NewTuple(exactInt(self), Int(1)), nil
}

// absUint64 is |x|.
func absUint64(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

func intBitLength(t *Thread, self Value, a Args) (Value, error) {
	if x, ok := AsInt64(self); ok {
		return Int(int64(bits.Len64(absUint64(x)))), nil
	}
	return Int(int64(Cast[BigInt](self).BitLen())), nil
}

func intBitCount(t *Thread, self Value, a Args) (Value, error) {
	if x, ok := AsInt64(self); ok {
		return Int(int64(bits.OnesCount64(absUint64(x)))), nil
	}
	n := 0
	for _, w := range Cast[BigInt](self).Bits() {
		n += bits.OnesCount(uint(w))
	}
	return Int(int64(n)), nil
}

// intSizeof tells CPython's size: a header and 30-bit digits.
func intSizeof(t *Thread, self Value, a Args) (Value, error) {
	n := 0
	if x, ok := AsInt64(self); ok {
		n = bits.Len64(absUint64(x))
	} else {
		n = Cast[BigInt](self).BitLen()
	}
	return Int(int64(24 + 4*max(1, (n+29)/30))), nil
}

// intRound is int.__round__: half to even at a power of ten.
func intRound(t *Thread, self Value, a Args) (Value, error) {
	if !a.Given(0) || a[0].IsNone() {
		return exactInt(self), nil
	}
	n, err := ToIndex(t, a[0], nil)
	if err != nil {
		return Value{}, err
	}
	if n >= 0 {
		return exactInt(self), nil
	}
	x, _ := AsBig(self)
	// 10**-n > 2 |x| rounds to zero.
	if n < -(x.BitLen()/3 + 2) {
		return Int(0), nil
	}
	var q, m, twice big.Int
	pow := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	floorDivMod(&q, &m, x, pow)
	twice.Lsh(&m, 1)
	if c := twice.Cmp(pow); c > 0 || c == 0 && q.Bit(0) != 0 {
		q.Add(&q, big.NewInt(1))
	}
	p := newBigInt()
	p.Mul(&q, pow)
	return p.norm(), nil
}

// littleEndian reads the byteorder argument of the method fname.
func littleEndian(v Value, fname string) (bool, error) {
	s, ok := AsStr(v)
	if !ok {
		return false, Errorf(TypeError, "%s() argument 'byteorder' must be str, not %s", fname, ArgName(v))
	}
	if s.s != "little" && s.s != "big" {
		return false, Errorf(ValueError, "byteorder must be either 'little' or 'big'")
	}
	return s.s == "little", nil
}

// intToBytes implements int.to_bytes.
// https://docs.python.org/3.14/library/stdtypes.html#int.to_bytes
func intToBytes(t *Thread, self Value, a Args) (Value, error) {
	n, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	little, err := littleEndian(a[1], "to_bytes")
	if err != nil {
		return Value{}, err
	}
	signed, err := IsTrue(t, a[2])
	if err != nil {
		return Value{}, err
	}
	x, _ := AsBig(self)
	switch {
	case n < 0:
		return Value{}, Errorf(ValueError, "length argument must be non-negative")
	case n >= maxPadding:
		return Value{}, NewException(MemoryError)
	case x.Sign() < 0 && !signed:
		return Value{}, Errorf(OverflowError, "can't convert negative int to unsigned")
	}
	need := x.BitLen()
	if signed {
		if x.Sign() < 0 {
			need = new(big.Int).Not(x).BitLen()
		}
		if x.Sign() != 0 {
			need++ // the sign bit
		}
	}
	if need > 8*n {
		return Value{}, Errorf(OverflowError, "int too big to convert")
	}
	b := make([]byte, n)
	if x.Sign() < 0 {
		new(big.Int).Not(x).FillBytes(b)
		for i := range b {
			b[i] = ^b[i]
		}
	} else {
		x.FillBytes(b)
	}
	if little {
		slices.Reverse(b)
	}
	return NewBytes(b), nil
}

// intFromBytes implements int.from_bytes.
// https://docs.python.org/3.14/library/stdtypes.html#int.from_bytes
func intFromBytes(t *Thread, self Value, a Args) (Value, error) {
	little, err := littleEndian(a[1], "from_bytes")
	if err != nil {
		return Value{}, err
	}
	signed, err := IsTrue(t, a[2])
	if err != nil {
		return Value{}, err
	}
	data, ok := byteString(a[0])
	if !ok {
		if _, isStr := AsStr(a[0]); isStr || IsAnyInt(a[0]) {
			return Value{}, Errorf(TypeError, "cannot convert '%s' object to bytes", TypeOf(a[0]).FullName())
		}
		v, err := Call(t, Ref(&bytesType), a[0])
		if err != nil {
			return Value{}, err
		}
		data, _ = AsBytes(v)
	}
	b := append([]byte(nil), data...)
	if little {
		slices.Reverse(b)
	}
	p := newBigInt()
	if signed && len(b) > 0 && b[0]&0x80 != 0 {
		for i := range b {
			b[i] = ^b[i]
		}
		p.SetBytes(b)
		p.Not(&p.Int)
	} else {
		p.SetBytes(b)
	}
	if typ := Cast[Type](self); typ != &intType {
		return Call(t, self, p.norm())
	}
	return p.norm(), nil
}
