package syntax

import "math/big"

// Span is the source range of a node: lines count from 1, columns are UTF-8 byte
// offsets from 0, as CPython's lineno, col_offset, end_lineno and end_col_offset.
type Span struct{ Line, Col, EndLine, EndCol int32 }

// Pos returns the source range.
func (s *Span) Pos() Span { return *s }

// Node is any node of the tree.
type Node interface{ Pos() Span }

// Root is the root of a tree: *Module, *Expression or *Interactive.
type Root interface {
	Node
	rootNode()
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmtNode()
}

// Expr is an expression.
type Expr interface {
	Node
	exprNode()
}

// Pattern is a pattern of a match statement.
type Pattern interface {
	Node
	patternNode()
}

// TypeParam is a type parameter (PEP 695).
type TypeParam interface {
	Node
	typeParamNode()
}

// ExprContext says whether an expression is read, written or deleted.
type ExprContext uint8

// The contexts.
const (
	Load ExprContext = iota
	Store
	Del
)

// Operator is a binary operator.
type Operator uint8

// The binary operators.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
)

// UnaryOperator is a unary operator.
type UnaryOperator uint8

// The unary operators.
const (
	Invert UnaryOperator = iota
	Not
	UAdd
	USub
)

// BoolOperator is and or or.
type BoolOperator uint8

// The boolean operators.
const (
	And BoolOperator = iota
	Or
)

// CmpOp is a comparison.
type CmpOp uint8

