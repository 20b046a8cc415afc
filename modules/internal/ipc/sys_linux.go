package ipc

import (
	"os"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	futexWaitOp = 0 // FUTEX_WAIT, not private: the word is shared by processes
	futexWakeOp = 1
)

// futexWait sleeps while *word is value, for at most d. Spurious returns happen.
func futexWait(word *atomic.Uint32, value uint32, d time.Duration, _ int) {
	ts := unix.NsecToTimespec(int64(d))
	unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(word)), futexWaitOp,
		uintptr(value), uintptr(unsafe.Pointer(&ts)), 0, 0)
}

// futexWake wakes up to n sleepers and returns how many there were.
func futexWake(word *atomic.Uint32, n int) int {
	r, _, errno := unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(word)), futexWakeOp, uintptr(n), 0, 0, 0)
	if errno != 0 {
		return 0
	}
	return int(r)
}

// anonymousFile returns a file of size zero bytes that has no name. Its size is
// sealed, so that no process can make another fail by truncating it.
func anonymousFile(size int) (*os.File, error) {
	fd, err := unix.MemfdCreate("gopyrun", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING)
	if err != nil {
		return temporaryFile(size)
	}
	f := os.NewFile(uintptr(fd), "memfd:gopyrun")
	if err := unix.Ftruncate(fd, int64(size)); err != nil {
		f.Close()
		return nil, os.NewSyscallError("ftruncate", err)
	}
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_ADD_SEALS, unix.F_SEAL_SHRINK|unix.F_SEAL_GROW|unix.F_SEAL_SEAL); err != nil {
		f.Close()
		return nil, os.NewSyscallError("fcntl", err)
	}
	return f, nil
}

// allocate gives f its size. The pages appear when touched, and a full /dev/shm (64
// MiB in a container) then means death by SIGBUS, so a size that does not fit now is
// refused with ENOSPC.
func allocate(f *os.File, size int64) error {
	var st unix.Statfs_t
	err := control(f, func(fd int) error { return unix.Fstatfs(fd, &st) })
	if err == nil && st.Blocks > 0 && uint64(size) > st.Bavail*uint64(st.Bsize) {
		return os.NewSyscallError("ftruncate", unix.ENOSPC)
	}
	return f.Truncate(size)
}

const (
	recvFlags = unix.MSG_CMSG_CLOEXEC
	sendFlags = unix.MSG_NOSIGNAL
)

func socketpair() (fds [2]int, err error) {
	return unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
}

func pipe() (fds [2]int, err error) {
	err = unix.Pipe2(fds[:], unix.O_CLOEXEC|unix.O_NONBLOCK)
	return fds, err
}

// yield lets another process run on this processor, perhaps the one that is waited for.
func yield() { unix.RawSyscall(unix.SYS_SCHED_YIELD, 0, 0, 0) }
