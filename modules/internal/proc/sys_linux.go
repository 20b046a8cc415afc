package proc

import (
	"os"

	"golang.org/x/sys/unix"
)

// replaceDescriptor makes descriptor fd the file f.
func replaceDescriptor(f *os.File, fd int) error {
	return os.NewSyscallError("dup3", unix.Dup3(int(f.Fd()), fd, 0))
}
