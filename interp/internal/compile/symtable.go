package compile

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/syntax"
)

// scopeKind says what a scope is.
type scopeKind uint8

const (
	moduleScope scopeKind = iota
	classScope
	funcScope // def, lambda, generator expression, annotation scope
	compScope // list, set or dict comprehension: inlined in its host (PEP 709)
)

// symFlags say what a scope does with a name.
type symFlags uint16

const (
	symBound symFlags = 1 << iota
	symUsed
	symParam
	symGlobal   // declared global
	symNonlocal // declared nonlocal
	symCell     // bound here and captured by an inner code object
	symFree     // a variable of an enclosing function
	symDeleted  // the target of a del: never definitely assigned
	symIter     // the iteration variable of an inlined comprehension
	symAnnot    // annotated
	symTypeParam
	symNamed       // a target of := in a comprehension
	symGlobalBelow // of the module's scope: declared global in some inner scope
)

type symbol struct {
	name  string
	flags symFlags
	pos   syntax.Span // first binding or use, for messages
}

// scope is one row of the symbol table.
type scope struct {
	kind     scopeKind
	name     string
	node     any
	parent   *scope
	children []*scope
	syms     map[string]*symbol
	order    []*symbol // in order of first mention
	params   []string
	free     []string // captured names, in order

	class                        string          // for private name mangling
	mangled                      map[string]bool // if not nil, only these names are mangled
	generator, coroutine         bool
	returnsValue                 bool
	walrus                       bool
	usesClass                    bool // function: mentions super or __class__
	needsClassCell               bool // class: an inner function needs __class__
	importStar                   bool
	nestedFunc                   bool // within a function
	hasYieldFrom, awaitTopLevel  bool
	staticAttrs                  map[string]bool
	staticOrder                  []string
	annots                       []annotated // class or module: annotated names
	condAnnots                   bool        // some of annots may not be executed
	inBlock                      int         // depth of compound statements
	inIterable                   int         // depth of comprehensions' iterables
	inFinally, loops             int         // depth of finally blocks, and of loops in one
	isGenExpr, isLambda, isAnnot bool
	isTypeParams                 bool   // scope of the type parameters of a definition
	classDict                    bool   // annotation scope of a class
	forbid                       string // what no yield, await or := may be in, for the error
}

// symtable builds the scopes of a tree.
type symtable struct {
	filename string
	cur      *scope
	root     *scope
	scopes   map[any]*scope
	depth    int
	err      *syntax.Error
	future   bool
	// warnings are found by the way; those of finally blocks come first.
	finallyWarnings, warnings []warning
}

// warning is a SyntaxWarning.
type warning struct {
	message string
	pos     syntax.Span
}

func (st *symtable) warn(pos syntax.Span, message string) {
	st.warnings = append(st.warnings, warning{message, pos})
}

// warnFinally warns of a jump out of a finally block.
func (st *symtable) warnFinally(pos syntax.Span, word string) {
	if st.cur.inFinally > 0 && (word == "return" || st.cur.loops == 0) {
		st.finallyWarnings = append(st.finallyWarnings, warning{"'" + word + "' in a 'finally' block", pos})
	}
}

// finally is block of a finally clause.
func (st *symtable) finally(list []syntax.Stmt) {
	s := st.cur
	loops := s.loops
	s.loops = 0
	s.inFinally++
	st.block(list)
	s.inFinally--
	s.loops = loops
}

// loop is block of a loop's body.
func (st *symtable) loop(list []syntax.Stmt) {
	s := st.cur
	s.loops++
	st.block(list)
	s.loops--
}

func (st *symtable) fail(pos syntax.Span, msg string) {
	if st.err == nil {
		st.err = newError(st.filename, pos, msg)
	}
}

func newError(filename string, pos syntax.Span, msg string) *syntax.Error {
	return &syntax.Error{Kind: syntax.SyntaxError, Msg: msg, Filename: filename,
		Line: int(pos.Line), Col: int(pos.Col) + 1, EndLine: int(pos.EndLine), EndCol: int(pos.EndCol) + 1}
}

func newScope(kind scopeKind, name string, node any, parent *scope) *scope {
	s := &scope{kind: kind, name: name, node: node, parent: parent, syms: map[string]*symbol{}}
	if parent != nil {
		s.class = parent.class
		if kind != classScope {
			s.mangled = parent.mangled
		}
		s.inIterable = min(parent.inIterable, 1)
		s.nestedFunc = parent.nestedFunc || parent.kind == funcScope
		parent.children = append(parent.children, s)
	}
	return s
}

