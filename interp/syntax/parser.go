package syntax

import "unicode/utf8"

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
	// AllowIncomplete marks errors that more input could mend (Error.Incomplete).
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

// parser is a recursive-descent parser. A syntax error first ends the parse with
// failure; the second pass, with diag set, looks for the error's text as CPython's
// invalid_ rules do.
type parser struct {
	scanner
	toks  []token
	n     int
	level int
	diag  bool
	memo  map[memoKey]memoValue
	// warned is the offset after the last escape warned about.
	warned int
}

// failure is the panic of a rule that does not match.
type failure struct{}

// Parse parses source text. Its error is a *Error.
func Parse(filename string, src []byte, mode Mode, opts *Options) (root Root, err error) {
	text, e := decodeSource(filename, src, opts)
	if e != nil {
		return nil, e
	}
	p := &parser{scanner: *newScanner(filename, text, opts)}
	p.toks = make([]token, 0, len(text)/5+16)
	root, perr := p.run(mode)
	if perr == nil && root == nil {
		d := &parser{scanner: *newScanner(filename, text, opts), diag: true}
		d.memo = map[memoKey]memoValue{}
		_, perr = d.run(mode)
		if perr == nil || perr.Kind == SyntaxError && perr.Msg == "invalid syntax" {
			perr = p.genericError(perr)
		}
	}
	if perr != nil {
		return nil, perr
	}
	return root, nil
}

// run parses the whole text. Both results are nil if a rule failed.
func (p *parser) run(mode Mode) (root Root, err *Error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			root = nil
		case *Error:
			root, err = nil, r
		default:
			panic(r)
		}
	}()
	switch mode {
	case ModeEval:
		return p.evalInput(), nil
	case ModeSingle:
		return p.singleInput(), nil
	}
	return p.fileInput(), nil
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

func (p *parser) fail() { panic(failure{}) }

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

func (p *parser) tooDeep() {
	panic(&Error{Kind: ErrMemory, Msg: "Parser stack overflowed - Python source too complex to parse", Filename: p.filename})
}

// raiseToken stops with an error at a token.
func (p *parser) raiseToken(t *token, msg string) {
	p.errorAt(SyntaxError, msg, t.line, int(t.col), t.endLine, int(t.endCol))
}

func (p *parser) raiseSpan(s Span, msg string) {
	p.errorAt(SyntaxError, msg, s.Line, int(s.Col), s.EndLine, int(s.EndCol))
}

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
		m.Body = p.statement(m.Body)
	}
	return m
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
	compound := p.compoundAhead()
	m.Body = p.statement(nil)
	if compound {
		p.accept(tokNewline)
	}
	for p.kind() != tokEOF {
		if !p.accept(tokNewline) {
			p.raiseSpan(p.cur().span(), "multiple statements found while compiling a single statement")
		}
	}
	return m
}
