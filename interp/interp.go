// Package interp embeds the Python interpreter in a Go program.
//
//	in, err := interp.New(interp.Config{Modules: modules.Find, Host: oshost.New()})
//	defer in.Close()
//	err = in.Run(ctx, "hello.py", "print('hello')")
//
// An Interpreter is one Python world with a GIL of its own; several run in
// parallel in one process and share nothing mutable. Its methods may be called by
// any goroutine, one at a time: they run as the interpreter's main thread. What
// Python code does to the outside goes through Config.Host; the zero Host refuses
// everything.
//
// Files: interp.go (life of an interpreter), run.go (running programs), convert.go
// (values between Go and Python).
package interp

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strconv"
	"sync"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/denyhost"
	"github.com/gopyrun/gopyrun/interp/internal/vm"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Config says what an interpreter is made of. It is read once, by New.
type Config struct {
	// Host is what the program may do; nil refuses everything.
	Host *host.Host
	// Modules finds the built-in modules; normally modules.Find. Module builtins and
	// sys must be among them.
	Modules func(name string) *py.ModuleSpec
	// Args are sys.argv, Path sys.path, Executable sys.executable.
	Args       []string
	Path       []string
	Executable string
	// Flags are sys.flags. IntMaxStrDigits 0 stands for the default, a negative one
	// for no limit.
	Flags py.RunFlags
	// HashSeed is PYTHONHASHSEED: "" or "random", or a decimal number. String hashes
	// are shared by the process: the first interpreter decides.
	HashSeed string
	// RecursionLimit is sys.getrecursionlimit(); 0 means 1000.
	RecursionLimit int
}

// Interpreter is one Python world.
type Interpreter struct {
	in   *py.Interp
	t    *py.Thread
	mu   sync.Mutex // held while Go code runs as the main thread
	done bool
}

// ErrClosed is returned by methods of an Interpreter after Close.
var ErrClosed = errors.New("interp: interpreter is closed")

// ErrInternal is wrapped by the error of a call during which the engine panicked:
// a defect of gopyrun. The interpreter is closed then.
var ErrInternal = errors.New("interp: internal error")

// ErrFlush is returned by Close if the standard output could not be written out;
// CPython's exit status is then 120.
var ErrFlush = errors.New("interp: standard output could not be flushed")

// New makes an interpreter, with modules builtins and sys imported.
func New(c Config) (*Interpreter, error) {
	if c.Modules == nil {
		return nil, errors.New("interp: Config.Modules is nil")
	}
	h := c.Host
	if h == nil {
		h = denyhost.New()
	}
	if err := seedHash(c.HashSeed); err != nil {
		return nil, err
	}
	in := py.NewInterp(h, gil.New(gil.Config{}))
	vm.Attach(in)
	in.Natives = c.Modules
	in.Argv, in.Path, in.Executable = c.Args, c.Path, c.Executable
	if c.Flags.IntMaxStrDigits == 0 {
		c.Flags.IntMaxStrDigits = in.Flags.IntMaxStrDigits
	}
	in.Flags = c.Flags
	in.Flags.IntMaxStrDigits = max(in.Flags.IntMaxStrDigits, 0)
	if c.RecursionLimit > 0 {
		in.RecursionLimit = c.RecursionLimit
	}
	in.NewChild = func() (*py.Interp, error) {
		child, err := New(c)
		if err != nil {
			return nil, err
		}
		return child.in, nil
	}
	p := &Interpreter{in: in, t: in.NewThread()}
	in.Main = p.t
	err := p.do(context.Background(), func(t *py.Thread) error {
		for _, name := range []string{"builtins", "sys"} {
			v, err := t.Result(in.Engine.Import(t, name, py.NewDict(), py.None, 0))
			if err != nil {
				return err
			}
			d := py.Cast[py.Module](v).Dict
			if name == "builtins" {
				in.Builtins = d
			} else {
				in.Sys = d
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// seedHash fixes the secret of string hashing as PYTHONHASHSEED says.
func seedHash(seed string) error {
	if seed == "" || seed == "random" {
		// Go seeds this generator from the system; a host without entropy has random
		// hashes, too.
		py.SeedHash(rand.Uint64(), rand.Uint64())
		return nil
	}
	n, err := strconv.ParseUint(seed, 10, 32)
	if err != nil {
		return errors.New(`PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]`)
	}
	py.SeedHash(py.SeedHashFrom(uint32(n)))
	return nil
}

// do runs f as the main thread, with the GIL. It ends early, with ctx's error,
// when ctx does.
func (p *Interpreter) do(ctx context.Context, f func(t *py.Thread) error) (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return ErrClosed
	}
	t := p.t
	t.GIL.Acquire()
	defer func() {
		if t.GIL.Held() { // not so if a wait panicked
			t.GIL.Release()
		}
	}()
	defer func() {
		if text := p.in.Defect(); text != "" && !p.done {
			p.done = true
			err = fmt.Errorf("%w: %s", ErrInternal, text)
		}
	}()
	defer func() {
		if r := recover(); r != nil {
			// A defect of the engine. The thread's state is not to be trusted: the
			// interpreter is closed, the host lives on.
			p.done = true
			err = fmt.Errorf("%w: %v\n%s", ErrInternal, r, debug.Stack())
		}
	}()
	if ctx.Done() == nil {
		return f(t)
	}
	stop := context.AfterFunc(ctx, func() { t.Interrupt(py.BreakCancel) })
	err = f(t)
	if !stop() {
		// The context has ended; its bit must not stop a later call.
		t.Breaker.And(^py.BreakCancel)
		if err != nil {
			return context.Cause(ctx)
		}
	}
	return err
}

// Do runs f as the interpreter's main thread while it holds the GIL: the way to
// everything that package py offers. Values must not be used after f returns,
// except by a later Do.
func (p *Interpreter) Do(ctx context.Context, f func(t *py.Thread) error) error { return p.do(ctx, f) }

// Close ends the interpreter as the end of a Python program does: it waits for
// threads that are not daemons, runs atexit functions and flushes files. It may
// be called more than once.
func (p *Interpreter) Close() error {
	err := p.do(context.Background(), func(t *py.Thread) error {
		p.in.Shutdown(t)
		return nil
	})
	p.mu.Lock()
	p.done = true
	p.mu.Unlock()
	if err == ErrClosed {
		return nil
	}
	if err == nil && p.in.FlushFailed {
		return ErrFlush
	}
	return err
}

// Interrupt makes the main thread raise KeyboardInterrupt, as Ctrl-C does. It may
// be called by any goroutine.
func (p *Interpreter) Interrupt() { p.t.RaiseAsync(py.NewException(py.KeyboardInterrupt)) }
