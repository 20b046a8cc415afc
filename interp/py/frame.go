package py

import "unsafe"

// StackTop returns the first register that a frame entered from Go above f may
// use.
func (t *Thread) StackTop(f *Frame) *Value {
	switch {
	case f.Func == nil:
		return t.Top
	case f.Flags&FrameGen != 0:
		return f.Top
	}
	return (*Value)(unsafe.Add(unsafe.Pointer(f.Regs), f.Func.Block.FrameBytes))
}

// addr is where a register lies, to compare with others of its segment.
func addr(p *Value) uintptr { return uintptr(unsafe.Pointer(p)) }

// PC returns the index of the instruction that the frame is at.
func (f *Frame) PC() int { return f.Func.Block.index(f.IP) }

// index returns the position of an instruction of the block.
func (b *Block) index(ip *Instr) int {
	if ip == nil || len(b.Instrs) == 0 {
		return 0
	}
	if b.inTraced(ip) {
		return int(b.TracedPC[(uintptr(unsafe.Pointer(ip))-uintptr(unsafe.Pointer(&b.Traced[0])))/unsafe.Sizeof(Instr{})])
	}
	return int((uintptr(unsafe.Pointer(ip)) - uintptr(unsafe.Pointer(&b.Instrs[0]))) / unsafe.Sizeof(Instr{}))
}

// inTraced reports whether ip is an instruction of the instrumented copy.
func (b *Block) inTraced(ip *Instr) bool {
	if len(b.Traced) == 0 {
		return false
	}
	p, start := uintptr(unsafe.Pointer(ip)), uintptr(unsafe.Pointer(&b.Traced[0]))
	return p >= start && p < start+uintptr(len(b.Traced))*unsafe.Sizeof(Instr{})
}

// At returns instruction pc in the copy of the instructions that ip is of.
func (b *Block) At(ip *Instr, pc int) *Instr {
	if b.inTraced(ip) {
		return &b.Traced[b.TracedStart[pc]]
	}
	return &b.Instrs[pc]
}

// Line returns the line that the frame is at.
func (f *Frame) Line() int {
	return int(f.Func.Block.Code.Pos(f.PC()).Line)
}

// CallerFrame returns the n-th Python frame from the running one (0), or nil.
func (t *Thread) CallerFrame(n int) *Frame {
	f := t.Frame
	for f != nil && f.Func != nil && n > 0 {
		f = f.Prev
		n--
	}
	if f == nil || f.Func == nil {
		return nil
	}
	return f
}

// FrameObject returns the Python view of a running frame, the same one each time.
func (t *Thread) FrameObject(f *Frame) *FrameObject { return f.object() }

func (f *Frame) object() *FrameObject {
	if f.Flags&FrameObserved != 0 && f.Object != nil {
		return f.Object
	}
	var o *FrameObject
	if g := f.Gen; g != nil && f.Flags&FrameGen != 0 {
		o = g.frame()
	} else {
		o = &FrameObject{Header: Header{&frameType}, Func: f.Func}
	}
	o.Frame = f
	f.Object = o
	f.Flags |= FrameObserved
	return o
}

// Detach ends the view of a frame that is about to be left: its variables are
// copied into the view, but for those of a generator that has yielded.
func (f *Frame) Detach() {
	o := f.Object
	f.Object = nil
	f.Flags &^= FrameObserved
	if o == nil {
		return
	}
	o.PC, o.Line = f.PC(), f.Line()
	o.Frame = nil
	if f.Flags&FrameGen != 0 && f.Gen != nil && f.Gen.State == GenSuspended {
		return
	}
	o.keep(Window(f.Regs, f.Func.Block.Code.NRegs))
	if f.Prev != nil && f.Prev.Func != nil {
		o.Back = f.Prev.object()
	}
}

// DetachRaising is Detach of a frame that e leaves: it stays where e was raised,
// whatever has been run on the way out.
func (f *Frame) DetachRaising(e *Exception) {
	o := f.Object
	f.Detach()
	if tb := e.Traceback; tb != nil && o != nil && tb.Frame == o {
		o.PC, o.Line = tb.Lasti, tb.Line
	}
}

// keep copies the variables out of the registers of a frame that ends.
func (o *FrameObject) keep(regs []Value) {
	o.Frame, o.Gen = nil, nil
	code := o.Func.Block.Code
	n := len(code.Locals)
	if code.Wide > 0 {
		n = code.Wide + len(code.WideLocals)
	}
	o.Locals = append([]Value(nil), regs[:min(n, len(regs))]...)
}

// EndFrame ends the view of the generator's frame, if it has one, before its
// registers are dropped.
func (g *Generator) EndFrame() {
	if o := g.Object; o != nil && o.Gen != nil {
		o.PC = o.Func.Block.index(g.IP)
		o.Line = int(o.Func.Block.Code.Pos(o.PC).Line)
		o.keep(g.Regs)
	}
}

// Locals returns the registers of the frame's variables; cells are not looked
// into.
func (f *Frame) Locals() []Value { return unsafe.Slice(f.Regs, len(f.Func.Block.Code.Locals)) }

// AddTraceback records in e that it passed through f at instruction pc.
func (t *Thread) AddTraceback(e *Exception, f *Frame, pc int) {
	o := f.object()
	line := int(f.Func.Block.Code.Pos(pc).Line)
	atAttr := e.Traceback == nil && e.typ == AttributeError && TypeOf(e.Member(0)) == &strType
	e.Traceback = &Traceback{Header: Header{&tracebackType}, Next: e.Traceback, Frame: o, Lasti: pc, Line: line, AtAttr: atAttr}
}

// SuperArgs finds the class and first argument for zero-argument super() called
// from frame f.
func SuperArgs(t *Thread, f *Frame) (cls *Type, self Value, err error) {
	code := f.Func.Block.Code
	if code.ArgCount == 0 && code.Flags&CodeVarArgs == 0 {
		return nil, Value{}, Errorf(RuntimeError, "super(): no arguments")
	}
	regs := f.Locals()
	self = regs[0]
	if code.ArgCount == 0 {
		// def f(*args): the first of args.
		if tup, ok := AsTuple(regs[code.KwOnly]); ok && len(tup.Items) > 0 {
			self = tup.Items[0]
		}
	}
	if self.ref != nil && TypeOf(self) == &cellType && len(code.Cells) > 0 && code.Cells[0].Reg == 0 {
		self = Cast[Cell](self).V
	}
	if self.ref == nil {
		return nil, Value{}, Errorf(RuntimeError, "super(): arg[0] deleted")
	}
	for _, fv := range code.Free {
		if fv.Name == "__class__" {
			c := Cast[Cell](regs[fv.Reg]).V
			if c.ref == nil {
				return nil, Value{}, Errorf(RuntimeError, "super(): empty __class__ cell")
			}
			ct, ok := As[Type](c, &typeType)
			if !ok {
				return nil, Value{}, Errorf(RuntimeError, "super(): __class__ is not a type (%s)", TypeOf(c).FullName())
			}
			return ct, self, nil
		}
	}
	return nil, Value{}, Errorf(RuntimeError, "super(): __class__ cell not found")
}
