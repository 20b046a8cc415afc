package compile

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

func (u *unit) stmts(list []syntax.Stmt) {
	for _, s := range list {
		if u.c.err != nil {
			return
		}
		u.stmt(s)
	}
}

func (u *unit) stmt(s syntax.Stmt) {
	defer u.leave()
	if !u.enter(s.Pos()) {
		return
	}
	old := u.pos
	u.pos = s.Pos()
	top := u.temp
	u.stmtBody(s)
	u.temp = top
	u.pos = old
}

func (u *unit) stmtBody(s syntax.Stmt) {
	switch n := s.(type) {
	case *syntax.ExprStmt:
		if _, ok := n.Value.(*syntax.Constant); ok && !u.interactive {
			u.mark()
			return
		}
		if u.interactive && u.scope.kind == moduleScope {
			u.emit(op.PRINTEXPR, u.expr(n.Value), 0, 0, 0, 0)
			return
		}
		begin := len(u.ins)
		u.expr(n.Value)
		if len(u.ins) == begin {
			u.mark()
		}
		if _, ok := n.Value.(*syntax.Call); ok {
			u.code.Discards = append(u.code.Discards, int32(len(u.ins)-1))
		}
	case *syntax.Assign:
		u.assignStmt(n)
	case *syntax.AugAssign:
		u.augAssign(n)
	case *syntax.AnnAssign:
		u.annAssign(n)
	case *syntax.Return:
		u.returnStmt(n)
	case *syntax.If:
		u.ifStmt(n)
	case *syntax.While:
		u.whileStmt(n)
	case *syntax.For:
		u.forStmt(n)
	case *syntax.AsyncFor:
		u.asyncFor(n)
	case *syntax.Break:
		u.breakStmt(n.Pos())
	case *syntax.Continue:
		u.continueStmt(n.Pos())
	case *syntax.Pass:
		u.mark()
	case *syntax.Global, *syntax.Nonlocal:
	case *syntax.FunctionDef:
		u.functionDef(n, n, false)
	case *syntax.AsyncFunctionDef:
		u.functionDef(n, (*syntax.FunctionDef)(n), true)
	case *syntax.ClassDef:
		u.classDef(n)
	case *syntax.TypeAlias:
		u.typeAlias(n)
	case *syntax.Import:
		u.importStmt(n)
	case *syntax.ImportFrom:
		u.importFrom(n)
	case *syntax.Delete:
		for _, t := range n.Targets {
			u.deleteTarget(t)
		}
	case *syntax.Assert:
		u.assertStmt(n)
	case *syntax.Raise:
		u.raiseStmt(n)
	case *syntax.Try:
		u.mark()
		u.tryStmt(n)
	case *syntax.TryStar:
		u.mark()
		u.tryStar(n)
	case *syntax.With:
		u.withStmt(n, n.Items, n.Body, false)
	case *syntax.AsyncWith:
		u.checkAwait(n.Pos(), "'async with' outside async function", "'async with' outside async function")
		u.withStmt(n, n.Items, n.Body, true)
	case *syntax.Match:
		u.matchStmt(n)
	default:
		u.fail(s.Pos(), "this statement is not supported yet by this interpreter")
	}
}

func (u *unit) annAssign(n *syntax.AnnAssign) {
	u.assignAnnotated(n)
	if name, ok := n.Target.(*syntax.Name); ok && n.Simple && u.c.opt.FutureAnnotations && u.scope.kind != funcScope {
		t := u.temp
		d, k, v := u.alloc(), u.alloc(), u.alloc()
		u.emit(op.NAME, d, u.nsReg, 0, u.name("__annotations__"), u.cache())
		u.loadConst(py.NewStr(u.scope.mangle(name.Id)), k)
		u.annotationText(n.Annotation, v)
		u.emit(op.SETITEM, d, k, v, 0, 0)
		u.temp = t
		return
	}
	for i, a := range u.scope.annots {
		if a.stmt == n && a.cond {
			// The annotation counts once its statement has been executed.
			t := u.temp
			set, k := u.alloc(), u.alloc()
			u.loadConditional(set)
			u.emit(op.LOADI, k, 0, 0, int32(i), 0)
			u.emit(op.SETADD, set, k, 0, 0, 0)
			u.temp = t
			break
		}
	}
}

