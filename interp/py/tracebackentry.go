package py

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// StackEntry is one entry of a stack trace, ready to be printed. Line is 0 if it is
// unknown.
type StackEntry struct {
	Filename, Name string
	Line, EndLine  int
	// Col and EndCol are UTF-8 byte offsets in the first and the last line; -1 if
	// unknown.
	Col, EndCol int
	// Lines is the source of Line to EndLine.
	Lines []string
	// Locals are the variables to show and their reprs.
	Locals map[string]string
}

// CaretSource analyses source text for the carets under a traceback's lines. The
// virtual machine provides it.
type CaretSource interface {
	// Anchors finds the operator, the subscript or the arguments in the text of an
	// expression; ok is false for other expressions and for what cannot be parsed.
	Anchors(segment string) (a Anchors, ok bool)
	// WholeCall finds the range of f(…) in source that is "return f(…)" or
	// "name = f(…)", with byte offsets and lines that count from 1.
	WholeCall(source string) (line, col, endLine, endCol int, ok bool)
	// Begins reports whether source is a program or the beginning of one.
	Begins(source string) bool
}

// Anchors is the part of an expression to be marked with ^ between ~: from Line,
// Col to EndLine, EndCol, lines from 0 and characters from 0.
type Anchors struct{ Line, Col, EndLine, EndCol int }

// theme is the colours of tracebacks: escape sequences, or empty strings.
type theme struct{ typ, message, place, highlight, span, reset string }

var (
	plainTheme    = theme{}
	terminalTheme = theme{"\x1b[1;35m", "\x1b[35m", "\x1b[35m", "\x1b[1;31m", "\x1b[31m", "\x1b[0m"}
)

func themeFor(colour bool) *theme {
	if colour {
		return &terminalTheme
	}
	return &plainTheme
}

// Entry returns the traceback's entry as data, without its lines.
func (tb *Traceback) Entry() StackEntry {
	code := tb.Frame.Func.Block.Code
	e := StackEntry{Filename: code.Filename, Name: code.Name, Line: tb.Line, EndLine: tb.Line, Col: -1, EndCol: -1}
	if tb.Lasti < 0 {
		return e
	}
	p := code.Pos(tb.Lasti)
	if tb.AtAttr {
		if ap, ok := code.AttrPos(tb.Lasti); ok {
			p = ap
		}
	}
	if p.Line > 0 {
		e.Line, e.EndLine = int(p.Line), int(p.EndLine)
		if p.EndLine > 0 {
			e.Col, e.EndCol = int(p.Col), int(p.EndCol)
		}
		if e.EndLine < e.Line {
			e.EndLine, e.Col, e.EndCol = e.Line, -1, -1
		}
	}
	return e
}