// host returns the nearest scope that is a code object of its own.
func (s *scope) host() *scope {
	for s.kind == compScope {
		s = s.parent
	}
	return s
}

// mangle applies private name mangling to a name used in s.
func (s *scope) mangle(name string) string {
	if s.mangled != nil && !s.mangled[name] {
		return name
	}
	return mangle(s.class, name)
}

// mangle applies private name mangling.
func mangle(class, name string) string {
	if class == "" || len(name) < 3 || name[0] != '_' || name[1] != '_' ||
		strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	c := strings.TrimLeft(class, "_")
	if c == "" {
		return name
	}
	return "_" + c + name
}

func (s *scope) sym(name string) *symbol {
	y := s.syms[name]
	if y == nil {
		y = &symbol{name: name}
		s.syms[name] = y
		s.order = append(s.order, y)
	}
	return y
}

func (st *symtable) push(kind scopeKind, name string, node any) *scope {
	s := newScope(kind, name, node, st.cur)
	st.scopes[node] = s
	st.cur = s
	return s
}

func (st *symtable) pop() { st.cur = st.cur.parent }

func (st *symtable) bind(name string, pos syntax.Span, extra symFlags) {
	name = st.cur.mangle(name)
	if name == "__debug__" {
		st.fail(pos, "cannot assign to __debug__")
	}
	y := st.cur.sym(name)
	if y.flags == 0 {
		y.pos = pos
	}
	y.flags |= symBound | extra
}

func (st *symtable) use(name string, pos syntax.Span) {
	name = st.cur.mangle(name)
	y := st.cur.sym(name)
	if y.flags == 0 {
		y.pos = pos
	}
	y.flags |= symUsed
	if (name == "super" || name == "__class__") && st.cur.host().kind == funcScope {
		st.cur.host().usesClass = true
		if name == "super" {
			c := st.cur.sym("__class__")
			c.flags |= symUsed
		}
	}
}

// buildSymtable resolves the names of the tree.
func buildSymtable(mod syntax.Node, filename string, future bool) (*symtable, error) {
	st := &symtable{filename: filename, future: future, scopes: map[any]*scope{}}
	st.root = st.push(moduleScope, "<module>", mod)
	switch m := mod.(type) {
	case *syntax.Module:
		st.stmts(m.Body)
		st.bodyAnnotations(mod)
	case *syntax.Interactive:
		st.stmts(m.Body)
		st.bodyAnnotations(mod)
	case *syntax.Expression:
		st.expr(m.Body)
	}
	if st.err == nil {
		st.resolve(st.root)
	}
	if st.err != nil {
		return nil, st.err
	}
	return st, nil
}

// resolve finds the binding scope of every used name and marks cells and free
// variables along the way.
func (st *symtable) resolve(s *scope) {
	for i := 0; i < len(s.order); i++ {
		y := s.order[i]
		if y.flags&symNonlocal != 0 {
			switch p := s.bindingTypeParam(y.name); {
			case p:
				st.fail(y.pos, "nonlocal binding not allowed for type parameter '"+y.name+"'")
			case !st.capture(s, y.name):
				st.fail(y.pos, "no binding for nonlocal '"+y.name+"' found")
			}
			continue
		}
		if y.flags&symGlobal != 0 || y.flags&symBound != 0 && s.kind != classScope && s.kind != moduleScope {
			continue
		}
		if s.classDict && y.name != "__classdict__" && y.name != "__conditional_annotations__" && s.classBinds(y.name) {
			continue
		}
		if y.flags&symUsed != 0 && s.kind != moduleScope && !(s.kind == classScope && y.flags&symBound != 0) {
			st.capture(s, y.name)
		}
		if y.flags&symUsed != 0 && s.kind == classScope && y.flags&symBound != 0 && y.name != "__class__" {
			// Bound in the class body and perhaps a variable of an enclosing function:
			// the body looks in its namespace first, then in globals (LOAD_NAME).
			continue
		}
	}
	for _, c := range s.children {
		st.resolve(c)
	}
	// A class that an inner function refers to as __class__.
	if s.kind == classScope && s.needsClassCell {
		s.sym("__class__").flags |= symCell
	}
}

// bindingTypeParam reports whether the binding of name that is nearest around s is
// a type parameter.
func (s *scope) bindingTypeParam(name string) bool {
	for p := s.parent; p != nil; p = p.parent {
		if y := p.syms[name]; y != nil && p.kind == funcScope && y.flags&(symBound|symGlobal) != 0 && y.flags&symNonlocal == 0 {
			return y.flags&symTypeParam != 0
		}
	}
	return false
}

