// Package op is the opcode table of the register machine: one row an opcode, with
// what it does to the registers. The compiler emits the generic opcodes; the
// virtual machine rewrites them in place to the specialised ones (PEP 659 style),
// which do the same for the types they guard and fall back on a miss.
//
// Notation: A, B, C are registers (byte offsets), D a jump distance in bytes from
// the next instruction or an immediate, E the index of an inline cache or a
// further operand. K is the constant table, N the name table. "raise" leaves A
// unwritten. Jumps marked "back" are safe points.
package op

// Opcodes.
const (
	NOP uint16 = iota
	MOVE
	LOADK
	LOADI
	LOADNONE
	CHECK
	DELLOCAL
	CLEAR
	LOADW
	STOREW
	MAKECELL
	COPYFREE
	LOADCELL
	STORECELL
	DELCELL
	LOADCLASSCELL

	GLOBAL
	GLOBAL_MODULE
	GLOBAL_BUILTIN
	STOREGLOBAL
	STOREGLOBAL_MODULE
	DELGLOBAL
	NAME
	STORENAME
	DELNAME

	GETATTR
	GETATTR_CELL
	GETATTR_CLASS
	GETATTR_MODULE
	GETATTR_PROPERTY
	SETATTR
	SETATTR_CELL
	SETATTR_APPEND
	DELATTR
	SUPERATTR

	GETITEM
	GETITEM_LIST
	GETITEM_TUPLE
	GETITEM_DICT
	SETITEM
	SETITEM_LIST
	SETITEM_DICT
	DELITEM
	SLICE

	BINARY
	ADD_INT
	SUB_INT
	MUL_INT
	AND_INT
	OR_INT
	XOR_INT
	LSHIFT_INT
	RSHIFT_INT
	FLOORDIV_INT
	MOD_INT
	ADD_FLOAT
	SUB_FLOAT
	MUL_FLOAT
	DIV_FLOAT
	DIV_INT
	ARITH_NUM
	ADD_STR
	BINARYI
	ADDI_INT
	SUBI_INT
	MULI_INT
	ADDI_FLOAT
	SUBI_FLOAT
	ARITHI_NUM
	NEG
	POS
	INVERT
	NOT

	COMPARE
	IS
	CONTAINS

	JUMP
	JUMPBACK
	JF
	JT
	JFBACK
	JTBACK
	JNONE
	JNOTNONE
	JIS
	JIN
	JCMP
	JLT_INT
	JLE_INT
	JEQ_INT
	JNE_INT
	JLT_INT_BACK
	JLE_INT_BACK
	JNE_INT_BACK
	JLT_FLOAT
	JLE_FLOAT
	JNLT_FLOAT
	JNLE_FLOAT
	JEQ_STR
	JNE_STR
	JCMPI
	JLTI_INT
	JLEI_INT
	JGTI_INT
	JGEI_INT
	JEQI_INT
	JNEI_INT
	JLTI_INT_BACK
	JGTI_INT_BACK

	CALL
	CALL_PY
	CALL_GENFRAME
	CALL_BUILTIN
	CALL_CLASS
	CALLKW
	CALLEX
	METHOD
	METHOD_SHAPE
	METHOD_TYPE
	METHOD_MODULE
	CALLM
	CALLM_PY
	CALLM_GENFRAME
	CALLM_DESCR
	CALLM_APPEND
	CALLMKW
	CALLATTR
	CALLATTR_PY
	CALLATTR_DESCR
	CALLATTR_APPEND
	RETURN
	RETURNNONE

	GENERATOR
	YIELD
	YIELDITER
	SEND
	CLEANUPTHROW
	AWAITABLE
	AITER
	ANEXT
	ENDASYNCFOR
	ASYNCGENWRAP

	ITER
	FOR
	FOR_RANGE
	FOR_LIST
	FOR_TUPLE
	FOR_GEN
	UNPACK
	UNPACKEX

	LIST
	TUPLE
	SET
	DICT
	STRING
	APPEND
	SETADD
	DICTSET
	EXTEND
	SETUPDATE
	DICTUPDATE
	DICTMERGE
	LISTTUPLE
	FORMAT
	FORMATSPEC

	FUNCTION
	BUILDCLASS
	IMPORT
	IMPORTFROM
	IMPORTSTAR

	RAISE
	RERAISE
	PUSHEXC
	POPEXC
	UNWINDEXC
	MATCHEXC
	MATCHEXCSTAR
	PREPRERAISESTAR
	WITHENTER
	WITHEXIT
	AWITHENTER
	ASSERTERROR

	MATCHSEQ
	MATCHMAP
	MATCHKEYS
	MATCHCLASS
	LENGTH

	INTRINSIC

	LINK
	PRINTEXPR

	Count // number of opcodes
)

