package py

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// intNew is int.__new__.
// https://docs.python.org/3.14/library/functions.html#int
func intNew(t *Thread, typ *Type, a Args) (Value, error) {
	v, err := intFromArgs(t, a)
	if err != nil || typ == &intType {
		return v, err
	}
	p := Make[BigInt](typ)
	if x, ok := small(v); ok {
		p.SetInt64(x)
	} else {
		p.Set(&Cast[BigInt](v).Int)
	}
	return Ref(p), nil
}

func intFromArgs(t *Thread, a Args) (Value, error) {
	x, base := a[0], a[1]
	if !a.Given(1) {
		if !a.Given(0) {
			return Int(0), nil
		}
		return ToInt(t, x)
	}
	if !a.Given(0) {
		return Value{}, Errorf(TypeError, "int() missing string argument")
	}
	n, err := ToIndex(t, base, nil)
	if err != nil {
		return Value{}, err
	}
	if n != 0 && n < 2 || n > 36 {
		return Value{}, Errorf(ValueError, "int() base must be >= 2 and <= 36, or 0")
	}
	if s, ok := AsStr(x); ok {
		return parseInt(t, s.s, n, x)
	}
	if b, ok := byteString(x); ok {
		return parseInt(t, string(b), n, x)
	}
	return Value{}, Errorf(TypeError, "int() can't convert non-string with explicit base")
}

// byteString returns the contents of a bytes or bytearray.
func byteString(v Value) ([]byte, bool) {
	if b, ok := AsBytes(v); ok {
		return b, true
	}
	if b, ok := As[ByteArray](v, &byteArrayType); ok {
		return b.B, true
	}
	return nil, false
}

// memoryText is the memory of a bytes-like object, ok is false for others.
func memoryText(t *Thread, v Value) (text string, ok bool, err error) {
	if b, ok := byteString(v); ok {
		return string(b), true, nil
	}
	if TypeOf(v).Buffer == nil {
		return "", false, nil
	}
	b, err := ReadBytes(t, v)
	return string(b), true, err
}

// ToInt is int(v); the result is of exact type int.
func ToInt(t *Thread, v Value) (Value, error) {
	if v.IsInt() {
		return v, nil
	}
	typ := TypeOf(v)
	if typ.Int != nil {
		r := typ.Int(t, v)
		if r.IsError() {
			return Value{}, t.Take()
		}
		if !IsAnyInt(r) {
			return Value{}, Errorf(TypeError, "__int__ returned non-int (type %s)", TypeOf(r).FullName())
		}
		if TypeOf(r) != &intType && r != v {
			if err := warnSubclass(t, "__int__ returned non-int", r, "int"); err != nil {
				return Value{}, err
			}
		}
		return exactInt(r), nil
	}
	if typ.Index != nil {
		r, err := Index(t, v)
		if err != nil {
			return Value{}, err
		}
		return exactInt(r), nil
	}
	if s, ok := AsStr(v); ok {
		return parseInt(t, s.s, 10, v)
	}
	if b, ok, err := memoryText(t, v); ok {
		if err != nil {
			return Value{}, err
		}
		return parseInt(t, b, 10, v)
	}
	return Value{}, Errorf(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", typ.FullName())
}

// asciiNumber maps the decimal digits and white space of all scripts to ASCII, as
// number parsing wants; other characters become '?'.
func asciiNumber(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch d, ok := decimalValue(r); {
		case ok:
			b.WriteByte(byte('0' + d))
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// decimalValue is the value of a decimal digit of any script (category Nd, whose
// ranges are runs of 0 to 9).
func decimalValue(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	for _, g := range unicode.Nd.R16 {
		if uint32(r) < uint32(g.Lo) {
			return 0, false
		}
		if uint32(r) <= uint32(g.Hi) {
			return int(uint32(r)-uint32(g.Lo)) % 10, true
		}
	}
	for _, g := range unicode.Nd.R32 {
		if uint32(r) < g.Lo {
			return 0, false
		}
		if uint32(r) <= g.Hi {
			return int(uint32(r)-g.Lo) % 10, true
		}
	}
	return 0, false
}

// trimNumber strips ASCII white space.
func trimNumber(s string) string { return strings.Trim(s, " \t\n\v\f\r") }

// digitValue is the value of a digit in bases up to 36, 99 for other bytes.
func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 99
}

// ParseInt is the value of a decimal, hexadecimal, octal or binary literal of the
// language or, for an explicit base, of text as int(text, base) takes it; ok is
// false if it is malformed. It does not know the digit limit.
func ParseInt(text string, base int) (v Value, ok bool) {
	digits, neg, base, ok := scanInt(text, base)
	if !ok {
		return Value{}, false
	}
	return intOfDigits(digits, base, neg)
}

// scanInt strips space, sign, prefix and underscores.
func scanInt(text string, base int) (digits string, neg bool, realBase int, ok bool) {
	s := trimNumber(text)
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	prefixed, zeroOnly := false, false
	if len(s) >= 2 && s[0] == '0' {
		p := 0
		switch s[1] {
		case 'x', 'X':
			p = 16
		case 'o', 'O':
			p = 8
		case 'b', 'B':
			p = 2
		}
		if p != 0 && (base == 0 || base == p) {
			base, prefixed = p, true
			s = s[2:]
		}
	}
	if base == 0 {
		base = 10
		zeroOnly = s != "" && s[0] == '0' // "010" is refused, "00" is not
	}
	if prefixed && s != "" && s[0] == '_' {
		s = s[1:]
	}
	if s == "" {
		return "", false, 0, false
	}
	under, prev := 0, byte('_')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			if prev == '_' {
				return "", false, 0, false
			}
			under++
		} else if digitValue(c) >= base || zeroOnly && c != '0' {
			return "", false, 0, false
		}
		prev = c
	}
	if prev == '_' {
		return "", false, 0, false
	}
	if under > 0 {
		s = strings.ReplaceAll(s, "_", "")
	}
	return s, neg, base, true
}

