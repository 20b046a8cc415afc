package py

import (
	"fmt"
	"strings"
)

// The attributes of code objects, frames and tracebacks.
// https://docs.python.org/3.14/reference/datamodel.html#internal-types

func codeSpec() TypeSpec {
	attr := func(name string, f func(c *Code) Value) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return f(Cast[Code](v)), nil }, readonly, ""}
	}
	count := func(name string, f func(c *Code) int) Getset {
		return attr(name, func(c *Code) Value { return Int(int64(f(c))) })
	}
	return TypeSpec{Name: "code", Layout: LayoutOf[Code](), Flags: NoSubclass | NoInstances,
		Doc:   "Create a code object.  Not for mere mortals.",
		Slots: Slots{Repr: codeRepr, Hash: codeHash, Compare: codeCompare},
		Getset: []Getset{
			attr("co_name", func(c *Code) Value { return NewStr(c.Name) }),
			attr("co_qualname", func(c *Code) Value { return NewStr(c.qualName()) }),
			attr("co_filename", func(c *Code) Value { return NewStr(c.Filename) }),
			count("co_firstlineno", func(c *Code) int { return c.FirstLine }),
			count("co_argcount", func(c *Code) int { return c.ArgCount }),
			count("co_posonlyargcount", func(c *Code) int { return c.PosOnly }),
			count("co_kwonlyargcount", func(c *Code) int { return c.KwOnly }),
			count("co_nlocals", func(c *Code) int { return len(c.varNames()) }),
			count("co_stacksize", func(c *Code) int { return c.NRegs - len(c.Locals) }),
			count("co_flags", func(c *Code) int { return int(c.Flags &^ (CodeReturnsNone | CodeSimple)) }),
			attr("co_varnames", func(c *Code) Value { return strTuple(c.varNames()) }),
			attr("co_cellvars", func(c *Code) Value {
				var names []string
				for _, x := range c.Cells {
					names = append(names, x.Name)
				}
				return strTuple(names)
			}),
			attr("co_freevars", func(c *Code) Value {
				var names []string
				for _, x := range c.Free {
					names = append(names, x.Name)
				}
				return strTuple(names)
			}),
			attr("co_names", func(c *Code) Value { c.Load(); return strTuple(c.Names) }),
			attr("co_consts", codeConsts),
			attr("co_code", codeBytes),
			{"co_lnotab", func(t *Thread, v Value) (Value, error) {
				if err := WarnSyntax(t, "DeprecationWarning", "co_lnotab is deprecated, use co_lines instead.", "", 0); err != nil {
					return Value{}, err
				}
				return Cast[Code](v).lnotab(), nil
			}, readonly, ""},
			attr("_co_code_adaptive", codeBytes),
			attr("co_linetable", func(c *Code) Value { return NewBytes(nil) }),
			attr("co_exceptiontable", func(c *Code) Value { return NewBytes(nil) }),
		},
		Methods: []Method{
			{"co_lines", "($self, /)", codeLines, 0, ""},
			{"co_positions", "($self, /)", codePositions, 0, ""},
			{"_varname_from_oparg", "($self, /, oparg)", codeVarname, 0, "(internal-only) Return the local variable name for the given oparg."},
			{"replace", "($self, /, **changes)", codeReplace, 0, "Return a copy of the code object with new values for the specified fields."},
			{"__replace__", "($self, /, **changes)", codeReplace, 0, "The same as replace()."},
		}}
}

func strTuple(names []string) Value {
	items := make([]Value, len(names))
	for i, n := range names {
		items[i] = Ref(InternStatic(n))
	}
	return NewTuple(items...)
}

func (c *Code) qualName() string {
	if c.Qualname != "" {
		return c.Qualname
	}
	return c.Name
}

// varNames lists the parameters and local variables: co_varnames.
func (c *Code) varNames() []string {
	var names []string
	c.eachVar(func(reg int) { names = append(names, c.Locals[reg]) })
	return names
}

// eachVar calls f with the registers of the parameters and local variables.
func (c *Code) eachVar(f func(reg int)) {
	hidden := map[int]bool{}
	for _, x := range c.Cells {
		hidden[x.Reg] = !x.Param
	}
	for _, x := range c.Free {
		hidden[x.Reg] = true
	}
	for i, n := range c.Locals {
		if !hidden[i] && !strings.HasPrefix(n, ".n") {
			f(i)
		}
	}
}

// codeConsts is co_consts: the docstring, if there is one, and the constants.
func codeConsts(c *Code) Value {
	c.Load()
	var items []Value
	if !c.Doc.IsUnbound() {
		items = append(items, c.Doc)
	}
	return NewTuple(append(items, c.Consts...)...)
}

func codeRepr(t *Thread, v Value) Value {
	c := Cast[Code](v)
	return NewStr(fmt.Sprintf("<code object %s at 0x%x, file \"%s\", line %d>", c.Name, v.ID(), c.Filename, c.FirstLine))
}

