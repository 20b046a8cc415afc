package py

import (
	"encoding/binary"
	"sort"
	"unicode"
	"unicode/utf8"
)

// CharIs are the tests of characters that str's methods make.
var CharIs = struct{ Alpha, Alnum, Space, Decimal func(rune) bool }{
	isAlpha, func(r rune) bool { return isAlpha(r) || isDecimal(r) || isDigitRune(r) || isNumeric(r) }, isSpaceRune, isDecimal,
}

func isAlpha(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isDecimal(r rune) bool { return unicode.IsDigit(r) }

func isDigitRune(r rune) bool { return unicode.IsDigit(r) || r > 0x7f && unicode.Is(digitTable, r) }

func isNumeric(r rune) bool { return unicode.IsNumber(r) || r > 0x7f && unicode.Is(numericTable, r) }

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'A' && r <= 'Z'
	}
	return unicode.IsUpper(r) || unicode.Is(unicode.Other_Uppercase, r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z'
	}
	return unicode.IsLower(r) || unicode.Is(unicode.Other_Lowercase, r)
}

func isTitle(r rune) bool { return r > 0x7f && unicode.IsTitle(r) }

func isCased(r rune) bool { return isUpper(r) || isLower(r) || isTitle(r) }

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1c && c <= 0x1f }

func isSpaceRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiSpace(byte(r))
	}
	return unicode.Is(unicode.White_Space, r)
}

// IsIdentifier reports whether s is a valid identifier (or keyword).
// https://docs.python.org/3.14/reference/lexical_analysis.html#identifiers
func IsIdentifier(s string) bool {
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		start := r == '_' || isAlpha(r) || r > 0x7f && (unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r))
		if !start && (i == 0 || !isDecimal(r) && !(r > 0x7f && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue))) {
			return false
		}
		i += n
	}
	return s != ""
}

func all(s string, is func(r rune) bool) bool {
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		if !is(r) {
			return false
		}
		i += n
	}
	return true
}

// every makes a predicate that holds for a text with at least one character and
// whose characters are all of the class.
func every(is func(r rune) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		s := Cast[Str](self).s
		return Bool(s != "" && all(s, is)), nil
	}
}

// cased makes a predicate that holds for a text with at least one character that
// is, and none that is not.
func cased(is, not func(r rune) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		found := false
		ok := all(Cast[Str](self).s, func(r rune) bool {
			found = found || is(r)
			return !not(r)
		})
		return Bool(ok && found), nil
	}
}

func strIsTitle(t *Thread, self Value, a Args) (Value, error) {
	found, after := false, false // a cased character; the last one was cased
	ok := all(Cast[Str](self).s, func(r rune) bool {
		switch {
		case isUpper(r) || isTitle(r):
			if after {
				return false
			}
			found, after = true, true
		case isLower(r):
			if !after {
				return false
			}
			found = true
		default:
			after = false
		}
		return true
	})
	return Bool(ok && found), nil
}

// appendMapped appends the mapping of r: table's, or simple's.
func appendMapped(b []byte, r rune, table []caseMap, simple func(rune) rune) []byte {
	if i := sort.Search(len(table), func(i int) bool { return table[i].r >= r }); i < len(table) && table[i].r == r {
		return append(b, table[i].to...)
	}
	return appendRune(b, simple(r))
}

// caseMethod is upper or lower: ASCII text is mapped between its letters from and
// to, other text by f.
func caseMethod(from, to byte, f func(s string) string) GoFunc {
	general := textMethod(f)
	return func(t *Thread, self Value, a Args) (Value, error) {
		s := Cast[Str](self)
		if s.n != len(s.s) {
			return general(t, self, a)
		}
		if s.n <= 1 {
			r, _ := mapASCII(s.s, from, to)
			return newASCII(r), nil
		}
		out, b := newText(s.n)
		out.n = s.n
		mapLetters(b, s.s, from, to)
		return Ref(out), nil
	}
}

