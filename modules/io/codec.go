package io

import (
	"strings"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/py"
)

// charset is the encoding of a text file.
type charset struct {
	kind charsetKind
	name string // for Thread.EncodeStr and DecodeBytes
}

type charsetKind uint8

const (
	utf8Charset charsetKind = iota
	utf8SigCharset
	asciiCharset
	latin1Charset
	// otherCharset comes from module codecs and is decoded all at once.
	otherCharset
)

// findCharset looks an encoding up by its name or an alias. canonical is the name
// that CPython's codecs.lookup gives it.
// https://docs.python.org/3.14/library/codecs.html#standard-encodings
func findCharset(t *py.Thread, name string) (cs charset, canonical string, err error) {
	switch strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), "_", "-"), " ", "-") {
	case "utf-8", "utf8", "u8", "utf", "cp65001":
		return charset{utf8Charset, "utf-8"}, "utf-8", nil
	case "utf-8-sig", "utf8-sig":
		return charset{utf8SigCharset, "utf-8"}, "utf-8-sig", nil
	case "ascii", "us-ascii", "646":
		return charset{asciiCharset, "ascii"}, "ascii", nil
	case "latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1", "8859", "cp819":
		return charset{latin1Charset, "latin-1"}, "iso8859-1", nil
	}
	if strings.IndexByte(name, 0) >= 0 {
		return cs, "", py.Errorf(py.ValueError, "embedded null character")
	}
	// An encoding that can encode nothing at all exists.
	if _, err := t.EncodeStr(py.NewStr(""), name, "strict"); err != nil {
		return cs, "", err
	}
	return charset{otherCharset, name}, strings.ToLower(name), nil
}

// plain reports whether the bytes of text in the encoding are its UTF-8.
func (c charset) plain(text string) bool {
	switch c.kind {
	case utf8Charset, utf8SigCharset:
		// Only surrogates, which begin with 0xED, cannot be encoded.
		return strings.IndexByte(text, 0xED) < 0 || utf8.ValidString(text)
	case otherCharset:
		return false
	}
	return isASCII(text)
}

// decode decodes p. Unless final it leaves out a character that is incomplete at
// the end; used says how much of p the text stands for. plain says that the text
// has the very bytes of p.
func (c charset) decode(t *py.Thread, p []byte, errors string, final bool) (text string, used int, plain bool, err error) {
	used = len(p)
	switch c.kind {
	case utf8Charset, utf8SigCharset:
		if !final {
			used -= incomplete(p)
		}
		if utf8.Valid(p[:used]) {
			return string(p[:used]), used, true, nil
		}
	case asciiCharset, latin1Charset:
		if text := string(p); isASCII(text) {
			return text, used, true, nil
		}
	}
	v, err := t.DecodeBytes(p[:used], c.name, errors)
	if err != nil {
		return "", 0, false, err
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", 0, false, py.Errorf(py.TypeError, "decoder should return a string result, not '%s'", py.TypeOf(v).Name())
	}
	return s.String(), used, false, nil
}

// incomplete is the length of the beginning of a character at the end of p.
func incomplete(p []byte) int {
	for n := 1; n <= min(3, len(p)); n++ {
		if tail := p[len(p)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// encode appends s in the encoding to buf. begun says that it is not the first
// text, which may get a byte order mark.
func (c charset) encode(t *py.Thread, buf []byte, s, errors string, begun bool) ([]byte, error) {
	if c.plain(s) {
		return append(buf, s...), nil
	}
	name := c.name
	if begun && c.kind == otherCharset {
		switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
		case "utf-16", "utf16", "u16", "utf-32", "utf32", "u32":
			name += "-le"
		}
	}
	v, err := t.EncodeStr(py.NewStr(s), name, errors)
	if err != nil {
		return buf, err
	}
	p, ok := py.AsBytes(v)
	if !ok {
		return buf, py.Errorf(py.TypeError, "encoder should return a bytes object, not '%s'", py.TypeOf(v).Name())
	}
	return append(buf, p...), nil
}
