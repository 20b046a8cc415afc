package conformance

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gopyrun/gopyrun/conformance/normalize"
)

// Tier says how closely the output of a case must follow the golden.
type Tier string

const (
	// Exact compares byte for byte (after the normalisers the case names).
	Exact Tier = "exact"
	// Numbers allows floats to differ after the twelfth significant digit,
	// where C libraries differ too.
	Numbers Tier = "numbers"
	// Unordered compares standard output as a multiset of lines, for programs
	// whose processes or threads race to print.
	Unordered Tier = "unordered"
	// Status compares the exit status alone.
	Status Tier = "status"
)

// Run modes: how the program reaches the interpreter.
const (
	runScript  = "script"  // interpreter name.py args
	runStdin   = "stdin"   // interpreter - args, with the program on standard input
	runCommand = "command" // interpreter -c program args
	runModule  = "module"  // interpreter -m name args
	runOutput  = "output"  // run the script, then run what it printed as program.py
	runNone    = "none"    // interpreter opts args; the file is only a header
)

// What of standard error belongs to the golden.
const (
	stderrLast   = "last"
	stderrFull   = "full"
	stderrIgnore = "ignore"
)

// A Case is one program with its header. The header is made of comment lines
// among the first eight lines of the file:
//
//	# conf: key=value key="quoted value, Go syntax" …
//
//	tier       exact (default), numbers, unordered, status
//	needs      comma-separated modules or platforms (unix, linux) the case uses;
//	           with threading, multiprocessing or queue it is recorded 8 times
//	timeout    seconds, default 10
//	run        script (default), stdin, command, module, output, none
//	opts       options of the interpreter, before the program
//	args       arguments of the program
//	stdin      text on standard input (empty when absent)
//	stdout     pipe (default), closed (no such descriptor), broken (no reader),
//	           full (a full device)
//	stderr     last (default: the last line), full (default in the area
//	           tracebacks), ignore
//	norm       comma-separated normalisers, see package normalize
//	env        NAME=value pairs separated by blanks
//
// A folder cases/<area>/<name>/ holds files that are put beside the script.
type Case struct {
	Area, Name string
	File       string // path of the .py file
	Tier       Tier
	Needs      []string
	Timeout    time.Duration
	Run        string
	Opts, Args []string
	Stdin      string
	Stdout     string
	Stderr     string
	Norm       []string
	Env        []string
}

// ID is area/name, the name under which TestCases runs the case and under
// which the expected failures list it.
func (c *Case) ID() string { return c.Area + "/" + c.Name }

// GoldenFile is the path of the recorded output.
func (c *Case) GoldenFile() string { return strings.TrimSuffix(c.File, ".py") + ".out" }

// Concurrent reports whether the case starts threads or processes.
func (c *Case) Concurrent() bool {
	for _, n := range []string{"threading", "multiprocessing", "queue"} {
		if slices.Contains(c.Needs, n) {
			return true
		}
	}
	return false
}

// LoadCases reads the headers of all cases below root, sorted by ID. A
// malformed header is an error: a misspelt key must not weaken a case.
func LoadCases(root string) ([]*Case, error) {
	files, err := filepath.Glob(filepath.Join(root, "*", "*.py"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var cases []*Case
	for _, f := range files {
		c, err := ReadCase(f)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// ReadCase reads the header of one case file.
func ReadCase(file string) (*Case, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	c := &Case{
		Area:    filepath.Base(filepath.Dir(file)),
		Name:    strings.TrimSuffix(filepath.Base(file), ".py"),
		File:    file,
		Tier:    Exact,
		Timeout: 10 * time.Second,
		Run:     runScript,
		Stdout:  "pipe",
		Stderr:  stderrLast,
	}
	if c.Area == "tracebacks" {
		c.Stderr = stderrFull
	}
	lines := bytes.SplitN(src, []byte("\n"), 9)
	for i, line := range lines[:min(len(lines), 8)] {
		_, header, ok := bytes.Cut(line, []byte("# conf:"))
		if !ok {
			continue
		}
		if err := c.parseHeader(strings.TrimSpace(string(header))); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return c, nil
}

func (c *Case) parseHeader(s string) error {
	for s != "" {
		key, rest, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("conf: want key=value, have %q", s)
		}
		var value string
		if strings.HasPrefix(rest, `"`) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return fmt.Errorf("conf: value of %s: %w", key, err)
			}
			if value, err = strconv.Unquote(quoted); err != nil {
				return fmt.Errorf("conf: value of %s: %w", key, err)
			}
			s = rest[len(quoted):]
		} else {
			value, s, _ = strings.Cut(rest, " ")
		}
		s = strings.TrimSpace(s)
		if err := c.set(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (c *Case) set(key, value string) error {
	oneOf := func(dst *string, allowed ...string) error {
		if !slices.Contains(allowed, value) {
			return fmt.Errorf("conf: %s=%q, want one of %s", key, value, strings.Join(allowed, ", "))
		}
		*dst = value
		return nil
	}
	switch key {
	case "tier":
		return oneOf((*string)(&c.Tier), string(Exact), string(Numbers), string(Unordered), string(Status))
	case "run":
		return oneOf(&c.Run, runScript, runStdin, runCommand, runModule, runOutput, runNone)
	case "stdout":
		return oneOf(&c.Stdout, "pipe", "closed", "broken", "full")
	case "stderr":
		return oneOf(&c.Stderr, stderrLast, stderrFull, stderrIgnore)
	case "needs":
		c.Needs = strings.Split(value, ",")
	case "timeout":
		n, err := strconv.Atoi(value)
		if err != nil || n <= 0 {
			return fmt.Errorf("conf: timeout=%q, want whole seconds", value)
		}
		c.Timeout = time.Duration(n) * time.Second
	case "opts":
		c.Opts = strings.Fields(value)
	case "args":
		c.Args = strings.Fields(value)
	case "stdin":
		c.Stdin = value
	case "env":
		c.Env = strings.Fields(value)
	case "norm":
		c.Norm = strings.Split(value, ",")
		for _, n := range c.Norm {
			if normalize.Named(n) == nil {
				return fmt.Errorf("conf: no normaliser %q", n)
			}
		}
	default:
		return fmt.Errorf("conf: no key %q", key)
	}
	return nil
}
