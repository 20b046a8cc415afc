package syntax

import (
	"fmt"
	"strings"
)

// fstringText scans the text part of an f-string: a middle, the brace that opens
// or closes a field, or the end.
func (s *scanner) fstringText(t *token, f *fmode) {
	src := s.src
	start, line, col := s.pos, s.line, s.pos-s.lineStart
	inSpec := f.nfields > 0
	middle := func(end int) {
		*t = token{int32(start), int32(end), line, int32(col), s.line, int32(end - s.lineStart), tokFMiddle}
	}
	for i := start; ; {
		if i >= len(src) {
			s.unterminatedF(f)
		}
		c := src[i]
		switch {
		case c == f.quote && (f.size == 1 || s.at(i+1) == c && s.at(i+2) == c):
			s.pos = i
			if i > start {
				middle(i)
				return
			}
			s.pos = i + int(f.size)
			s.make(t, tokFEnd, i)
			s.fmodes = s.fmodes[:len(s.fmodes)-1]
			return
		case c == '{':
			if s.at(i+1) == '{' && !inSpec {
				s.pos = i + 2
				middle(i + 1)
				t.endCol++
				return
			}
			s.pos = i
			if i > start {
				middle(i)
				return
			}
			if f.nfields >= maxFieldNested {
				s.hard(fmt.Sprintf("%c-string: expressions nested too deeply", f.letter), i)
			}
			s.open('{', i)
			f.depth[f.nfields] = int32(len(s.brackets))
			f.nfields++
			f.inExpr = true
			s.pos = i + 1
			s.make(t, tokLbrace, i)
			return
		case c == '}':
			if !inSpec && s.at(i+1) == '}' {
				s.pos = i + 2
				middle(i + 1)
				t.endCol++
				return
			}
			s.pos = i
			if i > start || inSpec && !f.middle {
				// CPython has a text, maybe empty, at the end of a specification.
				middle(i)
				f.middle = true
				return
			}
			if !inSpec {
				s.hard(fmt.Sprintf("%c-string: single '}' is not allowed", f.letter), i+1)
			}
			f.middle = false
			s.close('}', i)
			s.pos = i + 1
			s.make(t, tokRbrace, i)
			return
		case c == '\n':
			if f.size == 1 {
				if inSpec {
					s.hard(fmt.Sprintf("%c-string: newlines are not allowed in format specifiers for single quoted %c-strings", f.letter, f.letter), i+1)
				}
				s.unterminatedF(f)
			}
			i++
			s.pos = i
			s.newline()
		case c == '\\':
			i++
			next := s.at(i)
			if next == '{' || next == '}' {
				continue
			}
			if !f.raw && next == 'N' && s.at(i+1) == '{' {
				if j := strings.IndexAny(src[i:], "}\n"+string(f.quote)); j >= 0 && src[i+j] == '}' {
					i += j + 1
					continue
				}
				i += 2
				continue
			}
			i++
			if next == '\n' {
				s.pos = i
				s.newline()
			}
		default:
			i++
		}
	}
}

func (s *scanner) unterminatedF(f *fmode) {
	t := f.start
	found := s.line
	if s.pos >= len(s.src) && s.lineStart == len(s.src) && found > t.line {
		found--
	}
	msg := fmt.Sprintf("unterminated %c-string literal (detected at line %d)", f.letter, found)
	if f.size == 3 {
		msg = fmt.Sprintf("unterminated triple-quoted %c-string literal (detected at line %d)", f.letter, found)
	}
	e := s.hardError(msg, t.line, int(t.col)+1, int(t.col)+1)
	e.Incomplete = f.size == 3
	panic(scanFailure{e, true})
}

// fstring parses one f- or t-string.
func (p *parser) fstring() Expr {
	p.enter()
	defer p.leave()
	start := *p.cur()
	text := p.src[start.start:start.end]
	letter := byte('f')
	raw := false
	for i := range len(text) {
		switch text[i] | 0x20 {
		case 't':
			letter = 't'
		case 'r':
			raw = true
		}
	}
	p.advance()
	values := p.fstringParts(letter, raw, false)
	p.expect(tokFEnd)
	span := Span{start.line, start.col, 0, 0}
	p.end(&span)
	values = foldConstants(values)
	if letter == 't' {
		return &TemplateStr{Span: span, Values: values}
	}
	return &JoinedStr{Span: span, Values: values}
}