// The comparisons.
const (
	Eq CmpOp = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

// ConstKind is the kind of a Constant.
type ConstKind uint8

// The kinds. ConstInt fits in Constant.Int, ConstBigInt is in Big; ConstComplex has
// its imaginary part in Float; ConstStr and ConstBytes are in Str (text as UTF-8,
// lone surrogates as WTF-8). ConstObject is none of the parser's: a tree that a program
// made can have any immutable object for a constant, in Object.
const (
	ConstNone ConstKind = iota
	ConstTrue
	ConstFalse
	ConstEllipsis
	ConstInt
	ConstBigInt
	ConstFloat
	ConstComplex
	ConstStr
	ConstBytes
	ConstObject
)

// The nodes have CPython's names and fields.
// https://docs.python.org/3.14/library/ast.html#abstract-grammar
type (
	// FunctionDef is CPython's node of that name.
	FunctionDef struct {
		Span
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr
		TypeParams    []TypeParam
	}
	// AsyncFunctionDef is CPython's node of that name.
	AsyncFunctionDef struct {
		Span
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr
		TypeParams    []TypeParam
	}
	// ClassDef is CPython's node of that name.
	ClassDef struct {
		Span
		Name          string
		Bases         []Expr
		Keywords      []*Keyword
		Body          []Stmt
		DecoratorList []Expr
		TypeParams    []TypeParam
	}
	// Return is CPython's node of that name. Nil if absent.
	Return struct {
		Span
		Value Expr
	}
	// Delete is CPython's node of that name.
	Delete struct {
		Span
		Targets []Expr
	}
	// Assign is CPython's node of that name.
	Assign struct {
		Span
		Targets []Expr
		Value   Expr
	}
	// TypeAlias is CPython's node of that name.
	TypeAlias struct {
		Span
		Name       Expr
		TypeParams []TypeParam
		Value      Expr
	}
	// AugAssign is CPython's node of that name.
	AugAssign struct {
		Span
		Target Expr
		Op     Operator
		Value  Expr
	}
	// AnnAssign is CPython's node of that name.
	AnnAssign struct {
		Span
		Target     Expr
		Annotation Expr
		Value      Expr
		Simple     bool
	}
	// For is CPython's node of that name.
	For struct {
		Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// AsyncFor is CPython's node of that name.
	AsyncFor struct {
		Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// While is CPython's node of that name.
	While struct {
		Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// If is CPython's node of that name.
	If struct {
		Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// With is CPython's node of that name.
	With struct {
		Span
		Items []*WithItem
		Body  []Stmt
	}
	// AsyncWith is CPython's node of that name.
	AsyncWith struct {
		Span
		Items []*WithItem
		Body  []Stmt
	}
	// Match is CPython's node of that name.
	Match struct {
		Span
		Subject Expr
		Cases   []*MatchCase
	}
	// Raise is CPython's node of that name.
	Raise struct {
		Span
		Exc   Expr
		Cause Expr
	}
	// Try is CPython's node of that name.
	Try struct {
		Span
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}
	// TryStar is CPython's node of that name.
	TryStar struct {
		Span
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}
	// Assert is CPython's node of that name.
	Assert struct {
		Span
		Test Expr
		Msg  Expr
	}
	// Import is CPython's node of that name.
	Import struct {
		Span
		Names []*Alias
	}
	// ImportFrom is CPython's node of that name.
	ImportFrom struct {
		Span
		Module string
		Names  []*Alias
		Level  int
	}
	// Global is CPython's node of that name.
	Global struct {
		Span
		Names []string
	}
	// Nonlocal is CPython's node of that name.
	Nonlocal struct {
		Span
		Names []string
	}
	// ExprStmt is CPython's Expr, an expression statement.
	ExprStmt struct {
		Span
		Value Expr
	}
	// Pass is CPython's node of that name.
	Pass struct {
		Span
	}
	// Break is CPython's node of that name.
	Break struct {
		Span
	}
	// Continue is CPython's node of that name.
	Continue struct {
		Span
	}
	// BoolOp is CPython's node of that name.
	BoolOp struct {
		Span
		Op     BoolOperator
		Values []Expr
	}
	// NamedExpr is CPython's node of that name.
	NamedExpr struct {
		Span
		Target Expr
		Value  Expr
	}
	// BinOp is CPython's node of that name.
	BinOp struct {
		Span
		Left  Expr
		Op    Operator
		Right Expr
	}
	// UnaryOp is CPython's node of that name.
	UnaryOp struct {
		Span
		Op      UnaryOperator
		Operand Expr
	}
	// Lambda is CPython's node of that name.
	Lambda struct {
		Span
		Args *Arguments
		Body Expr
	}
	// IfExp is CPython's node of that name.
	IfExp struct {
		Span
		Test   Expr
		Body   Expr
		Orelse Expr
	}
	// Dict is CPython's node of that name. A nil key stands for **value.
	Dict struct {
		Span
		Keys   []Expr
		Values []Expr
	}
	// Set is CPython's node of that name.
	Set struct {
		Span
		Elts []Expr
	}
	// ListComp is CPython's node of that name.
	ListComp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}
	// SetComp is CPython's node of that name.
	SetComp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}
	// DictComp is CPython's node of that name.
	DictComp struct {
		Span
		Key        Expr
		Value      Expr
		Generators []*Comprehension
	}
	// GeneratorExp is CPython's node of that name.
	GeneratorExp struct {
		Span
		Elt        Expr
		Generators []*Comprehension
	}
	// Await is CPython's node of that name.
	Await struct {
		Span
		Value Expr
	}
	// Yield is CPython's node of that name.
	Yield struct {
		Span
		Value Expr
	}
	// YieldFrom is CPython's node of that name.
	YieldFrom struct {
		Span
		Value Expr
	}
	// Compare is CPython's node of that name.
	Compare struct {
		Span
		Left        Expr
		Ops         []CmpOp
		Comparators []Expr
	}
	// Call is CPython's node of that name.
	Call struct {
		Span
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}
	// FormattedValue is CPython's node of that name. Conversion is -1, 's', 'r' or 'a'.
	FormattedValue struct {
		Span
		Value      Expr
		Conversion int
		FormatSpec Expr
	}
	// JoinedStr is CPython's node of that name.
	JoinedStr struct {
		Span
		Values []Expr
	}
	// Interpolation is CPython's node of that name.
	Interpolation struct {
		Span
		Value      Expr
		Str        string
		Conversion int
		FormatSpec Expr
	}
	// TemplateStr is CPython's node of that name.
	TemplateStr struct {
		Span
		Values []Expr
	}
	// Constant is CPython's node of that name.
	Constant struct {
		Span
		Kind    ConstKind
		Str     string
		Int     int64
		Big     *big.Int
		Float   float64
		Unicode bool
		Object  any
	}
	// Attribute is CPython's node of that name.
	Attribute struct {
		Span
		Value Expr
		Attr  string
		Ctx   ExprContext
	}
	// Subscript is CPython's node of that name.
	Subscript struct {
		Span
		Value Expr
		Slice Expr
		Ctx   ExprContext
	}
	// Starred is CPython's node of that name.
	Starred struct {
		Span
		Value Expr
		Ctx   ExprContext
	}
	// Name is CPython's node of that name.
	Name struct {
		Span
		Id  string
		Ctx ExprContext
	}
	// List is CPython's node of that name.
	List struct {
		Span
		Elts []Expr
		Ctx  ExprContext
	}
	// Tuple is CPython's node of that name.
	Tuple struct {
		Span
		Elts []Expr
		Ctx  ExprContext
	}
	// Slice is CPython's node of that name.
	Slice struct {
		Span
		Lower Expr
		Upper Expr
		Step  Expr
	}
	// MatchValue is CPython's node of that name.
	MatchValue struct {
		Span
		Value Expr
	}
	// MatchSingleton is CPython's node of that name. ConstNone, ConstTrue or ConstFalse.
	MatchSingleton struct {
		Span
		Value ConstKind
	}
	// MatchSequence is CPython's node of that name.
	MatchSequence struct {
		Span
		Patterns []Pattern
	}
	// MatchMapping is CPython's node of that name.
	MatchMapping struct {
		Span
		Keys     []Expr
		Patterns []Pattern
		Rest     string
	}
	// MatchClass is CPython's node of that name.
	MatchClass struct {
		Span
		Cls         Expr
		Patterns    []Pattern
		KwdAttrs    []string
		KwdPatterns []Pattern
	}
	// MatchStar is CPython's node of that name.
	MatchStar struct {
		Span
		Name string
	}
	// MatchAs is CPython's node of that name.
	MatchAs struct {
		Span
		Pattern Pattern
		Name    string
	}
	// MatchOr is CPython's node of that name.
	MatchOr struct {
		Span
		Patterns []Pattern
	}
	// TypeVar is CPython's node of that name.
	TypeVar struct {
		Span
		Name         string
		Bound        Expr
		DefaultValue Expr
	}
	// ParamSpec is CPython's node of that name.
	ParamSpec struct {
		Span
		Name         string
		DefaultValue Expr
	}
	// TypeVarTuple is CPython's node of that name.
	TypeVarTuple struct {
		Span
		Name         string
		DefaultValue Expr
	}
	// Module is CPython's node of that name.
	Module struct {
		Span
		Body []Stmt
	}
	// Expression is CPython's node of that name.
	Expression struct {
		Span
		Body Expr
	}
	// Interactive is CPython's node of that name.
	Interactive struct {
		Span
		Body []Stmt
	}
	// Comprehension is CPython's node of that name.
	Comprehension struct {
		Span
		Target  Expr
		Iter    Expr
		Ifs     []Expr
		IsAsync bool
	}
	// ExceptHandler is CPython's node of that name.
	ExceptHandler struct {
		Span
		Type Expr
		Name string
		Body []Stmt
	}
	// Arguments is CPython's node of that name. A nil KwDefault: none.
	Arguments struct {
		Span
		Posonlyargs []*Arg
		Args        []*Arg
		Vararg      *Arg
		Kwonlyargs  []*Arg
		KwDefaults  []Expr
		Kwarg       *Arg
		Defaults    []Expr
	}
	// Arg is CPython's node of that name.
	Arg struct {
		Span
		Arg        string
		Annotation Expr
	}
	// Keyword is CPython's node of that name. An empty Arg stands for **value.
	Keyword struct {
		Span
		Arg   string
		Value Expr
	}
	// Alias is CPython's node of that name.
	Alias struct {
		Span
		Name   string
		Asname string
	}
	// WithItem is CPython's node of that name.
	WithItem struct {
		Span
		ContextExpr  Expr
		OptionalVars Expr
	}
	// MatchCase is CPython's node of that name.
	MatchCase struct {
		Span
		Pattern Pattern
		Guard   Expr
		Body    []Stmt
	}
)

func (*FunctionDef) stmtNode()       {}
func (*AsyncFunctionDef) stmtNode()  {}
func (*ClassDef) stmtNode()          {}
func (*Return) stmtNode()            {}
func (*Delete) stmtNode()            {}
func (*Assign) stmtNode()            {}
func (*TypeAlias) stmtNode()         {}
func (*AugAssign) stmtNode()         {}
func (*AnnAssign) stmtNode()         {}
func (*For) stmtNode()               {}
func (*AsyncFor) stmtNode()          {}
func (*While) stmtNode()             {}
func (*If) stmtNode()                {}
func (*With) stmtNode()              {}
func (*AsyncWith) stmtNode()         {}
func (*Match) stmtNode()             {}
func (*Raise) stmtNode()             {}
func (*Try) stmtNode()               {}
func (*TryStar) stmtNode()           {}
func (*Assert) stmtNode()            {}
func (*Import) stmtNode()            {}
func (*ImportFrom) stmtNode()        {}
func (*Global) stmtNode()            {}
func (*Nonlocal) stmtNode()          {}
func (*ExprStmt) stmtNode()          {}
func (*Pass) stmtNode()              {}
func (*Break) stmtNode()             {}
func (*Continue) stmtNode()          {}
func (*BoolOp) exprNode()            {}
func (*NamedExpr) exprNode()         {}
func (*BinOp) exprNode()             {}
func (*UnaryOp) exprNode()           {}
func (*Lambda) exprNode()            {}
func (*IfExp) exprNode()             {}
func (*Dict) exprNode()              {}
func (*Set) exprNode()               {}
func (*ListComp) exprNode()          {}
func (*SetComp) exprNode()           {}
func (*DictComp) exprNode()          {}
func (*GeneratorExp) exprNode()      {}
func (*Await) exprNode()             {}
func (*Yield) exprNode()             {}
func (*YieldFrom) exprNode()         {}
func (*Compare) exprNode()           {}
func (*Call) exprNode()              {}
func (*FormattedValue) exprNode()    {}
func (*JoinedStr) exprNode()         {}
func (*Interpolation) exprNode()     {}
func (*TemplateStr) exprNode()       {}
func (*Constant) exprNode()          {}
func (*Attribute) exprNode()         {}
func (*Subscript) exprNode()         {}
func (*Starred) exprNode()           {}
func (*Name) exprNode()              {}
func (*List) exprNode()              {}
func (*Tuple) exprNode()             {}
func (*Slice) exprNode()             {}
func (*MatchValue) patternNode()     {}
func (*MatchSingleton) patternNode() {}
func (*MatchSequence) patternNode()  {}
func (*MatchMapping) patternNode()   {}
func (*MatchClass) patternNode()     {}
func (*MatchStar) patternNode()      {}
func (*MatchAs) patternNode()        {}
func (*MatchOr) patternNode()        {}
func (*TypeVar) typeParamNode()      {}
func (*ParamSpec) typeParamNode()    {}
func (*TypeVarTuple) typeParamNode() {}
func (*Module) rootNode()            {}
func (*Expression) rootNode()        {}
func (*Interactive) rootNode()       {}
