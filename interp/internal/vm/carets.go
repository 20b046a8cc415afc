package vm

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/internal/compile"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// carets is the py.CaretSource: it parses the lines that a traceback shows.
type carets struct{}

func parseText(source string) []syntax.Stmt {
	root, err := syntax.Parse("<traceback>", []byte(source), syntax.ModeExec, &syntax.Options{SourceIsUTF8: true})
	if err != nil {
		return nil
	}
	if m, ok := root.(*syntax.Module); ok {
		return m.Body
	}
	return nil
}

// Anchors wraps the segment in parentheses: it may span lines.
func (carets) Anchors(segment string) (a py.Anchors, ok bool) {
	body := parseText("(\n" + segment + "\n)")
	if len(body) != 1 {
		return a, false
	}
	stmt, isExpr := body[0].(*syntax.ExprStmt)
	if !isExpr {
		return a, false
	}
	s := anchorScan{lines: strings.Split(segment, "\n")}
	switch x := stmt.Value.(type) {
	case *syntax.BinOp:
		if !s.after(x.Left) || !s.find(func(r rune) bool { return !unicode.IsSpace(r) && r != ')' }) {
			return a, false
		}
		a = s.at()
		a.EndCol++
		// The operator has a second character unless the right operand begins there.
		line := []rune(s.lines[s.line])
		right := x.Right.Pos()
		free := int(right.Line)-2 > s.line || a.EndCol < s.chars(int(right.Line)-2, int(right.Col))
		if a.EndCol < len(line) && free {
			if r := line[a.EndCol]; !unicode.IsSpace(r) && r != '\\' && r != '#' {
				a.EndCol++
			}
		}
		return a, true
	case *syntax.Subscript:
		return s.brackets(x, x.Value, '[')
	case *syntax.Call:
		return s.brackets(x, x.Func, '(')
	}
	return a, false
}

// anchorScan is a position in the segment's lines, in characters.
type anchorScan struct {
	lines     []string
	line, col int
}

func (s *anchorScan) at() py.Anchors {
	return py.Anchors{Line: s.line, Col: s.col, EndLine: s.line, EndCol: s.col}
}

// chars turns a byte offset of a line into one of characters.
func (s *anchorScan) chars(line, offset int) int {
	if line < 0 || line >= len(s.lines) {
		return 0
	}
	l := s.lines[line]
	return utf8.RuneCountInString(l[:min(offset, len(l))])
}

// after moves to the end of an expression, whose lines are those of the text in
// parentheses.
func (s *anchorScan) after(x syntax.Expr) bool {
	p := x.Pos()
	s.line = int(p.EndLine) - 2
	s.col = s.chars(s.line, int(p.EndCol))
	return s.settle()
}

// settle moves on to the next line while there is no character here.
func (s *anchorScan) settle() bool {
	for s.line >= 0 && s.line < len(s.lines) && s.col >= utf8.RuneCountInString(s.lines[s.line]) {
		s.line++
		s.col = 0
	}
	return s.line >= 0 && s.line < len(s.lines)
}

// find moves to the next character that stop holds for, outside comments.
func (s *anchorScan) find(stop func(rune) bool) bool {
	for {
		line := []rune(s.lines[s.line])
		switch r := line[s.col]; {
		case r == '\\' || r == '#':
			s.line++
			s.col = 0
		case stop(r):
			return true
		default:
			s.col++
		}
		if !s.settle() {
			return false
		}
	}
}

// brackets is the range from the bracket after inner to the end of outer.
func (s *anchorScan) brackets(outer, inner syntax.Expr, open rune) (py.Anchors, bool) {
	if !s.after(inner) || !s.find(func(r rune) bool { return r == open }) {
		return py.Anchors{}, false
	}
	a := s.at()
	p := outer.Pos()
	a.EndLine = int(p.EndLine) - 2
	if a.EndLine < 0 || a.EndLine >= len(s.lines) {
		return a, false
	}
	a.EndCol = s.chars(a.EndLine, int(p.EndCol))
	return a, true
}

func (carets) Begins(source string) bool {
	tree, err := syntax.Parse("<traceback>", []byte(source+"\n"), syntax.ModeExec, &syntax.Options{SourceIsUTF8: true, AllowIncomplete: true})
	if e, ok := err.(*syntax.Error); ok {
		return e.Incomplete
	}
	if err == nil {
		_, err = compile.Compile(tree, "<traceback>", compile.Options{})
	}
	return err == nil
}

// WholeCall looks at the first statement only.
func (carets) WholeCall(source string) (line, col, endLine, endCol int, ok bool) {
	body := parseText(source)
	if len(body) == 0 {
		return
	}
	var call *syntax.Call
	switch x := body[0].(type) {
	case *syntax.Return:
		if call, ok = x.Value.(*syntax.Call); ok {
			_, ok = call.Func.(*syntax.Name)
		}
	case *syntax.Assign:
		if call, ok = x.Value.(*syntax.Call); ok {
			_, ok = x.Targets[0].(*syntax.Name)
			ok = ok && len(x.Targets) == 1
		}
	}
	if !ok {
		return
	}
	p := call.Pos()
	return int(p.Line), int(p.Col), int(p.EndLine), int(p.EndCol), true
}
