package compile

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// Type parameters (PEP 695, PEP 696). Those of a definition have a scope of their
// own, a function that is called at once and returns what is defined. Bounds,
// constraints, defaults and the values of aliases are evaluated when asked for:
// each is a function that takes a format, as __annotate__ does.

// typeParamsName is the variable that holds the tuple of a class's type parameters.
const typeParamsName = ".type_params"

// typeParamsKey identifies the scope of the type parameters of a definition,
// boundKey and defaultKey those of a parameter's bound (or constraints) and default.
type (
	typeParamsKey struct{ of any }
	boundKey      struct{ of syntax.TypeParam }
	defaultKey    struct{ of syntax.TypeParam }
)

// typeParam takes a type parameter apart.
func typeParam(p syntax.TypeParam) (kind int32, name string, bound, def syntax.Expr) {
	switch p := p.(type) {
	case *syntax.TypeVar:
		return op.IntrinsicTypeVar, p.Name, p.Bound, p.DefaultValue
	case *syntax.ParamSpec:
		return op.IntrinsicParamSpec, p.Name, nil, p.DefaultValue
	case *syntax.TypeVarTuple:
		return op.IntrinsicTypeVarTuple, p.Name, nil, p.DefaultValue
	}
	return 0, "", nil, nil
}

var typeParamNames = map[int32]string{
	op.IntrinsicTypeVar: "TypeVar", op.IntrinsicParamSpec: "ParamSpec", op.IntrinsicTypeVarTuple: "TypeVarTuple",
}

// openTypeParams opens the scope of type parameters if there are any; the caller
// closes it then.
func (st *symtable) openTypeParams(key any, name string, list []syntax.TypeParam) bool {
	if len(list) == 0 || st.err != nil {
		return false
	}
	s := st.push(funcScope, "<generic parameters of "+name+">", typeParamsKey{key})
	s.isTypeParams, s.isAnnot, s.returnsValue = true, true, true
	s.forbid = "the definition of a generic"
	switch n := key.(type) {
	case *syntax.ClassDef:
		s.class, s.mangled = n.Name, map[string]bool{}
	case *syntax.FunctionDef:
		st.passDefaults(s, n.Args)
	case *syntax.AsyncFunctionDef:
		st.passDefaults(s, n.Args)
	}
	st.seeClass(s)
	for _, p := range list {
		kind, name, bound, def := typeParam(p)
		if name == "__classdict__" {
			st.fail(p.Pos(), "reserved name '"+name+"' cannot be used for type parameter")
		}
		if s.mangled != nil {
			s.mangled[name] = true
		}
		if y := s.syms[s.mangle(name)]; y != nil && y.flags&symTypeParam != 0 {
			st.fail(p.Pos(), "duplicate type parameter '"+name+"'")
		}
		st.bind(name, p.Pos(), symTypeParam)
		word := "a " + typeParamNames[kind]
		if bound != nil {
			what := " bound"
			if _, ok := bound.(*syntax.Tuple); ok {
				what = " constraint"
			}
			st.annotationScope(boundKey{p}, word+what, bound)
		}
		if def != nil {
			st.annotationScope(defaultKey{p}, word+" default", def)
		}
	}
	return true
}

// passDefaults gives the scope parameters for the default values, which are
// evaluated outside.
func (st *symtable) passDefaults(s *scope, a *syntax.Arguments) {
	pos, kw := hasDefaults(a)
	if pos {
		s.params = append(s.params, ".defaults")
	}
	if kw {
		s.params = append(s.params, ".kwdefaults")
	}
	for _, p := range s.params {
		s.sym(p).flags |= symBound | symParam
	}
}

func hasDefaults(a *syntax.Arguments) (positional, keyword bool) {
	for _, d := range a.KwDefaults {
		keyword = keyword || d != nil
	}
	return len(a.Defaults) > 0, keyword
}

// forbidden reports an expression that an annotation scope must not have.
func (st *symtable) forbidden(pos syntax.Span, what string) {
	if f := st.cur.forbid; f != "" {
		st.fail(pos, what+" expression cannot be used within "+f)
	}
}

// generic emits dst = what define leaves in its register within the scope of the
// type parameters of definition key. The scope's function gets the argc values in
// the registers after callee.
func (u *unit) generic(key any, list []syntax.TypeParam, callee, argc, dst int, define func(g *unit, params, r int)) {
	s := u.c.st.scopes[typeParamsKey{key}]
	g := u.c.newUnit(u, s, s.name)
	g.code.FirstLine, g.pos = int(u.pos.Line), u.pos
	g.code.ArgCount, g.code.PosOnly = argc, argc
	g.code.Flags |= py.CodeOptimized | py.CodeNewLocals | py.CodeSimple
	g.flags()
	g.declareLocals()
	g.findClassDict()
	params := g.alloc()
	g.typeParams(list, params)
	r := g.alloc()
	define(g, params, r)
	g.pos = u.pos
	g.emit(op.RETURN, r, 0, 0, 0, 0)
	g.dead = true
	top := u.temp
	u.makeFunction(g.finish(), 0, u.temp, callee)
	u.temp = top
	u.emitRaw(py.Instr{Op: op.CALL, A: reg(dst), B: reg(callee), C: uint16(argc), E: u.cache()})
}

