package compile

import (
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// resolved says how a name is reached from the code being compiled.
type resolved struct {
	how  access
	v    variable
	name string // mangled
}

type access uint8

const (
	byLocal access = iota
	byWide
	byCell // cell of this function or of an enclosing one
	byGlobal
	byName // namespace of the module or class
	byClassCell
)

// lookup resolves a name from inside out: inlined comprehensions, then the code
// object's own scope.
func (u *unit) lookup(name string) resolved {
	name = u.scope.mangle(name)
	for i := len(u.comps) - 1; i >= 0; i-- {
		c := u.comps[i]
		if y := c.scope.syms[name]; y != nil && y.flags&symGlobal != 0 {
			return resolved{how: byGlobal, name: name}
		}
		if v, ok := c.vars[name]; ok {
			return resolved{accessOf(v), v, name}
		}
	}
	s := u.scope
	y := s.syms[name]
	if y != nil && y.flags&(symGlobal|symGlobalBelow) != 0 {
		return resolved{how: byGlobal, name: name}
	}
	switch s.kind {
	case funcScope:
		v, ok := u.vars[name]
		switch {
		case s.classDict && len(u.comps) > 0:
			// A comprehension does not see the class's variables.
			if ok {
				return resolved{accessOf(v), v, name}
			}
			return resolved{how: byGlobal, name: name}
		case s.classDict && (!ok || v.kind == varFree) && name != "__conditional_annotations__" && name != "__classdict__" && s.classBinds(name):
			if s.classSym(name).flags&symGlobal != 0 {
				return resolved{how: byGlobal, name: name}
			}
			return resolved{how: byName, name: name}
		case ok && v.kind == varFree && s.classDict && name != "__conditional_annotations__":
			return resolved{byClassCell, v, name}
		case ok:
			return resolved{accessOf(v), v, name}
		case s.classDict:
			return resolved{how: byName, name: name}
		}
		return resolved{how: byGlobal, name: name}
	case classScope:
		v, free := u.vars[freeKey(u, name)]
		if len(u.comps) > 0 {
			// A comprehension does not see the class's variables.
			if free {
				return resolved{byCell, v, name}
			}
			return resolved{how: byGlobal, name: name}
		}
		if y != nil && y.flags&symNonlocal != 0 {
			return resolved{byCell, v, name}
		}
		if free && (y == nil || y.flags&symBound == 0) {
			return resolved{byClassCell, v, name}
		}
		return resolved{how: byName, name: name}
	}
	return resolved{how: byName, name: name}
}

func accessOf(v variable) access {
	switch v.kind {
	case varLocal:
		return byLocal
	case varWide:
		return byWide
	}
	return byCell
}

// expr compiles e and returns the register that holds its value: a variable's own
// register, or a new temporary. The register must not be written.
func (u *unit) expr(e syntax.Expr) int {
	switch n := e.(type) {
	case *syntax.Name:
		if r := u.lookup(n.Id); r.how == byLocal {
			u.checkBound(r, n.Pos())
			return r.v.reg
		}
	case *syntax.Constant:
		if n.Kind != syntax.ConstInt || n.Int != int64(int32(n.Int)) {
			v, key := constValue(n)
			if r := u.hoistConst(u.constant(v, key)); r >= 0 {
				return r
			}
		}
	}
	return u.exprTemp(e)
}

// exprTemp compiles e into a new temporary.
func (u *unit) exprTemp(e syntax.Expr) int {
	t := u.alloc()
	u.exprTo(e, t)
	return t
}

// operand is expr for the left operand of something whose other operands follow:
// a variable that they rebind by := is copied first.
func (u *unit) operand(e syntax.Expr, later ...syntax.Expr) int {
	r := u.expr(e)
	if u.scope.walrus && r < u.nlocals {
		for _, l := range later {
			if l != nil && bindsByWalrus(l) {
				t := u.alloc()
				u.emit(op.MOVE, t, r, 0, 0, 0)
				return t
			}
		}
	}
	return r
}

// checkBound emits the test that a local is bound, where that is not known.
func (u *unit) checkBound(r resolved, pos syntax.Span) {
	if u.assigned[r.v.reg] {
		return
	}
	old := u.pos
	u.pos = pos
	u.emit(op.CHECK, r.v.reg, 0, 0, u.name(r.name), 0)
	u.pos = old
	if r.v.sym == nil || r.v.sym.flags&symDeleted == 0 {
		u.assigned[r.v.reg] = true
	}
}

// exprTo compiles e into register dst.
func (u *unit) exprTo(e syntax.Expr, dst int) {
	defer u.leave()
	if !u.enter(e.Pos()) {
		return
	}
	old := u.pos
	u.pos = e.Pos()
	top := u.temp
	u.exprInto(e, dst)
	u.temp = top
	u.pos = old
}

func (u *unit) exprInto(e syntax.Expr, dst int) {
	switch n := e.(type) {
	case *syntax.Constant:
		u.constTo(n, dst)
	case *syntax.Name:
		u.loadName(n.Id, dst)
	case *syntax.BinOp:
		u.binOp(n, dst)
	case *syntax.UnaryOp:
		u.unaryOp(n, dst)
	case *syntax.BoolOp:
		u.boolOp(n, dst)
	case *syntax.Compare:
		u.compare(n, dst)
	case *syntax.Call:
		u.call(n, dst)
	case *syntax.Attribute:
		o := u.expr(n.Value)
		u.pos = fromAttr(n.Pos(), n)
		u.emit(op.GETATTR, dst, o, 0, u.name(u.scope.mangle(n.Attr)), u.cache())
	case *syntax.Subscript:
		o := u.operand(n.Value, n.Slice)
		k := u.expr(n.Slice)
		u.emit(op.GETITEM, dst, o, k, 0, 0)
	case *syntax.Slice:
		u.slice(n, dst)
	case *syntax.IfExp:
		els, end := newLabel(), newLabel()
		u.jumpIf(n.Test, false, els)
		saved := u.saveAssigned()
		u.exprTo(n.Body, dst)
		after := u.saveAssigned()
		u.goTo(end)
		u.place(els)
		u.restoreAssigned(saved)
		u.exprTo(n.Orelse, dst)
		u.meet(after)
		u.place(end)
	case *syntax.NamedExpr:
		u.exprTo(n.Value, dst)
		if name, ok := n.Target.(*syntax.Name); ok {
			u.storeName(name.Id, dst)
		}
	case *syntax.Tuple:
		u.display(op.TUPLE, n.Elts, dst)
	case *syntax.List:
		u.display(op.LIST, n.Elts, dst)
	case *syntax.Set:
		u.display(op.SET, n.Elts, dst)
	case *syntax.Dict:
		u.dict(n, dst)
	case *syntax.ListComp:
		u.inlineComp(n, n.Generators, op.LIST, n.Elt, nil, dst)
	case *syntax.SetComp:
		u.inlineComp(n, n.Generators, op.SET, n.Elt, nil, dst)
	case *syntax.DictComp:
		u.inlineComp(n, n.Generators, op.DICT, n.Key, n.Value, dst)
	case *syntax.GeneratorExp:
		u.genExpr(n, dst)
	case *syntax.Lambda:
		u.lambda(n, dst)
	case *syntax.JoinedStr:
		u.joinedStr(n.Values, dst)
	case *syntax.FormattedValue:
		u.formattedValue(n, dst)
	case *syntax.TemplateStr:
		u.template(n, dst)
	case *syntax.Yield:
		u.yieldExpr(n, dst)
	case *syntax.YieldFrom:
		v := u.expr(n.Value)
		it := u.alloc()
		u.emit(op.YIELDITER, it, v, 0, 0, 0)
		u.delegate(it, dst)
	case *syntax.Await:
		u.checkAwait(n.Pos(), "'await' outside function", "'await' outside async function")
		v := u.expr(n.Value)
		u.await(v, 0, dst)
	case *syntax.Starred:
		u.fail(n.Pos(), "can't use starred expression here")
	default:
		u.fail(e.Pos(), "this expression is not supported yet by this interpreter")
	}
}

// fromAttr is the range of an attribute access, or of the call of a method, that
// tracebacks show: if the attribute's name is on a later line than the start of
// the expression, it begins there.
func fromAttr(p syntax.Span, a *syntax.Attribute) syntax.Span {
	end := a.Pos()
	if p.Line != end.EndLine {
		p.Line, p.Col = end.EndLine, max(0, end.EndCol-int32(utf8.RuneCountInString(a.Attr)))
	}
	return p
}

func (u *unit) constTo(n *syntax.Constant, dst int) {
	switch {
	case n.Kind == syntax.ConstNone:
		u.emit(op.LOADNONE, dst, 0, 0, 0, 0)
	case n.Kind == syntax.ConstInt && n.Int == int64(int32(n.Int)):
		u.emit(op.LOADI, dst, 0, 0, int32(n.Int), 0)
	default:
		v, key := constValue(n)
		u.emit(op.LOADK, dst, 0, 0, int32(u.constant(v, key)), 0)
	}
}

func (u *unit) loadName(id string, dst int) {
	if id == "__debug__" {
		v := py.Bool(u.c.opt.Optimize == 0)
		u.emit(op.LOADK, dst, 0, 0, int32(u.constant(v, v == py.True)), 0)
		return
	}
	r := u.lookup(id)
	switch r.how {
	case byLocal:
		u.checkBound(r, u.pos)
		if r.v.reg != dst {
			u.emit(op.MOVE, dst, r.v.reg, 0, 0, 0)
		}
	case byWide:
		u.emit(op.LOADW, dst, 0, 0, int32(r.v.reg), 0)
		u.emit(op.CHECK, dst, 0, 0, u.name(r.name), 0)
	case byCell:
		u.emit(op.LOADCELL, dst, r.v.reg, 0, u.name(r.name), isFree(r.v))
	case byGlobal:
		u.emit(op.GLOBAL, dst, 0, 0, u.name(r.name), u.cache())
	case byName:
		u.emit(op.NAME, dst, u.nsReg, 0, u.name(r.name), u.cache())
	case byClassCell:
		u.emit(op.LOADCLASSCELL, dst, r.v.reg, u.nsReg, u.name(r.name), 0)
	}
}

func isFree(v variable) uint32 {
	if v.kind == varFree {
		return 1
	}
	return 0
}

// storeName binds a name to the value in register src.
func (u *unit) storeName(id string, src int) {
	r := u.lookup(id)
	switch r.how {
	case byLocal:
		if r.v.reg != src {
			u.emit(op.MOVE, r.v.reg, src, 0, 0, 0)
		}
		u.markAssigned(r)
	case byWide:
		u.emit(op.STOREW, src, 0, 0, int32(r.v.reg), 0)
	case byCell:
		u.emit(op.STORECELL, r.v.reg, src, 0, 0, 0)
	case byGlobal:
		u.emit(op.STOREGLOBAL, src, 0, 0, u.name(r.name), u.cache())
	case byName, byClassCell:
		u.emit(op.STORENAME, src, u.nsReg, 0, u.name(r.name), u.cache())
	}
}

func (u *unit) markAssigned(r resolved) {
	u.assigned[r.v.reg] = r.v.sym == nil || r.v.sym.flags&symDeleted == 0
}

// localTarget returns the register of a simple local variable that an expression
// may be compiled into directly, or -1.
func (u *unit) localTarget(t syntax.Expr) (int, resolved) {
	if n, ok := t.(*syntax.Name); ok {
		if r := u.lookup(n.Id); r.how == byLocal {
			return r.v.reg, r
		}
	}
	return -1, resolved{}
}

// oneStep reports whether e's code writes its destination with its last
// instruction only, so that the destination may be a variable that e reads.
func oneStep(e syntax.Expr) bool {
	switch n := e.(type) {
	case *syntax.Constant, *syntax.Name, *syntax.BinOp, *syntax.Attribute, *syntax.Subscript,
		*syntax.Lambda, *syntax.GeneratorExp:
		return true
	case *syntax.UnaryOp:
		return n.Op != syntax.Not || oneStep(n.Operand)
	case *syntax.Compare:
		return len(n.Ops) == 1
	case *syntax.Call:
		return simpleArgs(n)
	case *syntax.Tuple:
		return plainItems(n.Elts)
	case *syntax.List:
		return plainItems(n.Elts)
	case *syntax.JoinedStr:
		return len(n.Values) <= maxInlineArgs
	}
	return false
}

func plainItems(elts []syntax.Expr) bool {
	if len(elts) > maxInlineArgs {
		return false
	}
	for _, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			return false
		}
	}
	return true
}

