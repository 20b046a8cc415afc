package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// stringConstant is the value of one string or bytes token.
func (p *parser) stringConstant(t *token) *Constant {
	text := p.src[t.start:t.end]
	c := &Constant{Span: t.span(), Kind: ConstStr}
	q := 0
	raw := false
	for text[q] != '"' && text[q] != '\'' {
		switch text[q] | 0x20 {
		case 'b':
			c.Kind = ConstBytes
		case 'r':
			raw = true
		case 'u':
			c.Unicode = true
		}
		q++
	}
	size := 1
	if len(text)-q >= 6 && text[q+1] == text[q] && text[q+2] == text[q] {
		size = 3
	}
	body := text[q+size : len(text)-size]
	if c.Kind == ConstBytes {
		for i := 0; i < len(body); i++ {
			if body[i] >= utf8.RuneSelf {
				p.raiseToken(t, "bytes can only contain ASCII literal characters")
			}
		}
	}
	if raw || strings.IndexByte(body, '\\') < 0 {
		c.Str = body
		return c
	}
	c.Str = p.unescape(body, c.Kind == ConstBytes, t, int(t.start)+q+size)
	return c
}

// unescape resolves the backslash escapes of body, which starts at offset base.
func (p *parser) unescape(body string, bytes bool, t *token, base int) string {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); {
		j := strings.IndexByte(body[i:], '\\')
		if j < 0 {
			out = append(out, body[i:]...)
			break
		}
		out = append(out, body[i:i+j]...)
		i += j
		start := i
		i++
		if i >= len(body) { // before the brace of an f-string's field
			p.invalidEscape(t, base+start, rune(p.at(base+i)))
			out = append(out, '\\')
			break
		}
		c := body[i]
		i++
		switch c {
		case '\n':
		case '\\', '\'', '"':
			out = append(out, c)
		case 'a':
			out = append(out, 7)
		case 'b':
			out = append(out, 8)
		case 'f':
			out = append(out, 12)
		case 'n':
			out = append(out, 10)
		case 'r':
			out = append(out, 13)
		case 't':
			out = append(out, 9)
		case 'v':
			out = append(out, 11)
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v := rune(c - '0')
			for n := 1; n < 3 && i < len(body) && body[i] >= '0' && body[i] <= '7'; n++ {
				v = v*8 + rune(body[i]-'0')
				i++
			}
			if v > 0o377 {
				p.warnEscape(t, base+start, fmt.Sprintf("\"\\%o\" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean \"\\\\%o\"? A raw string is also an option.", v, v))
			}
			if bytes {
				out = append(out, byte(v))
			} else {
				out = utf8.AppendRune(out, v)
			}
		case 'x', 'u', 'U':
			if bytes && c != 'x' {
				p.invalidEscape(t, base+start, rune(c))
				out = append(out, '\\', c)
				continue
			}
			n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
			v, k := 0, 0
			for k < n && i < len(body) && digitValue(body[i]) < 16 {
				v = v*16 + digitValue(body[i])
				i++
				k++
			}
			switch {
			case k < n && bytes:
				p.raiseString(t, fmt.Sprintf("(value error) invalid \\x escape at position %d", start))
			case k < n:
				p.unicodeError(t, body, start, i-1, map[byte]string{'x': "truncated \\xXX escape", 'u': "truncated \\uXXXX escape", 'U': "truncated \\UXXXXXXXX escape"}[c])
			case v > utf8.MaxRune:
				p.unicodeError(t, body, start, i-1, "illegal Unicode character")
			case bytes:
				out = append(out, byte(v))
			default:
				out = appendWTF8(out, rune(v))
			}
		case 'N':
			if bytes {
				p.invalidEscape(t, base+start, 'N')
				out = append(out, '\\', 'N')
				continue
			}
			end := -1
			if i < len(body) && body[i] == '{' {
				end = strings.IndexByte(body[i:], '}')
			}
			if end <= 1 {
				stop := i - 1
				if i < len(body) && body[i] == '{' {
					if stop = i; end < 0 {
						stop = len(body) - 1
					} else {
						stop = i + end - 1
					}
				}
				p.unicodeError(t, body, start, stop, "malformed \\N character escape")
			}
			name := body[i+1 : i+end]
			i += end + 1
			var text string
			ok := false
			if p.opts != nil && p.opts.UnicodeName != nil {
				text, ok = p.opts.UnicodeName(name)
			}
			if !ok {
				p.unicodeError(t, body, start, i-1, "unknown Unicode character name")
			}
			out = append(out, text...)
		default:
			i--
			r, n := utf8.DecodeRuneInString(body[i:])
			if r < utf8.RuneSelf {
				p.invalidEscape(t, base+start, r)
			}
			out = append(out, '\\')
			out = append(out, body[i:i+n]...)
			i += n
		}
	}
	return string(out)
}

// appendWTF8 appends r, a lone surrogate included.
func appendWTF8(out []byte, r rune) []byte {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(out, 0xED, byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
	}
	return utf8.AppendRune(out, r)
}

