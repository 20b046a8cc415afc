//go:build unix && !linux

package ipc

import (
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// futexWait pauses for a time that grows with the number of tries. There is no
// public wait on a shared word here: macOS has os_sync_wait_on_address only from
// 14.4 on, behind libSystem.
func futexWait(word *atomic.Uint32, value uint32, d time.Duration, try int) {
	time.Sleep(min(d, 20*time.Microsecond<<min(try, 7), 2*time.Millisecond))
}

func futexWake(*atomic.Uint32, int) int { return 1 }

func anonymousFile(size int) (*os.File, error) { return temporaryFile(size) }

func allocate(f *os.File, size int64) error { return f.Truncate(size) }

const (
	recvFlags = 0
	sendFlags = 0
)

func socketpair() (fds [2]int, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if fds, err = unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0); err != nil {
		return fds, err
	}
	return fds, prepare(fds)
}

func pipe() (fds [2]int, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err = unix.Pipe(fds[:]); err != nil {
		return fds, err
	}
	return fds, prepare(fds)
}

func prepare(fds [2]int) error {
	for _, fd := range fds {
		unix.CloseOnExec(fd)
		if err := unix.SetNonblock(fd, true); err != nil {
			unix.Close(fds[0])
			unix.Close(fds[1])
			return err
		}
	}
	return nil
}

func yield() {}