// classBinds reports whether the class that annotation scope s sees binds name:
// such a name is looked up in the class's namespace and then in the globals.
func (s *scope) classBinds(name string) bool {
	y := s.classSym(name)
	return y != nil && y.flags&(symBound|symGlobal) != 0 && y.flags&symNonlocal == 0
}

// classSym is the symbol of the class that annotation scope s sees, nil if none.
func (s *scope) classSym(name string) *symbol {
	p := s.parent
	for p.kind != classScope {
		p = p.parent
	}
	return p.syms[name]
}

// capture looks for name in the scopes around s; if a function binds it in
// another code object, it becomes a cell there and free on the way here.
func (st *symtable) capture(s *scope, name string) bool {
	var via []*scope // hosts between
	h := s.host()
	if s.kind == compScope {
		// Within the same code object the comprehension reads its host's variables
		// directly.
		for p := s.parent; ; p = p.parent {
			if y := p.syms[name]; y != nil && y.flags&symBound != 0 && (p.kind == compScope || p.kind == funcScope) {
				if y.flags&(symGlobal|symNonlocal) == 0 {
					return true
				}
			}
			if p == h {
				break
			}
		}
		if h.kind == funcScope || h.kind == classScope {
			if y := h.syms[name]; y != nil && y.flags&(symGlobal) != 0 && h.kind == funcScope {
				return false
			}
		}
	}
	if h.kind == moduleScope {
		return false
	}
	via = append(via, h)
	for p := h.parent; p != nil; p = p.parent {
		switch p.kind {
		case classScope:
			switch name {
			case "__class__":
				p.needsClassCell = true
				fallthrough
			case "__classdict__", "__conditional_annotations__":
				p.sym(name).flags |= symCell
				markFree(via, name)
				return true
			}
			via = append(via, p)
		case compScope:
			if y := p.syms[name]; y != nil && y.flags&symBound != 0 {
				y.flags |= symCell
				markFree(via, name)
				return true
			}
		case funcScope:
			if y := p.syms[name]; y != nil {
				if y.flags&symGlobal != 0 {
					return false
				}
				if y.flags&symBound != 0 && y.flags&symNonlocal == 0 {
					y.flags |= symCell
					markFree(via, name)
					return true
				}
			}
			via = append(via, p)
		case moduleScope:
			return false
		}
	}
	return false
}

func markFree(via []*scope, name string) {
	for _, s := range via {
		y := s.sym(name)
		if y.flags&symFree == 0 {
			y.flags |= symFree
			s.free = append(s.free, name)
		}
	}
}

const maxSymtableDepth = 6000

func (st *symtable) enter(pos syntax.Span) bool {
	st.depth++
	if st.depth > maxSymtableDepth {
		if st.err == nil {
			st.err = newError(st.filename, pos, "")
			st.err.Kind = syntax.ErrRecursion
			st.err.Msg = "maximum recursion depth exceeded during compilation"
		}
		return false
	}
	return st.err == nil
}

func (st *symtable) stmts(list []syntax.Stmt) {
	for _, s := range list {
		if st.err != nil {
			return
		}
		st.stmt(s)
	}
}

// block is stmts of a compound statement's block.
func (st *symtable) block(list []syntax.Stmt) {
	st.cur.inBlock++
	st.stmts(list)
	st.cur.inBlock--
}

