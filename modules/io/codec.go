package io

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/py"
)

// charset is an encoding that text files use.
type charset uint8

const (
	utf8Charset charset = iota
	utf8SigCharset
	asciiCharset
	latin1Charset
)

// findCharset looks an encoding up by its name or an alias.
// https://docs.python.org/3.14/library/codecs.html#standard-encodings
func findCharset(name string) (charset, error) {
	norm := strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), "_", "-"), " ", "-")
	switch norm {
	case "utf-8", "utf8", "u8", "utf", "cp65001", "locale":
		return utf8Charset, nil
	case "utf-8-sig", "utf8-sig":
		return utf8SigCharset, nil
	case "ascii", "us-ascii", "646":
		return asciiCharset, nil
	case "latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1", "8859", "cp819":
		return latin1Charset, nil
	}
	return 0, py.Errorf(py.LookupError, "unknown encoding: %s", name)
}

// name is the codec's name in errors.
func (c charset) name() string {
	switch c {
	case asciiCharset:
		return "ascii"
	case latin1Charset:
		return "latin-1"
	}
	return "utf-8"
}

// decode decodes p. Unless final it leaves out a sequence that is incomplete at the
// end; used says how much of p the text stands for. plain says that the text has
// the very bytes of p.
func (c charset) decode(p []byte, errors string, final bool) (text string, used int, plain bool, err error) {
	switch c {
	case utf8Charset, utf8SigCharset:
		if utf8.Valid(p) {
			return string(p), len(p), true, nil
		}
	default:
		if isASCII(string(p)) {
			return string(p), len(p), true, nil
		}
	}
	var out strings.Builder
	out.Grow(len(p) + 16)
	i, clean := 0, true
	for i < len(p) {
		b := p[i]
		if b < utf8.RuneSelf {
			out.WriteByte(b)
			i++
			continue
		}
		bad, reason := 1, "ordinal not in range(128)"
		switch c {
		case latin1Charset:
			out.WriteRune(rune(b))
			clean = false
			i++
			continue
		case utf8Charset, utf8SigCharset:
			if _, n := utf8.DecodeRune(p[i:]); n > 1 {
				out.Write(p[i : i+n])
				i += n
				continue
			}
			if bad, reason = badUTF8(p[i:]); reason == "unexpected end of data" && !final {
				return out.String(), i, clean, nil
			}
		}
		clean = false
		n, err := c.decodeError(&out, p, i, bad, reason, errors)
		if err != nil {
			return "", 0, false, err
		}
		i += n
	}
	return out.String(), i, clean, nil
}

// badUTF8 says how many bytes at the start of p are wrong, and why.
func badUTF8(p []byte) (n int, reason string) {
	lo, hi, want := byte(0x80), byte(0xBF), 0
	switch b := p[0]; {
	case b < 0xC2:
		return 1, "invalid start byte"
	case b < 0xE0:
		want = 2
	case b < 0xF0:
		want = 3
		if b == 0xE0 {
			lo = 0xA0
		} else if b == 0xED {
			hi = 0x9F
		}
	case b < 0xF5:
		want = 4
		if b == 0xF0 {
			lo = 0x90
		} else if b == 0xF4 {
			hi = 0x8F
		}
	default:
		return 1, "invalid start byte"
	}
	for n = 1; n < want; n++ {
		if n == len(p) {
			return n, "unexpected end of data"
		}
		if p[n] < lo || p[n] > hi {
			break
		}
		lo, hi = 0x80, 0xBF
	}
	return n, "invalid continuation byte"
}

