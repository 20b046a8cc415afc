package py

import "sync"

// Instr is one instruction. A, B and C are byte offsets of registers or small
// operands, D a jump distance or immediate, E the index of an inline cache or a
// further operand; the op package documents each opcode.
type Instr struct {
	Op, A, B, C uint16
	D           int32
	E           uint32
}

// Opcode describes an opcode for the module dis.
type Opcode struct {
	Name, Doc string
	// Generic is the opcode that a specialised one falls back to (0 if it is one
	// itself).
	Generic int
	// Const, Names, Jump and Number say what operand D is: the index of a constant or a
	// name, a distance, a number; Cell says that it works on a cell.
	Const, Names, Jump, Number, Cell bool
}

// Operation describes an instruction for the module dis.
type Operation struct {
	Op     int
	Arg    int // operand D, if HasArg
	HasArg bool
	Value  Value // what it stands for, unbound if nothing
	Target int   // instruction that it jumps to, or -1
	Text   string
}

// Code is a compiled code object: immutable, shared by interpreters.
// https://docs.python.org/3.14/reference/datamodel.html#code-objects
type Code struct {
	Header
	Name, Qualname string
	Filename       string
	FirstLine      int
	Flags          CodeFlags

	Instrs []Instr
	Consts []Value // exact immutable values; nested code objects are Codes
	Names  []string
	// NRegs is the size of the frame in registers.
	NRegs int
	// ArgCount counts positional parameters, PosOnly of which are positional-only;
	// KwOnly follow, then *args, then **kwargs: registers 0 … in that order.
	ArgCount, PosOnly, KwOnly int
	// Locals names the local variables' registers from 0: parameters first.
	Locals []string
	// CellParams lists the parameter registers to be moved to cells at entry.
	// Cells[i] is the register of the i-th cell variable, with its name; Free the
	// free variables' names, in the order of Function.Closure.
	Cells []CellVar
	Free  []FreeVar

	// NCaches is the number of inline caches.
	NCaches  int
	Handlers []Handler
	Lines    []LineEntry
	// Discards are the instructions, in order, that call for a statement of its own:
	// nobody gets the result.
	Discards []int32
	// Doc is the docstring, unbound if none.
	Doc Value
	// MinCells guesses the attributes that instances will have (class bodies).
	StaticAttributes []string
	// Wide is the first of the registers beyond the reach of 16-bit operands (0 if
	// there are none), those of the variables WideLocals.
	Wide       int
	WideLocals []string

	lazy *lazyState
}

// A LazyBody fills in the fields of a code that only its execution needs, and those
// that only its tracebacks need, once each.
type LazyBody interface {
	// FillBody sets Instrs, Consts, Names, NCaches and Handlers.
	FillBody(c *Code)
	// FillLines sets Lines.
	FillLines(c *Code)
}

type lazyState struct {
	body, lines sync.Once
	from        LazyBody
}

// NewLazyCode returns c, whose other fields come from body when Load and LoadLines
// are first called.
func NewLazyCode(c *Code, body LazyBody) *Code {
	c.lazy = &lazyState{from: body}
	return NewCode(c)
}

// Load makes sure that all fields but Lines are there. Code that has run is loaded.
func (c *Code) Load() {
	if l := c.lazy; l != nil {
		l.body.Do(func() { l.from.FillBody(c) })
	}
}

// LoadLines makes sure that Lines is there.
func (c *Code) LoadLines() {
	if l := c.lazy; l != nil {
		l.lines.Do(func() { l.from.FillLines(c) })
	}
}

// CellVar is a local variable shared with inner functions.
type CellVar struct {
	Name string
	Reg  int // register that holds the Cell; for a parameter its own register
	// Param says that the register holds an argument at entry, to be put in a new
	// cell.
	Param bool
}

// FreeVar is a variable of an enclosing function; its cell is copied from the
// closure to register Reg at entry.
type FreeVar struct {
	Name string
	Reg  int
}

