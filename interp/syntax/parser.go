package syntax

import (
	"strings"
	"unicode/utf8"
)

// Mode is what Parse expects.
type Mode uint8

// The modes of compile: a module, an expression, one interactive statement.
const (
	ModeExec Mode = iota
	ModeEval
	ModeSingle
)

// Options are the settings of Parse. The zero value is good.
type Options struct {
	// Warn receives warnings: the category is an exception class's name. It may be nil.
	Warn func(category, message string, pos Span)
	// SourceIsUTF8 says that the source is text: an encoding declaration is ignored.
	SourceIsUTF8 bool
	// FromFile says that the source is a script's file: errors of its encoding are
	// those of CPython's file reader, not those of compile().
	FromFile bool
	// AllowIncomplete is for a prompt: an error that more input could mend has the
	// text "incomplete input" (and Error.Incomplete, which is set in any case), and in
	// ModeSingle a compound statement is incomplete until a line feed follows it.
	AllowIncomplete bool
	// UnicodeName looks up the character of \N{name}. Nil: no name is known.
	UnicodeName func(name string) (string, bool)
	// Normalize is NFKC, applied to identifiers that are not ASCII. Nil: none.
	Normalize func(string) string
	// Decode decodes source in an encoding other than UTF-8, ASCII and Latin-1.
	// Nil: none is known.
	Decode func(encoding string, src []byte) ([]byte, error)
}

// maxLevel is the depth of nested rules: CPython's limit of 6,000 less the rules
// that lead to an expression.
const maxLevel = 5969

// parser is a recursive-descent parser. A syntax error ends the parse with failure;
// then explain looks for its text.
type parser struct {
	scanner
	toks  []token
	n     int
	level int
	// stmts are the first tokens of the statements at the top level: the one before
	// the current one, which its mistake may belong to, and the current one.
	stmts [2]int
	// hardError says that the scanner's error ended the parse.
	hardError bool
	// warned is the offset after the last escape warned about.
	warned int
}

// Parse parses source text. Its error is a *Error.
func Parse(filename string, src []byte, mode Mode, opts *Options) (root Root, err error) {
	text, e := decodeSource(filename, src, mode, opts)
	if e != nil {
		return nil, e
	}
	p := &parser{scanner: *newScanner(filename, text, opts)}
	p.toks = make([]token, 0, min(len(text)/3+16, 2*keptTokens))
	perr, failed := p.protect(func() {
		switch mode {
		case ModeEval:
			root = p.evalInput()
		case ModeSingle:
			root = p.singleInput()
		default:
			root = p.fileInput()
		}
	})
	if root != nil {
		if mode == ModeSingle {
			perr = p.moreStatements(root)
		}
		if perr == nil {
			return root, nil
		}
	} else {
		atEnd := p.atEnd()
		if failed {
			perr = p.explain(mode)
			perr.Incomplete = atEnd
		} else {
			perr.Incomplete = perr.Incomplete || atEnd && !p.hardError
		}
	}
	if perr.Incomplete && opts != nil && opts.AllowIncomplete {
		perr.Kind, perr.Msg = SyntaxError, "incomplete input"
	}
	return nil, perr
}

// atEnd reports whether the scanner has looked beyond the end of the text.
func (p *parser) atEnd() bool {
	if p.pos < len(p.src) {
		return false
	}
	if len(p.toks) == 0 {
		return true
	}
	switch t := &p.toks[len(p.toks)-1]; t.kind {
	case tokString, tokFEnd, tokIndent:
		return false
	case tokNewline:
		return t.col < 0
	}
	return true
}

func (t *token) span() Span { return Span{t.line, t.col, t.endLine, t.endCol} }

func (p *parser) fill(i int) {
	for len(p.toks) <= i {
		var t token
		p.next(&t)
		p.toks = append(p.toks, t)
	}
}

// cur is the current token; the pointer is good until another token is read.
func (p *parser) cur() *token {
	if p.n >= len(p.toks) {
		p.fill(p.n)
	}
	return &p.toks[p.n]
}

func (p *parser) kind() tok {
	if p.n >= len(p.toks) {
		p.fill(p.n)
	}
	return p.toks[p.n].kind
}

func (p *parser) peek(i int) *token {
	p.fill(p.n + i)
	return &p.toks[p.n+i]
}

func (p *parser) advance() { p.n++ }

func (p *parser) prev() *token { return &p.toks[p.n-1] }