// loadConditional loads the set of the executed conditional annotations.
func (u *unit) loadConditional(dst int) {
	if v, ok := u.vars["__conditional_annotations__"]; ok {
		u.emit(op.LOADCELL, dst, v.reg, 0, u.name("__conditional_annotations__"), 0)
		return
	}
	u.emit(op.NAME, dst, u.nsReg, 0, u.name("__conditional_annotations__"), u.cache())
}

// beginAnnotations emits what the body of a class or module with annotations
// begins with.
func (u *unit) beginAnnotations() {
	if u.c.opt.FutureAnnotations && len(u.scope.annots) > 0 {
		t := u.alloc()
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(t)})
		u.emit(op.STORENAME, t, u.nsReg, 0, u.name("__annotations__"), u.cache())
		u.temp = t
		return
	}
	if !u.scope.condAnnots {
		return
	}
	t := u.alloc()
	u.emitRaw(py.Instr{Op: op.SET, A: reg(t)})
	if v, ok := u.vars["__conditional_annotations__"]; ok {
		u.emit(op.STORECELL, v.reg, t, 0, 0, 0)
	} else {
		u.emit(op.STORENAME, t, u.nsReg, 0, u.name("__conditional_annotations__"), u.cache())
	}
	u.temp = t
}

func (u *unit) assignAnnotated(n *syntax.AnnAssign) {
	if n.Value != nil {
		if r, res := u.localTarget(n.Target); r >= 0 && oneStep(n.Value) {
			u.exprTo(n.Value, r)
			u.markAssigned(res)
			return
		}
		u.assign(n.Target, u.expr(n.Value))
		return
	}
	// Without a value only the parts of the target are evaluated.
	switch t := n.Target.(type) {
	case *syntax.Attribute:
		u.expr(t.Value)
	case *syntax.Subscript:
		u.expr(t.Value)
		u.expr(t.Slice)
	}
}

func (u *unit) ifStmt(n *syntax.If) {
	if c, ok := n.Test.(*syntax.Constant); ok {
		if v, known := constTruth(c); known {
			u.mark()
			if v {
				u.stmts(n.Body)
				u.unreachable(n.Orelse)
			} else {
				u.unreachable(n.Body)
				u.stmts(n.Orelse)
			}
			return
		}
	}
	els := newLabel()
	u.jumpIf(n.Test, false, els)
	saved := u.saveAssigned()
	u.stmts(n.Body)
	if len(n.Orelse) == 0 {
		if u.dead {
			u.restoreAssigned(saved)
		} else {
			u.meet(saved)
		}
		u.place(els)
		u.dead = false
		return
	}
	end := newLabel()
	bodyDead := u.dead
	after := u.saveAssigned()
	u.goTo(end)
	u.place(els)
	u.dead = false
	u.restoreAssigned(saved)
	u.stmts(n.Orelse)
	switch {
	case bodyDead:
	case u.dead:
		u.restoreAssigned(after)
	default:
		u.meet(after)
	}
	dead := u.dead && bodyDead
	u.place(end)
	u.dead = dead
}

// mark emits an instruction for a statement that needs none, so that its line is
// traced.
func (u *unit) mark() {
	if !u.dead {
		u.emit(op.NOP, 0, 0, 0, 0, 0)
	}
}

// loopBody compiles the body of a loop. One of pass alone gets no code: it is there
// to use an iterator up.
func (u *unit) loopBody(list []syntax.Stmt) {
	if len(list) == 1 {
		if _, ok := list[0].(*syntax.Pass); ok {
			return
		}
	}
	u.stmts(list)
}

