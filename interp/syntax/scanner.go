package syntax

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CPython's limits of the tokenizer.
const (
	maxIndent      = 100
	maxParens      = 200
	maxFStrings    = 149
	maxFieldNested = 3
	tabSize        = 8
)

// bracket is an open bracket.
type bracket struct {
	ch               byte
	start, line, col int32
}

// fmode is the state of an f- or t-string being scanned.
type fmode struct {
	start         token
	quote, letter byte
	size          int8
	raw           bool
	inExpr        bool
	nfields       int8
	depth         [maxFieldNested + 1]int32 // bracket depth of each open field
	middle        bool                      // the last token was text of a specification
}

// scanner turns source text into tokens. The text is UTF-8 with \n line ends.
type scanner struct {
	src       string
	filename  string
	opts      *Options
	pos       int
	line      int32
	lineStart int
	lines     []int32 // start of each line
	bol       bool
	pending   int // positive: indents, negative: dedents to come
	blankLine bool
	lastLine  bool // a NEWLINE was emitted since the last token
	loose     bool // closing brackets need not match, as in the module tokenize
	indents   []int32
	altcols   []int32
	brackets  []bracket
	fmodes    []fmode
	nonUTF8   bool
}

func newScanner(filename, src string, opts *Options) *scanner {
	s := &scanner{src: src, filename: filename, opts: opts, line: 1, bol: true, lastLine: true,
		indents: make([]int32, 1, 16), altcols: make([]int32, 1, 16)}
	s.lines = make([]int32, 0, 1+strings.Count(src, "\n"))
	s.lines = append(s.lines, 0)
	return s
}

func (s *scanner) at(i int) byte {
	if i < len(s.src) {
		return s.src[i]
	}
	return 0
}

// newline records that the line feed at pos-1 was consumed.
func (s *scanner) newline() {
	s.line++
	s.lineStart = s.pos
	if int(s.line) > len(s.lines) {
		s.lines = append(s.lines, int32(s.pos))
	}
}

func (s *scanner) make(t *token, kind tok, start int) {
	col := int32(start - s.lineStart)
	*t = token{int32(start), int32(s.pos), s.line, col, s.line, int32(s.pos - s.lineStart), kind}
}

// next scans one token.
func (s *scanner) next(t *token) {
	if n := len(s.fmodes); n > 0 && !s.fmodes[n-1].inExpr {
		s.fstringText(t, &s.fmodes[n-1])
		return
	}
line:
	if s.bol {
		s.bol = false
		s.indentation()
	}
	if s.pending != 0 {
		start := s.pos
		if s.pending < 0 {
			s.pending++
			s.make(t, tokDedent, start)
			return
		}
		s.pending--
		s.make(t, tokIndent, s.lineStart)
		return
	}
	src := s.src
	comment := -1 // where a comment before the line feed begins
again:
	for s.pos < len(src) {
		c := src[s.pos]
		if c != ' ' && c != '\t' && c != '\f' {
			break
		}
		s.pos++
	}
	if s.pos >= len(src) {
		s.eof(t)
		return
	}
	start := s.pos
	c := src[start]
	switch class := charClass[c]; class {
	case classLetter:
		s.word(t, start)
		return
	case classDigit:
		s.number(t, start)
		s.lastLine = false
		return
	}
	switch c {
	case '#':
		comment = s.pos
		if i := strings.IndexByte(src[s.pos:], '\n'); i >= 0 {
			s.pos += i
		} else {
			s.pos = len(src)
		}
		goto again
	case '\n':
		s.pos++
		if len(s.brackets) > 0 {
			s.newline()
			comment = -1
			goto again
		}
		if s.lastLine {
			s.newline()
			s.bol = true
			goto line
		}
		s.make(t, tokNewline, start)
		if comment >= 0 {
			t.start, t.col = int32(comment), int32(comment-s.lineStart)
		}
		s.newline()
		s.bol = true
		s.lastLine = true
		return
	case '\\':
		s.continuation()
		goto again
	case '"', '\'':
		s.lastLine = false
		s.str(t, start, start)
		return
	case '.':
		if charClass[s.at(start+1)] == classDigit {
			s.number(t, start)
			s.lastLine = false
			return
		}
	}
	s.lastLine = false
	s.operator(t, start)
}

