package oshost

import (
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

const (
	clockMonotonic = unix.CLOCK_MONOTONIC
	clockProcess   = unix.CLOCK_PROCESS_CPUTIME_ID
	ioctlTermios   = unix.TCGETS
)

// shortSleep blocks the system's thread.
func shortSleep(d time.Duration) bool {
	if d > 0 {
		ts := unix.NsecToTimespec(int64(d))
		for unix.Nanosleep(&ts, &ts) == unix.EINTR {
		}
	}
	return true
}

func pipe(p []int) error { return unix.Pipe2(p, unix.O_CLOEXEC) }

func dup2(fd, to int, inheritable bool) error {
	if fd == to {
		return setInheritable(fd, inheritable)
	}
	flags := unix.O_CLOEXEC
	if inheritable {
		flags = 0
	}
	return unix.Dup3(fd, to, flags)
}

func birthtime(*unix.Stat_t) (int64, uint32) { return 0, 0 }

func lchmod(string, uint32) error { return unix.ENOTSUP }

func usableCPUs() int {
	var set unix.CPUSet
	if unix.SchedGetaffinity(0, &set) != nil {
		return 0
	}
	return set.Count()
}

func loadAverage() (avg [3]float64, err error) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return avg, convert(err)
	}
	for i, n := range info.Loads {
		avg[i] = float64(n) / 65536
	}
	return avg, nil
}

func login() (string, error) {
	text, err := os.ReadFile("/proc/self/loginuid")
	if err == nil {
		if u := passwd(2, strings.TrimSpace(string(text))); u != nil {
			return u[0], nil
		}
	}
	return "", fail(host.Errno(unix.ENXIO))
}

// home returns a user's home directory.
func home(name string) (string, bool) {
	column := 0
	if name == "" {
		column, name = 2, strconv.Itoa(unix.Getuid())
	}
	u := passwd(column, name)
	if u == nil {
		return "", false
	}
	return u[5], true
}

// passwd returns the line of /etc/passwd with a value in a column. Package os/user
// would make a program that is built with cgo depend on the C library.
func passwd(column int, value string) []string {
	text, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		u := strings.Split(strings.TrimSpace(line), ":")
		if len(u) == 7 && u[column] == value {
			return u
		}
	}
	return nil
}

// childEnded returns a descriptor that becomes readable when the child ends.
func childEnded(pid int) (int, error) { return unix.PidfdOpen(pid, 0) }
