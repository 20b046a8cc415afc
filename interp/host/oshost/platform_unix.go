//go:build unix

package oshost

import (
	"fmt"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

func describe(n syscall.Errno) (host.Errno, int, string) {
	return host.Errno(n), 0, strerror(int(n))
}

// strerror is C's text, which Go's is but for the first letter.
func strerror(n int) string {
	if n == 0 {
		return success
	}
	if unix.ErrnoName(syscall.Errno(n)) == "" {
		return fmt.Sprintf(unknownError, n)
	}
	if text, ok := errnoText(n); ok {
		return text
	}
	text := syscall.Errno(n).Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

func errnos() map[string]int {
	all := map[string]int{"EWOULDBLOCK": int(unix.EWOULDBLOCK), "EDEADLOCK": int(unix.EDEADLK)}
	for n := 1; n < 256; n++ {
		if name := unix.ErrnoName(syscall.Errno(n)); name != "" {
			all[name] = n
		}
	}
	extraErrnos(all)
	return all
}

func signals() map[string]int {
	all := map[string]int{}
	for n := 1; n < 65; n++ {
		if name := unix.SignalName(syscall.Signal(n)); name != "" {
			all[name] = n
		}
	}
	extraSignals(all)
	return all
}

func canHandle(sig int) bool {
	return sig > 0 && sig < 65 && sig != int(unix.SIGKILL) && sig != int(unix.SIGSTOP)
}

func openFlags() map[string]int {
	all := map[string]int{
		"O_RDONLY": unix.O_RDONLY, "O_WRONLY": unix.O_WRONLY, "O_RDWR": unix.O_RDWR,
		"O_CREAT": unix.O_CREAT, "O_EXCL": unix.O_EXCL, "O_TRUNC": unix.O_TRUNC,
		"O_APPEND": unix.O_APPEND, "O_NONBLOCK": unix.O_NONBLOCK, "O_NDELAY": unix.O_NONBLOCK,
		"O_SYNC": unix.O_SYNC, "O_DSYNC": unix.O_DSYNC, "O_NOCTTY": unix.O_NOCTTY,
		"O_CLOEXEC": unix.O_CLOEXEC, "O_DIRECTORY": unix.O_DIRECTORY,
		"O_NOFOLLOW": unix.O_NOFOLLOW, "O_ACCMODE": unix.O_ACCMODE,
	}
	extraOpenFlags(all)
	return all
}

func (System) Uname() (host.Uname, error) {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return host.Uname{}, convert(err)
	}
	return host.Uname{
		Sysname:  unix.ByteSliceToString(u.Sysname[:]),
		Nodename: unix.ByteSliceToString(u.Nodename[:]),
		Release:  unix.ByteSliceToString(u.Release[:]),
		Version:  unix.ByteSliceToString(u.Version[:]),
		Machine:  unix.ByteSliceToString(u.Machine[:]),
	}, nil
}
