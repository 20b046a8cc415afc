// Package unicodedata is the module unicodedata, over golang.org/x/text. The
// compiler asks it for the character of \N{name} and for NFKC of identifiers.
//
// The data is that of the Unicode version of golang.org/x/text, which may be older
// than CPython's.
//
// Files: unicodedata.go (the module), names.go.
// Only the index of modules imports it.
package unicodedata

import (
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/unicodedata.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "unicodedata",
		Doc:  "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters.",
		Methods: []py.Method{
			{Name: "lookup", Signature: "($self, name, /)", Func: lookup, Doc: "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised."},
			{Name: "name", Signature: "($self, chr, default=<unrepresentable>, /)", Func: name, Doc: "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised."},
			{Name: "category", Signature: "($self, chr, /)", Func: char("category", func(r rune) py.Value { return py.NewStr(category(r)) }), Doc: "Returns the general category assigned to the character chr as string."},
			{Name: "bidirectional", Signature: "($self, chr, /)", Func: char("bidirectional", func(r rune) py.Value { return py.NewStr(bidiClass(r)) }), Doc: "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned."},
			{Name: "combining", Signature: "($self, chr, /)", Func: char("combining", func(r rune) py.Value {
				return py.Int(int64(norm.NFD.PropertiesString(string(r)).CCC()))
			}), Doc: "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined."},
			{Name: "east_asian_width", Signature: "($self, chr, /)", Func: char("east_asian_width", func(r rune) py.Value {
				return py.NewStr([...]string{"N", "A", "W", "Na", "F", "H"}[widthIndex(r)])
			}), Doc: "Returns the east asian width assigned to the character chr as string."},
			{Name: "mirrored", Signature: "($self, chr, /)", Func: char("mirrored", func(r rune) py.Value {
				p, _ := bidi.LookupRune(r)
				return py.Int(map[bool]int64{true: 1}[p.IsBracket()])
			}), Doc: "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise."},
			{Name: "decimal", Signature: "($self, chr, default=<unrepresentable>, /)", Func: number("decimal"), Doc: "Converts a Unicode character into its equivalent decimal value."},
			{Name: "digit", Signature: "($self, chr, default=<unrepresentable>, /)", Func: number("digit"), Doc: "Converts a Unicode character into its equivalent digit value."},
			{Name: "decomposition", Signature: "($self, chr, /)", Func: char("decomposition", func(r rune) py.Value { return py.NewStr(decomposition(r)) }), Doc: "Returns the character decomposition mapping assigned to the character chr as string."},
			{Name: "normalize", Signature: "($self, form, unistr, /)", Func: normalize, Flags: py.Alloc, Doc: "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."},
			{Name: "is_normalized", Signature: "($self, form, unistr, /)", Func: isNormalized, Doc: "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			m.Dict.SetName("unidata_version", py.NewStr(norm.Version))
			return nil
		},
	}
}

// oneChar is the character of an argument.
func oneChar(fname string, v py.Value) (rune, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return 0, py.Errorf(py.TypeError, "%s() argument 1 must be a unicode character, not %s", fname, py.TypeOf(v).FullName())
	}
	if s.Len() != 1 {
		return 0, py.Errorf(py.TypeError, "%s(): argument 1 must be a unicode character, not a string of length %d", fname, s.Len())
	}
	return py.FirstChar(s.String()), nil
}

func char(fname string, f func(r rune) py.Value) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		s, ok := py.AsStr(a[0])
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "%s() argument must be a unicode character, not %s", fname, py.TypeOf(a[0]).FullName())
		}
		if s.Len() != 1 {
			return py.Value{}, py.Errorf(py.TypeError, "%s(): argument must be a unicode character, not a string of length %d", fname, s.Len())
		}
		return f(py.FirstChar(s.String())), nil
	}
}

// category is the general category of r.
func category(r rune) string {
	if r < 0x80 {
		return asciiCategory(r)
	}
	for _, c := range categories {
		if unicode.Is(c.table, r) {
			return c.name
		}
	}
	return "Cn"
}

func asciiCategory(r rune) string {
	for _, c := range categories {
		if unicode.Is(c.table, r) {
			return c.name
		}
	}
	return "Cn"
}

var categories = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Ll", unicode.Ll}, {"Lu", unicode.Lu}, {"Lo", unicode.Lo}, {"Lm", unicode.Lm}, {"Lt", unicode.Lt},
	{"Nd", unicode.Nd}, {"Nl", unicode.Nl}, {"No", unicode.No},
	{"Mn", unicode.Mn}, {"Mc", unicode.Mc}, {"Me", unicode.Me},
	{"Po", unicode.Po}, {"Pd", unicode.Pd}, {"Ps", unicode.Ps}, {"Pe", unicode.Pe}, {"Pc", unicode.Pc}, {"Pi", unicode.Pi}, {"Pf", unicode.Pf},
	{"Sm", unicode.Sm}, {"Sc", unicode.Sc}, {"Sk", unicode.Sk}, {"So", unicode.So},
	{"Zs", unicode.Zs}, {"Zl", unicode.Zl}, {"Zp", unicode.Zp},
	{"Cc", unicode.Cc}, {"Cf", unicode.Cf}, {"Co", unicode.Co}, {"Cs", unicode.Cs},
}

