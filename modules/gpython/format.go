package gpython

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// strFormat implements str.format.
// https://docs.python.org/3.4/library/string.html#format-string-syntax
func strFormat(self py.Object, pos py.Tuple, named py.StringDict) (res py.Object, err error) {
	defer catch(&err)
	s, ok := self.(py.String)
	if !ok {
		fail(py.TypeError, "descriptor 'format' requires a 'str' object but received a '%s'", self.Type().Name)
	}
	f := formatter{pos: pos, named: named}
	return py.String(f.expand(string(s), 2)), nil
}

type formatter struct {
	pos   py.Tuple
	named py.StringDict
	next  int // field of automatic numbering, -1 once fields are numbered
}

// expand replaces the fields of s; a format specification may hold fields, too.
func (f *formatter) expand(s string, depth int) string {
	if depth == 0 {
		fail(py.ValueError, "Max string recursion exceeded")
	}
	var out strings.Builder
	for {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		brace, after := s[i], s[i+1:]
		if strings.HasPrefix(after, s[i:i+1]) {
			out.WriteByte(brace)
			s = after[1:]
			continue
		}
		if brace == '}' {
			fail(py.ValueError, "Single '}' encountered in format string")
		}
		if after == "" {
			fail(py.ValueError, "Single '{' encountered in format string")
		}
		end := closing(after)
		out.WriteString(f.field(after[:end], depth))
		s = after[end+1:]
	}
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
	fail(py.ValueError, "expected '}' before end of string")
	return 0
}

func (f *formatter) field(s string, depth int) string {
	name, spec, _ := strings.Cut(s, ":")
	name, conversion, converted := strings.Cut(name, "!")
	v := f.lookup(name)
	switch {
	case !converted:
	case conversion == "r" || conversion == "a":
		v = must(py.Repr(v))
	case conversion == "s":
		v = py.String(must(str(v)))
	default:
		fail(py.ValueError, "Unknown conversion specifier %s", conversion)
	}
	if strings.ContainsAny(spec, "{}") {
		spec = f.expand(spec, depth-1)
	}
	return formatValue(v, spec)
}

