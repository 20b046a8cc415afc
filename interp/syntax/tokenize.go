package syntax

import (
	"strings"
	"unicode/utf8"
)

// Token is a token as the module tokenize shows it: Type is CPython 3.14's number,
// columns count characters from 0. Source is the lines that the token is in.
type Token struct {
	Type            int
	Text            string
	Line, Col       int
	EndLine, EndCol int
	Source          string
}

// CPython's numbers of the tokens that are no operators.
const (
	typeEnd     = 0
	typeName    = 1
	typeNumber  = 2
	typeString  = 3
	typeNewline = 4
	typeIndent  = 5
	typeDedent  = 6
	typeOp      = 55
	typeFStart  = 59
	typeTStart  = 62
	typeComment = 65
	typeNL      = 66
)

// tokenizer collects the tokens of a text whose lines end in \n.
type tokenizer struct {
	scanner
	extra bool
	crlf  []bool   // of each line
	rows  []string // the lines as they were given
	out   []Token
	fs    []bool // open f-strings (false) and t-strings
	text  string // of which the scanner has all but spaces at the end without a line end
	begin []int  // where each line starts in text
	row   int    // last line found, for the next search
}

// Tokenize returns the tokens of a text for the module tokenize. With extra there are
// comments and line ends that mean nothing, and operators have one type. If the text
// is in error the tokens before it are returned too.
func Tokenize(filename, src string, extra bool, opts *Options) ([]Token, error) {
	z := &tokenizer{extra: extra, rows: strings.SplitAfter(src, "\n")}
	if n := len(z.rows); z.rows[n-1] == "" {
		z.rows = z.rows[:n-1]
	}
	at := 0
	for _, r := range z.rows {
		z.begin = append(z.begin, at)
		crlf := strings.HasSuffix(r, "\r\n")
		z.crlf = append(z.crlf, crlf)
		if at += len(r); crlf {
			at--
		}
	}
	if at == 0 || src[len(src)-1] == '\n' {
		z.begin = append(z.begin, at)
	}
	z.text = strings.ReplaceAll(src, "\r\n", "\n")
	text := z.text
	if cut := strings.TrimRight(text, " \t\f"); cut == "" || cut[len(cut)-1] == '\n' {
		text = cut
	}
	z.scanner = *newScanner(filename, text, opts)
	z.loose = extra
	err := z.run()
	return z.out, err
}

func (z *tokenizer) run() (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case scanFailure:
			err = z.ended(r.err)
		default:
			panic(r)
		}
	}()
	for end := 0; ; {
		if len(z.brackets) > 0 && z.restIsEmpty(end) {
			z.gap(end, len(z.src))
			col := 0
			if z.extra && !strings.HasSuffix(z.text, "\n") {
				z.addAt(typeNL, "", len(z.text), 1)
				if len(z.fmodes) > 0 {
					col = z.out[len(z.out)-1].EndCol
				}
			}
			return z.eofError(col)
		}
		var t token
		z.next(&t)
		start := int(t.start)
		z.gap(end, start)
		end = z.pos
		text := z.src[start:t.end]
		switch t.kind {
		case tokEOF, tokDedent:
			kind := typeEnd
			if t.kind == tokDedent {
				kind = typeDedent
			}
			if start < len(z.src) {
				z.add(kind, start, start)
				continue
			}
			if n := len(z.out); z.extra && z.text != "" && !strings.HasSuffix(z.text, "\n") && (n == 0 || z.out[n-1].Text != "" || z.out[n-1].Type == typeDedent && z.out[n-1].Line <= len(z.rows)) {
				z.addAt(typeNL, "", len(z.text), 1)
			}
			z.out = append(z.out, Token{Type: kind, Line: len(z.rows) + 1, EndLine: len(z.rows) + 1})
			if kind == typeEnd {
				return nil
			}
		case tokNewline:
			if start >= len(z.src) {
				z.addAt(typeNewline, "", start, 1)
				break
			}
			if strings.HasPrefix(text, "#") {
				feed := int(t.end) - 1
				z.gap(start, feed)
				start = feed
			}
			z.add(typeNewline, start, int(t.end))
		case tokIndent:
			z.add(typeIndent, start, int(t.end))
		case tokFStart:
			template := strings.ContainsAny(text[:strings.IndexAny(text, `'"`)], "tT")
			z.fs = append(z.fs, template)
			z.add(z.fkind(0), start, int(t.end))
		case tokFMiddle:
			z.add(z.fkind(1), start, int(t.end))
		case tokFEnd:
			z.add(z.fkind(2), start, int(t.end))
			z.fs = z.fs[:len(z.fs)-1]
		case tokNumber:
			z.add(typeNumber, start, int(t.end))
		case tokString:
			z.add(typeString, start, int(t.end))
		default:
			kind := typeOp
			if t.kind == tokName || t.kind >= tokFalse {
				kind = typeName
			} else if !z.extra {
				kind = exactType(text)
			}
			z.add(kind, start, int(t.end))
		}
	}
}