// eof emits the NEWLINE, the DEDENTs and the end.
func (s *scanner) eof(t *token) {
	if len(s.brackets) > 0 {
		panic(scanFailure{s.unclosed(), false})
	}
	if !s.lastLine {
		s.lastLine = true
		s.make(t, tokNewline, s.pos)
		t.col, t.endCol = -1, -1
		return
	}
	if n := len(s.indents); n > 1 {
		s.indents = s.indents[:n-1]
		s.altcols = s.altcols[:n-1]
		s.make(t, tokDedent, s.pos)
		s.atEnd(t)
		return
	}
	s.make(t, tokEOF, s.pos)
	s.atEnd(t)
}

// atEnd moves a token to the line after the last.
func (s *scanner) atEnd(t *token) {
	if s.pos > s.lineStart {
		t.line, t.endLine, t.col, t.endCol = s.line+1, s.line+1, 0, 0
	}
}

// continuation skips a backslash and line feed.
func (s *scanner) continuation() {
	if s.at(s.pos+1) != '\n' {
		s.pos = min(s.pos+1, len(s.src)-1)
		e := s.newError(SyntaxError, "unexpected character after line continuation character", s.line, s.pos-s.lineStart, s.line, -1)
		panic(scanFailure{e, false})
	}
	s.pos += 2
	s.newline()
	if s.pos >= len(s.src) {
		s.unexpectedEOF()
	}
}

// indentation measures the indentation of the next line with tokens.
func (s *scanner) indentation() {
	var col, alt int32
	cont := int32(0)
	comment := false // the text ends in one
	for {
		c := s.at(s.pos)
		switch c {
		case ' ':
			col++
			alt++
			s.pos++
			continue
		case '\t':
			col = (col/tabSize + 1) * tabSize
			alt++
			s.pos++
			continue
		case '\f':
			col, alt = 0, 0
			s.pos++
			continue
		case '\\':
			if cont <= 0 {
				cont = col
			}
			s.continuation()
			continue
		}
		if c == '#' {
			if i := strings.IndexByte(s.src[s.pos:], '\n'); i >= 0 {
				s.pos += i
				c = '\n'
			} else {
				s.pos = len(s.src)
				comment = true
			}
		}
		if c == '\n' {
			s.pos++
			s.newline()
			col, alt, cont = 0, 0, 0
			continue
		}
		break
	}
	if s.pos >= len(s.src) && (col == 0 || s.src[s.pos-1] == '\n' || comment) {
		return // eof closes the blocks
	}
	if len(s.brackets) > 0 {
		return
	}
	if cont > 0 {
		col, alt = cont, cont
	}
	top := s.indents[len(s.indents)-1]
	switch {
	case col == top:
		if alt != s.altcols[len(s.altcols)-1] {
			s.tabError()
		}
	case col > top:
		if len(s.indents) >= maxIndent {
			s.indentError(IndentationError, "too many levels of indentation")
		}
		if alt <= s.altcols[len(s.altcols)-1] {
			s.tabError()
		}
		s.pending = 1
		s.indents = append(s.indents, col)
		s.altcols = append(s.altcols, alt)
	default:
		for len(s.indents) > 1 && col < s.indents[len(s.indents)-1] {
			s.pending--
			s.indents = s.indents[:len(s.indents)-1]
			s.altcols = s.altcols[:len(s.altcols)-1]
		}
		if col != s.indents[len(s.indents)-1] {
			s.badDedent()
		}
		if alt != s.altcols[len(s.altcols)-1] {
			s.tabError()
		}
	}
}

func (s *scanner) tabError() {
	s.indentError(TabError, "inconsistent use of tabs and spaces in indentation")
}

// word scans an identifier, a keyword or the prefix of a string.
func (s *scanner) word(t *token, start int) {
	src := s.src
	i := start
	ascii := true
	for i < len(src) {
		c := charClass[src[i]]
		if c == classLetter {
			if src[i] >= utf8.RuneSelf {
				ascii = false
			}
		} else if c != classDigit {
			break
		}
		i++
	}
	if i < len(src) && (src[i] == '"' || src[i] == '\'') && i-start <= 5 && s.stringPrefix(start, i) {
		s.lastLine = false
		s.str(t, start, i)
		return
	}
	if !ascii {
		s.checkIdentifier(start, i)
	}
	s.pos = i
	s.lastLine = false
	kind := tokName
	if n := i - start; n >= 2 && n <= 8 {
		kind = keyword(src[start:i])
	}
	s.make(t, kind, start)
}

