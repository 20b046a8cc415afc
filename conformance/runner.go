package conformance

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gopyrun/gopyrun/conformance/internal/procs"
)

// An Interpreter is the command under test.
type Interpreter struct {
	Path string
	Opts []string // options that precede those of a case
	// Name is sys.implementation.name, Version the first three parts of
	// sys.version_info.
	Name, Version string
}

// FindInterpreter looks the command (a program and options, separated by
// blanks) up on PATH and asks it for its name.
func FindInterpreter(command string) (*Interpreter, error) {
	f := strings.Fields(command)
	if len(f) == 0 {
		return nil, errors.New("no interpreter given")
	}
	path, err := exec.LookPath(f[0])
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	in := &Interpreter{Path: path, Opts: f[1:]}
	probe := exec.Command(path, append(slices.Clone(in.Opts), "-c",
		"import sys; print(sys.implementation.name, *sys.version_info[:3])")...)
	out, err := probe.Output()
	if err != nil {
		return nil, fmt.Errorf("asking %s for its name: %w", command, err)
	}
	name, version, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	in.Name, in.Version = name, strings.ReplaceAll(version, " ", ".")
	return in, nil
}

// IsCPython reports whether the interpreter is the reference itself.
func (in *Interpreter) IsCPython() bool { return in.Name == "cpython" }

// A Verdict sums up a run.
type Verdict string

// The verdicts. Timeout and Crash are never acceptable, not even as expected
// failures.
const (
	Pass    Verdict = "pass"
	Fail    Verdict = "fail"
	Timeout Verdict = "timeout"
	Crash   Verdict = "crash"
	Skip    Verdict = "skip"
)

// An Outcome is what one run of a case produced.
type Outcome struct {
	Exit           int // exit status; -n if signal n ended the process
	Stdout, Stderr string
	TimedOut       bool
	// Left describes processes that outlived the program.
	Left []string
	// Dir is the folder the program ran in, Interpreter the program's path:
	// both may occur in what it printed.
	Dir, Interpreter string
}

// Crashed reports whether the interpreter, rather than the program, failed: a
// panic or fatal error of the Go runtime, or a data race.
func (o *Outcome) Crashed() bool {
	return Crashed(o.Stdout) || Crashed(o.Stderr) || o.Exit == -11
}

// Crashed reports whether the text holds a report of the Go runtime or of its
// race detector.
func Crashed(text string) bool {
	if strings.Contains(text, "WARNING: DATA RACE") {
		return true
	}
	return strings.Contains(text, "\ngoroutine ") &&
		(strings.Contains(text, "panic: ") || strings.Contains(text, "fatal error: ") ||
			strings.Contains(text, "SIGSEGV") || strings.Contains(text, "unexpected signal"))
}

// Environment is the environment of every run: the same everywhere, but for
// what steers the Go runtime and gopyrun themselves. extra comes last and
// wins.
func Environment(dir string, extra ...string) []string {
	env := []string{
		"PYTHONHASHSEED=0",
		"PYTHONDONTWRITEBYTECODE=1",
		"TZ=UTC",
		"LC_ALL=C.UTF-8",
		"NO_COLOR=1",
		"HOME=" + dir,
		"TMPDIR=" + dir,
	}
	for _, v := range os.Environ() {
		for _, prefix := range []string{"PATH=", "GOMAXPROCS=", "GORACE=", "GOTRACEBACK=", "GOCOVERDIR=", "GODEBUG=", "GOPYRUN", "SystemRoot="} {
			if strings.HasPrefix(v, prefix) {
				env = append(env, v)
			}
		}
	}
	return append(env, extra...)
}

// goneTime is how long descendants may take to end after the program.
const goneTime = 5 * time.Second

