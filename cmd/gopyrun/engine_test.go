package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEngine runs programs by --engine gpython, with gopyrun-gpython beside gopyrun
// and without it.
func TestEngine(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs")
	}
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", dir, ".", "../gopyrun-gpython").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	gopyrun := filepath.Join(dir, "gopyrun")
	if err := os.WriteFile(filepath.Join(dir, "other.py"), []byte("def f(x): return x + 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(dir, "script.py")
	if err := os.WriteFile(script, []byte("import sys, other, multiprocessing\nif __name__ == '__main__':\n    print(sys.argv[1:], multiprocessing.Pool(1).apply(other.f, (1,)))\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		args, stdin    string
		stdout, stderr string
		code           int
	}{
		{"--engine gpython -c print(__name__)", "", "__main__\n", "", 0},
		{"--engine=gpython -u - a b", "import sys\nprint(sys.argv)\n", "['-', 'a', 'b']\n", "", 0},
		{"--engine gpython", "print(1)", "1\n", "", 0},
		{"--engine gpython " + script + " a", "", "['a'] 2\n", "", 0},
		{"--engine gpython missing.py", "", "", "missing.py': [Errno 2] No such file or directory\n", 2},
		{"--engine gpython --nope", "", "", "Unknown option: --nope\n", 2},
		{"--engine gpython -c import(sys)", "", "", "SyntaxError: invalid syntax\n", 1},
		{"--engine gpython -c raise(SystemExit(7))", "", "", "", 7},
		{"--engine native -c import(sys)", "", "", "SyntaxError: invalid syntax\n", 1},
		{"--engine=native -c print(f'{1}')", "", "1\n", "", 0},
		{"--engine other -c pass", "", "", "unknown engine 'other'", 2},
		{"--engine", "", "", "Unknown option: --engine", 2},
	}
	run := func(t *testing.T, exe, args, stdin string) (string, string, int) {
		cmd := exec.Command(exe, strings.Fields(args)...)
		cmd.Stdin = strings.NewReader(stdin)
		var out, errs strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &errs
		cmd.Run() // an exit status is no error here
		return out.String(), errs.String(), cmd.ProcessState.ExitCode()
	}
	for _, test := range tests {
		stdout, stderr, code := run(t, gopyrun, test.args, test.stdin)
		if stdout != test.stdout || !strings.Contains(stderr, test.stderr) || code != test.code {
			t.Errorf("%s: exit status %d, stdout %q, stderr:\n%s", test.args, code, stdout, stderr)
		}
	}

	// Alone, gopyrun builds it from the source that it was built from itself.
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	alone := filepath.Join(t.TempDir(), "gopyrun")
	if err := os.Rename(gopyrun, alone); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if stdout, stderr, code := run(t, alone, "--engine gpython -c print(2)", ""); stdout != "2\n" || stderr != "" || code != 0 {
			t.Errorf("alone: exit status %d, stdout %q, stderr:\n%s", code, stdout, stderr)
		}
	}
}
