package vm

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// ClearDead implements py.Engine.
func (e *engine) ClearDead(t *py.Thread) {
	e.flush()
	for _, w := range e.blocks {
		if b := w.Value(); b != nil {
			for i := range b.Caches {
				c := &b.Caches[i]
				c.Shape, c.Next, c.Type, c.Func, c.Block = nil, nil, nil, nil, nil
			}
		}
	}
	var inner *py.Frame
	rows := op.Table()
	t.ClearDead(func(f *py.Frame, last bool) []bool {
		keep := keptRegs(t, rows, f, inner, last)
		inner = f
		return keep
	})
}

// regSet is a set of registers.
type regSet []uint64

func (s regSet) add(from, n int) {
	for r := from; r < from+n && r < 64*len(s); r++ {
		s[r/64] |= 1 << (r % 64)
	}
}

func (s regSet) remove(from, n int) {
	for r := from; r < from+n && r < 64*len(s); r++ {
		s[r/64] &^= 1 << (r % 64)
	}
}

// merge adds o and reports whether s has changed.
func (s regSet) merge(o regSet) (changed bool) {
	for i, w := range o {
		if s[i]|w != s[i] {
			s[i] |= w
			changed = true
		}
	}
	return changed
}

// uses calls f with the runs of registers that an instruction reads, or may read:
// what is not known here counts as read.
func uses(rows []op.Row, in *py.Instr, f func(from, n int)) {
	a, b, c := int(in.A/valueSize), int(in.B/valueSize), int(in.C/valueSize)
	switch n := int(in.C); in.Op {
	case op.CALL, op.CALLKW:
		f(b, n+1)
		return
	case op.CALLM, op.CALLMKW:
		f(b, n+2)
		return
	case op.CALLATTR:
		f(b+1, n+1) // B is written only
		return
	case op.CALLEX, op.SLICE, op.SUPERATTR:
		f(b, 3)
		return
	case op.LIST, op.TUPLE, op.SET, op.STRING:
		f(b, n)
		return
	case op.DICT:
		f(b, 2*n)
		return
	case op.FUNCTION:
		f(b, bits.OnesCount16(in.C)+int(in.E))
		return
	case op.MATCHCLASS, op.WITHEXIT:
		f(b, 2)
	case op.INTRINSIC:
		f(b, 8)
	case op.FOR:
		f(a, 1)
		return
	}
	for _, operand := range strings.Fields(rows[in.Op].Operands) {
		switch operand {
		case "a":
			f(a, 1)
		case "b":
			f(b, 1)
		case "c":
			f(c, 1)
		}
	}
}

// defines returns the run of registers that an instruction writes whatever it does,
// but for raising.
func defines(rows []op.Row, in *py.Instr) (from, n int) {
	a := int(in.A / valueSize)
	switch in.Op {
	case op.UNPACK:
		return a, int(in.C)
	case op.UNPACKEX:
		return a, int(in.C) + 1 + int(in.D)
	}
	switch first, _, _ := strings.Cut(rows[in.Op].Operands, " "); first {
	case "=aa":
		return a, 2
	case "=a":
		return a, 1
	}
	return a, 0
}

// liveness returns the registers that each instruction of the code, or what comes
// after it, may read before they are written. Registers of variables do not count:
// those can be looked at from outside.
// https://en.wikipedia.org/wiki/Live-variable_analysis
func liveness(rows []op.Row, code *py.Code) []regSet {
	n, words := len(code.Instrs), (code.NRegs+63)/64
	all := make(regSet, n*words)
	live := make([]regSet, n)
	for i := range live {
		live[i] = all[i*words : (i+1)*words]
	}
	out := make(regSet, words)
	for changed := true; changed; {
		changed = false
		for i := n - 1; i >= 0; i-- {
			in := &code.Instrs[i]
			clear(out)
			after(rows, code, live, i, out)
			uses(rows, in, out.add)
			if live[i].merge(out) {
				changed = true
			}
		}
	}
	return live
}

// after adds to out what is live after instruction i, without what it writes.
func after(rows []op.Row, code *py.Code, live []regSet, i int, out regSet) {
	in := &code.Instrs[i]
	switch in.Op {
	case op.JUMP, op.JUMPBACK, op.RETURN, op.RETURNNONE, op.RAISE, op.RERAISE, op.UNWINDEXC:
	default:
		if i+1 < len(live) {
			out.merge(live[i+1])
		}
	}
	if slices.Contains(strings.Fields(rows[in.Op].Operands), "d>") {
		out.merge(live[i+1+int(in.D)/int(instrSize)])
	}
	out.remove(defines(rows, in))
	for _, h := range code.Handlers {
		if int32(i) >= h.Start && int32(i) < h.End {
			out.merge(live[h.Target])
			break
		}
	}
}

// keptRegs says which registers of f may be read again; inner is the frame that it
// has called, last says that there is none.
func keptRegs(t *py.Thread, rows []op.Row, f, inner *py.Frame, last bool) []bool {
	b := f.Func.Block
	code := b.Code
	keep := make([]bool, code.NRegs)
	if f.IP == nil || len(b.Instrs) == 0 {
		for i := range keep {
			keep[i] = true
		}
		return keep
	}
	pc := f.PC()
	live := liveness(rows, code)
	set := make(regSet, len(live[pc]))
	switch in := &code.Instrs[pc]; {
	case f.IP.Op == opTrace: // before the instruction, or after a yield
		set.merge(live[pc])
		if pc+1 < len(live) {
			set.merge(live[pc+1])
		}
	default:
		after(rows, code, live, pc, set)
		base, isCall := int(in.B/valueSize), false
		switch in.Op {
		case op.CALL, op.CALLKW, op.CALLEX, op.CALLM, op.CALLMKW, op.CALLATTR:
			isCall = true
		}
		if isCall && (last || inner.Flags&py.FrameEntry == 0 || calls(t, f, base, inner.Func)) {
			break // the callee has taken its arguments over
		}
		uses(rows, in, func(from, n int) {
			if isCall {
				n += callSlack // a Go function may have spread its arguments
			}
			set.add(from, n)
		})
	}
	for i := range keep {
		keep[i] = i < len(code.Locals) || code.Wide > 0 && i >= code.Wide || set[i/64]&(1<<(i%64)) != 0
	}
	return keep
}

// calls reports whether the call instruction of f, whose operands start at register
// base, calls fn itself and not a Go function that does.
func calls(t *py.Thread, f *py.Frame, base int, fn *py.Function) bool {
	callee := *at(f.Regs, base)
	switch f.IP.Op {
	case op.CALLATTR, op.CALLATTR_PY, op.CALLATTR_DESCR, op.CALLATTR_APPEND:
		obj, name := *at(f.Regs, base+1), f.Func.Block.Names[f.IP.D]
		if obj.IsUnbound() {
			return true // as an earlier ClearDead has found
		}
		if obj.IsModule() {
			callee = py.Cast[py.Module](obj).Dict.GetStr(name)
		} else {
			callee = t.LookupType(py.TypeOf(obj), name)
		}
	}
	if callee.IsUnbound() {
		return false
	}
	if callee.IsBoundMethod() {
		callee = py.Cast[py.BoundMethod](callee).Func
	}
	return callee == py.Ref(fn)
}
