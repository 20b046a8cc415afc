//go:build unix

package oshost

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Files is the open files of the process.
type Files struct{}

// transfer calls a system call that reads or writes.
func transfer(call func(int, []byte) (int, error), fd int, p []byte) (n int, err error) {
	err = retry(func() error {
		n, err = call(fd, p)
		return err
	})
	return max(n, 0), convert(err)
}

// wait blocks until fd is ready or cancel is closed. A descriptor in non-blocking
// mode is not waited for.
func (f Files) wait(fd int, events int16, cancel <-chan struct{}) error {
	if cancel == nil {
		return nil
	}
	fds := []host.PollFD{{FD: fd, Events: events}}
	if n, err := poll(fds, 0); n != 0 || err != nil {
		return convert(err)
	}
	if blocking, err := f.Blocking(fd); err != nil || !blocking {
		return err
	}
	_, err := f.Poll(fds, -1, cancel)
	return err
}

func (f Files) Read(fd int, p []byte, cancel <-chan struct{}) (int, error) {
	if err := f.wait(fd, host.PollIn, cancel); err != nil {
		return 0, err
	}
	return transfer(unix.Read, fd, p)
}

// Write to a full pipe writes what fits when the pipe has room again; with more
// than the room it blocks until all is written, cancelled or not.
func (f Files) Write(fd int, p []byte, cancel <-chan struct{}) (int, error) {
	if err := f.wait(fd, host.PollOut, cancel); err != nil {
		return 0, err
	}
	return transfer(unix.Write, fd, p)
}

func (Files) Pread(fd int, p []byte, off int64) (int, error) {
	return transfer(func(fd int, p []byte) (int, error) { return unix.Pread(fd, p, off) }, fd, p)
}

func (Files) Pwrite(fd int, p []byte, off int64) (int, error) {
	return transfer(func(fd int, p []byte) (int, error) { return unix.Pwrite(fd, p, off) }, fd, p)
}

func (Files) Seek(fd int, off int64, whence int) (int64, error) {
	pos, err := unix.Seek(fd, off, whence)
	return pos, convert(err)
}

func (Files) Truncate(fd int, size int64) error {
	return convert(retry(func() error { return unix.Ftruncate(fd, size) }))
}

func (Files) Stat(fd int) (host.Stat, error) {
	var st unix.Stat_t
	if err := retry(func() error { return unix.Fstat(fd, &st) }); err != nil {
		return host.Stat{}, convert(err)
	}
	return stat(&st), nil
}

func (Files) Sync(fd int) error { return convert(retry(func() error { return unix.Fsync(fd) })) }

// Close does not repeat the call when it is interrupted: the descriptor is gone.
func (Files) Close(fd int) error {
	if err := unix.Close(fd); err != unix.EINTR {
		return convert(err)
	}
	return nil
}

func (Files) Dup(fd int) (int, error) {
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	return n, convert(err)
}

func (Files) Dup2(fd, to int, inheritable bool) error {
	return convert(retry(func() error { return dup2(fd, to, inheritable) }))
}

func (Files) Pipe() (r, w int, err error) {
	var p [2]int
	if err := pipe(p[:]); err != nil {
		return -1, -1, convert(err)
	}
	return p[0], p[1], nil
}

func (Files) Inheritable(fd int) (bool, error) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return flags&unix.FD_CLOEXEC == 0, convert(err)
}

func (Files) SetInheritable(fd int, on bool) error { return convert(setInheritable(fd, on)) }

func setInheritable(fd int, on bool) error {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	if err != nil {
		return err
	}
	flags |= unix.FD_CLOEXEC
	if on {
		flags &^= unix.FD_CLOEXEC
	}
	_, err = unix.FcntlInt(uintptr(fd), unix.F_SETFD, flags)
	return err
}

func (Files) Blocking(fd int) (bool, error) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	return flags&unix.O_NONBLOCK == 0, convert(err)
}

func (Files) SetBlocking(fd int, on bool) error { return convert(syscall.SetNonblock(fd, !on)) }

func (Files) IsTerminal(fd int) bool {
	_, err := unix.IoctlGetTermios(fd, ioctlTermios)
	return err == nil
}

func (Files) TerminalSize(fd int) (columns, lines int, err error) {
	ws, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0, convert(err)
	}
	return int(ws.Col), int(ws.Row), nil
}

func (Files) Poll(fds []host.PollFD, timeout time.Duration, cancel <-chan struct{}) (int, error) {
	if cancel == nil || timeout == 0 {
		n, err := poll(fds, timeout)
		return n, convert(err)
	}
	if n, err := poll(fds, 0); n != 0 || err != nil {
		return n, convert(err)
	}
	// One more descriptor, a pipe which becomes readable when cancel is closed.
	var p [2]int
	if err := pipe(p[:]); err != nil {
		return 0, convert(err)
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-cancel:
		case <-done:
		}
		unix.Close(p[1])
	}()
	all := append(fds[:len(fds):len(fds)], host.PollFD{FD: p[0], Events: host.PollIn})
	n, err := poll(all, timeout)
	close(done)
	<-ended
	unix.Close(p[0])
	copy(fds, all)
	if err != nil {
		return 0, convert(err)
	}
	if all[len(fds)].Revents != 0 {
		if n--; n == 0 {
			return 0, host.Interrupted()
		}
	}
	return n, nil
}

// poll is poll(2), repeated when a signal interrupts it.
func poll(fds []host.PollFD, timeout time.Duration) (int, error) {
	list := make([]unix.PollFd, len(fds))
	for i, f := range fds {
		list[i] = unix.PollFd{Fd: int32(f.FD), Events: f.Events}
	}
	const longest = 24 * time.Hour // poll(2) counts milliseconds in an int
	deadline := time.Now().Add(timeout)
	for {
		ms := -1
		if timeout >= 0 {
			ms = int((min(timeout, longest) + time.Millisecond - 1) / time.Millisecond)
		}
		n, err := unix.Poll(list, ms)
		if timeout > 0 {
			timeout = max(time.Until(deadline), 0)
		}
		if err == unix.EINTR || err == nil && n == 0 && timeout > 0 {
			continue
		}
		for i := range fds {
			fds[i].Revents = list[i].Revents
		}
		return n, err
	}
}