func (st *symtable) stmt(n syntax.Stmt) {
	defer func() { st.depth-- }()
	if !st.enter(n.Pos()) {
		return
	}
	switch n := n.(type) {
	case *syntax.FunctionDef:
		st.function(n, n, n.Name, false)
	case *syntax.AsyncFunctionDef:
		st.function(n, (*syntax.FunctionDef)(n), n.Name, true)
	case *syntax.ClassDef:
		st.exprs(n.DecoratorList)
		st.bind(n.Name, n.Pos(), 0)
		generic := st.openTypeParams(n, n.Name, n.TypeParams)
		for _, k := range n.Keywords {
			st.expr(k.Value)
		}
		st.exprs(n.Bases)
		s := st.push(classScope, n.Name, n)
		s.class = n.Name
		s.staticAttrs = map[string]bool{}
		if generic {
			s.parent.sym(typeParamsName).flags |= symBound
			s.sym(typeParamsName).flags |= symUsed
		}
		st.stmts(n.Body)
		st.bodyAnnotations(n)
		st.pop()
		if generic {
			st.pop()
		}
	case *syntax.Break:
		st.warnFinally(n.Pos(), "break")
	case *syntax.Continue:
		st.warnFinally(n.Pos(), "continue")
	case *syntax.Return:
		st.warnFinally(n.Pos(), "return")
		h := st.cur.host()
		if n.Value != nil {
			st.expr(n.Value)
			if c, ok := n.Value.(*syntax.Constant); !ok || c.Kind != syntax.ConstNone {
				h.returnsValue = true
			}
		}
	case *syntax.Delete:
		st.exprs(n.Targets)
	case *syntax.Assign:
		st.expr(n.Value)
		st.exprs(n.Targets)
	case *syntax.TypeAlias:
		st.expr(n.Name)
		name := ""
		if t, ok := n.Name.(*syntax.Name); ok {
			name = t.Id
		}
		generic := st.openTypeParams(n, name, n.TypeParams)
		st.annotationScope(n, "a type alias", n.Value)
		if generic {
			st.pop()
		}
	case *syntax.AugAssign:
		if name, ok := n.Target.(*syntax.Name); ok {
			st.use(name.Id, name.Pos())
		}
		st.expr(n.Target)
		st.expr(n.Value)
	case *syntax.AnnAssign:
		if n.Value != nil {
			st.expr(n.Value)
		}
		if name, ok := n.Target.(*syntax.Name); ok {
			if n.Simple || n.Value != nil {
				y := st.cur.syms[st.cur.mangle(name.Id)]
				if y != nil && y.flags&symGlobal != 0 && st.cur.kind != moduleScope {
					st.fail(n.Pos(), "annotated name '"+name.Id+"' can't be global")
				}
				if y != nil && y.flags&symNonlocal != 0 {
					st.fail(n.Pos(), "annotated name '"+name.Id+"' can't be nonlocal")
				}
				st.bind(name.Id, name.Pos(), symAnnot)
			}
		} else {
			st.expr(n.Target)
		}
		s := st.cur
		if n.Simple && (s.kind == classScope || s.kind == moduleScope) {
			cond := s.kind == moduleScope || s.inBlock > 0
			s.condAnnots = s.condAnnots || cond
			s.annots = append(s.annots, annotated{n, cond})
			break
		}
		st.unused(n, n.Annotation)
	case *syntax.For:
		st.expr(n.Iter)
		st.expr(n.Target)
		st.loop(n.Body)
		st.block(n.Orelse)
	case *syntax.AsyncFor:
		st.expr(n.Iter)
		st.expr(n.Target)
		st.loop(n.Body)
		st.block(n.Orelse)
	case *syntax.While:
		st.expr(n.Test)
		st.loop(n.Body)
		st.block(n.Orelse)
	case *syntax.If:
		st.expr(n.Test)
		st.block(n.Body)
		st.block(n.Orelse)
	case *syntax.With:
		st.withItems(n.Items)
		st.block(n.Body)
	case *syntax.AsyncWith:
		st.withItems(n.Items)
		st.block(n.Body)
	case *syntax.Match:
		st.expr(n.Subject)
		for _, c := range n.Cases {
			st.pattern(c.Pattern)
			if c.Guard != nil {
				st.expr(c.Guard)
			}
			st.block(c.Body)
		}
	case *syntax.Raise:
		st.optExpr(n.Exc)
		st.optExpr(n.Cause)
	case *syntax.Try:
		st.try(n)
	case *syntax.TryStar:
		st.try((*syntax.Try)(n))
	case *syntax.Assert:
		if t, ok := n.Test.(*syntax.Tuple); ok && len(t.Elts) > 0 {
			st.warn(n.Pos(), "assertion is always true, perhaps remove parentheses?")
		}
		st.expr(n.Test)
		st.optExpr(n.Msg)
	case *syntax.Import:
		for _, a := range n.Names {
			name := a.Asname
			if name == "" {
				name, _, _ = strings.Cut(a.Name, ".")
			}
			st.bind(name, a.Pos(), 0)
		}
	case *syntax.ImportFrom:
		for _, a := range n.Names {
			if a.Name == "*" {
				if st.cur.kind != moduleScope {
					st.fail(a.Pos(), "import * only allowed at module level")
				}
				continue
			}
			name := a.Asname
			if name == "" {
				name = a.Name
			}
			st.bind(name, a.Pos(), 0)
		}
	case *syntax.Global:
		st.declare(n.Pos(), n.Names, symGlobal, "global")
	case *syntax.Nonlocal:
		if st.cur.kind == moduleScope {
			st.fail(n.Pos(), "nonlocal declaration not allowed at module level")
			return
		}
		st.declare(n.Pos(), n.Names, symNonlocal, "nonlocal")
	case *syntax.ExprStmt:
		st.expr(n.Value)
	}
}

