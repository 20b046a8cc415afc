//go:build unix

package oshost

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// soon returns a channel that is closed after a moment.
func soon() <-chan struct{} {
	c := make(chan struct{})
	time.AfterFunc(20*time.Millisecond, func() { close(c) })
	return c
}

func TestLinks(t *testing.T) {
	f, dir := FS{}, t.TempDir()
	link, hard, fifo := filepath.Join(dir, "link"), filepath.Join(dir, "hard"), filepath.Join(dir, "fifo")
	check(t, f.Symlink("fifo", link, false))
	if target, err := f.Readlink(link); target != "fifo" || err != nil {
		t.Errorf("%q %v", target, err)
	}
	_, err := f.Stat(link, true)
	wantErrno(t, err, host.ENOENT, link)
	check(t, f.Mkfifo(fifo, 0o600))
	check(t, f.Link(fifo, hard))
	check(t, f.Chmod(fifo, 0o640, true))
	for name, want := range map[string]uint32{link: host.ModeFIFO | 0o640, hard: host.ModeFIFO | 0o640} {
		if st, err := f.Stat(name, true); st.Mode != want || st.Nlink != 2 || err != nil {
			t.Errorf("%s: %o %d %v", name, st.Mode, st.Nlink, err)
		}
	}
	types := map[string]uint32{"link": host.ModeSymlink, "hard": host.ModeFIFO, "fifo": host.ModeFIFO}
	list, err := f.ReadDir(dir)
	for _, e := range list {
		if types[e.Name] != e.Type {
			t.Errorf("%+v", e)
		}
	}
	if len(list) != 3 || err != nil {
		t.Error(list, err)
	}
	long := strings.Repeat("x/", 400)
	check(t, f.Symlink(long, link+"2", false))
	if target, err := f.Readlink(link + "2"); target != long || err != nil {
		t.Errorf("%d bytes, %v", len(target), err)
	}
	_, err = f.ReadDir(fifo)
	wantErrno(t, err, host.ENOTDIR, fifo)
	wantErrno(t, f.Symlink("fifo", link, false), host.EEXIST, "fifo")
}

func TestPipe(t *testing.T) {
	f := Files{}
	r, w, err := f.Pipe()
	check(t, err)
	b := make([]byte, 10)
	if _, err := f.Read(r, b, soon()); !host.IsInterrupted(err) {
		t.Errorf("cancelled read: %v", err)
	}
	time.AfterFunc(10*time.Millisecond, func() { f.Write(w, []byte("abc"), nil) })
	if n, err := f.Read(r, b, make(chan struct{})); string(b[:n]) != "abc" || err != nil {
		t.Errorf("%q %v", b[:n], err)
	}

	fds := []host.PollFD{{FD: r, Events: host.PollIn}, {FD: w, Events: host.PollOut}}
	if n, err := f.Poll(fds, -1, nil); n != 1 || fds[1].Revents != host.PollOut || err != nil {
		t.Errorf("poll %d %v %v", n, fds, err)
	}
	start := time.Now()
	if n, err := f.Poll(fds[:1], 15*time.Millisecond, make(chan struct{})); n != 0 || err != nil || time.Since(start) < 15*time.Millisecond {
		t.Errorf("poll %d %v after %v", n, err, time.Since(start))
	}
	if n, err := f.Poll(fds[:1], -1, soon()); n != 0 || !host.IsInterrupted(err) {
		t.Errorf("cancelled poll: %d %v", n, err)
	}

	check(t, f.SetBlocking(r, false))
	if on, err := f.Blocking(r); on || err != nil {
		t.Error(on, err)
	}
	_, err = f.Read(r, b, make(chan struct{}))
	wantErrno(t, err, host.EAGAIN, "")

	for _, want := range []bool{false, true, false} {
		if want {
			check(t, f.SetInheritable(r, true))
		} else {
			check(t, f.SetInheritable(r, false))
		}
		if on, err := f.Inheritable(r); on != want || err != nil {
			t.Error(on, err)
		}
	}
	d, err := f.Dup(r)
	check(t, err)
	check(t, f.Dup2(w, d, true))
	if on, err := f.Inheritable(d); !on || err != nil {
		t.Error(on, err)
	}
	if f.IsTerminal(r) {
		t.Error("a pipe is a terminal")
	}
	_, _, err = f.TerminalSize(r)
	wantErrno(t, err, host.ENOTTY, "")
	_, err = f.Seek(r, 0, 0)
	wantErrno(t, err, host.ESPIPE, "")

	check(t, f.Close(r))
	if _, err := f.Write(w, b, make(chan struct{})); errno(err).Class() != "BrokenPipeError" {
		t.Error(err)
	}
	check(t, f.Close(w))
	check(t, f.Close(d))
}

