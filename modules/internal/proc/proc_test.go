package proc

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// TestMain lets the test program be its own children: the payload says what they do.
func TestMain(m *testing.M) {
	if !IsChild(os.Args) {
		os.Setenv("GORACE", "atexit_sleep_ms=0") // or each child of a -race build takes a second
		os.Exit(m.Run())
	}
	p, err := Accept(nil)
	if err != nil {
		if err != io.EOF {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(99)
	}
	verb, arg, _ := strings.Cut(string(p.Payload), " ")
	switch verb {
	case "exit":
		n, _ := strconv.Atoi(arg)
		os.Exit(n)
	case "echo":
		for _, f := range p.Files {
			f.WriteString(arg)
			f.Close()
		}
	case "where":
		dir, _ := os.Getwd()
		fmt.Printf("%s %q %d", dir, os.Getenv("PROC_TEST"), os.Getppid())
	case "close": // os.close(3) in Python
		syscall.Close(3)
		p.Files[0].WriteString("closed")
		p.Files[0].Close()
		time.Sleep(time.Minute)
	case "tree": // takes two children of which one goes on, and keeps a spare
		level, _ := strconv.Atoi(arg)
		fmt.Fprintln(p.Files[0], level)
		if level > 1 {
			s := NewSpares(Config{}, 1)
			for range 2 {
				if c, err := s.Take(); err != nil || c.Send(fmt.Append(nil, "tree ", level-1), p.Files) != nil {
					os.Exit(97)
				}
			}
		}
		time.Sleep(time.Minute)
	case "sleep":
		time.Sleep(time.Minute)
	case "nest": // starts a child that sleeps, tells its pid, sleeps
		c, err := Start(Config{})
		if err == nil {
			err = c.Send([]byte("sleep"), nil)
		}
		if err != nil {
			os.Exit(98)
		}
		fmt.Fprintln(p.Files[0], c.PID())
		time.Sleep(time.Minute)
	}
	os.Exit(0)
}

func started(t *testing.T, payload string, files ...*os.File) *Child {
	t.Helper()
	c, err := Start(Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Send([]byte(payload), files); err != nil {
		t.Fatal(err)
	}
	return c
}

func wait(t *testing.T, c *Child) int {
	t.Helper()
	if err := c.Wait(nil, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	code, _ := c.ExitCode()
	return code
}

func TestExitCodes(t *testing.T) {
	for _, want := range []int{0, 1, 7, 255} {
		if got := wait(t, started(t, fmt.Sprint("exit ", want))); got != want {
			t.Errorf("exit code %d, want %d", got, want)
		}
	}
	c := started(t, "sleep")
	if _, ok := c.ExitCode(); ok {
		t.Error("a running child has an exit code")
	}
	if err := c.Wait(nil, 10*time.Millisecond); err != ipc.ErrTimeout {
		t.Error(err)
	}
	if err := c.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if got := wait(t, c); got != -15 {
		t.Errorf("after SIGTERM: %d", got)
	}
	if err := c.Signal(syscall.SIGTERM); err != nil {
		t.Error("signal to a dead child:", err)
	}
}

func TestFilesAndSentinel(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := started(t, "echo hello", w)
	w.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil || b.String() != "hello" {
		t.Errorf("%q, %v", b.String(), err)
	}
	ready, err := ipc.Wait([]ipc.Waitable{c}, nil, 10*time.Second)
	if err != nil || len(ready) != 1 {
		t.Errorf("sentinel: %v, %v", ready, err)
	}
	wait(t, c)
}

// A killed parent takes its children with it.
func TestOrphans(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := started(t, "nest", w)
	w.Close()
	var pid int
	if _, err := fmt.Fscan(r, &pid); err != nil {
		t.Fatal(err)
	}
	c.Signal(syscall.SIGKILL)
	wait(t, c)
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || bytes.Contains(b, []byte(") Z ")) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the grandchild outlives its parent")
		}
	}
}

func TestClosedBeforeBoot(t *testing.T) {
	c, err := Start(Config{})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if got := wait(t, c); got != 99 {
		t.Errorf("exit code %d", got)
	}
}

func TestNoLeaks(t *testing.T) {
	count := func() int {
		d, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip(err)
		}
		return len(d)
	}
	wait(t, started(t, "exit 0"))
	before := count()
	for range 30 {
		c, err := Start(Config{})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Send([]byte("exit 0"), nil); err != nil {
			t.Fatal(err)
		}
		wait(t, c)
		c.Close()
	}
	if after := count(); after > before+2 {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
}

func BenchmarkStartWait(b *testing.B) {
	for b.Loop() {
		c, err := Start(Config{})
		if err != nil {
			b.Fatal(err)
		}
		c.Send([]byte("exit 0"), nil)
		c.Wait(nil, -1)
		c.Close()
	}
}