// unreachable compiles statements that are never executed, for the errors in them,
// and drops the code.
func (u *unit) unreachable(list []syntax.Stmt) {
	if len(list) == 0 {
		return
	}
	n, dead, assigned := len(u.ins), u.dead, u.saveAssigned()
	lines, handlers, discards := len(u.code.Lines), len(u.code.Handlers), len(u.code.Discards)
	regions := make([]region, len(u.blocks))
	for i, b := range u.blocks {
		if b.region != nil {
			regions[i] = *b.region
		}
	}
	hoist := u.hoist
	u.hoist = &hoistArea{regs: make([]int, hoistSlots)} // full
	u.stmts(list)
	u.hoist = hoist
	u.ins = u.ins[:n]
	u.code.Lines, u.code.Handlers, u.code.Discards = u.code.Lines[:lines], u.code.Handlers[:handlers], u.code.Discards[:discards]
	for i, b := range u.blocks {
		if b.region != nil {
			*b.region = regions[i]
		}
		for _, l := range []*label{b.brk, b.cont} {
			if l != nil {
				for len(l.refs) > 0 && l.refs[len(l.refs)-1] >= n {
					l.refs = l.refs[:len(l.refs)-1]
				}
			}
		}
	}
	u.dead, u.havePos = dead, false
	u.restoreAssigned(assigned)
}

// block is an enclosing statement that control may have to leave properly.
type block struct {
	kind blockKind
	// Of loops.
	brk, cont *label
	// leave emits what must happen when control leaves the block by return, break
	// or continue (a finally body, an __exit__ call, the end of a handler).
	leave func()
	// region is the protected range that pauses while leave's code is emitted.
	region *region
	// handler says that an exception is handled in the block.
	handler bool
}

type blockKind uint8

const (
	loopBlock blockKind = iota
	cleanupBlock
)

// region is a range of instructions protected by a handler; it may have holes.
type region struct {
	start int // of the open part, -1 when paused
	parts [][2]int
}

func (u *unit) openRegion() *region { return &region{start: len(u.ins)} }

func (r *region) pause(u *unit) {
	if r.start >= 0 {
		if r.start < len(u.ins) {
			r.parts = append(r.parts, [2]int{r.start, len(u.ins)})
		}
		r.start = -1
	}
}

func (r *region) resume(u *unit) { r.start = len(u.ins) }

// closeRegion ends the region and enters it in the exception table.
func (u *unit) closeRegion(r *region, handler int) {
	r.pause(u)
	for _, p := range r.parts {
		u.code.Handlers = append(u.code.Handlers, py.Handler{Start: int32(p[0]), End: int32(p[1]), Target: int32(handler)})
	}
}

// unwind emits the leave code of the blocks above index to, innermost first.
func (u *unit) unwind(to int) {
	all := u.blocks
	for i := len(all) - 1; i >= to; i-- {
		b := all[i]
		if b.region != nil {
			b.region.pause(u)
		}
		if b.leave != nil {
			u.blocks = all[:i]
			b.leave()
		}
	}
	u.blocks = all
}

// rewind reopens the regions that unwind paused.
func (u *unit) rewind(to int) {
	for _, b := range u.blocks[to:] {
		if b.region != nil {
			b.region.resume(u)
		}
	}
}

func (u *unit) hasCleanup(to int) bool {
	for _, b := range u.blocks[to:] {
		if b.leave != nil {
			return true
		}
	}
	return false
}

