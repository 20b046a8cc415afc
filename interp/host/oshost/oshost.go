// Package oshost is the real world as capabilities of an interpreter: the files,
// clock, processes and so on of this machine. Besides it, only the packages
// modules/internal/{proc,ipc} and the commands touch os, syscall, time.Now and
// crypto/rand.
//
// Each capability is a type of its own, so that an embedding program can grant
// some of them. Those without a constructor are used as zero values.
//
// Unix: fs_unix.go, files_unix.go, process_unix.go, exec_unix.go, net_unix.go;
// Windows: oshost_windows.go, net_windows.go; lookup.go. Descriptors are those of the system; on Windows they are
// handles, but for 0, 1 and 2.
package oshost

import (
	"crypto/rand"
	"io"
	"os"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
)

// New returns a Host with everything this machine has.
func New() *host.Host {
	return &host.Host{
		FS:      FS{},
		Files:   Files{},
		Env:     Env{},
		Clock:   NewClock(),
		Random:  Random{},
		Stdio:   Stdio{},
		System:  NewSystem(),
		Process: Process{},
		Exec:    NewExec(),
		Net:     Net{},
		Signals: NewSignals(),
	}
}

// Env is the environment of the process.
type Env struct{}

func (Env) Environ() []string                 { return os.Environ() }
func (Env) Lookup(name string) (string, bool) { return os.LookupEnv(name) }
func (Env) Set(name, value string) error      { return convert(os.Setenv(name, value)) }
func (Env) Unset(name string) error {
	if name == "" || strings.ContainsAny(name, "=\x00") {
		return fail(host.EINVAL)
	}
	return convert(os.Unsetenv(name))
}

// Random is the system's source of entropy.
type Random struct{}

func (Random) Entropy(p []byte) error {
	_, err := rand.Read(p)
	return convert(err)
}

// Stdio is descriptors 0, 1 and 2.
type Stdio struct{}

func (Stdio) Stdin() host.Stream  { return standard(0) }
func (Stdio) Stdout() host.Stream { return standard(1) }
func (Stdio) Stderr() host.Stream { return standard(2) }

func standard(fd int) host.Stream {
	if _, err := (Files{}).Stat(fd); err != nil && errno(err) == host.EBADF {
		return nil
	}
	return stdStream(fd)
}

// stdStream is a standard stream by its descriptor.
type stdStream int

func (s stdStream) Fd() int          { return int(s) }
func (s stdStream) IsTerminal() bool { return Files{}.IsTerminal(int(s)) }

func (s stdStream) Read(p []byte) (int, error) {
	n, err := Files{}.Read(int(s), p, nil)
	if n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}

func (s stdStream) Write(p []byte) (n int, err error) {
	for n < len(p) {
		m, err := Files{}.Write(int(s), p[n:], nil)
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
