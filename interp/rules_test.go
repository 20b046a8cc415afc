package interp_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "github.com/gopyrun/gopyrun"

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath string
	Dir        string
	Doc        string
	Imports    []string
	GoFiles    []string
	CgoFiles   []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Doc,Imports,GoFiles,CgoFiles", root+"/...")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Skip("go list:", err) // the tests run without their sources
	}
	var list []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// below reports whether path is the package dir or within it.
func below(path, dir string) bool {
	return path == root+"/"+dir || strings.HasPrefix(path, root+"/"+dir+"/")
}

// TestDependencies holds the rules of who may import whom (ARCHITECTURE.md).
func TestDependencies(t *testing.T) {
	// system are the packages that reach outside of the process.
	system := []string{"os", "os/exec", "os/signal", "net", "syscall", "crypto/rand", "time", "golang.org/x/sys/unix", "golang.org/x/sys/windows"}
	mayReach := map[string][]string{
		// What each may use beyond oshost, proc, ipc and the command: clocks for
		// durations and timers that the host's clock does not serve, errno values.
		"interp/gil":                     {"time"},
		"interp/host":                    {"syscall", "time"},
		"interp/py":                      {"syscall", "time"},
		"modules/thread":                 {"time"},
		"modules/multiprocessing":        {"time", "syscall", "os"},
		"modules/internal/polling":       {"time"},
		"modules/internal/timefmt":       {"time"},
		"modules/internal/sigstate":      {"time"},
		"modules/time":                   {"time"},
		"modules/selects":                {"time"},
		"modules/signal":                 {"time", "syscall"},
		"modules/socket":                 {"time"},
		"modules/queue":                  {"time"},
		"modules/gc":                     {"time"},
		"modules/sys":                    {"time"},
		"modules/os":                     {"time"},
		"modules/datetime":               {"time"},
		"interp/host/denyhost":           {"time", "syscall"},
		"interp/host/fshost":             {"time", "syscall", "os"},
		"modules/gpython":                {"time", "syscall", "os"},
		"modules/internal/pickling":      {},
		"conformance/internal/processes": system,
		"conformance/normalize":          {"time"},
	}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, root+"/")
		if len(p.CgoFiles) > 0 {
			t.Errorf("%s uses cgo", name)
		}
		for _, imp := range p.Imports {
			bad := func(rule string) { t.Errorf("%s imports %s: %s", name, imp, rule) }
			switch {
			case below(imp, "cmd"):
				bad("nobody imports a command")
			case (strings.HasPrefix(imp, "github.com/go-python/") || below(imp, "modules/gpython")) &&
				!slices.Contains([]string{"modules/gpython", "cmd/gopyrun-gpython", "examples/embed_gpython"}, name):
				bad("a program that has gpython linked in starts half a millisecond later")
			case below(p.ImportPath, "interp") && below(imp, "modules"):
				bad("interp does not know the modules")
			case below(p.ImportPath, "modules") && (imp == root+"/interp" || strings.HasPrefix(imp, root+"/interp/internal") || below(imp, "interp/syntax")):
				bad("modules build on package py")
			case below(p.ImportPath, "modules") && p.ImportPath != root+"/modules" && below(imp, "modules") && !below(imp, "modules/internal"):
				bad("modules do not import each other; what they share is in modules/internal")
			case (name == "modules/internal/ipc" || name == "modules/internal/proc") && below(imp, "interp"):
				bad("both engines use it")
			case name == "interp/py" && (strings.HasPrefix(imp, root+"/interp/internal") || below(imp, "interp/syntax")):
				bad("the virtual machine installs itself into package py")
			case name == "interp/syntax" && strings.HasPrefix(imp, root):
				bad("the front end stands alone")
			case name == "interp/internal/compile" && below(imp, "interp/internal/vm"):
				bad("the compiler does not know the virtual machine")
			case name == "interp/gil" && strings.HasPrefix(imp, root):
				bad("the GIL knows nothing of Python objects")
			}
			if !slices.Contains(system, imp) {
				continue
			}
			switch {
			case below(p.ImportPath, "cmd"), below(p.ImportPath, "conformance"), below(p.ImportPath, "examples"),
				name == "interp/host/oshost", name == "modules/internal/proc", name == "modules/internal/ipc":
			case slices.Contains(mayReach[name], imp):
			default:
				bad("only package oshost, proc and ipc and the commands reach outside")
			}
		}
	}
}

// TestFiles holds the rules about files: no init functions, and a file of over a
// thousand lines has its reason in the package comment.
func TestFiles(t *testing.T) {
	initFunc := regexp.MustCompile(`(?m)^func init\(`)
	for _, p := range packages(t) {
		if p.Doc == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
		for _, name := range p.GoFiles {
			src, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if initFunc.Match(src) {
				t.Errorf("%s/%s has an init function", p.ImportPath, name)
			}
			if lines := bytes.Count(src, []byte("\n")); lines > 1000 && !bytes.HasPrefix(src, []byte("// Code generated ")) && !strings.Contains(packageComment(p), name) {
				t.Errorf("%s/%s has %d lines and no reason in the package comment", p.ImportPath, name, lines)
			}
		}
	}
}

// packageComment is the whole package comment: p.Doc is its first sentence.
func packageComment(p goPackage) string {
	var all []byte
	for _, name := range p.GoFiles {
		src, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err == nil {
			head, _, _ := bytes.Cut(src, []byte("\npackage "))
			all = append(all, head...)
		}
	}
	return string(all)
}