func bidiClass(r rune) string {
	p, n := bidi.LookupRune(r)
	if n == 0 {
		return ""
	}
	switch p.Class() {
	case bidi.L:
		if category(r) == "Cn" {
			return ""
		}
		return "L"
	case bidi.R:
		return "R"
	case bidi.EN:
		return "EN"
	case bidi.ES:
		return "ES"
	case bidi.ET:
		return "ET"
	case bidi.AN:
		return "AN"
	case bidi.CS:
		return "CS"
	case bidi.B:
		return "B"
	case bidi.S:
		return "S"
	case bidi.WS:
		return "WS"
	case bidi.ON:
		return "ON"
	case bidi.BN:
		return "BN"
	case bidi.NSM:
		return "NSM"
	case bidi.AL:
		return "AL"
	case bidi.LRO:
		return "LRO"
	case bidi.RLO:
		return "RLO"
	case bidi.LRE:
		return "LRE"
	case bidi.RLE:
		return "RLE"
	case bidi.PDF:
		return "PDF"
	case bidi.LRI:
		return "LRI"
	case bidi.RLI:
		return "RLI"
	case bidi.FSI:
		return "FSI"
	case bidi.PDI:
		return "PDI"
	}
	return ""
}

func widthIndex(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianAmbiguous:
		return 1
	case width.EastAsianWide:
		return 2
	case width.EastAsianNarrow:
		return 3
	case width.EastAsianFullwidth:
		return 4
	case width.EastAsianHalfwidth:
		return 5
	}
	return 0
}

// number makes decimal and digit.
func number(fname string) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		r, err := oneChar(fname, a[0])
		if err != nil {
			return py.Value{}, err
		}
		if unicode.IsDigit(r) {
			// The digits of a script are ten in a row.
			n := int64(0)
			for q := r - 1; q > r-10 && unicode.IsDigit(q) && category(q) == "Nd" && sameScript(q, r); q-- {
				n++
			}
			return py.Int(n % 10), nil
		}
		if fname == "digit" {
			if s := norm.NFKD.String(string(r)); len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
				return py.Int(int64(s[0] - '0')), nil
			}
		}
		if a.Given(1) {
			return a[1], nil
		}
		if fname == "decimal" {
			return py.Value{}, py.Errorf(py.ValueError, "not a decimal")
		}
		return py.Value{}, py.Errorf(py.ValueError, "not a digit")
	}
}

// sameScript reports whether no other range of digits begins between q and r.
func sameScript(q, r rune) bool {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) > q && rune(t.Lo) <= r {
			return false
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) > q && rune(t.Lo) <= r {
			return false
		}
	}
	return true
}

func decomposition(r rune) string {
	if r >= 0xAC00 && r <= 0xD7A3 {
		return ""
	}
	tag := ""
	p := norm.NFD.PropertiesString(string(r))
	d := p.Decomposition()
	if d == nil {
		p = norm.NFKD.PropertiesString(string(r))
		if d = p.Decomposition(); d == nil {
			return ""
		}
		tag = "<compat> "
	}
	out := tag
	for i, c := range []rune(string(d)) {
		if i > 0 {
			out += " "
		}
		out += hex4(c)
	}
	return out
}

func hex4(r rune) string {
	const digits = "0123456789ABCDEF"
	s := ""
	for ; r > 0 || len(s) < 4; r >>= 4 {
		s = string(digits[r&15]) + s
	}
	return s
}

func form(v py.Value) (norm.Form, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return 0, py.Errorf(py.TypeError, "normalize() argument 1 must be str, not %s", py.ArgName(v))
	}
	switch s.String() {
	case "NFC":
		return norm.NFC, nil
	case "NFD":
		return norm.NFD, nil
	case "NFKC":
		return norm.NFKC, nil
	case "NFKD":
		return norm.NFKD, nil
	}
	return 0, py.Errorf(py.ValueError, "invalid normalization form")
}

func normalize(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	f, err := form(a[0])
	if err != nil {
		return py.Value{}, err
	}
	s, ok := py.AsStr(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "normalize() argument 2 must be str, not %s", py.ArgName(a[1]))
	}
	if f.IsNormalString(s.String()) {
		return a[1], nil
	}
	return py.NewStr(f.String(s.String())), nil
}

func isNormalized(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	f, err := form(a[0])
	if err != nil {
		return py.Value{}, err
	}
	s, ok := py.AsStr(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "is_normalized() argument 2 must be str, not %s", py.ArgName(a[1]))
	}
	return py.Bool(f.IsNormalString(s.String())), nil
}
