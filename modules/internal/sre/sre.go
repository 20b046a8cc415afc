// Package sre is the engine of regular expressions of module re: CPython's syntax,
// numbering of groups, messages and positions of errors. It knows nothing of Python
// objects: patterns and subjects are Go strings, of UTF-8 (with lone surrogates as
// WTF-8) or of bytes.
//
// Files, as a pipeline: parse.go (text to tree, with group.go for what opens with a
// parenthesis and escape.go), charset.go (classes of characters), compile.go (tree to
// program, with width.go), match.go (the matcher), template.go (replacements).
//
// The matcher backtracks on a stack of its own, so that no subject makes Go's stack
// grow. A search that takes many steps remembers where it has been (match.go), which
// keeps patterns such as (a+)+b from exponential time as long as they have no
// back-references, look-around, atomic or counted groups.
package sre

import "fmt"

// Flags are the flags of a pattern, with the values of module re.
type Flags int

// The flags.
const (
	IgnoreCase Flags = 2
	Locale     Flags = 4
	MultiLine  Flags = 8
	DotAll     Flags = 16
	Unicode    Flags = 32
	Verbose    Flags = 64
	Debug      Flags = 128
	ASCII      Flags = 256

	typeFlags   = ASCII | Locale | Unicode
	globalFlags = Debug
)

// Error is a mistake in a pattern or a template.
type Error struct {
	Msg string
	// Pos is its place in characters, -1 if it has none.
	Pos int
}

func (e *Error) Error() string { return e.Msg }

// OverflowError is a repetition number that is too large.
type OverflowError struct{}

func (OverflowError) Error() string { return "the repetition number is too large" }

// ValueError is a combination of flags that cannot be.
type ValueError string

func (e ValueError) Error() string { return string(e) }

// DepthError is a pattern that nests too deep.
type DepthError struct{}

func (DepthError) Error() string { return "maximum recursion depth exceeded" }

// Chars is what the engine wants to know about Unicode: Python's functions of
// characters.
type Chars struct {
	Lower                     func(rune) rune
	IsAlnum, IsSpace, IsDigit func(rune) bool
	IsAlpha                   func(rune) bool
	IsIdentifier              func(string) bool
	Repr                      func(string) string
}

// Warning is a FutureWarning about a pattern.
type Warning string

// Pattern is a compiled pattern. It is immutable: goroutines may share it.
type Pattern struct {
	Flags  Flags
	Groups int
	// Names are the group names in the order of their groups.
	Names    []Name
	Warnings []Warning

	bytes     bool
	chars     *Chars
	prog      []inst
	regs      int // counters and positions of loops
	branches  int // instructions that are remembered
	memo      bool
	first     *bytemap // the bytes that a match can begin with; nil for any
	prefix    string   // what every match begins with
	beginning bool     // a match begins at the start of the subject
	min       int      // the least number of characters of a match
}

// Name is a named group.
type Name struct {
	Name  string
	Group int
}

// Group returns the number of a named group; ok is false if there is none.
func (p *Pattern) Group(name string) (group int, ok bool) {
	for _, n := range p.Names {
		if n.Name == name {
			return n.Group, true
		}
	}
	return 0, false
}

// Compile compiles a pattern; isBytes says that it is one of bytes. Errors are *Error,
// OverflowError, ValueError and DepthError. lookup finds the characters of \N{...}.
func Compile(text string, isBytes bool, flags Flags, chars *Chars, lookup func(name string) (r rune, ok bool)) (*Pattern, error) {
	ps := &parser{chars: chars, lookup: lookup, bytes: isBytes, flags: flags, groups: 1}
	ps.setText(text)
	tree, err := ps.parse()
	if err != nil {
		return nil, err
	}
	c := &compiler{p: &Pattern{Flags: ps.flags, Groups: ps.groups - 1, Names: ps.names, Warnings: ps.warnings, bytes: isBytes, chars: chars}, widths: ps.widths, memo: true}
	if err := c.compile(tree); err != nil {
		return nil, err
	}
	return c.p, nil
}

func failf(pos int, format string, args ...any) *Error {
	return &Error{fmt.Sprintf(format, args...), pos}
}
