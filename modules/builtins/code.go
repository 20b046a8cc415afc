package builtins

import (
	"bytes"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

func codeMethods() []py.Method {
	return []py.Method{
		{Name: "__build_class__", Signature: "(*args, **kwargs)", Func: buildClass, Flags: py.CallsPython, Doc: "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement."},
		{Name: "__import__", Signature: "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", Func: importName, Flags: py.CallsPython, Doc: "Import a module.\n\nBecause this function is meant for use by the Python interpreter, use\nimportlib.import_module() to programmatically import a module."},
		{Name: "breakpoint", Signature: "($module, /, *args, **kws)", Func: breakpoint, Flags: py.CallsPython, Doc: "Call sys.breakpointhook(*args, **kws)."},
		{Name: "compile", Signature: "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", Func: compile, Flags: py.Slow, Doc: "Compile source into a code object that can be executed by exec() or eval()."},
		{Name: "eval", Signature: "($module, source, /, globals=None, locals=None)", Func: evalSource, Flags: py.CallsPython, Doc: "Evaluate the given source in the context of globals and locals."},
		{Name: "exec", Signature: "($module, source, /, globals=None, locals=None, *, closure=None)", Func: execSource, Flags: py.CallsPython, Doc: "Execute the given source in the context of globals and locals."},
		{Name: "globals", Signature: "($module, /)", Func: globals, Doc: "Return the dictionary containing the current scope's global variables."},
		{Name: "locals", Signature: "($module, /)", Func: locals, Doc: "Return a dictionary containing the current scope's local variables."},
	}
}

func buildClass(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	args, kwargs := py.Cast[py.Tuple](a[0]).Items, py.Cast[py.Dict](a[1])
	if len(args) < 2 {
		return py.Value{}, py.Errorf(py.TypeError, "__build_class__: not enough arguments")
	}
	if !args[0].IsFunction() {
		return py.Value{}, py.Errorf(py.TypeError, "__build_class__: func must be a function")
	}
	name, ok := py.AsStr(args[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "__build_class__: name is not a string")
	}
	return py.BuildClass(t, py.Cast[py.Function](args[0]), name, args[2:], kwargs)
}

func importName(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "module name must be a string")
	}
	level, err := py.ToIndex(t, a[4], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if level < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "level must be >= 0")
	}
	if level == 0 && name.Len() == 0 {
		return py.Value{}, py.Errorf(py.ValueError, "Empty module name")
	}
	g, ok := py.AsDict(a[1])
	if !ok {
		if level > 0 && !a[1].IsNone() {
			return py.Value{}, py.Errorf(py.TypeError, "globals must be a dict")
		}
		g = py.NewDict()
	}
	return t.Result(t.Interp.Engine.Import(t, name.String(), g, a[3], level))
}

func breakpoint(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	hook := t.Interp.Sys.GetName("breakpointhook")
	if hook.IsUnbound() {
		return py.Value{}, py.Errorf(py.RuntimeError, "lost sys.breakpointhook")
	}
	return py.CallUnpacked(t, hook, py.Cast[py.Tuple](a[0]).Items, py.Cast[py.Dict](a[1]))
}

// sourceOf returns the text of a source argument; isStr says that it is decoded.
func sourceOf(v py.Value, what string) (src []byte, isStr bool, err error) {
	if s, ok := py.AsStr(v); ok {
		src, isStr = []byte(s.String()), true
	} else if b, ok := bytesOf(v); ok {
		src = b
	} else {
		return nil, false, py.Errorf(py.TypeError, "%s must be a string, bytes or %s object", what, map[bool]string{true: "AST", false: "code"}[strings.HasPrefix(what, "compile")])
	}
	if bytes.IndexByte(src, 0) >= 0 {
		return nil, false, py.Errorf(py.SyntaxError, "source code string cannot contain null bytes")
	}
	return src, isStr, nil
}

// Flags of compile(), as in the ast and codeop modules.
const (
	flagDontImplyDedent = 0x200
	flagOnlyAST         = 0x400
	flagTypeComments    = 0x1000
	flagTopLevelAwait   = 0x2000
	flagIncompleteInput = 0x4000
	flagOptimizedAST    = 0x8000 | flagOnlyAST
	// flagsFuture are the __future__ features' flags.
	flagsFuture = 0x10 | 0x20000 | 0x40000 | 0x80000 | 0x100000 | 0x200000 | 0x400000 | 0x800000 | 0x1000000
)