// lookup finds what a field name such as "0.name[key]" stands for.
func (f *formatter) lookup(name string) py.Object {
	first, rest := name, ""
	if i := strings.IndexAny(name, ".["); i >= 0 {
		first, rest = name[:i], name[i:]
	}
	n, err := strconv.Atoi(first)
	v := f.named[first]
	switch {
	case first == "":
		if f.next < 0 {
			fail(py.ValueError, "cannot switch from manual field specification to automatic field numbering")
		}
		n = f.next
		f.next++
	case err == nil:
		if f.next > 0 {
			fail(py.ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.next = -1
	case v == nil:
		fail(py.KeyError, "%s", first)
	}
	if first == "" || err == nil {
		if n < 0 || n >= len(f.pos) {
			fail(py.IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		v = f.pos[n]
	}
	for rest != "" {
		if attr, ok := strings.CutPrefix(rest, "."); ok {
			end := strings.IndexAny(attr, ".[")
			if end < 0 {
				end = len(attr)
			}
			v, rest = must(py.GetAttrString(v, attr[:end])), attr[end:]
			continue
		}
		text, after, ok := strings.Cut(strings.TrimPrefix(rest, "["), "]")
		if !ok {
			fail(py.ValueError, "Missing ']' in format string")
		}
		if after != "" && after[0] != '.' && after[0] != '[' {
			fail(py.ValueError, "Only '.' or '[' may follow ']' in format field specifier")
		}
		key := py.Object(py.String(text))
		if n, err := strconv.Atoi(text); err == nil {
			key = py.Int(n)
		}
		v, rest = must(py.GetItem(v, key)), after
	}
	return v
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

// specSyntax has a group for each part. Fill and alignment go together.
var specSyntax = regexp.MustCompile(`^(?s:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d*)(,)?(\.\d*)?(.?)$`)

func parseSpec(s string) spec {
	m := specSyntax.FindStringSubmatch(s)
	if m == nil {
		fail(py.ValueError, "Invalid format specifier")
	}
	number := func(digits string) int {
		n, err := strconv.ParseInt(digits, 10, 32)
		if err != nil {
			fail(py.ValueError, "Too many decimal digits in format string")
		}
		return int(n)
	}
	first := func(s string) byte {
		if s == "" {
			return 0
		}
		return s[0]
	}
	p := spec{fill: ' ', align: first(m[2]), sign: first(m[3]), alternate: m[4] != "", comma: m[7] != "", precision: -1, verb: first(m[9])}
	if m[1] != "" {
		p.fill, _ = utf8.DecodeRuneInString(m[1])
	}
	if m[5] != "" && p.align == 0 {
		p.fill, p.align = '0', '='
	}
	if m[6] != "" {
		p.width = number(m[6])
	}
	if m[8] == "." {
		fail(py.ValueError, "Format specifier missing precision")
	} else if m[8] != "" {
		p.precision = number(m[8][1:])
	}
	return p
}

func formatValue(v py.Object, text string) string {
	if v, ok := v.(*py.Type); ok && v.Mro == nil {
		if f := v.ObjectType.Lookup("__format__"); f != nil {
			res := must(py.Call(f, py.Tuple{v, py.String(text)}, nil))
			s, ok := res.(py.String)
			if !ok {
				fail(py.TypeError, "__format__ must return a str, not %s", res.Type().Name)
			}
			return string(s)
		}
	}
	if text == "" {
		return must(str(v))
	}
	p := parseSpec(text)
	integer, isInt := py.ConvertToBigInt(v)
	if isInt && p.verb != 0 && strings.IndexByte("eEfFgG%", p.verb) >= 0 {
		return p.float(float64(must(integer.Float())))
	}
	if isInt {
		return p.int((*big.Int)(integer))
	}
	if f, ok := v.(py.Float); ok {
		return p.float(float64(f))
	}
	s, ok := v.(py.String)
	switch {
	case !ok:
		fail(py.TypeError, "unsupported format string passed to %s.__format__", v.Type().Name)
	case p.verb != 0 && p.verb != 's':
		p.unknown("str")
	case p.sign != 0:
		fail(py.ValueError, "Sign not allowed in string format specifier")
	case p.align == '=' && p.fill != '0':
		fail(py.ValueError, "'=' alignment not allowed in string format specifier")
	case p.align == '=':
		p.align = '<'
	}
	if r := []rune(string(s)); p.precision >= 0 && p.precision < len(r) {
		s = py.String(r[:p.precision])
	}
	return p.pad("", string(s), '<')
}

func (p spec) unknown(typ string) {
	fail(py.ValueError, "Unknown format code '%c' for object of type '%s'", p.verb, typ)
}

func (p spec) int(n *big.Int) string {
	if p.precision >= 0 {
		fail(py.ValueError, "Precision not allowed in integer format specifier")
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
			fail(py.OverflowError, "%%c arg not in range(0x110000)")
		}
		return p.pad("", string(rune(n.Int64())), '>')
	default:
		p.unknown("int")
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
	return p.pad(p.signOf(n.Sign() < 0)+prefix, digits, '>')
}

func (p spec) float(f float64) string {
	abs, precision := math.Abs(f), p.precision
	digits, tail := "", ""
	if p.verb == '%' {
		tail = "%"
	}
	switch {
	case p.verb != 0 && strings.IndexByte("eEfFgGn%", p.verb) < 0:
		p.unknown("float")
	case math.IsInf(f, 0) || math.IsNaN(f):
		digits = strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(abs, 'g', -1, 64), "+"))
	case p.verb == 0 && precision < 0:
		digits = must(py.StrAsString(py.Float(abs)))
	case p.verb == 0 || strings.IndexByte("gGn", p.verb) >= 0:
		digits = general(abs, precision)
		if p.verb == 0 && !strings.ContainsAny(digits, ".e") {
			digits += ".0"
		}
	default:
		if precision < 0 {
			precision = 6
		}
		verb := p.verb | 0x20
		if p.verb == '%' {
			verb, abs = 'f', abs*100
		}
		digits = strconv.FormatFloat(abs, verb, precision, 64)
	}
	if p.verb >= 'A' && p.verb <= 'Z' {
		digits = strings.ToUpper(digits)
	}
	if p.comma {
		end := strings.IndexAny(digits, ".eE")
		if end < 0 {
			end = len(digits)
		}
		digits = thousands(digits[:end]) + digits[end:]
	}
	return p.pad(p.signOf(math.Signbit(f) && !math.IsNaN(f)), digits+tail, '>')
}

// general is C's %g, with six significant digits if precision is negative.
func general(f float64, precision int) string {
	if precision < 0 {
		precision = 6
	}
	precision = max(precision, 1)
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', precision-1, 64), "e")
	trim := func(s string) string {
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	if n, err := strconv.Atoi(exponent); err == nil && n >= -4 && n < precision {
		return trim(strconv.FormatFloat(f, 'f', precision-1-n, 64))
	}
	return trim(mantissa) + "e" + exponent
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
