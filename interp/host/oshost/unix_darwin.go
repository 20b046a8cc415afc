package oshost

import (
	"os/user"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	clockMonotonic = 8 // CLOCK_UPTIME_RAW
	clockProcess   = 12
	ioctlTermios   = unix.TIOCGETA
)

func shortSleep(time.Duration) bool { return false }

func pipe(p []int) error {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err := unix.Pipe(p); err != nil {
		return err
	}
	unix.CloseOnExec(p[0])
	unix.CloseOnExec(p[1])
	return nil
}

func dup2(fd, to int, inheritable bool) error {
	if fd != to {
		syscall.ForkLock.RLock()
		defer syscall.ForkLock.RUnlock()
		if err := unix.Dup2(fd, to); err != nil {
			return err
		}
	}
	return setInheritable(to, inheritable)
}

func birthtime(st *unix.Stat_t) (int64, uint32) { return st.Btim.Nano(), st.Flags }

func lchmod(name string, mode uint32) error {
	return unix.Fchmodat(unix.AT_FDCWD, name, mode, unix.AT_SYMLINK_NOFOLLOW)
}

func usableCPUs() int { return 0 }

func loadAverage() (avg [3]float64, err error) { return avg, convert(unix.ENOSYS) }

func login() (string, error) {
	u, err := user.Current()
	if err != nil {
		return "", convert(err)
	}
	return u.Username, nil
}

func home(name string) (string, bool) {
	u, err := user.Current()
	if name != "" {
		u, err = user.Lookup(name)
	}
	if err != nil {
		return "", false
	}
	return u.HomeDir, true
}

func childEnded(int) (int, error) { return -1, unix.ENOSYS }
