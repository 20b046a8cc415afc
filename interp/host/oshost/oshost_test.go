package oshost

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantErrno checks that err is a complete *host.Error.
func wantErrno(t *testing.T, err error, want host.Errno, path string) {
	t.Helper()
	var e *host.Error
	if !errors.As(err, &e) || e.Errno != want || e.Path != path || e.Text == "" {
		t.Errorf("error %v (%#v), want errno %d for %q", err, err, want, path)
	}
}

func TestFS(t *testing.T) {
	f := New().FS
	files := New().Files
	flags := New().System.Platform().OpenFlags
	dir := t.TempDir()
	name := filepath.Join(dir, "a file \xff"[:7])

	fd, err := f.Open(name, flags["O_RDWR"]|flags["O_CREAT"]|flags["O_EXCL"], 0o600)
	check(t, err)
	n, err := files.Write(fd, []byte("hello world"), nil)
	if n != 11 {
		t.Fatal(n, err)
	}
	pos, err := files.Seek(fd, -5, 2)
	b := make([]byte, 20)
	n, rerr := files.Read(fd, b, nil)
	if pos != 6 || err != nil || string(b[:n]) != "world" || rerr != nil {
		t.Errorf("seek %d %v, read %q %v", pos, err, b[:n], rerr)
	}
	if n, err := files.Read(fd, b, nil); n != 0 || err != nil {
		t.Errorf("at the end: %d %v", n, err)
	}
	if n, err := files.Pread(fd, b[:5], 0); string(b[:n]) != "hello" || err != nil {
		t.Errorf("pread %q %v", b[:n], err)
	}
	if n, err := files.Pwrite(fd, []byte("J"), 0); n != 1 || err != nil {
		t.Error(n, err)
	}
	check(t, files.Truncate(fd, 4))
	check(t, files.Sync(fd))
	byFD, err := files.Stat(fd)
	check(t, err)
	byName, err := f.Stat(name, true)
	check(t, err)
	if byFD != byName || byName.Size != 4 || !byName.IsRegular() || byName.Ino == 0 || byName.Nlink != 1 {
		t.Errorf("by descriptor %+v, by name %+v", byFD, byName)
	}
	dup, err := files.Dup(fd)
	check(t, err)
	check(t, files.Close(fd))
	wantErrno(t, files.Close(fd), host.EBADF, "")
	check(t, files.Close(dup))

	const atime, mtime = 1_000_000_000_123_456_700, 1_100_000_000_000_000_100
	check(t, f.Utime(name, atime, mtime, true))
	if st, err := f.Stat(name, false); st.Atime != atime || st.Mtime != mtime || err != nil {
		t.Errorf("times %d %d %v", st.Atime, st.Mtime, err)
	}
	check(t, f.Mkdir(filepath.Join(dir, "sub"), 0o777))
	moved := filepath.Join(dir, "sub", "b")
	check(t, f.Rename(name, moved, true))
	check(t, f.Truncate(moved, 1))
	check(t, f.Access(moved, host.AccessRead|host.AccessWrite))
	list, err := f.ReadDir(dir)
	if want := []host.DirEntry{{Name: "sub", Type: host.ModeDir}}; !slices.Equal(list, want) || err != nil {
		t.Errorf("%v %v", list, err)
	}

	missing := filepath.Join(dir, "none")
	_, err = f.Stat(missing, true)
	wantErrno(t, err, host.ENOENT, missing)
	_, err = f.Open(missing, 0, 0)
	wantErrno(t, err, host.ENOENT, missing)
	_, err = f.ReadDir(missing)
	wantErrno(t, err, host.ENOENT, missing)
	_, err = f.Readlink(missing)
	wantErrno(t, err, host.ENOENT, missing)
	wantErrno(t, f.Remove(missing), host.ENOENT, missing)
	wantErrno(t, f.Rename(missing, moved, true), host.ENOENT, missing)
	wantErrno(t, f.Mkdir(dir, 0o777), host.EEXIST, dir)
	wantErrno(t, f.Access(missing, host.AccessExists), host.ENOENT, missing)
	wantErrno(t, f.Chdir(missing), host.ENOENT, missing)
	wantErrno(t, f.Rmdir(filepath.Join(dir, "sub")), host.ENOTEMPTY, filepath.Join(dir, "sub"))
	check(t, f.Remove(moved))
	check(t, f.Rmdir(filepath.Join(dir, "sub")))
}