// stringPrefix reports whether the word from start to the quote at i is the prefix
// of a string. Two letters that exclude each other are an error.
func (s *scanner) stringPrefix(start, i int) bool {
	const letters = "burft"
	var saw [len(letters)]bool
	for j := start; j < i; j++ {
		k := strings.IndexByte(letters, s.src[j]|0x20)
		if k < 0 || saw[k] {
			return false
		}
		saw[k] = true
	}
	if i-start == 1 {
		return true
	}
	for _, pair := range [...]string{"ub", "ur", "uf", "ut", "bf", "bt", "ft"} {
		if saw[strings.IndexByte(letters, pair[0])] && saw[strings.IndexByte(letters, pair[1])] {
			s.hardRange(fmt.Sprintf("'%c' and '%c' prefixes are incompatible", pair[0], pair[1]), start+1, i+1)
		}
	}
	return true
}

func identifierStart(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
}

// checkIdentifier reports characters that no identifier has.
func (s *scanner) checkIdentifier(start, end int) {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s.src[i:end])
		ok := identifierStart(r)
		if !ok && i > start {
			ok = unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
		}
		if !ok || r == utf8.RuneError && n == 1 {
			s.invalidChar(i, r)
		}
		i += n
	}
}

func (s *scanner) invalidChar(i int, r rune) {
	msg := fmt.Sprintf("invalid character '%c' (U+%04X)", r, r)
	if !unicode.IsPrint(r) {
		msg = fmt.Sprintf("invalid non-printable character U+%04X", r)
	}
	s.hard(msg, i+max(1, utf8.RuneLen(r)))
}

// str scans a string whose quote is at q, or the start of an f-string.
func (s *scanner) str(t *token, start, q int) {
	src := s.src
	quote := src[q]
	size := 1
	if s.at(q+1) == quote && s.at(q+2) == quote {
		size = 3
	}
	var letter byte
	raw := false
	for _, c := range []byte(src[start:q]) {
		switch c | 0x20 {
		case 'f', 't':
			letter = c | 0x20
		case 'r':
			raw = true
		}
	}
	if letter != 0 {
		s.pos = q + size
		s.make(t, tokFStart, start)
		if len(s.fmodes) >= maxFStrings {
			s.hard("too many nested f-strings or t-strings", s.pos)
		}
		s.fmodes = append(s.fmodes, fmode{start: *t, quote: quote, letter: letter, size: int8(size), raw: raw})
		return
	}
	line, col := s.line, start-s.lineStart
	i := q + size
	escapedQuote := false
	for {
		if i >= len(src) || size == 1 && src[i] == '\n' {
			s.unterminated(start, q, line, col, size, i >= len(src), escapedQuote)
		}
		switch c := src[i]; {
		case c == '\\':
			i++
			if i < len(src) {
				escapedQuote = escapedQuote || src[i] == quote
				if src[i] == '\n' {
					s.pos = i + 1
					s.newline()
				}
			}
			i++
			continue
		case c == quote && (size == 1 || s.at(i+1) == quote && s.at(i+2) == quote):
			s.pos = i + size
			*t = token{int32(start), int32(s.pos), line, int32(col), s.line, int32(s.pos - s.lineStart), tokString}
			return
		case c == '\n':
			s.pos = i + 1
			s.newline()
		}
		i++
	}
}

func (s *scanner) unterminated(start, q int, line int32, col, size int, eof, escapedQuote bool) {
	if n := len(s.fmodes); n > 0 {
		if f := &s.fmodes[n-1]; f.quote == s.src[q] && int(f.size) == size {
			panic(scanFailure{s.hardError(fmt.Sprintf("%c-string: expecting '}'", f.letter), line, col+1, col+1), true})
		}
	}
	found := s.line
	if eof && s.pos == s.lineStart && s.pos == len(s.src) && found > line {
		found--
	}
	var msg string
	switch {
	case size == 3:
		msg = fmt.Sprintf("unterminated triple-quoted string literal (detected at line %d)", found)
	case escapedQuote:
		msg = fmt.Sprintf("unterminated string literal (detected at line %d); perhaps you escaped the end quote?", found)
	default:
		msg = fmt.Sprintf("unterminated string literal (detected at line %d)", found)
	}
	e := s.hardError(msg, line, col+1, col+1)
	e.Incomplete = size == 3 || eof
	panic(scanFailure{e, true})
}

