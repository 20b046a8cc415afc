package oshost

import (
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// sigaction is the kernel's struct sigaction.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// Die ends the process by a signal, by its default action: also one that Go's
// runtime would take for a fault of its own (SIGSEGV) or answer with a dump
// (SIGQUIT). It returns only if that fails.
func (Process) Die(sig int) error {
	// SIG_DFL is 0.
	unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(sig), uintptr(unsafe.Pointer(&sigaction{})), 0, 8, 0, 0)
	if err := unix.Kill(os.Getpid(), syscall.Signal(sig)); err != nil {
		return convert(err)
	}
	time.Sleep(time.Second) // it takes a moment to arrive
	return nil
}
