package gpython

import (
	"math"
	"testing"
	"time"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// unpatched is gpython's table of opcodes before install.
var unpatched [256]func(*vm.Vm, int32) error

// BenchmarkTick compares a context with the GIL with gpython as it comes, in turns.
// What it reports is the fastest of the rounds of each, which other load on the
// machine disturbs least.
func BenchmarkTick(b *testing.B) {
	const n, rounds = 20000, 500
	for _, loop := range []struct{ name, text string }{
		{"while", "i = 0\nwhile i < 20000:\n    i += 1\n"},
		{"for", "for i in range(20000):\n    pass\n"},
		{"call", "def f():\n    pass\nfor i in range(20000):\n    f()\n"},
	} {
		b.Run(loop.name, func(b *testing.B) {
			code, err := py.Compile(loop.text, "<bench>", py.ExecMode, 0, true)
			if err != nil {
				b.Fatal(err)
			}
			plain := py.NewContext(py.ContextOpts{})
			c := newContext(b, Config{})
			patched, eval := jumpTable, py.VmEvalCode
			run := func(ctx py.Context) float64 {
				globals := py.NewStringDict()
				begin := time.Now()
				if _, err := ctx.RunCode(code, globals, globals, nil); err != nil {
					b.Fatal(err)
				}
				return float64(time.Since(begin)) / n
			}
			before, after := math.Inf(1), math.Inf(1)
			for range rounds {
				jumpTable, py.VmEvalCode = unpatched, vm.EvalCode
				before = min(before, run(plain))
				jumpTable, py.VmEvalCode = patched, eval
				after = min(after, run(c))
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(before, "ns/unpatched")
			b.ReportMetric(after, "ns/patched")
			b.ReportMetric(100*(after/before-1), "%overhead")
		})
	}
}