// operator scans an operator or a bracket.
func (s *scanner) operator(t *token, start int) {
	src := s.src
	c := src[start]
	c1, c2 := s.at(start+1), s.at(start+2)
	n := len(s.fmodes)
	if n > 0 && c == ':' {
		f := &s.fmodes[n-1]
		if int(f.depth[f.nfields-1]) == len(s.brackets) {
			f.inExpr = false
			s.pos = start + 1
			s.make(t, tokColon, start)
			return
		}
	}
	kind, size := tokEOF, 1
	with := func(k, eq tok) {
		kind = k
		if c1 == '=' {
			kind, size = eq, 2
		}
	}
	twice := func(k, eq, dbl, dblEq tok) {
		if c1 != c {
			with(k, eq)
			return
		}
		kind, size = dbl, 2
		if c2 == '=' {
			kind, size = dblEq, 3
		}
	}
	switch c {
	case '(', '[', '{':
		s.open(c, start)
		kind = tokLpar
		if c == '[' {
			kind = tokLsqb
		} else if c == '{' {
			kind = tokLbrace
		}
	case ')':
		kind = tokRpar
	case ']':
		kind = tokRsqb
	case '}':
		kind = tokRbrace
	case ':':
		with(tokColon, tokWalrus)
	case ',':
		kind = tokComma
	case ';':
		kind = tokSemi
	case '.':
		kind = tokDot
		if c1 == '.' && c2 == '.' {
			kind, size = tokEllipsis, 3
		}
	case '~':
		kind = tokTilde
	case '=':
		with(tokAssign, tokEq)
	case '!':
		kind = tokExclam
		if c1 == '=' {
			kind, size = tokNotEq, 2
		} else if n == 0 {
			s.pos = start + 1
		}
	case '<':
		twice(tokLt, tokLtE, tokLShift, tokLShiftEq)
		if c1 == '>' {
			kind, size = tokNotEq, 2
		}
	case '>':
		twice(tokGt, tokGtE, tokRShift, tokRShiftEq)
	case '*':
		twice(tokStar, tokStarEq, tokDoubleStar, tokDoubleStarEq)
	case '/':
		twice(tokSlash, tokSlashEq, tokDoubleSlash, tokDoubleSlashEq)
	case '+':
		with(tokPlus, tokPlusEq)
	case '-':
		with(tokMinus, tokMinusEq)
		if c1 == '>' {
			kind, size = tokArrow, 2
		}
	case '%':
		with(tokPercent, tokPercentEq)
	case '@':
		with(tokAt, tokAtEq)
	case '&':
		with(tokAmper, tokAmperEq)
	case '|':
		with(tokVBar, tokVBarEq)
	case '^':
		with(tokCircumflex, tokCircumflexEq)
	default:
		r, _ := utf8.DecodeRuneInString(src[start:])
		s.invalidOp(start, r)
		kind = tokInvalid
	}
	if kind == tokRpar || kind == tokRsqb || kind == tokRbrace {
		s.close(c, start)
	}
	s.pos = start + size
	s.make(t, kind, start)
}

func (s *scanner) invalidOp(start int, r rune) {
	if !unicode.IsPrint(r) {
		s.invalidChar(start, r)
	}
}

func (s *scanner) open(c byte, start int) {
	col := start - s.lineStart
	if len(s.brackets) >= maxParens {
		s.hard("too many nested parentheses", start+1)
	}
	s.brackets = append(s.brackets, bracket{c, int32(start), s.line, int32(col)})
}

// close pops the bracket that c closes; a closing brace may end a field.
func (s *scanner) close(c byte, start int) {
	n := len(s.fmodes)
	var f *fmode
	if n > 0 {
		f = &s.fmodes[n-1]
	}
	if len(s.brackets) == 0 {
		if s.loose {
			return
		}
		s.hard(fmt.Sprintf("unmatched '%c'", c), start+1)
	}
	if f != nil && int(f.depth[f.nfields-1]) == len(s.brackets) && c != '}' {
		s.hard(fmt.Sprintf("%c-string: unmatched '%c'", f.letter, c), start+1)
	}
	b := s.brackets[len(s.brackets)-1]
	if c != closer(b.ch) && (!s.loose || f != nil) {
		msg := fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, b.ch)
		if b.line != s.line {
			msg += fmt.Sprintf(" on line %d", b.line)
		}
		s.hard(msg, start+1)
	}
	s.brackets = s.brackets[:len(s.brackets)-1]
	if f != nil && int(f.depth[f.nfields-1]) == len(s.brackets)+1 {
		f.nfields--
		f.inExpr = false
	}
}

func closer(c byte) byte {
	if c == '(' {
		return ')'
	}
	return c + 2
}

// The classes of bytes.
const (
	classOther = iota
	classLetter
	classDigit
)

var charClass = func() (a [256]uint8) {
	for i := range a {
		switch {
		case i >= 'a' && i <= 'z', i >= 'A' && i <= 'Z', i == '_', i >= 0x80:
			a[i] = classLetter
		case i >= '0' && i <= '9':
			a[i] = classDigit
		}
	}
	return a
}()
