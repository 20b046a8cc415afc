//go:build unix

package oshost

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Process is the running process.
type Process struct{}

func (Process) Getpid() (int, error)  { return os.Getpid(), nil }
func (Process) Getppid() (int, error) { return os.Getppid(), nil }
func (Process) Getuid() (int, error)  { return unix.Getuid(), nil }
func (Process) Geteuid() (int, error) { return unix.Geteuid(), nil }
func (Process) Getgid() (int, error)  { return unix.Getgid(), nil }
func (Process) Getegid() (int, error) { return unix.Getegid(), nil }

func (Process) Getgroups() ([]int, error) {
	ids, err := unix.Getgroups()
	return ids, convert(err)
}

func (Process) Getpgid(pid int) (int, error) {
	id, err := unix.Getpgid(pid)
	return id, convert(err)
}

func (Process) Getsid(pid int) (int, error) {
	id, err := unix.Getsid(pid)
	return id, convert(err)
}

func (Process) Setsid() (int, error) {
	id, err := unix.Setsid()
	return id, convert(err)
}

func (Process) Setpgid(pid, pgid int) error { return convert(unix.Setpgid(pid, pgid)) }

func (Process) Getlogin() (string, error) { return login() }

func (Process) Home(name string) (string, error) {
	dir, ok := home(name)
	if !ok {
		return "", fail(host.ENOENT)
	}
	return dir, nil
}

func (Process) Executable() (string, error) {
	path, err := os.Executable()
	return path, convert(err)
}

func (Process) Kill(pid, sig int) error { return convert(unix.Kill(pid, syscall.Signal(sig))) }

func (Process) Exit(code int) error {
	os.Exit(code & 0xff)
	return nil
}
