//go:build unix && !linux

package proc

import (
	"os"

	"golang.org/x/sys/unix"
)

// replaceDescriptor makes descriptor fd the file f.
func replaceDescriptor(f *os.File, fd int) error {
	return os.NewSyscallError("dup2", unix.Dup2(int(f.Fd()), fd))
}