func (st *symtable) declare(pos syntax.Span, names []string, flag symFlags, word string) {
	for _, name := range names {
		name = st.cur.mangle(name)
		y := st.cur.sym(name)
		if y.flags != 0 && y.flags&flag == 0 {
			switch {
			case y.flags&symParam != 0:
				st.fail(pos, "name '"+name+"' is parameter and "+word)
			case y.flags&(symGlobal|symNonlocal) != 0:
				st.fail(y.pos, "name '"+name+"' is nonlocal and global")
			case y.flags&symAnnot != 0:
				st.fail(pos, "annotated name '"+name+"' can't be "+word)
			case y.flags&symBound != 0:
				st.fail(pos, "name '"+name+"' is assigned to before "+word+" declaration")
			case y.flags&symUsed != 0:
				st.fail(pos, "name '"+name+"' is used prior to "+word+" declaration")
			}
		}
		if y.flags == 0 {
			y.pos = pos
		}
		y.flags |= flag
		if flag == symGlobal && st.cur.kind != moduleScope {
			st.root.sym(name).flags |= symGlobalBelow
		}
	}
}

func (st *symtable) withItems(items []*syntax.WithItem) {
	for _, it := range items {
		st.expr(it.ContextExpr)
		st.optExpr(it.OptionalVars)
	}
}

func (st *symtable) try(n *syntax.Try) {
	st.block(n.Body)
	for _, h := range n.Handlers {
		st.optExpr(h.Type)
		if h.Name != "" {
			st.bind(h.Name, h.Pos(), symDeleted)
		}
		st.block(h.Body)
	}
	st.block(n.Orelse)
	st.finally(n.Finalbody)
}

func (st *symtable) function(key any, n *syntax.FunctionDef, name string, async bool) {
	st.exprs(n.DecoratorList)
	st.bind(name, n.Pos(), 0)
	st.defaults(n.Args)
	generic := st.openTypeParams(key, name, n.TypeParams)
	st.annotations(key, n.Args, n.Returns)
	s := st.push(funcScope, name, key)
	s.coroutine = async
	st.params(n.Args)
	st.stmts(n.Body)
	st.pop()
	if generic {
		st.pop()
	}
}

// annotKey identifies the annotation scope that belongs to a function, class or
// module.
type annotKey struct{ of any }

// annotated is one annotated name of a class or module.
type annotated struct {
	stmt *syntax.AnnAssign
	cond bool // it may not be executed
}

// pushAnnotate opens an annotation scope, in which forbid stands. One in a class
// sees the class's names, by way of its namespace.
func (st *symtable) pushAnnotate(key any, forbid string) *scope {
	s := st.push(funcScope, "__annotate__", annotKey{key})
	s.isAnnot = true
	s.returnsValue = true
	s.forbid = forbid
	s.params = []string{".format"}
	s.sym(".format").flags |= symBound | symParam
	st.seeClass(s)
	return s
}

// seeClass makes the annotation scope s see the names of the class around.
func (st *symtable) seeClass(s *scope) {
	if s.parent.kind == classScope || s.parent.classDict {
		s.classDict = true
		s.sym("__classdict__").flags |= symUsed
	}
}

// bodyAnnotations opens the scope of the annotations of a class or module.
func (st *symtable) bodyAnnotations(node any) {
	body := st.cur
	if len(body.annots) == 0 || st.err != nil {
		return
	}
	if st.future {
		// Only the statements' texts are used.
		for _, a := range body.annots {
			st.unused(a.stmt, a.stmt.Annotation)
		}
		return
	}
	s := st.pushAnnotate(node, "an annotation")
	if body.condAnnots {
		s.sym("__conditional_annotations__").flags |= symUsed
	}
	for _, a := range body.annots {
		st.expr(a.stmt.Annotation)
	}
	st.pop()
}

// annotations opens the scope of the deferred annotations of a function
// (PEP 649), if it has any.
func (st *symtable) annotations(key any, a *syntax.Arguments, returns syntax.Expr) {
	if !hasAnnotations(a, returns) {
		return
	}
	if st.future {
		forAnnotations(a, returns, func(_ string, e syntax.Expr) { st.unused(e, e) })
		st.pushAnnotate(key, "an annotation")
		st.pop()
		return
	}
	st.pushAnnotate(key, "an annotation")
	forAnnotations(a, returns, func(_ string, e syntax.Expr) { st.expr(e) })
	st.pop()
}