// decodeError treats the n wrong bytes of p at i and returns how many bytes that
// has taken.
func (c charset) decodeError(out *strings.Builder, p []byte, i, n int, reason, errors string) (int, error) {
	switch errors {
	case "ignore":
	case "replace":
		out.WriteRune(utf8.RuneError)
	case "backslashreplace":
		for _, b := range p[i : i+n] {
			fmt.Fprintf(out, "\\x%02x", b)
		}
	case "surrogateescape":
		for _, b := range p[i : i+n] {
			writeRune(out, 0xDC00+rune(b))
		}
	case "surrogatepass":
		if c <= utf8SigCharset && len(p)-i >= 3 && p[i] == 0xED && p[i+1] >= 0xA0 && p[i+1] <= 0xBF && p[i+2]&0xC0 == 0x80 {
			out.Write(p[i : i+3])
			return 3, nil
		}
		return 0, decodeFailure(c, p, i, n, reason)
	case "strict":
		return 0, decodeFailure(c, p, i, n, reason)
	default:
		return 0, unknownHandler(errors)
	}
	return n, nil
}

func unknownHandler(name string) error {
	return py.Errorf(py.LookupError, "unknown error handler name '%s'", name)
}

func decodeFailure(c charset, p []byte, i, n int, reason string) error {
	return py.NewException(py.UnicodeDecodeError, py.NewStr(c.name()), py.NewBytes(append([]byte(nil), p...)),
		py.Int(int64(i)), py.Int(int64(i+n)), py.NewStr(reason))
}

// encode appends s in the encoding to buf.
func (c charset) encode(buf []byte, s string, errors string) ([]byte, error) {
	switch c {
	case utf8Charset, utf8SigCharset:
		// Only surrogates, which begin with 0xED, cannot be encoded.
		if strings.IndexByte(s, 0xED) < 0 || utf8.ValidString(s) {
			return append(buf, s...), nil
		}
	default:
		if isASCII(s) {
			return append(buf, s...), nil
		}
	}
	limit, reason := rune(0x7F), "ordinal not in range(128)"
	switch c {
	case latin1Charset:
		limit, reason = 0xFF, "ordinal not in range(256)"
	case utf8Charset, utf8SigCharset:
		limit, reason = 0x10FFFF, "surrogates not allowed"
	}
	runes := runesOf(s)
	bad := func(r rune) bool { return r > limit || r >= 0xD800 && r <= 0xDFFF }
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if !bad(r) {
			if limit <= 0xFF {
				buf = append(buf, byte(r))
			} else {
				buf = utf8.AppendRune(buf, r)
			}
			continue
		}
		end := i + 1
		for end < len(runes) && bad(runes[end]) {
			end++
		}
		var err error
		if buf, err = c.encodeError(buf, s, runes, i, end, reason, errors); err != nil {
			return buf, err
		}
		i = end - 1
	}
	return buf, nil
}

// encodeError treats the characters from i up to end, which have no encoding.
func (c charset) encodeError(buf []byte, s string, runes []rune, i, end int, reason, errors string) ([]byte, error) {
	fail := func() ([]byte, error) {
		return buf, py.NewException(py.UnicodeEncodeError, py.NewStr(c.name()), py.NewStr(s), py.Int(int64(i)), py.Int(int64(end)), py.NewStr(reason))
	}
	for _, r := range runes[i:end] {
		switch errors {
		case "ignore":
		case "replace":
			buf = append(buf, '?')
		case "backslashreplace":
			var b strings.Builder
			writeRune(&b, r)
			buf = append(buf, py.EscapeNonASCII(b.String())...)
		case "xmlcharrefreplace":
			buf = fmt.Appendf(buf, "&#%d;", r)
		case "surrogateescape":
			if r < 0xDC80 || r > 0xDCFF {
				return fail()
			}
			buf = append(buf, byte(r-0xDC00))
		case "surrogatepass":
			if c > utf8SigCharset || r < 0xD800 || r > 0xDFFF {
				return fail()
			}
			var b strings.Builder
			writeRune(&b, r)
			buf = append(buf, b.String()...)
		case "strict":
			return fail()
		default:
			return buf, unknownHandler(errors)
		}
	}
	return buf, nil
}
