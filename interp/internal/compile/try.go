package compile

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

func (u *unit) tryStmt(n *syntax.Try) {
	if len(n.Finalbody) > 0 {
		u.tryFinally(n.Finalbody, func() {
			if len(n.Handlers) > 0 {
				u.tryExcept(n)
			} else {
				u.stmts(n.Body)
				u.stmts(n.Orelse)
			}
		})
		return
	}
	u.tryExcept(n)
}

// tryFinally compiles body with the statements of final run however control
// leaves it: they are emitted anew for every way out.
func (u *unit) tryFinally(final []syntax.Stmt, body func()) {
	saved := u.saveAssigned()
	b := &block{kind: cleanupBlock, region: u.openRegion()}
	b.leave = func() {
		state := u.saveAssigned()
		u.restoreAssigned(saved)
		u.stmts(final)
		u.restoreAssigned(state)
	}
	u.blocks = append(u.blocks, b)
	body()
	u.popBlock()
	b.region.pause(u)
	end := newLabel()
	normal := !u.dead
	var after []bool
	if normal {
		u.stmts(final)
		after = u.saveAssigned()
		normal = !u.dead
		u.goTo(end)
	}
	// The exceptional way.
	handler := len(u.ins)
	u.closeRegion(b.region, handler)
	u.dead = false
	u.restoreAssigned(saved)
	exc, prev := u.alloc(), u.alloc()
	pos := u.pos
	u.pos = syntax.Span{}
	u.emit(op.PUSHEXC, exc, prev, 0, u.outermostHandler(), 0)
	u.pos = pos
	u.handlerBody(prev, nil, func() { u.stmts(final) })
	if !u.dead {
		u.pos = syntax.Span{}
		u.emit(op.POPEXC, 0, prev, 0, 0, 0)
		u.emit(op.RERAISE, exc, 0, 0, 0, 0)
		u.pos = pos
	}
	u.dead = true
	u.temp = exc
	if normal {
		u.restoreAssigned(after)
	}
	u.place(end)
	u.dead = !normal
}

// handlerBody emits code that runs while an exception is being handled: prev is
// the register of the one handled before, which any way out makes current again;
// extra is emitted as well on the way out.
func (u *unit) handlerBody(prev int, extra func(), body func()) {
	b := &block{kind: cleanupBlock, region: u.openRegion(), handler: true}
	b.leave = func() {
		u.emit(op.POPEXC, 0, prev, 0, 0, 0)
		if extra != nil {
			extra()
		}
	}
	u.blocks = append(u.blocks, b)
	body()
	u.popBlock()
	b.region.pause(u)
	if len(b.region.parts) == 0 {
		return
	}
	dead := u.dead
	over := newLabel()
	u.goTo(over)
	handler := len(u.ins)
	u.closeRegion(b.region, handler)
	pos := u.pos
	u.pos = syntax.Span{}
	u.dead = false
	if extra != nil {
		extra()
	}
	u.emit(op.UNWINDEXC, 0, prev, 0, 0, 0)
	u.pos = pos
	u.dead = true
	u.place(over)
	u.dead = dead
}

// inHandler reports whether the code here runs while an exception is handled.
func (u *unit) inHandler() bool {
	for _, b := range u.blocks {
		if b.handler {
			return true
		}
	}
	return false
}

// outermostHandler is PUSHEXC's operand D: 1 in a generator that handles no other
// exception, where the exception handled before is that of whoever resumes it.
func (u *unit) outermostHandler() int32 {
	return b2i((u.scope.generator || u.scope.coroutine) && !u.inHandler())
}

// yield emits YIELD.
func (u *unit) yield(dst, v int) {
	handler := 0
	if u.inHandler() {
		handler = 1
	}
	u.emitRaw(py.Instr{Op: op.YIELD, A: reg(dst), B: reg(v), C: uint16(handler)})
}

