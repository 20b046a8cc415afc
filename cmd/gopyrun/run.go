package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
	"github.com/gopyrun/gopyrun/modules/multiprocessing"
	pysignal "github.com/gopyrun/gopyrun/modules/signal"
)

// run is main without the exit.
func run(argv []string) int {
	if multiprocessing.IsChild(argv) {
		return runChild()
	}
	switch engine, rest := engineOf(argv); engine {
	case "gpython":
		return runGpython(rest)
	case "native":
		argv = append(argv[:1:1], rest...)
	case "":
	default:
		fmt.Fprintf(os.Stderr, "unknown engine '%s': native or gpython\n", engine)
		return 2
	}
	o, err := parse(argv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		if fatal := (fatalError{}); errors.As(err, &fatal) {
			return 1
		}
		fmt.Fprintf(os.Stderr, "usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n", argv[0])
		return 2
	}
	switch {
	case o.showHelp:
		fmt.Printf(usage, argv[0])
		return 0
	case o.showVer:
		fmt.Println("Python " + version)
		return 0
	}
	exe, err := os.Executable()
	if err != nil {
		exe = argv[0]
	}
	p, err := interp.New(interp.Config{
		Host:       oshost.New(),
		Modules:    modules.Find,
		Args:       o.args,
		Path:       o.searchPath(),
		Executable: exe,
		Flags:      o.flags,
		HashSeed:   o.hashSeed,
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	if err := p.Do(context.Background(), pysignal.Install); err != nil {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	if len(o.flags.WarnOptions) > 0 {
		// The module reads the options, and says which of them are wrong.
		err := p.Do(context.Background(), func(t *py.Thread) error {
			_, err := t.Result(t.Interp.Engine.Import(t, "warnings", py.NewDict(), py.None, 0))
			return err
		})
		if err != nil {
			return exit(p, err)
		}
	}
	return exit(p, program(p, o))
}

// runChild is the life of a process that module multiprocessing started.
func runChild() int {
	boot, err := multiprocessing.NewBoot(os.Args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	p, err := interp.New(interp.Config{
		Host: oshost.New(), Modules: modules.Find,
		Executable: boot.Executable, Flags: boot.Flags,
		HashSeed: os.Getenv("PYTHONHASHSEED"),
	})
	if err == nil {
		err = p.Do(context.Background(), boot.Preload)
	}
	if err == nil {
		if err = boot.Accept(); err == io.EOF {
			return 1 // the parent has given up
		}
	}
	if err == nil {
		err = p.Do(context.Background(), pysignal.Install)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	code := 1
	err = p.Do(context.Background(), func(t *py.Thread) (err error) {
		code, err = boot.Run(t)
		return err
	})
	if err != nil {
		return exit(p, err)
	}
	if p.Close() != nil {
		code = 1
	}
	return code
}

// exit ends the interpreter after its program returned err and gives the process's
// status; a program ended by Ctrl-C dies of SIGINT, as under CPython.
func exit(p *interp.Interpreter, err error) int {
	var st statusError
	if errors.As(err, &st) {
		p.Close()
		return st.code
	}
	if errors.Is(err, interp.ErrInternal) {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	code := p.ExitCode(err)
	if cerr := p.Close(); cerr != nil {
		code = 120
	}
	if code == interp.Interrupted && wasInterrupted(err) {
		signal.Reset(os.Interrupt)
		if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(os.Interrupt) == nil {
			time.Sleep(time.Second) // the signal takes a moment
		}
	}
	return code
}

func wasInterrupted(err error) bool {
	return py.Matches(err, py.KeyboardInterrupt)
}

// program runs what the command line names.
func program(p *interp.Interpreter, o *options) error {
	ctx := context.Background()
	switch {
	case o.command != nil:
		return p.Run(ctx, "<string>", *o.command+"\n")
	case o.module != "":
		return runModule(p, o.module)
	case o.script == "" || o.script == "-":
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			return err
		}
		return p.RunBytes(ctx, "<stdin>", src)
	}
	return runScript(p, o)
}

// runScript runs a file, or the __main__.py of a directory or ZIP file.
func runScript(p *interp.Interpreter, o *options) error {
	name := o.script
	if isContainer(name) {
		return runModule(p, "")
	}
	src, err := os.ReadFile(name)
	if err != nil {
		var errno syscall.Errno
		text, n := err.Error(), 0
		if errors.As(err, &errno) {
			n = int(errno)
			text = oshost.New().System.Platform().Strerror(n)
		}
		return fail(fmt.Sprintf("%s: can't open file '%s': [Errno %d] %s", o.executableName(), abs(o.script), n, text), 2)
	}
	if o.skipFirst {
		if i := bytes.IndexByte(src, '\n'); i >= 0 {
			src = append([]byte("\n"), src[i+1:]...)
		}
	}
	return p.RunBytes(context.Background(), abs(name), src)
}

// isContainer reports whether a script is a directory or a ZIP file, which has the
// program in its __main__.py.
func isContainer(name string) bool {
	st, err := os.Stat(name)
	if err != nil || st.IsDir() {
		return err == nil
	}
	if !st.Mode().IsRegular() {
		return false
	}
	r, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	r.Close()
	return true
}

func (o *options) executableName() string {
	if exe, err := os.Executable(); err == nil {
		return exe
	}
	return "gopyrun"
}

// abs is the script's path as tracebacks and __file__ show it.
func abs(name string) string {
	if a, err := filepath.Abs(name); err == nil {
		return a
	}
	return name
}

// statusError ends the process with a status after its message has been printed.
type statusError struct{ code int }

func (e statusError) Error() string { return fmt.Sprintf("exit status %d", e.code) }

func fail(msg string, code int) error {
	fmt.Fprintln(os.Stderr, msg)
	return statusError{code}
}

// runModule is -m, or with an empty name the __main__ of the folder or archive that
// sys.path begins with.
func runModule(p *interp.Interpreter, name string) error {
	err := p.Do(context.Background(), func(t *py.Thread) error { return interp.RunMainModule(t, name) })
	if none := interp.MainError(""); errors.As(err, &none) {
		return fail((&options{}).executableName()+": "+none.Error(), 1)
	}
	return err
}
