package syntax

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// oracle is a CPython that dumps trees.
type oracle struct {
	in  io.WriteCloser
	out *bufio.Reader
}

// startOracle starts the CPython of GOPYRUN_CPYTHON.
func startOracle(t *testing.T) *oracle {
	python := os.Getenv("GOPYRUN_CPYTHON")
	if python == "" {
		t.Skip("GOPYRUN_CPYTHON is not set")
	}
	cmd := exec.Command(python, "-X", "utf8", filepath.Join("testdata", "astdump.py"))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	return &oracle{in, bufio.NewReaderSize(out, 1<<20)}
}

// dump is CPython's tree of a file, or its error after a '!'.
func (o *oracle) dump(t *testing.T, name string) string {
	if _, err := fmt.Fprintln(o.in, name); err != nil {
		t.Fatal(err)
	}
	var n int
	if _, err := fmt.Fscanf(o.out, "%d\n", &n); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(o.out, buf); err != nil {
		t.Fatal(err)
	}
	return string(buf)
}

// TestCPython compares the trees of the files in GOPYRUN_SOURCES, a directory,
// with CPython's.
func TestCPython(t *testing.T) {
	o := startOracle(t)
	dir := os.Getenv("GOPYRUN_SOURCES")
	if dir == "" {
		dir = "testdata"
	}
	files, bad := 0, 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
			return err
		}
		files++
		if bad > 20 {
			return filepath.SkipAll
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		want := o.dump(t, path)
		root, perr := Parse(path, src, ModeExec, nil)
		if strings.HasPrefix(want, "!") {
			if perr == nil {
				t.Errorf("%s: parsed, want %s", path, want)
				bad++
			}
			return nil
		}
		if perr != nil {
			if strings.Contains(perr.Error(), "unknown Unicode character name") || strings.HasPrefix(perr.Error(), "unknown encoding") {
				return nil // no database here
			}
			e := perr.(*Error)
			t.Errorf("%s:%d:%d: %s\n%s", path, e.Line, e.Col, e.Msg, e.Text)
			bad++
			return nil
		}
		if got := dump(root); got != want {
			t.Errorf("%s: %s", path, firstDifference(got, want))
			bad++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files", files)
}

// firstDifference shows where two dumps part.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			from := max(0, i-4)
			return fmt.Sprintf("line %d\n%s\n got %s\nwant %s", i, strings.Join(g[from:i], "\n"), g[i], w[i])
		}
	}
	return "one is longer"
}