func (u *unit) tryExcept(n *syntax.Try) {
	for i, h := range n.Handlers {
		if h.Type == nil && i < len(n.Handlers)-1 {
			u.fail(h.Pos(), "default 'except:' must be last")
			return
		}
	}
	saved := u.saveAssigned()
	b := &block{kind: cleanupBlock, region: u.openRegion()}
	u.blocks = append(u.blocks, b)
	u.stmts(n.Body)
	u.popBlock()
	b.region.pause(u)
	end := newLabel()
	u.stmts(n.Orelse)
	reach := !u.dead
	var after []bool
	join := func() {
		if u.dead {
			return
		}
		if after == nil {
			after = u.saveAssigned()
		} else {
			u.meet(after)
			after = u.saveAssigned()
		}
		reach = true
		u.goTo(end)
	}
	join()
	handler := len(u.ins)
	u.closeRegion(b.region, handler)
	u.dead = false
	pos := u.pos
	exc, prev := u.alloc(), u.alloc()
	u.pos = syntax.Span{}
	u.emit(op.PUSHEXC, exc, prev, 0, u.outermostHandler(), 0)
	u.pos = pos
	outer := &block{kind: cleanupBlock, region: u.openRegion(), handler: true}
	outer.leave = nil
	u.blocks = append(u.blocks, outer)
	caught := false
	for _, h := range n.Handlers {
		u.restoreAssigned(saved)
		next := newLabel()
		u.pos = h.Pos()
		if h.Type != nil {
			top := u.temp
			t := u.expr(h.Type)
			u.jump(py.Instr{Op: op.MATCHEXC, A: reg(exc), B: reg(t)}, next)
			u.temp = top
		} else {
			caught = true
		}
		var unbind func()
		if h.Name != "" {
			u.storeName(h.Name, exc)
			name := h.Name
			unbind = func() {
				t := u.alloc()
				u.emit(op.LOADNONE, t, 0, 0, 0, 0)
				u.storeName(name, t)
				u.temp = t
				u.deleteTarget(&syntax.Name{Id: name, Ctx: syntax.Del})
			}
		}
		// While the body runs, its own region takes over from the matching code's.
		outer.region.pause(u)
		u.blocks = u.blocks[:len(u.blocks)-1]
		u.handlerBody(prev, unbind, func() { u.stmts(h.Body) })
		u.blocks = append(u.blocks, outer)
		if !u.dead {
			u.emit(op.POPEXC, 0, prev, 0, 0, 0)
			if unbind != nil {
				unbind()
			}
		}
		join()
		outer.region.resume(u)
		u.place(next)
		u.dead = false
	}
	u.blocks = u.blocks[:len(u.blocks)-1]
	u.pos = syntax.Span{}
	if !caught {
		u.emit(op.POPEXC, 0, prev, 0, 0, 0)
		u.emit(op.RERAISE, exc, 0, 0, 0, 0)
	}
	h2 := len(u.ins)
	u.closeRegion(outer.region, h2)
	u.emit(op.UNWINDEXC, 0, prev, 0, 0, 0)
	u.pos = pos
	u.temp = exc
	u.dead = true
	if after != nil {
		u.restoreAssigned(after)
	}
	u.place(end)
	u.dead = !reach
}

func (u *unit) tryStar(n *syntax.TryStar) {
	if len(n.Finalbody) > 0 {
		t := *n
		t.Finalbody = nil
		u.tryFinally(n.Finalbody, func() { u.tryStar(&t) })
		return
	}
	saved := u.saveAssigned()
	b := &block{kind: cleanupBlock, region: u.openRegion()}
	u.blocks = append(u.blocks, b)
	u.stmts(n.Body)
	u.popBlock()
	b.region.pause(u)
	end := newLabel()
	u.stmts(n.Orelse)
	u.goTo(end)
	handler := len(u.ins)
	u.closeRegion(b.region, handler)
	u.dead = false
	u.restoreAssigned(saved)
	pos := u.pos
	// rest is what is left to match, raised the list of what handlers raised.
	orig, prev, match, rest, raised := u.alloc(), u.alloc(), u.alloc(), u.alloc(), u.alloc()
	u.emit(op.PUSHEXC, orig, prev, 0, u.outermostHandler(), 0)
	u.emit(op.MOVE, rest, orig, 0, 0, 0)
	u.emitRaw(py.Instr{Op: op.LIST, A: reg(raised)})
	u.handlerBody(prev, nil, func() {
		for _, h := range n.Handlers {
			top := u.temp
			u.restoreAssigned(saved)
			skip := newLabel()
			u.jump(py.Instr{Op: op.JNONE, A: reg(rest)}, skip)
			u.pos = h.Pos()
			t := u.expr(h.Type)
			u.emit(op.MATCHEXCSTAR, match, t, rest, 0, 0)
			u.jump(py.Instr{Op: op.JNONE, A: reg(match)}, skip)
			if h.Name != "" {
				u.storeName(h.Name, match)
			}
			// The body's exceptions are collected instead of leaving.
			inner := u.openRegion()
			ib := &block{kind: cleanupBlock, region: inner}
			u.blocks = append(u.blocks, ib)
			u.stars = append(u.stars, len(u.blocks))
			u.stmts(h.Body)
			u.stars = u.stars[:len(u.stars)-1]
			u.popBlock()
			inner.pause(u)
			unbind := func() {
				if h.Name != "" {
					t := u.alloc()
					u.emit(op.LOADNONE, t, 0, 0, 0, 0)
					u.storeName(h.Name, t)
					u.temp = t
					u.deleteTarget(&syntax.Name{Id: h.Name, Ctx: syntax.Del})
				}
			}
			done := newLabel()
			if !u.dead {
				unbind()
				u.goTo(done)
			}
			at := len(u.ins)
			u.closeRegion(inner, at)
			u.dead = false
			e2, p2 := u.alloc(), u.alloc()
			u.emit(op.PUSHEXC, e2, p2, 0, u.outermostHandler(), 0)
			u.emit(op.APPEND, raised, e2, 0, 0, 0)
			u.emit(op.POPEXC, 0, p2, 0, 0, 0)
			unbind()
			u.place(done)
			u.place(skip)
			u.dead = false
			u.temp = top
		}
		u.pos = pos
		// What no handler took is raised again with what they raised.
		no := newLabel()
		u.jump(py.Instr{Op: op.JNONE, A: reg(rest)}, no)
		u.emit(op.APPEND, raised, rest, 0, 0, 0)
		u.place(no)
		u.dead = false
		u.emit(op.PREPRERAISESTAR, match, orig, raised, 0, 0)
	})
	u.emit(op.POPEXC, 0, prev, 0, 0, 0)
	u.jump(py.Instr{Op: op.JNONE, A: reg(match)}, end)
	u.emit(op.RERAISE, match, 0, 0, 0, 0)
	u.temp = orig
	u.place(end)
	u.dead = false
	u.restoreAssigned(saved)
}