// lookUp fetches the entry's lines.
func (e *StackEntry) lookUp(src *sources) {
	for n := e.Line; n <= e.EndLine; n++ {
		e.Lines = append(e.Lines, strings.TrimRightFunc(src.line(e.Filename, n), isSpace))
	}
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// FormatStackEntry returns the lines that Python prints for the entry.
func FormatStackEntry(t *Thread, e *StackEntry, colour bool) string {
	return e.format(t, themeFor(colour))
}

func (e *StackEntry) format(t *Thread, c *theme) string {
	var b strings.Builder
	name := e.Filename
	if strings.HasPrefix(name, "<stdin-") && strings.HasSuffix(name, ">") {
		name = "<stdin>"
	}
	line := "None"
	if e.Line > 0 {
		line = strconv.Itoa(e.Line)
	}
	b.WriteString("  File " + c.place + `"` + name + `"` + c.reset + ", line " + c.place + line + c.reset +
		", in " + c.place + e.Name + c.reset + "\n")
	if lines := dedent(e.Lines); strings.TrimFunc(strings.Join(lines, ""), isSpace) != "" {
		if e.Col < 0 || e.EndCol < 0 || len(e.Lines) <= e.EndLine-e.Line {
			b.WriteString("    " + strings.TrimFunc(e.Lines[0], isSpace) + "\n")
		} else {
			m := marker{t: t, theme: c}
			m.mark(e, lines)
			for _, l := range dedent(m.out) {
				b.WriteString("    " + l + "\n")
			}
		}
	}
	names := make([]string, 0, len(e.Locals))
	for n := range e.Locals {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		b.WriteString("    " + n + " = " + e.Locals[n] + "\n")
	}
	return b.String()
}

// dedent takes the common indentation off the lines; lines of white space become
// empty.
func dedent(lines []string) []string {
	margin, first := "", true
	for _, l := range lines {
		body := strings.TrimLeft(l, " \t")
		if strings.TrimFunc(body, isSpace) == "" {
			continue
		}
		indent := l[:len(l)-len(body)]
		if first {
			margin, first = indent, false
		}
		for !strings.HasPrefix(indent, margin) {
			margin = margin[:len(margin)-1]
		}
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		if strings.TrimFunc(l, isSpace) != "" {
			out[i] = l[len(margin):]
		}
	}
	return out
}

// marker writes source lines with carets below.
type marker struct {
	t     *Thread
	theme *theme
	out   []string

	lines      [][]rune
	start, end int // columns in the first and last line, in cells of the terminal
	carets     bool
	anchors    Anchors
	anchored   bool
}

// charOffset turns a byte offset in s into one of characters.
func charOffset(s string, offset int) int {
	return utf8.RuneCountInString(s[:min(max(offset, 0), len(s))])
}

// mark writes the lines of e, which are dedented already.
func (m *marker) mark(e *StackEntry, lines []string) {
	last := e.EndLine - e.Line
	lines = lines[:last+1]
	dedented := len([]rune(e.Lines[0])) - len([]rune(lines[0]))
	start := max(0, charOffset(e.Lines[0], e.Col)-dedented)
	end := max(0, charOffset(e.Lines[last], e.EndCol)-dedented)
	for _, l := range lines {
		m.lines = append(m.lines, []rune(l))
	}
	head, tail := m.lines[0], m.lines[last]
	start, end = min(start, len(head)), min(end, len(tail))
	m.start, m.end = displayWidth(head[:start]), displayWidth(tail[:end])

	all := strings.Join(lines, "\n")
	src := m.t.Interp.Carets
	if src != nil {
		from, to := len(string(head[:start])), len(all)-len(string(tail[end:]))
		if from <= to {
			m.anchors, m.anchored = src.Anchors(all[from:to])
		}
	}
	m.carets = m.anchored || hasText(head[:start]) || hasText(tail[end:])
	if m.carets && src != nil {
		if l, c, el, ec, ok := src.WholeCall(all); ok && l == 1 && el == len(lines) && c == start && ec == end {
			m.carets = false
		}
	}

	shown := map[int]bool{0: true, last: true}
	if a := &m.anchors; m.anchored {
		if a.Line == 0 {
			a.Col += start
		}
		if a.EndLine == 0 {
			a.EndCol += start
		}
		a.Col = displayWidth(m.lines[a.Line][:min(a.Col, len(m.lines[a.Line]))])
		a.EndCol = displayWidth(m.lines[a.EndLine][:min(a.EndCol, len(m.lines[a.EndLine]))])
		for _, near := range []int{a.Line, a.EndLine} {
			for n := near - 1; n <= near+1; n++ {
				shown[n] = true
			}
		}
	}
	prev := -1
	for n := range m.lines {
		if !shown[n] {
			continue
		}
		if skipped := n - prev - 1; skipped == 1 {
			m.line(n - 1)
		} else if skipped > 1 {
			m.out = append(m.out, "...<"+strconv.Itoa(skipped)+" lines>...")
		}
		m.line(n)
		prev = n
	}
}

func hasText(s []rune) bool { return strings.TrimFunc(string(s), isSpace) != "" }

// line writes line n and what is below it.
func (m *marker) line(n int) {
	text := m.lines[n]
	if !m.carets {
		m.out = append(m.out, string(text))
		return
	}
	indent := 0
	for indent < len(text) && isSpace(text[indent]) {
		indent++
	}
	width := m.end
	if n < len(m.lines)-1 {
		width = displayWidth(text)
	}
	marks := make([]byte, width)
	for col := range marks {
		switch {
		case col < indent || n == 0 && col < m.start:
			marks[col] = ' '
		case m.anchored && !m.inAnchors(n, col):
			marks[col] = '~'
		default:
			marks[col] = '^'
		}
	}
	if m.theme.reset == "" {
		m.out = append(m.out, string(text), string(marks))
		return
	}
	m.coloured(text, marks)
}

func (m *marker) inAnchors(n, col int) bool {
	a := &m.anchors
	return (n > a.Line || n == a.Line && col >= a.Col) && (n < a.EndLine || n == a.EndLine && col < a.EndCol)
}

// coloured writes a line and its marks with the marked parts in colour.
func (m *marker) coloured(text []rune, marks []byte) {
	var line, below strings.Builder
	at := func(i int) byte {
		if i < len(marks) {
			return marks[i]
		}
		return 0
	}
	for i, n := 0, max(len(text), len(marks)); i < n; {
		j := i + 1
		for j < n && at(j) == at(i) {
			j++
		}
		on, off := "", ""
		switch at(i) {
		case '^':
			on, off = m.theme.highlight, m.theme.reset
		case '~':
			on, off = m.theme.span, m.theme.reset
		}
		line.WriteString(on + string(text[min(i, len(text)):min(j, len(text))]) + off)
		below.WriteString(on + string(marks[min(i, len(marks)):min(j, len(marks))]) + off)
		i = j
	}
	m.out = append(m.out, line.String(), below.String())
}

// displayWidth is the number of terminal cells of text.
func displayWidth(text []rune) int {
	n := len(text)
	for _, r := range text {
		if r >= 0x1100 && unicode.Is(wideRanges, r) {
			n++
		}
	}
	return n
}
