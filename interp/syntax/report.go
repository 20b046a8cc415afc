package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// failure is the panic of a rule that does not match.
type failure struct{}

// scanFailure is the panic of the scanner. A hard one takes precedence over an error
// that the parser found before it.
type scanFailure struct {
	err  *Error
	hard bool
}

// here is the line that the scanner reads and where it starts: a line feed just
// taken still belongs to the line that it ends.
func (s *scanner) here() (line int32, start int) {
	if s.src == "" {
		return 0, 0
	}
	if s.pos == s.lineStart && s.line > 1 {
		return s.line - 1, int(s.lines[s.line-2])
	}
	return s.line, s.lineStart
}

// lineText is a source line; the line that is being read has its line feed.
func (s *scanner) lineText(line int32) string {
	if line < 1 {
		return ""
	}
	start, at := 0, int32(len(s.lines))
	if line <= at {
		start = int(s.lines[line-1])
	} else {
		start = int(s.lines[at-1])
		for ; at < line; at++ {
			i := strings.IndexByte(s.src[start:], '\n')
			if i < 0 {
				return ""
			}
			start += i + 1
		}
	}
	text := s.src[start:]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		if current, _ := s.here(); line >= current {
			i++
		}
		text = text[:i]
	}
	return text
}

// chars turns a byte count of a line into a count of characters, which may be one
// more than the line has.
func chars(text string, n int) int {
	if n <= len(text) {
		for n > 0 && n < len(text) && !utf8.RuneStart(text[n]) {
			n++
		}
		return utf8.RuneCountInString(text[:n])
	}
	return utf8.RuneCountInString(text) + 1
}

// newError is an error at byte columns from 0.
func (s *scanner) newError(kind ErrorKind, msg string, line int32, col int, endLine int32, endCol int) *Error {
	text := s.lineText(line)
	e := &Error{Kind: kind, Msg: msg, Filename: s.filename, Text: text,
		Line: int(line), Col: 0, EndLine: int(endLine), EndCol: endCol + 1}
	if col >= 0 {
		e.Col = 1 + chars(text, min(col, len(text)))
	}
	if endCol >= 0 {
		e.EndCol = 1 + chars(text, min(endCol, len(text)))
	}
	return e
}

// hard stops with an error at the character before offset end, as CPython's
// tokenizer reports.
func (s *scanner) hard(msg string, end int) {
	s.hardRange(msg, end, end)
}

// hardRange stops with an error from the character before offset from to the one
// before end.
func (s *scanner) hardRange(msg string, from, end int) {
	panic(scanFailure{s.hardError(msg, s.line, from-s.lineStart, end-s.lineStart), true})
}

func (s *scanner) hardError(msg string, line int32, from, end int) *Error {
	text := strings.TrimSuffix(s.lineText(line), "\n")
	return &Error{Msg: msg, Filename: s.filename, Text: text, Line: int(line), EndLine: int(line),
		Col: chars(text, from), EndCol: chars(text, end)}
}

// indentError stops with an error of the line's indentation.
func (s *scanner) indentError(kind ErrorKind, msg string) {
	if i := strings.IndexByte(s.src[s.pos:], '\n'); i >= 0 {
		s.pos += i
	} else {
		s.pos = len(s.src)
	}
	panic(scanFailure{&Error{Kind: kind, Msg: msg, Filename: s.filename, Text: s.lineText(s.line),
		Line: int(s.line), EndLine: int(s.line), Col: 1}, false})
}

// badDedent stops at a line that returns to no earlier indentation.
func (s *scanner) badDedent() {
	text := s.lineText(s.line)
	panic(scanFailure{&Error{Kind: IndentationError, Msg: "unindent does not match any outer indentation level", Filename: s.filename, Text: text,
		Line: int(s.line), EndLine: int(s.line), Col: chars(text, len(text)), EndCol: -1}, false})
}

// unexpectedEOF stops at the end of the text after a backslash.
func (s *scanner) unexpectedEOF() {
	if len(s.brackets) > 0 {
		panic(scanFailure{s.unclosed(), false})
	}
	line, start := s.here()
	text := s.lineText(line)
	panic(scanFailure{&Error{Msg: "unexpected EOF while parsing", Filename: s.filename, Text: text, Incomplete: true,
		Line: int(line), EndLine: int(line), Col: chars(text, s.pos-start), EndCol: -1}, false})
}

// unclosed is the error of the innermost open bracket.
func (s *scanner) unclosed() *Error {
	b := s.brackets[len(s.brackets)-1]
	e := s.newError(SyntaxError, fmt.Sprintf("'%c' was never closed", b.ch), b.line, int(b.col), b.line, -1)
	e.Incomplete = true
	return e
}

