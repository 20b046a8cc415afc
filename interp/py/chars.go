package py

import "unicode/utf8"

// NewChar returns the str of one character, which may be a surrogate.
func NewChar(r rune) Value {
	var b [4]byte
	return newStrN(string(appendRune(b[:0], r)), 1)
}

// FirstChar returns the first character of s, which must not be empty; s may hold
// surrogates.
func FirstChar(s string) rune {
	r, _ := decodeRune(s)
	return r
}

// EscapeNonASCII replaces the characters of s beyond ASCII by \x, \u and \U
// escapes, as ascii() does with a repr.
func EscapeNonASCII(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)+16), s[:i]...)
	for i < len(s) {
		r, n := decodeRune(s[i:])
		i += n
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
		} else {
			b = appendEscape(b, r)
		}
	}
	return string(b)
}

// CopyStr returns a str of a copy of s, valid UTF-8 or WTF-8: unlike NewStr it
// does not keep the text alive that s is a part of.
func CopyStr(s string) Value {
	if len(s) <= 1 {
		return Ref(shortStr(s))
	}
	x, b := newText(len(s))
	copy(b, s)
	x.n = countRunes(s)
	return Ref(x)
}
