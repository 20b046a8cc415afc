package vm

import (
	"slices"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Instrumented code reports what it does to sys.settrace and sys.setprofile. It is
// a second copy of a block's instructions with trace instructions between them,
// which calls take while any thread has a tracer; plain code has no hooks. A frame
// that has begun in one copy goes on in it.
//
// Refused: reports of calls of Go functions (c_call …), which would need the
// callee of every form of call instruction.

// opTrace reports event C of the instruction that follows: A is the register of
// the value returned, D the line. No compiler emits it, so that it has no row in
// the table of opcodes.
const opTrace = op.Count

// valueNone in operand B of opTrace says that None is returned.
const valueNone = 1

// SetTracing implements py.Engine.
func (e *engine) SetTracing(on bool) {
	if e.tracing == on {
		return
	}
	e.tracing = on
	for _, w := range e.blocks {
		if b := w.Value(); b != nil {
			e.choose(b)
		}
	}
}

// choose sets where calls of a block's function begin.
func (e *engine) choose(b *py.Block) {
	if !e.tracing {
		b.Entry = &b.Instrs[0]
		return
	}
	if b.Traced == nil {
		instrument(b)
	}
	b.Entry = &b.Traced[0]
}

// instrument makes the traced copy of b's instructions.
func instrument(b *py.Block) {
	code := b.Code
	n := len(code.Instrs)
	table := op.Table()
	has := func(in *py.Instr, operand string) bool {
		return slices.Contains(strings.Fields(table[in.Op].Operands), operand)
	}
	target := make([]bool, n+1)
	dest := func(i int) int { return i + 1 + int(code.Instrs[i].D)/int(instrSize) }
	begin := 1 // the first instruction of the body
	for i := range code.Instrs {
		in := &code.Instrs[i]
		if has(in, "d>") {
			target[dest(i)] = true
		}
		if in.Op == op.GENERATOR {
			begin = i + 1
		}
	}
	for _, h := range code.Handlers {
		target[h.Target] = true
	}
	for begin < n && (code.Instrs[begin].Op == op.MAKECELL || code.Instrs[begin].Op == op.COPYFREE) {
		begin++
	}
	var out []py.Instr
	var pcs []int32
	emit := func(i int, in py.Instr) {
		out, pcs = append(out, in), append(pcs, int32(i))
	}
	event := func(i int, ev py.TraceEvent, reg uint16, none bool, line int32) {
		in := py.Instr{Op: opTrace, A: reg, C: uint16(ev), D: line}
		if none {
			in.B = valueNone
		}
		emit(i, in)
	}
	starts, real := make([]int32, n+1), make([]int32, n)
	caches := uint32(len(b.Caches))
	last := int32(0)
	for i := range code.Instrs {
		in := code.Instrs[i]
		if i == begin {
			event(i, py.TraceCall, 0, false, int32(code.FirstLine))
		} else if i > 0 && code.Instrs[i-1].Op == op.YIELD {
			event(i-1, py.TraceCall, 0, false, 0)
		}
		starts[i] = int32(len(out))
		if line := code.Pos(i).Line; i >= begin && line > 0 && !silent(code, i, line) {
			if line != last || target[i] {
				event(i, py.TraceLine, 0, false, line)
			}
			last = line
		}
		switch in.Op {
		case op.RETURN:
			event(i, py.TraceReturn, in.A, false, 0)
		case op.RETURNNONE:
			event(i, py.TraceReturn, 0, true, 0)
		case op.YIELD:
			event(i, py.TraceReturn, in.B, false, 0)
		}
		if has(&in, "e") {
			in.E += caches
		}
		real[i] = int32(len(out))
		emit(i, in)
	}
	starts[n] = int32(len(out))
	for i := range code.Instrs {
		if has(&code.Instrs[i], "d>") {
			out[real[i]].D = (starts[dest(i)] - real[i] - 1) * int32(instrSize)
		}
	}
	b.Caches = append(b.Caches, make([]py.Cache, caches)...)
	b.Traced, b.TracedPC, b.TracedStart = out, pcs, starts
}

// silent reports whether instruction i, of a line, is part of no statement that
// CPython reports: what ends a handler, a jump over an else, an implicit return.
func silent(code *py.Code, i int, line int32) bool {
	switch code.Instrs[i].Op {
	case op.JUMP:
		return code.Instrs[i].A != op.JumpTraced
	case op.POPEXC, op.UNWINDEXC, op.RERAISE, op.CLEAR:
		return true
	case op.RETURNNONE:
		return i == len(code.Instrs)-1 && int(line) == code.FirstLine
	}
	return false
}

// trace runs opTrace.
func trace(t *py.Thread, fr *py.Frame, in *py.Instr, value *py.Value) bool {
	if t.Tracer == nil {
		return true
	}
	arg := py.None
	if py.TraceEvent(in.C) == py.TraceReturn && in.B != valueNone {
		arg = *value
	}
	return t.Trace(fr, py.TraceEvent(in.C), arg, int(in.D), fr.PC())
}