func (s *scanner) warn(category, message string, pos Span) {
	if s.opts != nil && s.opts.Warn != nil {
		s.opts.Warn(category, message, pos)
	}
}

// placed reports whether a token has columns.
func (t *token) placed() bool {
	return t.kind != tokIndent && t.kind != tokDedent && t.kind != tokEOF && t.col >= 0
}

func (p *parser) fail() { panic(failure{}) }

func (p *parser) tooDeep() {
	panic(&Error{Kind: ErrMemory, Msg: "Parser stack overflowed - Python source too complex to parse", Filename: p.filename})
}

// raiseSpan stops with an error at a range.
func (p *parser) raiseSpan(s Span, msg string) {
	panic(p.newError(SyntaxError, msg, s.Line, int(s.Col), s.EndLine, int(s.EndCol)))
}

// raiseToken stops with an error at a token.
func (p *parser) raiseToken(t *token, msg string) {
	if !t.placed() {
		line, _ := p.tokenLine(t)
		e := p.newError(SyntaxError, msg, line, -1, line, -1)
		panic(e)
	}
	p.raiseSpan(t.span(), msg)
}

// tokenLine is CPython's line of a token: the end of the text is on the last line.
func (p *parser) tokenLine(t *token) (line int32, start int) {
	if t.kind == tokEOF || t.kind == tokDedent && int(t.start) >= len(p.src) {
		return p.here()
	}
	return t.line, int(p.lines[t.line-1])
}

// raiseLast stops with an error at the last token read.
func (p *parser) raiseLast(kind ErrorKind, msg string) { panic(p.lastError(kind, msg)) }

func (p *parser) lastError(kind ErrorKind, msg string) *Error {
	t := &p.toks[len(p.toks)-1]
	if t.placed() {
		return p.newError(kind, msg, t.line, int(t.col), t.endLine, int(t.endCol))
	}
	line, start := p.tokenLine(t)
	text := p.lineText(line)
	return &Error{Kind: kind, Msg: msg, Filename: p.filename, Text: text, Line: int(line), EndLine: int(line),
		Col: chars(text, p.pos-start), EndCol: -1}
}

// raiseFrom stops with an error that reaches from s to where the scanner is.
func (p *parser) raiseFrom(s Span, msg string) {
	line, start := p.here()
	panic(p.newError(SyntaxError, msg, s.Line, int(s.Col), line, p.pos-start-1))
}

// raiseKey reports the missing ':' at the end of a dictionary key.
func (p *parser) raiseKey(s Span) {
	panic(p.newError(SyntaxError, "':' expected after dictionary key", s.Line, int(s.EndCol)-1, s.EndLine, -1))
}

// explain finds the error of a text that does not parse.
func (p *parser) explain(mode Mode) *Error {
	last := len(p.toks) - 1
	rule := "statement"
	start := p.stmts[0]
	if mode == ModeEval {
		rule, start = "eval", 0
	}
	if last-start < maxDiagnosed {
		if err, failed := p.protect(func() { p.diagnose(start, rule, mode == ModeExec) }); !failed {
			return err
		}
	}
	if p.toks[last].kind == tokIndent || p.toks[last].kind == tokDedent {
		msg := "unexpected indent"
		if p.toks[last].kind == tokDedent {
			msg = "unexpected unindent"
		}
		return p.lastError(IndentationError, msg)
	}
	err, _ := p.protect(func() { p.raiseToken(&p.toks[last], "invalid syntax") })
	return err
}

// protect runs f, which may panic with an error or a failure. failed says that
// there was no error.
func (p *parser) protect(f func()) (err *Error, failed bool) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			failed = true
		case failure:
			failed = true
		case scanFailure:
			err = r.err
			p.hardError = r.hard
		case *Error:
			err = r
			if r.Kind != ErrMemory {
				err = p.checkRest(r)
			}
		default:
			panic(r)
		}
	}()
	f()
	return nil, true
}

// checkRest scans the rest of the text: an error of the scanner, or a bracket that
// was opened on an earlier line and not closed, is the likelier cause.
func (p *parser) checkRest(err *Error) (result *Error) {
	if len(p.toks) == 0 {
		return err
	}
	line, _ := p.tokenLine(&p.toks[len(p.toks)-1])
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		f, ok := r.(scanFailure)
		switch {
		case !ok:
			panic(r)
		case len(p.fmodes) > 0:
			result = err // CPython does not look into f-strings
		case f.hard:
			result = f.err
		default:
			result = err
			if len(p.brackets) > 0 && line > p.brackets[len(p.brackets)-1].line {
				result = p.unclosed()
			}
		}
	}()
	for {
		var t token
		p.next(&t)
		if t.kind == tokEOF {
			return err
		}
	}
}
