package json

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/py"
)

// plain tells the bytes that stand for themselves in a JSON string.
var plain = func() (p [256]bool) {
	for c := range p {
		p[c] = c >= ' ' && c != '"' && c != '\\'
	}
	return p
}()

// safe tells those that do in an ASCII one.
var safe = func() (p [256]bool) {
	for c := range p {
		p[c] = plain[c] && c < 0x7F
	}
	return p
}()

const hexDigits = "0123456789abcdef"

// unescape decodes the string whose text begins at byte i of s, and returns the
// byte index behind its closing quote. A message says what is wrong, at byte pos.
func unescape(s string, i int, strict bool) (text string, end int, msg string, pos int) {
	begin := i - 1
	var b []byte
	for {
		from := i
		for i < len(s) && (plain[s[i]] || !strict && s[i] < ' ') {
			i++
		}
		b = append(b, s[from:i]...)
		if i >= len(s) {
			return "", i, "Unterminated string starting at", begin
		}
		switch c := s[i]; c {
		case '"':
			return string(b), i + 1, "", 0
		case '\\':
		default:
			return "", i, "Invalid control character at", i
		}
		if i++; i >= len(s) {
			return "", i, "Unterminated string starting at", begin
		}
		c := s[i]
		i++
		switch c {
		case '"', '\\', '/':
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r, ok := hex4(s, i)
			if !ok {
				return "", i, "Invalid \\uXXXX escape", i - 1
			}
			i += 4
			if r >= 0xD800 && r < 0xDC00 && i+6 < len(s) && s[i] == '\\' && s[i+1] == 'u' {
				low, ok := hex4(s, i+2)
				if !ok {
					return "", i, "Invalid \\uXXXX escape", i + 1
				}
				if low >= 0xDC00 && low < 0xE000 {
					r = utf16.DecodeRune(r, low)
					i += 6
				}
			}
			b = appendChar(b, r)
			continue
		default:
			return "", i, "Invalid \\escape", i - 2
		}
		b = append(b, c)
	}
}

// hex4 reads four hexadecimal digits, behind which the text must go on.
func hex4(s string, i int) (rune, bool) {
	if i+4 >= len(s) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[i : i+4]) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// appendChar appends r in UTF-8, a surrogate in WTF-8.
func appendChar(b []byte, r rune) []byte {
	if r >= 0xD800 && r < 0xE000 {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}

// appendString appends the JSON string of s, with ascii one of ASCII only.
func appendString(b []byte, s string, ascii bool) []byte {
	table := &plain
	if ascii {
		table = &safe
	}
	b = append(b, '"')
	for {
		i := 0
		for i < len(s) && table[s[i]] {
			i++
		}
		b = append(b, s[:i]...)
		if i == len(s) {
			return append(b, '"')
		}
		c := s[i]
		n := 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			r := rune(c)
			if c >= utf8.RuneSelf {
				r = py.FirstChar(s[i:])
				n = charLen(c)
			}
			if r > 0xFFFF {
				high, low := utf16.EncodeRune(r)
				b = appendEscape(b, high)
				r = low
			}
			b = appendEscape(b, r)
		}
		s = s[i+n:]
	}
}

// charLen is the length of the character whose first byte is c.
func charLen(c byte) int {
	switch {
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

func appendEscape(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

func encodeBaseString(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return encodeString(a[0], false)
}

func encodeBaseStringASCII(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return encodeString(a[0], true)
}

func encodeString(v py.Value, ascii bool) (py.Value, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "first argument must be a string, not %s", py.TypeOf(v).FullName())
	}
	return py.NewStr(string(appendString(make([]byte, 0, len(s.String())+2), s.String(), ascii))), nil
}

func scanString(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	end, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	strict, err := py.IsTrue(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	doc, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "first argument must be a string, not %s", py.TypeOf(a[0]).FullName())
	}
	if end < 0 || end > doc.Len() {
		return py.Value{}, py.Errorf(py.ValueError, "end is out of bounds")
	}
	text, stop, msg, pos := unescape(doc.String(), byteIndex(doc, end), strict)
	if msg != "" {
		return py.Value{}, decodeError(t, msg, doc, pos)
	}
	return py.NewTuple(py.NewStr(text), py.Int(int64(charIndex(doc, stop)))), nil
}
