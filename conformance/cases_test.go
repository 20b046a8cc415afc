package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestCases runs every case below cases/ as TestCases/<area>/<name>.
func TestCases(t *testing.T) {
	all, err := LoadCases("cases")
	if err != nil {
		t.Fatal(err)
	}
	known := readExpectedFailures(t, all)
	var in *Interpreter
	var run func(*testing.T, *Interpreter, *Case)
	if *recordFlag {
		in = oracle(t)
		run = record
	} else {
		in = candidate(t)
		if in.IsCPython() {
			known = nil // the list is about gopyrun
		}
		run = func(t *testing.T, in *Interpreter, c *Case) { compare(t, in, c, known[c.ID()]) }
	}
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for area, cases := range byArea(all) {
		if !selected(area, cases) {
			continue
		}
		t.Run(area, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) {
					t.Parallel()
					slots <- struct{}{}
					defer func() { <-slots }()
					run(t, in, c)
				})
			}
		})
	}
}

func byArea(all []*Case) func(func(string, []*Case) bool) {
	return func(yield func(string, []*Case) bool) {
		for len(all) > 0 {
			area := all[0].Area
			n := slices.IndexFunc(all, func(c *Case) bool { return c.Area != area })
			if n < 0 {
				n = len(all)
			}
			if !yield(area, all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

func selected(area string, cases []*Case) bool {
	if *areasFlag != "" {
		return slices.Contains(strings.Split(*areasFlag, ","), area)
	}
	return !testing.Short() || !slices.ContainsFunc(cases, (*Case).Concurrent)
}

func readExpectedFailures(t *testing.T, all []*Case) ExpectedFailures {
	t.Helper()
	f, err := os.Open("expected_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known, err := ReadExpectedFailures(f)
	if err != nil {
		t.Fatalf("expected_failures.txt: %v", err)
	}
	for id := range known {
		if !slices.ContainsFunc(all, func(c *Case) bool { return c.ID() == id }) {
			t.Errorf("expected_failures.txt: no case %s", id)
		}
	}
	return known
}

// unavailable says which need of the case the platform does not meet.
func unavailable(c *Case) string {
	for _, need := range c.Needs {
		if need == "linux" && runtime.GOOS != "linux" || need == "unix" && runtime.GOOS == "windows" {
			return need
		}
	}
	return ""
}

// compare runs one case; expected is the reason why it may fail, or empty.
func compare(t *testing.T, in *Interpreter, c *Case, expected string) {
	if need := unavailable(c); need != "" {
		tally.add(Skip, false)
		t.Skipf("needs %s", need)
	}
	text, err := os.ReadFile(c.GoldenFile())
	if err != nil {
		t.Fatalf("no golden (go test -record): %v", err)
	}
	want, err := DecodeGolden(text)
	if err != nil {
		t.Fatalf("%s: %v", c.GoldenFile(), err)
	}
	o, err := in.Run(c, *slowFlag)
	if err != nil {
		t.Fatal(err)
	}
	v, why := Judge(c, o, want)
	tally.add(v, expected != "" && v == Fail)
	switch {
	case expected != "" && v == Pass:
		t.Errorf("passes, but is an expected failure (%s): take it off the list", expected)
	case expected != "" && v == Fail:
		t.Logf("expected failure: %s", expected)
	case v != Pass:
		t.Errorf("%s %s", v, why)
	}
}

// oracle returns the CPython to record from, and refuses everything else.
func oracle(t *testing.T) *Interpreter {
	t.Helper()
	command := *pythonFlag
	if command == "" {
		command = "python3.14"
		if _, err := exec.LookPath(command); err != nil {
			t.Fatalf("-record: no %s on PATH; give -python", command)
		}
	}
	in, err := FindInterpreter(command)
	if err != nil {
		t.Fatal(err)
	}
	if !in.IsCPython() {
		t.Fatalf("-record: %s is %s; goldens come from CPython only", command, in.Name)
	}
	line := []byte(fmt.Sprintf("CPython %s\n", in.Version))
	switch have, err := os.ReadFile(oracleFile); {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.WriteFile(oracleFile, line, 0o666); err != nil {
			t.Fatal(err)
		}
	case err != nil:
		t.Fatal(err)
	case !bytes.Equal(have, line):
		t.Fatalf("-record: the goldens are of %s, this is %s; to move, delete conformance/%s and record all",
			bytes.TrimSpace(have), bytes.TrimSpace(line), oracleFile)
	}
	return in
}

// record writes the golden of one case, after several runs under different
// hash seeds have agreed.
func record(t *testing.T, in *Interpreter, c *Case) {
	if need := unavailable(c); need != "" {
		t.Skipf("needs %s", need)
	}
	runs := 3
	if c.Concurrent() {
		runs = 8
	}
	var golden Golden
	for seed := range runs {
		o, err := in.Run(c, *slowFlag, fmt.Sprintf("PYTHONHASHSEED=%d", seed))
		if err != nil {
			t.Fatal(err)
		}
		g := Canonical(c, o)
		if seed == 0 {
			golden = g
		}
		if v, why := Judge(c, o, golden); v != Pass {
			t.Fatalf("not stable: run %d, with PYTHONHASHSEED=%d: %s %s", seed+1, seed, v, why)
		}
	}
	text, err := golden.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.GoldenFile(), text, 0o666); err != nil {
		t.Fatal(err)
	}
}
