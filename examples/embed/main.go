// Command embed shows how a Go program embeds gopyrun: it runs a script, calls
// Python from Go and Go from Python, stops a loop by a context, and runs two
// interpreters at once.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/denyhost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

func main() {
	if err := demo(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// newInterpreter makes an interpreter that may do nothing but print to out.
func newInterpreter(out io.Writer) (*interp.Interpreter, error) {
	h := denyhost.New()
	h.Stdio = host.NewStdio(strings.NewReader(""), out, out)
	return interp.New(interp.Config{Host: h, Modules: modules.Find})
}

const script = `
def describe(words, limit=3):
    longest = max(words, key=len)
    return {'count': len(words), 'longest': shout(longest), 'some': sorted(words)[:limit]}

print('hello from Python')
`

func demo(out io.Writer) error {
	ctx := context.Background()
	p, err := newInterpreter(out)
	if err != nil {
		return err
	}
	defer p.Close()

	// A Go function that Python calls.
	if err := p.Set("shout", func(s string) string { return strings.ToUpper(s) + "!" }); err != nil {
		return err
	}
	// A script.
	if err := p.Run(ctx, "script.py", script); err != nil {
		return err
	}
	// A Python function that Go calls.
	v, err := p.Call(ctx, "describe", []string{"pear", "fig", "banana", "apple"})
	if err != nil {
		return err
	}
	m := v.(map[string]any)
	fmt.Fprintln(out, m["count"], m["longest"], m["some"])

	// An exception is a Go error.
	_, err = p.Eval(ctx, "1 / 0")
	var e *py.Exception
	if !errors.As(err, &e) {
		return fmt.Errorf("1 / 0: %v", err)
	}
	fmt.Fprintln(out, "error:", err)

	// A context stops a program that does not end by itself.
	short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	err = p.Run(short, "loop.py", "while True: pass\n")
	fmt.Fprintln(out, "stopped:", errors.Is(err, context.DeadlineExceeded))

	return parallel(out)
}

// parallel runs two interpreters, each with a GIL of its own.
func parallel(out io.Writer) error {
	var wg sync.WaitGroup
	results := make([]any, 2)
	errs := make([]error, 2)
	for i := range results {
		wg.Go(func() {
			p, err := newInterpreter(io.Discard)
			if err != nil {
				errs[i] = err
				return
			}
			defer p.Close()
			if errs[i] = p.Set("n", 1000*(i+1)); errs[i] == nil {
				results[i], errs[i] = p.Eval(context.Background(), "sum(range(n))")
			}
		})
	}
	wg.Wait()
	fmt.Fprintln(out, results...)
	return errors.Join(errs...)
}
