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
func FrameLocals(f *Frame) Value {
	code := f.Func.Block.Code
	regs := Window(f.Regs, len(code.Locals))
	if len(regs) > 0 && code.Locals[0] == ".namespace" {
		if regs[0].ref != nil {
			return regs[0]
		}
		return Ref(f.Func.Block.Globals)
	}
	d := NewDict()
	visitLocals(code, regs, func(name string, v Value) { d.SetName(name, v) })
	if code.Wide > 0 {
		wide := Window(f.Regs, code.NRegs)[code.Wide:]
		for i, name := range code.WideLocals {
			if wide[i].ref != nil {
				d.SetName(name, wide[i])
			}
		}
	}
	return Ref(d)
}

// visitLocals calls fn with the bound variables of a function's frame: cells and
// free variables by their contents.
func visitLocals(code *Code, regs []Value, fn func(name string, v Value)) {
	cell := make(map[int]bool, len(code.Cells)+len(code.Free))
	for _, c := range code.Cells {
		cell[c.Reg] = true
	}
	for _, c := range code.Free {
		cell[c.Reg] = true
	}
	for i, name := range code.Locals {
		if i >= len(regs) {
			return
		}
		v := regs[i]
		if v.ref == nil || name == ".namespace" {
			continue
		}
		if cell[i] && TypeOf(v) == &cellType {
			if v = Cast[Cell](v).V; v.ref == nil {
				continue
			}
		}
		fn(name, v)
	}
}

// pc returns the index of the instruction that the frame is or was at.
func (o *FrameObject) pc() int {
	if o.Frame != nil {
		return o.Frame.PC()
	}
	return o.PC
}

// line returns the line that the frame is or was at.
func (o *FrameObject) line() int {
	if o.Frame != nil {
		return o.Frame.Line()
	}
	return o.Line
}

// back returns the view of the calling frame, nil for the first.
func (o *FrameObject) back(t *Thread) *FrameObject {
	if o.Frame == nil {
		return o.Back
	}
	for f := o.Frame.Prev; f != nil; f = f.Prev {
		if f.Func != nil {
			return t.FrameObject(f)
		}
	}
	return nil
}

// localsValue is f_locals.
func (o *FrameObject) localsValue() Value {
	if o.Frame != nil {
		return FrameLocals(o.Frame)
	}
	if o.locals.ref == nil {
		code := o.Func.Block.Code
		if len(code.Locals) > 0 && code.Locals[0] == ".namespace" {
			if len(o.Locals) > 0 && o.Locals[0].ref != nil {
				return o.Locals[0]
			}
			return Ref(o.Func.Block.Globals)
		}
		d := NewDict()
		visitLocals(code, o.Locals, func(name string, v Value) { d.SetName(name, v) })
		o.locals = Ref(d)
	}
	return o.locals
}
