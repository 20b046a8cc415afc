package py

// RunningFrame returns the frame of the Python code that is running or that has
// called the running Go code, or nil.
func (t *Thread) RunningFrame() *Frame {
	for f := t.Frame; f != nil; f = f.Prev {
		if f.Func != nil {
			return f
		}
	}
	return nil
}

// FrameLocals returns locals() of a running frame: the namespace of a module or
// class body itself, a new dict for a function.
func FrameLocals(t *Thread, f *Frame) Value {
	if v := namespaceOf(f.Func, Window(f.Regs, f.Func.Block.Code.NRegs)); v.ref != nil {
		return v
	}
	d := NewDict()
	visitLocals(f.Func.Block.Code, Window(f.Regs, f.Func.Block.Code.NRegs), func(name string, v Value) { d.SetName(name, v) })
	if f.Flags&FrameObserved != 0 && f.Object.extra != nil {
		d.addAll(t, f.Object.extra)
	}
	return Ref(d)
}

// namespaceOf returns the namespace of a module or class body that has the
// registers, unbound for a function.
func namespaceOf(f *Function, regs []Value) Value {
	code := f.Block.Code
	if len(code.Locals) == 0 || code.Locals[0] != ".namespace" {
		return Value{}
	}
	if len(regs) > 0 && regs[0].ref != nil {
		return regs[0]
	}
	return Ref(f.Block.Globals)
}

// variable is a local variable of a frame: its register, which may hold a cell.
type variable struct {
	name string
	reg  int
	cell bool
}

// variables lists the variables of a function in CPython's order: its own, those
// shared with inner functions, those of enclosing functions.
func variables(code *Code) []variable {
	kind := make(map[int]int, len(code.Cells)+len(code.Free))
	for _, c := range code.Cells {
		kind[c.Reg] = 2
		if c.Param {
			kind[c.Reg] = 1
		}
	}
	for _, c := range code.Free {
		kind[c.Reg] = 3
	}
	out := make([]variable, 0, len(code.Locals)+len(code.WideLocals))
	for want := 0; want <= 3; want++ {
		for i, name := range code.Locals {
			if k := kind[i]; name[0] != '.' && (k == want || want == 0 && k == 1) && !(want == 1) {
				out = append(out, variable{name, i, k != 0})
			}
		}
		if want == 0 {
			for i, name := range code.WideLocals {
				out = append(out, variable{name, code.Wide + i, false})
			}
		}
	}
	return out
}

// value returns what the variable holds, unbound if nothing.
func (x variable) value(regs []Value) Value {
	if x.reg >= len(regs) {
		return Value{}
	}
	v := regs[x.reg]
	if x.cell && v.ref != nil && TypeOf(v) == &cellType {
		return Cast[Cell](v).V
	}
	return v
}

// visitLocals calls fn with the bound variables of a function's frame: cells and
// free variables by their contents.
func visitLocals(code *Code, regs []Value, fn func(name string, v Value)) {
	for _, x := range variables(code) {
		if v := x.value(regs); v.ref != nil {
			fn(x.name, v)
		}
	}
}

// activation returns the frame that o shows while it runs, else nil.
func (o *FrameObject) activation(t *Thread) *Frame {
	if o.Frame != nil {
		return o.Frame
	}
	if o.Gen == nil || o.Gen.State != GenRunning {
		return nil
	}
	for f := t.Frame; f != nil; f = f.Prev {
		if f.Gen == o.Gen && f.Flags&FrameGen != 0 {
			o.Frame, f.Object = f, o
			f.Flags |= FrameObserved
			return f
		}
	}
	return nil
}

// regs returns the registers of the frame: of what has ended, those it had.
func (o *FrameObject) regs(t *Thread) []Value {
	if f := o.activation(t); f != nil {
		return Window(f.Regs, f.Func.Block.Code.NRegs)
	}
	if o.Gen != nil {
		return o.Gen.Regs
	}
	return o.Locals
}

// pc returns the index of the instruction that the frame is or was at.
func (o *FrameObject) pc(t *Thread) int {
	switch f := o.activation(t); {
	case f != nil:
		return f.PC()
	case o.Gen != nil:
		return o.Func.Block.index(o.Gen.IP)
	}
	return o.PC
}

// line returns the line that the frame is or was at.
func (o *FrameObject) line(t *Thread) int {
	if o.at > 0 {
		return o.at
	}
	switch f := o.activation(t); {
	case f != nil:
		return f.Line()
	case o.Gen != nil && o.Gen.State == GenCreated:
		return o.Func.Block.Code.FirstLine
	case o.Gen != nil:
		return int(o.Func.Block.Code.Pos(o.Func.Block.index(o.Gen.IP)).Line)
	}
	return o.Line
}

// back returns the view of the calling frame, nil for the first.
func (o *FrameObject) back(t *Thread) *FrameObject {
	f := o.activation(t)
	if f == nil {
		return o.Back
	}
	for f = f.Prev; f != nil; f = f.Prev {
		if f.Func != nil {
			return f.object()
		}
	}
	return nil
}

// localsValue is f_locals: a namespace, or for a function a proxy of its variables.
func (o *FrameObject) localsValue(t *Thread) Value {
	if v := namespaceOf(o.Func, o.regs(t)); v.ref != nil {
		return v
	}
	return Ref(&frameLocals{Header{&frameLocalsType}, o})
}

// clear is frame.clear: it drops the variables of a frame that does not run.
func (o *FrameObject) clear(t *Thread) error {
	switch {
	case o.activation(t) != nil:
		return Errorf(RuntimeError, "cannot clear an executing frame")
	case o.Gen != nil && o.Gen.State == GenSuspended:
		return Errorf(RuntimeError, "cannot clear a suspended frame")
	case o.Gen != nil:
		g := o.Gen
		o.Gen = nil
		if g.State == GenCreated {
			g.State, g.Regs, g.IP = GenFinished, nil, nil
		}
	}
	o.Locals, o.extra = nil, nil
	return nil
}
