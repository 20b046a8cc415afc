package interp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/imports"
	"github.com/gopyrun/gopyrun/interp/py"
)

// mainModule returns the module __main__ (or one of another name): the one there is,
// with what Set bound and earlier runs left, or a new one.
func mainModule(t *py.Thread, name, file string) *py.Module {
	m, ok := py.As[py.Module](orNone(t.Interp.Modules.GetName(name)), py.ModuleType)
	if !ok {
		m = py.NewModule(name, py.None)
	}
	if b := t.Interp.Modules.GetName("builtins"); !b.IsUnbound() {
		m.Dict.SetName("__builtins__", b)
	}
	m.Dict.SetName("__loader__", imports.MainLoader(name, file))
	if file != "" {
		m.Dict.SetName("__file__", py.NewStr(file))
		m.Dict.SetName("__cached__", py.None)
	}
	t.Interp.Modules.SetName(name, py.Ref(m))
	return m
}

// Run runs source as the program __main__, in whose namespace are the names that Set
// has bound and those of earlier runs. The error is a *py.Exception if the
// program raised one (SystemExit included; see ExitCode).
func (p *Interpreter) Run(ctx context.Context, filename, source string) error {
	return p.run(ctx, "__main__", filename, []byte(source), true)
}

// RunBytes is Run with source as read from a file: its encoding is what the source
// declares (PEP 263).
func (p *Interpreter) RunBytes(ctx context.Context, filename string, source []byte) error {
	return p.run(ctx, "__main__", filename, source, false)
}

// RunMain is RunBytes under another module name: children of multiprocessing run
// their parent's program as "__mp_main__", which also becomes __main__.
func (p *Interpreter) RunMain(ctx context.Context, module, filename string, source []byte) error {
	return p.run(ctx, module, filename, source, false)
}

func (p *Interpreter) run(ctx context.Context, module, filename string, source []byte, isStr bool) error {
	return p.do(ctx, func(t *py.Thread) error {
		defer flushWriters(t)
		return RunSource(t, module, filename, source, isStr)
	})
}

// flushWriters writes out standard streams that are an embedding program's own
// writers, which shows what a call has printed when the call returns. Those of the
// process keep their buffers, as CPython's do.
func flushWriters(t *py.Thread) {
	stdio := t.Interp.Host.Stdio
	if s := stdio.Stdout(); s != nil && s.Fd() < 0 {
		flush(t, "stdout")
	}
	if s := stdio.Stderr(); s != nil && s.Fd() < 0 {
		flush(t, "stderr")
	}
}

// RunSource runs source as a module's body, in the thread's interpreter; isStr says
// that it is text already.
func RunSource(t *py.Thread, module, filename string, source []byte, isStr bool) error {
	file := filename
	if len(file) > 0 && file[0] == '<' {
		file = ""
	}
	m := mainModule(t, module, file)
	if filename == "<stdin>" {
		m.Dict.SetName("__file__", py.NewStr(filename))
	}
	if file == "" && filename != "<stdin>" {
		t.Interp.Sources[filename] = strings.SplitAfter(string(source), "\n")
	}
	code, err := t.Interp.Engine.Compile(t, source, filename, "exec", py.CompileFlags{Optimize: -1, SourceIsStr: isStr, FromFile: !isStr})
	if err != nil {
		return err
	}
	_, err = t.Result(t.Interp.Engine.Exec(t, code, m.Dict, py.Value{}, nil))
	if !isStr {
		// A program in a file has its output written before a traceback is.
		flush(t, "stderr")
		flush(t, "stdout")
	}
	return err
}

// Eval evaluates an expression in the namespace of __main__ and returns its value
// as ToGo does.
func (p *Interpreter) Eval(ctx context.Context, expression string) (any, error) {
	var out any
	err := p.do(ctx, func(t *py.Thread) error {
		defer flushWriters(t)
		code, err := t.Interp.Engine.Compile(t, []byte(expression), "<string>", "eval", py.CompileFlags{Optimize: -1, SourceIsStr: true})
		if err != nil {
			return err
		}
		v, err := t.Result(t.Interp.Engine.Exec(t, code, mainDict(t), py.Value{}, nil))
		if err != nil {
			return err
		}
		out, err = ToGo(t, v)
		return err
	})
	return out, err
}

