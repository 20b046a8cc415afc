package py

import (
	"strconv"
	"unicode/utf8"
)

// FormatSpec is a parsed format specification.
// https://docs.python.org/3.14/library/string.html#format-specification-mini-language
type FormatSpec struct {
	Fill     rune // ' ' if not given
	Align    byte // '<', '>', '=' or '^'
	Sign     byte // '+', '-', ' ' or 0
	NoNegZ   bool // z
	Alt      bool // #
	Width    int  // -1 if not given
	Sep      byte // ',', '_' or 0: between the digits before the point
	Prec     int  // -1 if not given
	FracSep  byte // the same after the point
	Type     rune // the presentation type, or the default one
	fillSet  bool
	alignSet bool
}

// maxPadding bounds width and precision: what CPython could not allocate either.
const maxPadding = 1 << 31

func isAlign(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// ParseFormatSpec parses the format specification of a value of type typ, with
// the default presentation type and alignment of that type. Errors are
// ValueError.
func ParseFormatSpec(spec string, typ *Type, defType rune, defAlign byte) (f FormatSpec, err error) {
	f = FormatSpec{Fill: ' ', Align: defAlign, Width: -1, Prec: -1, Type: defType}
	s := spec
	if r, n := decodeRune(s); n < len(s) && isAlign(s[n]) {
		f.Fill, f.Align, f.fillSet, f.alignSet = r, s[n], true, true
		s = s[n+1:]
	} else if s != "" && isAlign(s[0]) {
		f.Align, f.alignSet = s[0], true
		s = s[1:]
	}
	take := func(c byte) bool {
		if s == "" || s[0] != c {
			return false
		}
		s = s[1:]
		return true
	}
	for _, c := range [...]byte{' ', '+', '-'} {
		if take(c) {
			f.Sign = c
			break
		}
	}
	f.NoNegZ = take('z')
	f.Alt = take('#')
	if !f.fillSet && take('0') {
		f.Fill = '0'
		if !f.alignSet && defAlign == '>' {
			f.Align = '='
		}
	}
	if f.Width, s, err = formatInteger(s); err != nil {
		return f, err
	}
	if take(',') {
		f.Sep = ','
	}
	if take('_') {
		if f.Sep != 0 {
			return f, errBothSeparators()
		}
		f.Sep = '_'
	}
	if f.Sep == '_' && take(',') {
		return f, errBothSeparators()
	}
	if take('.') {
		if f.Prec, s, err = formatInteger(s); err != nil {
			return f, err
		}
		if take(',') {
			f.FracSep = ','
		}
		if take('_') {
			if f.FracSep != 0 {
				return f, errBothSeparators()
			}
			f.FracSep = '_'
		}
		if f.FracSep == '_' && take(',') {
			return f, errBothSeparators()
		}
		if f.Prec < 0 && f.FracSep == 0 {
			return f, Errorf(ValueError, "Format specifier missing precision")
		}
	}
	if s != "" {
		r, n := decodeRune(s)
		if n < len(s) {
			return f, Errorf(ValueError, "Invalid format specifier '%s' for object of type '%s'", spec, typ.FullName())
		}
		f.Type = r
	}
	if f.Sep != 0 && !f.canGroup() {
		return f, Errorf(ValueError, "Cannot specify '%c' with '%s'.", f.Sep, showCode(f.Type))
	}
	if f.FracSep != 0 && f.Type == 'n' {
		return f, Errorf(ValueError, "Cannot specify '%c' with '%s'.", f.FracSep, showCode(f.Type))
	}
	return f, nil
}

// canGroup reports whether Sep may go with the presentation type.
func (f *FormatSpec) canGroup() bool {
	switch f.Type {
	case 'd', 'e', 'f', 'g', 'E', 'F', 'G', '%', 0:
		return true
	case 'b', 'o', 'x', 'X':
		return f.Sep == '_'
	}
	return false
}

func errBothSeparators() error {
	return Errorf(ValueError, "Cannot specify both ',' and '_'.")
}

// showCode shows a presentation type in a message.
func showCode(r rune) string {
	if r > 32 && r < 128 {
		return string(r)
	}
	return `\x` + strconv.FormatInt(int64(r), 16)
}

func errFormatCode(code rune, typ *Type) error {
	return Errorf(ValueError, "Unknown format code '%s' for object of type '%s'", showCode(code), typ.FullName())
}

// formatInteger reads the digits, of any script, at the start of s; n is -1 if
// there are none.
func formatInteger(s string) (n int, rest string, err error) {
	n = -1
	for s != "" {
		r, w := decodeRune(s)
		d, ok := decimalValue(r)
		if !ok {
			break
		}
		n = max(n, 0)
		if n > (1<<63-1-d)/10 {
			return 0, s, Errorf(ValueError, "Too many decimal digits in format string")
		}
		n = n*10 + d
		s = s[w:]
	}
	return n, s, nil
}

// Format is the built-in function format(v, spec).
func Format(t *Thread, v Value, spec string) (Value, error) {
	switch {
	case v.IsStr():
		if spec == "" {
			return v, nil
		}
		return formatStr(t, v, spec)
	case v.IsInt():
		return formatInt(t, v, spec)
	case v.IsFloat():
		return formatFloat(t, v, spec)
	case v.IsBool(), v.IsNone():
		if spec == "" {
			return ToStr(t, v)
		}
	}
	r, ok := callSpecial(t, v, nameFormat, NewStr(spec))
	if !ok {
		return Value{}, Errorf(TypeError, "Type %s doesn't define __format__", TypeOf(v).FullName())
	}
	if r.IsError() {
		return Value{}, t.Take()
	}
	if _, ok := AsStr(r); !ok {
		return Value{}, Errorf(TypeError, "__format__ must return a str, not %s", TypeOf(r).FullName())
	}
	return r, nil
}

var nameFormat = InternStatic("__format__")

// formatArg is the argument of a __format__ method.
func formatArg(v Value) (string, error) {
	s, ok := AsStr(v)
	if !ok {
		return "", Errorf(TypeError, "__format__() argument must be str, not %s", ArgName(v))
	}
	return s.s, nil
}

// formatMethod makes the row of a type's __format__.
func formatMethod(f func(t *Thread, v Value, spec string) (Value, error)) Method {
	return Method{"__format__", "($self, format_spec, /)", func(t *Thread, self Value, a Args) (Value, error) {
		spec, err := formatArg(a[0])
		if err != nil {
			return Value{}, err
		}
		return f(t, self, spec)
	}, Alloc, "Convert to a string according to format_spec."}
}

// formatObject is object.__format__.
func formatObject(t *Thread, v Value, spec string) (Value, error) {
	if spec != "" {
		return Value{}, Errorf(TypeError, "unsupported format string passed to %s.__format__", TypeOf(v).FullName())
	}
	return ToStr(t, v)
}

// formatStr is str.__format__.
func formatStr(t *Thread, v Value, spec string) (Value, error) {
	if spec == "" {
		if v.IsStr() {
			return v, nil
		}
		return ToStr(t, v)
	}
	f, err := ParseFormatSpec(spec, TypeOf(v), 's', '<')
	if err != nil {
		return Value{}, err
	}
	const msg = " not allowed in string format specifier"
	switch {
	case f.Type != 's':
		return Value{}, errFormatCode(f.Type, TypeOf(v))
	case f.Sign == ' ':
		return Value{}, Errorf(ValueError, "Space"+msg)
	case f.Sign != 0:
		return Value{}, Errorf(ValueError, "Sign"+msg)
	case f.NoNegZ:
		return Value{}, Errorf(ValueError, "Negative zero coercion (z)"+msg)
	case f.Alt:
		return Value{}, Errorf(ValueError, "Alternate form (#)"+msg)
	case f.Align == '=':
		return Value{}, Errorf(ValueError, "'=' alignment"+msg)
	}
	s := Cast[Str](v)
	text, n := s.s, s.n
	if f.Prec >= 0 && f.Prec < n {
		text, n = text[:s.offset(f.Prec)], f.Prec
	}
	if f.Width <= n {
		if n == s.n && v.IsStr() {
			return v, nil
		}
		return newStrN(text, n), nil
	}
	if err := checkPadding(f.Width); err != nil {
		return Value{}, err
	}
	var stack [128]byte
	return newStrN(string(f.pad(stack[:0], text, n)), f.Width), nil
}

func checkPadding(n int) error {
	if n >= maxPadding {
		return NewException(MemoryError)
	}
	return nil
}

func appendFill(b []byte, r rune, n int) []byte {
	if r < utf8.RuneSelf {
		for ; n > 0; n-- {
			b = append(b, byte(r))
		}
		return b
	}
	for ; n > 0; n-- {
		b = appendRune(b, r)
	}
	return b
}

// margins splits the padding of something n wide.
func (f *FormatSpec) margins(n int) (left, inner, right int) {
	total := max(f.Width-n, 0)
	switch f.Align {
	case '>':
		return total, 0, 0
	case '^':
		return total / 2, 0, total - total/2
	case '=':
		return 0, total, 0
	}
	return 0, 0, total
}

// pad appends text, n characters wide, aligned as f says.
func (f *FormatSpec) pad(b []byte, text string, n int) []byte {
	left, inner, right := f.margins(n)
	b = appendFill(b, f.Fill, left+inner)
	b = append(b, text...)
	return appendFill(b, f.Fill, right)
}

// numberParts are the pieces of a formatted number.
type numberParts struct {
	sign   string // "", "-", "+" or " "
	prefix string // "0x" …
	digits string // before the point
	frac   string // after the point
	point  bool
	rest   string // exponent, "%", "inf", or the character of type c
	nrest  int    // characters in rest
}

// signText is the sign that f gives to a number.
func (f *FormatSpec) signText(neg bool) string {
	switch {
	case neg:
		return "-"
	case f.Sign == '+':
		return "+"
	case f.Sign == ' ':
		return " "
	}
	return ""
}

// appendNumber lays out a number.
func (f *FormatSpec) appendNumber(b []byte, p *numberParts) []byte {
	group := 3
	switch f.Type {
	case 'b', 'o', 'x', 'X':
		group = 4
	}
	n := len(p.sign) + len(p.prefix) + p.nrest + len(p.frac)
	if p.point {
		n++
	}
	if f.FracSep != 0 && len(p.frac) > 0 {
		n += (len(p.frac) - 1) / 3
	}
	minDigits := 0 // with separators; zeros are added in front to reach it
	if f.Fill == '0' && f.Align == '=' {
		minDigits = f.Width - n
	}
	zeros, ndigits := 0, len(p.digits)
	if ndigits > 0 {
		if f.Sep == 0 {
			zeros = max(minDigits-ndigits, 0)
			ndigits += zeros
		} else {
			zeros, ndigits = groupedWidth(ndigits, minDigits, group)
		}
	}
	left, inner, right := f.margins(n + ndigits)
	b = appendFill(b, f.Fill, left)
	b = append(b, p.sign...)
	b = append(b, p.prefix...)
	b = appendFill(b, f.Fill, inner)
	if f.Sep == 0 {
		b = appendFill(b, '0', zeros)
		b = append(b, p.digits...)
	} else {
		for i, all := 0, zeros+len(p.digits); i < all; i++ {
			if i > 0 && (all-i)%group == 0 {
				b = append(b, f.Sep)
			}
			if i < zeros {
				b = append(b, '0')
			} else {
				b = append(b, p.digits[i-zeros])
			}
		}
	}
	if p.point {
		b = append(b, '.')
	}
	if f.FracSep == 0 {
		b = append(b, p.frac...)
	} else {
		for i := 0; i < len(p.frac); i++ {
			if i > 0 && i%3 == 0 {
				b = append(b, f.FracSep)
			}
			b = append(b, p.frac[i])
		}
	}
	b = append(b, p.rest...)
	return appendFill(b, f.Fill, right)
}

// groupedWidth returns how many zeros to put before n digits so that with
// separators they fill minWidth, and the resulting width. The leftmost character
// is never a separator, so the width may exceed minWidth by one.
func groupedWidth(n, minWidth, group int) (zeros, width int) {
	all := n
	if n+(n-1)/group < minWidth {
		// all + (all-1)/group >= minWidth, smallest such all
		all = minWidth - minWidth/(group+1)
		for all > n && all-1+(all-2)/group >= minWidth {
			all--
		}
		for all+(all-1)/group < minWidth {
			all++
		}
	}
	return all - n, all + (all-1)/group
}

// finish makes the str of a laid-out number, all ASCII but for the fill and rest.
func finishNumber(b []byte) Value {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return NewStr(string(b))
		}
	}
	return newASCII(string(b))
}

