package ipc

import (
	"runtime"
	"time"
)

// A Waitable can be waited on by [Wait]: a *Conn, a child process, an [FD].
type Waitable interface {
	// WaitFD returns a descriptor that polls as readable once the object is ready.
	WaitFD() (int, error)
}

// FD is a bare file descriptor as a Waitable.
type FD int

func (fd FD) WaitFD() (int, error) { return int(fd), nil }

// WaitFD makes a connection ready when Recv would not wait, the end of file included.
func (c *Conn) WaitFD() (int, error) { return c.Fileno() }

// Wait waits until at least one of the objects is ready and returns the indexes
// of all that are, in order; none if the timeout ran out first. It holds an OS
// thread meanwhile. The objects must not be closed during the wait.
func Wait(objects []Waitable, cancel <-chan struct{}, timeout time.Duration) ([]int, error) {
	defer runtime.KeepAlive(objects)
	w := newWait(cancel, timeout)
	fds := make([]int, len(objects), len(objects)+1)
	for i, o := range objects {
		fd, err := o.WaitFD()
		if err != nil {
			return nil, err
		}
		fds[i] = fd
	}
	if ready, err := pollFDs(fds, 0); err != nil || len(ready) > 0 && anyOf(ready) != nil {
		return anyOf(ready), err
	}
	if err := w.over(); err != nil {
		return nil, ignoreTimeout(err)
	}
	if cancel != nil {
		r, wr, err := filePair(false)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		defer wr.Close()
		defer w.onCancel(func() { wr.Write([]byte{0}) })()
		fd := -1
		if err := control(r, func(h int) error { fd = h; return nil }); err != nil {
			return nil, err
		}
		fds = append(fds, fd)
	}
	for {
		ready, err := pollFDs(fds, w.pollTime())
		if err != nil {
			return nil, err
		}
		if found := anyOf(ready[:len(objects)]); found != nil {
			return found, nil
		}
		if err := w.over(); err != nil {
			return nil, ignoreTimeout(err)
		}
	}
}

// pollTime is how long poll may sleep: it is woken by cancel, so the bound only
// keeps the milliseconds in range.
func (w wait) pollTime() time.Duration {
	if w.deadline.IsZero() {
		return time.Hour
	}
	return max(0, min(time.Hour, time.Until(w.deadline)))
}

func anyOf(ready []bool) (found []int) {
	for i, r := range ready {
		if r {
			found = append(found, i)
		}
	}
	return found
}
