package imports_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

// world is a folder of modules and one for their compiled code.
type world struct {
	t        *testing.T
	src, pyc string
}

func newWorld(t *testing.T, files map[string]string) *world {
	t.Helper()
	root := t.TempDir()
	w := &world{t, filepath.Join(root, "src"), filepath.Join(root, "pyc")}
	for name, text := range files {
		w.write(name, text)
	}
	return w
}

func (w *world) write(name, text string) {
	w.t.Helper()
	file := filepath.Join(w.src, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
}

// run runs a program in a new interpreter and returns the value of its variable r.
func (w *world) run(program string, flags py.RunFlags) (any, error) {
	flags.PycachePrefix = w.pyc
	in, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find, Path: []string{w.src}, Flags: flags})
	if err != nil {
		return nil, err
	}
	defer in.Close()
	if err := in.Run(context.Background(), "<string>", program); err != nil {
		return nil, err
	}
	return in.Get("r")
}

func (w *world) want(program string, flags py.RunFlags, want any) {
	w.t.Helper()
	if got, err := w.run(program, flags); err != nil || got != want {
		w.t.Errorf("%s: got %v (%v), want %v", program, got, err, want)
	}
}

// stored is the file of a module's compiled code.
func (w *world) stored(name string) string {
	return filepath.Join(w.pyc, w.src, name+".gopyrun-314.pyc")
}

const module = "def f(x, *, y=[1, 2.5, 'text', b'bytes', 10**30]):\n    try:\n        return x + y[0]\n    finally:\n        pass\nclass C:\n    def m(self): return [i for i in range(3)]\nvalue = 1\n"

func TestCompiledCode(t *testing.T) {
	w := newWorld(t, map[string]string{"mod.py": module})
	const program = "import mod; r = mod.value + mod.f(1)"
	w.want(program, py.RunFlags{DontWriteBytecode: 1}, int64(3))
	if _, err := os.Stat(w.pyc); err == nil {
		t.Error("written although dont_write_bytecode is set")
	}
	w.want(program, py.RunFlags{}, int64(3))
	first, err := os.ReadFile(w.stored("mod"))
	if err != nil {
		t.Fatal(err)
	}
	w.want("import mod; r = mod.__cached__", py.RunFlags{}, w.stored("mod"))

	// A source of another size or time is compiled anew.
	w.write("mod.py", module+"value = 2\n")
	w.want(program, py.RunFlags{}, int64(4))
	w.write("mod.py", module+"value = 3\n")
	later := time.Now().Add(5 * time.Second)
	if err := os.Chtimes(filepath.Join(w.src, "mod.py"), later, later); err != nil {
		t.Fatal(err)
	}
	w.want(program, py.RunFlags{}, int64(5))

	// The code is used: it is that of the module as it was.
	old := time.Now().Add(-time.Hour)
	w.write("mod.py", module)
	os.Chtimes(filepath.Join(w.src, "mod.py"), old, old)
	w.want(program, py.RunFlags{}, int64(3))
	w.write("mod.py", module[:len(module)-2]+"7\n")
	os.Chtimes(filepath.Join(w.src, "mod.py"), old, old)
	w.want(program, py.RunFlags{}, int64(3))

	if err := os.WriteFile(w.stored("mod"), first[:len(first)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	w.want(program, py.RunFlags{}, int64(9))
}

// TestDamagedCode changes bytes of a stored file: the module works nevertheless.
func TestDamagedCode(t *testing.T) {
	w := newWorld(t, map[string]string{"mod.py": module})
	const program = "import mod; r = mod.value + mod.f(1)"
	w.want(program, py.RunFlags{}, int64(3))
	file := w.stored("mod")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(good); i += 1 + i/24 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x55
		if err := os.WriteFile(file, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		w.want(program, py.RunFlags{}, int64(3))
	}
	for _, n := range []int{0, 1, 15, 16, 17, 20, 32, len(good) - 1} {
		if err := os.WriteFile(file, good[:n], 0o666); err != nil {
			t.Fatal(err)
		}
		w.want(program, py.RunFlags{}, int64(3))
	}
}

// TestConcurrentWriters lets interpreters import the same new modules at once.
func TestConcurrentWriters(t *testing.T) {
	files := map[string]string{}
	program := "r = 0\n"
	for i := range 8 {
		files[fmt.Sprintf("pkg/m%d.py", i)] = module
		program += fmt.Sprintf("import pkg.m%d as m; r += m.value\n", i)
	}
	files["pkg/__init__.py"] = ""
	w := newWorld(t, files)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				w.want(program, py.RunFlags{}, int64(8))
			}
		})
	}
	wg.Wait()
	left, err := filepath.Glob(filepath.Join(w.pyc, w.src, "pkg", "*"))
	if err != nil || len(left) != 9 {
		t.Errorf("%d files (%v), want 9: %s", len(left), err, left)
	}
}

// TestUnwritable has a cache that nothing can be written to.
func TestUnwritable(t *testing.T) {
	w := newWorld(t, map[string]string{"mod.py": module})
	if err := os.WriteFile(w.pyc, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	w.want("import mod; r = mod.value", py.RunFlags{}, int64(1))
}

// TestShadowing imports a file that has the name of a module of ours.
func TestShadowing(t *testing.T) {
	w := newWorld(t, map[string]string{"queue.py": "mine = 1", "sys.py": "mine = 1", "json/__init__.py": "mine = 1"})
	w.want("import queue, json, sys; r = queue.mine + json.mine + hasattr(sys, 'mine')", py.RunFlags{}, int64(2))
	w.want("import json\ntry:\n    import json.decoder\nexcept ModuleNotFoundError as e:\n    r = str(e)", py.RunFlags{}, "No module named 'json.decoder'")
}

// TestStdlib has a folder of the standard library: our own modules win over its files,
// but for private names that ours lack.
func TestStdlib(t *testing.T) {
	w := newWorld(t, map[string]string{
		"queue.py":   "_private = 1\nQueue = None",
		"ours.py":    "here = 2",
		"json/x.py":  "here = 4",
		"fnmatch.py": "1 / 0",
	})
	flags := py.RunFlags{Stdlib: w.src}
	w.want("import queue, ours, json.x; r = (queue._private if queue.Queue else 0) + ours.here + json.x.here", flags, int64(7))
	w.want("import queue\ntry: queue._other\nexcept AttributeError as e: r = str(e)", flags, "module 'queue' has no attribute '_other'")
	w.want("import sys, queue; queue._private; r = sys.modules['queue'] is queue", flags, true)
	w.want("from queue import _private as r", flags, int64(1))
	w.want("import fnmatch\ntry: fnmatch._x\nexcept ZeroDivisionError: r = 'shown'", flags, "shown")
	w.want("import sys; sys.path.clear(); import queue\nr = hasattr(queue, '_private')", py.RunFlags{}, false)
}

// TestHostile gives the import system what it does not expect: each step may raise, none
// may take the interpreter down.
func TestHostile(t *testing.T) {
	src, err := os.ReadFile("testdata/hostile.py")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, nil)
	w.want(string(src)+"\nr = True", py.RunFlags{}, true)
}