// Run runs the case in a fresh folder, which is removed afterwards, and ends
// whatever the program left running. slow stretches the timeout. The error is
// one of the runner, not of the program.
func (in *Interpreter) Run(c *Case, slow float64, env ...string) (*Outcome, error) {
	dir, err := FreshDir()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	script := c.Name + ".py"
	source, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, script), source, 0o666); err != nil {
		return nil, err
	}
	support := strings.TrimSuffix(c.File, ".py")
	if _, err := os.Stat(support); err == nil {
		if err := os.CopyFS(dir, os.DirFS(support)); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	env = Environment(dir, append(slices.Clone(c.Env), env...)...)
	stdin := c.Stdin
	args := slices.Concat(in.Opts, c.Opts)
	switch c.Run {
	case runScript:
		args = append(args, script)
	case runStdin:
		args = append(args, "-")
		stdin = string(source)
	case runCommand:
		args = append(args, "-c", string(source))
	case runModule:
		args = append(args, "-m", c.Name)
	case runOutput:
		o, err := in.run(c, procs.Command{Path: in.Path, Args: append(slices.Clone(args), script), Dir: dir, Env: env}, slow)
		if err != nil || o.Exit != 0 || o.TimedOut {
			return o, err
		}
		script = "program.py"
		if err := os.WriteFile(filepath.Join(dir, script), []byte(o.Stdout), 0o666); err != nil {
			return nil, err
		}
		args = append(args, script)
	}
	cmd := procs.Command{Path: in.Path, Args: append(args, c.Args...), Dir: dir, Env: env, Stdin: stdin}
	switch c.Stdout {
	case "closed":
		cmd.Args = append([]string{"-c", `exec "$0" "$@" >&-`, cmd.Path}, cmd.Args...)
		cmd.Path = "/bin/sh"
	case "broken":
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		r.Close()
		defer w.Close()
		cmd.Stdout = w
	case "full":
		w, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		defer w.Close()
		cmd.Stdout = w
	}
	return in.run(c, cmd, slow)
}

func (in *Interpreter) run(c *Case, cmd procs.Command, slow float64) (*Outcome, error) {
	p, err := procs.Start(cmd)
	if err != nil {
		return nil, err
	}
	defer p.Kill()
	o := &Outcome{Dir: cmd.Dir, Interpreter: in.Path}
	status, ended := p.Wait(time.Duration(float64(c.Timeout) * slow))
	if ended {
		o.Exit = status
		o.Left = p.WaitGone(goneTime)
	} else {
		o.TimedOut = true
		p.Dump()
		p.Kill()
	}
	o.Stdout, o.Stderr = p.Out.String(), p.Err.String()
	return o, nil
}

// FreshDir makes an empty folder with a short path (Unix sockets in it must
// have names under 100 bytes) that is free of symbolic links.
func FreshDir() (string, error) {
	dir, err := os.MkdirTemp("", "conf")
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(dir)
}

// Judge compares an outcome with the golden. why explains every verdict but
// Pass.
func Judge(c *Case, o *Outcome, want Golden) (v Verdict, why string) {
	const show = 4000
	switch {
	case o.TimedOut:
		return Timeout, fmt.Sprintf("still running at the time limit\nstdout:\n%s\nstderr:\n%s", clip(o.Stdout, show), clip(o.Stderr, 4*show))
	case o.Crashed():
		return Crash, fmt.Sprintf("exit %d\nstdout:\n%s\nstderr:\n%s", o.Exit, clip(o.Stdout, show), clip(o.Stderr, 4*show))
	case len(o.Left) > 0:
		return Fail, "left running:\n" + strings.Join(o.Left, "\n")
	}
	if d := Diff(want, Canonical(c, o)); d != "" {
		return Fail, fmt.Sprintf("(-CPython +%s):\n%s\nstderr:\n%s", filepath.Base(o.Interpreter), clip(d, 4*show), clip(o.Stderr, show))
	}
	return Pass, ""
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n/2] + "\n[…]\n" + s[len(s)-n/2:]
}

// ExpectedFailures maps the ID of a case to the reason why it fails.
type ExpectedFailures map[string]string

// ReadExpectedFailures reads lines "area/name: reason"; blank lines and lines
// that start with # are skipped.
func ReadExpectedFailures(r io.Reader) (ExpectedFailures, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	known := ExpectedFailures{}
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, ok := strings.Cut(line, ":")
		reason = strings.TrimSpace(reason)
		if !ok || reason == "" {
			return nil, fmt.Errorf("line %d: want area/name: reason", i+1)
		}
		if _, twice := known[id]; twice {
			return nil, fmt.Errorf("line %d: %s is listed twice", i+1, id)
		}
		known[id] = reason
	}
	return known, nil
}
