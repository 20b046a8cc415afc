package compile

import (
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// simpleArgs reports whether a call has neither * nor ** and few arguments, so
// that it is compiled to a register window.
func simpleArgs(n *syntax.Call) bool {
	if len(n.Args)+len(n.Keywords) > maxInlineArgs {
		return false
	}
	for _, a := range n.Args {
		if _, ok := a.(*syntax.Starred); ok {
			return false
		}
	}
	for _, k := range n.Keywords {
		if k.Arg == "" {
			return false
		}
	}
	return true
}

func (u *unit) call(n *syntax.Call, dst int) {
	if !u.checkKeywords(n.Keywords) {
		return
	}
	if !simpleArgs(n) {
		u.callEx(n, dst)
		return
	}
	if a, ok := n.Func.(*syntax.Attribute); ok {
		u.callMethod(n, a, dst)
		return
	}
	base := u.temp
	u.exprTo(n.Func, u.alloc())
	u.args(n)
	argc := uint16(len(n.Args) + len(n.Keywords))
	if len(n.Keywords) > 0 {
		u.emitRaw(py.Instr{Op: op.CALLKW, A: reg(dst), B: reg(base), C: argc, D: u.keywordNames(n.Keywords)})
		return
	}
	u.emitRaw(py.Instr{Op: op.CALL, A: reg(dst), B: reg(base), C: argc, E: u.cache()})
}

func (u *unit) checkKeywords(kws []*syntax.Keyword) bool {
	for i, k := range kws {
		if k.Arg == "" {
			continue
		}
		if k.Arg == "__debug__" {
			u.fail(k.Pos(), "cannot assign to __debug__")
			return false
		}
		for _, o := range kws[:i] {
			if o.Arg == k.Arg {
				u.fail(k.Pos(), "keyword argument repeated: "+k.Arg)
				return false
			}
		}
	}
	return true
}

// args compiles positional arguments and keyword values into the registers that
// follow.
func (u *unit) args(n *syntax.Call) {
	for _, a := range n.Args {
		u.exprTo(a, u.alloc())
	}
	for _, k := range n.Keywords {
		u.exprTo(k.Value, u.alloc())
	}
}

// keywordNames returns the constant index of the tuple of keyword names.
func (u *unit) keywordNames(kws []*syntax.Keyword) int32 {
	vals := make([]py.Value, len(kws))
	key := "kw("
	for i, k := range kws {
		vals[i] = py.NewStr(u.scope.mangle(k.Arg))
		key += k.Arg + ","
	}
	return int32(u.constant(py.NewTuple(vals...), tupleKey(key)))
}

func (u *unit) callMethod(n *syntax.Call, a *syntax.Attribute, dst int) {
	name := u.name(u.scope.mangle(a.Attr))
	argc := uint16(len(n.Args) + len(n.Keywords))
	base := u.temp
	fn, self := u.alloc(), u.alloc()
	callPos := u.pos
	if len(n.Keywords) == 0 && u.effectFree(n.Args) && !isSuperCall(a.Value) {
		u.exprTo(a.Value, self)
		u.args(n)
		u.attrPos(fromAttr(a.Pos(), a))
		u.pos = fromAttr(callPos, a)
		u.emitRaw(py.Instr{Op: op.CALLATTR, A: reg(dst), B: reg(base), C: argc, D: name, E: u.cache()})
		return
	}
	o := self
	if v, ok := a.Value.(*syntax.Name); ok {
		o = u.expr(v)
		if o > self {
			// A name that is no local went to a fresh temporary.
			u.emit(op.MOVE, self, o, 0, 0, 0)
			o = self
			u.temp = self + 1
		}
	} else {
		u.exprTo(a.Value, self)
	}
	u.pos = fromAttr(a.Pos(), a)
	u.emit(op.METHOD, fn, o, 0, name, u.cache())
	u.args(n)
	u.pos = fromAttr(callPos, a)
	if len(n.Keywords) > 0 {
		u.emitRaw(py.Instr{Op: op.CALLMKW, A: reg(dst), B: reg(base), C: argc, D: u.keywordNames(n.Keywords)})
		return
	}
	u.emitRaw(py.Instr{Op: op.CALLM, A: reg(dst), B: reg(base), C: argc, E: u.cache()})
}

func isSuperCall(e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	if !ok {
		return false
	}
	n, ok := c.Func.(*syntax.Name)
	return ok && n.Id == "super"
}

// effectFree reports whether evaluating the arguments can neither raise nor be
// seen: the method may then be looked up after them.
func (u *unit) effectFree(args []syntax.Expr) bool {
	for _, a := range args {
		switch a := a.(type) {
		case *syntax.Constant:
		case *syntax.Name:
			if r := u.lookup(a.Id); r.how != byLocal || !u.assigned[r.v.reg] {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// callEx compiles a call with * or ** arguments, or with very many.
func (u *unit) callEx(n *syntax.Call, dst int) {
	base := u.temp
	fn, args, kwargs := u.alloc(), u.alloc(), u.alloc()
	u.exprTo(n.Func, fn)
	var star *syntax.Starred
	if len(n.Args) == 1 {
		star, _ = n.Args[0].(*syntax.Starred)
	}
	if star != nil {
		u.exprTo(star.Value, args) // CALLEX takes any iterable
	} else {
		u.positional(n.Args, args)
	}
	if len(n.Keywords) == 0 {
		u.emit(op.CLEAR, kwargs, 0, 0, 0, 0)
	} else {
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(kwargs)})
		for _, k := range n.Keywords {
			top := u.temp
			if k.Arg == "" {
				r := u.expr(k.Value)
				u.emit(op.DICTMERGE, kwargs, r, fn, 0, 0)
			} else {
				one, name := u.alloc(), u.alloc()
				u.loadConst(py.NewStr(u.scope.mangle(k.Arg)), name)
				u.exprTo(k.Value, u.alloc())
				u.emitRaw(py.Instr{Op: op.DICT, A: reg(one), B: reg(name), C: 1})
				u.emit(op.DICTMERGE, kwargs, one, fn, 0, 0)
			}
			u.temp = top
		}
	}
	u.emit(op.CALLEX, dst, base, 0, 0, 0)
}

// positional builds the positional arguments of callEx as a list.
func (u *unit) positional(list []syntax.Expr, dst int) {
	u.emitRaw(py.Instr{Op: op.LIST, A: reg(dst)})
	for _, a := range list {
		top := u.temp
		if s, ok := a.(*syntax.Starred); ok {
			r := u.expr(s.Value)
			u.emit(op.EXTEND, dst, r, 0, 0, 0)
		} else {
			u.emit(op.APPEND, dst, u.expr(a), 0, 0, 0)
		}
		u.temp = top
	}
}

// function compiles a def's code object.
func (u *unit) function(key any, n *syntax.FunctionDef) *py.Code {
	s := u.c.st.scopes[key]
	f := u.c.newUnit(u, s, n.Name)
	f.code.FirstLine = int(n.Pos().Line)
	if len(n.DecoratorList) > 0 {
		f.code.FirstLine = int(n.DecoratorList[0].Pos().Line)
	}
	f.pos = n.Pos()
	f.signature(n.Args)
	f.flags()
	f.declareLocals()
	body := n.Body
	if doc, ok := docstring(body); ok {
		if u.c.opt.Optimize < 2 {
			f.code.Doc = py.NewStr(cleanDoc(doc))
			f.code.Flags |= py.CodeHasDocstring
		}
		body = body[1:]
	}
	f.stmts(body)
	return f.finish()
}

// signature records the parameters of the function.
func (u *unit) signature(a *syntax.Arguments) {
	c := u.code
	c.PosOnly = len(a.Posonlyargs)
	c.ArgCount = len(a.Posonlyargs) + len(a.Args)
	c.KwOnly = len(a.Kwonlyargs)
	c.Flags |= py.CodeOptimized | py.CodeNewLocals
	if a.Vararg != nil {
		c.Flags |= py.CodeVarArgs
	}
	if a.Kwarg != nil {
		c.Flags |= py.CodeVarKeywords
	}
	if c.KwOnly == 0 && a.Vararg == nil && a.Kwarg == nil {
		c.Flags |= py.CodeSimple
	}
}

func (u *unit) flags() {
	s, c := u.scope, u.code
	switch {
	case s.generator && s.coroutine:
		c.Flags |= py.CodeAsyncGenerator
	case s.generator:
		c.Flags |= py.CodeGenerator
	case s.coroutine:
		c.Flags |= py.CodeCoroutine
	}
	if s.nestedFunc {
		c.Flags |= py.CodeNested
	}
	if !s.returnsValue && !s.generator && !s.coroutine {
		c.Flags |= py.CodeReturnsNone
	}
	if s.parent.kind == classScope {
		c.Flags |= py.CodeMethod
	}
}

// makeFunction emits dst = function of code, with what precedes the closure cells
// already in the registers from base on.
func (u *unit) makeFunction(code *py.Code, flags uint16, base, dst int) {
	for _, fv := range code.Free {
		t := u.alloc()
		u.loadCellFor(fv.Name, t)
	}
	u.emitRaw(py.Instr{Op: op.FUNCTION, A: reg(dst), B: reg(base), C: flags,
		D: int32(u.constant(py.Ref(code), nil)), E: uint32(len(code.Free))})
}

// loadCellFor moves the cell of a variable of this code object into t.
func (u *unit) loadCellFor(name string, t int) {
	for i := len(u.comps) - 1; i >= 0; i-- {
		if v, ok := u.comps[i].vars[name]; ok && v.kind == varCell {
			u.emit(op.MOVE, t, v.reg, 0, 0, 0)
			return
		}
	}
	if v, ok := u.vars[freeKey(u, name)]; ok && v.kind == varFree {
		u.emit(op.MOVE, t, v.reg, 0, 0, 0)
		return
	}
	if v, ok := u.vars[name]; ok && (v.kind == varCell || v.kind == varFree) {
		u.emit(op.MOVE, t, v.reg, 0, 0, 0)
		return
	}
	u.fail(u.pos, "internal error: no cell for '"+name+"'")
}

// defaults compiles default values into the registers from here on and returns
// FUNCTION's flags.
func (u *unit) defaults(a *syntax.Arguments) uint16 {
	var flags uint16
	if len(a.Defaults) > 0 {
		flags |= op.FuncDefaults
		u.display2(op.TUPLE, a.Defaults, u.alloc())
	}
	nkw := 0
	for _, d := range a.KwDefaults {
		if d != nil {
			nkw++
		}
	}
	if nkw > 0 {
		flags |= op.FuncKwDefaults
		d := u.alloc()
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(d)})
		for i, e := range a.KwDefaults {
			if e == nil {
				continue
			}
			top := u.temp
			k := u.alloc()
			u.loadConst(py.NewStr(u.scope.mangle(a.Kwonlyargs[i].Arg)), k)
			v := u.expr(e)
			u.emit(op.DICTSET, d, k, v, 0, 0)
			u.temp = top
		}
	}
	return flags
}

func (u *unit) display2(o uint16, elts []syntax.Expr, dst int) {
	top := u.temp
	u.display(o, elts, dst)
	u.temp = top
}

// annotate emits the __annotate__ function of a function (PEP 649) into the next
// register, if it has annotations, and returns FUNCTION's flag.
func (u *unit) annotate(key any, a *syntax.Arguments, returns syntax.Expr) uint16 {
	if !hasAnnotations(a, returns) {
		return 0
	}
	u.annotateFunction(key, u.alloc(), func(f *unit, d int) {
		forAnnotations(a, returns, func(name string, e syntax.Expr) { f.annotation(d, name, e) })
	})
	return op.FuncAnnotate
}

// annotateBody emits dst = the __annotate__ function of a class or module body. The
// names whose statements have not been executed are left out.
func (u *unit) annotateBody(node any, dst int) {
	u.annotateFunction(node, dst, func(f *unit, d int) {
		for i, a := range u.scope.annots {
			skip := newLabel()
			if a.cond {
				t := f.temp
				k, set := f.alloc(), f.alloc()
				f.emit(op.LOADI, k, 0, 0, int32(i), 0)
				f.loadName("__conditional_annotations__", set)
				f.jump(py.Instr{Op: op.JIN, B: reg(k), C: reg(set), E: 0}, skip)
				f.temp = t
			}
			f.annotation(d, a.stmt.Target.(*syntax.Name).Id, a.stmt.Annotation)
			f.place(skip)
		}
	})
}

// annotateFunction emits dst = an annotation function; fill emits what puts the
// annotations into the dict in register d.
func (u *unit) annotateFunction(key any, dst int, fill func(f *unit, d int)) {
	top := u.temp
	f := u.c.newUnit(u, u.c.st.scopes[annotKey{key}], "__annotate__")
	switch n := key.(type) {
	case *syntax.FunctionDef:
		f.code.Qualname = u.qualifiedName(n.Name, nil) + ".__annotate__"
	case *syntax.AsyncFunctionDef:
		f.code.Qualname = u.qualifiedName(n.Name, nil) + ".__annotate__"
	}
	f.code.FirstLine = int(u.pos.Line)
	f.pos = u.pos
	f.annotatePrologue()
	f.code.Locals[0] = "format"
	d := f.alloc()
	f.emitRaw(py.Instr{Op: op.DICT, A: reg(d)})
	fill(f, d)
	f.emit(op.RETURN, d, 0, 0, 0, 0)
	f.dead = true
	u.makeFunction(f.finish(), 0, u.temp, dst)
	u.temp = top
}

// annotation emits the entry of one annotation in the dict in register d.
func (u *unit) annotation(d int, name string, e syntax.Expr) {
	t := u.temp
	u.pos = e.Pos()
	k := u.alloc()
	u.loadConst(py.NewStr(u.scope.mangle(name)), k)
	v := u.alloc()
	if s, ok := e.(*syntax.Starred); u.c.opt.FutureAnnotations {
		u.annotationText(e, v)
	} else if ok {
		// *args: *Ts is the one item of the unpacked iterable.
		r := u.exprTemp(s.Value)
		u.emitRaw(py.Instr{Op: op.UNPACK, A: reg(v), B: reg(r), C: 1})
	} else {
		u.exprTo(e, v)
	}
	u.emit(op.DICTSET, d, k, v, 0, 0)
	u.temp = t
}

// annotationText loads an annotation as text.
func (u *unit) annotationText(e syntax.Expr, dst int) {
	text, ok := syntax.Unparse(e, literalText, py.QuoteStr)
	if !ok {
		u.fail(e.Pos(), "maximum recursion depth exceeded during compilation")
		u.c.err.Kind = syntax.ErrRecursion
		return
	}
	u.loadConst(py.NewStr(text), dst)
}

// literalText is a literal as source text.
func literalText(c *syntax.Constant) string {
	switch c.Kind {
	case syntax.ConstNone:
		return "None"
	case syntax.ConstTrue:
		return "True"
	case syntax.ConstFalse:
		return "False"
	case syntax.ConstEllipsis:
		return "..."
	case syntax.ConstInt:
		return strconv.FormatInt(c.Int, 10)
	case syntax.ConstBigInt:
		return c.Big.String()
	case syntax.ConstFloat:
		return strings.Replace(py.FloatRepr(c.Float), "inf", "1e309", 1)
	case syntax.ConstComplex:
		return strings.Replace(py.ComplexRepr(complex(0, c.Float)), "inf", "1e309", 1)
	case syntax.ConstBytes:
		return py.QuoteBytes([]byte(c.Str))
	}
	return py.QuoteStr(c.Str)
}

// annotatePrologue begins the function of an annotation scope, whose parameter is
// the format asked for. It raises NotImplementedError unless that is VALUE or
// VALUE_WITH_FAKE_GLOBALS (1 or 2).
func (u *unit) annotatePrologue() {
	u.code.ArgCount, u.code.PosOnly = 1, 1
	u.code.Flags |= py.CodeOptimized | py.CodeNewLocals | py.CodeSimple
	u.flags()
	u.declareLocals()
	ok := newLabel()
	u.jump(py.Instr{Op: op.JCMPI, A: uint16(py.LE) | op.Sense, B: reg(0), E: 2}, ok)
	t := u.alloc()
	u.emit(op.GLOBAL, t, 0, 0, u.name("NotImplementedError"), u.cache())
	u.emitRaw(py.Instr{Op: op.RAISE, A: reg(t), C: 1})
	u.temp = t
	u.place(ok)
	u.dead = false
	u.findClassDict()
}

func (u *unit) lambda(n *syntax.Lambda, dst int) {
	base := u.temp
	flags := u.defaults(n.Args)
	s := u.c.st.scopes[n]
	f := u.c.newUnit(u, s, "<lambda>")
	f.code.FirstLine = int(n.Pos().Line)
	f.pos = n.Pos()
	f.signature(n.Args)
	f.flags()
	f.declareLocals()
	r := f.expr(n.Body)
	f.pos = n.Body.Pos()
	f.emit(op.RETURN, r, 0, 0, 0, 0)
	f.dead = true
	u.makeFunction(f.finish(), flags, base, dst)
}

// genExpr compiles a generator expression: a generator function called with the
// iterator of the first iterable.
func (u *unit) genExpr(n *syntax.GeneratorExp, dst int) {
	s := u.c.st.scopes[n]
	f := u.c.newUnit(u, s, "<genexpr>")
	f.code.FirstLine = int(n.Pos().Line)
	f.pos = n.Pos()
	f.code.ArgCount, f.code.PosOnly = 1, 1
	f.code.Flags |= py.CodeOptimized | py.CodeNewLocals | py.CodeSimple
	f.flags()
	f.declareLocals()
	f.generators(n.Generators, 0, 0, func() {
		v := f.expr(n.Elt)
		if s.coroutine {
			w := f.alloc()
			f.emit(op.ASYNCGENWRAP, w, v, 0, 0, 0)
			v = w
		}
		f.yield(f.alloc(), v)
	})
	base := u.temp
	fn := u.alloc()
	u.makeFunction(f.finish(), 0, u.temp, fn)
	u.temp = fn + 1
	it := u.alloc()
	g := n.Generators[0]
	top := u.temp
	v := u.expr(g.Iter)
	u.pos = g.Iter.Pos()
	if g.IsAsync {
		u.emit(op.AITER, it, v, 0, 0, 0)
	} else {
		u.emit(op.ITER, it, v, 0, 0, 0)
	}
	u.temp = top
	u.pos = n.Pos()
	u.emitRaw(py.Instr{Op: op.CALL, A: reg(dst), B: reg(base), C: 1, E: u.cache()})
}

// inlineComp compiles a list, set or dict comprehension in place (PEP 709).
func (u *unit) inlineComp(key any, gens []*syntax.Comprehension, o uint16, elt, value syntax.Expr, dst int) {
	s := u.c.st.scopes[key]
	// The first iterable belongs to the scope around.
	it := u.alloc()
	top := u.temp
	v := u.expr(gens[0].Iter)
	old := u.pos
	u.pos = gens[0].Iter.Pos()
	for _, g := range gens {
		if g.IsAsync {
			const outside = "asynchronous comprehension outside of an asynchronous function"
			u.checkAwait(old, outside, outside)
			break
		}
	}
	if gens[0].IsAsync {
		u.emit(op.AITER, it, v, 0, 0, 0)
	} else {
		u.emit(op.ITER, it, v, 0, 0, 0)
	}
	u.pos = old
	u.temp = top
	ctx := &compContext{scope: s, vars: map[string]variable{}}
	for _, y := range s.order {
		if y.flags&symBound == 0 || y.flags&symGlobal != 0 {
			continue
		}
		// The variables are temporaries; the analysis of bound locals covers
		// registers below nlocals only, so they are tested at each use that is not
		// surely after the binding.
		r := u.alloc()
		for len(u.assigned) <= r {
			u.assigned = append(u.assigned, false)
		}
		k := variable{varLocal, r, y}
		u.assigned[r] = false
		if y.flags&symCell != 0 {
			k.kind = varCell
			u.emit(op.CLEAR, r, 0, 0, 0, 0)
			u.emit(op.MAKECELL, r, 0, 0, 0, 0)
		} else {
			u.emit(op.CLEAR, r, 0, 0, 0, 0)
		}
		ctx.vars[y.name] = k
	}
	acc := u.alloc()
	u.emitRaw(py.Instr{Op: o, A: reg(acc)})
	u.comps = append(u.comps, ctx)
	u.generators(gens, 0, it, func() {
		top := u.temp
		switch o {
		case op.LIST:
			u.emit(op.APPEND, acc, u.expr(elt), 0, 0, 0)
		case op.SET:
			u.emit(op.SETADD, acc, u.expr(elt), 0, 0, 0)
		default:
			k := u.exprTemp(elt)
			v := u.expr(value)
			u.emit(op.DICTSET, acc, k, v, 0, 0)
		}
		u.temp = top
	})
	u.comps = u.comps[:len(u.comps)-1]
	u.emit(op.MOVE, dst, acc, 0, 0, 0)
}

// generators emits the loops of a comprehension from clause i on; it is the
// register of the first iterator.
func (u *unit) generators(gens []*syntax.Comprehension, i, it int, body func()) {
	g := gens[i]
	if i > 0 {
		it = u.alloc()
		top := u.temp
		v := u.expr(g.Iter)
		if g.IsAsync {
			u.emit(op.AITER, it, v, 0, 0, 0)
		} else {
			u.emit(op.ITER, it, v, 0, 0, 0)
		}
		u.temp = top
	}
	saved := u.saveAssigned()
	head, next, end := newLabel(), newLabel(), newLabel()
	top := u.temp
	item, direct := 0, false
	if g.IsAsync {
		u.asyncNext(it, next, end, g.Target)
	} else {
		item, direct = u.forItem(g.Target)
		u.goTo(next)
		u.place(head)
		u.dead = false
		u.forTarget(g.Target, item, direct)
	}
	for _, c := range g.Ifs {
		u.jumpIf(c, false, next)
	}
	if i+1 < len(gens) {
		u.generators(gens, i+1, 0, body)
	} else {
		body()
	}
	u.temp = top
	if g.IsAsync {
		u.goTo(next)
		u.dead = false
	} else {
		u.place(next)
		u.forNext(it, item, head)
	}
	u.place(end)
	u.dead = false
	u.restoreAssigned(saved)
	u.temp = top
}