var binOps = [...]py.BinaryOp{
	syntax.Add: py.OpAdd, syntax.Sub: py.OpSub, syntax.Mult: py.OpMul, syntax.MatMult: py.OpMatMul,
	syntax.Div: py.OpTrueDiv, syntax.Mod: py.OpMod, syntax.Pow: py.OpPow, syntax.LShift: py.OpLShift,
	syntax.RShift: py.OpRShift, syntax.BitOr: py.OpOr, syntax.BitXor: py.OpXor, syntax.BitAnd: py.OpAnd,
	syntax.FloorDiv: py.OpFloorDiv,
}

// binOp compiles a chain of left-nested operators without recursing along it.
func (u *unit) binOp(n *syntax.BinOp, dst int) {
	var chain []*syntax.BinOp
	l := syntax.Expr(n)
	for {
		b, ok := l.(*syntax.BinOp)
		if !ok {
			break
		}
		chain = append(chain, b)
		l = b.Left
	}
	if len(chain) == 1 {
		u.pos = n.Pos()
		u.arith(binOps[n.Op], 0, n.Left, -1, n.Right, dst)
		return
	}
	acc := u.alloc()
	in := -1
	left := l
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		out := acc
		if i == 0 {
			out = dst
		}
		u.pos = b.Pos()
		u.arith(binOps[b.Op], 0, left, in, b.Right, out)
		left, in = nil, acc
	}
}

