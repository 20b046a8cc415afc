// Command gopyrun-gpython runs Python programs on the engine gpython.
//
//	gopyrun-gpython [-c cmd | file | -] [arg] ...
//
// It is what gopyrun --engine gpython starts: a program of its own, because every
// program that has gpython linked in starts half a millisecond later (RATIONALE.md).
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/gpython"
)

const usage = "usage: gopyrun --engine gpython [-c cmd | file | -] [arg] ..."

func main() {
	if runtime.GOMAXPROCS(0) < 2 {
		runtime.GOMAXPROCS(2) // the hand-over of the GIL wants two
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(run(os.Args))
}

func run(argv []string) int {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	signal.Ignore(syscall.SIGPIPE) // print raises BrokenPipeError
	config := gpython.Config{Processes: true, Interrupt: interrupts}
	if gpython.IsChild(argv) {
		return gpython.RunChild(config)
	}
	args := argv[1:]
	// -u and the like are meant for the native engine, and harmless.
	for len(args) > 0 && (args[0] == "-u" || args[0] == "-B" || args[0] == "-E" || args[0] == "-s") {
		if args[0] == "-u" {
			os.Setenv("PYTHONUNBUFFERED", "x")
		}
		args = args[1:]
	}
	var text, file string
	dir := ""
	switch {
	case len(args) > 0 && args[0] == "-c":
		if len(args) == 1 {
			fmt.Fprintln(os.Stderr, "Argument expected for the -c option\n"+usage)
			return 2
		}
		text, file = args[1]+"\n", "<string>"
		args = append([]string{"-c"}, args[2:]...)
	case len(args) == 0 || args[0] == "-":
		b, err := io.ReadAll(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		text, file = string(b), "<stdin>"
		if len(args) == 0 {
			args = []string{""}
		}
	case strings.HasPrefix(args[0], "-"):
		fmt.Fprintln(os.Stderr, "Unknown option: "+args[0]+"\n"+usage)
		return 2
	default:
		file = args[0]
		if abs, err := filepath.Abs(file); err == nil {
			file = abs
		}
		b, err := os.ReadFile(file)
		if err != nil {
			var errno syscall.Errno
			errors.As(err, &errno)
			fmt.Fprintf(os.Stderr, "%s: can't open file '%s': [Errno %d] %s\n", argv[0], file, errno, gpython.Strerror(errno))
			return 2
		}
		text, dir = string(b), filepath.Dir(file)
		config.Script = file
	}
	c, err := gpython.New(py.NewContext(py.ContextOpts{SysArgs: args, SysPaths: []string{dir}}), config)
	if err != nil {
		fmt.Fprintln(os.Stderr, "Fatal Python error: "+err.Error())
		return 1
	}
	err = c.End(c.RunSource(text, file, "__main__"))
	status := (*gpython.ExitError)(nil)
	if !errors.As(err, &status) {
		return 0
	}
	if status.Interrupted {
		// As under CPython, Ctrl-C makes the process die of the signal.
		signal.Reset(os.Interrupt)
		if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(os.Interrupt) == nil {
			time.Sleep(time.Second) // the signal takes a moment
		}
	}
	return status.Code
}