func TestEnv(t *testing.T) {
	t.Setenv("GOPYRUN_TEST", "1")
	e := New().Env
	check(t, e.Set("GOPYRUN_TEST", "a=b"))
	if v, ok := e.Lookup("GOPYRUN_TEST"); v != "a=b" || !ok || !slices.Contains(e.Environ(), "GOPYRUN_TEST=a=b") {
		t.Errorf("%q %v", v, ok)
	}
	check(t, e.Unset("GOPYRUN_TEST"))
	if _, ok := e.Lookup("GOPYRUN_TEST"); ok {
		t.Error("still set")
	}
	wantErrno(t, e.Set("a=b", "c"), host.EINVAL, "")
	wantErrno(t, e.Unset(""), host.EINVAL, "")
}

func TestClock(t *testing.T) {
	c := New().Clock
	wall, err := c.Wall()
	check(t, err)
	if d := time.Since(time.Unix(0, wall)); d < 0 || d > time.Minute {
		t.Error(d)
	}
	m0, _ := c.Monotonic()
	for _, d := range []time.Duration{0, 100 * time.Microsecond, 3 * time.Millisecond} {
		check(t, c.Sleep(d, nil))
		m1, err := c.Monotonic()
		if m1-m0 < int64(d) || err != nil {
			t.Errorf("slept %d of %v, %v", m1-m0, d, err)
		}
		m0 = m1
	}
	if a, err := c.ProcessTime(); a <= 0 || err != nil {
		t.Error(a, err)
	}
	cancel := make(chan struct{})
	time.AfterFunc(10*time.Millisecond, func() { close(cancel) })
	if err := c.Sleep(time.Hour, cancel); !host.IsInterrupted(err) {
		t.Error(err)
	}
	if err := c.Sleep(0, cancel); !host.IsInterrupted(err) {
		t.Error(err)
	}
	t.Setenv("TZ", "Asia/Nowhere")
	if loc := c.Location(); loc != time.UTC {
		t.Error(loc)
	}
}

func TestPlatform(t *testing.T) {
	s := New().System
	p := s.Platform()
	for n, name := range map[host.Errno]string{
		host.EPERM: "EPERM", host.ENOENT: "ENOENT", host.EAGAIN: "EAGAIN", host.ENOTEMPTY: "ENOTEMPTY",
		host.ENOSYS: "ENOSYS", host.ECONNRESET: "ECONNRESET", host.ETIMEDOUT: "ETIMEDOUT",
		host.ESHUTDOWN: "ESHUTDOWN", host.EALREADY: "EALREADY", host.EINPROGRESS: "EINPROGRESS",
		host.ECONNABORTED: "ECONNABORTED", host.ECONNREFUSED: "ECONNREFUSED",
	} {
		if p.Errno[name] != int(n) && !p.Windows {
			t.Errorf("%s is %d and %d", name, p.Errno[name], n)
		}
	}
	if got := p.Strerror(2); got != "No such file or directory" {
		t.Error(got)
	}
	for n := -1; n < 300; n++ {
		if text := p.Strerror(n); text == "" || strings.Contains(strings.ToLower(text), "errno") {
			t.Errorf("%d: %q", n, text)
		}
	}
	if p.Signals["SIGINT"] != 2 || s.CPUCount() < 1 || s.UsableCPUs() < 1 {
		t.Errorf("%+v", p.Signals)
	}
	if u, err := s.Uname(); err != nil || u.Sysname == "" || u.Nodename == "" {
		t.Errorf("%+v %v", u, err)
	}
}

func TestRandomAndIdentity(t *testing.T) {
	h := New()
	a, b := make([]byte, 16), make([]byte, 16)
	check(t, h.Random.Entropy(a))
	check(t, h.Random.Entropy(b))
	if string(a) == string(b) {
		t.Error("no entropy")
	}
	pid, _ := h.Process.Getpid()
	ppid, _ := h.Process.Getppid()
	if pid != os.Getpid() || ppid != os.Getppid() {
		t.Error(pid, ppid)
	}
	if exe, err := h.Process.Executable(); exe == "" || err != nil {
		t.Error(exe, err)
	}
	if cwd, err := h.FS.Getcwd(); !filepath.IsAbs(cwd) || err != nil {
		t.Error(cwd, err)
	}
	if out := h.Stdio.Stdout(); out == nil || out.Fd() != 1 {
		t.Error("stdout")
	}
}
