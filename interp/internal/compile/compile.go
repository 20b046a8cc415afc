// Package compile turns a syntax tree into register code: symtable.go resolves
// names, stmt.go, expr.go, call.go, assign.go, try.go and match.go emit code,
// compile.go holds what they share. It may be imported by the virtual machine
// only. Start with Compile.
//
// Registers: parameters and local variables come first, temporaries above them as
// a stack. An expression is compiled either to a place of the compiler's choice
// (expr: a local variable is its own register, nothing is moved) or into a given
// register (exprTo).
package compile

import (
	"math"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// Options steer the compilation.
type Options struct {
	// Optimize is -O's level: 1 drops asserts and makes __debug__ False, 2 also
	// drops docstrings.
	Optimize int
	// FutureAnnotations: as after "from __future__ import annotations".
	FutureAnnotations bool
	// Warn is told of SyntaxWarnings; nil drops them. An error ends the compilation.
	Warn func(message string, pos syntax.Span) error
}

const (
	regSize = 16
	// maxNear is the number of local variables that operands reach directly; further
	// ones are wide. Temporaries lie above, up to the 4,096th register.
	maxNear = 3000
	maxRegs = 4095
	// callSlack registers above every call's arguments are kept free for binding
	// defaults in place.
	callSlack = 8
	// maxInlineArgs is the number of call arguments and display items kept in
	// registers; longer ones are built in chunks.
	maxInlineArgs = 200
)

// Compile compiles a tree to the code object of a module (or of an expression).
// Errors are *syntax.Error.
func Compile(mod syntax.Node, filename string, o Options) (code *py.Code, err error) {
	future := futureImports(mod)
	for n := range future {
		for _, a := range n.Names {
			o.FutureAnnotations = o.FutureAnnotations || a.Name == "annotations"
		}
	}
	st, err := buildSymtable(mod, filename, o.FutureAnnotations)
	if err != nil {
		return nil, err
	}
	if o.Warn != nil {
		for _, w := range append(st.finallyWarnings, st.warnings...) {
			if err := o.Warn(w.message, w.pos); err != nil {
				return nil, err
			}
		}
	}
	c := &compiler{st: st, filename: filename, opt: o, future: future}
	u := c.newUnit(nil, st.scopes[mod], "<module>")
	u.code.FirstLine = 1
	u.nsReg = u.newLocal(".namespace")
	u.beginAnnotations()
	if len(u.scope.annots) > 0 && !o.FutureAnnotations {
		t := u.alloc()
		u.annotateBody(mod, t)
		u.emit(op.STORENAME, t, u.nsReg, 0, u.name("__annotate__"), u.cache())
		u.temp = t
	}
	switch m := mod.(type) {
	case *syntax.Module:
		body := m.Body
		if doc, ok := docstring(body); ok {
			if o.Optimize < 2 {
				u.pos = body[0].Pos()
				t := u.alloc()
				u.loadConst(py.NewStr(cleanDoc(doc)), t)
				u.storeName("__doc__", t)
				u.release(t)
			}
			body = body[1:]
		}
		u.stmts(body)
	case *syntax.Interactive:
		u.interactive = true
		u.stmts(m.Body)
	case *syntax.Expression:
		r := u.expr(m.Body)
		u.emit(op.RETURN, r, 0, 0, 0, 0)
	}
	if c.err != nil {
		return nil, c.err
	}
	return u.finish(), c.result()
}

// futureImports are the statements that may import from __future__: those at the
// beginning of a module.
func futureImports(mod syntax.Node) map[*syntax.ImportFrom]bool {
	var body []syntax.Stmt
	switch m := mod.(type) {
	case *syntax.Module:
		body = m.Body
	case *syntax.Interactive:
		body = m.Body
	}
	if _, ok := docstring(body); ok {
		body = body[1:]
	}
	var list map[*syntax.ImportFrom]bool
	for _, s := range body {
		n, ok := s.(*syntax.ImportFrom)
		if !ok || n.Level != 0 || n.Module != "__future__" {
			break
		}
		if list == nil {
			list = map[*syntax.ImportFrom]bool{}
		}
		list[n] = true
	}
	return list
}

type compiler struct {
	future   map[*syntax.ImportFrom]bool
	st       *symtable
	filename string
	opt      Options
	err      *syntax.Error
	depth    int
}

func (c *compiler) result() error {
	if c.err != nil {
		return c.err
	}
	return nil
}

func (u *unit) fail(pos syntax.Span, msg string) {
	if u.c.err == nil {
		u.c.err = newError(u.c.filename, pos, msg)
	}
}

// variable says where a name of a function lives.
type variable struct {
	kind varKind
	reg  int // register of the value or of the cell; number of a wide variable
	sym  *symbol
}

type varKind uint8

const (
	varLocal varKind = iota
	varWide
	varCell
	varFree
)

// unit is one code object in the making.
type unit struct {
	c      *compiler
	parent *unit
	scope  *scope
	code   *py.Code

	ins    []py.Instr
	consts map[any]int
	names  map[string]int
	vars   map[string]variable
	comps  []*compContext
	stars  []int // heights of blocks at the except* handlers around

	nlocals int
	nwide   int
	temp    int // next free temporary
	maxReg  int

	pos      syntax.Span
	lastPos  syntax.Span
	havePos  bool
	assigned []bool // registers of locals that are surely bound here
	dead     bool   // the code being emitted cannot be reached

	blocks  []*block
	loops   int
	ncaches int
	hoist   *hoistArea
	nsReg   int // register of the namespace (module, class), else -1

	interactive bool
}

// compContext is an inlined comprehension being compiled: its names hide the
// host's.
type compContext struct {
	scope *scope
	vars  map[string]variable
}

func (c *compiler) newUnit(parent *unit, s *scope, name string) *unit {
	u := &unit{c: c, parent: parent, scope: s, consts: map[any]int{}, names: map[string]int{},
		vars: map[string]variable{}, nsReg: -1}
	u.code = &py.Code{Name: name, Filename: c.filename}
	if c.opt.FutureAnnotations {
		u.code.Flags |= py.CodeFutureAnnotations
	}
	u.code.Qualname = name
	if parent != nil {
		u.code.Qualname = parent.qualifiedName(name, s)
	}
	u.ins = append(u.ins, py.Instr{Op: op.NOP})
	return u
}

// qualifiedName is __qualname__ of something defined in u.
func (u *unit) qualifiedName(name string, s *scope) string {
	if u.scope.isAnnot {
		if u.parent.scope.isTypeParams && !u.scope.isTypeParams && u.scope.forbid != "an annotation" {
			return u.parent.code.Qualname + "." + name
		}
		return u.parent.qualifiedName(name, s)
	}
	switch u.scope.kind {
	case moduleScope:
		return name
	case classScope:
		return u.code.Qualname + "." + name
	}
	if y := u.scope.syms[u.scope.mangle(name)]; y != nil && y.flags&symGlobal != 0 && s != nil && !s.isLambda {
		return name
	}
	return u.code.Qualname + ".<locals>." + name
}

// newLocal gives a local variable its register.
func (u *unit) newLocal(name string) int {
	r := u.nlocals
	u.nlocals++
	u.temp, u.maxReg = u.nlocals, max(u.maxReg, u.nlocals)
	u.code.Locals = append(u.code.Locals, name)
	u.assigned = append(u.assigned, false)
	return r
}

// declareLocals lays out the variables of a function and emits the prologue that
// makes cells.
func (u *unit) declareLocals() {
	s := u.scope
	for _, p := range s.params {
		if u.nlocals >= maxNear {
			u.fail(u.pos, "too many parameters")
			return
		}
		r := u.newLocal(p)
		u.assigned[r] = true
		y := s.syms[p]
		v := variable{varLocal, r, y}
		if y.flags&symCell != 0 {
			v.kind = varCell
			u.code.Cells = append(u.code.Cells, py.CellVar{Name: p, Reg: r, Param: true})
		}
		u.vars[p] = v
	}
	for _, y := range s.order {
		if _, done := u.vars[y.name]; done || y.flags&symBound == 0 && y.flags&symCell == 0 || y.flags&(symGlobal|symFree) != 0 && y.flags&symCell == 0 {
			continue
		}
		if s.kind != funcScope && y.flags&symCell == 0 {
			continue // module and class variables live in the namespace
		}
		if u.nlocals >= maxNear && y.flags&symCell == 0 {
			u.vars[y.name] = variable{varWide, u.nwide, y}
			u.nwide++
			u.code.WideLocals = append(u.code.WideLocals, y.name)
			continue
		}
		r := u.newLocal(y.name)
		v := variable{varLocal, r, y}
		if y.flags&symCell != 0 {
			v.kind = varCell
			u.code.Cells = append(u.code.Cells, py.CellVar{Name: y.name, Reg: r})
		}
		u.vars[y.name] = v
	}
	for _, name := range s.free {
		r := u.newLocal(name)
		u.vars[freeKey(u, name)] = variable{varFree, r, s.syms[name]}
		u.code.Free = append(u.code.Free, py.FreeVar{Name: name, Reg: r})
	}
	for _, cv := range u.code.Cells {
		u.emit(op.MAKECELL, cv.Reg, 0, 0, 0, 0)
		u.assigned[cv.Reg] = true
	}
	for i, fv := range u.code.Free {
		u.emit(op.COPYFREE, fv.Reg, 0, 0, int32(i), 0)
		u.assigned[fv.Reg] = true
	}
	if s.kind == funcScope && (s.generator || s.coroutine) {
		u.emit(op.GENERATOR, 0, 0, 0, 0, 0)
	}
}

// freeKey names a free variable in vars: in a class body it lies beside a class
// variable of the same name.
func freeKey(u *unit, name string) string {
	if u.scope.kind == classScope {
		return "free " + name
	}
	return name
}

// finish returns the code object.
func (u *unit) finish() *py.Code {
	if !u.dead {
		u.emit(op.RETURNNONE, 0, 0, 0, 0, 0)
	}
	c := u.code
	c.Instrs = u.ins
	c.NCaches = u.ncaches
	c.NRegs = u.maxReg + callSlack + 2
	if u.nwide > 0 {
		for i := range c.Instrs {
			if in := &c.Instrs[i]; in.Op == op.LOADW || in.Op == op.STOREW {
				in.D += int32(c.NRegs)
			}
		}
		c.Wide = c.NRegs
		c.NRegs += u.nwide
	}
	c.Names = make([]string, len(u.names))
	for n, i := range u.names {
		c.Names[i] = n
	}
	if u.maxReg > maxRegs {
		u.fail(u.pos, "too many temporaries in one expression")
	}
	return py.NewCode(c)
}

// alloc takes a temporary.
func (u *unit) alloc() int {
	r := u.temp
	u.temp++
	if u.temp+callSlack > u.maxReg {
		u.maxReg = u.temp + callSlack
	}
	return r
}

// release frees temporary r and all above it.
func (u *unit) release(r int) { u.temp = r }

// emit appends an instruction; a, b, c are register numbers.
func (u *unit) emit(opc uint16, a, b, c int, d int32, e uint32) int {
	return u.emitRaw(py.Instr{Op: opc, A: reg(a), B: reg(b), C: reg(c), D: d, E: e})
}

func reg(r int) uint16 {
	if r < 0 || r > maxRegs {
		return 0 // finish reports the overflow through maxReg
	}
	return uint16(r * regSize)
}

func (u *unit) emitRaw(in py.Instr) int {
	if !u.havePos || u.pos != u.lastPos {
		u.lastPos, u.havePos = u.pos, true
		u.code.Lines = append(u.code.Lines, py.LineEntry{PC: int32(len(u.ins)),
			Line: u.pos.Line, Col: u.pos.Col, EndLine: u.pos.EndLine, EndCol: u.pos.EndCol})
	}
	u.ins = append(u.ins, in)
	return len(u.ins) - 1
}

// attrPos gives the next instruction, which looks up an attribute and calls it, a
// position of its own for the attribute; see py.Code.AttrPos.
func (u *unit) attrPos(p syntax.Span) {
	u.code.Lines = append(u.code.Lines, py.LineEntry{PC: int32(len(u.ins)), Line: p.Line, Col: p.Col, EndLine: p.EndLine, EndCol: p.EndCol})
	u.havePos = false
}

// cache returns the index of a new inline cache.
func (u *unit) cache() uint32 {
	u.ncaches++
	return uint32(u.ncaches - 1)
}

// label is a jump target: forward jumps wait in refs until it is placed.
type label struct {
	pc   int
	refs []int
}

func newLabel() *label { return &label{pc: -1} }

// place puts the label here.
func (u *unit) place(l *label) {
	l.pc = len(u.ins)
	for _, r := range l.refs {
		u.patch(r, l.pc)
	}
	if len(l.refs) > 0 {
		u.dead = false
	}
	l.refs = nil
}

// patch makes instruction i jump to pc. The distance is in bytes and relative to
// the next instruction, as the eval loop wants it.
func (u *unit) patch(i, pc int) { u.ins[i].D = int32((pc - i - 1) * 16) }

// jump emits a jump instruction to l.
func (u *unit) jump(in py.Instr, l *label) {
	i := u.emitRaw(in)
	if l.pc >= 0 {
		u.patch(i, l.pc)
	} else {
		l.refs = append(l.refs, i)
	}
}

func (u *unit) goTo(l *label) {
	if u.dead {
		return
	}
	o := op.JUMP
	if l.pc >= 0 {
		o = op.JUMPBACK
	}
	u.jump(py.Instr{Op: o}, l)
	u.dead = true
}

func (u *unit) name(n string) int32 {
	i, ok := u.names[n]
	if !ok {
		i = len(u.names)
		u.names[n] = i
	}
	return int32(i)
}

type floatKey uint64
type complexKey uint64
type bytesKey string
type bigKey string
type tupleKey string

// constant returns the index of a constant; key tells equal ones apart by type.
func (u *unit) constant(v py.Value, key any) int {
	if key != nil {
		if i, ok := u.consts[key]; ok {
			return i
		}
	}
	i := len(u.code.Consts)
	u.code.Consts = append(u.code.Consts, v)
	if key != nil {
		u.consts[key] = i
	}
	return i
}

// loadConst loads an arbitrary constant value.
func (u *unit) loadConst(v py.Value, dst int) {
	var key any
	if s, ok := py.AsStr(v); ok {
		key = s.String()
	}
	u.emit(op.LOADK, dst, 0, 0, int32(u.constant(v, key)), 0)
}

// constValue makes the value of a literal and its key in the constant table.
func constValue(n *syntax.Constant) (py.Value, any) {
	switch n.Kind {
	case syntax.ConstNone:
		return py.None, "none"
	case syntax.ConstTrue:
		return py.True, true
	case syntax.ConstFalse:
		return py.False, false
	case syntax.ConstEllipsis:
		return py.Ellipsis, struct{}{}
	case syntax.ConstInt:
		return py.Int(n.Int), n.Int
	case syntax.ConstBigInt:
		return py.NewBig(n.Big), bigKey(n.Big.String())
	case syntax.ConstFloat:
		return py.Float(n.Float), floatKey(math.Float64bits(n.Float))
	case syntax.ConstComplex:
		return py.NewComplex(complex(0, n.Float)), complexKey(math.Float64bits(n.Float))
	case syntax.ConstBytes:
		return py.NewBytes([]byte(n.Str)), bytesKey(n.Str)
	case syntax.ConstObject:
		return n.Object.(py.Value), n // no other constant is the same
	}
	return py.NewStr(n.Str), "s" + n.Str
}

// hoistArea holds constants that the code of a loop uses as operands, loaded once
// before the loop: a run of instruction slots in front of it, and registers.
type hoistArea struct {
	pc, base int
	regs     []int // constant index of each register in use
}

const hoistSlots = 6

// beginHoist opens the area in front of an outermost loop.
func (u *unit) beginHoist() *hoistArea {
	if u.hoist != nil {
		return nil
	}
	h := &hoistArea{pc: len(u.ins), base: u.temp}
	for range hoistSlots {
		u.alloc()
		u.emit(op.NOP, 0, 0, 0, 0, 0)
	}
	u.hoist = h
	return h
}

// endHoist closes the area: the slots not needed are jumped over.
func (u *unit) endHoist(h *hoistArea) {
	if h == nil {
		return
	}
	if n := len(h.regs); n < hoistSlots-1 {
		u.ins[h.pc+n] = py.Instr{Op: op.JUMP}
		u.patch(h.pc+n, h.pc+hoistSlots)
	}
	u.hoist = nil
}

// hoistConst returns the register of a constant loaded before the loop, or -1.
func (u *unit) hoistConst(k int) int {
	h := u.hoist
	if h == nil {
		return -1
	}
	for i, o := range h.regs {
		if o == k {
			return h.base + i
		}
	}
	n := len(h.regs)
	if n == hoistSlots {
		return -1
	}
	h.regs = append(h.regs, k)
	u.ins[h.pc+n] = py.Instr{Op: op.LOADK, A: reg(h.base + n), D: int32(k)}
	return h.base + n
}

func docstring(body []syntax.Stmt) (string, bool) {
	if len(body) > 0 {
		if e, ok := body[0].(*syntax.ExprStmt); ok {
			if c, ok := e.Value.(*syntax.Constant); ok && c.Kind == syntax.ConstStr {
				return c.Str, true
			}
		}
	}
	return "", false
}

// cleanDoc strips the common indentation, as CPython's compiler does since 3.13.
func cleanDoc(doc string) string {
	if !strings.Contains(doc, "\n") {
		return strings.TrimLeft(doc, " ")
	}
	lines := strings.Split(expandTabs(doc), "\n")
	margin := -1
	for _, l := range lines[1:] {
		if t := strings.TrimLeft(l, " "); t != "" {
			if n := len(l) - len(t); margin < 0 || n < margin {
				margin = n
			}
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	for i := 1; i < len(lines); i++ {
		l := lines[i]
		n := len(l) - len(strings.TrimLeft(l, " "))
		if margin > 0 {
			l = l[min(margin, n):]
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n")
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			n := 8 - col%8
			b.WriteString(strings.Repeat(" ", n))
			col += n
		case '\n':
			b.WriteRune(r)
			col = 0
		default:
			b.WriteRune(r)
			col++
		}
	}
	return b.String()
}

const maxCompileDepth = 3000

// enter guards the compiler's recursion over nested code.
func (u *unit) enter(pos syntax.Span) bool {
	u.c.depth++
	if u.c.depth > maxCompileDepth {
		if u.c.err == nil {
			u.c.err = newError(u.c.filename, pos, "maximum recursion depth exceeded during compilation")
			u.c.err.Kind = syntax.ErrRecursion
		}
	}
	return u.c.err == nil
}

func (u *unit) leave() { u.c.depth-- }

// saveAssigned and restore serve the analysis of which locals are surely bound.
func (u *unit) saveAssigned() []bool { return append([]bool(nil), u.assigned...) }

func (u *unit) restoreAssigned(s []bool) {
	// Registers made since (comprehension variables) count as unbound.
	n := copy(u.assigned, s)
	for i := n; i < len(u.assigned); i++ {
		u.assigned[i] = false
	}
}

// meet intersects the present state with s.
func (u *unit) meet(s []bool) {
	for i := range u.assigned {
		if i >= len(s) || !s[i] {
			u.assigned[i] = false
		}
	}
}