func TestExec(t *testing.T) {
	e, f := NewExec(), Files{}
	r, w, err := f.Pipe()
	check(t, err)
	dir, err := filepath.EvalSymlinks(t.TempDir())
	check(t, err)
	pid, err := e.Start(host.Command{
		Path: "/bin/sh", Argv: []string{"sh", "-c", "echo $X; pwd; exit 7"},
		Env: []string{"X=y"}, Dir: dir, Files: []int{-1, w, w},
	})
	check(t, err)
	check(t, f.Close(w))
	out, err := io.ReadAll(stdStream(r))
	if string(out) != "y\n"+dir+"\n" || err != nil {
		t.Errorf("%q %v", out, err)
	}
	check(t, f.Close(r))
	if st, err := e.Wait(pid, false, nil); st.PID != pid || st.ExitCode != 7 || err != nil {
		t.Errorf("%+v %v", st, err)
	}
	_, err = e.Wait(pid, true, nil)
	wantErrno(t, err, host.ECHILD, "")

	pid, err = e.Start(host.Command{Path: "/bin/sleep", Argv: []string{"sleep", "100"}, Files: []int{0, 1, 2}, Setsid: true})
	check(t, err)
	if st, err := e.Wait(pid, true, nil); st.PID != 0 || err != nil {
		t.Errorf("%+v %v", st, err)
	}
	for _, id := range []int{pid, -1} {
		if _, err := e.Wait(id, false, soon()); !host.IsInterrupted(err) {
			t.Error(err)
		}
	}
	check(t, Process{}.Kill(pid, int(unix.SIGTERM)))
	if st, err := e.Wait(pid, false, make(chan struct{})); st.PID != pid || st.ExitCode != -15 || err != nil {
		t.Errorf("%+v %v", st, err)
	}

	_, err = e.Start(host.Command{Path: "/none", Argv: []string{"x"}})
	wantErrno(t, err, host.ENOENT, "/none")
	_, err = e.Start(host.Command{Path: "/bin/sh", Argv: []string{"x"}, Dir: "/none"})
	wantErrno(t, err, host.ENOENT, "/none")
	wantErrno(t, e.Replace("/none", []string{"x"}, nil), host.ENOENT, "/none")
	wantErrno(t, Process{}.Kill(pid, 0), host.ESRCH, "")
}

func TestSignals(t *testing.T) {
	s := NewSignals()
	sig := int(unix.SIGUSR1)
	got := make(chan int, 1)
	pid := unix.Getpid()
	check(t, s.Handle(sig, host.SignalDeliver, func(int) { t.Error("replaced handler called") }))
	check(t, s.Handle(sig, host.SignalDeliver, func(n int) { got <- n }))
	check(t, Process{}.Kill(pid, sig))
	if n := <-got; n != sig {
		t.Error(n)
	}
	check(t, s.Handle(sig, host.SignalIgnore, nil))
	if !s.Ignored(sig) {
		t.Error("not ignored")
	}
	check(t, Process{}.Kill(pid, sig))
	check(t, s.Handle(sig, host.SignalDefault, nil))
	if s.Ignored(sig) || len(got) != 0 {
		t.Error("ignored", len(got))
	}
	for _, bad := range []int{0, -1, 65, int(unix.SIGKILL)} {
		wantErrno(t, s.Handle(bad, host.SignalDefault, nil), host.EINVAL, "")
	}
}

func TestHome(t *testing.T) {
	if dir, err := (Process{}).Home("root"); !filepath.IsAbs(dir) || err != nil {
		t.Error(dir, err)
	}
	_, err := Process{}.Home("no such user")
	wantErrno(t, err, host.ENOENT, "")
}
