package syntax

// tok is the kind of a token.
type tok uint8

// The kinds: layout, literals, operators, keywords.
const (
	tokEOF tok = iota
	tokNewline
	tokIndent
	tokDedent
	tokName
	tokNumber
	tokString
	tokFStart // opening of an f- or t-string, with prefix and quotes
	tokFMiddle
	tokFEnd
	tokInvalid // a character that begins no token

	tokLpar
	tokRpar
	tokLsqb
	tokRsqb
	tokLbrace
	tokRbrace
	tokColon
	tokComma
	tokSemi
	tokDot
	tokEllipsis
	tokArrow
	tokWalrus
	tokExclam
	tokAssign
	tokTilde

	// Binary operators, in the order of Operator.
	tokPlus
	tokMinus
	tokStar
	tokAt
	tokSlash
	tokPercent
	tokDoubleStar
	tokLShift
	tokRShift
	tokVBar
	tokCircumflex
	tokAmper
	tokDoubleSlash

	// Augmented assignments, in the order of Operator.
	tokPlusEq
	tokMinusEq
	tokStarEq
	tokAtEq
	tokSlashEq
	tokPercentEq
	tokDoubleStarEq
	tokLShiftEq
	tokRShiftEq
	tokVBarEq
	tokCircumflexEq
	tokAmperEq
	tokDoubleSlashEq

	// Comparisons, in the order of CmpOp.
	tokEq
	tokNotEq
	tokLt
	tokLtE
	tokGt
	tokGtE

	tokFalse
	tokNone
	tokTrue
	tokAnd
	tokAs
	tokAssert
	tokAsync
	tokAwait
	tokBreak
	tokClass
	tokContinue
	tokDef
	tokDel
	tokElif
	tokElse
	tokExcept
	tokFinally
	tokFor
	tokFrom
	tokGlobal
	tokIf
	tokImport
	tokIn
	tokIs
	tokLambda
	tokNonlocal
	tokNot
	tokOr
	tokPass
	tokRaise
	tokReturn
	tokTry
	tokWhile
	tokWith
	tokYield
)

// keyword is the kind of a word.
func keyword(s string) tok {
	switch s {
	case "False":
		return tokFalse
	case "None":
		return tokNone
	case "True":
		return tokTrue
	case "and":
		return tokAnd
	case "as":
		return tokAs
	case "assert":
		return tokAssert
	case "async":
		return tokAsync
	case "await":
		return tokAwait
	case "break":
		return tokBreak
	case "class":
		return tokClass
	case "continue":
		return tokContinue
	case "def":
		return tokDef
	case "del":
		return tokDel
	case "elif":
		return tokElif
	case "else":
		return tokElse
	case "except":
		return tokExcept
	case "finally":
		return tokFinally
	case "for":
		return tokFor
	case "from":
		return tokFrom
	case "global":
		return tokGlobal
	case "if":
		return tokIf
	case "import":
		return tokImport
	case "in":
		return tokIn
	case "is":
		return tokIs
	case "lambda":
		return tokLambda
	case "nonlocal":
		return tokNonlocal
	case "not":
		return tokNot
	case "or":
		return tokOr
	case "pass":
		return tokPass
	case "raise":
		return tokRaise
	case "return":
		return tokReturn
	case "try":
		return tokTry
	case "while":
		return tokWhile
	case "with":
		return tokWith
	case "yield":
		return tokYield
	}
	return tokName
}

// token is one token: byte offsets in the source and its range.
type token struct {
	start, end      int32
	line, col       int32
	endLine, endCol int32
	kind            tok
}