func compile(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	filename, err := pathText(t, a[1])
	if err == nil && strings.IndexByte(filename, 0) >= 0 {
		err = py.Errorf(py.ValueError, "embedded null character")
	}
	if err != nil {
		return py.Value{}, err
	}
	mode, ok := py.AsStr(a[2])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "compile() argument 'mode' must be str, not %s", py.ArgName(a[2]))
	}
	flags, err := py.ToIndex(t, a[3], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	dontInherit, err := py.IsTrue(t, a[4])
	if err != nil {
		return py.Value{}, err
	}
	optimize, err := py.ToIndex(t, a[5], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	const known = flagDontImplyDedent | flagOnlyAST | flagTypeComments | flagTopLevelAwait | flagIncompleteInput | flagOptimizedAST | flagsFuture
	if flags&^known != 0 {
		return py.Value{}, py.Errorf(py.ValueError, "compile(): unrecognised flags")
	}
	if optimize < -1 || optimize > 2 {
		return py.Value{}, py.Errorf(py.ValueError, "compile(): invalid optimize value")
	}
	switch mode.String() {
	case "exec", "eval", "single":
	case "func_type":
		return py.Value{}, py.Errorf(py.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
	default:
		return py.Value{}, py.Errorf(py.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
	}
	future := uint32(flags & flagsFuture)
	if !dontInherit {
		future |= inheritedFuture(t)
	}
	options := py.CompileFlags{Future: future, DontInherit: dontInherit, Optimize: optimize, AllowAwait: flags&flagTopLevelAwait != 0}
	if flags&flagOnlyAST != 0 {
		return compileAST(t, a[0], filename, mode.String(), options)
	}
	if is, err := isTree(t, a[0]); err != nil {
		return py.Value{}, err
	} else if is {
		code, err := t.Interp.Engine.CompileTree(t, a[0], filename, mode.String(), options)
		if err != nil {
			return py.Value{}, err
		}
		return py.Ref(code), nil
	}
	src, isStr, err := sourceOf(a[0], "compile() arg 1")
	if err != nil {
		return py.Value{}, err
	}
	options.SourceIsStr = isStr
	code, err := t.Interp.Engine.Compile(t, src, filename, mode.String(), options)
	if err != nil {
		return py.Value{}, err
	}
	return py.Ref(code), nil
}

// compileAST gives the tree of a source text as an object of module _ast.
func compileAST(t *py.Thread, src py.Value, filename, mode string, flags py.CompileFlags) (py.Value, error) {
	if _, err := importModule(t, "_ast"); err != nil {
		return py.Value{}, err
	}
	if is, err := isTree(t, src); is || err != nil {
		return src, err
	}
	text, isStr, err := sourceOf(src, "compile() arg 1")
	if err != nil {
		return py.Value{}, err
	}
	flags.SourceIsStr = isStr
	return t.Interp.Engine.ParseTree(t, text, filename, mode, flags)
}

// isTree reports whether v is an object of module _ast.
func isTree(t *py.Thread, v py.Value) (bool, error) {
	m := t.Interp.Modules.GetName("_ast")
	if m.IsUnbound() {
		return false, nil // no tree can have been made
	}
	ast, err := py.GetAttr(t, m, "AST")
	if err != nil {
		return false, err
	}
	return py.IsInstanceOf(t, v, ast)
}

// pathText is os.fsdecode of a filename argument.
func pathText(t *py.Thread, v py.Value) (string, error) {
	for i := 0; i < 2; i++ {
		if s, ok := py.AsStr(v); ok {
			return s.String(), nil
		}
		if b, ok := py.AsBytes(v); ok {
			return string(b), nil
		}
		p, err := py.CallSpecial(t, v, "__fspath__")
		if err != nil {
			return "", err
		}
		if p.IsUnbound() {
			break
		}
		v = p
	}
	return "", py.Errorf(py.TypeError, "expected str, bytes or os.PathLike object, not %s", py.TypeOf(v).FullName())
}

// scope resolves the globals and locals arguments of eval and exec.
func scope(t *py.Thread, name string, g, l py.Value) (*py.Dict, py.Value, error) {
	if !l.IsNone() && py.TypeOf(l).GetItem == nil {
		if name == "exec" {
			return nil, l, py.Errorf(py.TypeError, "locals must be a mapping or None, not %s", py.TypeOf(l).FullName())
		}
		return nil, l, py.Errorf(py.TypeError, "locals must be a mapping")
	}
	if g.IsNone() {
		gd, err := currentGlobals(t)
		if err != nil {
			return nil, l, err
		}
		if l.IsNone() {
			if l, err = currentLocals(t); err != nil {
				return nil, l, err
			}
		}
		return gd, l, nil
	}
	gd, ok := py.AsDict(g)
	if !ok {
		switch {
		case name == "exec":
			return nil, l, py.Errorf(py.TypeError, "exec() globals must be a dict, not %s", py.TypeOf(g).FullName())
		case py.TypeOf(g).GetItem != nil:
			return nil, l, py.Errorf(py.TypeError, "globals must be a real dict; try eval(code, {}, mapping)")
		}
		return nil, l, py.Errorf(py.TypeError, "globals must be a dict")
	}
	if l.IsNone() {
		l = g
	}
	return gd, l, nil
}

// setBuiltins gives globals its __builtins__.
func setBuiltins(t *py.Thread, g *py.Dict) {
	if g.GetName("__builtins__").IsUnbound() {
		g.SetName("__builtins__", t.Interp.Builtins.Value())
	}
}

func evalSource(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	g, l, err := scope(t, "eval", a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	setBuiltins(t, g)
	if code, ok := py.As[py.Code](a[0], py.CodeType); ok {
		if len(code.Free) > 0 {
			return py.Value{}, py.Errorf(py.TypeError, "code object passed to eval() may not contain free variables")
		}
		return t.Result(t.Interp.Engine.Exec(t, code, g, l, nil))
	}
	src, isStr, err := sourceOf(a[0], "eval() arg 1")
	if err != nil {
		return py.Value{}, err
	}
	src = bytes.TrimLeft(src, " \t")
	return runSource(t, src, isStr, "eval", g, l)
}

func execSource(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	g, l, err := scope(t, "exec", a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	setBuiltins(t, g)
	code, ok := py.As[py.Code](a[0], py.CodeType)
	if !ok {
		if !a[3].IsNone() {
			return py.Value{}, py.Errorf(py.TypeError, "closure can only be used when source is a code object")
		}
		src, isStr, err := sourceOf(a[0], "exec() arg 1")
		if err != nil {
			return py.Value{}, err
		}
		_, err = runSource(t, src, isStr, "exec", g, l)
		return py.None, err
	}
	closure, err := execClosure(code, a[3])
	if err != nil {
		return py.Value{}, err
	}
	if t.Interp.Engine.Exec(t, code, g, l, closure).IsError() {
		return py.Value{}, t.Take()
	}
	return py.None, nil
}

// execClosure checks exec's closure argument against the code.
func execClosure(code *py.Code, v py.Value) ([]*py.Cell, error) {
	n := len(code.Free)
	if n == 0 {
		if !v.IsNone() {
			return nil, py.Errorf(py.TypeError, "cannot use a closure with this code object")
		}
		return nil, nil
	}
	tup, ok := py.AsTuple(v)
	cells := make([]*py.Cell, 0, n)
	if ok {
		for _, x := range tup.Items {
			c, isCell := py.As[py.Cell](x, py.CellType)
			ok = ok && isCell
			cells = append(cells, c)
		}
	}
	if !ok || len(cells) != n {
		return nil, py.Errorf(py.TypeError, "code object requires a closure of exactly length %d", n)
	}
	return cells, nil
}

// inheritedFuture are the future features that the running code has been compiled
// with: what it compiles has them too.
func inheritedFuture(t *py.Thread) uint32 {
	if f := t.RunningFrame(); f != nil {
		return uint32(f.Func.Block.Code.Flags & flagsFuture)
	}
	return 0
}

func runSource(t *py.Thread, src []byte, isStr bool, mode string, g *py.Dict, l py.Value) (py.Value, error) {
	code, err := t.Interp.Engine.Compile(t, src, "<string>", mode, py.CompileFlags{Future: inheritedFuture(t), Optimize: -1, SourceIsStr: isStr})
	if err != nil {
		return py.Value{}, err
	}
	return t.Result(t.Interp.Engine.Exec(t, code, g, l, nil))
}

func currentGlobals(t *py.Thread) (*py.Dict, error) {
	if f := t.RunningFrame(); f != nil {
		return f.Func.Block.Globals, nil
	}
	return nil, py.Errorf(py.SystemError, "globals and locals cannot be NULL")
}

func currentLocals(t *py.Thread) (py.Value, error) {
	if f := t.RunningFrame(); f != nil {
		return py.FrameLocals(t, f), nil
	}
	return py.Value{}, py.Errorf(py.SystemError, "frame does not exist")
}

func globals(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	g, err := currentGlobals(t)
	if err != nil {
		return py.Value{}, err
	}
	return g.Value(), nil
}

func locals(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return currentLocals(t) }
