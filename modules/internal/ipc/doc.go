// Package ipc holds the objects that processes share: semaphores, byte blocks,
// message connections and named shared memory. It knows nothing of Python objects
// and may be imported by any runtime that wants them.
//
// Everything that lives in shared memory belongs to a [Space], of which a process
// (or an interpreter) has one. A [Resource] is given to another process as a small
// descriptor and the files it needs: [Bundle] collects them, [Space.Open] rebuilds
// the object on the other side. Files travel by inheritance or by [SendFiles].
//
// Each wait takes a cancel channel and a timeout. A closed channel ends the wait
// with [ErrCanceled]; nil never does. The timeout is [Forever] if negative, and
// zero means "do not wait": [ErrTimeout] is the answer when it runs out.
//
// Linux and the other Unixes are supported; without futexes (all but Linux) a
// contended wait polls with growing pauses of at most 2 ms. On Windows the
// package builds and every constructor reports [ErrUnsupported].
//
// Read space.go first, then sem.go, conn.go, feeder.go (the writing side of a queue),
// named.go.
package ipc

import (
	"errors"
	"time"
)

// Forever as a timeout waits until the event or the cancel channel.
const Forever time.Duration = -1

var (
	// ErrTimeout reports that the timeout of a wait ran out.
	ErrTimeout = errors.New("ipc: timed out")
	// ErrCanceled reports that the cancel channel of a wait was closed.
	ErrCanceled = errors.New("ipc: wait canceled")
	// ErrClosed reports the use of a closed object.
	ErrClosed = errors.New("ipc: use of closed object")
	// ErrUnsupported reports a facility this platform does not have. It wraps
	// [errors.ErrUnsupported].
	ErrUnsupported error = unsupported{}
)

type unsupported struct{}

func (unsupported) Error() string   { return "ipc: not supported on this platform" }
func (unsupported) Is(e error) bool { return e == errors.ErrUnsupported }

// wait is the state of one bounded wait.
type wait struct {
	cancel   <-chan struct{}
	deadline time.Time // zero: none
}

// pollInterval bounds one sleep in the kernel. It bounds also how late a wait
// notices a lost wake-up: one given to a process that was killed.
const pollInterval = 50 * time.Millisecond

func newWait(cancel <-chan struct{}, timeout time.Duration) wait {
	w := wait{cancel: cancel}
	if timeout >= 0 {
		w.deadline = time.Now().Add(timeout)
	}
	return w
}

// over returns the reason to stop waiting, if there is one.
func (w wait) over() error {
	select {
	case <-w.cancel:
		return ErrCanceled
	default:
	}
	if !w.deadline.IsZero() && !time.Now().Before(w.deadline) {
		return ErrTimeout
	}
	return nil
}

// slice is how long the next sleep in the kernel may last.
func (w wait) slice() time.Duration {
	if w.deadline.IsZero() {
		return pollInterval
	}
	return max(0, min(pollInterval, time.Until(w.deadline)))
}

// onCancel calls f in a goroutine if the wait is canceled before stop is called.
// After stop has returned f is not running.
func (w wait) onCancel(f func()) (stop func()) {
	if w.cancel == nil {
		return func() {}
	}
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		select {
		case <-w.cancel:
			f()
		case <-quit:
		}
	}()
	return func() {
		close(quit)
		<-gone
	}
}