// mapASCII is mapLetters into a new string.
func mapASCII(s string, from, to byte) (r string, ok bool) {
	b := make([]byte, len(s))
	ok = mapLetters(b, s, from, to)
	return bytesText(b), ok
}

// mapLetters copies s to b and maps the ASCII letters between from and to, 'a' to
// 'z' or 'A' to 'Z', to the other case; it reports false if s has other characters
// than ASCII. Eight bytes are mapped at a time: adding to each what carries its top
// bit exactly from the first letter on, and from after the last one on, marks the
// letters.
func mapLetters(b []byte, s string, from, to byte) bool {
	const ones = 0x0101010101010101
	low, high := ones*uint64(0x80-from), ones*uint64(0x80-to-1)
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		if x&(ones*0x80) != 0 {
			return false
		}
		letters := (x + low) &^ (x + high) & (ones * 0x80)
		binary.LittleEndian.PutUint64(b[i:], x^letters>>2)
	}
	for ; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return false
		}
		if c >= from && c <= to {
			c ^= 0x20
		}
		b[i] = c
	}
	return true
}

func upperCase(s string) string {
	if r, ok := mapASCII(s, 'a', 'z'); ok {
		return r
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		b = appendUpper(b, r)
		i += n
	}
	return bytesText(b)
}

func lowerCase(s string) string {
	if r, ok := mapASCII(s, 'A', 'Z'); ok {
		return r
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		b = appendLower(b, r, s, i)
		i += n
	}
	return bytesText(b)
}

func appendUpper(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if r >= 'a' && r <= 'z' {
			r ^= 0x20
		}
		return append(b, byte(r))
	}
	return appendMapped(b, r, upperTable, unicode.ToUpper)
}

// appendLower appends the lower case of r, which stands at s[i:]: a capital sigma
// at the end of a word has a form of its own.
func appendLower(b []byte, r rune, s string, i int) []byte {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r ^= 0x20
		}
		return append(b, byte(r))
	}
	if r == 'Σ' {
		if finalSigma(s, i) {
			return append(b, "ς"...)
		}
		return append(b, "σ"...)
	}
	return appendMapped(b, r, lowerTable, unicode.ToLower)
}

// finalSigma is Unicode's condition Final_Sigma for the sigma at s[i:].
func finalSigma(s string, i int) bool {
	before := false
	for j := i; j > 0; {
		r, n := decodeLastRune(s[:j])
		j -= n
		if !caseIgnorable(r) {
			before = isCased(r)
			break
		}
	}
	if !before {
		return false
	}
	for j := i + len("Σ"); j < len(s); {
		r, n := decodeRune(s[j:])
		j += n
		if !caseIgnorable(r) {
			return !isCased(r)
		}
	}
	return true
}

// caseIgnorable is Unicode's property Case_Ignorable.
func caseIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '^', '`', 0xA8, 0xAD, 0xAF, 0xB4, 0xB7, 0xB8, 0x2018, 0x2019, 0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A, 0x387, 0x55F, 0x5F4:
		return true
	}
	return r > 0x7f && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}

func foldCase(s string) string {
	if r, ok := mapASCII(s, 'A', 'Z'); ok {
		return r
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		b = appendMapped(b, r, foldTable, unicode.ToLower)
		i += n
	}
	return bytesText(b)
}

func appendTitle(b []byte, r rune) []byte { return appendMapped(b, r, titleTable, unicode.ToTitle) }

func capitalize(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		if i == 0 {
			b = appendTitle(b, r)
		} else {
			b = appendLower(b, r, s, i)
		}
		i += n
	}
	return bytesText(b)
}

func titleCase(s string) string {
	b := make([]byte, 0, len(s)+8)
	after := false
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		if after {
			b = appendLower(b, r, s, i)
		} else {
			b = appendTitle(b, r)
		}
		after = isCased(r)
		i += n
	}
	return bytesText(b)
}

func swapCase(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		switch {
		case isUpper(r):
			b = appendLower(b, r, s, i)
		case isLower(r):
			b = appendUpper(b, r)
		default:
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return bytesText(b)
}
