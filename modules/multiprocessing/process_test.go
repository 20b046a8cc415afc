//go:build unix

package multiprocessing_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
	"github.com/gopyrun/gopyrun/modules/multiprocessing"
	"github.com/gopyrun/gopyrun/modules/signal"
)

var record = flag.String("record", "", "record the goldens of testdata with this CPython 3.14")

// scriptVariable names the program that this binary is to run as gopyrun would.
const scriptVariable = "MULTIPROCESSING_TEST_SCRIPT"

func TestMain(m *testing.M) {
	switch script := os.Getenv(scriptVariable); {
	case multiprocessing.IsChild(os.Args):
		os.Exit(child())
	case script != "":
		os.Exit(program(script))
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // or each child of a -race build takes a second
	os.Exit(m.Run())
}

func program(script string) int {
	src, err := os.ReadFile(script)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	p, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find, Args: []string{script}})
	if err == nil {
		err = p.Do(context.Background(), signal.Install)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	code := p.ExitCode(p.RunBytes(context.Background(), script, src))
	if p.Close() != nil {
		return 120
	}
	return code
}

func child() int {
	boot, err := multiprocessing.NewBoot(os.Args)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	p, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find, Executable: boot.Executable, Flags: boot.Flags})
	if err == nil {
		err = p.Do(context.Background(), boot.Preload)
	}
	if err == nil {
		err = boot.Accept()
	}
	if err == io.EOF {
		return 1
	}
	if err == nil {
		err = p.Do(context.Background(), signal.Install)
	}
	code := 1
	if err == nil {
		err = p.Do(context.Background(), func(t *py.Thread) (err error) {
			code, err = boot.Run(t)
			return err
		})
	}
	if err != nil {
		code = p.ExitCode(err)
	}
	if p.Close() != nil {
		return 120
	}
	return code
}

// start starts this binary as an interpreter for a script, in a process group.
func start(t *testing.T, script string, out, errs io.Writer) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Second)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(os.Environ(), scriptVariable+"="+script)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Stdout, cmd.Stderr = out, errs
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// TestScripts runs the programs of testdata, whose goldens are CPython's.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.py")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, script := range scripts {
		golden := strings.TrimSuffix(script, ".py") + ".out"
		t.Run(strings.TrimSuffix(filepath.Base(script), ".py"), func(t *testing.T) {
			if *record != "" {
				out, err := exec.Command(*record, script).Output()
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, out, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Parallel()
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			cmd := start(t, script, &out, &errs)
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			if got := out.String(); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if errs.Len() > 0 {
				t.Errorf("stderr:\n%s", &errs)
			}
			noneLeft(t, cmd.Process.Pid)
		})
	}
}

// noneLeft checks that the process group is empty soon.
func noneLeft(t *testing.T, group int) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if err := syscall.Kill(-group, 0); err == syscall.ESRCH {
			return
		}
		if time.Now().After(deadline) {
			t.Error("processes are left")
			syscall.Kill(-group, syscall.SIGKILL)
			return
		}
	}
}

// TestLostWorkers kills the workers of pools at every occasion: each result comes or
// is an error, and nothing hangs.
func TestLostWorkers(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	cmd := start(t, write(t, lostWorkers), &out, &errs)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, &errs)
	}
	const want = `die: WorkerLostError worker N died with exit code -9 while it ran a task
exit: WorkerLostError worker N died with exit code 5 while it ran a task
sys.exit: WorkerLostError worker N died with exit code 3 while it ran a task
unpickle: ValueError invalid literal for int() with base 10: 'x'
idle: [0, 1, 4]
closing: ok
initializer: WorkerLostError the workers of the pool die in their initializer
lock: True
[]
`
	if got := regexp.MustCompile(`\w*Worker-\d+`).ReplaceAllString(out.String(), "N"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	noneLeft(t, cmd.Process.Pid)
}

const lostWorkers = `
import multiprocessing as mp, os, sys, time
def die(x): os.kill(os.getpid(), 9)
def leave(x): os._exit(5)
def sysexit(x): sys.exit(3)
def sq(x): return x * x
def slow(x): time.sleep(.2); return x
def dies(): os._exit(1)
class Bad:
    def __reduce__(self): return int, ('x',)
def bad(x): return Bad()
def hold(lock, event):
    lock.acquire(); event.set(); time.sleep(60)
def kill(pid):
    try: os.kill(pid, 9)
    except OSError: pass
def show(name, f, *args):
    try: print(name, f(*args), flush=True)
    except Exception as e: print(name, type(e).__name__, e, flush=True)
def closing():
    p = mp.Pool(2)
    r = p.map_async(slow, range(3), 1)
    p.close()
    time.sleep(.05)
    kill(p._pool[0].pid)
    p.join()
    try: r.get(5)
    except mp.ProcessError: pass
    return 'ok'
def initializer():
    p = mp.Pool(2, dies)
    try: p.apply(sq, (1,))
    finally: p.close(); p.join()
if __name__ == '__main__':
    p = mp.Pool(2)
    show('die:', p.apply, die, (1,))
    show('exit:', p.apply, leave, (1,))
    show('sys.exit:', p.map, sysexit, [1])
    show('unpickle:', p.apply, bad, (1,))
    p.map(sq, range(9), 1)
    for w in list(p._pool): kill(w.pid)
    show('idle:', p.map, sq, range(3))
    p.terminate(); p.join()
    show('closing:', closing)
    show('initializer:', initializer)
    lock, event = mp.Lock(), mp.Event()
    h = mp.Process(target=hold, args=(lock, event))
    h.start(); event.wait(); h.kill(); h.join()
    show('lock:', lock.acquire, True, 10)
    print(mp.active_children())
`

// TestParentDies kills a parent that has children, grandchildren and a spare.
func TestParentDies(t *testing.T) {
	script := write(t, `
import multiprocessing as mp, os, time
def busy():
    while True: pass
def nested():
    p = mp.Process(target=busy); p.start()
    print('up', flush=True)
    mp.Queue().get()
if __name__ == '__main__':
    for _ in range(2):
        p = mp.Process(target=abs, args=(1,)); p.start(); p.join()
    p = mp.Process(target=nested); p.start()
    d = mp.Process(target=time.sleep, args=(600,), daemon=True); d.start()
    p.join()
`)
	for _, sig := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			cmd := start(t, script, w, io.Discard)
			w.Close()
			if _, err := io.ReadFull(r, make([]byte, len("up\n"))); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if cmd.Wait() == nil || cmd.ProcessState.Sys().(syscall.WaitStatus).Signal() != sig {
				t.Errorf("ended by %v", cmd.ProcessState)
			}
			noneLeft(t, cmd.Process.Pid)
		})
	}
}

func write(t *testing.T, program string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "script.py")
	if err := os.WriteFile(name, []byte(program), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}