// Flags of JCMP and JCMPI in operand A above the py.CompareOp.
const (
	CompareMask = 0x7
	// Sense: jump if the comparison is true (else if it is false).
	Sense = 0x8
	// Back: the jump is a loop's back-edge.
	Back = 0x10
	// Swapped: the virtual machine has exchanged B and C.
	Swapped = 0x20
)

// Inplace marks the in-place form in operand D of BINARY and C of BINARYI, above
// the py.BinaryOp.
const Inplace = 0x100

// Flags of FUNCTION in operand C: which values precede the closure cells in the
// registers from B on.
const (
	FuncDefaults   = 1 << iota // a tuple
	FuncKwDefaults             // a dict
	FuncAnnotate               // the __annotate__ function
	FuncTypeParams             // a tuple
)

// Operand D of INTRINSIC: what it makes of the registers from B on.
const (
	// IntrinsicTypeVar makes a TypeVar of its name and the functions that compute
	// its bound and its default; each may be unbound. IntrinsicConstrained has
	// constraints in place of a bound.
	IntrinsicTypeVar int32 = iota
	IntrinsicConstrained
	IntrinsicParamSpec
	IntrinsicTypeVarTuple
	// IntrinsicTypeAlias makes a TypeAliasType of its name, the tuple of its type
	// parameters (may be unbound) and the function that computes its value.
	IntrinsicTypeAlias
	// IntrinsicGeneric makes Generic[…] of a tuple of type parameters.
	IntrinsicGeneric
	// IntrinsicTemplate makes a Template of a list of strings and Interpolations.
	IntrinsicTemplate
	// IntrinsicInterpolation makes an Interpolation of a value, the text of its
	// expression, its conversion (a str or None) and its format specification.
	IntrinsicInterpolation
)

// JumpTraced in operand A of JUMP says that its line is traced.
const JumpTraced = 1

// Row describes one opcode for the disassembler and the tests.
type Row struct {
	Name string
	// Operands lists the operands in use: lower-case letters are registers (a b c),
	// "=a" one that the instruction writes and does not read, "=aa" that and the next,
	// "d>" a jump, "dk" a constant, "dn" a name, "di" an immediate, "e" a cache, "ei" an
	// immediate.
	Operands string
	Doc      string
	// Generic is the opcode that a specialised one falls back to (NOP if it is one
	// itself).
	Generic uint16
}