func (u *unit) returnStmt(n *syntax.Return) {
	if u.scope.kind != funcScope {
		u.fail(n.Pos(), "'return' outside function")
		return
	}
	if len(u.stars) > 0 {
		u.fail(n.Pos(), starJump)
		return
	}
	if n.Value != nil && u.scope.generator && u.scope.coroutine {
		u.fail(n.Pos(), "'return' with value in async generator")
		return
	}
	if c, ok := n.Value.(*syntax.Constant); n.Value == nil || ok && c.Kind == syntax.ConstNone {
		saved := u.saveAssigned()
		u.unwind(0)
		u.emit(op.RETURNNONE, 0, 0, 0, 0, 0)
		u.rewind(0)
		u.restoreAssigned(saved)
		u.dead = true
		return
	}
	var r int
	if u.hasCleanup(0) {
		r = u.exprTemp(n.Value)
	} else {
		r = u.expr(n.Value)
	}
	saved := u.saveAssigned()
	u.unwind(0)
	u.emit(op.RETURN, r, 0, 0, 0, 0)
	u.rewind(0)
	u.restoreAssigned(saved)
	u.dead = true
}

func (u *unit) findLoop() int {
	for i := len(u.blocks) - 1; i >= 0; i-- {
		if u.blocks[i].kind == loopBlock {
			return i
		}
	}
	return -1
}

const starJump = "'break', 'continue' and 'return' cannot appear in an except* block"

// leavesStar reports whether a jump to the loop block i leaves an except* handler.
func (u *unit) leavesStar(i int) bool {
	return len(u.stars) > 0 && i < u.stars[len(u.stars)-1]
}

func (u *unit) breakStmt(pos syntax.Span) {
	i := u.findLoop()
	if u.leavesStar(i) {
		u.fail(pos, starJump)
		return
	}
	if i < 0 {
		u.fail(pos, "'break' outside loop")
		return
	}
	l := u.blocks[i].brk
	saved := u.saveAssigned()
	u.unwind(i + 1)
	u.leaveLoop(l)
	u.rewind(i + 1)
	u.restoreAssigned(saved)
	u.dead = true
}

// leaveLoop emits the jump of a break or continue, whose line is traced.
func (u *unit) leaveLoop(l *label) {
	if u.dead {
		return
	}
	u.goTo(l)
	if last := &u.ins[len(u.ins)-1]; last.Op == op.JUMP {
		last.A = op.JumpTraced
	}
}

func (u *unit) continueStmt(pos syntax.Span) {
	i := u.findLoop()
	if u.leavesStar(i) {
		u.fail(pos, starJump)
		return
	}
	if i < 0 {
		u.fail(pos, "'continue' not properly in loop")
		return
	}
	l := u.blocks[i].cont
	saved := u.saveAssigned()
	u.unwind(i + 1)
	u.leaveLoop(l)
	u.rewind(i + 1)
	u.restoreAssigned(saved)
	u.dead = true
}

func (u *unit) pushLoop() *block {
	b := &block{kind: loopBlock, brk: newLabel(), cont: newLabel()}
	u.blocks = append(u.blocks, b)
	u.loops++
	return b
}

func (u *unit) popBlock() {
	if u.blocks[len(u.blocks)-1].kind == loopBlock {
		u.loops--
	}
	u.blocks = u.blocks[:len(u.blocks)-1]
}

// whileStmt tests at the bottom: one conditional back-edge an iteration.
func (u *unit) whileStmt(n *syntax.While) {
	always := false
	if c, ok := n.Test.(*syntax.Constant); ok {
		v, known := constTruth(c)
		if known {
			u.mark()
		}
		if known && !v {
			u.pushLoop()
			u.unreachable(n.Body)
			u.popBlock()
			u.stmts(n.Orelse)
			return
		}
		always = known && v
	}
	h := u.beginHoist()
	saved := u.saveAssigned()
	b := u.pushLoop()
	body := newLabel()
	if !always {
		// The test stands at the bottom; the first time it is reached by a jump.
		u.goTo(b.cont)
	}
	u.place(body)
	u.dead = false
	u.loopBody(n.Body)
	u.place(b.cont)
	u.dead = false
	u.restoreAssigned(saved)
	if always {
		u.jump(py.Instr{Op: op.JUMPBACK}, body)
	} else {
		u.jumpIf(n.Test, true, body)
	}
	u.popBlock()
	u.endHoist(h)
	u.dead = always
	u.restoreAssigned(saved)
	u.stmts(n.Orelse)
	u.meet(saved)
	u.place(b.brk)
}