func (p *parser) invalidEscape(t *token, at int, r rune) {
	p.warnEscape(t, at, fmt.Sprintf("\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. Did you mean \"\\\\%c\"? A raw string is also an option.", r, r))
}

// warnEscape warns about the escape at a source offset.
func (p *parser) warnEscape(t *token, at int, msg string) {
	if p.opts == nil || p.opts.Warn == nil || at < p.warned {
		return
	}
	p.warned = at + 1
	line := t.line + int32(strings.Count(p.src[t.start:at], "\n"))
	col := int32(at) - p.lines[line-1]
	p.opts.Warn("SyntaxWarning", msg, Span{line, col, line, col + 2})
}

// unicodeError reports a bad escape in bytes start to end of body.
func (p *parser) unicodeError(t *token, body string, start, end int, reason string) {
	enc := decodePosition(body, start)
	last := decodePosition(body, end)
	if end <= start {
		p.raiseString(t, fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %d: %s", enc, reason))
	}
	p.raiseString(t, fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", enc, last, reason))
}

// decodePosition is where CPython's decoder stands at byte i: it has rewritten each
// non-ASCII character as \UXXXXXXXX.
func decodePosition(body string, i int) int {
	n := 0
	for j, r := range body {
		if j >= i {
			break
		}
		if r >= utf8.RuneSelf {
			n += 10
		} else {
			n++
		}
	}
	return n
}

// raiseString reports a bad escape: at the string, or at the end of an f-string.
func (p *parser) raiseString(t *token, msg string) {
	if t.kind == tokFMiddle {
		p.raiseLast(SyntaxError, msg)
	}
	p.raiseToken(t, msg)
}

// isBytes reports whether the text of a string literal is that of bytes.
func isBytes(literal string) bool {
	prefix := literal[:strings.IndexAny(literal, "'\"")]
	return strings.ContainsAny(prefix, "bB")
}

// template reports whether the start of an f- or t-string is that of a t-string.
func (p *parser) template(t *token) bool { return strings.ContainsAny(p.text(t), "tT") }

// strings parses adjacent string literals. Templates stand only beside templates.
func (p *parser) strings() Expr {
	var parts []Expr
	var first Expr
	t := p.cur()
	isTemplate := t.kind == tokFStart && p.template(t)
	for ; t.kind == tokString || t.kind == tokFStart; t = p.cur() {
		if isTemplate != (t.kind == tokFStart && p.template(t)) {
			break
		}
		var e Expr
		if t.kind == tokString {
			e = p.stringConstant(t)
			p.advance()
		} else {
			e = p.fstring()
		}
		if first == nil {
			first = e
			continue
		}
		if parts == nil {
			parts = append(parts, first)
		}
		parts = append(parts, e)
	}
	if parts == nil {
		return first
	}
	return p.concatenate(parts)
}

// concatenate joins literals.
func (p *parser) concatenate(parts []Expr) Expr {
	start := parts[0].Pos()
	var nbytes, nstr, nf, nt int
	for _, e := range parts {
		switch e := e.(type) {
		case *Constant:
			if e.Kind == ConstBytes {
				nbytes++
			} else {
				nstr++
			}
		case *JoinedStr:
			nf++
		case *TemplateStr:
			nt++
		}
	}
	span := Span{start.Line, start.Col, 0, 0}
	p.end(&span)
	if nbytes > 0 && nbytes < len(parts) {
		p.raiseLast(SyntaxError, "cannot mix bytes and nonbytes literals")
	}
	if nf+nt == 0 {
		first := parts[0].(*Constant)
		var b strings.Builder
		for _, e := range parts {
			b.WriteString(e.(*Constant).Str)
		}
		return &Constant{Span: span, Kind: first.Kind, Str: b.String(), Unicode: first.Unicode}
	}
	var values []Expr
	for _, e := range parts {
		switch e := e.(type) {
		case *Constant:
			values = append(values, e)
		case *JoinedStr:
			values = append(values, e.Values...)
		case *TemplateStr:
			values = append(values, e.Values...)
		}
	}
	values = foldConstants(values)
	if nt > 0 {
		return &TemplateStr{Span: span, Values: values}
	}
	return &JoinedStr{Span: span, Values: values}
}

// foldConstants merges adjacent text and drops empty text.
func foldConstants(values []Expr) []Expr {
	out := values[:0]
	for i := 0; i < len(values); {
		c, ok := values[i].(*Constant)
		if !ok {
			out = append(out, values[i])
			i++
			continue
		}
		j := i + 1
		text := c.Str
		last := c
		for ; j < len(values); j++ {
			next, ok := values[j].(*Constant)
			if !ok {
				break
			}
			text += next.Str
			last = next
		}
		i = j
		if text == "" {
			continue
		}
		if last == c {
			out = append(out, c)
			continue
		}
		out = append(out, &Constant{Span: Span{c.Line, c.Col, last.EndLine, last.EndCol}, Kind: ConstStr, Str: text, Unicode: c.Unicode})
	}
	return out
}