// arith emits dst = left <op> right; the left operand is an expression or, if inReg
// is not negative, already in a register.
func (u *unit) arith(o py.BinaryOp, flags int32, left syntax.Expr, inReg int, right syntax.Expr, dst int) {
	top := u.temp
	l := inReg
	if l < 0 {
		l = u.operand(left, right)
	}
	if c, ok := right.(*syntax.Constant); ok && c.Kind == syntax.ConstInt && c.Int >= -1<<30 && c.Int <= 1<<30 {
		u.emitRaw(py.Instr{Op: op.BINARYI, A: reg(dst), B: reg(l), C: uint16(int32(o) | flags), D: int32(c.Int)})
	} else {
		r := u.expr(right)
		u.emit(op.BINARY, dst, l, r, int32(o)|flags, 0)
	}
	u.temp = top
}

func (u *unit) unaryOp(n *syntax.UnaryOp, dst int) {
	if c, ok := n.Operand.(*syntax.Constant); ok && n.Op == syntax.USub {
		switch c.Kind {
		case syntax.ConstInt:
			if c.Int != 0 {
				k := *c
				k.Int = -c.Int
				u.constTo(&k, dst)
				return
			}
		case syntax.ConstFloat:
			k := *c
			k.Float = -c.Float
			u.constTo(&k, dst)
			return
		}
	}
	switch n.Op {
	case syntax.Not:
		o := u.expr(n.Operand)
		u.emit(op.NOT, dst, o, 0, 0, 0)
	case syntax.USub:
		u.emit(op.NEG, dst, u.expr(n.Operand), 0, 0, 0)
	case syntax.UAdd:
		u.emit(op.POS, dst, u.expr(n.Operand), 0, 0, 0)
	default:
		u.emit(op.INVERT, dst, u.expr(n.Operand), 0, 0, 0)
	}
}

