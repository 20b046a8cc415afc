package conformance

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Flags. Each has an environment variable of the same meaning for runs of
// ./..., where a flag would reach packages that do not know it.
var (
	gopyrunFlag = flag.String("gopyrun", os.Getenv("CONFORMANCE_GOPYRUN"),
		"command under test, with options (CONFORMANCE_GOPYRUN); default: cmd/gopyrun, built once")
	pythonFlag = flag.String("python", os.Getenv("CONFORMANCE_PYTHON"),
		"CPython for -record (CONFORMANCE_PYTHON); default: python3.14 on PATH")
	recordFlag = flag.Bool("record", false,
		"record the goldens of the selected cases from CPython instead of comparing")
	areasFlag = flag.String("areas", os.Getenv("CONFORMANCE_AREAS"),
		"comma-separated areas to run (CONFORMANCE_AREAS); default: all, with -short all that are not concurrent")
	slowFlag = flag.Float64("slow", 1,
		"factor on all timeouts, for the race detector and loaded machines")
)

// oracleFile holds the version of CPython that recorded the goldens.
const oracleFile = "cases/ORACLE"

func TestMain(m *testing.M) {
	flag.Parse()
	// Most subtests of TestNotes sleep: run many at a time. TestCases has its
	// own limit, one case per processor.
	if p := flag.Lookup("test.parallel"); p.Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) {
		if err := p.Value.Set("16"); err != nil {
			panic(err)
		}
	}
	status := m.Run()
	tally.report()
	if binary.dir != "" {
		os.RemoveAll(binary.dir)
	}
	os.Exit(status)
}

// binary is gopyrun as built for this run.
var binary struct {
	dir  string
	once sync.Once
	in   *Interpreter
	err  error
}

// candidate returns the interpreter under test.
func candidate(t *testing.T) *Interpreter {
	t.Helper()
	binary.once.Do(func() {
		command := *gopyrunFlag
		if command == "" {
			if command, binary.err = buildGopyrun(); binary.err != nil {
				return
			}
		}
		binary.in, binary.err = FindInterpreter(command)
	})
	if binary.err != nil {
		t.Fatal(binary.err)
	}
	return binary.in
}

func buildGopyrun() (string, error) {
	var err error
	if binary.dir, err = os.MkdirTemp("", "gopyrun"); err != nil {
		return "", err
	}
	return build("gopyrun")
}

// build builds a command of this module into binary.dir.
func build(name string) (string, error) {
	exe := filepath.Join(binary.dir, name)
	if runtime.GOOS == "windows" {
		exe += ".exe"
	}
	args := []string{"build", "-o", exe}
	if raceEnabled {
		args = append(args, "-race")
	}
	out, err := exec.Command("go", append(args, "../cmd/"+name)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build cmd/%s: %w\n%s", name, err, out)
	}
	return exe, nil
}

// gpython returns the candidate with its other engine, nil if -gopyrun has named
// the interpreter under test.
func gpython(t *testing.T) *Interpreter {
	t.Helper()
	if *gopyrunFlag != "" {
		return nil
	}
	in := candidate(t)
	if _, err := build("gopyrun-gpython"); err != nil {
		t.Fatal(err)
	}
	second, err := FindInterpreter(in.Path + " --engine gpython")
	if err != nil {
		t.Fatal(err)
	}
	return second
}

// verdicts counts the verdicts of a run.
type verdicts struct {
	mu    sync.Mutex
	count map[Verdict]int
	known int // failures that are expected
}

var tally verdicts

func (v *verdicts) add(verdict Verdict, expected bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.count == nil {
		v.count = map[Verdict]int{}
	}
	if expected {
		v.known++
		return
	}
	v.count[verdict]++
}

func (v *verdicts) report() {
	if v.count == nil && v.known == 0 {
		return
	}
	parts := []string{}
	for _, k := range []Verdict{Pass, Fail, Timeout, Crash, Skip} {
		parts = append(parts, fmt.Sprintf("%d %s", v.count[k], k))
	}
	fmt.Printf("conformance: cases: %s, %d expected to fail\n", strings.Join(parts, ", "), v.known)
}
