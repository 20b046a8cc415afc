// Command bench runs core_loops.py on gopyrun and on a CPython, turn and turn
// about and on one core, and prints the milliseconds of both with their ratio.
//
//	go run ./conformance/bench -python=python3.13 -min-geomean=2.5 -min-each=0.8 -min=fib=2.0
//
// A time is the least CPU time of all runs of a loop; each interpreter runs
// each loop in -rounds processes, three times in each. The exit status is 1 if
// a loop gives different results or a threshold is not met, 2 on errors.
package main

import (
	"cmp"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

//go:embed core_loops.py
var coreLoops []byte

// driver runs the loops named in sys.argv as core_loops.py itself does, but
// without json, which an interpreter under construction may not have.
const driver = `
import sys, time
sys.path.insert(0, sys.argv[1])
import core_loops
for name in sys.argv[2:]:
    f = getattr(core_loops, 'bench_' + name)
    best = 1e9
    for _ in range(3):
        t = time.process_time()
        r = f()
        best = min(best, time.process_time() - t)
    print(name, best * 1000, r)
`

var allLoops = strings.Fields("fib while for mandel sieve dict class newobj gen str mixed")

func main() {
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run() (ok bool, err error) {
	gopyrun := flag.String("gopyrun", "", "command of gopyrun; default: cmd/gopyrun, built from this tree")
	python := flag.String("python", "python3", "command of the CPython to compare with")
	rounds := flag.Int("rounds", 3, "processes per loop and interpreter")
	loops := flag.String("loops", strings.Join(allLoops, ","), "comma-separated loops")
	minGeomean := flag.Float64("min-geomean", 0, "least geometric mean of the ratios CPython/gopyrun")
	minEach := flag.Float64("min-each", 0, "least ratio of every loop")
	minLoop := map[string]float64{}
	flag.Func("min", "least ratio of one loop, `loop=ratio`; may be repeated", func(s string) error {
		name, value, ok := strings.Cut(s, "=")
		if !ok || !slices.Contains(allLoops, name) {
			return errors.New("want loop=ratio")
		}
		ratio, err := strconv.ParseFloat(value, 64)
		minLoop[name] = ratio
		return err
	})
	flag.Parse()

	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "core_loops.py"), coreLoops, 0o666); err != nil {
		return false, err
	}
	if *gopyrun == "" {
		*gopyrun = filepath.Join(dir, "gopyrun")
		build := exec.Command("go", "build", "-o", *gopyrun, "github.com/gopyrun/gopyrun/cmd/gopyrun")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return false, fmt.Errorf("go build: %w", err)
		}
	}
	us, them := newCommand(*gopyrun), newCommand(*python)
	names := strings.Split(*loops, ",")
	ok = true
	complain := func(format string, args ...any) {
		ok = false
		fmt.Printf(format+"\n", args...)
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "loop\tgopyrun ms\tCPython ms\tratio\t\n")
	logs := 0.0
	for _, name := range names {
		var ours, theirs measurement
		for range *rounds {
			if err := cmp.Or(ours.add(us, dir, name), theirs.add(them, dir, name)); err != nil {
				return false, err
			}
		}
		if ours.result != theirs.result {
			complain("%s: gopyrun computes %s, CPython %s", name, ours.result, theirs.result)
		}
		ratio := theirs.ms / ours.ms
		logs += math.Log(ratio)
		fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.2f\t\n", name, ours.ms, theirs.ms, ratio)
		if least := max(*minEach, minLoop[name]); ratio < least {
			complain("%s: ratio %.2f is below %.2f", name, ratio, least)
		}
	}
	geomean := math.Exp(logs / float64(len(names)))
	fmt.Fprintf(w, "geometric mean\t\t\t%.2f\t\n", geomean)
	if err := w.Flush(); err != nil {
		return false, err
	}
	fmt.Print(table.String())
	if geomean < *minGeomean {
		complain("the geometric mean %.2f is below %.2f", geomean, *minGeomean)
	}
	a, err := us.startup()
	if err != nil {
		return false, err
	}
	b, err := them.startup("-S")
	if err != nil {
		return false, err
	}
	fmt.Printf("start-up, wall time of -c pass: gopyrun %.1f ms, CPython -S %.1f ms\n", a, b)
	return ok, nil
}

// A measurement is the least time and the result of one loop.
type measurement struct {
	ms     float64
	result string
}

func (m *measurement) add(c command, dir, name string) error {
	out, err := c.output("-c", driver, dir, name)
	if err != nil {
		return err
	}
	f := strings.Fields(out)
	if len(f) != 3 {
		return fmt.Errorf("%s: %s printed %q", c, name, out)
	}
	ms, err := strconv.ParseFloat(f[1], 64)
	if err != nil {
		return err
	}
	if m.result == "" || ms < m.ms {
		m.ms = ms
	}
	m.result = f[2]
	return nil
}

// A command is an interpreter with options, pinned to one core if the system
// has taskset.
type command []string

func newCommand(s string) command {
	c := command(strings.Fields(s))
	if taskset, err := exec.LookPath("taskset"); err == nil {
		c = append(command{taskset, "-c", "1"}, c...)
		if exec.Command(taskset, "-c", "1", "true").Run() != nil {
			c[2] = "0" // there is only one core
		}
	}
	return c
}

func (c command) String() string { return strings.Join(c, " ") }

func (c command) output(args ...string) (string, error) {
	cmd := exec.Command(c[0], append(slices.Clone(c[1:]), args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", c, err)
	}
	return string(out), nil
}

// startup is the median wall time of a program that does nothing, in
// milliseconds, without taskset's own.
func (c command) startup(opts ...string) (float64, error) {
	if filepath.Base(c[0]) == "taskset" {
		c = c[3:]
	}
	var times []time.Duration
	for range 21 {
		begin := time.Now()
		if _, err := c.output(append(opts, "-c", "pass")...); err != nil {
			return 0, err
		}
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	return float64(times[len(times)/2]) / float64(time.Millisecond), nil
}
