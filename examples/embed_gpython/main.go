// Command embed_gpython shows how a Go program that embeds gpython gets threads under
// a real GIL and processes: it registers the runtime in its py.Context and runs
// script.py, which also calls Go.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/gpython"
)

func main() {
	// A process that the Python program starts is this program again.
	if gpython.IsChild(os.Args) {
		os.Exit(gpython.RunChild(gpython.Config{}))
	}
	script := "examples/embed_gpython/script.py"
	if len(os.Args) > 1 {
		script = os.Args[1]
	}
	if err := demo(os.Stdout, script); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func demo(out io.Writer, script string) error {
	script, err := filepath.Abs(script)
	if err != nil {
		return err
	}
	// A gpython context as one has it without the runtime, with a module of its own
	// and with its output going to out.
	plain := py.NewContext(py.DefaultContextOpts())
	if _, err := plain.ModuleInit(&py.ModuleImpl{
		Info:    py.ModuleInfo{Name: "host"},
		Methods: []*py.Method{py.MustNewMethod("double", double, 0, "double(n) -> 2 * n")},
	}); err != nil {
		return err
	}
	plain.Store().MustGetModule("sys").Globals["stdout"] = &output{out}

	// One call registers the GIL and the modules; ctx is used in the place of plain.
	ctx, err := gpython.New(plain, gpython.Config{Processes: true, Script: script})
	if err != nil {
		return err
	}
	return ctx.End(ctx.RunScript(script, "__main__"))
}

// double is a Go function that Python calls.
func double(self, n py.Object) (py.Object, error) { return py.Mul(n, py.Int(2)) }

// output is a file for print.
type output struct{ w io.Writer }

var outputType = py.NewType("output", "where print writes to")

func (o *output) Type() *py.Type { return outputType }

func (o *output) M__getattr__(name string) (py.Object, error) {
	if name != "write" {
		return nil, py.ExceptionNewf(py.AttributeError, "'output' object has no attribute '%s'", name)
	}
	return py.NewMethod(name, func(_, text py.Object) (py.Object, error) {
		_, err := fmt.Fprint(o.w, text)
		return py.None, err
	}, 0, "")
}
