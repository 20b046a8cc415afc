package py

import (
	"math"
	"strconv"
)

// formatFloat is float.__format__.
func formatFloat(t *Thread, v Value, spec string) (Value, error) {
	if spec == "" {
		return ToStr(t, v)
	}
	f, err := ParseFormatSpec(spec, TypeOf(v), 0, '>')
	if err != nil {
		return Value{}, err
	}
	return f.formatFloat(floatOf(v), TypeOf(v))
}

// formatFloat formats x; typ is the type that error messages name.
func (f *FormatSpec) formatFloat(x float64, typ *Type) (Value, error) {
	switch f.Type {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
	default:
		return Value{}, errFormatCode(f.Type, typ)
	}
	var stack [128]byte
	b, err := f.appendFloat(stack[:0], x)
	if err != nil {
		return Value{}, err
	}
	return finishNumber(b), nil
}

// appendFloat appends x as f says.
func (f *FormatSpec) appendFloat(b []byte, x float64) ([]byte, error) {
	if f.Prec > math.MaxInt32 {
		return nil, Errorf(ValueError, "precision too big")
	}
	if err := checkPadding(f.Width); err != nil {
		return nil, err
	}
	p := f.floatParts(x)
	return f.appendNumber(b, &p), nil
}

// floatParts splits x into the parts of its text.
func (f *FormatSpec) floatParts(x float64) (p numberParts) {
	neg := math.Signbit(x) && !math.IsNaN(x)
	if f.Type == '%' {
		x *= 100
	}
	x = math.Abs(x)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		p.rest = "inf"
		if math.IsNaN(x) {
			p.rest = "nan"
		}
		switch f.Type {
		case 'E', 'F', 'G':
			b := []byte(p.rest)
			upper(b)
			p.rest = string(b)
		case '%':
			p.rest += "%"
		}
		p.nrest = len(p.rest)
		p.sign = f.signText(neg)
		return p
	}
	var stack [64]byte
	b := f.appendDigits(stack[:0], x)
	p.sign = f.signText(neg && !(f.NoNegZ && allZero(b)))
	text := string(b)
	i := 0
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	p.digits = text[:i]
	if i < len(text) && text[i] == '.' {
		p.point = true
		j := i + 1
		for j < len(text) && isDigit(text[j]) {
			j++
		}
		p.frac, i = text[i+1:j], j
	}
	p.rest = text[i:]
	p.nrest = len(p.rest)
	return p
}

// allZero reports whether the digits of b before an exponent are all zero.
func allZero(b []byte) bool {
	for _, c := range b {
		if c == 'e' || c == 'E' {
			break
		}
		if '1' <= c && c <= '9' {
			return false
		}
	}
	return true
}

// appendDigits appends the text of x, finite and not negative.
func (f *FormatSpec) appendDigits(b []byte, x float64) []byte {
	prec := f.Prec
	if prec < 0 {
		prec = 6
	}
	start := len(b)
	switch f.Type {
	case 'e', 'E':
		b = strconv.AppendFloat(b, x, 'e', prec, 64)
		if f.Alt && prec == 0 {
			b = pointBeforeExponent(b, start)
		}
	case 'f', 'F', '%':
		b = strconv.AppendFloat(b, x, 'f', prec, 64)
		if f.Alt && prec == 0 {
			b = append(b, '.')
		}
		if f.Type == '%' {
			b = append(b, '%')
		}
	case 0:
		if f.Prec < 0 {
			b = appendFloatRepr(b, x)
			if f.Alt {
				b = pointBeforeExponent(b, start)
			}
			break
		}
		b = appendGeneral(b, x, prec, f.Alt, true)
	default:
		b = appendGeneral(b, x, prec, f.Alt, false)
	}
	if f.Type == 'E' || f.Type == 'G' {
		upper(b[start:])
	}
	return b
}

// pointBeforeExponent inserts the point that the alternate form wants.
func pointBeforeExponent(b []byte, start int) []byte {
	for i := start; i < len(b); i++ {
		switch b[i] {
		case '.':
			return b
		case 'e':
			b = append(b, 0)
			copy(b[i+1:], b[i:])
			b[i] = '.'
			return b
		}
	}
	return append(b, '.')
}

// appendGeneral is C's %g; with addDot a result without exponent has a point, and
// the exponent starts one digit earlier.
func appendGeneral(b []byte, x float64, prec int, alt, addDot bool) []byte {
	prec = max(prec, 1)
	start := len(b)
	if x == 0 {
		b = append(b, '0')
		switch {
		case alt:
			b = appendFill(append(b, '.'), '0', prec-1)
			if addDot && prec == 1 {
				b = append(b, '0')
			}
		case addDot:
			b = append(b, ".0"...)
		}
		return b
	}
	// 767 significant digits are enough for any float.
	digits := min(prec, 800)
	b = strconv.AppendFloat(b, x, 'e', digits-1, 64)
	i := len(b) - 1
	for b[i] != 'e' {
		i--
	}
	exp, _ := strconv.Atoi(string(b[i+1:]))
	limit := prec
	if addDot {
		limit--
	}
	if exp < -4 || exp >= limit {
		e := string(b[i:])
		b = b[:i]
		if alt {
			if prec == 1 {
				b = append(b, '.')
			}
			b = appendFill(b, '0', prec-digits)
		} else {
			b = trimZeros(b, start)
		}
		return append(b, e...)
	}
	b = strconv.AppendFloat(b[:start], x, 'f', max(digits-1-exp, 0), 64)
	point := false
	for _, c := range b[start:] {
		point = point || c == '.'
	}
	switch {
	case alt:
		if !point {
			b = append(b, '.')
			if addDot {
				b = append(b, '0')
			}
		}
		return appendFill(b, '0', prec-digits)
	case point:
		b = trimZeros(b, start)
	}
	if addDot {
		for _, c := range b[start:] {
			if c == '.' {
				return b
			}
		}
		b = append(b, ".0"...)
	}
	return b
}

// trimZeros removes the zeros at the end of a fraction, and a bare point.
func trimZeros(b []byte, start int) []byte {
	point := false
	for _, c := range b[start:] {
		point = point || c == '.'
	}
	if !point {
		return b
	}
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
