package gpython

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// strFormat implements str.format.
// https://docs.python.org/3.4/library/string.html#format-string-syntax
func strFormat(self py.Object, pos py.Tuple, named py.StringDict) (py.Object, error) {
	s, ok := self.(py.String)
	if !ok {
		return nil, py.ExceptionNewf(py.TypeError, "descriptor 'format' requires a 'str' object but received a '%s'", self.Type().Name)
	}
	f := formatter{pos: pos, named: named}
	text, err := f.expand(string(s), 2)
	return py.String(text), err
}

type formatter struct {
	pos   py.Tuple
	named py.StringDict
	next  int // field of automatic numbering, -1 once fields are numbered
}

func valueError(format string, a ...any) error {
	return py.ExceptionNewf(py.ValueError, format, a...)
}

// expand replaces the fields of s; a format specification may hold fields, too.
func (f *formatter) expand(s string, depth int) (string, error) {
	if depth == 0 {
		return "", valueError("Max string recursion exceeded")
	}
	var out strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			out.WriteString(s)
			break
		}
		out.WriteString(s[:i])
		if i+1 < len(s) && s[i+1] == s[i] {
			out.WriteByte(s[i])
			s = s[i+2:]
			continue
		}
		if s[i] == '}' {
			return "", valueError("Single '}' encountered in format string")
		}
		s = s[i+1:]
		end := closing(s)
		if end < 0 {
			if s == "" {
				return "", valueError("Single '{' encountered in format string")
			}
			return "", valueError("expected '}' before end of string")
		}
		text, err := f.field(s[:end], depth)
		if err != nil {
			return "", err
		}
		out.WriteString(text)
		s = s[end+1:]
	}
	return out.String(), nil
}

// closing returns the index of the brace that closes a field.
func closing(s string) int {
	open := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return i
			}
		}
	}
	return -1
}

func (f *formatter) field(s string, depth int) (string, error) {
	name, spec, _ := strings.Cut(s, ":")
	name, conversion, converted := strings.Cut(name, "!")
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	if converted {
		switch conversion {
		case "r", "a":
			v, err = py.Repr(v)
		case "s":
			var s string
			s, err = str(v)
			v = py.String(s)
		default:
			return "", valueError("Unknown conversion specifier %s", conversion)
		}
		if err != nil {
			return "", err
		}
	}
	if strings.ContainsAny(spec, "{}") {
		spec, err = f.expand(spec, depth-1)
	}
	if err != nil {
		return "", err
	}
	return formatValue(v, spec)
}