// codeBytes shows the instructions as bytes; their meaning is our own.
func codeBytes(c *Code) Value {
	c.Load()
	b := make([]byte, 0, len(c.Instrs)*16)
	for i := range c.Instrs {
		in := &c.Instrs[i]
		for _, x := range []uint16{in.Op, in.A, in.B, in.C, uint16(in.D), uint16(uint32(in.D) >> 16), uint16(in.E), uint16(in.E >> 16)} {
			b = append(b, byte(x), byte(x>>8))
		}
	}
	return NewBytes(b)
}

// eachLine calls f with the runs of instructions of one line entry, from the first
// instruction to the last.
func (c *Code) eachLine(f func(start, end int, p LineEntry)) {
	c.Load()
	c.LoadLines()
	end := len(c.Instrs)
	if len(c.Lines) > 0 {
		end = int(c.Lines[0].PC)
	}
	if end > 0 {
		f(0, end, LineEntry{Line: int32(c.FirstLine), EndLine: int32(c.FirstLine)})
	}
	for i, l := range c.Lines {
		end := len(c.Instrs)
		if i+1 < len(c.Lines) {
			end = int(c.Lines[i+1].PC)
		}
		if end > int(l.PC) {
			f(int(l.PC), end, l)
		}
	}
}

// lnotab is the table of lines in the form of old: pairs of how far the offset and the
// line go on.
func (c *Code) lnotab() Value {
	var b []byte
	last, line := 0, c.FirstLine
	c.eachLine(func(start, end int, p LineEntry) {
		d := int(p.Line) - line
		if p.Line <= 0 || d == 0 {
			return
		}
		pcs := (start - last) * 2
		for ; pcs > 255; pcs -= 255 {
			b = append(b, 255, 0)
		}
		for ; d > 127; d -= 127 {
			b = append(b, byte(pcs), 127)
			pcs = 0
		}
		for ; d < -128; d += 128 {
			b = append(b, byte(pcs), 0x80)
			pcs = 0
		}
		b = append(b, byte(pcs), byte(d))
		last, line = start, int(p.Line)
	})
	return NewBytes(b)
}

func codeVarname(t *Thread, self Value, a Args) (Value, error) {
	n, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	c := Cast[Code](self)
	if n < 0 || n >= len(c.Locals) {
		return Value{}, Errorf(IndexError, "tuple index out of range")
	}
	return NewStr(c.Locals[n]), nil
}

func positive(n int32) Value {
	if n <= 0 {
		return None
	}
	return Int(int64(n))
}

func codeLines(t *Thread, self Value, a Args) (Value, error) {
	var items []Value
	first, last, line := 0, 0, int32(0)
	flush := func() {
		if last > first {
			items = append(items, NewTuple(Int(int64(first)*2), Int(int64(last)*2), positive(line)))
		}
	}
	Cast[Code](self).eachLine(func(start, end int, p LineEntry) {
		if p.Line != line {
			flush()
			first, line = start, p.Line
		}
		last = end
	})
	flush()
	return Iter(t, NewList(items...))
}

func codePositions(t *Thread, self Value, a Args) (Value, error) {
	var items []Value
	Cast[Code](self).eachLine(func(start, end int, p LineEntry) {
		v := NewTuple(positive(p.Line), positive(p.EndLine), Int(int64(p.Col)), Int(int64(p.EndCol)))
		if p.Line <= 0 {
			v = NewTuple(None, None, None, None)
		}
		for ; start < end; start++ {
			items = append(items, v)
		}
	})
	return Iter(t, NewList(items...))
}

