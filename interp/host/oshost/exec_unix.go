//go:build unix

package oshost

import (
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Exec starts programs of the machine. NewExec makes it.
type Exec struct{}

// NewExec returns an Exec.
func NewExec() *Exec { return &Exec{} }

func (*Exec) Start(c host.Command) (int, error) {
	attr := &syscall.ProcAttr{
		Dir: c.Dir,
		Env: c.Env,
		Sys: &syscall.SysProcAttr{Setsid: c.Setsid, Setpgid: c.Setpgid},
	}
	if attr.Env == nil {
		attr.Env = os.Environ()
	}
	for _, fd := range c.Files {
		attr.Files = append(attr.Files, uintptr(fd))
	}
	pid, err := syscall.ForkExec(c.Path, c.Argv, attr)
	if err == nil {
		return pid, nil
	}
	if c.Dir != "" {
		if st, serr := (FS{}).Stat(c.Dir, true); serr != nil || !st.IsDir() {
			return 0, convert(err, c.Dir)
		}
	}
	return 0, convert(err, c.Path)
}

func (*Exec) Wait(pid int, noHang bool, cancel <-chan struct{}) (host.WaitStatus, error) {
	if noHang {
		return wait(pid, unix.WNOHANG)
	}
	if cancel == nil {
		return wait(pid, 0)
	}
	if pid > 0 {
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
