// Package gpython gives github.com/go-python/gpython what it lacks to run concurrent
// programs: a GIL and threads, processes, queues, pools, all on the same runtime that
// the native engine has (interp/gil, modules/internal/proc, modules/internal/ipc),
// and a few things that such programs use (super() without arguments, str.format,
// random, time.sleep that lets others run). gpython itself is used as published.
//
// A Go program that embeds gpython calls New with its py.Context and uses what it
// returns in its place:
//
//	ctx, err := gpython.New(py.NewContext(py.DefaultContextOpts()), gpython.Config{})
//	...
//	_, err = py.RunCode(ctx, code, "script.py", nil)
//	err = ctx.End(err)
//
// As in CPython's C API the goroutine that called New is the main thread, and it
// holds the GIL except in AllowThreads and while its Python code blocks or switches. No other goroutine may use the context.
//
// Nothing that belongs to a program is kept outside its Context. Three things are
// shared by all contexts of the process, because gpython keeps them so: the table of
// opcodes, str.format and the __name__ of classes, types made of Go; a context without the runtime
// does not notice them. The first New must not run at the same time as other
// contexts.
//
// Read in this order: gpython.go, opcode.go (how it gets into gpython's loop),
// thread.go, process.go, shared.go (queues, locks and memory of processes) and value.go
// (what crosses to them), builtin.go (what programs find), class.go, format.go,
// stream.go, report.go (tracebacks), and the Python side in py/.
package gpython