// forItem returns the register that a for loop puts its items in: the target
// itself if it is a simple local variable (direct), else a temporary.
func (u *unit) forItem(target syntax.Expr) (item int, direct bool) {
	if r, _ := u.localTarget(target); r >= 0 {
		return r, true
	}
	return u.alloc(), false
}

// forTarget stores the item at the head of the loop's body.
func (u *unit) forTarget(target syntax.Expr, item int, direct bool) {
	if direct {
		_, res := u.localTarget(target)
		u.markAssigned(res)
		return
	}
	u.assign(target, item)
}

// forNext emits the bottom of a for loop.
func (u *unit) forNext(it, item int, head *label) {
	u.jump(py.Instr{Op: op.FOR, A: reg(it), B: reg(item), E: u.cache()}, head)
}

func (u *unit) forStmt(n *syntax.For) {
	h := u.beginHoist()
	it := u.alloc()
	top := u.temp
	v := u.expr(n.Iter)
	old := u.pos
	u.pos = n.Iter.Pos()
	u.emit(op.ITER, it, v, 0, 0, 0)
	u.pos = old
	u.temp = top
	item, direct := u.forItem(n.Target)
	saved := u.saveAssigned()
	b := u.pushLoop()
	head := newLabel()
	u.goTo(b.cont)
	u.place(head)
	u.dead = false
	u.forTarget(n.Target, item, direct)
	u.loopBody(n.Body)
	u.place(b.cont)
	u.dead = false
	u.pos = n.Iter.Pos()
	u.forNext(it, item, head)
	u.pos = old
	u.popBlock()
	u.endHoist(h)
	u.restoreAssigned(saved)
	u.stmts(n.Orelse)
	u.meet(saved)
	u.place(b.brk)
	u.dead = false
}

func (u *unit) functionDef(key any, n *syntax.FunctionDef, async bool) {
	base := u.temp
	decos := u.decorators(n.DecoratorList)
	fn := u.alloc()
	top := u.temp
	if len(n.TypeParams) == 0 {
		flags := u.defaults(n.Args)
		flags |= u.annotate(key, n.Args, n.Returns)
		u.makeFunction(u.function(key, n), flags, top, fn)
	} else {
		u.genericFunction(key, n, fn)
	}
	u.temp = top
	u.decorate(n.DecoratorList, decos, fn)
	u.pos = n.Pos()
	u.storeName(n.Name, fn)
	u.temp = base
}

// genericFunction emits dst = the function of a def with type parameters.
func (u *unit) genericFunction(key any, n *syntax.FunctionDef, dst int) {
	callee := u.alloc()
	flags := u.defaults(n.Args)
	argc := u.temp - callee - 1
	u.generic(key, n.TypeParams, callee, argc, dst, func(g *unit, params, r int) {
		base := g.temp
		for i := range argc {
			g.emit(op.MOVE, g.alloc(), i, 0, 0, 0)
		}
		flags |= g.annotate(key, n.Args, n.Returns)
		g.emit(op.MOVE, g.alloc(), params, 0, 0, 0)
		g.makeFunction(g.function(key, n), flags|op.FuncTypeParams, base, r)
		g.temp = base
	})
}

// decorators evaluates decorators in order, two registers apart so that each can
// become the callee of a call with one argument.
func (u *unit) decorators(list []syntax.Expr) int {
	base := u.temp
	for _, d := range list {
		u.exprTo(d, u.alloc())
	}
	return base
}