func (st *symtable) annotationScope(key any, forbid string, e syntax.Expr) {
	st.pushAnnotate(key, forbid)
	st.expr(e)
	st.pop()
}

// unused checks an annotation that is never evaluated.
func (st *symtable) unused(key any, e syntax.Expr) {
	s := st.cur
	st.annotationScope(key, "an annotation", e)
	s.children = s.children[:len(s.children)-1]
}

func hasAnnotations(a *syntax.Arguments, returns syntax.Expr) bool {
	found := false
	forAnnotations(a, returns, func(string, syntax.Expr) { found = true })
	return found
}

func forAnnotations(a *syntax.Arguments, returns syntax.Expr, f func(name string, e syntax.Expr)) {
	each := func(p *syntax.Arg) {
		if p != nil && p.Annotation != nil {
			f(p.Arg, p.Annotation)
		}
	}
	for _, p := range a.Posonlyargs {
		each(p)
	}
	for _, p := range a.Args {
		each(p)
	}
	each(a.Vararg)
	for _, p := range a.Kwonlyargs {
		each(p)
	}
	each(a.Kwarg)
	if returns != nil {
		f("return", returns)
	}
}

func (st *symtable) defaults(a *syntax.Arguments) {
	st.exprs(a.Defaults)
	for _, d := range a.KwDefaults {
		st.optExpr(d)
	}
}

func (st *symtable) params(a *syntax.Arguments) {
	s := st.cur
	add := func(p *syntax.Arg) {
		if p == nil {
			return
		}
		name := s.mangle(p.Arg)
		if y := s.syms[name]; y != nil && y.flags&symParam != 0 {
			st.fail(p.Pos(), "duplicate argument '"+p.Arg+"' in function definition")
		}
		st.bind(p.Arg, p.Pos(), symParam)
		s.params = append(s.params, name)
	}
	for _, p := range a.Posonlyargs {
		add(p)
	}
	for _, p := range a.Args {
		add(p)
	}
	for _, p := range a.Kwonlyargs {
		add(p)
	}
	add(a.Vararg)
	add(a.Kwarg)
}

func (st *symtable) exprs(list []syntax.Expr) {
	for _, e := range list {
		st.optExpr(e)
	}
}

func (st *symtable) optExpr(e syntax.Expr) {
	if e != nil {
		st.expr(e)
	}
}