// boolOp compiles and/or for its value.
func (u *unit) boolOp(n *syntax.BoolOp, dst int) {
	end := newLabel()
	var saved []bool
	for i, v := range n.Values {
		u.exprTo(v, dst)
		if i == 0 {
			saved = u.saveAssigned()
		}
		if i == len(n.Values)-1 {
			break
		}
		o := op.JF
		if n.Op == syntax.Or {
			o = op.JT
		}
		u.jump(py.Instr{Op: o, A: reg(dst)}, end)
	}
	u.meet(saved)
	u.place(end)
}

var compareOps = [...]py.CompareOp{
	syntax.Eq: py.EQ, syntax.NotEq: py.NE, syntax.Lt: py.LT, syntax.LtE: py.LE, syntax.Gt: py.GT, syntax.GtE: py.GE,
}

func (u *unit) compareOne(o syntax.CmpOp, l, r, dst int) {
	switch o {
	case syntax.Is, syntax.IsNot:
		u.emit(op.IS, dst, l, r, b2i(o == syntax.IsNot), 0)
	case syntax.In, syntax.NotIn:
		u.emit(op.CONTAINS, dst, l, r, b2i(o == syntax.NotIn), 0)
	default:
		u.emit(op.COMPARE, dst, l, r, int32(compareOps[o]), 0)
	}
}

