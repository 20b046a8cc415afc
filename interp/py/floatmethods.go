package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"
)

func floatMethods() []Method {
	return []Method{
		formatMethod(formatFloat),
		{"as_integer_ratio", "($self, /)", floatAsIntegerRatio, 0, "Return a pair of integers, whose ratio is exactly equal to the original float.\n\nThe ratio is in lowest terms and has a positive denominator."},
		{"conjugate", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return Float(floatOf(self)), nil }, 0, "Return self, the complex conjugate of any float."},
		{"from_number", "($type, number, /)", floatFromNumber, Class | CallsPython, "Convert real number to a floating-point number."},
		{"fromhex", "($type, string, /)", floatFromHex, Class, "Create a floating-point number from a hexadecimal string."},
		{"hex", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return newASCII(floatHex(floatOf(self))), nil }, 0, "Return a hexadecimal representation of a floating-point number."},
		{"is_integer", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			f := floatOf(self)
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0)), nil
		}, 0, "Return True if the float is an integer."},
		{"__ceil__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return FloatToInt(math.Ceil(floatOf(self))) }, 0, "Return the ceiling as an Integral."},
		{"__floor__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return FloatToInt(math.Floor(floatOf(self))) }, 0, "Return the floor as an Integral."},
		{"__getformat__", "($type, typestr, /)", floatGetFormat, Class, "You probably don't want to use this function."},
		{"__getnewargs__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return NewTuple(Float(floatOf(self))), nil }, 0, ""},
		{"__round__", "($self, ndigits=None, /)", floatRound, 0, "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits)."},
		{"__trunc__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return t.Result(floatInt(t, self)) }, 0, "Return the Integral closest to x between 0 and x."},
	}
}

func floatGetset() []Getset {
	return []Getset{
		{Name: "real", Get: func(t *Thread, v Value) (Value, error) { return Float(floatOf(v)), nil }, Doc: "the real part of a complex number"},
		{Name: "imag", Get: func(t *Thread, v Value) (Value, error) { return Float(0), nil }, Doc: "the imaginary part of a complex number"},
	}
}

// floatAsIntegerRatio implements float.as_integer_ratio.
func floatAsIntegerRatio(t *Thread, self Value, a Args) (Value, error) {
	f := floatOf(self)
	switch {
	case math.IsInf(f, 0):
		return Value{}, Errorf(OverflowError, "cannot convert Infinity to integer ratio")
	case math.IsNaN(f):
		return Value{}, Errorf(ValueError, "cannot convert NaN to integer ratio")
	}
	m, e := math.Frexp(f)
	n := int64(m * (1 << 53))
	for e -= 53; n != 0 && n&1 == 0; e++ {
		n /= 2
	}
	if n == 0 {
		e = 0
	}
	num, den := big.NewInt(n), big.NewInt(1)
	if e > 0 {
		num.Lsh(num, uint(e))
	} else {
		den.Lsh(den, uint(-e))
	}
	return NewTuple(NewBig(num), NewBig(den)), nil
}

func floatFromNumber(t *Thread, self Value, a Args) (Value, error) {
	f, err := ToFloat(t, a[0])
	if err != nil {
		return Value{}, err
	}
	if Cast[Type](self) == &floatType {
		return Float(f), nil
	}
	return Call(t, self, Float(f))
}

func floatGetFormat(t *Thread, self Value, a Args) (Value, error) {
	s, ok := AsStr(a[0])
	if !ok {
		return Value{}, Errorf(TypeError, "__getformat__() argument must be str, not %s", ArgName(a[0]))
	}
	if s.s != "double" && s.s != "float" {
		return Value{}, Errorf(ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
	}
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
		return NewStr("IEEE, little-endian"), nil
	}
	return NewStr("IEEE, big-endian"), nil
}

// floatHex is float.hex.
// https://docs.python.org/3.14/library/stdtypes.html#float.hex
func floatHex(f float64) string {
	if !isFinite(f) {
		return FloatRepr(f)
	}
	b := math.Float64bits(f)
	frac, exp := b&(1<<52-1), int(b>>52&0x7ff)
	s := "0x"
	if b>>63 != 0 {
		s = "-0x"
	}
	lead := "1."
	if exp == 0 {
		lead = "0."
		if frac == 0 {
			return s + "0.0p+0"
		}
		exp = 1
	}
	digits := strconv.FormatUint(frac|1<<52, 16)[1:]
	sign := "+"
	if exp -= 1023; exp < 0 {
		sign = ""
	}
	return s + lead + digits + "p" + sign + strconv.Itoa(exp)
}

// floatFromHex implements float.fromhex.
// https://docs.python.org/3.14/library/stdtypes.html#float.fromhex
func floatFromHex(t *Thread, self Value, a Args) (Value, error) {
	s, ok := AsStr(a[0])
	if !ok {
		return Value{}, Errorf(TypeError, "bad argument type for built-in operation")
	}
	f, err := parseHexFloat(trimNumber(s.s))
	if err != nil {
		return Value{}, err
	}
	if Cast[Type](self) == &floatType {
		return Float(f), nil
	}
	return Call(t, self, Float(f))
}

func parseHexFloat(s string) (float64, error) {
	bad := func() (float64, error) {
		return 0, Errorf(ValueError, "invalid hexadecimal floating-point string")
	}
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	sign := signOf(neg)
	if n := scanSpecial(s); n > 0 && n == len(s) {
		if s[0]|0x20 == 'n' {
			return math.Copysign(math.NaN(), sign), nil
		}
		return math.Inf(int(sign)), nil
	}
	if len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	i, digits, point := 0, 0, false
	for ; i < len(s); i++ {
		if s[i] == '.' && !point {
			point = true
			continue
		}
		if digitValue(s[i]) >= 16 {
			break
		}
		digits++
	}
	if digits == 0 {
		return bad()
	}
	coeff, exp := s[:i], "0"
	if i < len(s) {
		if s[i]|0x20 != 'p' {
			return bad()
		}
		exp = s[i+1:]
		j := 0
		if exp != "" && (exp[0] == '+' || exp[0] == '-') {
			j = 1
		}
		if j == len(exp) {
			return bad()
		}
		for ; j < len(exp); j++ {
			if !isDigit(exp[j]) {
				return bad()
			}
		}
	}
	if strings.Trim(coeff, "0.") == "" {
		return math.Copysign(0, sign), nil
	}
	f, err := strconv.ParseFloat("0x"+coeff+"p"+exp, 64)
	if err != nil {
		return 0, Errorf(OverflowError, "hexadecimal value too large to represent as a float")
	}
	return f * sign, nil
}

// floatRound is float.__round__.
func floatRound(t *Thread, self Value, a Args) (Value, error) {
	f := floatOf(self)
	if a[0].IsNone() {
		return FloatToInt(math.RoundToEven(f))
	}
	n, err := ToIndex(t, a[0], nil)
	if err != nil {
		return Value{}, err
	}
	r, ok := RoundFloat(f, n)
	if !ok {
		return Value{}, Errorf(OverflowError, "rounded value too large to represent")
	}
	return Float(r), nil
}

// RoundFloat is round(f, n): the float nearest to the exact decimal value of f
// rounded, half to even, to n digits after the point. ok is false if it
// overflows.
func RoundFloat(f float64, n int) (r float64, ok bool) {
	const maxDigits, minDigits = 323, -308
	switch {
	case n > maxDigits || !isFinite(f) || f == 0:
		return f, true
	case n < minDigits:
		return math.Copysign(0, f), true
	}
	var buf [400]byte
	if n >= 0 {
		b := strconv.AppendFloat(buf[:0], f, 'f', n, 64)
		r, err := strconv.ParseFloat(string(b), 64)
		return r, err == nil
	}
	whole := math.Trunc(f)
	b := strconv.AppendFloat(buf[:0], math.Abs(whole), 'f', 0, 64)
	sig := len(b) + n // significant digits that stay
	switch {
	case whole == 0 || sig < 0:
		return math.Copysign(0, f), true
	case sig == 0:
		// Zero or one unit of the next power of ten: compare with half of it.
		if b[0] < '5' || b[0] == '5' && strings.Trim(string(b[1:]), "0") == "" && f == whole {
			return math.Copysign(0, f), true
		}
		r, err := strconv.ParseFloat("1e"+strconv.Itoa(len(b)), 64)
		return math.Copysign(r, f), err == nil
	}
	b = strconv.AppendFloat(buf[:0], f, 'e', sig-1, 64)
	r, err := strconv.ParseFloat(string(b), 64)
	return r, err == nil
}