func intOfDigits(digits string, base int, neg bool) (Value, bool) {
	if len(digits) <= 12 { // 36**12 < 2**63
		n := int64(0)
		for i := 0; i < len(digits); i++ {
			n = n*int64(base) + int64(digitValue(digits[i]))
		}
		if neg {
			n = -n
		}
		return Int(n), true
	}
	p := newBigInt()
	if !setDigits(&p.Int, digits, base) {
		return Value{}, false
	}
	if neg {
		p.Neg(&p.Int)
	}
	return p.norm(), true
}

// splitDigits is the length from which digits are converted by halves: math/big
// is quadratic.
const splitDigits = 4000

// setDigits sets z to the value of digits.
func setDigits(z *big.Int, digits string, base int) bool {
	if len(digits) <= splitDigits || base&(base-1) == 0 {
		_, ok := z.SetString(digits, base)
		return ok
	}
	// Powers base**(splitDigits << k) serve all splits of one level.
	var pows []*big.Int
	p := new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(splitDigits), nil)
	for n := splitDigits; n < len(digits); n *= 2 {
		pows = append(pows, p)
		p = new(big.Int).Mul(p, p)
	}
	return setDigitsBy(z, digits, base, pows)
}

func setDigitsBy(z *big.Int, digits string, base int, pows []*big.Int) bool {
	for len(pows) > 0 && len(digits) <= splitDigits<<(len(pows)-1) {
		pows = pows[:len(pows)-1]
	}
	if len(pows) == 0 {
		_, ok := z.SetString(digits, base)
		return ok
	}
	cut := len(digits) - splitDigits<<(len(pows)-1)
	var lo big.Int
	if !setDigitsBy(z, digits[:cut], base, pows) || !setDigitsBy(&lo, digits[cut:], base, pows[:len(pows)-1]) {
		return false
	}
	z.Mul(z, pows[len(pows)-1])
	z.Add(z, &lo)
	return true
}

// parseInt is int(text, base) with CPython's errors, which show orig.
func parseInt(t *Thread, text string, base int, orig Value) (Value, error) {
	digits, neg, realBase, ok := scanInt(asciiNumber(text), base)
	if ok {
		limit := t.Interp.Flags.IntMaxStrDigits
		if limit > 0 && len(digits) > limit && realBase&(realBase-1) != 0 {
			return Value{}, Errorf(ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", limit, len(digits))
		}
		var v Value
		if v, ok = intOfDigits(digits, realBase, neg); ok {
			return v, nil
		}
	}
	r, err := reprForError(t, orig)
	if err != nil {
		return Value{}, err
	}
	return Value{}, Errorf(ValueError, "invalid literal for int() with base %d: %s", base, r)
}

// reprForError is repr(v) of a str or bytes cut at 200 characters; a subclass is
// shown as its base.
func reprForError(t *Thread, v Value) (string, error) {
	if s, ok := AsStr(v); ok && !v.IsStr() {
		v = NewStr(s.s)
	} else if TypeOf(v).IsSubtype(&byteArrayType) {
		v = NewBytes(rawBytes(v))
	}
	r, err := Repr(t, v)
	if err != nil {
		return "", err
	}
	s := Cast[Str](r)
	if s.n > 200 {
		return s.s[:s.offset(200)], nil
	}
	return s.s, nil
}