func (u *unit) withStmt(n syntax.Stmt, items []*syntax.WithItem, body []syntax.Stmt, async bool) {
	if len(items) == 0 {
		u.stmts(body)
		return
	}
	it := items[0]
	top := u.temp
	exit, val := u.alloc(), u.alloc()
	u.exprTo(it.ContextExpr, val)
	pos := u.pos
	u.pos = it.ContextExpr.Pos()
	if async {
		u.emit(op.AWITHENTER, exit, val, 0, 0, 0)
		u.await(val, 1, val)
	} else {
		u.emit(op.WITHENTER, exit, val, 0, 0, 0)
	}
	saved := u.saveAssigned()
	b := &block{kind: cleanupBlock, region: u.openRegion()}
	callExit := func() {
		old := u.pos
		u.pos = it.ContextExpr.Pos()
		t := u.temp
		w := u.alloc()
		u.emit(op.MOVE, w, exit, 0, 0, 0)
		for range 3 {
			u.emit(op.LOADNONE, u.alloc(), 0, 0, 0, 0)
		}
		u.emitRaw(py.Instr{Op: op.CALL, A: reg(w), B: reg(w), C: 3, E: u.cache()})
		if async {
			u.await(w, 2, w)
		}
		u.temp = t
		u.pos = old
	}
	b.leave = callExit
	u.blocks = append(u.blocks, b)
	if it.OptionalVars != nil {
		u.assign(it.OptionalVars, val)
	}
	if len(items) > 1 {
		u.withStmt(n, items[1:], body, async)
	} else {
		u.pos = pos
		u.stmts(body)
	}
	u.popBlock()
	b.region.pause(u)
	end := newLabel()
	reach := !u.dead
	var after []bool
	if reach {
		callExit()
		after = u.saveAssigned()
		u.goTo(end)
	}
	handler := len(u.ins)
	u.closeRegion(b.region, handler)
	u.dead = false
	u.restoreAssigned(saved)
	exc, prev, res := u.alloc(), u.alloc(), u.alloc()
	u.pos = it.ContextExpr.Pos()
	u.emit(op.PUSHEXC, exc, prev, 0, u.outermostHandler(), 0)
	again := newLabel()
	u.handlerBody(prev, nil, func() {
		u.emit(op.WITHEXIT, res, exit, exc, 0, 0)
		if async {
			u.await(res, 2, res)
		}
		u.emit(op.NOT, res, res, 0, 0, 0)
	})
	u.emit(op.POPEXC, 0, prev, 0, 0, 0)
	u.jump(py.Instr{Op: op.JT, A: reg(res)}, again)
	if after != nil {
		u.meet(after)
	}
	u.goTo(end)
	u.place(again)
	u.pos = syntax.Span{}
	u.emit(op.RERAISE, exc, 0, 0, 0, 0)
	u.pos = pos
	u.dead = true
	u.temp = top
	u.place(end)
	u.dead = false
}

// asyncNext emits the head of an async for: the next item into the target, or
// jump to end at StopAsyncIteration. next is placed at the head.
func (u *unit) asyncNext(it int, next, end *label, target syntax.Expr) {
	u.place(next)
	u.dead = false
	top := u.temp
	v := u.alloc()
	start := len(u.ins)
	aw := u.alloc()
	u.emit(op.ANEXT, aw, it, 0, 0, 0)
	u.delegate(aw, v)
	stop := len(u.ins)
	over := newLabel()
	u.goTo(over)
	u.code.Handlers = append(u.code.Handlers, py.Handler{Start: int32(start), End: int32(stop), Target: int32(len(u.ins))})
	u.dead = false
	u.jump(py.Instr{Op: op.ENDASYNCFOR, A: reg(it)}, end)
	u.place(over)
	u.dead = false
	u.assign(target, v)
	u.temp = top
}

func (u *unit) asyncFor(n *syntax.AsyncFor) {
	u.checkAwait(n.Pos(), "'async for' outside async function", "'async for' outside async function")
	it := u.alloc()
	v := u.expr(n.Iter)
	u.emit(op.AITER, it, v, 0, 0, 0)
	u.temp = it + 1
	saved := u.saveAssigned()
	b := u.pushLoop()
	end := newLabel()
	u.asyncNext(it, b.cont, end, n.Target)
	u.stmts(n.Body)
	u.goTo(b.cont)
	u.popBlock()
	u.place(end)
	u.dead = false
	u.restoreAssigned(saved)
	u.stmts(n.Orelse)
	u.meet(saved)
	u.place(b.brk)
	u.dead = false
}
