// Command difffuzz runs small random programs over the core types on gopyrun and
// on CPython and compares what they print.
//
//	go run ./conformance/difffuzz -python=python3.14 -n=100000
//
// A program is a function of a few statements, most of which show a value or the
// type and message of an exception; -batch of them share a process. Programs
// follow from the seed and their number, so that a difference can be had again:
// -seed=S -first=N -n=1 -v prints the program. The exit status is 1 if something
// differs, 2 on errors. generate.go has the grammar.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// prelude runs before the programs of a batch. A value with a long repr is shown
// in part and not used further, so that programs stay small. What differs from run
// to run of CPython is left out: addresses, the order of sets of what is hashed by
// its address (NaNs among them), str() of such sets within text.
const prelude = `
def stable(s):
    while ' at 0x' in s:
        i = s.index(' at 0x')
        s = s[:i] + s[i + 6:].lstrip('0123456789abcdef')
    if 'nan' in s or '<' in s:
        return ''.join(sorted(s))
    return s

def show(f):
    try:
        v = f()
        if hasattr(type(v), '__next__'):
            v = [x for _, x in zip(range(30), v)]
        s = ascii(v)
    except Exception as e:
        print('!', type(e).__name__, stable(ascii(str(e))[:300]))
        return None
    s = stable(s)
    print(s[:300], len(s))
    return v if len(s) < 2000 else None

def program(n, source):
    print('#', n)
    space = {'show': show}
    try:
        exec(source, space)
        space['p']()
    except Exception as e:
        print('!!', type(e).__name__, stable(ascii(str(e))[:300]))
`

func main() {
	same, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "difffuzz:", err)
		os.Exit(2)
	}
	if !same {
		os.Exit(1)
	}
}

type fuzzer struct {
	python, gopyrun string
	seed            uint64
	dir             string
	timeout         time.Duration
	verbose         bool
	limit           int // differences that are printed
	different       int
}

func run() (same bool, err error) {
	f := &fuzzer{}
	flag.StringVar(&f.python, "python", "python3.14", "the CPython to compare with")
	flag.StringVar(&f.gopyrun, "gopyrun", "", "the gopyrun to test (default: built from ./cmd/gopyrun)")
	flag.Uint64Var(&f.seed, "seed", 1, "seed of the programs")
	n := flag.Int("n", 10000, "number of programs")
	first := flag.Int("first", 0, "number of the first program")
	batch := flag.Int("batch", 500, "programs in one process")
	flag.IntVar(&f.limit, "limit", 20, "print at most this many differences")
	flag.DurationVar(&f.timeout, "timeout", time.Minute, "time for a batch")
	flag.BoolVar(&f.verbose, "v", false, "print the programs and what they print")
	flag.Parse()
	if flag.NArg() > 0 {
		return false, fmt.Errorf("unexpected argument %q", flag.Arg(0))
	}
	if f.python, err = exec.LookPath(f.python); err != nil {
		return false, err
	}
	if f.dir, err = os.MkdirTemp("", "difffuzz"); err != nil {
		return false, err
	}
	defer os.RemoveAll(f.dir)
	if f.gopyrun == "" {
		f.gopyrun = filepath.Join(f.dir, "gopyrun")
		if out, err := exec.Command("go", "build", "-o", f.gopyrun, "./cmd/gopyrun").CombinedOutput(); err != nil {
			return false, fmt.Errorf("building gopyrun: %w\n%s", err, out)
		}
	}
	for at := *first; at < *first+*n; at += *batch {
		if err := f.compare(at, min(*batch, *first+*n-at)); err != nil {
			return false, err
		}
	}
	fmt.Printf("%d programs, %d differ\n", *n, f.different)
	return f.different == 0, nil
}

// compare runs n programs from number first on, and halves a batch that differs
// as a whole (a crash, a time-out) until the program is found.
func (f *fuzzer) compare(first, n int) error {
	var src strings.Builder
	src.WriteString(prelude)
	for i := first; i < first+n; i++ {
		fmt.Fprintf(&src, "program(%d, %q)\n", i, generate(f.seed, i))
	}
	file := filepath.Join(f.dir, "programs.py")
	if err := os.WriteFile(file, []byte(src.String()), 0o666); err != nil {
		return err
	}
	want, err := f.execute(f.python, file)
	if err != nil {
		return err
	}
	got, err := f.execute(f.gopyrun, file)
	if err != nil {
		return err
	}
	if f.verbose {
		for i := first; i < first+n; i++ {
			fmt.Print(generate(f.seed, i))
		}
		fmt.Printf("-- CPython --\n%s-- gopyrun --\n%s", want.out, got.out)
	}
	if want == got && want.end == "end" {
		return nil
	}
	if want.end != got.end || want.end != "end" {
		if n > 1 {
			if err := f.compare(first, n/2); err != nil {
				return err
			}
			return f.compare(first+n/2, n-n/2)
		}
		f.report(first, want.end+"\n"+want.out, got.end+"\n"+got.out)
		return nil
	}
	wants, gots := split(want.out), split(got.out)
	for i := first; i < first+n; i++ {
		if wants[i] != gots[i] {
			f.report(i, wants[i], gots[i])
		}
	}
	return nil
}

// split maps the number of each program to what it printed.
func split(out string) map[int]string {
	m := map[int]string{}
	for _, part := range strings.Split("\n"+out, "\n# ")[1:] {
		number, rest, _ := strings.Cut(part, "\n")
		if n, err := strconv.Atoi(number); err == nil {
			m[n] = rest
		}
	}
	return m
}

// report prints a program's first line that differs.
func (f *fuzzer) report(n int, want, got string) {
	f.different++
	if f.different > f.limit {
		return
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(w)-1 && i < len(g)-1 && w[i] == g[i] {
		i++
	}
	fmt.Printf("== program %d of seed %d, line %d\n%s  CPython: %s\n  gopyrun: %s\n", n, f.seed, i+1, generate(f.seed, n), w[i], g[i])
}

// result is what a process printed and how it ended.
type result struct{ out, end string }

func (f *fuzzer) execute(interpreter, file string) (result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), f.timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, interpreter, "-W", "ignore", file)
	cmd.Dir = f.dir
	cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONIOENCODING=utf-8", "NO_COLOR=1", "PYTHONDONTWRITEBYTECODE=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return result{stdout.String(), "time-out"}, nil
	case errors.As(err, &exit):
		lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
		return result{stdout.String(), lines[len(lines)-1]}, nil
	case err != nil:
		return result{}, err
	}
	return result{stdout.String(), "end"}, nil
}