// decorate applies the decorators in registers base… to the value in v, innermost
// (last) first.
func (u *unit) decorate(list []syntax.Expr, base, v int) {
	for i := len(list) - 1; i >= 0; i-- {
		u.pos = list[i].Pos()
		w := u.alloc()
		u.emit(op.MOVE, w, base+i, 0, 0, 0)
		a := u.alloc()
		u.emit(op.MOVE, a, v, 0, 0, 0)
		u.emitRaw(py.Instr{Op: op.CALL, A: reg(v), B: reg(w), C: 1, E: u.cache()})
		u.temp = w
	}
}

func (u *unit) classDef(n *syntax.ClassDef) {
	base := u.temp
	decos := u.decorators(n.DecoratorList)
	cls := u.alloc()
	if len(n.TypeParams) == 0 {
		u.buildClass(n, cls, -1)
	} else {
		callee := u.alloc()
		u.generic(n, n.TypeParams, callee, 0, cls, func(g *unit, params, r int) {
			g.storeName(typeParamsName, params)
			base := g.alloc()
			g.emit(op.INTRINSIC, base, params, 0, op.IntrinsicGeneric, 0)
			g.buildClass(n, r, base)
		})
	}
	u.temp = cls + 1
	u.decorate(n.DecoratorList, decos, cls)
	u.pos = n.Pos()
	u.storeName(n.Name, cls)
	u.temp = base
}

// buildClass emits cls = the class of a class statement, before its decorators. The
// base in register genericBase, if it is not negative, comes after the others.
func (u *unit) buildClass(n *syntax.ClassDef, cls, genericBase int) {
	code := u.classBody(n)
	u.pos = n.Pos()
	win := u.temp
	u.emit(op.BUILDCLASS, u.alloc(), 0, 0, 0, 0)
	fn := u.alloc()
	u.makeFunction(code, 0, u.temp, fn)
	u.temp = fn + 1
	u.loadConst(py.NewStr(n.Name), u.alloc())
	c := &syntax.Call{Span: n.Span, Args: n.Bases, Keywords: n.Keywords}
	generic := 0
	if genericBase >= 0 {
		generic = 1
	}
	if !u.checkKeywords(n.Keywords) {
		return
	}
	if simpleArgs(c) {
		for _, a := range n.Bases {
			u.exprTo(a, u.alloc())
		}
		if genericBase >= 0 {
			u.emit(op.MOVE, u.alloc(), genericBase, 0, 0, 0)
		}
		for _, k := range n.Keywords {
			u.exprTo(k.Value, u.alloc())
		}
		u.pos = n.Pos()
		argc := uint16(2 + len(n.Bases) + generic + len(n.Keywords))
		if len(n.Keywords) > 0 {
			u.emitRaw(py.Instr{Op: op.CALLKW, A: reg(cls), B: reg(win), C: argc, D: u.keywordNames(n.Keywords)})
		} else {
			u.emitRaw(py.Instr{Op: op.CALL, A: reg(cls), B: reg(win), C: argc, E: u.cache()})
		}
	} else {
		// class C(*bases, **kwds): the fixed arguments go in front of the list.
		args, kwargs := u.alloc(), u.alloc()
		u.emitRaw(py.Instr{Op: op.LIST, A: reg(args), B: reg(fn), C: 2})
		for _, a := range n.Bases {
			top := u.temp
			if s, ok := a.(*syntax.Starred); ok {
				u.emitRaw(py.Instr{Op: op.EXTEND, A: reg(args), B: reg(u.expr(s.Value)), C: 1})
			} else {
				u.emit(op.APPEND, args, u.expr(a), 0, 0, 0)
			}
			u.temp = top
		}
		if genericBase >= 0 {
			u.emit(op.APPEND, args, genericBase, 0, 0, 0)
		}
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(kwargs)})
		for _, k := range n.Keywords {
			top := u.temp
			if k.Arg == "" {
				u.emit(op.DICTMERGE, kwargs, u.expr(k.Value), win, 0, 0)
			} else {
				name := u.alloc()
				u.loadConst(py.NewStr(k.Arg), name)
				u.emit(op.DICTSET, kwargs, name, u.expr(k.Value), 0, 0)
			}
			u.temp = top
		}
		u.pos = n.Pos()
		w := u.alloc()
		u.emit(op.MOVE, w, win, 0, 0, 0)
		a2, k2 := u.alloc(), u.alloc()
		u.emit(op.MOVE, a2, args, 0, 0, 0)
		u.emit(op.MOVE, k2, kwargs, 0, 0, 0)
		u.emit(op.CALLEX, cls, w, 0, 0, 0)
	}
}