func b2i(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

func (u *unit) compare(n *syntax.Compare, dst int) {
	if len(n.Ops) == 1 {
		l := u.operand(n.Left, n.Comparators[0])
		r := u.expr(n.Comparators[0])
		u.compareOne(n.Ops[0], l, r, dst)
		return
	}
	end := newLabel()
	l := u.exprTemp(n.Left)
	r := u.alloc()
	var saved []bool
	for i, o := range n.Ops {
		u.exprTo(n.Comparators[i], r)
		if i == 0 {
			saved = u.saveAssigned()
		}
		u.compareOne(o, l, r, dst)
		if i == len(n.Ops)-1 {
			break
		}
		u.jump(py.Instr{Op: op.JF, A: reg(dst)}, end)
		u.emit(op.MOVE, l, r, 0, 0, 0)
	}
	u.meet(saved)
	u.place(end)
}

// jumpIf jumps to l if e's truth is sense. back says that l is a loop's head.
func (u *unit) jumpIf(e syntax.Expr, sense bool, l *label) {
	defer u.leave()
	if !u.enter(e.Pos()) {
		return
	}
	top := u.temp
	defer func() { u.temp = top }()
	old := u.pos
	u.pos = e.Pos()
	defer func() { u.pos = old }()
	back := l.pc >= 0
	switch n := e.(type) {
	case *syntax.UnaryOp:
		if n.Op == syntax.Not {
			u.jumpIf(n.Operand, !sense, l)
			return
		}
	case *syntax.BoolOp:
		// and jumps on false at once, or on true.
		if (n.Op == syntax.And) == !sense {
			var saved []bool
			for i, v := range n.Values {
				u.jumpIf(v, sense, l)
				if i == 0 {
					saved = u.saveAssigned()
				}
			}
			_ = saved
			return
		}
		skip := newLabel()
		var saved []bool
		for i, v := range n.Values {
			if i == len(n.Values)-1 {
				u.jumpIf(v, sense, l)
			} else {
				u.jumpIf(v, !sense, skip)
			}
			if i == 0 {
				saved = u.saveAssigned()
			}
		}
		u.meet(saved)
		u.place(skip)
		return
	case *syntax.Compare:
		if len(n.Ops) == 1 {
			u.jumpCompare(n, sense, l, back)
			return
		}
	case *syntax.Constant:
		if v, ok := constTruth(n); ok && n.Kind != syntax.ConstBytes {
			if v == sense {
				o := op.JUMP
				if back {
					o = op.JUMPBACK
				}
				u.jump(py.Instr{Op: o}, l)
				u.dead = true
			}
			return
		}
	}
	r := u.expr(e)
	o := op.JF
	switch {
	case sense && back:
		o = op.JTBACK
	case sense:
		o = op.JT
	case back:
		o = op.JFBACK
	}
	u.jump(py.Instr{Op: o, A: reg(r)}, l)
}

// constTruth returns the truth of a literal.
func constTruth(n *syntax.Constant) (truth, ok bool) {
	switch n.Kind {
	case syntax.ConstNone, syntax.ConstFalse:
		return false, true
	case syntax.ConstTrue, syntax.ConstEllipsis, syntax.ConstBigInt:
		return true, true
	case syntax.ConstInt:
		return n.Int != 0, true
	case syntax.ConstFloat:
		return n.Float != 0, true
	case syntax.ConstStr, syntax.ConstBytes:
		return n.Str != "", true
	}
	return false, false
}

func (u *unit) jumpCompare(n *syntax.Compare, sense bool, l *label, back bool) {
	right := n.Comparators[0]
	a := u.operand(n.Left, right)
	c, isConst := right.(*syntax.Constant)
	switch o := n.Ops[0]; o {
	case syntax.Is, syntax.IsNot:
		want := sense == (o == syntax.Is)
		if isConst && c.Kind == syntax.ConstNone && !back {
			opc := op.JNOTNONE
			if want {
				opc = op.JNONE
			}
			u.jump(py.Instr{Op: opc, A: reg(a)}, l)
			return
		}
		b := u.expr(right)
		if back {
			t := u.alloc()
			u.emit(op.IS, t, a, b, b2i(!want), 0)
			u.jump(py.Instr{Op: op.JTBACK, A: reg(t)}, l)
			return
		}
		u.jump(py.Instr{Op: op.JIS, B: reg(a), C: reg(b), E: uint32(b2i(want))}, l)
	case syntax.In, syntax.NotIn:
		want := sense == (o == syntax.In)
		b := u.expr(right)
		if back {
			t := u.alloc()
			u.emit(op.CONTAINS, t, a, b, b2i(!want), 0)
			u.jump(py.Instr{Op: op.JTBACK, A: reg(t)}, l)
			return
		}
		u.jump(py.Instr{Op: op.JIN, B: reg(a), C: reg(b), E: uint32(b2i(want))}, l)
	default:
		mode := uint16(compareOps[o])
		if sense {
			mode |= op.Sense
		}
		if back {
			mode |= op.Back
		}
		if isConst && c.Kind == syntax.ConstInt && c.Int == int64(int32(c.Int)) {
			u.jump(py.Instr{Op: op.JCMPI, A: mode, B: reg(a), E: uint32(int32(c.Int))}, l)
			return
		}
		b := u.expr(right)
		u.jump(py.Instr{Op: op.JCMP, A: mode, B: reg(a), C: reg(b)}, l)
	}
}

func (u *unit) slice(n *syntax.Slice, dst int) {
	base := u.temp
	for _, e := range []syntax.Expr{n.Lower, n.Upper, n.Step} {
		t := u.alloc()
		if e == nil {
			u.emit(op.LOADNONE, t, 0, 0, 0, 0)
		} else {
			u.exprTo(e, t)
		}
	}
	u.emit(op.SLICE, dst, base, 0, 0, 0)
}

// display compiles a tuple, list or set display.
func (u *unit) display(o uint16, elts []syntax.Expr, dst int) {
	if o == op.TUPLE {
		if v, key, ok := constTuple(elts); ok {
			u.emit(op.LOADK, dst, 0, 0, int32(u.constant(v, key)), 0)
			return
		}
	}
	base := u.temp
	if plainItems(elts) {
		for _, e := range elts {
			u.exprTo(e, u.alloc())
		}
		u.emitRaw(py.Instr{Op: o, A: reg(dst), B: reg(base), C: uint16(len(elts))})
		return
	}
	acc := u.alloc()
	build, add, extend := op.LIST, op.APPEND, op.EXTEND
	if o == op.SET {
		build, add, extend = op.SET, op.SETADD, op.SETUPDATE
	}
	u.emitRaw(py.Instr{Op: build, A: reg(acc)})
	for _, e := range elts {
		top := u.temp
		if s, ok := e.(*syntax.Starred); ok {
			r := u.expr(s.Value)
			u.pos = s.Pos()
			u.emit(extend, acc, r, 0, 0, 0)
		} else {
			u.emit(add, acc, u.expr(e), 0, 0, 0)
		}
		u.temp = top
	}
	if o == op.TUPLE {
		u.emit(op.LISTTUPLE, dst, acc, 0, 0, 0)
	} else {
		u.emit(op.MOVE, dst, acc, 0, 0, 0)
	}
}

// constTuple folds a tuple of literals.
func constTuple(elts []syntax.Expr) (py.Value, any, bool) {
	key := "("
	vals := make([]py.Value, len(elts))
	for i, e := range elts {
		switch c := e.(type) {
		case *syntax.Constant:
			v, k := constValue(c)
			vals[i] = v
			key += keyText(k) + ","
		case *syntax.Tuple:
			v, k, ok := constTuple(c.Elts)
			if !ok {
				return py.Value{}, nil, false
			}
			vals[i] = v
			key += string(k.(tupleKey)) + ","
		case *syntax.UnaryOp:
			k, ok := c.Operand.(*syntax.Constant)
			if !ok || c.Op != syntax.USub || k.Kind != syntax.ConstInt || k.Int == 0 {
				return py.Value{}, nil, false
			}
			vals[i] = py.Int(-k.Int)
			key += keyText(-k.Int) + ","
		default:
			return py.Value{}, nil, false
		}
	}
	return py.NewTuple(vals...), tupleKey(key + ")"), true
}

func (u *unit) dict(n *syntax.Dict, dst int) {
	base := u.temp
	plain := len(n.Keys) <= maxInlineArgs/2
	for _, k := range n.Keys {
		if k == nil {
			plain = false
		}
	}
	if plain {
		for i := range n.Keys {
			u.exprTo(n.Keys[i], u.alloc())
			u.exprTo(n.Values[i], u.alloc())
		}
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(dst), B: reg(base), C: uint16(len(n.Keys))})
		return
	}
	acc := u.alloc()
	u.emitRaw(py.Instr{Op: op.DICT, A: reg(acc)})
	for i := range n.Keys {
		top := u.temp
		if n.Keys[i] == nil {
			r := u.expr(n.Values[i])
			u.emit(op.DICTUPDATE, acc, r, 0, 0, 0)
		} else {
			k := u.exprTemp(n.Keys[i])
			v := u.expr(n.Values[i])
			u.emit(op.DICTSET, acc, k, v, 0, 0)
		}
		u.temp = top
	}
	u.emit(op.MOVE, dst, acc, 0, 0, 0)
}

