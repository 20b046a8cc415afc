package proc

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// children returns the processes, zombies included, that this one has.
func children(t *testing.T) (pids []string) {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Skip(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile("/proc/" + e.Name() + "/stat")
		if _, rest, ok := strings.Cut(string(b), ") "); err == nil && ok {
			if f := strings.Fields(rest); len(f) > 1 && f[1] == fmt.Sprint(os.Getpid()) {
				pids = append(pids, e.Name())
			}
		}
	}
	return pids
}

// noneLeft fails if children or descriptors remain beyond what there was before.
func noneLeft(t *testing.T) (check func()) {
	count := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip(err)
		}
		return len(entries)
	}
	started(t, "exit 0").Close() // what the runtime opens once
	processes, files := len(children(t)), count()
	return func() {
		t.Helper()
		for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			p, f := children(t), count()
			if len(p) <= processes && f <= files+1 {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%d processes and %d descriptors before, %v and %d after", processes, files, p, f)
			}
		}
	}
}

func take(t *testing.T, s *Spares) *Child {
	t.Helper()
	c, err := s.Take()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestSpares(t *testing.T) {
	check := noneLeft(t)
	s := NewSpares(Config{}, 1)
	t.Cleanup(s.Close)
	wait(t, sendTo(t, take(t, s), "exit 0")) // and start the first spare
	s.started.Wait()
	s.mu.Lock()
	waiting := s.idle[0].PID()
	s.mu.Unlock()

	// What changes between the start of the spare and Send reaches the child.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PROC_TEST", "a=b\nc")
	dir := t.TempDir()
	t.Chdir(dir)
	stdout := os.Stdout
	os.Stdout = w
	c := sendTo(t, take(t, s), "where")
	os.Stdout = stdout
	w.Close()
	out, err := io.ReadAll(r)
	r.Close()
	if want := fmt.Sprintf("%s %q %d", dir, "a=b\nc", os.Getpid()); err != nil || string(out) != want {
		t.Errorf("%q, want %q", out, want)
	}
	if wait(t, c) != 0 || c.PID() != waiting {
		t.Error("not the spare, or failed")
	}
	c.Close()

	// A dead spare is not given out.
	s.started.Wait()
	s.mu.Lock()
	victim := s.idle[0]
	s.mu.Unlock()
	victim.Signal(syscall.SIGKILL)
	wait(t, victim)
	c = sendTo(t, take(t, s), "exit 3")
	if wait(t, c) != 3 {
		t.Error("child after a dead spare")
	}
	c.Close()
	s.Close()
	s.Close()
	check()
}

func sendTo(t *testing.T, c *Child, payload string) *Child {
	t.Helper()
	if err := c.Send([]byte(payload), nil); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestManyChildren(t *testing.T) {
	check := noneLeft(t)
	n := 1000
	if testing.Short() || raceBuild {
		n = 200
	}
	s := NewSpares(Config{}, 2)
	began := time.Now()
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := w; i < n; i += 2 {
				take := s.Take
				if i%4 > 1 {
					take = func() (*Child, error) { return Start(Config{}) }
				}
				c, err := take()
				if err == nil {
					err = c.Send(fmt.Append(nil, "exit ", i%100), nil)
				}
				if err == nil {
					_, err = ipc.Wait([]ipc.Waitable{c}, nil, 10*time.Second)
				}
				if err != nil {
					t.Error(err)
					return
				}
				if code, ok := c.ExitCode(); !ok || code != i%100 {
					t.Errorf("exit code %d, %v after the sentinel; want %d", code, ok, i%100)
				}
				c.Close()
			}
		})
	}
	wg.Wait()
	t.Log(n, "children in", time.Since(began))
	s.Close()
	check()
}

// kill -9 of a process with a spare and a child that has a child leaves nobody.
func TestKilledTree(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c := started(t, "tree 2", w)
	w.Close()
	for range 2 {
		var level int
		if _, err := fmt.Fscan(r, &level); err != nil {
			t.Fatal(err)
		}
	}
	c.Signal(syscall.SIGKILL)
	if wait(t, c) != -9 {
		t.Error("not killed")
	}
	// All descendants, the spares too, hold the writing end.
	done := make(chan error, 1)
	go func() { _, err := io.ReadAll(r); done <- err }()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("descendants remain")
	}
}

// A child that closes its lifeline is not taken for dead.
func TestSentinelIsTheProcess(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c := started(t, "close", w)
	w.Close()
	if b, err := io.ReadAll(r); err != nil || string(b) != "closed" {
		t.Fatal(string(b), err)
	}
	if ready, err := ipc.Wait([]ipc.Waitable{c}, nil, 20*time.Millisecond); len(ready) > 0 || err != nil {
		t.Error("the sentinel of a running child is ready", err)
	}
	c.Signal(syscall.SIGKILL)
	if wait(t, c) != -9 {
		code, _ := c.ExitCode()
		t.Error("exit code", code)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if _, err := c.WaitFD(); !errors.Is(err, ipc.ErrClosed) {
		t.Error(err)
	}
}

func TestWaitCanceled(t *testing.T) {
	c := started(t, "sleep")
	cancel := make(chan struct{})
	time.AfterFunc(5*time.Millisecond, func() { close(cancel) })
	if err := c.Wait(cancel, ipc.Forever); err != ipc.ErrCanceled {
		t.Error(err)
	}
	c.Close() // cuts the lifeline
	if got := wait(t, c); got != OrphanStatus {
		t.Error("exit code", got)
	}
}

func TestStartFails(t *testing.T) {
	check := noneLeft(t)
	if _, err := Start(Config{Path: "/nonexistent/program"}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if _, err := NewSpares(Config{Path: "/nonexistent/program"}, 3).Take(); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	check()
}

func TestUnboot(t *testing.T) {
	for _, b := range []string{"", "\x02", "\x01", "\x01\x05a", "\x01\x00\xff\xff\xff\xff\x0f", "\x01\x00\x01\x02a", "\x01\x00\x00"} {
		if _, _, err := unboot([]byte(b), nil); err == nil {
			t.Errorf("%q: no error", b)
		}
	}
	if p, _, err := unboot([]byte("\x00abc"), nil); err != nil || string(p) != "abc" {
		t.Error(string(p), err)
	}
}

func BenchmarkSpares(b *testing.B) {
	s := NewSpares(Config{}, 2)
	defer s.Close()
	for b.Loop() {
		c, err := s.Take()
		if err != nil {
			b.Fatal(err)
		}
		c.Send([]byte("exit 0"), nil)
		c.Wait(nil, ipc.Forever)
		c.Close()
	}
}
