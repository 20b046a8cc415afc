package io

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// lock keeps other threads out of a buffer while its owner waits for the system
// without the GIL. The GIL guards its fields.
type lock struct {
	owner *py.Thread
	free  chan struct{} // closed when the owner leaves; nil if nobody waits
}

// enter waits until the lock is free and takes it. A signal handler that uses the
// buffer which its own thread is in the middle of using gets a RuntimeError.
func (l *lock) enter(t *py.Thread, self py.Value) error {
	for l.owner != nil {
		if l.owner == t {
			s, err := py.ReprString(t, self)
			if err != nil {
				return err
			}
			return py.Errorf(py.RuntimeError, "reentrant call inside %s", s)
		}
		if l.free == nil {
			l.free = make(chan struct{})
		}
		free := l.free
		err := t.Blocking(func(interrupted <-chan struct{}) bool {
			select {
			case <-free:
				return true
			case <-interrupted:
				return false
			}
		})
		if err != nil {
			return err
		}
	}
	l.owner = t
	return nil
}

func (l *lock) leave() {
	l.owner = nil
	if l.free != nil {
		close(l.free)
		l.free = nil
	}
}