func (st *symtable) expr(n syntax.Expr) {
	defer func() { st.depth-- }()
	if !st.enter(n.Pos()) {
		return
	}
	switch n := n.(type) {
	case *syntax.BoolOp:
		st.exprs(n.Values)
	case *syntax.NamedExpr:
		st.forbidden(n.Pos(), "named")
		st.expr(n.Value)
		st.namedTarget(n)
	case *syntax.BinOp:
		// Left-deep chains are walked without recursion.
		var chain []*syntax.BinOp
		l := syntax.Expr(n)
		for {
			b, ok := l.(*syntax.BinOp)
			if !ok {
				break
			}
			chain = append(chain, b)
			l = b.Left
		}
		st.expr(l)
		for i := len(chain) - 1; i >= 0; i-- {
			st.expr(chain[i].Right)
		}
	case *syntax.UnaryOp:
		st.expr(n.Operand)
	case *syntax.Lambda:
		st.defaults(n.Args)
		s := st.push(funcScope, "<lambda>", n)
		s.isLambda = true
		s.returnsValue = true
		st.params(n.Args)
		st.expr(n.Body)
		st.pop()
	case *syntax.IfExp:
		st.expr(n.Test)
		st.expr(n.Body)
		st.expr(n.Orelse)
	case *syntax.Dict:
		for i := range n.Keys {
			st.optExpr(n.Keys[i])
			st.expr(n.Values[i])
		}
	case *syntax.Set:
		st.exprs(n.Elts)
	case *syntax.ListComp:
		st.comprehension(n, compScope, "<listcomp>", n.Generators, n.Elt, nil)
	case *syntax.SetComp:
		st.comprehension(n, compScope, "<setcomp>", n.Generators, n.Elt, nil)
	case *syntax.DictComp:
		st.comprehension(n, compScope, "<dictcomp>", n.Generators, n.Key, n.Value)
	case *syntax.GeneratorExp:
		st.comprehension(n, funcScope, "<genexpr>", n.Generators, n.Elt, nil)
	case *syntax.Await:
		st.forbidden(n.Pos(), "await")
		st.expr(n.Value)
		h := st.cur.host()
		if h.kind == funcScope && !h.coroutine && h.isGenExpr {
			h.coroutine = true
		}
	case *syntax.Yield:
		st.forbidden(n.Pos(), "yield")
		st.optExpr(n.Value)
		st.yield(n.Pos(), false)
	case *syntax.YieldFrom:
		st.forbidden(n.Pos(), "yield")
		st.expr(n.Value)
		st.yield(n.Pos(), true)
	case *syntax.Compare:
		st.checkIs(n)
		st.expr(n.Left)
		st.exprs(n.Comparators)
	case *syntax.Call:
		st.checkCall(n)
		st.expr(n.Func)
		st.exprs(n.Args)
		for _, k := range n.Keywords {
			st.expr(k.Value)
		}
	case *syntax.FormattedValue:
		st.expr(n.Value)
		st.optExpr(n.FormatSpec)
	case *syntax.JoinedStr:
		st.exprs(n.Values)
	case *syntax.Interpolation:
		st.expr(n.Value)
		st.optExpr(n.FormatSpec)
	case *syntax.TemplateStr:
		st.exprs(n.Values)
	case *syntax.Attribute:
		if n.Ctx == syntax.Store {
			st.staticAttr(n)
		}
		st.expr(n.Value)
	case *syntax.Subscript:
		if n.Ctx == syntax.Load {
			st.checkSubscript(n)
		}
		st.expr(n.Value)
		st.expr(n.Slice)
	case *syntax.Starred:
		st.expr(n.Value)
	case *syntax.Name:
		switch n.Ctx {
		case syntax.Load:
			st.use(n.Id, n.Pos())
		case syntax.Store:
			st.bind(n.Id, n.Pos(), 0)
		case syntax.Del:
			st.bind(n.Id, n.Pos(), symDeleted)
		}
	case *syntax.List:
		st.exprs(n.Elts)
	case *syntax.Tuple:
		st.exprs(n.Elts)
	case *syntax.Slice:
		st.optExpr(n.Lower)
		st.optExpr(n.Upper)
		st.optExpr(n.Step)
	}
}

// staticAttr records `self.name = …` for __static_attributes__ of the class.
func (st *symtable) staticAttr(n *syntax.Attribute) {
	v, ok := n.Value.(*syntax.Name)
	if !ok || v.Id != "self" {
		return
	}
	for s := st.cur; s != nil; s = s.parent {
		if s.kind == classScope {
			if name := s.mangle(n.Attr); !s.staticAttrs[name] {
				s.staticAttrs[name] = true
				s.staticOrder = append(s.staticOrder, name)
			}
			return
		}
	}
}

func (st *symtable) yield(pos syntax.Span, from bool) {
	h := st.cur.host()
	word := "'yield'"
	if from {
		word = "'yield from'"
	}
	switch {
	case st.cur.kind == compScope:
		st.fail(pos, "'yield' inside "+map[string]string{"<listcomp>": "list comprehension", "<setcomp>": "set comprehension", "<dictcomp>": "dict comprehension"}[st.cur.name])
	case h.isGenExpr:
		st.fail(pos, "'yield' inside generator expression")
	case h.kind != funcScope:
		st.fail(pos, word+" outside function")
	case from && h.coroutine:
		st.fail(pos, "'yield from' inside async function")
	}
	h.generator = true
}

