package unicodedata

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/runenames"

	"github.com/gopyrun/gopyrun/interp/py"
)

// byName is the reverse of runenames: made when a name is first looked up, as it
// takes some milliseconds.
var byName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 40000)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0x17000 && r <= 0x18AFF || r >= 0x20000 && r <= 0x3FFFF || r >= 0xE000 && r <= 0xF8FF || r >= 0xE0200 {
			continue // named by rule, or not at all
		}
		if n := runenames.Name(r); n != "" && n[0] != '<' {
			m[n] = r
		}
	}
	for n, r := range aliases {
		m[n] = r
	}
	return m
})

// aliases are the formal aliases of Unicode's NameAliases.txt that programs use:
// control characters have no other names.
// https://www.unicode.org/Public/16.0.0/ucd/NameAliases.txt
var aliases = map[string]rune{
	"NULL": 0, "NUL": 0, "START OF HEADING": 1, "START OF TEXT": 2, "END OF TEXT": 3, "END OF TRANSMISSION": 4,
	"ENQUIRY": 5, "ACKNOWLEDGE": 6, "ALERT": 7, "BEL": 7, "BACKSPACE": 8, "BS": 8,
	"CHARACTER TABULATION": 9, "HORIZONTAL TABULATION": 9, "TAB": 9, "HT": 9,
	"LINE FEED": 10, "NEW LINE": 10, "END OF LINE": 10, "LF": 10, "NL": 10, "EOL": 10,
	"LINE TABULATION": 11, "VERTICAL TABULATION": 11, "VT": 11, "FORM FEED": 12, "FF": 12,
	"CARRIAGE RETURN": 13, "CR": 13, "SHIFT OUT": 14, "SHIFT IN": 15, "DATA LINK ESCAPE": 16,
	"CANCEL": 24, "SUBSTITUTE": 26, "ESCAPE": 27, "ESC": 27, "DELETE": 127, "DEL": 127,
	"NEXT LINE": 0x85, "NEL": 0x85, "NBSP": 0xA0, "SHY": 0xAD, "ZWSP": 0x200B, "ZWNJ": 0x200C, "ZWJ": 0x200D,
	"LRM": 0x200E, "RLM": 0x200F, "BYTE ORDER MARK": 0xFEFF, "BOM": 0xFEFF, "ZWNBSP": 0xFEFF,
	"LATIN SMALL LETTER GHA": 0x1A3, "LATIN CAPITAL LETTER GHA": 0x1A2,
}

// ideographs are the ranges whose names are CJK UNIFIED IDEOGRAPH-XXXX.
var ideographs = [][2]rune{{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B739}, {0x2B740, 0x2B81D},
	{0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D}, {0x30000, 0x3134A}, {0x31350, 0x323AF}}

func isIdeograph(r rune) bool {
	for _, x := range ideographs {
		if r >= x[0] && r <= x[1] {
			return true
		}
	}
	return false
}

var (
	hangulL = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	hangulV = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	hangulT = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

// runeName returns the name of r, "" if it has none.
func runeName(r rune) string {
	switch {
	case isIdeograph(r):
		return fmt.Sprintf("CJK UNIFIED IDEOGRAPH-%X", r)
	case r >= 0xAC00 && r <= 0xD7A3:
		i := int(r - 0xAC00)
		return "HANGUL SYLLABLE " + hangulL[i/588] + hangulV[i%588/28] + hangulT[i%28]
	}
	if n := runenames.Name(r); n != "" && n[0] != '<' {
		return n
	}
	return ""
}

// find returns the character with a name, which may be in any case.
func find(name string) (rune, bool) {
	name = strings.ToUpper(name)
	if hex, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		return rune(n), err == nil && len(hex) >= 4 && isIdeograph(rune(n))
	}
	if s, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		for r := rune(0xAC00); r <= 0xD7A3; r++ {
			if runeName(r)[len("HANGUL SYLLABLE "):] == s {
				return r, true
			}
		}
		return 0, false
	}
	r, ok := byName()[name]
	return r, ok
}

func lookup(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "lookup() argument must be str, not %s", py.ArgName(a[0]))
	}
	r, ok := find(s.String())
	if !ok {
		return py.Value{}, py.NewException(py.KeyError, py.NewStr("undefined character name '"+s.String()+"'"))
	}
	return py.NewChar(r), nil
}

func name(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	r, err := oneChar("name", a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n := runeName(r); n != "" {
		return py.NewStr(n), nil
	}
	if a.Given(1) {
		return a[1], nil
	}
	return py.Value{}, py.Errorf(py.ValueError, "no such name")
}
