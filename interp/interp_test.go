package interp_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/denyhost"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

func newInterp(t *testing.T) (*interp.Interpreter, *strings.Builder) {
	t.Helper()
	out := new(strings.Builder)
	h := denyhost.New()
	h.Stdio = host.NewStdio(nil, out, out)
	h.Clock = oshost.NewClock()
	p, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p, out
}

func TestValues(t *testing.T) {
	p, _ := newInterp(t)
	ctx := context.Background()
	for _, c := range []struct {
		in   any
		expr string
		want any
	}{
		{nil, "x is None", true}, {true, "x is True", true}, {7, "x * 6", int64(42)}, {uint8(200), "x + 56", int64(256)},
		{2.5, "x * 2", 5.0}, {"héllo", "len(x)", int64(5)}, {[]byte("ab"), "x[0]", int64(97)},
		{[]int{1, 2, 3}, "sum(x)", int64(6)}, {map[string]int{"a": 1}, "x['a']", int64(1)},
		{func(a, b int) int { return a - b }, "x(5, 3)", int64(2)},
	} {
		if err := p.Set("x", c.in); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Eval(ctx, c.expr); err != nil || got != c.want {
			t.Errorf("x = %v: %s is %v, %v; want %v", c.in, c.expr, got, err, c.want)
		}
	}
	if err := p.Set("x", struct{}{}); err == nil {
		t.Error("a struct is converted")
	}
	if _, err := p.Get("missing"); !py.Matches(err, py.NameError) {
		t.Errorf("Get of a missing name: %v", err)
	}
}

func TestErrors(t *testing.T) {
	p, out := newInterp(t)
	ctx := context.Background()
	err := p.Run(ctx, "a.py", "def f():\n    raise KeyError('k')\nf()\n")
	if !py.Matches(err, py.KeyError) {
		t.Fatalf("%v", err)
	}
	if code := p.ExitCode(err); code != 1 || !strings.Contains(out.String(), "KeyError: 'k'") {
		t.Errorf("exit code %d, output %q", code, out)
	}
	if code := p.ExitCode(p.Run(ctx, "b.py", "import sys; sys.exit(3)")); code != 3 {
		t.Errorf("sys.exit(3): exit code %d", code)
	}
	if err := p.Run(ctx, "c.py", "x = = 1"); !py.Matches(err, py.SyntaxError) {
		t.Errorf("%v", err)
	}
	want := errors.New("out of paper")
	if err := p.Set("fail", func() error { return want }); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Eval(ctx, "fail()"); !py.Matches(err, py.RuntimeError) || !strings.Contains(err.Error(), "out of paper") {
		t.Errorf("error of a Go function: %v", err)
	}
	if err := p.Set("boom", func() { panic("boom") }); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Eval(ctx, "boom()"); !py.Matches(err, py.SystemError) {
		t.Errorf("panic of a Go function: %v", err)
	}
	if v, err := p.Eval(ctx, "1 + 1"); err != nil || v != int64(2) {
		t.Errorf("after it: %v, %v", v, err)
	}
}

// A panic of the engine closes the interpreter and leaves the host alone.
func TestPanic(t *testing.T) {
	p, _ := newInterp(t)
	err := p.Do(context.Background(), func(*py.Thread) error { panic("defect") })
	if !errors.Is(err, interp.ErrInternal) {
		t.Errorf("%v", err)
	}
	if _, err := p.Eval(context.Background(), "1"); err != interp.ErrClosed {
		t.Errorf("afterwards: %v", err)
	}
}

// So does one inside Python code, in the main thread or another.
func TestPanicInPython(t *testing.T) {
	for _, src := range []string{"crash()", "import threading\nt = threading.Thread(target=crash)\nt.start()\nt.join()",
		"import threading\nthreading.Thread(target=crash).start()\nwhile True: pass"} {
		p, _ := newInterp(t)
		crash := py.NewGoFunction("crash", "()", func(*py.Thread, py.Args) (py.Value, error) { panic("defect") })
		if err := p.Set("crash", crash); err != nil {
			t.Fatal(err)
		}
		if err := p.Run(context.Background(), "x.py", src); !errors.Is(err, interp.ErrInternal) || !strings.Contains(err.Error(), "defect") {
			t.Errorf("%q: %v", src, err)
		}
		if err := p.Run(context.Background(), "x.py", "1"); err != interp.ErrClosed {
			t.Errorf("%q: afterwards %v", src, err)
		}
	}
}

func TestCancel(t *testing.T) {
	p, _ := newInterp(t)
	for _, src := range []string{"while True: pass", "import time; time.sleep(100)", "import threading; threading.Event().wait()",
		"def f(): f2()\ndef f2():\n    for i in range(10**12): pass\nf()", "sum(range(10**12))"} {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		begin := time.Now()
		err := p.Run(ctx, "x.py", src)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%q: %v", src, err)
		}
		if d := time.Since(begin); d > 5*time.Second {
			t.Errorf("%q: stopped after %v", src, d)
		}
	}
	if v, err := p.Eval(context.Background(), "40 + 2"); err != nil || v != int64(42) {
		t.Errorf("after cancelling: %v, %v", v, err)
	}
}

func TestParallelInterpreters(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			p, out := newInterp(t)
			src := "class A:\n    n = 0\n    def step(self): A.n += 1\na = A()\nfor i in range(2000): a.step()\nprint(A.n, len({str(i) for i in range(500)}))\n"
			if err := p.Run(context.Background(), "x.py", src); err != nil {
				t.Error(i, err)
			}
			if err := p.Close(); err != nil || out.String() != "2000 500\n" {
				t.Errorf("%d: %q, %v", i, out, err)
			}
		})
	}
	wg.Wait()
}

func TestClosed(t *testing.T) {
	p, out := newInterp(t)
	if err := p.Run(context.Background(), "x.py", "import atexit; atexit.register(print, 'bye')"); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil || out.String() != "bye\n" {
		t.Errorf("%q, %v", out, err)
	}
	if err := p.Close(); err != nil {
		t.Error("a second Close:", err)
	}
	if err := p.Run(context.Background(), "x.py", "1"); err != interp.ErrClosed {
		t.Error(err)
	}
}
