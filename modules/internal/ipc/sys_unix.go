//go:build unix

package ipc

import (
	"errors"
	"io"
	"os"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// temporaryFile is an unlinked file: what anonymousFile is without memfd.
func temporaryFile(size int) (*os.File, error) {
	f, err := os.CreateTemp("", "gopyrun-")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(os.Remove(f.Name()), f.Truncate(int64(size))); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// mapFile maps the first size bytes of f, shared and writable.
func mapFile(f *os.File, size int) ([]byte, error) {
	var mem []byte
	err := control(f, func(fd int) (err error) {
		mem, err = unix.Mmap(fd, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
		return err
	})
	if err != nil {
		return nil, os.NewSyscallError("mmap", err)
	}
	return mem, nil
}

const noFollow = unix.O_NOFOLLOW

// control calls op with the descriptor of f. Unlike f.Fd it leaves f non-blocking,
// and f cannot be closed meanwhile.
func control(f *os.File, op func(fd int) error) error {
	rc, err := f.SyscallConn()
	if err != nil || rc.Control(func(fd uintptr) { err = op(int(fd)) }) != nil {
		return ErrClosed
	}
	return err
}

func unmap(mem []byte) error { return os.NewSyscallError("munmap", unix.Munmap(mem)) }

// duplicate returns an own, close-on-exec descriptor of f. The status flags,
// O_NONBLOCK among them, are shared with f.
func duplicate(f *os.File) (*os.File, error) {
	fd, err := dup(f)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// pollable returns a duplicate of f that the runtime's poller watches.
func pollable(f *os.File) (*os.File, error) {
	fd, err := dup(f)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, os.NewSyscallError("fcntl", err)
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

func dup(f *os.File) (fd int, err error) {
	err = control(f, func(old int) error {
		fd, err = unix.FcntlInt(uintptr(old), unix.F_DUPFD_CLOEXEC, 0)
		return os.NewSyscallError("fcntl", err)
	})
	return fd, err
}

// filePair makes a socket pair, or a pipe whose first file is the reading end.
func filePair(duplex bool) (a, b *os.File, err error) {
	name, make := "pipe", pipe
	if duplex {
		name, make = "socketpair", socketpair
	}
	fds, err := make()
	if err != nil {
		return nil, nil, os.NewSyscallError(name, err)
	}
	return os.NewFile(uintptr(fds[0]), name), os.NewFile(uintptr(fds[1]), name), nil
}

// tryRead reads once without waiting; would reports that it would have waited.
func tryRead(rc syscall.RawConn, p []byte) (n int, would bool, err error) {
	cerr := rc.Read(func(fd uintptr) bool {
		n, err = ignoreEINTR(func() (int, error) { return unix.Read(int(fd), p) })
		return true
	})
	if cerr != nil {
		return 0, false, cerr
	}
	if err == unix.EAGAIN {
		return 0, true, nil
	}
	if err != nil {
		return 0, false, os.NewSyscallError("read", err)
	}
	if n == 0 && len(p) > 0 {
		return 0, false, io.EOF
	}
	return n, false, nil
}

// tryWrite writes once without waiting; would reports that it would have waited.
func tryWrite(rc syscall.RawConn, p []byte) (n int, would bool, err error) {
	cerr := rc.Write(func(fd uintptr) bool {
		n, err = ignoreEINTR(func() (int, error) { return unix.Write(int(fd), p) })
		return true
	})
	if cerr != nil {
		return 0, false, cerr
	}
	if err == unix.EAGAIN {
		return 0, true, nil
	}
	return max(n, 0), false, os.NewSyscallError("write", err)
}

// awaitReadable and awaitWritable wait in the runtime's poller, as long as the
// deadline of the file allows.
func awaitReadable(rc syscall.RawConn) error {
	return rc.Read(func(fd uintptr) bool { return readable(int(fd)) })
}

func awaitWritable(rc syscall.RawConn) error {
	return rc.Write(func(fd uintptr) bool {
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
		n, err := ignoreEINTR(func() (int, error) { return unix.Poll(fds, 0) })
		return err != nil || n > 0
	})
}

// readable reports whether a read of fd would not wait, be it for the end of file.
func readable(fd int) bool {
	fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	n, err := ignoreEINTR(func() (int, error) { return unix.Poll(fds, 0) })
	return err != nil || n > 0
}

// pollFDs waits until one of the descriptors is readable or d has passed, and
// reports for each whether it is. A bad descriptor is an error.
func pollFDs(fds []int, d time.Duration) ([]bool, error) {
	set := make([]unix.PollFd, len(fds))
	for i, fd := range fds {
		set[i] = unix.PollFd{Fd: int32(fd), Events: unix.POLLIN}
	}
	ms := int((d + time.Millisecond - 1) / time.Millisecond)
	n, err := unix.Poll(set, ms)
	if err != nil && err != unix.EINTR {
		return nil, os.NewSyscallError("poll", err)
	}
	ready := make([]bool, len(fds))
	for i := 0; i < len(set) && n > 0; i++ {
		if set[i].Revents&unix.POLLNVAL != 0 {
			return nil, os.NewSyscallError("poll", unix.EBADF)
		}
		ready[i] = set[i].Revents != 0
	}
	return ready, nil
}

func ignoreEINTR(f func() (int, error)) (int, error) {
	for {
		n, err := f()
		if err != unix.EINTR {
			return n, err
		}
	}
}

// maxFilesPerMessage is under the kernel's SCM_MAX_FD (253 on Linux).
const maxFilesPerMessage = 240

func sendmsg(rc syscall.RawConn, data []byte, files []*os.File) (n int, err error) {
	var oob []byte
	if len(files) > 0 {
		fds := make([]int, len(files))
		for i, f := range files {
			if err := control(f, func(fd int) error { fds[i] = fd; return nil }); err != nil {
				return 0, err
			}
		}
		oob = unix.UnixRights(fds...)
	}
	cerr := rc.Write(func(fd uintptr) bool {
		n, err = ignoreEINTR(func() (int, error) {
			return unix.SendmsgN(int(fd), data, oob, nil, sendFlags)
		})
		return err != unix.EAGAIN
	})
	if cerr != nil {
		return 0, cerr
	}
	runtime.KeepAlive(files)
	return n, os.NewSyscallError("sendmsg", err)
}

func recvmsg(rc syscall.RawConn, data []byte) (n int, files []*os.File, err error) {
	oob := make([]byte, unix.CmsgSpace(4*maxFilesPerMessage))
	var oobn, flags int
	cerr := rc.Read(func(fd uintptr) bool {
		n, err = ignoreEINTR(func() (n int, err error) {
			n, oobn, flags, _, err = unix.Recvmsg(int(fd), data, oob, recvFlags)
			return n, err
		})
		return err != unix.EAGAIN
	})
	if cerr != nil {
		return 0, nil, cerr
	}
	if err != nil {
		return 0, nil, os.NewSyscallError("recvmsg", err)
	}
	if oobn > 0 {
		messages, err := unix.ParseSocketControlMessage(oob[:oobn])
		if err != nil {
			return 0, nil, err
		}
		for _, m := range messages {
			fds, err := unix.ParseUnixRights(&m)
			if err != nil {
				continue // not file descriptors
			}
			for _, fd := range fds {
				unix.CloseOnExec(fd)
				files = append(files, os.NewFile(uintptr(fd), "received"))
			}
		}
	}
	if flags&unix.MSG_CTRUNC != 0 {
		closeAll(files)
		return 0, nil, errors.New("ipc: received file descriptors were lost (too many open files?)")
	}
	if n == 0 && len(data) > 0 {
		closeAll(files)
		return 0, nil, io.EOF
	}
	return n, files, nil
}
