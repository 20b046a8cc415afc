package interp_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/denyhost"
	"github.com/gopyrun/gopyrun/interp/host/fshost"
	"github.com/gopyrun/gopyrun/modules"
)

var recordTracebacks = flag.String("record-tracebacks", "", "CPython to record testdata/tracebacks.txt from")

const (
	scriptMark = "### "
	stderrMark = "--- stderr\n"
)

// TestTracebacks compares what uncaught exceptions print with what CPython printed
// (testdata/tracebacks.txt; -record-tracebacks=python3.14 records it anew).
func TestTracebacks(t *testing.T) {
	file := filepath.Join("testdata", "tracebacks.txt")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var recorded strings.Builder
	for _, section := range strings.Split("\n"+strings.TrimSuffix(string(data), "\n"), "\n"+scriptMark)[1:] {
		name, body, _ := strings.Cut(section, "\n")
		script, want, _ := strings.Cut(body+"\n", stderrMark)
		if *recordTracebacks != "" {
			recorded.WriteString(scriptMark + name + "\n" + script + stderrMark + record(t, script))
			continue
		}
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, uncaught(t, script)); diff != "" {
				t.Errorf("%s(-CPython +gopyrun):\n%s", script, diff)
			}
		})
	}
	if *recordTracebacks != "" {
		if err := os.WriteFile(file, []byte(recorded.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// uncaught runs a script and returns what it prints on standard error.
func uncaught(t *testing.T, script string) string {
	h := denyhost.New()
	var stderr bytes.Buffer
	h.Stdio = host.NewStdio(nil, nil, &stderr)
	files := fshost.New(fstest.MapFS{"t.py": &fstest.MapFile{Data: []byte(script)}})
	h.FS, h.Files = files, files.OpenFiles()
	in, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	in.ExitCode(in.RunBytes(context.Background(), "t.py", []byte(script)))
	return stderr.String()
}

func record(t *testing.T, script string) string {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.py"), []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(*recordTracebacks, "t.py")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "PYTHON_COLORS=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Run() // fails: that is the point
	return strings.ReplaceAll(stderr.String(), dir+string(filepath.Separator), "")
}