// namedTarget binds a walrus target: in a comprehension it belongs to the
// function around.
func (st *symtable) namedTarget(n *syntax.NamedExpr) {
	name, ok := n.Target.(*syntax.Name)
	if !ok {
		return
	}
	if st.cur.inIterable > 0 {
		st.fail(n.Pos(), "assignment expression cannot be used in a comprehension iterable expression")
		return
	}
	st.cur.host().walrus = true
	s := st.cur
	if s.kind != compScope && !s.isGenExpr {
		st.bind(name.Id, name.Pos(), 0)
		return
	}
	id := s.mangle(name.Id)
	for s.kind == compScope || s.isGenExpr {
		if y := s.syms[id]; y != nil && y.flags&symIter != 0 {
			st.fail(name.Pos(), "assignment expression cannot rebind comprehension iteration variable '"+name.Id+"'")
			return
		}
		s = s.parent
	}
	if s.kind == classScope {
		st.fail(name.Pos(), "assignment expression within a comprehension cannot be used in a class body")
		return
	}
	switch where := s.forbid; {
	case where == "" || where == "an annotation" && !s.parent.isTypeParams:
	case where == "an annotation" || s.isTypeParams:
		st.fail(name.Pos(), "assignment expression within a comprehension cannot be used within the definition of a generic")
		return
	default:
		if strings.HasPrefix(where, "a TypeVar") || strings.HasPrefix(where, "a ParamSpec") {
			where = "a TypeVar bound"
		}
		st.fail(name.Pos(), "assignment expression within a comprehension cannot be used in "+where)
		return
	}
	y := s.sym(id)
	if y.flags == 0 {
		y.pos = name.Pos()
	}
	if s.kind == moduleScope {
		y.flags |= symBound
	} else if y.flags&symGlobal == 0 {
		y.flags |= symBound
	}
	for c := st.cur; c != s; c = c.parent {
		cy := c.sym(id)
		cy.flags |= symNamed
		switch {
		case s.kind == moduleScope || y.flags&symGlobal != 0:
			cy.flags |= symGlobal
		case c.isGenExpr:
			cy.flags |= symNonlocal
		default:
			cy.flags |= symUsed
		}
	}
}

func (st *symtable) comprehension(key any, kind scopeKind, name string, gens []*syntax.Comprehension, elt, value syntax.Expr) {
	// The first iterable is evaluated in the enclosing scope.
	st.iterable(gens[0].Iter)
	s := st.push(kind, name, key)
	if kind == funcScope {
		s.isGenExpr = true
		s.generator = true
		s.returnsValue = true
		s.params = []string{".0"}
		s.sym(".0").flags |= symBound | symParam
	}
	for i, g := range gens {
		if g.IsAsync {
			s.host().awaitTopLevel = true
			if h := s.host(); h.isGenExpr {
				h.coroutine = true
			}
		}
		st.iterTarget(g.Target)
		if i > 0 {
			st.iterable(g.Iter)
		}
		st.exprs(g.Ifs)
	}
	if value != nil {
		st.expr(elt)
		st.expr(value)
	} else {
		st.expr(elt)
	}
	st.pop()
}

// iterable is expr of what a comprehension iterates over.
func (st *symtable) iterable(e syntax.Expr) {
	s := st.cur
	s.inIterable++
	st.expr(e)
	s.inIterable--
}

// iterTarget binds the targets of a comprehension's for clause.
func (st *symtable) iterTarget(t syntax.Expr) {
	switch t := t.(type) {
	case *syntax.Name:
		if y := st.cur.syms[st.cur.mangle(t.Id)]; y != nil && y.flags&symNamed != 0 {
			st.fail(t.Pos(), "comprehension inner loop cannot rebind assignment expression target '"+t.Id+"'")
		}
		st.bind(t.Id, t.Pos(), symIter)
	case *syntax.Tuple:
		for _, e := range t.Elts {
			st.iterTarget(e)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			st.iterTarget(e)
		}
	case *syntax.Starred:
		st.iterTarget(t.Value)
	default:
		st.expr(t)
	}
}

func (st *symtable) pattern(p syntax.Pattern) {
	if p == nil || st.err != nil {
		return
	}
	defer func() { st.depth-- }()
	if !st.enter(p.Pos()) {
		return
	}
	switch p := p.(type) {
	case *syntax.MatchValue:
		st.expr(p.Value)
	case *syntax.MatchSequence:
		for _, q := range p.Patterns {
			st.pattern(q)
		}
	case *syntax.MatchMapping:
		st.exprs(p.Keys)
		for _, q := range p.Patterns {
			st.pattern(q)
		}
		if p.Rest != "" {
			st.bind(p.Rest, p.Pos(), 0)
		}
	case *syntax.MatchClass:
		st.expr(p.Cls)
		for _, q := range p.Patterns {
			st.pattern(q)
		}
		for _, q := range p.KwdPatterns {
			st.pattern(q)
		}
	case *syntax.MatchStar:
		if p.Name != "" {
			st.bind(p.Name, p.Pos(), 0)
		}
	case *syntax.MatchAs:
		if p.Pattern != nil {
			st.pattern(p.Pattern)
		}
		if p.Name != "" {
			st.bind(p.Name, p.Pos(), 0)
		}
	case *syntax.MatchOr:
		for _, q := range p.Patterns {
			st.pattern(q)
		}
	}
}