// joinedStr compiles the parts of an f-string.
func (u *unit) joinedStr(values []syntax.Expr, dst int) {
	if len(values) == 1 {
		u.exprTo(values[0], dst)
		return
	}
	if len(values) > maxInlineArgs {
		// Concatenate chunks.
		acc := u.alloc()
		u.joinedStr(values[:maxInlineArgs], acc)
		u.temp = acc + 1
		for rest := values[maxInlineArgs:]; len(rest) > 0; {
			n := min(len(rest), maxInlineArgs)
			part := u.alloc()
			u.joinedStr(rest[:n], part)
			u.emitRaw(py.Instr{Op: op.STRING, A: reg(acc), B: reg(acc), C: 2})
			u.temp = part
			rest = rest[n:]
		}
		u.emit(op.MOVE, dst, acc, 0, 0, 0)
		return
	}
	base := u.temp
	for _, v := range values {
		u.exprTo(v, u.alloc())
	}
	u.emitRaw(py.Instr{Op: op.STRING, A: reg(dst), B: reg(base), C: uint16(len(values))})
}

func (u *unit) formattedValue(n *syntax.FormattedValue, dst int) {
	v := u.operand(n.Value, n.FormatSpec)
	if n.FormatSpec == nil {
		u.emitRaw(py.Instr{Op: op.FORMAT, A: reg(dst), B: reg(v), C: uint16(n.Conversion + 1)})
		return
	}
	s := u.expr(n.FormatSpec)
	u.emit(op.FORMATSPEC, dst, v, s, int32(n.Conversion+1), 0)
}

