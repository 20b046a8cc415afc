package syntax

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// decodeSource decodes the text, per PEP 263, turns line ends into \n and ends a
// module with one.
func decodeSource(filename string, src []byte, mode Mode, opts *Options) (string, *Error) {
	bom := []byte("\xef\xbb\xbf")
	marked := bytes.HasPrefix(src, bom)
	src = bytes.TrimPrefix(src, bom)
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return "", nullByte(filename, src, i, opts)
	}
	if opts == nil || !opts.SourceIsUTF8 {
		var err *Error
		if src, err = decodeBytes(filename, src, marked, opts); err != nil {
			return "", err
		}
	}
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	if mode == ModeExec && len(src) > 0 && src[len(src)-1] != '\n' {
		return string(src) + "\n", nil
	}
	return string(src), nil
}

// decodeBytes decodes bytes by their declaration; marked says that they began with
// a byte order mark.
func decodeBytes(filename string, src []byte, marked bool, opts *Options) ([]byte, *Error) {
	fromFile := opts != nil && opts.FromFile
	declared, line := encodingDeclaration(src)
	fail := func(msg string) ([]byte, *Error) {
		if fromFile {
			return nil, &Error{Msg: "encoding problem: " + declared, Filename: filename}
		}
		return nil, &Error{Msg: msg, Filename: filename, Col: -1}
	}
	norm := normalEncoding(declared)
	switch {
	case marked && norm != "" && norm != "utf-8":
		if norm != "iso-8859-1" {
			norm = declared
		}
		return nil, &Error{Msg: fmt.Sprintf("encoding problem: %s with BOM", norm), Filename: filename,
			Line: 1, EndLine: 1, EndCol: len(line), Text: line}
	case norm == "" || norm == "utf-8":
		if !utf8.Valid(src) {
			return nil, notUTF8(filename, src, fromFile)
		}
		return src, nil
	case norm == "iso-8859-1":
		out := make([]byte, 0, len(src)+len(src)/8)
		for _, c := range src {
			out = utf8.AppendRune(out, rune(c))
		}
		return out, nil
	case norm == "utf8" || norm == "u8" || norm == "cp65001":
		if !utf8.Valid(src) {
			at := invalidUTF8(src)
			return fail(fmt.Sprintf("'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", src[at], at))
		}
		return src, nil
	case norm == "ascii" || norm == "us-ascii":
		for i, c := range src {
			if c >= utf8.RuneSelf {
				return fail(fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i))
			}
		}
		return src, nil
	}
	if opts == nil || opts.Decode == nil {
		return fail("unknown encoding: " + declared)
	}
	out, err := opts.Decode(declared, src)
	if err != nil {
		return fail(err.Error())
	}
	return out, nil
}

// nullByte is the error of the null byte at i.
func nullByte(filename string, src []byte, i int, opts *Options) *Error {
	if opts == nil || !opts.FromFile {
		return &Error{Msg: "source code string cannot contain null bytes", Filename: filename}
	}
	start := 1 + bytes.LastIndexByte(src[:i], '\n')
	line := 1 + bytes.Count(src[:i], []byte("\n"))
	return &Error{Msg: "source code cannot contain null bytes", Filename: filename, Line: line, EndLine: line,
		Text: string(src[start:i]) + "\n"}
}

// notUTF8 is the error of undeclared bytes that are not UTF-8.
func notUTF8(filename string, src []byte, fromFile bool) *Error {
	at := invalidUTF8(src)
	file := ""
	if fromFile {
		file = " in file " + filename
	}
	line := 1 + bytes.Count(src[:at], []byte("\n"))
	start := 1 + bytes.LastIndexByte(src[:at], '\n')
	text := src[start:]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	col := 1 + utf8.RuneCount(src[start:at])
	return &Error{Msg: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x'%s on line %d, but no encoding declared; see https://peps.python.org/pep-0263/ for details", src[at], file, line),
		Filename: filename, Line: line, Col: col, EndLine: line, EndCol: col, Text: string([]rune(string(text)))}
}

// invalidUTF8 is the offset of the first byte that is not part of a character.
func invalidUTF8(src []byte) int {
	at := 0
	for at < len(src) {
		r, n := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// encodingDeclaration finds the comment of PEP 263 in the first two lines.
func encodingDeclaration(src []byte) (name, line string) {
	for range 2 {
		text := src
		if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
			text = src[:i]
			src = bytes.TrimPrefix(src[i:], []byte("\r"))
			src = bytes.TrimPrefix(src, []byte("\n"))
		} else {
			src = nil
		}
		body := bytes.TrimLeft(text, " \t\f")
		if len(body) == 0 {
			continue
		}
		if body[0] != '#' {
			return "", ""
		}
		i := bytes.Index(body, []byte("coding"))
		if i < 0 {
			continue
		}
		rest := body[i+len("coding"):]
		if len(rest) == 0 || rest[0] != ':' && rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t")
		n := 0
		for n < len(rest) && (charClass[rest[n]] != classOther && rest[n] < 0x80 || rest[n] == '-' || rest[n] == '.') {
			n++
		}
		if n > 0 {
			return string(rest[:n]), string(text)
		}
	}
	return "", ""
}

// normalEncoding is the name that the tokenizer compares with.
func normalEncoding(name string) string {
	n := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch {
	case n == "utf-8" || strings.HasPrefix(n, "utf-8-"):
		return "utf-8"
	case n == "latin-1" || n == "latin1" || n == "iso-8859-1" || n == "iso-latin-1" ||
		strings.HasPrefix(n, "latin-1-") || strings.HasPrefix(n, "iso-8859-1-") || strings.HasPrefix(n, "iso-latin-1-"):
		return "iso-8859-1"
	}
	return n
}