func frameSpec() TypeSpec {
	attr := func(name string, f func(t *Thread, o *FrameObject) Value) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return f(t, Cast[FrameObject](v)), nil }, nil, ""}
	}
	return TypeSpec{Name: "frame", Layout: LayoutOf[FrameObject](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Repr: func(t *Thread, v Value) Value {
			o := Cast[FrameObject](v)
			c := o.Func.Block.Code
			file, err := ReprString(t, NewStr(c.Filename))
			if err != nil {
				return t.Fail(err)
			}
			return NewStr(fmt.Sprintf("<frame at 0x%x, file %s, line %d, code %s>", v.ID(), file, o.line(t), c.Name))
		}},
		Getset: []Getset{
			attr("f_back", func(t *Thread, o *FrameObject) Value {
				if b := o.back(t); b != nil {
					return Ref(b)
				}
				return None
			}),
			attr("f_code", func(t *Thread, o *FrameObject) Value { return Ref(o.Func.Block.Code) }),
			attr("f_globals", func(t *Thread, o *FrameObject) Value { return Ref(o.Func.Block.Globals) }),
			attr("f_builtins", func(t *Thread, o *FrameObject) Value { return Ref(o.Func.Block.Builtins) }),
			attr("f_locals", func(t *Thread, o *FrameObject) Value { return o.localsValue(t) }),
			attr("f_lasti", func(t *Thread, o *FrameObject) Value { return Int(int64(o.pc(t)) * 2) }),
			{"f_lineno", func(t *Thread, v Value) (Value, error) { return positive(int32(Cast[FrameObject](v).line(t))), nil },
				func(t *Thread, v, val Value) error {
					if val.ref == nil {
						return Errorf(AttributeError, "cannot delete attribute")
					}
					return Errorf(ValueError, "f_lineno can only be set in a trace function")
				}, ""},
			{"f_trace", func(t *Thread, v Value) (Value, error) { return orNone(Cast[FrameObject](v).Trace), nil },
				func(t *Thread, v, val Value) error {
					if val.ref != nil && val.IsNone() {
						val = Value{}
					}
					Cast[FrameObject](v).Trace = val
					return nil
				}, ""},
			frameFlag("f_trace_lines", func(o *FrameObject) *bool { return &o.noLines }, false),
			frameFlag("f_trace_opcodes", func(o *FrameObject) *bool { return &o.opcodes }, true),
			attr("f_generator", func(t *Thread, o *FrameObject) Value {
				if o.Gen != nil {
					return Ref(o.Gen)
				}
				return None
			}),
		},
		Members: []string{"f_trace_lines"},
		Methods: []Method{{"clear", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return None, Cast[FrameObject](self).clear(t)
		}, 0, "Clear all references held by the frame."}}}
}

// frameFlag is an attribute of the frame that is a bool; on is its value for true.
func frameFlag(name string, field func(o *FrameObject) *bool, on bool) Getset {
	return Getset{name, func(t *Thread, v Value) (Value, error) { return Bool(*field(Cast[FrameObject](v)) == on), nil },
		func(t *Thread, v, val Value) error {
			if val.ref == nil || !val.IsBool() {
				return Errorf(TypeError, "attribute value type must be bool")
			}
			*field(Cast[FrameObject](v)) = (val == True) == on
			return nil
		}, ""}
}

func tracebackSpec() TypeSpec {
	return TypeSpec{Name: "traceback", Layout: LayoutOf[Traceback](), Flags: NoSubclass,
		Doc:       "Create a new traceback object.",
		Signature: "(tb_next, tb_frame, tb_lasti, tb_lineno)",
		New:       tracebackNew,
		Getset: []Getset{
			{"tb_frame", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Traceback](v).Frame), nil }, readonly, ""},
			{"tb_lineno", func(t *Thread, v Value) (Value, error) { return Int(int64(Cast[Traceback](v).Line)), nil }, nil, ""},
			{"tb_lasti", func(t *Thread, v Value) (Value, error) {
				return Int(int64(Cast[Traceback](v).Lasti)*2 + Cast[Traceback](v).odd), nil
			}, readonly, ""},
			{"tb_next", func(t *Thread, v Value) (Value, error) {
				if n := Cast[Traceback](v).Next; n != nil {
					return Ref(n), nil
				}
				return None, nil
			}, tracebackSetNext, ""},
		},
		Methods: []Method{{"__dir__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return NewList(NewStr("tb_frame"), NewStr("tb_next"), NewStr("tb_lasti"), NewStr("tb_lineno")), nil
		}, 0, ""}}}
}

func tracebackNew(t *Thread, typ *Type, a Args) (Value, error) {
	next, err := tracebackArg(a[0])
	if err != nil {
		return Value{}, err
	}
	frame, ok := As[FrameObject](a[1], &frameType)
	if !ok {
		return Value{}, Errorf(TypeError, "traceback() argument 'tb_frame' must be frame, not %s", ArgName(a[1]))
	}
	lasti, err := ToIndex(t, a[2], OverflowError)
	if err != nil {
		return Value{}, err
	}
	line, err := ToIndex(t, a[3], OverflowError)
	if err != nil {
		return Value{}, err
	}
	return Ref(&Traceback{Header: Header{&tracebackType}, Next: next, Frame: frame, Lasti: lasti >> 1, odd: int64(lasti & 1), Line: line}), nil
}

func tracebackArg(v Value) (*Traceback, error) {
	if v.IsNone() {
		return nil, nil
	}
	tb, ok := As[Traceback](v, &tracebackType)
	if !ok {
		return nil, Errorf(TypeError, "expected traceback object or None, got '%s'", TypeOf(v).FullName())
	}
	return tb, nil
}

func tracebackSetNext(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "can't delete tb_next attribute")
	}
	next, err := tracebackArg(val)
	if err != nil {
		return err
	}
	tb := Cast[Traceback](self)
	for x := next; x != nil; x = x.Next {
		if x == tb {
			return Errorf(ValueError, "traceback loop detected")
		}
	}
	tb.Next = next
	return nil
}
