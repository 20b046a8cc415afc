// Package proc starts child processes that are this program again and looks after
// them: it knows when they end, and they end when their parent does.
//
// Parent and child are joined by one socket. It carries the boot message (bytes and
// open files) to the child; afterwards nothing is written to it, and its end of
// file tells each side that the other is gone: the parent's end is the sentinel of
// the child, the child's end is its lifeline. A child that loses its lifeline exits
// at once with status OrphanStatus, and so do its own children: kill -9 of a parent
// leaves nobody behind.
//
// A main program calls IsChild first and, if it is one, Accept. The package knows
// nothing of Python. Unix only; elsewhere Start reports ipc.ErrUnsupported.
//
// Files: proc.go (the parent's side), child.go (the child's side), sys_*.go.
package proc

import (
	"errors"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// Flag is the first argument of a child.
const Flag = "--multiprocessing-child"

// OrphanStatus is the exit status of a child whose parent has died.
const OrphanStatus = 255

// Config says how a child is started.
type Config struct {
	// Path is the program; "" means this one.
	Path string
	// Args follow the Flag on its command line; they only serve people who look at
	// a process list.
	Args []string
	// Env is its environment; nil means that of this process.
	Env []string
	// Dir is its working directory; "" means that of this process.
	Dir string
}

// Child is a process that Start started. Its methods may be called by several
// goroutines.
type Child struct {
	pid     int
	process *os.Process
	sock    *os.File // parent's end
	done    chan struct{}
	code    int // valid once done is closed
	closing sync.Once
}

// Start starts a child with the standard output and error of this process; its
// standard input is empty. It waits for its boot message: the caller must Send or
// Close.
func Start(c Config) (*Child, error) {
	path := c.Path
	if path == "" {
		var err error
		if path, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	null, err := os.Open(os.DevNull)
	if err != nil {
		ours.Close()
		return nil, err
	}
	defer null.Close()
	process, err := os.StartProcess(path, append([]string{path, Flag}, c.Args...), &os.ProcAttr{
		Dir: c.Dir, Env: c.Env, Files: []*os.File{null, os.Stdout, os.Stderr, theirs},
	})
	if err != nil {
		ours.Close()
		return nil, err
	}
	child := &Child{pid: process.Pid, process: process, sock: ours, done: make(chan struct{})}
	go child.reap()
	return child, nil
}

// reap waits for the end of the process.
func (c *Child) reap() {
	state, err := c.process.Wait()
	c.code = OrphanStatus // somebody else has reaped it
	if err == nil {
		c.code = state.ExitCode()
		if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
			c.code = -int(ws.Signal())
		}
	}
	close(c.done)
}

// Send gives the child its boot message. The files stay with the caller.
func (c *Child) Send(payload []byte, files []*os.File) error {
	return ipc.SendFiles(c.sock, payload, files)
}

// PID returns the process id.
func (c *Child) PID() int { return c.pid }

// ExitCode returns the exit status, or the negative number of the signal that
// killed the child; ok is false while it runs.
func (c *Child) ExitCode() (code int, ok bool) {
	select {
	case <-c.done:
		return c.code, true
	default:
		return 0, false
	}
}

// Done is closed when the child has ended.
func (c *Child) Done() <-chan struct{} { return c.done }

// Wait waits for the end of the child; the errors are ipc.ErrTimeout and
// ipc.ErrCanceled.
func (c *Child) Wait(cancel <-chan struct{}, timeout time.Duration) error {
	select {
	case <-c.done:
		return nil
	default:
	}
	if timeout == 0 {
		return ipc.ErrTimeout
	}
	var timer <-chan time.Time
	if timeout > 0 {
		t := time.NewTimer(timeout)
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-c.done:
		return nil
	case <-cancel:
		return ipc.ErrCanceled
	case <-timer:
		return ipc.ErrTimeout
	}
}

// Signal sends a signal; to a child that has ended it does nothing.
func (c *Child) Signal(sig syscall.Signal) error {
	err := c.process.Signal(sig)
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

// WaitFD returns the sentinel: a descriptor that polls as readable once the child
// has ended. It stays valid until Close.
func (c *Child) WaitFD() (int, error) { return fileno(c.sock) }

// Close cuts the child's lifeline and gives up the sentinel. A child that still
// runs ends; it is reaped in the background.
func (c *Child) Close() error {
	var err error
	c.closing.Do(func() { err = c.sock.Close() })
	return err
}

// fileno is f.Fd() without making f blocking.
func fileno(f *os.File) (int, error) {
	rc, err := f.SyscallConn()
	if err != nil {
		return -1, err
	}
	fd := -1
	if err := rc.Control(func(h uintptr) { fd = int(h) }); err != nil {
		return -1, ipc.ErrClosed
	}
	return fd, nil
}
