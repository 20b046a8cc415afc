package gpython

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// TestMain is also the program that child processes run, and that a test of a whole
// program runs: standard input is the program then.
func TestMain(m *testing.M) {
	if IsChild(os.Args) {
		os.Exit(RunChild(Config{}))
	}
	if script := os.Getenv("GPYTHON_TEST_SCRIPT"); script != "" {
		os.Exit(runProgram(script))
	}
	unpatched = jumpTable
	os.Exit(m.Run())
}

func newContext(t testing.TB, config Config) *Context {
	t.Helper()
	c, err := New(py.NewContext(py.ContextOpts{}), config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func runProgram(script string) int {
	c, err := New(py.NewContext(py.ContextOpts{SysArgs: []string{script}}), Config{Processes: true, Script: script})
	if err != nil {
		panic(err)
	}
	if end, ok := c.End(c.RunScript(script, "__main__")).(*ExitError); ok {
		return end.Code
	}
	return 0
}

// program runs a program in a process of its own.
func program(t *testing.T, text string) (stdout, stderr string, code int) {
	t.Helper()
	script := t.TempDir() + "/script.py"
	if err := os.WriteFile(script, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GPYTHON_TEST_SCRIPT="+script)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(60*time.Second, func() {
		t.Error("the program hangs")
		cmd.Process.Kill()
	})
	defer timer.Stop()
	cmd.Wait() // an exit status is no error here
	return out.String(), strings.ReplaceAll(errs.String(), script, "script.py"), cmd.ProcessState.ExitCode()
}

// runTest runs a program in c and returns what it left in its variable result.
func (c *Context) runTest(t *testing.T, text string) py.Object {
	t.Helper()
	code, err := py.Compile(text, "<test>", py.ExecMode, 0, true)
	if err != nil {
		t.Fatal(err)
	}
	globals := py.StringDict{"__name__": py.String("__main__")}
	if _, err := c.Protect(func() (py.Object, error) { return c.RunCode(code, globals, globals, nil) }); err != nil {
		t.Fatal(c.traceback(err))
	}
	return globals["result"]
}

// TestThreads runs two threads that never block: both go on, in turns.
func TestThreads(t *testing.T) {
	for _, interval := range []time.Duration{0, time.Microsecond} {
		c := newContext(t, Config{Interval: interval})
		got := c.runTest(t, `
import threading, time
counts, stop = [0, 0], []
def work(i):
    while not stop:
        counts[i] += 1
ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in ts:
    t.start()
time.sleep(0.2)
stop.append(1)
for t in ts:
    t.join()
result = counts
`).(*py.List)
		for i, n := range got.Items {
			if n.(py.Int) < 100 {
				t.Errorf("interval %v: thread %d counted to %v", interval, i, n)
			}
		}
		if s := c.gil.Stats(); s.HandOffs[1] < 10 {
			t.Errorf("interval %v: handed over %d times", interval, s.HandOffs[1])
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestContexts runs contexts in parallel, one of them without the runtime.
func TestContexts(t *testing.T) {
	newContext(t, Config{}).Close() // the first must be alone
	const text = `
import threading
lock, total = threading.Lock(), [0]
def work():
    for i in range(300):
        with lock:
            total[0] += 1
ts = [threading.Thread(target=work) for i in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
result = "{}".format(total[0])
`
	t.Run("group", func(t *testing.T) {
		for range 3 {
			t.Run("own", func(t *testing.T) {
				t.Parallel()
				c := newContext(t, Config{Interval: time.Microsecond})
				if got := c.runTest(t, text); got != py.Object(py.String("1200")) {
					t.Errorf("got %v", got)
				}
				if err := c.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		t.Run("plain", func(t *testing.T) {
			t.Parallel()
			ctx := py.NewContext(py.ContextOpts{})
			defer ctx.Close()
			run := func(text string) error {
				code, err := py.Compile(text, "<test>", py.ExecMode, 0, true)
				if err != nil {
					t.Fatal(err)
				}
				globals := py.NewStringDict()
				_, err = ctx.RunCode(code, globals, globals, nil)
				return err
			}
			if err := run("n = 0\nwhile n < 10000:\n    n += len('x')\n"); err != nil {
				t.Error(err)
			}
			if err := run("import threading\n"); err == nil {
				t.Error("a context without the runtime has threads")
			}
			if err := run("class A:\n    def f(self): return super()\nA().f()\n"); !py.IsException(py.NameError, err) {
				t.Errorf("super() in a context without the runtime: %v", err)
			}
		})
	})
}

// TestInterrupt interrupts what would go on for ever.
func TestInterrupt(t *testing.T) {
	for _, text := range []string{
		"while True: pass",
		"for i in range(10 ** 18): pass",
		"def f():\n    while True:\n        yield 1\nfor x in f(): pass",
		"def f():\n    while True:\n        pass\n    yield 1\nfor x in f(): pass",
		"while True:\n    try:\n        continue\n    finally:\n        pass",
		"def f(): return g()\ndef g(): return 1\nwhile True: f()",
		"import time\ntime.sleep(1000)",
		"import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()",
		"import threading\nthreading.Event().wait()",
		"import threading\nthreading.Event().wait(1000)",
		"import queue\nqueue.Queue().get()",
		"import multiprocessing\nmultiprocessing.Queue().get()",
		"import multiprocessing\nmultiprocessing.Pipe()[0].recv()",
		"import multiprocessing\nl = multiprocessing.Lock()\nl.acquire()\nl.acquire()",
	} {
		signals := make(chan os.Signal, 1)
		c := newContext(t, Config{Interrupt: signals})
		timer := time.AfterFunc(50*time.Millisecond, func() { signals <- os.Interrupt })
		begin := time.Now()
		err := c.RunSource(text+"\n", "<test>", "__main__")
		if !py.IsException(py.KeyboardInterrupt, err) {
			t.Errorf("%s: %v", text, err)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s: took %v", text, took)
		}
		timer.Stop()
		close(signals)
		// The interrupt is over: the context runs on.
		c.runTest(t, "for i in range(100): pass")
	}
}

// TestPrograms are programs whose end matters; the rest is in conformance/cases/engines.
func TestPrograms(t *testing.T) {
	for _, test := range []struct {
		name, text, stdout, stderr string // stderr: what it contains
		code                       int
	}{
		{"traceback", "def f(x):\n    return 1 // x\nprint('out')\nf(0)\n", "out\n",
			"Traceback (most recent call last):\n  File \"script.py\", line 4, in <module>\n    f(0)\n  File \"script.py\", line 2, in f\n    return 1 // x\nZeroDivisionError: division by zero\n", 1},
		{"no arguments", "raise ValueError\n", "", "\nValueError\n", 1},
		{"key", "{}['k']\n", "", "KeyError: 'k'\n", 1},
		{"f-string", "x = f'{1}'\n", "", "SyntaxError: invalid syntax\nThe engine gpython knows a part of Python 3.4; this may need the native engine: gopyrun script.py\n", 1},
		{"dict keys", "d = {}\nd[1] = 2\n", "", "need the native engine: gopyrun script.py\n", 1},
		{"methods", "[1].pop()\n", "", "need the native engine: gopyrun script.py\n", 1},
		{"modules", "import re\n", "", "need the native engine: gopyrun script.py\n", 1},
		{"panic", "try:\n    raise ValueError()\nexcept ValueError as e:\n    str(e)\n", "", "SystemError: gpython: ", 1},
		{"recursion", "def f(): f()\nf()\n", "", "  [Previous line repeated 99", 1},
		{"recursion of attributes", "class A:\n    def __getattr__(self, n): return self.x\nA().y\n", "", "RuntimeError: maximum recursion depth exceeded", 1},
		{"recursion of generators", "def g():\n    for x in g(): yield x\nfor x in g(): pass\n", "", "RuntimeError: maximum recursion depth exceeded", 1},
		{"recursion of operators", "class A:\n    def __getitem__(self, i): return self[i]\nA()[0]\n", "", "RuntimeError: maximum recursion depth exceeded", 1},
		{"thread", "import threading\ndef f(): raise KeyError(1)\nt = threading.Thread(target=f, name='T')\nt.start()\nt.join()\n", "", "Exception in thread T:\nTraceback", 0},
		{"exit in thread", "import threading, sys\nthreading.Thread(target=sys.exit, args=(3,)).start()\n", "", "", 0},
		{"daemon thread", "import threading\ndef f():\n    while True: pass\nthreading.Thread(target=f, daemon=True).start()\nprint(1)\n", "1\n", "", 0},
		{"child", "from multiprocessing import Process\ndef f(): raise KeyError(1)\nif __name__ == '__main__':\n    p = Process(target=f, name='P')\n    p.start()\n    p.join()\n    print(p.exitcode)\n", "1\n",
			"Process P:\nTraceback (most recent call last):\n", 0},
		{"remote traceback", "from multiprocessing import Pool\ndef f(): raise KeyError(1)\nif __name__ == '__main__':\n    with Pool(1) as p: p.apply(f)\n", "",
			"multiprocessing.pool.RemoteTraceback: \n\"\"\"\nTraceback (most recent call last):\n", 1},
		{"lost worker", "import os\nfrom multiprocessing import Pool, WorkerLostError\ndef f(n):\n    if n == 2: os._exit(9)\n    return n\nif __name__ == '__main__':\n    p = Pool(2)\n    for n in range(4):\n        try:\n            print(p.apply(f, (n,)))\n        except WorkerLostError as e:\n            print(e)\n    p.close()\n    p.join()\n",
			"0\n1\na worker of the pool ended with exit code 9\n3\n", "", 0},
		{"result that cannot be sent", "import threading\nfrom multiprocessing import Pool\ndef f(): return threading.Lock()\nif __name__ == '__main__':\n    with Pool(1) as p: p.apply(f)\n", "", "Error sending result: ", 1},
		{"unfinished queue", "from multiprocessing import Process, Queue\ndef f(q):\n    q.put('x' * 1000000)\nif __name__ == '__main__':\n    q = Queue()\n    p = Process(target=f, args=(q,))\n    p.start()\n    n = q.get()\n    p.join()\n    print(n == 'x' * 1000000, p.exitcode)\n", "True 0\n", "", 0},
		{"no main guard", "from multiprocessing import Process\nimport os\np = Process(target=os.getpid)\np.start()\np.join()\nprint(p.exitcode)\n", "1\n", "RuntimeError: An attempt has been made to start a new process before", 0},
		{"abandoned queue", "from multiprocessing import Process, Queue\ndef f(q):\n    q.put('x' * 1000000)\n    q.cancel_join_thread()\nif __name__ == '__main__':\n    q = Queue()\n    p = Process(target=f, args=(q,))\n    p.start()\n    p.join()\n    print(p.exitcode)\n", "0\n", "", 0},
		{"killed owner", "from multiprocessing import Process, Lock\nimport time\ndef f(l):\n    l.acquire()\n    time.sleep(60)\nif __name__ == '__main__':\n    l = Lock()\n    p = Process(target=f, args=(l,))\n    p.start()\n    while l.acquire(False): l.release()\n    p.kill()\n    p.join()\n    print(p.exitcode, l.acquire(timeout=5))\n", "-9 True\n", "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stdout, stderr, code := program(t, test.text)
			if stdout != test.stdout || !strings.Contains(stderr, test.stderr) || test.stderr == "" && stderr != "" || code != test.code {
				t.Errorf("exit status %d, want %d\nstdout %q, want %q\nstderr:\n%s\nwant in it:\n%s", code, test.code, stdout, test.stdout, stderr, test.stderr)
			}
		})
	}
}

func TestNoChildHook(t *testing.T) {
	c := newContext(t, Config{})
	err := c.RunSource("import multiprocessing, os\nmultiprocessing.Process(target=os.getpid).start()\n", "<test>", "__main__")
	if !py.IsException(py.RuntimeError, err) || !strings.Contains(err.Error(), "gpython.RunChild") {
		t.Error(err)
	}
}

// TestMismatch checks that a gpython with other insides is noticed.
func TestMismatch(t *testing.T) {
	if mod, err := os.ReadFile("../../go.mod"); err == nil && !strings.Contains(string(mod), "github.com/go-python/gpython "+pinned+"\n") {
		t.Errorf("go.mod has another version than %s", pinned)
	}
	c := newContext(t, Config{})
	patched, eval := jumpTable, py.VmEvalCode
	for what, undo := range map[string]func(){
		"JUMP_ABSOLUTE": func() { jumpTable[vm.JUMP_ABSOLUTE] = unpatched[vm.JUMP_ABSOLUTE] },
		"CALL_FUNCTION": func() { jumpTable[vm.CALL_FUNCTION] = unpatched[vm.CALL_FUNCTION] },
		"VmEvalCode":    func() { py.VmEvalCode = vm.EvalCode },
	} {
		undo()
		if err := c.probe(); err == nil || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), pinned) {
			t.Errorf("%s: %v", what, err)
		}
		jumpTable, py.VmEvalCode = patched, eval
	}
}

func TestValues(t *testing.T) {
	c := newContext(t, Config{})
	v := c.runTest(t, `
class A: pass
a = A()
a.self, a.n = a, 2 ** 100
shared = [1.5, None, True, False, 'ü', b'\0', (), (1, (2, -3))]
result = [shared, shared, {'k': {1, 2}}, ValueError('x', 1), int, len, a]
`)
	// What the main module defines is found there.
	c.Store().NewModule(c, &py.ModuleImpl{})
	class := v.(*py.List).Items[6].Type()
	main, _ := c.GetModule("__main__")
	main.Globals["A"] = class
	data, err := c.encode(v, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.decode(data)
	if err != nil {
		t.Fatal(err)
	}
	items := got.(*py.List).Items
	if items[0] != items[1] {
		t.Error("a shared list is two")
	}
	if a := items[6].(*py.Type); a.Dict["self"] != py.Object(a) || a.ObjectType != class {
		t.Error("a cyclic instance is another")
	}
	for i := range items[:4] {
		if x, y := py.DebugRepr(v.(*py.List).Items[i]), py.DebugRepr(items[i]); x != y && i != 2 {
			t.Errorf("%s came back as %s", x, y)
		}
	}
	for _, bad := range []py.Object{c.newLock(), &semaphore{c, nil}, class.Alloc()} {
		delete(main.Globals, "A")
		if _, err := c.encode(bad, nil); err == nil {
			t.Errorf("%s can be sent", py.DebugRepr(bad))
		}
	}
	deep := py.NewList()
	for range 3 * maxNesting {
		deep = py.NewListFromItems([]py.Object{deep})
	}
	if _, err := c.encode(deep, nil); !py.IsException(py.RuntimeError, err) {
		t.Errorf("deeply nested: %v", err)
	}
	for i := range data { // damaged messages
		if _, err := c.decode(data[:i]); err == nil {
			t.Errorf("decodes %d of %d bytes", i, len(data))
		}
	}
}

func FuzzDecode(f *testing.F) {
	c := newContext(f, Config{})
	seed, err := c.encode(py.Tuple{py.Int(1), py.NewListFromItems([]py.Object{py.String("x")}), py.StringDict{"k": py.Float(1)}, py.ValueError}, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte("r\x00"))
	f.Add([]byte("S\x01t\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if strings.ContainsRune(string(data), tagGlobal) {
			return // may import, from files, what it names
		}
		if v, err := c.decode(data); err == nil {
			if _, err := c.encode(v, nil); err != nil && !py.IsException(py.RuntimeError, err) {
				t.Log(err)
			}
		}
	})
}