// findClassDict loads the namespace of the class around an annotation scope.
func (u *unit) findClassDict() {
	if u.scope.classDict {
		u.nsReg = u.alloc()
		u.emit(op.LOADCELL, u.nsReg, u.vars["__classdict__"].reg, 0, u.name("__classdict__"), 1)
	}
}

// typeParams makes the type parameters, binds their names and emits dst = their
// tuple.
func (u *unit) typeParams(list []syntax.TypeParam, dst int) {
	top, pos := u.temp, u.pos
	acc := u.alloc()
	u.emitRaw(py.Instr{Op: op.LIST, A: reg(acc)})
	hasDefault := false
	for _, p := range list {
		t := u.temp
		u.pos = p.Pos()
		kind, name, bound, def := typeParam(p)
		base := u.alloc()
		u.loadConst(py.NewStr(name), base)
		// A bound, constraints and a default follow the name, unbound if absent.
		for _, x := range []struct {
			e   syntax.Expr
			key any
		}{{bound, boundKey{p}}, {def, defaultKey{p}}} {
			r := u.alloc()
			if x.e == nil {
				u.emit(op.CLEAR, r, 0, 0, 0, 0)
			} else {
				u.evaluator(x.key, name, x.e, r)
			}
		}
		if _, ok := bound.(*syntax.Tuple); ok {
			kind = op.IntrinsicConstrained
		}
		if def == nil && hasDefault {
			u.fail(p.Pos(), "non-default type parameter '"+name+"' follows default type parameter")
		}
		hasDefault = hasDefault || def != nil
		u.emit(op.INTRINSIC, base, base, 0, kind, 0)
		u.storeName(name, base)
		u.emit(op.APPEND, acc, base, 0, 0, 0)
		u.temp = t
	}
	u.emit(op.LISTTUPLE, dst, acc, 0, 0, 0)
	u.temp, u.pos = top, pos
}

// evaluator emits dst = the function that computes e when asked for.
func (u *unit) evaluator(key any, name string, e syntax.Expr, dst int) {
	top := u.temp
	f := u.c.newUnit(u, u.c.st.scopes[annotKey{key}], name)
	f.pos = e.Pos()
	f.code.FirstLine = int(f.pos.Line)
	f.annotatePrologue()
	v := f.alloc()
	if s, ok := e.(*syntax.Starred); ok {
		r := f.exprTemp(s.Value)
		f.emitRaw(py.Instr{Op: op.UNPACK, A: reg(v), B: reg(r), C: 1})
	} else {
		f.exprTo(e, v)
	}
	f.emit(op.RETURN, v, 0, 0, 0, 0)
	f.dead = true
	base := u.alloc()
	u.emit(op.LOADK, base, 0, 0, int32(u.constant(py.NewTuple(py.Int(1)), tupleKey("format(1)"))), 0)
	u.makeFunction(f.finish(), op.FuncDefaults, base, dst)
	u.temp = top
}

// typeAlias compiles a type statement.
func (u *unit) typeAlias(n *syntax.TypeAlias) {
	name, ok := n.Name.(*syntax.Name)
	if !ok {
		u.fail(n.Name.Pos(), "cannot assign to this expression")
		return
	}
	r := u.alloc()
	if len(n.TypeParams) == 0 {
		u.aliasValue(n, name.Id, -1, r)
	} else {
		callee := u.alloc()
		u.generic(n, n.TypeParams, callee, 0, r, func(g *unit, params, dst int) { g.aliasValue(n, name.Id, params, dst) })
	}
	u.pos = n.Pos()
	u.storeName(name.Id, r)
}

// aliasValue emits dst = the alias; params is the register of its type parameters,
// -1 if it has none.
func (u *unit) aliasValue(n *syntax.TypeAlias, name string, params, dst int) {
	base := u.alloc()
	u.loadConst(py.NewStr(name), base)
	p, f := u.alloc(), u.alloc()
	if params < 0 {
		u.emit(op.CLEAR, p, 0, 0, 0, 0)
	} else {
		u.emit(op.MOVE, p, params, 0, 0, 0)
	}
	u.evaluator(n, name, n.Value, f)
	u.emit(op.INTRINSIC, dst, base, 0, op.IntrinsicTypeAlias, 0)
}
