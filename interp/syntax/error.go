package syntax

// ErrorKind is the exception class of an Error.
type ErrorKind uint8

// The kinds.
const (
	SyntaxError ErrorKind = iota
	IndentationError
	TabError
	ErrMemory
	ErrRecursion
)

// Error is a syntax error with CPython's fields: Line and Col count from 1, Col in
// characters; Text is the source line, with its line feed where CPython has it. Col
// and EndCol are 0 or -1 where CPython's are; a Line and Col of 0 mean that there is
// no position, an EndLine of 0 that there is no end.
type Error struct {
	Kind            ErrorKind
	Msg, Filename   string
	Line, Col       int
	EndLine, EndCol int
	Text            string
	// Incomplete says that more input could complete the program (REPL).
	Incomplete bool
}

func (e *Error) Error() string { return e.Msg }