func (p *parser) accept(k tok) bool {
	if p.kind() != k {
		return false
	}
	p.n++
	return true
}

func (p *parser) expect(k tok) {
	if p.kind() != k {
		p.fail()
	}
	p.n++
}

func (p *parser) text(t *token) string { return p.src[t.start:t.end] }

// isWord reports whether the current token is the soft keyword w.
func (p *parser) isWord(w string) bool {
	t := p.cur()
	return t.kind == tokName && p.src[t.start:t.end] == w
}

// begin is a span from the current token.
func (p *parser) begin() Span {
	t := p.cur()
	return Span{t.line, t.col, 0, 0}
}

// end closes a span after the last token taken.
func (p *parser) end(s *Span) {
	t := p.last()
	s.EndLine, s.EndCol = t.endLine, t.endCol
}

// last is the last token taken that is not layout.
func (p *parser) last() *token {
	i := p.n - 1
	for i > 0 && (p.toks[i].kind == tokNewline || p.toks[i].kind == tokDedent || p.toks[i].kind == tokIndent || p.toks[i].kind == tokEOF) {
		i--
	}
	return &p.toks[i]
}

// until is a span from start to the last token taken.
func (p *parser) until(start Span) Span {
	t := p.last()
	return Span{start.Line, start.Col, t.endLine, t.endCol}
}

// try runs f and reports whether it matched; if not, the position is restored.
func (p *parser) try(f func()) (ok bool) {
	n, level := p.n, p.level
	defer func() {
		if ok {
			return
		}
		r := recover()
		if _, failed := r.(failure); !failed {
			panic(r)
		}
		p.n, p.level = n, level
	}()
	f()
	return true
}

// enter counts a level of nesting.
func (p *parser) enter() {
	p.level++
	if p.level > maxLevel {
		p.tooDeep()
	}
}

func (p *parser) leave() { p.level-- }

// name takes an identifier.
func (p *parser) name() string {
	t := p.cur()
	if t.kind != tokName {
		p.fail()
	}
	p.n++
	return p.identifier(p.src[t.start:t.end])
}

func (p *parser) identifier(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			if p.opts != nil && p.opts.Normalize != nil {
				return p.opts.Normalize(s)
			}
			break
		}
	}
	return s
}

func (p *parser) fileInput() Root {
	m := &Module{}
	for p.kind() != tokEOF {
		if p.accept(tokNewline) {
			continue
		}
		p.stmts = [2]int{p.stmts[1], p.n}
		if p.stmts[0] > keptTokens {
			p.forget(p.stmts[0])
		}
		m.Body = p.statement(m.Body)
	}
	return m
}

// keptTokens is how many tokens of finished statements pile up before they go.
const keptTokens = 1024

// forget drops the first n tokens.
func (p *parser) forget(n int) {
	p.toks = append(p.toks[:0], p.toks[n:]...)
	p.n -= n
	p.stmts[0] -= n
	p.stmts[1] -= n
}

func (p *parser) evalInput() Root {
	e := p.expressions()
	for p.accept(tokNewline) {
	}
	p.expect(tokEOF)
	return &Expression{Body: e}
}

func (p *parser) singleInput() Root {
	m := &Interactive{}
	for p.accept(tokNewline) {
	}
	if p.kind() == tokEOF {
		p.fail()
	}
	p.stmts = [2]int{p.n, p.n}
	if s := p.compound(); s != nil {
		m.Body = []Stmt{s}
		if p.kind() != tokEOF && !p.accept(tokNewline) {
			p.fail()
		}
	} else {
		m.Body = p.simpleStatements(nil)
	}
	return m
}

// moreStatements is the error of text after the statement of ModeSingle, or of a
// block that may go on, or nil.
func (p *parser) moreStatements(root Root) *Error {
	if p.opts != nil && p.opts.AllowIncomplete && !strings.HasSuffix(p.src, "\n") {
		if s := root.(*Interactive).Body[0]; isCompound(s) {
			return &Error{Filename: p.filename, Incomplete: true}
		}
	}
	for i := p.pos; i < len(p.src); i++ {
		switch p.src[i] {
		case ' ', '\t', '\n', '\f':
		case '#':
			if n := strings.IndexByte(p.src[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(p.src)
			}
		default:
			return p.lastError(SyntaxError, "multiple statements found while compiling a single statement")
		}
	}
	return nil
}
