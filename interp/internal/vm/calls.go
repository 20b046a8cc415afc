package vm

import (
	"fmt"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// callSlack registers beyond a call's arguments may be written by the callee (the
// compiler keeps them free).
const callSlack = 8

// at returns the register n places after p.
func at(p *py.Value, n int) *py.Value { return &py.Window(p, n+1)[n] }

// copyArgs moves n arguments from the registers of a generator's frame, which are
// its own, to the thread's stack, where the callee's registers must be.
//
//go:noinline
func copyArgs(t *py.Thread, fr *py.Frame, p *py.Value, n int, callee *py.Block) (*py.Value, py.FrameFlags) {
	nw, flags := t.StackTop(fr), py.FrameFlags(0)
	need := max(int(callee.NRegs), n)
	if !t.Fits(nw, need) {
		nw, flags = t.GrowStack(need), py.FrameNewSegment
	}
	copy(py.Window(nw, n), py.Window(p, n))
	return nw, flags
}

// call runs CALL in its general form; an unbound result means that the
// instruction has been specialised and is to be run again.
//
//go:noinline
func call(t *py.Thread, fr *py.Frame, in *py.Instr, p *py.Value) py.Value {
	f, n := *p, int(in.C)
	args := py.WindowCap(at(p, 1), n, n+callSlack)
	switch {
	case f.IsFunction():
		if fn := py.Cast[py.Function](f); fn.Block.Exact == int32(n) {
			in.Op = op.CALL_PY
			if fr.Func.Block.GenFrame {
				in.Op = op.CALL_GENFRAME
			}
			return py.Value{}
		}
		return callFunction(t, py.Cast[py.Function](f), args, nil)
	case f.IsBuiltin():
		in.Op = op.CALL_BUILTIN
		return py.Value{}
	case f.IsType():
		typ := py.Cast[py.Type](f)
		if c := cacheOf(fr.Func.Block, in.E); typ.IsPlainObject() && again(c) {
			if init := py.PlainInit(t, typ); init != nil && init.Block.Exact == int32(n)+1 && init.Block.Code.Flags&py.CodeReturnsNone != 0 {
				c.Type, c.Ver, c.Func = typ, typ.Version(), init
				in.Op = op.CALL_CLASS
				return py.Value{}
			}
		}
	case f.IsBoundMethod():
		m := py.Cast[py.BoundMethod](f)
		if m.Func.IsFunction() {
			var buf [8]py.Value
			all := append(append(buf[:0], m.Self), args...)
			return callFunction(t, py.Cast[py.Function](m.Func), all, nil)
		}
	}
	return py.CallSlot(t, f, args, nil)
}

// callFunction enters a Python function from Go.
func callFunction(t *py.Thread, f *py.Function, args []py.Value, kw []py.Value) py.Value {
	if !t.Enter("") {
		return py.Error
	}
	base := t.StackTop(t.Frame)
	b := f.Block
	flags := py.FrameEntry
	if !t.Fits(base, int(b.NRegs)+len(args)) {
		base = t.GrowStack(int(b.NRegs) + len(args))
		flags |= py.FrameNewSegment
	}
	regs := py.Window(base, int(b.NRegs))
	if b.Exact == int32(len(args)) && len(kw) == 0 {
		n := copy(regs, args)
		clear(regs[n:b.NLocals])
	} else {
		np := len(args) - len(kw)
		if !bind(t, f, regs, args[:np], args[np:], kw) {
			if flags&py.FrameNewSegment != 0 {
				t.LeaveSegment()
			}
			t.Leave()
			return py.Error
		}
	}
	v := enter(t, f, base, flags)
	t.Leave()
	return v
}

// enter pushes a frame for f with registers at base and runs it.
func enter(t *py.Thread, f *py.Function, base *py.Value, flags py.FrameFlags) py.Value {
	next := t.Frame.Next
	if next == nil {
		if next = t.PushFrame(t.Frame); next == nil {
			if flags&py.FrameNewSegment != 0 {
				t.LeaveSegment()
			}
			return py.Error
		}
	}
	next.Func, next.Regs, next.Flags, next.IP = f, base, flags, f.Block.Entry
	return run(t, next)
}

// bind fills the parameters of f in regs: pos may alias the beginning of regs.
func bind(t *py.Thread, f *py.Function, regs, pos, kwvals, kw []py.Value) bool {
	c := f.Block.Code
	argc, total := c.ArgCount, c.ArgCount+c.KwOnly
	var small [16]py.Value
	kwvals = append(small[:0], kwvals...) // regs may overlap the window they are in
	n := len(pos)
	var rest []py.Value
	if n > argc && c.Flags&py.CodeVarArgs != 0 {
		rest = append([]py.Value(nil), pos[argc:]...)
	}
	given := copy(regs[:min(n, argc)], pos)
	clear(regs[given:f.Block.NLocals])
	slot := total
	if c.Flags&py.CodeVarArgs != 0 {
		regs[slot] = py.NewTuple(rest...)
		slot++
	}
	var extra *py.Dict
	if c.Flags&py.CodeVarKeywords != 0 {
		extra = py.NewDict()
		regs[slot] = py.Ref(extra)
	}
next:
	for i, k := range kw {
		name, ok := py.AsStr(k)
		if !ok {
			t.Raise(py.TypeError, "%s() keywords must be strings", f.Qualname)
			return false
		}
		for j := c.PosOnly; j < total; j++ {
			if c.Locals[j] == name.String() {
				if !regs[j].IsUnbound() {
					t.Raise(py.TypeError, "%s() got multiple values for argument '%s'", f.Qualname, name)
					return false
				}
				regs[j] = kwvals[i]
				continue next
			}
		}
		if extra == nil {
			raiseUnexpected(t, f, name.String(), kw)
			return false
		}
		extra.SetStr(name, kwvals[i])
	}
	if n > argc && c.Flags&py.CodeVarArgs == 0 {
		raiseTooMany(t, f, n, kw)
		return false
	}
	first := argc - len(f.Defaults)
	for j := n; j < argc; j++ {
		if regs[j].IsUnbound() {
			if j < first {
				raiseMissing(t, f, regs)
				return false
			}
			regs[j] = f.Defaults[j-first]
		}
	}
	for j := argc; j < total; j++ {
		if regs[j].IsUnbound() {
			if f.KwDefaults != nil {
				regs[j] = f.KwDefaults.GetStr(t.Interp.InternString(c.Locals[j]))
			}
			if regs[j].IsUnbound() {
				raiseMissingKw(t, f, regs)
				return false
			}
		}
	}
	return true
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// nameList is "'a'", "'a' and 'b'" or "'a', 'b', and 'c'".
func nameList(names []string) string {
	for i, n := range names {
		names[i] = "'" + n + "'"
	}
	switch n := len(names); n {
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	default:
		return strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
}

func raiseMissing(t *py.Thread, f *py.Function, regs []py.Value) {
	c := f.Block.Code
	var names []string
	for j := 0; j < c.ArgCount-len(f.Defaults); j++ {
		if regs[j].IsUnbound() {
			names = append(names, c.Locals[j])
		}
	}
	t.Raise(py.TypeError, "%s() missing %d required positional argument%s: %s", f.Qualname, len(names), plural(len(names)), nameList(names))
}

func raiseMissingKw(t *py.Thread, f *py.Function, regs []py.Value) {
	c := f.Block.Code
	var names []string
	for j := c.ArgCount; j < c.ArgCount+c.KwOnly; j++ {
		if regs[j].IsUnbound() && (f.KwDefaults == nil || f.KwDefaults.GetStr(t.Interp.InternString(c.Locals[j])).IsUnbound()) {
			names = append(names, c.Locals[j])
		}
	}
	t.Raise(py.TypeError, "%s() missing %d required keyword-only argument%s: %s", f.Qualname, len(names), plural(len(names)), nameList(names))
}

func raiseTooMany(t *py.Thread, f *py.Function, n int, kw []py.Value) {
	c := f.Block.Code
	takes := fmt.Sprint(c.ArgCount)
	many := c.ArgCount != 1
	if d := len(f.Defaults); d > 0 {
		takes = fmt.Sprintf("from %d to %d", c.ArgCount-d, c.ArgCount)
		many = true
	}
	s := "s"
	if !many {
		s = ""
	}
	kwOnly := 0
	for _, k := range kw {
		if name, ok := py.AsStr(k); ok {
			for _, l := range c.Locals[c.ArgCount : c.ArgCount+c.KwOnly] {
				if l == name.String() {
					kwOnly++
				}
			}
		}
	}
	if kwOnly > 0 {
		t.Raise(py.TypeError, "%s() takes %s positional argument%s but %d positional argument%s (and %d keyword-only argument%s) were given",
			f.Qualname, takes, s, n, plural(n), kwOnly, plural(kwOnly))
		return
	}
	was := "were"
	if n == 1 {
		was = "was"
	}
	t.Raise(py.TypeError, "%s() takes %s positional argument%s but %d %s given", f.Qualname, takes, s, n, was)
}

func raiseUnexpected(t *py.Thread, f *py.Function, name string, kw []py.Value) {
	c := f.Block.Code
	var posOnly []string
	for _, p := range c.Locals[:c.PosOnly] {
		for _, k := range kw {
			if s, ok := py.AsStr(k); ok && s.String() == p {
				posOnly = append(posOnly, p)
			}
		}
	}
	if len(posOnly) > 0 {
		t.Raise(py.TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", f.Qualname, strings.Join(posOnly, ", "))
		return
	}
	if s := py.Suggest(name, c.Locals[c.PosOnly:c.ArgCount+c.KwOnly]); s != "" {
		t.Raise(py.TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", f.Qualname, name, s)
		return
	}
	t.Raise(py.TypeError, "%s() got an unexpected keyword argument '%s'", f.Qualname, name)
}

func kwNames(blk *py.Block, in *py.Instr) []py.Value {
	return py.Cast[py.Tuple](blk.Consts[in.D]).Items
}

//go:noinline
func callKw(t *py.Thread, in *py.Instr, blk *py.Block, p *py.Value) py.Value {
	n := int(in.C)
	return py.CallSlot(t, *p, py.WindowCap(at(p, 1), n, n+callSlack), kwNames(blk, in))
}

//go:noinline
func callMKw(t *py.Thread, in *py.Instr, blk *py.Block, p *py.Value) py.Value {
	n := int(in.C)
	if at(p, 1).IsUnbound() {
		return py.CallSlot(t, *p, py.WindowCap(at(p, 2), n, n+callSlack), kwNames(blk, in))
	}
	return py.CallSlot(t, *p, py.WindowCap(at(p, 1), n+1, n+1+callSlack), kwNames(blk, in))
}

// callM runs CALLM in its general form, as call.
//
//go:noinline
func callM(t *py.Thread, fr *py.Frame, in *py.Instr, p *py.Value) py.Value {
	f, n := *p, int(in.C)
	self := *at(p, 1)
	if self.IsUnbound() {
		// What is called is no method: args start after the empty place.
		return py.CallSlot(t, f, py.WindowCap(at(p, 2), n, n+callSlack), nil)
	}
	c := cacheOf(fr.Func.Block, in.E)
	switch {
	case f.IsFunction():
		if py.Cast[py.Function](f).Block.Exact == int32(n)+1 {
			in.Op = op.CALLM_PY
			if fr.Func.Block.GenFrame {
				in.Op = op.CALLM_GENFRAME
			}
			return py.Value{}
		}
	case f.IsMethodDescr():
		m := py.Cast[py.MethodDescriptor](f)
		if !m.Owner().IsInstance(self) {
			break
		}
		if n == 1 && self.IsList() && m.Method.Name == "append" && again(c) {
			c.Val = f
			in.Op = op.CALLM_APPEND
			return py.Value{}
		}
		if again(c) {
			in.Op = op.CALLM_DESCR
			return py.Value{}
		}
	}
	return py.CallSlot(t, f, py.WindowCap(at(p, 1), n+1, n+1+callSlack), nil)
}

// callAttr runs CALLATTR in its general form, as call.
//
//go:noinline
func callAttr(t *py.Thread, fr *py.Frame, blk *py.Block, in *py.Instr, p *py.Value) py.Value {
	n := int(in.C)
	selfp := at(p, 1)
	v := *selfp
	typ := py.TypeOf(v)
	name := blk.Names[in.D]
	c := cacheOf(blk, in.E)
	m := py.LookupMethod(t, v, name)
	if !m.IsUnbound() {
		if again(c) {
			switch {
			case m.IsFunction() && typ.IsPlainObject() && !blk.GenFrame:
				a := py.CacheGet(t, v, name)
				if f := py.Cast[py.Function](m); a.Kind == py.AttrMethod && f.Block.Exact == int32(n)+1 {
					c.Type, c.Shape, c.Ver, c.Func = typ, a.Shape, a.Version, f
					in.Op = op.CALLATTR_PY
					return py.Value{}
				}
			case m.IsMethodDescr() && !typ.IsHeap() && py.ShapeOf(&v) == nil:
				c.Type, c.Val = typ, m
				in.Op = op.CALLATTR_DESCR
				if v.IsList() && name.String() == "append" && n == 1 {
					in.Op = op.CALLATTR_APPEND
				}
				return py.Value{}
			}
		}
		return py.CallSlot(t, m, py.WindowCap(selfp, n+1, n+1+callSlack), nil)
	}
	f := typ.GetAttr(t, v, name)
	if f.IsError() {
		return f
	}
	return py.CallSlot(t, f, py.WindowCap(at(p, 2), n, n+callSlack), nil)
}

//go:noinline
func callEx(t *py.Thread, p *py.Value) py.Value {
	f := *p
	a, kwargs := *at(p, 1), *at(p, 2)
	var items []py.Value
	switch {
	case a.IsList():
		items = py.Cast[py.List](a).Items
	case a.IsTuple():
		items = append([]py.Value(nil), py.Cast[py.Tuple](a).Items...)
	default:
		if !starArg(t, a, f) {
			return py.Error
		}
		l, err := py.Items(t, a)
		if err != nil {
			return t.Fail(err)
		}
		items = l
	}
	if kwargs.IsUnbound() || py.Cast[py.Dict](kwargs).Len() == 0 {
		return py.CallSlot(t, f, items[:len(items):len(items)], nil)
	}
	d := py.Cast[py.Dict](kwargs)
	kw := make([]py.Value, 0, d.Len())
	args := make([]py.Value, len(items), len(items)+d.Len())
	copy(args, items)
	for k, v, pos, ok := d.Next(0); ok; k, v, pos, ok = d.Next(pos) {
		kw = append(kw, k)
		args = append(args, v)
	}
	return py.CallSlot(t, f, args, kw)
}

// starArg checks that the value after * in a call of f is iterable.
func starArg(t *py.Thread, v, f py.Value) bool {
	if typ := py.TypeOf(v); typ.Iter == nil && typ.GetItem == nil {
		t.Raise(py.TypeError, "%s argument after * must be an iterable, not %s", callee(t, f), typ.FullName())
		return false
	}
	return true
}

// callee names what is called, for argument errors: "f()".
func callee(t *py.Thread, f py.Value) string {
	if q, err := py.LookupAttr(t, f, t.Interp.InternString("__qualname__")); err == nil && !q.IsUnbound() {
		if s, ok := py.AsStr(q); ok {
			mod := ""
			if m, err := py.LookupAttr(t, f, t.Interp.InternString("__module__")); err == nil && !m.IsUnbound() {
				if ms, ok := py.AsStr(m); ok && ms.String() != "builtins" {
					mod = ms.String() + "."
				}
			}
			return mod + s.String() + "()"
		}
	}
	s, err := py.ToGoString(t, f)
	if err != nil {
		return "function"
	}
	return s
}

//go:noinline
func raiseInit(t *py.Thread, v py.Value) {
	t.Raise(py.TypeError, "__init__() should return None, not '%s'", py.TypeOf(v).FullName())
}

// makeFunction runs FUNCTION.
//
//go:noinline
func makeFunction(t *py.Thread, blk *py.Block, in *py.Instr, p *py.Value) py.Value {
	child := blk.Children[int(in.D)]
	if child == nil {
		child = link(t.Interp, py.Cast[py.Code](blk.Consts[in.D]), blk.Globals)
		if blk.Children == nil {
			blk.Children = map[int]*py.Block{}
		}
		blk.Children[int(in.D)] = child
	}
	f := py.NewFunction(child, nil)
	f.Name, f.Qualname = child.Name, child.Qualname
	f.Doc = child.Code.Doc
	if f.Doc.IsUnbound() {
		f.Doc = py.None
	}
	f.Module = blk.Globals.GetName("__name__")
	if f.Module.IsUnbound() {
		f.Module = py.None
	}
	i := 0
	take := func() py.Value {
		v := *at(p, i)
		i++
		return v
	}
	if in.C&op.FuncDefaults != 0 {
		f.Defaults = py.Cast[py.Tuple](take()).Items
	}
	if in.C&op.FuncKwDefaults != 0 {
		f.KwDefaults = py.Cast[py.Dict](take())
	}
	if in.C&op.FuncAnnotate != 0 {
		f.Annotate = take()
	}
	if in.C&op.FuncTypeParams != 0 {
		f.TypeParams = take()
	}
	if n := int(in.E); n > 0 {
		f.Closure = make([]*py.Cell, n)
		for j := range f.Closure {
			f.Closure[j] = py.Cast[py.Cell](take())
		}
	}
	return py.Ref(f)
}
