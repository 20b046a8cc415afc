//go:build unix

package oshost

import (
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Exec starts programs of the machine. NewExec makes it.
type Exec struct {
	// starting is held by a start that changes this process for the child's sake.
	starting sync.Mutex
}

// NewExec returns an Exec.
func NewExec() *Exec { return &Exec{} }

func (e *Exec) Start(c host.Command) (int, error) {
	if c.Dir != "" {
		if err := enterable(c.Dir); err != nil {
			return 0, err
		}
	}
	attr := &syscall.ProcAttr{
		Dir: c.Dir,
		Env: c.Env,
		Sys: &syscall.SysProcAttr{Setsid: c.Setsid, Setpgid: c.Setpgid, Pgid: c.Pgid, Credential: credential(c.User)},
	}
	if attr.Env == nil {
		attr.Env = os.Environ()
	}
	for _, fd := range childFiles(c) {
		attr.Files = append(attr.Files, uintptr(fd))
	}
	if c.SetUmask {
		e.starting.Lock()
		defer e.starting.Unlock()
		defer unix.Umask(unix.Umask(c.Umask))
	}
	if c.DefaultSignals {
		if !c.SetUmask {
			e.starting.Lock()
			defer e.starting.Unlock()
		}
		for _, sig := range [...]os.Signal{unix.SIGPIPE, unix.SIGXFSZ} {
			if signal.Ignored(sig) {
				// A signal that Go handles has its default in a child. The handler here
				// drops it, so that nothing is noticed of the change.
				drop := make(chan os.Signal, 1)
				signal.Notify(drop, sig)
				defer signal.Ignore(sig)
			}
		}
	}
	pid, err := syscall.ForkExec(c.Path, c.Argv, attr)
	return pid, convert(err, c.Path)
}

// enterable checks a child's directory: the error of ForkExec does not tell what
// failed.
func enterable(dir string) error {
	st, err := FS{}.Stat(dir, true)
	if err == nil && !st.IsDir() {
		err = fail(host.ENOTDIR, dir)
	}
	if err == nil {
		err = FS{}.Access(dir, host.AccessExec)
	}
	return err
}

func credential(u *host.User) *syscall.Credential {
	if u == nil {
		return nil
	}
	c := &syscall.Credential{Uid: uint32(u.UID), Gid: uint32(u.GID), NoSetGroups: !u.SetGroups}
	if u.UID < 0 {
		c.Uid = uint32(unix.Getuid())
	}
	if u.GID < 0 {
		c.Gid = uint32(unix.Getgid())
	}
	for _, g := range u.Groups {
		c.Groups = append(c.Groups, uint32(g))
	}
	return c
}

// childFiles lists the child's descriptors up to the last one that has to be kept or
// closed.
func childFiles(c host.Command) []int {
	files := append([]int(nil), c.Files...)
	grow := func(n int) {
		for len(files) <= n {
			fd := -1
			if !c.CloseOthers && inheritable(len(files)) {
				fd = len(files)
			}
			files = append(files, fd)
		}
	}
	for _, fd := range c.Keep {
		if fd >= len(c.Files) {
			grow(fd)
			files[fd] = fd
		}
	}
	if c.CloseOthers {
		for _, fd := range openFiles() {
			if fd >= len(files) && inheritable(fd) {
				grow(fd)
			}
		}
	}
	return files
}

func inheritable(fd int) bool {
	on, err := Files{}.Inheritable(fd)
	return on && err == nil
}

// openFiles lists the descriptors that may be open.
func openFiles() (fds []int) {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		for fd := range 1024 {
			fds = append(fds, fd)
		}
	}
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil {
			fds = append(fds, fd)
		}
	}
	return fds
}

func (*Exec) Wait(pid int, noHang bool, cancel <-chan struct{}) (host.WaitStatus, error) {
	if noHang {
		return wait(pid, unix.WNOHANG)
	}
	if cancel == nil {
		return wait(pid, 0)
	}
	if pid > 0 {
		// Of what is no child one would wait for the end, too.
		if st, err := wait(pid, unix.WNOHANG); err != nil || st.PID != 0 {
			return st, err
		}
		if fd, err := childEnded(pid); err == nil {
			defer unix.Close(fd)
			if _, err := (Files{}).Poll([]host.PollFD{{FD: fd, Events: host.PollIn}}, -1, cancel); err != nil {
				return host.WaitStatus{}, err
			}
		}
	}
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		if st, err := wait(pid, unix.WNOHANG); err != nil || st.PID != 0 {
			return st, err
		}
		select {
		case <-cancel:
			return host.WaitStatus{}, host.Interrupted()
		case <-time.After(pause):
		}
	}
}

func wait(pid, options int) (st host.WaitStatus, err error) {
	var ws unix.WaitStatus
	var u unix.Rusage
	err = retry(func() error {
		st.PID, err = unix.Wait4(pid, &ws, options, &u)
		return err
	})
	if err != nil || st.PID == 0 {
		return host.WaitStatus{}, convert(err)
	}
	st.ExitCode = ws.ExitStatus()
	if ws.Signaled() {
		st.ExitCode, st.CoreDump = -int(ws.Signal()), ws.CoreDump()
	}
	st.UserTime, st.SystemTime = u.Utime.Nano(), u.Stime.Nano()
	return st, nil
}

func (*Exec) Replace(path string, argv, env []string) error {
	return convert(syscall.Exec(path, argv, env), path)
}