func (z *tokenizer) eofError(col int) *Error {
	return &Error{Msg: "unexpected EOF in multi-line statement", Filename: z.filename, Line: len(z.rows), Col: col, Incomplete: true}
}

// ended is the error of the scanner, or that of a text which ends in a continued line.
func (z *tokenizer) ended(e *Error) *Error {
	last := strings.TrimSuffix(z.text, "\n")
	if e.Line == len(z.rows) && strings.HasSuffix(last, "\\") && !strings.HasPrefix(e.Msg, "unterminated") {
		return z.eofError(utf8.RuneCountInString(last[strings.LastIndexByte(last, '\n')+1:]) + 1)
	}
	return e
}

// fkind is the type of the nth kind of token of the innermost f- or t-string.
func (z *tokenizer) fkind(n int) int {
	if z.fs[len(z.fs)-1] {
		return typeTStart + n
	}
	return typeFStart + n
}

// restIsEmpty reports whether only space and comments follow.
func (z *tokenizer) restIsEmpty(i int) bool {
	if n := len(z.fmodes); n > 0 && !z.fmodes[n-1].inExpr {
		return false
	}
	for i < len(z.src) {
		switch z.src[i] {
		case ' ', '\t', '\f', '\n':
			i++
		case '#':
			n := strings.IndexByte(z.src[i:], '\n')
			if n < 0 {
				return true
			}
			i += n
		default:
			return false
		}
	}
	return true
}

// gap adds the comments and line ends between two tokens.
func (z *tokenizer) gap(i, end int) {
	if !z.extra {
		return
	}
	for i < end {
		switch z.src[i] {
		case '#':
			n := strings.IndexByte(z.src[i:end], '\n')
			if n < 0 {
				n = end - i
			}
			z.add(typeComment, i, i+n)
			i += n
		case '\\':
			i += 2
		case '\n':
			z.add(typeNL, i, i+1)
			i++
		default:
			i++
		}
	}
}

// place returns the line, from 0, and the column of an offset.
func (z *tokenizer) place(i int) (line, col int) {
	for z.row+1 < len(z.begin) && z.begin[z.row+1] <= i {
		z.row++
	}
	for z.row > 0 && z.begin[z.row] > i {
		z.row--
	}
	return z.row, utf8.RuneCountInString(z.text[z.begin[z.row]:i])
}

func (z *tokenizer) add(kind, start, end int) {
	text := z.src[start:end]
	extra := 0
	if text == "\n" {
		if line, _ := z.place(start); line < len(z.crlf) && z.crlf[line] {
			text, extra = "\r\n", 1
		}
		end, extra = start, extra+1
	}
	z.append(kind, text, start, end, extra)
}

// addAt adds a token of no text that counts as size columns.
func (z *tokenizer) addAt(kind int, text string, at, size int) { z.append(kind, text, at, at, size) }

func (z *tokenizer) append(kind int, text string, start, end, extra int) {
	line, col := z.place(start)
	endLine, endCol := z.place(end)
	source := ""
	if line < len(z.rows) {
		source = strings.Join(z.rows[line:min(endLine+1, len(z.rows))], "")
	}
	if endLine > line && len(text) > 1 {
		parts := strings.SplitAfter(text, "\n")
		for i := range endLine - line {
			if z.crlf[line+i] {
				parts[i] = strings.TrimSuffix(parts[i], "\n") + "\r\n"
			}
		}
		text = strings.Join(parts, "")
	}
	z.out = append(z.out, Token{kind, text, line + 1, col, endLine + 1, endCol + extra, source})
}

// exactType is CPython's number of an operator.
func exactType(s string) int {
	const ops = "( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= >>= **= // //= @ @= -> ... := !"
	for i, o := range strings.Fields(ops) {
		if o == s {
			return 7 + i
		}
	}
	if s == "<>" {
		return 28
	}
	return typeOp
}