func mainDict(t *py.Thread) *py.Dict {
	if m, ok := py.As[py.Module](orNone(t.Interp.Modules.GetName("__main__")), py.ModuleType); ok {
		return m.Dict
	}
	return mainModule(t, "__main__", "").Dict
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

// Call calls a function of __main__ with Go values (see FromGo) and returns its
// result as ToGo does.
func (p *Interpreter) Call(ctx context.Context, name string, args ...any) (any, error) {
	var out any
	err := p.do(ctx, func(t *py.Thread) error {
		defer flushWriters(t)
		f := mainDict(t).GetStr(t.Interp.InternString(name))
		if f.IsUnbound() {
			return py.Errorf(py.NameError, "name '%s' is not defined", name)
		}
		vals := make([]py.Value, len(args))
		for i, a := range args {
			v, err := FromGo(t, a)
			if err != nil {
				return fmt.Errorf("argument %d: %w", i+1, err)
			}
			vals[i] = v
		}
		v, err := py.Call(t, f, vals...)
		if err != nil {
			return err
		}
		out, err = ToGo(t, v)
		return err
	})
	return out, err
}

// Set binds a name of __main__ to a Go value (see FromGo).
func (p *Interpreter) Set(name string, value any) error {
	return p.do(context.Background(), func(t *py.Thread) error {
		v, err := FromGo(t, value)
		if err != nil {
			return err
		}
		mainDict(t).SetStr(t.Interp.InternString(name), v)
		return nil
	})
}

// Get returns the value of a name of __main__ as ToGo does.
func (p *Interpreter) Get(name string) (any, error) {
	var out any
	err := p.do(context.Background(), func(t *py.Thread) error {
		v := mainDict(t).GetStr(t.Interp.InternString(name))
		if v.IsUnbound() {
			return py.Errorf(py.NameError, "name '%s' is not defined", name)
		}
		var err error
		out, err = ToGo(t, v)
		return err
	})
	return out, err
}

// ExitCode returns the exit status that a Python program would have after Run
// returned err, and prints what Python prints for it: the traceback, or the
// message of sys.exit. Status 0 is success. A program ended by Ctrl-C gives
// Interrupted.
func (p *Interpreter) ExitCode(err error) int {
	if err == nil {
		return 0
	}
	code := 1
	p.do(context.Background(), func(t *py.Thread) error {
		code = ReportExit(t, err)
		return nil
	})
	return code
}

// Interrupted is ExitCode's result for an uncaught KeyboardInterrupt: the process
// should then die of SIGINT, as CPython does.
const Interrupted = 128 + 2

// ReportExit is ExitCode for a thread that holds its GIL.
func ReportExit(t *py.Thread, err error) int {
	var e *py.Exception
	if !errors.As(err, &e) {
		e = py.ToException(err)
	}
	if e.Type().IsSubtype(py.SystemExit) {
		return systemExit(t, e)
	}
	PrintException(t, e)
	if e.Type().IsSubtype(py.KeyboardInterrupt) {
		return Interrupted
	}
	return 1
}

// systemExit returns the status of a SystemExit and prints a message given
// instead of a number.
func systemExit(t *py.Thread, e *py.Exception) int {
	code, err := py.GetAttr(t, e.Value(), "code")
	if err != nil || code.IsNone() {
		return 0
	}
	if i, ok := py.AsInt64(code); ok {
		return int(uint8(i))
	}
	if py.IsAnyInt(code) {
		return 255
	}
	if s, err := py.ToGoString(t, code); err == nil {
		writeStderr(t, s+"\n")
	}
	return 1
}

// PrintException shows an uncaught exception through sys.excepthook.
func PrintException(t *py.Thread, e *py.Exception) {
	tb := py.None
	if e.Traceback != nil {
		tb = py.Ref(e.Traceback)
	}
	hook := t.Interp.Sys.GetName("excepthook")
	sys := t.Interp.Sys
	sys.SetName("last_type", e.Type().Value())
	sys.SetName("last_value", e.Value())
	sys.SetName("last_exc", e.Value())
	sys.SetName("last_traceback", tb)
	if !hook.IsUnbound() {
		if _, err := py.Call(t, hook, e.Type().Value(), e.Value(), tb); err == nil {
			flush(t, "stderr")
			return
		} else {
			var e2 *py.Exception
			if errors.As(err, &e2) {
				writeStderr(t, "Error in sys.excepthook:\n"+py.FormatException(t, e2)+"\nOriginal exception was:\n")
			}
		}
	}
	writeStderr(t, py.FormatUncaught(t, e))
}

func writeStderr(t *py.Thread, s string) {
	f := t.Interp.Sys.GetName("stderr")
	if !f.IsUnbound() && !f.IsNone() {
		if _, err := py.CallMethod(t, f, "write", py.NewStr(s)); err == nil {
			flush(t, "stderr")
			return
		}
	}
	if w := t.Interp.Host.Stdio.Stderr(); w != nil {
		w.Write([]byte(s))
	}
}

// flush writes out one of the standard streams; its errors have been reported by
// whoever wrote, or are by the flush at the end.
func flush(t *py.Thread, name string) {
	if f := t.Interp.Sys.GetName(name); !f.IsUnbound() && !f.IsNone() {
		py.CallMethod(t, f, "flush")
	}
}

// MainError says why there is no module to run as __main__: a line to print, without
// a traceback.
type MainError string

func (e MainError) Error() string { return string(e) }

// RunMainModule runs a module, or a package's __main__, as __main__: option -m. Without
// a name it is the __main__ of the folder or archive that sys.path begins with. The
// error is a MainError if there is none.
func RunMainModule(t *py.Thread, name string) error {
	m := mainModule(t, "__main__", "")
	imp := func(name string) (py.Value, error) {
		return t.Result(t.Interp.Engine.Import(t, name, py.NewDict(), py.NewTuple(py.NewStr("*")), 0))
	}
	if name != "" && t.Interp.Natives(name) != nil {
		// One of our own may have a function for it.
		if mod, err := imp(name); err == nil {
			if f, err := py.LookupAttr(t, mod, t.Interp.InternString("_main")); err == nil && !f.IsUnbound() {
				_, err := py.Call(t, f)
				return err
			}
		}
	}
	run, err := imp("runpy")
	if err != nil {
		return err
	}
	arg := py.None
	if name != "" {
		arg = py.NewStr(name)
	}
	v, err := py.CallMethod(t, run, "_prepare_main", arg)
	if err != nil {
		cls, cerr := py.GetAttr(t, run, "_Error")
		if e, ok := err.(*py.Exception); ok && cerr == nil && e.Type().Value() == cls {
			text, err := py.ToGoString(t, e.Value())
			if err != nil {
				return err
			}
			return MainError(text)
		}
		return err
	}
	code, ok := py.As[py.Code](v, py.CodeType)
	if !ok {
		return py.Errorf(py.TypeError, "get_code() must return a code object, not %s", py.TypeOf(v).Name())
	}
	_, err = t.Result(t.Interp.Engine.Exec(t, code, m.Dict, py.Value{}, nil))
	flush(t, "stderr")
	flush(t, "stdout")
	return err
}