// lookup finds what a field name such as "0.name[key]" stands for.
func (f *formatter) lookup(name string) (py.Object, error) {
	first, rest := name, ""
	if i := strings.IndexAny(name, ".["); i >= 0 {
		first, rest = name[:i], name[i:]
	}
	var v py.Object
	n, err := strconv.Atoi(first)
	switch {
	case first == "":
		if f.next < 0 {
			return nil, valueError("cannot switch from manual field specification to automatic field numbering")
		}
		n = f.next
		f.next++
	case err == nil:
		if f.next > 0 {
			return nil, valueError("cannot switch from automatic field numbering to manual field specification")
		}
		f.next = -1
	default:
		n = -1
		if v = f.named[first]; v == nil {
			return nil, py.ExceptionNewf(py.KeyError, "%s", first)
		}
	}
	if v == nil {
		if n < 0 || n >= len(f.pos) {
			return nil, py.ExceptionNewf(py.IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		v = f.pos[n]
	}
	for rest != "" {
		if rest[0] == '.' {
			end := strings.IndexAny(rest[1:], ".[") + 1
			if end == 0 {
				end = len(rest)
			}
			if v, err = py.GetAttrString(v, rest[1:end]); err != nil {
				return nil, err
			}
			rest = rest[end:]
			continue
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 || rest[0] != '[' {
			return nil, valueError("Missing ']' in format string")
		}
		key := py.Object(py.String(rest[1:end]))
		if n, err := strconv.Atoi(rest[1:end]); err == nil {
			key = py.Int(n)
		}
		if v, err = py.GetItem(v, key); err != nil {
			return nil, err
		}
		rest = rest[end+1:]
	}
	return v, nil
}

// spec is a parsed format specification.
// https://docs.python.org/3.4/library/string.html#formatspec
type spec struct {
	fill             rune
	align, sign      byte // 0 if not given
	alternate, comma bool
	width, precision int // precision is -1 if not given
	verb             byte
}

func parseSpec(s string) (spec, error) {
	p := spec{fill: ' ', precision: -1}
	isAlign := func(i int) bool { return i < len(s) && strings.IndexByte("<>=^", s[i]) >= 0 }
	if r, n := utf8.DecodeRuneInString(s); n > 0 && isAlign(n) {
		p.fill, p.align, s = r, s[n], s[n+1:]
	} else if isAlign(0) {
		p.align, s = s[0], s[1:]
	}
	accept := func(set string) byte {
		if s != "" && strings.IndexByte(set, s[0]) >= 0 {
			b := s[0]
			s = s[1:]
			return b
		}
		return 0
	}
	number := func() (int, error) {
		i := 0
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == 0 {
			return 0, nil
		}
		n, err := strconv.Atoi(s[:i])
		if s = s[i:]; err != nil || n > math.MaxInt32 {
			return 0, valueError("Too many decimal digits in format string")
		}
		return n, nil
	}
	p.sign = accept("+- ")
	p.alternate = accept("#") != 0
	if accept("0") != 0 && p.align == 0 {
		p.fill, p.align = '0', '='
	}
	var err error
	if p.width, err = number(); err != nil {
		return p, err
	}
	p.comma = accept(",") != 0
	if accept(".") != 0 {
		if s == "" || s[0] < '0' || s[0] > '9' {
			return p, valueError("Format specifier missing precision")
		}
		if p.precision, err = number(); err != nil {
			return p, err
		}
	}
	if len(s) > 1 {
		return p, valueError("Invalid format specifier")
	}
	if s != "" {
		p.verb = s[0]
	}
	return p, nil
}

func formatValue(v py.Object, text string) (string, error) {
	if v, ok := v.(*py.Type); ok && v.Mro == nil {
		if f := v.ObjectType.Lookup("__format__"); f != nil {
			res, err := py.Call(f, py.Tuple{v, py.String(text)}, nil)
			if s, ok := res.(py.String); ok || err != nil {
				return string(s), err
			}
			return "", py.ExceptionNewf(py.TypeError, "__format__ must return a str, not %s", res.Type().Name)
		}
	}
	if text == "" {
		return str(v)
	}
	p, err := parseSpec(text)
	if err != nil {
		return "", err
	}
	float, isFloat := v.(py.Float)
	integer, isInt := py.ConvertToBigInt(v)
	switch {
	case isInt && p.verb != 0 && strings.IndexByte("eEfFgG%", p.verb) >= 0:
		f, err := integer.Float()
		if err != nil {
			return "", err
		}
		return p.float(float64(f))
	case isInt:
		return p.int((*big.Int)(integer))
	case isFloat:
		return p.float(float64(float))
	}
	s, ok := v.(py.String)
	if !ok {
		return "", py.ExceptionNewf(py.TypeError, "unsupported format string passed to %s.__format__", v.Type().Name)
	}
	switch {
	case p.verb != 0 && p.verb != 's':
		return "", p.unknown("str")
	case p.sign != 0:
		return "", valueError("Sign not allowed in string format specifier")
	case p.align == '=' && p.fill != '0':
		return "", valueError("'=' alignment not allowed in string format specifier")
	}
	if p.align == '=' {
		p.align = '<'
	}
	if r := []rune(string(s)); p.precision >= 0 && p.precision < len(r) {
		s = py.String(r[:p.precision])
	}
	return p.pad("", string(s), '<'), nil
}

func (p spec) unknown(typ string) error {
	return valueError("Unknown format code '%c' for object of type '%s'", p.verb, typ)
}

func (p spec) int(n *big.Int) (string, error) {
	if p.precision >= 0 {
		return "", valueError("Precision not allowed in integer format specifier")
	}
	base, prefix := 10, ""
	switch p.verb {
	case 0, 'd', 'n':
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x', 'X':
		base, prefix = 16, "0"+string(p.verb)
	case 'c':
		if !n.IsInt64() || n.Int64() < 0 || n.Int64() > utf8.MaxRune {
			return "", py.ExceptionNewf(py.OverflowError, "%%c arg not in range(0x110000)")
		}
		return p.pad("", string(rune(n.Int64())), '>'), nil
	default:
		return "", p.unknown("int")
	}
	digits := new(big.Int).Abs(n).Text(base)
	if p.verb == 'X' {
		digits = strings.ToUpper(digits)
	}
	if p.comma {
		digits = thousands(digits)
	}
	if !p.alternate {
		prefix = ""
	}
	return p.pad(p.signOf(n.Sign() < 0)+prefix, digits, '>'), nil
}

func (p spec) float(f float64) (string, error) {
	verb, precision, tail := p.verb, p.precision, ""
	var digits string
	abs := math.Abs(f)
	switch {
	case verb != 0 && strings.IndexByte("eEfFgGn%", verb) < 0:
		return "", p.unknown("float")
	case math.IsInf(f, 0) || math.IsNaN(f):
		digits = strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(abs, 'g', -1, 64)), "+")
	case verb == 0 && precision < 0:
		s, err := py.StrAsString(py.Float(abs))
		if err != nil {
			return "", err
		}
		digits = s
	case verb == 0 || verb == 'g' || verb == 'G' || verb == 'n':
		digits = general(abs, max(precision, 0), precision < 0)
		if verb == 0 && !strings.ContainsAny(digits, ".e") {
			digits += ".0"
		}
	default:
		if precision < 0 {
			precision = 6
		}
		if verb == '%' {
			verb, abs, tail = 'f', abs*100, "%"
		}
		digits = strconv.FormatFloat(abs, verb|0x20, precision, 64)
	}
	if p.verb != 0 && p.verb < 'a' && p.verb != '%' {
		digits = strings.ToUpper(digits)
	}
	if p.comma {
		end := strings.IndexAny(digits, ".eE")
		if end < 0 {
			end = len(digits)
		}
		digits = thousands(digits[:end]) + digits[end:]
	}
	return p.pad(p.signOf(math.Signbit(f) && !math.IsNaN(f)), digits+tail, '>'), nil
}

// general is C's %g: six significant digits if none are asked for.
func general(f float64, precision int, missing bool) string {
	if missing {
		precision = 6
	}
	precision = max(precision, 1)
	s := strconv.FormatFloat(f, 'e', precision-1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	n, err := strconv.Atoi(exponent)
	if err != nil {
		return s
	}
	trim := func(s string) string {
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	if n < -4 || n >= precision {
		return trim(mantissa) + "e" + exponent
	}
	return trim(strconv.FormatFloat(f, 'f', precision-1-n, 64))
}

func (p spec) signOf(negative bool) string {
	switch {
	case negative:
		return "-"
	case p.sign == '+' || p.sign == ' ':
		return string(p.sign)
	}
	return ""
}

func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// pad fills the text up to the width; head is what stays before the filling of '='.
func (p spec) pad(head, text string, align byte) string {
	missing := p.width - utf8.RuneCountInString(head) - utf8.RuneCountInString(text)
	if missing <= 0 {
		return head + text
	}
	if p.align != 0 {
		align = p.align
	}
	fill := func(n int) string { return strings.Repeat(string(p.fill), n) }
	switch align {
	case '<':
		return head + text + fill(missing)
	case '=':
		return head + fill(missing) + text
	case '^':
		return fill(missing/2) + head + text + fill(missing-missing/2)
	}
	return fill(missing) + head + text
}