// CodeFlags are CPython's co_flags.
type CodeFlags uint32

// The flags, with CPython's values.
const (
	CodeOptimized         CodeFlags = 0x1
	CodeNewLocals         CodeFlags = 0x2
	CodeVarArgs           CodeFlags = 0x4
	CodeVarKeywords       CodeFlags = 0x8
	CodeNested            CodeFlags = 0x10
	CodeGenerator         CodeFlags = 0x20
	CodeCoroutine         CodeFlags = 0x80
	CodeIterableCoroutine CodeFlags = 0x100
	CodeAsyncGenerator    CodeFlags = 0x200
	CodeFutureAnnotations CodeFlags = 0x1000000
	CodeHasDocstring      CodeFlags = 0x4000000
	CodeMethod            CodeFlags = 0x8000000
)

// Our own flags, beyond CPython's.
const (
	// CodeReturnsNone: every return statement of the function returns None.
	CodeReturnsNone CodeFlags = 1 << (30 + iota)
	// CodeSimple: only plain positional parameters, no cells, not a generator:
	// a call with exactly ArgCount arguments needs no binding.
	CodeSimple
)

// Handler says where control goes when an exception leaves instructions
// [Start, End): to Target. Inner handlers come first.
type Handler struct{ Start, End, Target int32 }

// LineEntry gives the source range of the instructions from PC up to the next
// entry's. Columns are UTF-8 byte offsets from 0; Line 0 means no source.
type LineEntry struct {
	PC                         int32
	Line, Col, EndLine, EndCol int32
}

// Pos returns the source range of instruction pc.
func (c *Code) Pos(pc int) LineEntry {
	c.LoadLines()
	lo, hi := 0, len(c.Lines)
	for lo < hi {
		m := (lo + hi) / 2
		if int(c.Lines[m].PC) <= pc {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == 0 {
		return LineEntry{Line: int32(c.FirstLine)}
	}
	return c.Lines[lo-1]
}

// AttrPos returns the source range of the attribute that instruction pc looks up
// before it calls it: an entry of no instructions before the instruction's own.
func (c *Code) AttrPos(pc int) (LineEntry, bool) {
	c.LoadLines()
	for i := len(c.Lines) - 1; i > 0; i-- {
		if int(c.Lines[i].PC) == pc {
			return c.Lines[i-1], int(c.Lines[i-1].PC) == pc
		}
	}
	return LineEntry{}, false
}

// Block is a Code linked to one interpreter and one globals dict: its quickened
// instructions and inline caches. It belongs to the interpreter and changes under
// its GIL.
type Block struct {
	Code *Code
	// Entry is the NOP before the first instruction. Exact is the number of
	// arguments that need no binding (CodeSimple), else -1; NRegs, NLocals and
	// FrameBytes repeat the code's.
	Entry          *Instr
	Exact          int32
	NLocals, NRegs int32
	FrameBytes     uintptr
	GenFrame       bool // runs on a generator's own registers
	Name, Qualname *Str
	Instrs         []Instr
	Consts         []Value
	Names          []*Str // interned
	Caches         []Cache
	Globals        *Dict
	Builtins       *Dict
	Children       map[int]*Block // linked nested code, by constant index
	// Traced is the instrumented copy of the instructions, if there is one: its
	// positions in the code, and where each instruction of the code begins in it.
	Traced                []Instr
	TracedPC, TracedStart []int32
}

// Cache is one inline cache. Which fields count depends on the instruction's
// specialised form.
type Cache struct {
	Shape *Shape
	Type  *Type
	Block *Block
	Func  *Function
	Val   Value
	Keys  uint64 // dict keys version
	Keys2 uint64
	Ver   uint32 // type version
	Used  bool   // Val and friends are set
	Off   uint32 // byte offset of a cell, or entry index
	Next  *Shape
	// Miss counts guard failures, for the back-off of re-specialisation.
	Miss uint16
}
