// Package procs starts a program in a process group of its own, collects what
// it prints while it runs, and can say for certain, where the platform lets
// it, that no descendant of the program is left.
//
// On Linux a descendant is recognised by a mark in its environment as well as
// by its process group, so one that was re-parented or moved to another group
// is found too. Read procs.go first; the other files hold the platforms.
package procs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

// markVariable carries the mark of a run to all its descendants.
const markVariable = "CONFORMANCE_RUN"

var runs atomic.Int64

// A Command describes a program to start.
type Command struct {
	Path string
	Args []string // without the program's name
	Dir  string
	Env  []string
	// Stdin is the whole standard input.
	Stdin string
	// Stdout replaces the collected standard output if it is not nil.
	Stdout *os.File
	// Terminal, if not nil, is standard input, output and error at once, and
	// the controlling terminal of a session of the program's own. Out and Err
	// then collect nothing by themselves.
	Terminal *os.File
}

// A Process is a started program with all its descendants.
type Process struct {
	Out, Err Buffer

	cmd    *exec.Cmd
	mark   string
	done   chan struct{}
	status int
}

// Start starts the program. The caller must call Kill in the end, whatever
// happens; it is harmless after a clean exit.
func Start(c Command) (*Process, error) {
	p := &Process{
		cmd:  exec.Command(c.Path, c.Args...),
		mark: fmt.Sprintf("%s=%d.%d", markVariable, os.Getpid(), runs.Add(1)),
		done: make(chan struct{}),
	}
	p.cmd.Dir = c.Dir
	p.cmd.Env = append(c.Env, p.mark)
	p.cmd.Stdin = bytes.NewReader([]byte(c.Stdin))
	p.cmd.Stdout = &p.Out
	if c.Stdout != nil {
		p.cmd.Stdout = c.Stdout
	}
	p.cmd.Stderr = &p.Err
	if c.Terminal != nil {
		p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = c.Terminal, c.Terminal, c.Terminal
	}
	// A descendant that outlives the program keeps the pipes open; it is
	// reported by Left instead of being waited for.
	p.cmd.WaitDelay = time.Second
	ownGroup(p.cmd, c.Terminal != nil)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.done)
		err := p.cmd.Wait()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
			fmt.Fprintln(&p.Err, "procs:", err)
		}
		p.status = exitStatus(p.cmd.ProcessState)
	}()
	return p, nil
}

// Pid is the process id of the program, which is also its process group.
func (p *Process) Pid() int { return p.cmd.Process.Pid }

// Wait waits until the program has ended, at most for the given time. status
// is the exit status, or -n if signal n ended it.
func (p *Process) Wait(timeout time.Duration) (status int, ended bool) {
	select {
	case <-p.done:
		return p.status, true
	case <-time.After(timeout):
		return 0, false
	}
}

// Ended reports whether the program has ended; its descendants may live.
func (p *Process) Ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// WaitGone waits until no descendant is left, at most for the given time, and
// returns the descriptions of those that are.
func (p *Process) WaitGone(timeout time.Duration) []string {
	deadline := time.Now().Add(timeout)
	for {
		left := p.Left()
		if len(left) == 0 || time.Now().After(deadline) {
			return left
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// WaitFor polls until cond holds, at most for the given time or until the
// program has ended, and reports whether it came to hold.
func (p *Process) WaitFor(timeout time.Duration, cond func() bool) bool {
	deadline := time.Now().Add(timeout)
	for {
		ended := p.Ended()
		if cond() {
			return true
		}
		if ended || time.Now().After(deadline) {
			return false
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// A Buffer collects output and may be read while it grows. What exceeds its
// limit is dropped and counted, so that an endless program cannot exhaust
// memory; the program still sees its writes succeed.
type Buffer struct {
	mu      sync.Mutex
	b       bytes.Buffer
	dropped int
}

const bufferLimit = 64 << 20

var _ io.Writer = (*Buffer)(nil)

// Write implements io.Writer and never fails.
func (b *Buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := min(len(p), bufferLimit-b.b.Len())
	b.b.Write(p[:n])
	b.dropped += len(p) - n
	return len(p), nil
}

// String returns what was written so far, with a note if some was dropped.
func (b *Buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dropped > 0 {
		return fmt.Sprintf("%s\n[%d bytes dropped]\n", b.b.String(), b.dropped)
	}
	return b.b.String()
}

// Len is the number of bytes held, cheap to ask while polling.
func (b *Buffer) Len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Len()
}