import (
	"bufio"
	"embed"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/go-python/gpython/py"
	// The standard modules register themselves.
	_ "github.com/go-python/gpython/stdlib"
	"github.com/go-python/gpython/vm"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/mt19937"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// Config describes a context. The zero Config suits most programs.
type Config struct {
	// Interval is the switch interval of the GIL; 0 means CPython's 5 ms.
	Interval time.Duration
	// Processes says that main calls RunChild if IsChild, without which a process
	// could not be started: it is this program again.
	Processes bool
	// Script is the file that the program is read from, which child processes run as
	// __mp_main__; "" means that there is none.
	Script string
	// Interrupt brings Ctrl-C: each value raises KeyboardInterrupt in the main thread.
	Interrupt <-chan os.Signal
}

// Context is a gpython context with a GIL, threads and processes. It is a py.Context.
type Context struct {
	py.Context // the one it was made of: its store, and how files are found

	config  Config
	gil     *gil.GIL
	running *thread // the holder of the GIL
	main    *thread

	// Below: guarded by the GIL.
	threads   int // started so far
	super     *py.Method
	out, errs *stream
	random    mt19937.Source
	space     *ipc.Space
	feeders   []*ipc.Feeder
	parent    *proc.Parent // nil in the first process
	stdin     *bufio.Reader
	lines     chan line
	reading   bool // a goroutine reads a line
	booting   bool // a child is running the parent's program
	ended     bool
	received  *ipc.Received // while the boot message of a child is loaded
}

// New returns a context with the modules and settings of ctx, to be used in its
// place. The caller becomes its main thread and holds the GIL. The error says that
// gpython is not the version this package was made for.
func New(ctx py.Context, config Config) (*Context, error) {
	if err := install(); err != nil {
		return nil, err
	}
	c := &Context{Context: ctx, config: config, gil: gil.New(gil.Config{Interval: config.Interval}), space: ipc.NewSpace()}
	c.main = c.newThread()
	c.main.handle.Acquire()
	c.running = c.main
	if err := c.addBuiltins(); err != nil {
		return nil, err
	}
	if err := c.probe(); err != nil {
		return nil, err
	}
	if config.Interrupt != nil {
		go func() {
			for range config.Interrupt {
				c.Interrupt()
			}
		}()
	}
	return c, nil
}

// RunCode implements py.Context.
func (c *Context) RunCode(code *py.Code, globals, locals py.StringDict, closure py.Tuple) (py.Object, error) {
	return vm.EvalCode(c, code, globals, locals, nil, nil, nil, nil, closure)
}

// ModuleInit implements py.Context.
func (c *Context) ModuleInit(impl *py.ModuleImpl) (*py.Module, error) {
	code := impl.Code
	if code == nil && impl.CodeSrc != "" {
		var err error
		if code, err = py.Compile(impl.CodeSrc, impl.Info.FileDesc, py.ExecMode, 0, true); err != nil {
			return nil, err
		}
	}
	m, err := c.Store().NewModule(c, impl)
	if err != nil || code == nil {
		return m, err
	}
	if _, err := c.RunCode(code, m.Globals, m.Globals, nil); err != nil {
		return nil, err
	}
	return m, nil
}

//go:embed py/*.py
var sources embed.FS

// compiled holds the code of our own modules, which all contexts share.
var compiled = map[string]func() (*py.Code, error){
	"multiprocessing": source("multiprocessing"),
	"queue":           source("queue"),
	"random":          source("random"),
	"threading":       source("threading"),
}

func source(name string) func() (*py.Code, error) {
	return sync.OnceValues(func() (*py.Code, error) {
		file := "py/" + name + ".py"
		text, err := sources.ReadFile(file)
		if err != nil {
			return nil, err
		}
		return py.Compile(string(text), "<gopyrun>/"+name+".py", py.ExecMode, 0, true)
	})
}

// GetModule implements py.Context. It finds our own modules where gpython looks for
// modules that are imported already, so that only this context has them.
func (c *Context) GetModule(name string) (*py.Module, error) {
	m, err := c.Store().GetModule(name)
	if err == nil {
		return m, nil
	}
	code, ok := compiled[name]
	if !ok {
		return nil, err
	}
	impl := &py.ModuleImpl{Info: py.ModuleInfo{Name: name}}
	if impl.Code, err = code(); err != nil {
		panic(err) // it is the same text each time, and tests run it
	}
	return c.ModuleInit(impl)
}

// call calls a function of one of our Python modules.
func (c *Context) call(module, function string, args ...py.Object) (py.Object, error) {
	m, err := c.GetModule(module)
	if err != nil {
		return nil, err
	}
	return py.Call(m.Globals[function], args, nil)
}

// End ends the program whose main code returned err: it reports err on standard error
// unless it is SystemExit, waits for threads and child processes, and flushes the
// streams. The result is nil or an *ExitError. Threads that are daemons stop where
// they are; the context cannot run code any more.
func (c *Context) End(err error) error {
	c.ended = true
	code := c.report(err, "")
	stopped := py.IsException(py.KeyboardInterrupt, err)
	for _, end := range [...]struct{ module, function string }{{"threading", "_shutdown"}, {"multiprocessing", "_exit"}} {
		if _, missing := c.Store().GetModule(end.module); missing != nil {
			continue
		}
		if _, err := c.Protect(func() (py.Object, error) { return c.call(end.module, end.function) }); err != nil {
			c.report(err, "Exception ignored on "+end.module+" shutdown:\n")
			stopped = stopped || py.IsException(py.KeyboardInterrupt, err)
		}
	}
	for _, f := range c.feeders {
		if err := c.block(f.Join); err != nil {
			break
		}
	}
	for _, s := range [...]*stream{c.out, c.errs} {
		if s.flush() != nil && code == 0 {
			code = 120
		}
	}
	// The GIL is not released, so that no daemon goes on.
	if code == 0 && !stopped {
		return nil
	}
	return &ExitError{Code: code, Interrupted: stopped}
}

// Close implements py.Context: End, unless that was called, and the release of what
// gpython's modules hold.
func (c *Context) Close() error {
	var err error
	if !c.ended {
		err = c.End(nil)
	}
	return errors.Join(err, c.Context.Close())
}

// ExitError is the end of a program with a status other than 0.
type ExitError struct {
	Code int
	// Interrupted says that a KeyboardInterrupt ended it.
	Interrupted bool
}

func (e *ExitError) Error() string { return fmt.Sprintf("exit status %d", e.Code) }

// Protect runs f, for which the caller has the GIL, and turns a panic of gpython, whose
// own mistakes end so, into a SystemError.
func (c *Context) Protect(f func() (py.Object, error)) (res py.Object, err error) {
	t := c.running
	depth := t.depth
	defer func() {
		if p := recover(); p != nil {
			t.depth = depth
			res, err = nil, py.ExceptionNewf(py.SystemError, "gpython: %v", p)
		}
	}()
	return f()
}