// template compiles a t-string.
func (u *unit) template(n *syntax.TemplateStr, dst int) {
	parts := u.alloc()
	u.emitRaw(py.Instr{Op: op.LIST, A: reg(parts)})
	for _, v := range n.Values {
		top := u.temp
		if f, ok := v.(*syntax.Interpolation); ok {
			base := u.alloc()
			u.exprTo(f.Value, base)
			u.loadConst(py.NewStr(f.Str), u.alloc())
			conversion := u.alloc()
			if f.Conversion > 0 {
				u.loadConst(py.NewStr(string(rune(f.Conversion))), conversion)
			} else {
				u.emit(op.LOADNONE, conversion, 0, 0, 0, 0)
			}
			if f.FormatSpec == nil {
				u.loadConst(py.NewStr(""), u.alloc())
			} else {
				u.exprTo(f.FormatSpec, u.alloc())
			}
			u.emit(op.INTRINSIC, base, base, 0, op.IntrinsicInterpolation, 0)
			u.emit(op.APPEND, parts, base, 0, 0, 0)
		} else {
			u.emit(op.APPEND, parts, u.expr(v), 0, 0, 0)
		}
		u.temp = top
	}
	u.emit(op.INTRINSIC, dst, parts, 0, op.IntrinsicTemplate, 0)
}

