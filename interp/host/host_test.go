package host_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp/host"
)

func TestErrorClass(t *testing.T) {
	for errno, want := range map[host.Errno]string{
		host.EAGAIN: "BlockingIOError", host.ENOENT: "FileNotFoundError",
		host.EACCES: "PermissionError", host.EPERM: "PermissionError", host.EPIPE: "BrokenPipeError",
		host.ETIMEDOUT: "TimeoutError", host.EINVAL: "OSError", 0: "OSError", -1: "OSError",
	} {
		if got := errno.Class(); got != want {
			t.Errorf("%d: %s, want %s", errno, got, want)
		}
	}
	if runtime.GOOS == "linux" && host.ECONNREFUSED != 111 {
		t.Errorf("ECONNREFUSED is %d", host.ECONNREFUSED)
	}
}

func TestError(t *testing.T) {
	err := host.NewError(host.ENOENT, "a", "b")
	if got := err.Error(); got != "[Errno 2] No such file or directory: 'a' -> 'b'" {
		t.Error(got)
	}
	if !errors.Is(err, fs.ErrNotExist) || !errors.Is(err, host.ENOENT) || errors.Is(err, host.EPERM) {
		t.Error("errors.Is")
	}
	if !host.IsInterrupted(host.Interrupted()) || host.IsInterrupted(err) || host.IsInterrupted(nil) {
		t.Error("IsInterrupted")
	}
}

func TestNewStdio(t *testing.T) {
	var out bytes.Buffer
	s := host.NewStdio(strings.NewReader("in"), &out, nil)
	if b, err := io.ReadAll(s.Stdin()); string(b) != "in" || err != nil {
		t.Errorf("stdin %q %v", b, err)
	}
	for _, w := range []io.Writer{s.Stdout(), s.Stderr()} {
		if _, err := io.WriteString(w, "x"); err != nil {
			t.Error(err)
		}
	}
	if out.String() != "x" || s.Stdout().Fd() != -1 || s.Stdout().IsTerminal() {
		t.Errorf("stdout %q", out.String())
	}
	if b, err := io.ReadAll(host.NewStdio(nil, nil, nil).Stdin()); len(b) != 0 || err != nil {
		t.Errorf("nil stdin: %q %v", b, err)
	}
}