// Table describes the opcodes. It is built on demand.
func Table() []Row {
	return []Row{
		NOP:           {"NOP", "", "nothing; ins[0] of every code object", 0},
		MOVE:          {"MOVE", "=a b", "A = B", 0},
		LOADK:         {"LOADK", "=a dk", "A = K[D]", 0},
		LOADI:         {"LOADI", "=a di", "A = int(D)", 0},
		LOADNONE:      {"LOADNONE", "=a", "A = None", 0},
		CHECK:         {"CHECK", "a dn", "raise UnboundLocalError for N[D] if A is unbound", 0},
		DELLOCAL:      {"DELLOCAL", "a dn", "CHECK, then A = unbound", 0},
		CLEAR:         {"CLEAR", "=a", "A = unbound", 0},
		LOADW:         {"LOADW", "=a di", "A = register number D, out of reach of 16 bits", 0},
		STOREW:        {"STOREW", "a di", "register number D = A", 0},
		MAKECELL:      {"MAKECELL", "=a", "A = new cell holding A", 0},
		COPYFREE:      {"COPYFREE", "=a di", "A = closure cell D of the running function", 0},
		LOADCELL:      {"LOADCELL", "=a b dn ei", "A = contents of cell B; raise for N[D] if unbound (E: free variable)", 0},
		STORECELL:     {"STORECELL", "a b", "contents of cell A = B", 0},
		DELCELL:       {"DELCELL", "a dn ei", "contents of cell A = unbound; raise if it was", 0},
		LOADCLASSCELL: {"LOADCLASSCELL", "=a b c dn", "A = namespace C[N[D]], else the contents of cell B", 0},

		GLOBAL:             {"GLOBAL", "=a dn e", "A = globals[N[D]], else builtins[N[D]]", 0},
		GLOBAL_MODULE:      {"GLOBAL_MODULE", "=a dn e", "cached position in globals", GLOBAL},
		GLOBAL_BUILTIN:     {"GLOBAL_BUILTIN", "=a dn e", "cached position in builtins", GLOBAL},
		STOREGLOBAL:        {"STOREGLOBAL", "a dn e", "globals[N[D]] = A", 0},
		STOREGLOBAL_MODULE: {"STOREGLOBAL_MODULE", "a dn e", "cached position in globals", STOREGLOBAL},
		DELGLOBAL:          {"DELGLOBAL", "dn", "del globals[N[D]]", 0},
		NAME:               {"NAME", "=a b dn e", "A = namespace B[N[D]] if B is bound, else as GLOBAL", 0},
		STORENAME:          {"STORENAME", "a b dn e", "namespace B[N[D]] = A if B is bound, else as STOREGLOBAL", 0},
		DELNAME:            {"DELNAME", "b dn", "del namespace B[N[D]], or of globals", 0},

		GETATTR:          {"GETATTR", "=a b dn e", "A = B.N[D]", 0},
		GETATTR_CELL:     {"GETATTR_CELL", "=a b dn e", "instance attribute; guard: shape", GETATTR},
		GETATTR_CLASS:    {"GETATTR_CLASS", "=a b dn e", "class attribute that does not bind; guards: shape, version", GETATTR},
		GETATTR_MODULE:   {"GETATTR_MODULE", "=a b dn e", "attribute of a module; guard: keys version", GETATTR},
		GETATTR_PROPERTY: {"GETATTR_PROPERTY", "=a b dn e", "property with a Python getter; guards: shape, version", GETATTR},
		SETATTR:          {"SETATTR", "a b dn e", "A.N[D] = B", 0},
		SETATTR_CELL:     {"SETATTR_CELL", "a b dn e", "existing instance attribute; guard: shape", SETATTR},
		SETATTR_APPEND:   {"SETATTR_APPEND", "a b dn e", "new instance attribute; guard: shape", SETATTR},
		DELATTR:          {"DELATTR", "a dn", "del A.N[D]", 0},
		SUPERATTR:        {"SUPERATTR", "=a b dn e", "A = super(B, B+1).N[D], B+2 being the global super", 0},

		GETITEM:       {"GETITEM", "=a b c", "A = B[C]", 0},
		GETITEM_LIST:  {"GETITEM_LIST", "=a b c", "list and small int", GETITEM},
		GETITEM_TUPLE: {"GETITEM_TUPLE", "=a b c", "tuple and small int", GETITEM},
		GETITEM_DICT:  {"GETITEM_DICT", "=a b c", "exact dict", GETITEM},
		SETITEM:       {"SETITEM", "a b c", "A[B] = C", 0},
		SETITEM_LIST:  {"SETITEM_LIST", "a b c", "list and small int", SETITEM},
		SETITEM_DICT:  {"SETITEM_DICT", "a b c", "exact dict", SETITEM},
		DELITEM:       {"DELITEM", "a b", "del A[B]", 0},
		SLICE:         {"SLICE", "=a b", "A = slice(B, B+1, B+2)", 0},

		BINARY:       {"BINARY", "=a b c di", "A = B <D> C, D a BinaryOp or'ed with Inplace", 0},
		ADD_INT:      {"ADD_INT", "=a b c di", "both 64-bit ints, no overflow", BINARY},
		SUB_INT:      {"SUB_INT", "=a b c di", "as ADD_INT", BINARY},
		MUL_INT:      {"MUL_INT", "=a b c di", "as ADD_INT", BINARY},
		AND_INT:      {"AND_INT", "=a b c di", "both 64-bit ints", BINARY},
		OR_INT:       {"OR_INT", "=a b c di", "both 64-bit ints", BINARY},
		XOR_INT:      {"XOR_INT", "=a b c di", "both 64-bit ints", BINARY},
		LSHIFT_INT:   {"LSHIFT_INT", "=a b c di", "both 64-bit ints, no overflow", BINARY},
		RSHIFT_INT:   {"RSHIFT_INT", "=a b c di", "both 64-bit ints, count in 0..63", BINARY},
		FLOORDIV_INT: {"FLOORDIV_INT", "=a b c di", "both 64-bit ints, divisor positive", BINARY},
		MOD_INT:      {"MOD_INT", "=a b c di", "both 64-bit ints, divisor positive", BINARY},
		ADD_FLOAT:    {"ADD_FLOAT", "=a b c di", "both floats", BINARY},
		SUB_FLOAT:    {"SUB_FLOAT", "=a b c di", "both floats", BINARY},
		MUL_FLOAT:    {"MUL_FLOAT", "=a b c di", "both floats", BINARY},
		DIV_FLOAT:    {"DIV_FLOAT", "=a b c di", "both floats, divisor not zero", BINARY},
		DIV_INT:      {"DIV_INT", "=a b c di", "both ints of at most 53 bits, divisor not zero", BINARY},
		ARITH_NUM:    {"ARITH_NUM", "=a b c di", "+ - * of 64-bit ints and floats, mixed", BINARY},
		ADD_STR:      {"ADD_STR", "=a b c di", "both exact strs", BINARY},
		BINARYI:      {"BINARYI", "=a b c di", "A = B <C> int(D), C a BinaryOp or'ed with Inplace", 0},
		ADDI_INT:     {"ADDI_INT", "=a b c di", "B a 64-bit int, no overflow", BINARYI},
		SUBI_INT:     {"SUBI_INT", "=a b c di", "as ADDI_INT", BINARYI},
		MULI_INT:     {"MULI_INT", "=a b c di", "as ADDI_INT", BINARYI},
		ADDI_FLOAT:   {"ADDI_FLOAT", "=a b c di", "B a float", BINARYI},
		SUBI_FLOAT:   {"SUBI_FLOAT", "=a b c di", "B a float", BINARYI},
		ARITHI_NUM:   {"ARITHI_NUM", "=a b c di", "+ - * of a 64-bit int or float", BINARYI},
		NEG:          {"NEG", "=a b", "A = -B", 0},
		POS:          {"POS", "=a b", "A = +B", 0},
		INVERT:       {"INVERT", "=a b", "A = ~B", 0},
		NOT:          {"NOT", "=a b", "A = not B", 0},

		COMPARE:  {"COMPARE", "=a b c di", "A = B <D> C, D a CompareOp", 0},
		IS:       {"IS", "=a b c di", "A = B is C (D: is not)", 0},
		CONTAINS: {"CONTAINS", "=a b c di", "A = B in C (D: not in)", 0},

		JUMP:          {"JUMP", "d>", "jump; A is JumpTraced if it is a statement", 0},
		JUMPBACK:      {"JUMPBACK", "d>", "jump; back", 0},
		JF:            {"JF", "a d>", "jump if not A", 0},
		JT:            {"JT", "a d>", "jump if A", 0},
		JFBACK:        {"JFBACK", "a d>", "jump if not A; back", 0},
		JTBACK:        {"JTBACK", "a d>", "jump if A; back", 0},
		JNONE:         {"JNONE", "a d>", "jump if A is None", 0},
		JNOTNONE:      {"JNOTNONE", "a d>", "jump if A is not None", 0},
		JIS:           {"JIS", "b c d> ei", "jump if (B is C) == E", 0},
		JIN:           {"JIN", "b c d> ei", "jump if (B in C) == E", 0},
		JCMP:          {"JCMP", "ai b c d>", "jump if (B <A> C) == A's Sense; back if A's Back", 0},
		JLT_INT:       {"JLT_INT", "ai b c d>", "both 64-bit ints: jump if B < C", JCMP},
		JLE_INT:       {"JLE_INT", "ai b c d>", "both 64-bit ints: jump if B <= C", JCMP},
		JEQ_INT:       {"JEQ_INT", "ai b c d>", "both 64-bit ints: jump if B == C", JCMP},
		JNE_INT:       {"JNE_INT", "ai b c d>", "both 64-bit ints: jump if B != C", JCMP},
		JLT_INT_BACK:  {"JLT_INT_BACK", "ai b c d>", "JLT_INT; back", JCMP},
		JLE_INT_BACK:  {"JLE_INT_BACK", "ai b c d>", "JLE_INT; back", JCMP},
		JNE_INT_BACK:  {"JNE_INT_BACK", "ai b c d>", "JNE_INT; back", JCMP},
		JLT_FLOAT:     {"JLT_FLOAT", "ai b c d>", "both floats: jump if B < C", JCMP},
		JLE_FLOAT:     {"JLE_FLOAT", "ai b c d>", "both floats: jump if B <= C", JCMP},
		JNLT_FLOAT:    {"JNLT_FLOAT", "ai b c d>", "both floats: jump if not B < C", JCMP},
		JNLE_FLOAT:    {"JNLE_FLOAT", "ai b c d>", "both floats: jump if not B <= C", JCMP},
		JEQ_STR:       {"JEQ_STR", "ai b c d>", "both exact strs: jump if equal", JCMP},
		JNE_STR:       {"JNE_STR", "ai b c d>", "both exact strs: jump if not equal", JCMP},
		JCMPI:         {"JCMPI", "ai b d> ei", "jump if (B <A> int(E)) == A's Sense; back if A's Back", 0},
		JLTI_INT:      {"JLTI_INT", "ai b d> ei", "64-bit int: jump if B < E", JCMPI},
		JLEI_INT:      {"JLEI_INT", "ai b d> ei", "64-bit int: jump if B <= E", JCMPI},
		JGTI_INT:      {"JGTI_INT", "ai b d> ei", "64-bit int: jump if B > E", JCMPI},
		JGEI_INT:      {"JGEI_INT", "ai b d> ei", "64-bit int: jump if B >= E", JCMPI},
		JEQI_INT:      {"JEQI_INT", "ai b d> ei", "64-bit int: jump if B == E", JCMPI},
		JNEI_INT:      {"JNEI_INT", "ai b d> ei", "64-bit int: jump if B != E", JCMPI},
		JLTI_INT_BACK: {"JLTI_INT_BACK", "ai b d> ei", "JLTI_INT; back", JCMPI},
		JGTI_INT_BACK: {"JGTI_INT_BACK", "ai b d> ei", "JGTI_INT; back", JCMPI},

		CALL:            {"CALL", "=a b ci e", "A = B(B+1 … B+C)", 0},
		CALL_PY:         {"CALL_PY", "=a b ci e", "simple Python function, arguments stay where they are; guard: block", CALL},
		CALL_GENFRAME:   {"CALL_GENFRAME", "=a b ci e", "CALL_PY from a generator's frame: arguments are copied to the thread's stack", CALL},
		CALL_BUILTIN:    {"CALL_BUILTIN", "=a b ci e", "Go function", CALL},
		CALL_CLASS:      {"CALL_CLASS", "=a b ci e", "class with a simple Python __init__; guards: type, version", CALL},
		CALLKW:          {"CALLKW", "=a b ci dk", "A = B(B+1 … B+C), the last being keywords named K[D]", 0},
		CALLEX:          {"CALLEX", "=a b", "A = B(*B+1, **B+2); B+2 may be unbound", 0},
		METHOD:          {"METHOD", "=aa b dn e", "A, A+1 = function of method N[D] of B, B; or A, A+1 = B.N[D], unbound", 0},
		METHOD_SHAPE:    {"METHOD_SHAPE", "=aa b dn e", "method of a class; guards: shape, version", METHOD},
		METHOD_TYPE:     {"METHOD_TYPE", "=aa b dn e", "method of a built-in type; guard: type", METHOD},
		METHOD_MODULE:   {"METHOD_MODULE", "=aa b dn e", "function of a module; guard: keys version", METHOD},
		CALLM:           {"CALLM", "a b ci e", "call what METHOD left in B, B+1 with B+2 … B+1+C", 0},
		CALLM_PY:        {"CALLM_PY", "a b ci e", "as CALL_PY", CALLM},
		CALLM_GENFRAME:  {"CALLM_GENFRAME", "a b ci e", "as CALL_GENFRAME", CALLM},
		CALLM_DESCR:     {"CALLM_DESCR", "a b ci e", "method of a built-in type", CALLM},
		CALLM_APPEND:    {"CALLM_APPEND", "a b ci e", "list.append", CALLM},
		CALLMKW:         {"CALLMKW", "a b ci dk", "CALLM with keywords named K[D]", 0},
		CALLATTR:        {"CALLATTR", "=a b ci dn e", "A = B+1.N[D](B+2 … B+1+C): METHOD and CALLM in one, for arguments without effects", 0},
		CALLATTR_PY:     {"CALLATTR_PY", "=a b ci dn e", "simple Python method; guards: shape, version", CALLATTR},
		CALLATTR_DESCR:  {"CALLATTR_DESCR", "=a b ci dn e", "method of a built-in type; guard: type", CALLATTR},
		CALLATTR_APPEND: {"CALLATTR_APPEND", "=a b ci dn e", "list.append", CALLATTR},
		RETURN:          {"RETURN", "a", "return A", 0},
		RETURNNONE:      {"RETURNNONE", "", "return None", 0},

		GENERATOR:    {"GENERATOR", "", "return a generator that goes on here", 0},
		YIELD:        {"YIELD", "a b ci", "yield B; A = what is sent (C: while an exception is handled)", 0},
		YIELDITER:    {"YIELDITER", "=a b", "A = iterator for yield from B", 0},
		SEND:         {"SEND", "=a b c d>", "A = B.send(C); jump if B ended, A being its result", 0},
		CLEANUPTHROW: {"CLEANUPTHROW", "a d>", "handler around SEND: if the exception is StopIteration, A = its value and jump; else raise it again", 0},
		AWAITABLE:    {"AWAITABLE", "=a b ci", "A = awaitable's iterator of B (C: where, for the error)", 0},
		AITER:        {"AITER", "=a b", "A = aiter(B)", 0},
		ANEXT:        {"ANEXT", "=a b", "A = awaitable's iterator of anext(B)", 0},
		ENDASYNCFOR:  {"ENDASYNCFOR", "a d>", "handler: if the exception is StopAsyncIteration drop it and jump, else raise it again", 0},
		ASYNCGENWRAP: {"ASYNCGENWRAP", "=a b", "A = B marked as a value yielded by an async generator", 0},

		ITER:      {"ITER", "=a b", "A = iter(B)", 0},
		FOR:       {"FOR", "a b d> e", "B = next(A) and jump, or go on at its end; back", 0},
		FOR_RANGE: {"FOR_RANGE", "a b d> e", "range iterator", FOR},
		FOR_LIST:  {"FOR_LIST", "a b d> e", "list iterator", FOR},
		FOR_TUPLE: {"FOR_TUPLE", "a b d> e", "tuple iterator", FOR},
		FOR_GEN:   {"FOR_GEN", "a b d> e", "generator: its frame is pushed", FOR},
		UNPACK:    {"UNPACK", "=a b ci", "A … A+C-1 = items of B", 0},
		UNPACKEX:  {"UNPACKEX", "=a b ci di", "A … = C items of B, a list of the rest, D last items", 0},

		LIST:       {"LIST", "=a b ci", "A = [B … B+C-1]", 0},
		TUPLE:      {"TUPLE", "=a b ci", "A = (B … B+C-1)", 0},
		SET:        {"SET", "=a b ci", "A = {B … B+C-1}", 0},
		DICT:       {"DICT", "=a b ci", "A = {B: B+1, …}, C pairs", 0},
		STRING:     {"STRING", "=a b ci", "A = concatenation of the strs B … B+C-1", 0},
		APPEND:     {"APPEND", "a b", "A.append(B), A an exact list", 0},
		SETADD:     {"SETADD", "a b", "A.add(B), A an exact set", 0},
		DICTSET:    {"DICTSET", "a b c", "A[B] = C, A an exact dict", 0},
		EXTEND:     {"EXTEND", "a b", "A.extend(B), A an exact list", 0},
		SETUPDATE:  {"SETUPDATE", "a b", "A.update(B), A an exact set", 0},
		DICTUPDATE: {"DICTUPDATE", "a b", "A.update(B), A an exact dict", 0},
		DICTMERGE:  {"DICTMERGE", "a b c", "add **B to the keywords A of a call of C", 0},
		LISTTUPLE:  {"LISTTUPLE", "=a b", "A = tuple(B), B an exact list", 0},
		FORMAT:     {"FORMAT", "=a b ci", "A = format(B converted by C)", 0},
		FORMATSPEC: {"FORMATSPEC", "=a b c di", "A = format(B converted by D, C)", 0},

		FUNCTION:   {"FUNCTION", "=a b ci dk ei", "A = function of code K[D]; from B: what C's flags say, then E cells", 0},
		BUILDCLASS: {"BUILDCLASS", "=a", "A = builtins.__build_class__", 0},
		IMPORT:     {"IMPORT", "=a b ci dn", "A = __import__(N[D], fromlist B, level C)", 0},
		IMPORTFROM: {"IMPORTFROM", "=a b dn", "A = name N[D] of module B", 0},
		IMPORTSTAR: {"IMPORTSTAR", "a b", "all names of module A into namespace B, or globals", 0},

		RAISE:           {"RAISE", "a b ci", "raise A (C>=1) from B (C==2), or the exception being handled", 0},
		RERAISE:         {"RERAISE", "a", "raise A again, as it is", 0},
		PUSHEXC:         {"PUSHEXC", "=a =b di", "handler entry: A = the exception, B = the one handled so far (D: unbound, the one that the resumer handles); A is being handled now", 0},
		POPEXC:          {"POPEXC", "b", "B is being handled again", 0},
		UNWINDEXC:       {"UNWINDEXC", "b", "handler: POPEXC, then go on raising", 0},
		MATCHEXC:        {"MATCHEXC", "a b d>", "jump if exception A does not match class B", 0},
		MATCHEXCSTAR:    {"MATCHEXCSTAR", "=aa b c", "A, A+1 = part of exception C that matches class B, the rest", 0},
		PREPRERAISESTAR: {"PREPRERAISESTAR", "=a b c", "A = exception to raise after except* for original B and list C, or None", 0},
		WITHENTER:       {"WITHENTER", "=aa b", "A, A+1 = bound B.__exit__, B.__enter__()", 0},
		WITHEXIT:        {"WITHEXIT", "=a b c", "A = B(type(C), C, C.__traceback__)", 0},
		AWITHENTER:      {"AWITHENTER", "a b", "as WITHENTER with __aexit__, __aenter__", 0},
		ASSERTERROR:     {"ASSERTERROR", "=a", "A = AssertionError", 0},

		MATCHSEQ:   {"MATCHSEQ", "=a b", "A = B matches sequence patterns", 0},
		MATCHMAP:   {"MATCHMAP", "=a b", "A = B matches mapping patterns", 0},
		MATCHKEYS:  {"MATCHKEYS", "=a b c", "A = tuple of the values of mapping B for the keys in tuple C, or None", 0},
		MATCHCLASS: {"MATCHCLASS", "=a b ci dk", "A = tuple of attributes of B as instance of B+1, C positional, names K[D]; or None", 0},
		LENGTH:     {"LENGTH", "=a b", "A = len(B)", 0},
		INTRINSIC:  {"INTRINSIC", "=a b di", "A = what D makes of B …", 0},
		LINK:       {"LINK", "", "first run of a block: link its code", 0},
		PRINTEXPR:  {"PRINTEXPR", "a", "sys.displayhook(A)", 0},
	}
}