// classBody compiles the body of a class: register 0 is its namespace, the result
// the __class__ cell or None.
func (u *unit) classBody(n *syntax.ClassDef) *py.Code {
	s := u.c.st.scopes[n]
	b := u.c.newUnit(u, s, n.Name)
	b.code.FirstLine = int(n.Pos().Line)
	if len(n.DecoratorList) > 0 {
		b.code.FirstLine = int(n.DecoratorList[0].Pos().Line)
	}
	b.pos = n.Pos()
	b.nsReg = b.newLocal(".namespace")
	b.assigned[b.nsReg] = true
	b.declareLocals()
	if v, ok := b.vars["__classdict__"]; ok && v.kind == varCell {
		b.emit(op.STORECELL, v.reg, b.nsReg, 0, 0, 0)
	}
	b.code.StaticAttributes = s.staticOrder
	t := b.alloc()
	b.emit(op.GLOBAL, t, 0, 0, b.name("__name__"), b.cache())
	b.storeClass("__module__", t)
	b.loadConst(py.NewStr(b.code.Qualname), t)
	b.storeClass("__qualname__", t)
	if len(n.TypeParams) > 0 {
		b.emit(op.LOADCELL, t, b.vars[freeKey(b, typeParamsName)].reg, 0, b.name(typeParamsName), 1)
		b.storeClass("__type_params__", t)
	}
	b.emit(op.LOADI, t, 0, 0, int32(b.code.FirstLine), 0)
	b.storeClass("__firstlineno__", t)
	body := n.Body
	if doc, ok := docstring(body); ok {
		if u.c.opt.Optimize < 2 {
			b.loadConst(py.NewStr(cleanDoc(doc)), t)
			b.storeClass("__doc__", t)
		}
		body = body[1:]
	}
	b.temp = t
	b.beginAnnotations()
	b.stmts(body)
	t = b.alloc()
	if len(s.annots) > 0 && !u.c.opt.FutureAnnotations {
		b.annotateBody(n, t)
		b.storeClass("__annotate_func__", t)
	}
	attrs := make([]py.Value, len(s.staticOrder))
	for i, a := range s.staticOrder {
		attrs[i] = py.NewStr(a)
	}
	b.emit(op.LOADK, t, 0, 0, int32(b.constant(py.NewTuple(attrs...), nil)), 0)
	b.storeClass("__static_attributes__", t)
	if v, ok := b.vars["__classdict__"]; ok && v.kind == varCell {
		b.emit(op.MOVE, t, v.reg, 0, 0, 0)
		b.storeClass("__classdictcell__", t)
	}
	if v, ok := b.vars["__class__"]; ok && v.kind == varCell {
		b.emit(op.MOVE, t, v.reg, 0, 0, 0)
		b.storeClass("__classcell__", t)
		b.emit(op.RETURN, t, 0, 0, 0, 0)
		b.dead = true
	}
	return b.finish()
}

// storeClass stores into the class namespace by name, whatever the body declares.
func (u *unit) storeClass(name string, r int) {
	u.emit(op.STORENAME, r, u.nsReg, 0, u.name(name), u.cache())
}

