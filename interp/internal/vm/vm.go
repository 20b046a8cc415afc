// Package vm runs compiled code: the eval loop and what belongs to it. It is the
// py.Engine of an interpreter. loop.go is the loop; names.go, attrs.go, arith.go,
// calls.go, iterate.go, unwind.go and rare.go are its slow ways, which also
// specialise instructions (PEP 659); import.go is the import statement
// (the import system is package imports).
//
// loop.go is one function of more than a thousand lines on purpose: the loop must
// see all hot instructions (RATIONALE.md).
package vm

import (
	"errors"
	"strings"
	"unsafe"
	"weak"

	"github.com/gopyrun/gopyrun/interp/internal/asttree"
	"github.com/gopyrun/gopyrun/interp/internal/compile"
	"github.com/gopyrun/gopyrun/interp/internal/imports"
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// engine implements py.Engine.
type engine struct {
	in     *py.Interp
	blocks []weak.Pointer[py.Block]
	sweep  int
	// tracing says that calls enter instrumented code.
	tracing bool
}

// Attach makes the virtual machine the engine of the interpreter.
func Attach(in *py.Interp) {
	e := &engine{in: in, sweep: 1024}
	in.Engine = e
	in.FlushCaches = e.flush
	in.Carets = carets{}
	imports.Install(in)
}

func (e *engine) CallFunction(t *py.Thread, f *py.Function, args []py.Value, kw []py.Value) py.Value {
	return callFunction(t, f, args, kw)
}

func (e *engine) Resume(t *py.Thread, g *py.Generator, sent py.Value, exc *py.Exception) (py.Value, bool) {
	return resume(t, g, sent, exc)
}

func (e *engine) Compile(t *py.Thread, source []byte, filename, mode string, flags py.CompileFlags) (*py.Code, error) {
	tree, err := parse(t, source, filename, mode, flags)
	if err != nil {
		return nil, err
	}
	return generate(t, tree, source, filename, flags)
}

func (e *engine) ParseTree(t *py.Thread, source []byte, filename, mode string, flags py.CompileFlags) (py.Value, error) {
	tree, err := parse(t, source, filename, mode, flags)
	if err != nil {
		return py.Value{}, err
	}
	return asttree.ToPython(t, tree)
}

func (e *engine) CompileTree(t *py.Thread, tree py.Value, filename, mode string, flags py.CompileFlags) (*py.Code, error) {
	root, err := asttree.FromPython(t, tree, mode)
	if err != nil {
		return nil, err
	}
	return generate(t, root, nil, filename, flags)
}

func (e *engine) Tokenize(t *py.Thread, source string, extra bool) ([]py.Token, error) {
	tokens, err := syntax.Tokenize("<string>", source, extra, nil)
	out := make([]py.Token, len(tokens))
	for i, k := range tokens {
		out[i] = py.Token(k)
	}
	if err != nil {
		err = toSyntaxError(t, err, []byte(source))
	}
	return out, err
}

func (e *engine) TreeGrammar() string { return asttree.Grammar }

// warn issues a warning of the front end. One that is an error becomes a SyntaxError,
// which says where.
func warn(t *py.Thread, category, message, filename string, pos syntax.Span) error {
	err := py.WarnSyntax(t, category, message, filename, int(pos.Line))
	if err == nil {
		return nil
	}
	kind, ok := py.As[py.Type](orNone(t.Interp.Builtins.GetName(category)), py.TypeType)
	if !ok || !py.Matches(err, kind) {
		return err
	}
	message = strings.Replace(message, " Such sequences will not work in the future.", "", 1)
	return &syntax.Error{Kind: syntax.SyntaxError, Msg: message, Filename: filename, Line: int(pos.Line), Col: int(pos.Col) + 1,
		EndLine: int(pos.EndLine), EndCol: int(pos.EndCol) + 1}
}

func parse(t *py.Thread, source []byte, filename, mode string, flags py.CompileFlags) (syntax.Root, error) {
	m := syntax.ModeExec
	switch mode {
	case "eval":
		m = syntax.ModeEval
	case "single":
		m = syntax.ModeSingle
	}
	var warnErr error
	tree, err := syntax.Parse(filename, source, m, &syntax.Options{
		SourceIsUTF8: flags.SourceIsStr,
		FromFile:     flags.FromFile,
		UnicodeName:  func(name string) (string, bool) { return unicodeName(t, name) },
		Normalize:    func(s string) string { return normalize(t, s) },
		Decode:       func(encoding string, src []byte) ([]byte, error) { return decodeSource(t, encoding, src) },
		Warn: func(category, message string, pos syntax.Span) {
			if warnErr == nil {
				warnErr = warn(t, category, message, filename, pos)
			}
		},
	})
	if err == nil {
		err = warnErr
	}
	if err != nil {
		return nil, toSyntaxError(t, err, source)
	}
	return tree, nil
}

// generate compiles a tree; source, if there is any, is for errors.
func generate(t *py.Thread, tree syntax.Root, source []byte, filename string, flags py.CompileFlags) (*py.Code, error) {
	opt := flags.Optimize
	if opt < 0 {
		opt = t.Interp.Flags.Optimize
	}
	code, err := compile.Compile(tree, filename, compile.Options{Optimize: opt, FutureAnnotations: flags.Future&uint32(py.CodeFutureAnnotations) != 0, Warn: func(message string, pos syntax.Span) error {
		return warn(t, "SyntaxWarning", message, filename, pos)
	}})
	if err != nil {
		return nil, toSyntaxError(t, err, source)
	}
	return code, nil
}

// unicodeData calls a function of module unicodedata, which an embedding program
// may have left out: unbound then.
func unicodeData(t *py.Thread, function string, args ...py.Value) py.Value {
	if t.Interp.Natives == nil || t.Interp.Natives("unicodedata") == nil {
		return py.Value{}
	}
	m, err := imports.Import(t, "unicodedata", py.NewDict(), py.None, 0)
	if err != nil {
		return py.Value{}
	}
	r, err := py.CallMethod(t, m, function, args...)
	if err != nil {
		return py.Value{} // no such name
	}
	return r
}

// unicodeName is the character of \N{name}.
func unicodeName(t *py.Thread, name string) (string, bool) {
	if s, ok := py.AsStr(orNone(unicodeData(t, "lookup", py.NewStr(name)))); ok {
		return s.String(), true
	}
	return "", false
}

// normalize is NFKC of an identifier.
func normalize(t *py.Thread, s string) string {
	if r, ok := py.AsStr(orNone(unicodeData(t, "normalize", py.NewStr("NFKC"), py.NewStr(s)))); ok {
		return r.String()
	}
	return s
}

// decodeSource is a source file in an encoding that the parser does not know, as
// UTF-8.
func decodeSource(t *py.Thread, encoding string, src []byte) ([]byte, error) {
	v, err := t.DecodeBytes(src, encoding, "strict")
	if err != nil {
		text, terr := py.ToGoString(t, py.ToException(err).Value())
		if terr != nil {
			text = "unknown encoding: " + encoding
		}
		return nil, errors.New(text)
	}
	return []byte(py.Cast[py.Str](v).String()), nil
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

func (e *engine) Link(t *py.Thread, code *py.Code, globals *py.Dict) *py.Block {
	return link(e.in, code, globals)
}

// Exec runs a module's code. Every call links the code anew, so that code run with
// an explicit namespace never shares specialised instructions with code without.
func (e *engine) Exec(t *py.Thread, code *py.Code, globals *py.Dict, locals py.Value, closure []*py.Cell) py.Value {
	if globals.GetName("__builtins__").IsUnbound() {
		globals.SetName("__builtins__", e.in.Builtins.Value())
	}
	f := py.NewFunction(link(e.in, code, globals), closure)
	f.Name, f.Qualname = f.Block.Name, f.Block.Qualname
	if !locals.IsUnbound() && locals == py.Ref(globals) {
		locals = py.Value{}
	}
	return e.RunBody(t, f, locals)
}

// RunBody runs the body of a module or class in namespace ns (unbound: globals).
func (e *engine) RunBody(t *py.Thread, f *py.Function, ns py.Value) py.Value {
	if !t.Enter("") {
		return py.Error
	}
	defer t.Leave()
	base, flags := t.StackTop(t.Frame), py.FrameEntry
	b := f.Block
	if !t.Fits(base, int(b.NRegs)) {
		base = t.GrowStack(int(b.NRegs))
		flags |= py.FrameNewSegment
	}
	regs := py.Window(base, int(b.NRegs))
	clear(regs[:b.NLocals])
	if len(b.Code.Locals) > 0 && b.Code.Locals[0] == ".namespace" {
		regs[0] = ns
	}
	return enter(t, f, base, flags)
}

// unlinked are the instructions of a block that has not run yet. Most functions of
// a module are never called: their blocks are linked by their first call.
var unlinked = [2]py.Instr{{Op: op.NOP}, {Op: op.LINK}}

// link makes a block of code for one globals dict.
func link(in *py.Interp, code *py.Code, globals *py.Dict) *py.Block {
	b := &py.Block{Code: code, Globals: globals, Builtins: in.Builtins}
	if v := globals.GetName("__builtins__"); !v.IsUnbound() {
		if d, ok := py.AsDict(v); ok {
			b.Builtins = d
		} else if v.IsModule() {
			b.Builtins = py.Cast[py.Module](v).Dict
		}
	}
	b.Entry = &unlinked[0]
	b.NRegs, b.NLocals = int32(code.NRegs), int32(len(code.Locals))
	b.FrameBytes = uintptr(code.NRegs) * unsafe.Sizeof(py.Value{})
	b.Exact = -1
	if code.Flags&py.CodeSimple != 0 {
		b.Exact = int32(code.ArgCount)
	}
	b.GenFrame = code.Flags&(py.CodeGenerator|py.CodeCoroutine|py.CodeAsyncGenerator) != 0
	b.Name, b.Qualname = in.InternString(code.Name), in.InternString(code.Qualname)
	return b
}

// complete gives a block the interpreter's own, specialisable copy of its code's
// instructions.
//
//go:noinline
func complete(in *py.Interp, b *py.Block) {
	code := b.Code
	code.Load()
	b.Instrs = append([]py.Instr(nil), code.Instrs...)
	b.Entry = &b.Instrs[0]
	b.Caches = make([]py.Cache, code.NCaches+1)
	b.Names = make([]*py.Str, len(code.Names))
	for i, n := range code.Names {
		b.Names[i] = in.InternString(n)
	}
	b.Consts = code.Consts
	copied := false
	for i, c := range code.Consts {
		if c.IsStr() {
			if s := py.Cast[py.Str](c); s.Len() <= 64 && s.IsASCII() {
				if !copied {
					b.Consts = append([]py.Value(nil), code.Consts...)
					copied = true
				}
				b.Consts[i] = py.Ref(in.Intern(s))
			}
		}
	}
	if e, ok := in.Engine.(*engine); ok {
		e.register(b)
		if e.tracing {
			e.choose(b)
		}
	}
}

// register remembers the block for flush, without keeping it alive.
func (e *engine) register(b *py.Block) {
	if len(e.blocks) >= e.sweep {
		live := e.blocks[:0]
		for _, w := range e.blocks {
			if w.Value() != nil {
				live = append(live, w)
			}
		}
		e.blocks = live
		e.sweep = max(1024, 2*len(live))
	}
	e.blocks = append(e.blocks, weak.Make(b))
}

// flush forgets what instructions know of instances' own attributes: a class has
// gained something that takes precedence.
func (e *engine) flush() {
	for _, w := range e.blocks {
		b := w.Value()
		if b == nil {
			continue
		}
		flushInstrs(b.Instrs)
		flushInstrs(b.Traced)
	}
}

func flushInstrs(instrs []py.Instr) {
	for i := range instrs {
		switch in := &instrs[i]; in.Op {
		case op.GETATTR_CELL, op.GETATTR_CLASS, op.GETATTR_PROPERTY:
			in.Op = op.GETATTR
		case op.SETATTR_CELL, op.SETATTR_APPEND:
			in.Op = op.SETATTR
		case op.METHOD_SHAPE:
			in.Op = op.METHOD
		case op.CALLATTR_PY:
			in.Op = op.CALLATTR
		case op.CALL_CLASS:
			in.Op = op.CALL
		}
	}
}

// toSyntaxError turns an error of the front end into the exception.
func toSyntaxError(t *py.Thread, err error, source []byte) error {
	e, ok := err.(*syntax.Error)
	if !ok {
		return err
	}
	typ := py.SyntaxError
	switch e.Kind {
	case syntax.IndentationError:
		typ = py.IndentationError
	case syntax.TabError:
		typ = py.TabError
	case syntax.ErrMemory:
		return py.Errorf(py.MemoryError, "%s", e.Msg)
	case syntax.ErrRecursion:
		return py.Errorf(py.RecursionError, "%s", e.Msg)
	}
	if len(source) == 0 && e.Line == 0 {
		zero := py.Int(0)
		v, err := py.Call(t, typ.Value(), py.NewStr(e.Msg), py.NewTuple(py.NewStr(e.Filename), zero, zero, py.NewStr(""), zero, zero))
		if err != nil {
			return err
		}
		return py.Cast[py.Exception](v)
	}
	text := e.Text
	if text == "" {
		text = sourceLine(source, e.Line)
	}
	col, endCol := e.Col, e.EndCol
	err = py.NewSyntaxError(t, typ, e.Msg, e.Filename, e.Line, col, text, e.EndLine, endCol)
	if x, ok := err.(*py.Exception); ok && typ == py.SyntaxError {
		x.SetSyntaxSource(source, e.Line)
	}
	return err
}

// sourceLine returns line n of the source, with its newline.
func sourceLine(source []byte, n int) string {
	line := 1
	start := 0
	for i, c := range source {
		if c == '\n' {
			if line == n {
				return string(source[start : i+1])
			}
			line++
			start = i + 1
		}
	}
	if line == n {
		return string(source[start:])
	}
	return ""
}
