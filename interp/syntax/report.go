package syntax

import (
	"strings"
	"unicode/utf8"
)

// lineText is the source line with its line feed.
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
		text = text[:i+1]
	}
	return text
}

// charCol turns a byte column of a line into a character column from 1.
func (s *scanner) charCol(line int32, col int) int {
	if col < 0 {
		return col + 1
	}
	text := s.lineText(line)
	if col <= len(text) {
		return utf8.RuneCountInString(text[:col]) + 1
	}
	return utf8.RuneCountInString(text) + col - len(text) + 1
}

func (s *scanner) newError(kind ErrorKind, msg string, line int32, col int, endLine int32, endCol int) *Error {
	return &Error{
		Kind: kind, Msg: msg, Filename: s.filename, Text: s.lineText(line),
		Line: int(line), Col: s.charCol(line, col),
		EndLine: int(endLine), EndCol: s.charCol(endLine, endCol),
	}
}

// errorAt stops the parse with an error at byte columns.
func (s *scanner) errorAt(kind ErrorKind, msg string, line int32, col int, endLine int32, endCol int) {
	panic(s.newError(kind, msg, line, col, endLine, endCol))
}

// errorLine stops with an error at the end of the current line, as CPython reports
// indentation.
func (s *scanner) errorLine(kind ErrorKind, msg string) {
	text := s.lineText(s.line)
	e := s.newError(kind, msg, s.line, len(strings.TrimSuffix(text, "\n")), s.line, 0)
	e.EndCol = -1
	panic(e)
}

func (s *scanner) warn(category, message string, pos Span) {
	if s.opts != nil && s.opts.Warn != nil {
		s.opts.Warn(category, message, pos)
	}
}

// identifierAt reports whether the character at i begins an identifier.
func (s *scanner) identifierAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.src[i:])
	return identifierStart(r)
}
