// Package proc starts child processes that are this program again and looks after
// them: it knows when they end, and they end when their parent does.
//
// Parent and child are joined by one socket. It carries the boot message (bytes and
// open files) to the child; afterwards nothing is written to it, and the child's end
// is its lifeline: at its end of file the child exits at once with OrphanStatus, and
// so do its own children. kill -9 of a parent leaves nobody behind, except a child
// that is stopped (it ends when continued). PR_SET_PDEATHSIG would reach that one,
// but it follows the thread that forked, which Go would have to lock for ever.
//
// A main program calls IsChild first and, if it is one, Accept. Children can be
// started ahead of need: see Spares. The package knows nothing of Python. Unix only;
// elsewhere Start reports ipc.ErrUnsupported.
//
// Files: proc.go (the parent's side), child.go (the child's side), spares.go, sys_*.go.
//
// Measured, 2 cores: Start, Send and Wait of a child that does nothing 2 ms.
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
	// Args follow the Flag on its command line: what the child wants to know before
	// the boot message. Everybody can read them in a process list.
	Args []string
	// Env is its environment; nil means that of this process.
	Env []string
	// Dir is its working directory; "" means that of this process.
	Dir string
}

// Child is a process that Start started. Its methods may be called by several
// goroutines.
type Child struct {
	config  Config
	pid     int
	process *os.Process
	sock    *os.File // parent's end
	ended   *os.File // sentinel: a pipe, at its end of file once code is valid
	spare   bool     // has waited, and maybe the circumstances have changed
	done    chan struct{}
	code    int // valid once done is closed
	closing sync.Once
}

// Start starts a child with the standard output and error of this process; its
// standard input is empty. It waits for its boot message: the caller must Send or
// Close.
func Start(c Config) (*Child, error) { return start(c, false) }

// start starts a child; a spare gets its standard output and error with the boot
// message, lest an idle process keep open what they are now, a pipe perhaps.
func start(c Config, spare bool) (*Child, error) {
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
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		ours.Close()
		return nil, err
	}
	defer null.Close()
	ended, alive, err := os.Pipe()
	if err != nil {
		ours.Close()
		return nil, err
	}
	stdout, stderr := null, null
	if !spare {
		stdout, stderr = usable(os.Stdout, null), usable(os.Stderr, null)
	}
	process, err := os.StartProcess(path, append([]string{path, Flag}, c.Args...), &os.ProcAttr{
		Dir: c.Dir, Env: c.Env, Files: []*os.File{null, stdout, stderr, theirs},
	})
	if err != nil {
		ours.Close()
		ended.Close()
		alive.Close()
		return nil, err
	}
	child := &Child{config: c, spare: spare, pid: process.Pid, process: process, sock: ours, ended: ended, done: make(chan struct{})}
	go child.reap(alive)
	return child, nil
}

// usable is f, or null if somebody has closed its descriptor.
func usable(f, null *os.File) *os.File {
	if _, err := f.Stat(); err != nil {
		return null
	}
	return f
}

// reap waits for the end of the process and closes the other end of the sentinel.
func (c *Child) reap(alive *os.File) {
	defer alive.Close()
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

// Send gives the child its boot message, once. The files stay with the caller. It
// waits while the child is booting if the payload is more than about 200 KB. A child
// that has ended meanwhile gives EPIPE or ECONNRESET.
func (c *Child) Send(payload []byte, files []*os.File) error {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	boot, files := c.boot(payload, files, null)
	return ipc.SendFiles(c.sock, boot, files)
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
// has ended and ExitCode knows how. It stays valid until Close.
func (c *Child) WaitFD() (int, error) { return fileno(c.ended) }

// Close cuts the child's lifeline and gives up the sentinel. A child that still
// runs ends; it is reaped in the background.
func (c *Child) Close() error {
	var err error
	c.closing.Do(func() { err = errors.Join(c.sock.Close(), c.ended.Close()) })
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