func (u *unit) importStmt(n *syntax.Import) {
	for _, a := range n.Names {
		top := u.temp
		from := u.alloc()
		u.emit(op.LOADNONE, from, 0, 0, 0, 0)
		m := u.alloc()
		u.emitRaw(py.Instr{Op: op.IMPORT, A: reg(m), B: reg(from), C: 0, D: u.name(a.Name)})
		if a.Asname == "" {
			name, _, _ := strings.Cut(a.Name, ".")
			u.storeName(name, m)
		} else {
			// import a.b.c as d binds the innermost module.
			if _, rest, dotted := strings.Cut(a.Name, "."); dotted {
				for _, part := range strings.Split(rest, ".") {
					u.emit(op.IMPORTFROM, m, m, 0, u.name(part), 0)
				}
			}
			u.storeName(a.Asname, m)
		}
		u.temp = top
	}
}

func (u *unit) importFrom(n *syntax.ImportFrom) {
	top := u.temp
	names := make([]py.Value, len(n.Names))
	for i, a := range n.Names {
		names[i] = py.NewStr(a.Name)
	}
	if n.Level == 0 && n.Module == "__future__" {
		if !u.c.future[n] {
			u.fail(n.Pos(), "from __future__ imports must occur at the beginning of the file")
			return
		}
		for _, a := range n.Names {
			if a.Name == "braces" {
				u.fail(a.Pos(), "not a chance")
				return
			}
			if !futureFeatures[a.Name] {
				u.fail(a.Pos(), "future feature "+a.Name+" is not defined")
				return
			}
		}
	}
	from := u.alloc()
	u.emit(op.LOADK, from, 0, 0, int32(u.constant(py.NewTuple(names...), nil)), 0)
	m := u.alloc()
	u.emitRaw(py.Instr{Op: op.IMPORT, A: reg(m), B: reg(from), C: uint16(n.Level), D: u.name(n.Module)})
	for _, a := range n.Names {
		if a.Name == "*" {
			ns := u.nsReg
			u.emit(op.IMPORTSTAR, m, ns, 0, 0, 0)
			continue
		}
		v := u.alloc()
		u.emit(op.IMPORTFROM, v, m, 0, u.name(a.Name), 0)
		name := a.Asname
		if name == "" {
			name = a.Name
		}
		u.storeName(name, v)
		u.temp = v
	}
	u.temp = top
}

var futureFeatures = map[string]bool{
	"nested_scopes": true, "generators": true, "division": true, "absolute_import": true, "with_statement": true,
	"print_function": true, "unicode_literals": true, "barry_as_FLUFL": true, "generator_stop": true, "annotations": true,
}

func (u *unit) assertStmt(n *syntax.Assert) {
	if u.c.opt.Optimize > 0 {
		return
	}
	ok := newLabel()
	if _, isConst := n.Test.(*syntax.Constant); isConst {
		u.mark()
	}
	u.jumpIf(n.Test, true, ok)
	saved := u.saveAssigned()
	base := u.temp
	e := u.alloc()
	u.emit(op.ASSERTERROR, e, 0, 0, 0, 0)
	if n.Msg != nil {
		u.exprTo(n.Msg, u.alloc())
		u.emitRaw(py.Instr{Op: op.CALL, A: reg(e), B: reg(e), C: 1, E: u.cache()})
	}
	u.pos = n.Test.Pos()
	u.emitRaw(py.Instr{Op: op.RAISE, A: reg(e), C: 1})
	u.temp = base
	u.restoreAssigned(saved)
	u.place(ok)
	u.dead = false
}

func (u *unit) raiseStmt(n *syntax.Raise) {
	argc := uint16(0)
	a, b := 0, 0
	if n.Exc != nil {
		a, argc = u.operand(n.Exc, n.Cause), 1
		if n.Cause != nil {
			b, argc = u.expr(n.Cause), 2
		}
	}
	u.emitRaw(py.Instr{Op: op.RAISE, A: reg(a), B: reg(b), C: argc})
	u.dead = true
}