// fstringParts parses the middles and fields of a string or, with spec, of a format
// specification. The escapes are resolved at the end, which
// is where CPython finds their mistakes.
func (p *parser) fstringParts(letter byte, raw, spec bool) (values []Expr) {
	type middle struct {
		c *Constant
		t token
	}
	var escaped []middle
	for {
		switch t := p.cur(); t.kind {
		case tokFMiddle:
			c := &Constant{Span: t.span(), Kind: ConstStr, Str: p.src[t.start:t.end]}
			if !raw && strings.IndexByte(c.Str, '\\') >= 0 {
				escaped = append(escaped, middle{c, *t})
			}
			values = append(values, c)
			p.advance()
		case tokLbrace:
			values = p.field(letter, raw, spec, values)
		default:
			for _, m := range escaped {
				m.c.Str = p.unescape(m.c.Str, false, &m.t, int(m.t.start))
			}
			return values
		}
	}
}

// field parses a replacement field; one inside a format specification is formatted in
// a t-string too.
func (p *parser) field(letter byte, raw, inSpec bool, values []Expr) []Expr {
	p.enter()
	defer p.leave()
	open := *p.cur()
	p.advance()
	span := Span{open.line, open.col, 0, 0}
	value := p.annotatedRHS()
	exprEnd := p.prev().end
	var debug *Constant
	if p.kind() == tokAssign {
		eq := *p.cur()
		p.advance()
		t := p.cur()
		text := p.src[open.end:t.start]
		debug = &Constant{Span: Span{open.line, open.col + 1, t.line, t.col}, Kind: ConstStr, Str: p.debugText(text, int(open.end))}
		exprEnd = eq.start
	}
	conversion := -1
	if p.kind() == tokExclam {
		bang := *p.cur()
		p.advance()
		t := p.cur()
		if t.kind != tokName {
			p.fail()
		}
		if t.start != bang.end {
			p.raiseSpan(Span{bang.line, bang.col, t.endLine, t.endCol}, fmt.Sprintf("%c-string: conversion type must come right after the exclamation mark", letter))
		}
		name := p.src[t.start:t.end]
		if name != "s" && name != "r" && name != "a" {
			p.raiseToken(t, fmt.Sprintf("%c-string: invalid conversion character '%s': expected 's', 'r', or 'a'", letter, name))
		}
		conversion = int(name[0])
		p.advance()
	}
	var spec Expr
	if p.kind() == tokColon {
		c := *p.cur()
		p.advance()
		parts := foldConstants(p.fstringParts(letter, raw, true))
		js := &JoinedStr{Span: Span{c.line, c.col, 0, 0}, Values: parts}
		p.end(&js.Span)
		spec = js
	}
	p.expect(tokRbrace)
	p.end(&span)
	if debug != nil {
		values = append(values, debug)
		if conversion < 0 && spec == nil {
			conversion = 'r'
		}
	}
	if letter == 't' && !inSpec {
		str := strings.TrimRight(p.debugText(p.src[open.end:exprEnd], int(open.end)), " \t\n\f")
		return append(values, &Interpolation{Span: span, Value: value, Str: str, Conversion: conversion, FormatSpec: spec})
	}
	return append(values, &FormattedValue{Span: span, Value: value, Conversion: conversion, FormatSpec: spec})
}

// debugText is source text without its comments.
func (p *parser) debugText(text string, base int) string {
	if strings.IndexByte(text, '#') < 0 {
		return text
	}
	var b strings.Builder
	var quote string
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != "":
			if c == '\\' && i+1 < len(text) {
				b.WriteByte(c)
				i++
				c = text[i]
			} else if strings.HasPrefix(text[i:], quote) {
				b.WriteString(quote)
				i += len(quote) - 1
				quote = ""
				continue
			}
		case c == '"' || c == '\'':
			quote = text[i : i+1]
			if strings.HasPrefix(text[i:], strings.Repeat(quote, 3)) {
				quote = text[i : i+3]
			}
			b.WriteString(quote)
			i += len(quote) - 1
			continue
		case c == '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
			if i < len(text) {
				b.WriteByte('\n')
			}
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
