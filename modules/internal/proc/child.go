package proc

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"
)

// IsChild reports whether a command line is that of a child.
func IsChild(argv []string) bool { return len(argv) > 1 && argv[1] == Flag }

// Parent is a child's link to its parent.
type Parent struct {
	// Payload and Files are the boot message. The files belong to the receiver.
	Payload []byte
	Files   []*os.File
	// Moved says that this process was a spare: its standard output and error, its
	// working directory and environment have just changed.
	Moved bool

	pid  int
	sock *os.File
	gone chan struct{}
}

// maxPayload bounds a boot message: pickled arguments may be large.
const maxPayload = 1<<31 - 1

// Accept waits for the boot message of the parent; a child of Spares then takes over
// the parent's environment, working directory, standard output and error as they are
// at that moment. From then on the process ends with OrphanStatus as soon as the
// parent is gone, after onOrphan (which may be nil) has returned. io.EOF means that
// the parent went before it sent a message.
func Accept(onOrphan func()) (*Parent, error) {
	sock, err := adopt(3)
	if err != nil {
		return nil, fmt.Errorf("not started by a parent process: %w", err)
	}
	payload, files, err := recvFiles(sock, maxPayload)
	if err != nil {
		sock.Close()
		return nil, err
	}
	wasSpare := len(payload) > 0 && payload[0] == moved
	if payload, files, err = unboot(payload, files); err != nil {
		sock.Close()
		return nil, err
	}
	p := &Parent{Payload: payload, Files: files, Moved: wasSpare, pid: os.Getppid(), sock: sock, gone: make(chan struct{})}
	go p.watch(onOrphan)
	return p, nil
}

// watch reads the lifeline, on which nothing comes but its end. If the program has
// closed that descriptor, it looks who its parent is now and then.
func (p *Parent) watch(onOrphan func()) {
	var b [1]byte
	for {
		_, err := p.sock.Read(b[:])
		if err == io.EOF || errors.Is(err, syscall.ECONNRESET) {
			break
		}
		if err != nil {
			for os.Getppid() == p.pid {
				time.Sleep(100 * time.Millisecond)
			}
			break
		}
	}
	close(p.gone)
	if onOrphan != nil {
		onOrphan()
	}
	os.Exit(OrphanStatus)
}

// PID returns the parent's process id.
func (p *Parent) PID() int { return p.pid }

// Gone is closed when the parent has ended.
func (p *Parent) Gone() <-chan struct{} { return p.gone }

// WaitFD returns a descriptor that polls as readable once the parent is gone.
func (p *Parent) WaitFD() (int, error) { return fileno(p.sock) }
