package gpython

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/go-python/gpython/py"
)

// TestMain is also the program that child processes run, and that a test of a whole
// program runs: standard input is the program then.
func TestMain(m *testing.M) {
	if IsChild(os.Args) {
		os.Exit(RunChild(Config{}))
	}
	if script := os.Getenv("GPYTHON_TEST_SCRIPT"); script != "" {
		os.Exit(runProgram(script))
	}
	unpatched = jumpTable
	os.Exit(m.Run())
}

func newContext(t testing.TB, config Config) *Context {
	t.Helper()
	c, err := New(py.NewContext(py.ContextOpts{}), config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func runProgram(script string) int {
	c, err := New(py.NewContext(py.ContextOpts{SysArgs: []string{script}}), Config{Processes: true, Script: script})
	if err != nil {
		panic(err)
	}
	if end, ok := c.End(c.RunScript(script, "__main__")).(*ExitError); ok {
		return end.Code
	}
	return 0
}

// program runs a program in a process of its own.
func program(t *testing.T, text string) (stdout, stderr string, code int) {
	t.Helper()
	script := t.TempDir() + "/script.py"
	if err := os.WriteFile(script, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GPYTHON_TEST_SCRIPT="+script)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(60*time.Second, func() {
		t.Error("the program hangs")
		cmd.Process.Kill()
	})
	defer timer.Stop()
	cmd.Wait() // an exit status is no error here
	return out.String(), strings.ReplaceAll(errs.String(), script, "script.py"), cmd.ProcessState.ExitCode()
}