// formatInt is int.__format__ (and bool's).
func formatInt(t *Thread, v Value, spec string) (Value, error) {
	if spec == "" {
		return ToStr(t, v)
	}
	f, err := ParseFormatSpec(spec, TypeOf(v), 'd', '>')
	if err != nil {
		return Value{}, err
	}
	switch f.Type {
	case 'b', 'c', 'd', 'o', 'x', 'X', 'n':
		return f.formatInt(t, v)
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x := intFloat(t, v)
		if x.IsError() {
			return Value{}, t.Take()
		}
		return f.formatFloat(x.Float64(), TypeOf(v))
	}
	return Value{}, errFormatCode(f.Type, TypeOf(v))
}

func (f *FormatSpec) formatInt(t *Thread, v Value) (Value, error) {
	switch {
	case f.Prec >= 0:
		return Value{}, Errorf(ValueError, "Precision not allowed in integer format specifier")
	case f.NoNegZ:
		return Value{}, Errorf(ValueError, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	if err := checkPadding(f.Width); err != nil {
		return Value{}, err
	}
	var stack [128]byte
	if f.Type == 'c' {
		switch {
		case f.Sign != 0:
			return Value{}, Errorf(ValueError, "Sign not allowed with integer format specifier 'c'")
		case f.Alt:
			return Value{}, Errorf(ValueError, "Alternate form (#) not allowed with integer format specifier 'c'")
		}
		c, ok := AsInt64(v)
		if !ok {
			return Value{}, Errorf(OverflowError, "Python int too large to convert to C long")
		}
		if c < 0 || c > utf8.MaxRune {
			return Value{}, Errorf(OverflowError, "%s", "%c arg not in range(0x110000)")
		}
		p := numberParts{rest: string(appendRune(nil, rune(c))), nrest: 1}
		return finishNumber(f.appendNumber(stack[:0], &p)), nil
	}
	var digits [64]byte
	text, prefix, err := intDigits(t, digits[:0], v, byte(f.Type))
	if err != nil {
		return Value{}, err
	}
	p := numberParts{digits: string(text)}
	neg := p.digits[0] == '-'
	if neg {
		p.digits = p.digits[1:]
	}
	p.sign = f.signText(neg)
	if f.Alt {
		p.prefix = prefix
	}
	return finishNumber(f.appendNumber(stack[:0], &p)), nil
}

// intDigits appends the digits of an int in the base of a presentation type, and
// returns the prefix that goes with it.
func intDigits(t *Thread, b []byte, v Value, code byte) (digits []byte, prefix string, err error) {
	base := 10
	switch code {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	if x, ok := AsInt64(v); ok {
		b = strconv.AppendInt(b, x, base)
	} else {
		n, _ := AsBig(v)
		if base == 10 {
			s, err := bigDecimal(t, n)
			return append(b, s...), "", err
		}
		b = n.Append(b, base)
	}
	if code == 'X' {
		upper(b)
	}
	return b, prefix, nil
}

// upper maps ASCII letters in place.
func upper(b []byte) {
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 32
		}
	}
}

// IntText is the text of an int in base 2, 8, 10 or 16 with prefix, as bin(),
// oct(), repr() and hex() give it.
func IntText(t *Thread, v Value, base int) (string, error) {
	code := byte('d')
	switch base {
	case 2:
		code = 'b'
	case 8:
		code = 'o'
	case 16:
		code = 'x'
	}
	var buf [80]byte
	b, prefix, err := intDigits(t, buf[:0], v, code)
	if err != nil {
		return "", err
	}
	if b[0] == '-' {
		return "-" + prefix + string(b[1:]), nil
	}
	return prefix + string(b), nil
}

// numberPercent are the flags of a %-format conversion.
type percentFlags uint8

const (
	percentLeft  percentFlags = 1 << iota // -
	percentSign                           // +
	percentBlank                          // space
	percentAlt                            // #
	percentZero                           // 0
)

// formatPercentNumber formats v for a %-format conversion: one of diuoxXeEfFgGc.
// width and prec are -1 if not given.
// https://docs.python.org/3.14/library/stdtypes.html#printf-style-string-formatting
func formatPercentNumber(t *Thread, v Value, conv byte, flags percentFlags, width, prec int) (string, error) {
	f := FormatSpec{Fill: ' ', Align: '>', Width: width, Prec: prec, Type: rune(conv), Alt: flags&percentAlt != 0}
	switch {
	case flags&percentSign != 0:
		f.Sign = '+'
	case flags&percentBlank != 0:
		f.Sign = ' '
	}
	if flags&percentZero != 0 {
		f.Fill, f.Align = '0', '='
	}
	if flags&percentLeft != 0 {
		f.Fill, f.Align = ' ', '<'
	}
	if err := checkPadding(width); err != nil {
		return "", err
	}
	var stack [128]byte
	switch conv {
	case 'c':
		c, err := percentChar(v)
		if err != nil {
			return "", err
		}
		if f.Align == '=' {
			f.Fill, f.Align = ' ', '>'
		}
		return string(f.pad(stack[:0], c, 1)), nil
	case 'e', 'E', 'f', 'F', 'g', 'G':
		x, err := ToFloat(t, v)
		if err != nil {
			return "", err
		}
		b, err := f.appendFloat(stack[:0], x)
		return string(b), err
	}
	n, err := percentInt(t, v, conv)
	if err != nil {
		return "", err
	}
	if err := checkPadding(prec); err != nil {
		return "", err
	}
	var digits [64]byte
	text, prefix, err := intDigits(t, digits[:0], n, conv)
	if err != nil {
		return "", err
	}
	p := numberParts{digits: string(text)}
	neg := p.digits[0] == '-'
	if neg {
		p.digits = p.digits[1:]
	}
	if d := prec - len(p.digits); d > 0 {
		p.digits = string(appendFill(make([]byte, 0, prec), '0', d)) + p.digits
	}
	p.sign = f.signText(neg)
	if f.Alt {
		p.prefix = prefix
	}
	return string(f.appendNumber(stack[:0], &p)), nil
}

// percentInt converts the argument of an integer conversion.
func percentInt(t *Thread, v Value, conv byte) (Value, error) {
	if IsAnyInt(v) {
		return v, nil
	}
	typ := TypeOf(v)
	hex := conv == 'o' || conv == 'x' || conv == 'X'
	if typ.Index != nil || !hex && (typ.Int != nil || typ.Float != nil) {
		var r Value
		var err error
		if hex {
			r, err = Index(t, v)
		} else {
			r, err = ToInt(t, v)
		}
		if err == nil || !Matches(err, TypeError) {
			return r, err
		}
	}
	if hex {
		return Value{}, Errorf(TypeError, "%%%c format: an integer is required, not %s", conv, typ.FullName())
	}
	return Value{}, Errorf(TypeError, "%%%c format: a real number is required, not %s", conv, typ.FullName())
}

// percentChar converts the argument of %c.
func percentChar(v Value) (string, error) {
	if s, ok := AsStr(v); ok {
		if s.n != 1 {
			return "", Errorf(TypeError, "%%c requires an int or a unicode character, not a string of length %d", s.n)
		}
		return s.s, nil
	}
	if !IsAnyInt(v) {
		return "", Errorf(TypeError, "%%c requires an int or a unicode character, not %s", TypeOf(v).FullName())
	}
	c, ok := AsInt64(v)
	if !ok || c < 0 || c > utf8.MaxRune {
		return "", Errorf(OverflowError, "%s", "%c arg not in range(0x110000)")
	}
	return string(appendRune(nil, rune(c))), nil
}
