package py

import (
	"math"
	"strconv"
	"strings"
)

// floatNew is float.__new__.
// https://docs.python.org/3.14/library/functions.html#float
func floatNew(t *Thread, typ *Type, a Args) (Value, error) {
	f, err := floatFromObject(t, a[0])
	if err != nil {
		return Value{}, err
	}
	if typ == &floatType {
		return Float(f), nil
	}
	p := Make[FloatObject](typ)
	p.F = f
	return Ref(p), nil
}

func floatFromObject(t *Thread, v Value) (float64, error) {
	if s, ok := AsStr(v); ok && TypeOf(v).Float == nil {
		return parseFloatArg(t, s.s, v)
	}
	f, ok, err := realNumber(t, v)
	if err == nil && !ok {
		text, ok, err := memoryText(t, v)
		if ok && err == nil {
			return parseFloatArg(t, text, v)
		}
		if err != nil {
			return 0, err
		}
		return 0, Errorf(TypeError, "float() argument must be a string or a real number, not '%s'", TypeOf(v).FullName())
	}
	return f, err
}

// realNumber converts by __float__ or __index__; ok is false if v has neither.
func realNumber(t *Thread, v Value) (f float64, ok bool, err error) {
	if v.IsFloat() {
		return v.Float64(), true, nil
	}
	if v.IsInt() {
		return float64(v.Int64()), true, nil
	}
	typ := TypeOf(v)
	if typ.Float != nil {
		r := typ.Float(t, v)
		if r.IsError() {
			return 0, true, t.Take()
		}
		f, ok := AsFloat(r)
		if !ok {
			return 0, true, Errorf(TypeError, "%s.__float__ returned non-float (type %s)", typ.FullName(), TypeOf(r).FullName())
		}
		if TypeOf(r) != &floatType && (r != v || overrides(t, typ, &floatType, InternStatic("__float__"))) {
			if err := warnSubclass(t, typ.FullName()+".__float__ returned non-float", r, "float"); err != nil {
				return 0, true, err
			}
		}
		return f, true, nil
	}
	if typ.Index != nil {
		r, err := Index(t, v)
		if err != nil {
			return 0, true, err
		}
		if r = intFloat(t, r); r.IsError() {
			return 0, true, t.Take()
		}
		return r.Float64(), true, nil
	}
	return 0, false, nil
}

// ToFloat converts a real number as functions of module math do: a float, or
// what has __float__ or __index__; TypeError otherwise.
func ToFloat(t *Thread, v Value) (float64, error) {
	if f, ok := AsFloat(v); ok {
		return f, nil // no __float__ of a subclass is asked
	}
	f, ok, err := realNumber(t, v)
	if err == nil && !ok {
		err = Errorf(TypeError, "must be real number, not %s", TypeOf(v).FullName())
	}
	return f, err
}

func parseFloatArg(t *Thread, text string, orig Value) (float64, error) {
	if f, ok := ParseFloat(asciiNumber(text)); ok {
		return f, nil
	}
	if s, ok := AsStr(orig); ok {
		orig = NewStr(s.s) // without a subclass's __repr__
	}
	r, err := ReprString(t, orig)
	if err != nil {
		return 0, err
	}
	return 0, Errorf(ValueError, "could not convert string to float: %s", r)
}

// ParseFloat is the value of text as float(text) takes it: ASCII, with optional
// white space around it, sign, underscores between digits, "inf" and "nan".
func ParseFloat(text string) (f float64, ok bool) {
	s := trimNumber(text)
	if strings.IndexByte(s, '_') >= 0 {
		for i := 0; i < len(s); i++ {
			if s[i] == '_' && (i == 0 || i+1 == len(s) || !isDigit(s[i-1]) || !isDigit(s[i+1])) {
				return 0, false
			}
		}
		s = strings.ReplaceAll(s, "_", "")
	}
	f, n := scanFloat(s)
	return f, n > 0 && n == len(s)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// scanFloat parses the longest decimal float at the start of s and returns its
// length, 0 if there is none.
func scanFloat(s string) (f float64, n int) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	if w := scanSpecial(s[i:]); w > 0 {
		f = math.Inf(1)
		if w == len("nan") && s[i]|0x20 == 'n' {
			f = math.NaN()
		}
		return math.Copysign(f, signOf(s[0] == '-')), i + w
	}
	digits := 0
	for i < len(s) && isDigit(s[i]) {
		i++
		digits++
	}
	if i < len(s) && s[i] == '.' {
		i++
		for i < len(s) && isDigit(s[i]) {
			i++
			digits++
		}
	}
	if digits == 0 {
		return 0, 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	// The only error left is a value out of range, for which the result is the
	// infinity that Python gives.
	f, _ = strconv.ParseFloat(s[:i], 64)
	return f, i
}

// scanSpecial returns the length of "inf", "infinity" or "nan" at the start of s.
func scanSpecial(s string) int {
	for _, w := range [...]string{"infinity", "inf", "nan"} {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// ParseComplex is the value of ASCII text as complex(text) takes it.
func ParseComplex(text string) (c complex128, ok bool) {
	s := trimNumber(text)
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = trimNumber(s[1 : len(s)-1])
	}
	if strings.IndexByte(s, '_') >= 0 {
		for i := 0; i < len(s); i++ {
			if s[i] == '_' && (i == 0 || i+1 == len(s) || !isDigit(s[i-1]) || !isDigit(s[i+1])) {
				return 0, false
			}
		}
		s = strings.ReplaceAll(s, "_", "")
	}
	isSign := func(i int) bool { return i < len(s) && (s[i] == '+' || s[i] == '-') }
	isJ := func(i int) bool { return i < len(s) && s[i]|0x20 == 'j' }
	// unit is the ±1 of a bare sign before j.
	unit := func(i int) float64 { return signOf(s[i] == '-') }
	z, n := scanFloat(s)
	switch {
	case n == 0:
		y := 1.0
		if isSign(0) {
			y, n = unit(0), 1
		}
		return complex(0, y), isJ(n) && n+1 == len(s)
	case isSign(n):
		y, m := scanFloat(s[n:])
		if m == 0 {
			y, m = unit(n), 1
		}
		return complex(z, y), isJ(n+m) && n+m+1 == len(s)
	case isJ(n):
		return complex(0, z), n+1 == len(s)
	}
	return complex(z, 0), n == len(s)
}
