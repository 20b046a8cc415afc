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
// characters; Text is the source line.
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