func (u *unit) yieldExpr(n *syntax.Yield, dst int) {
	v := 0
	if n.Value != nil {
		v = u.expr(n.Value)
	} else {
		v = u.alloc()
		u.emit(op.LOADNONE, v, 0, 0, 0, 0)
	}
	if u.scope.coroutine {
		w := u.alloc()
		u.emit(op.ASYNCGENWRAP, w, v, 0, 0, 0)
		v = w
	}
	u.yield(dst, v)
}

// delegate emits the loop of yield from and await over iterator it.
func (u *unit) delegate(it, dst int) {
	sent := u.alloc()
	got := u.alloc()
	u.emit(op.LOADNONE, sent, 0, 0, 0, 0)
	top, done := newLabel(), newLabel()
	u.place(top)
	start := len(u.ins)
	u.jump(py.Instr{Op: op.SEND, A: reg(got), B: reg(it), C: reg(sent)}, done)
	u.yield(sent, got)
	end := len(u.ins)
	u.jump(py.Instr{Op: op.JUMPBACK}, top)
	u.code.Handlers = append(u.code.Handlers, py.Handler{Start: int32(start), End: int32(end), Target: int32(len(u.ins))})
	u.jump(py.Instr{Op: op.CLEANUPTHROW, A: reg(got), B: reg(it)}, done)
	u.place(done)
	u.emit(op.MOVE, dst, got, 0, 0, 0)
}

// checkAwait reports await where it is not allowed.
func (u *unit) checkAwait(pos syntax.Span, outsideFunction, outsideAsync string) {
	h := u.scope
	if n := len(u.comps); n > 0 && !h.coroutine {
		// A comprehension that awaits is an asynchronous one.
		if e, ok := u.comps[n-1].scope.node.(syntax.Expr); ok {
			u.fail(e.Pos(), "asynchronous comprehension outside of an asynchronous function")
			return
		}
	}
	if h.kind != funcScope {
		u.fail(pos, outsideFunction)
	} else if !h.coroutine {
		u.fail(pos, outsideAsync)
	}
}

// await emits dst = await v; where is AWAITABLE's operand C.
func (u *unit) await(v, where, dst int) {
	it := u.alloc()
	u.emitRaw(py.Instr{Op: op.AWAITABLE, A: reg(it), B: reg(v), C: uint16(where)})
	u.delegate(it, dst)
}
