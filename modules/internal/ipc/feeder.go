package ipc

import (
	"errors"
	"sync"
)

// A Feeder writes the messages of a queue to its connection in the background, so
// that Put never waits for a reader. A message goes out at once if nothing is before
// it and the connection has room; else a goroutine writes it.
//
// Of the processes that write to one queue only one writes at a time: the one that
// holds the write lock. A Feeder may be used by several goroutines.
type Feeder struct {
	conn *Conn
	lock *Semaphore

	mu      sync.Mutex
	buffer  [][]byte
	running bool          // the goroutine
	done    chan struct{} // closed when it has ended
	failed  error
}

// feederThread is the owner of the write lock on behalf of a feeder: no thread has
// this number.
const feederThread = 1<<63 - 1

// smallMessage is the size up to which a message is written at once.
const smallMessage = 16 << 10

// NewFeeder returns a feeder that writes to conn while it holds lock.
func NewFeeder(conn *Conn, lock *Semaphore) *Feeder { return &Feeder{conn: conn, lock: lock} }

// Put sends data, later if need be. The error may be that of an earlier message.
func (f *Feeder) Put(data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed != nil {
		return f.failed
	}
	if !f.running && len(data) <= smallMessage && f.lock.TryAcquire(feederThread) {
		err := f.conn.Send(data, nil, 0)
		if errors.Is(err, ErrPartial) {
			// The goroutine writes the rest before it gives the lock back.
			f.start(true)
			return nil
		}
		f.lock.Release(feederThread)
		if err != ErrTimeout {
			return err
		}
	}
	f.buffer = append(f.buffer, data)
	if !f.running {
		f.start(false)
	}
	return nil
}

// Pending returns how many messages have not been written yet.
func (f *Feeder) Pending() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.buffer)
}

// Idle reports whether everything has been written.
func (f *Feeder) Idle() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.running
}

// Join waits until everything has been written, or until cancel is closed, which is
// ErrCanceled.
func (f *Feeder) Join(cancel <-chan struct{}) error {
	f.mu.Lock()
	running, done := f.running, f.done
	f.mu.Unlock()
	if !running {
		return nil
	}
	select {
	case <-done:
		return nil
	case <-cancel:
		return ErrCanceled
	}
}

func (f *Feeder) start(locked bool) {
	f.running = true
	f.done = make(chan struct{})
	go f.run(locked)
}

// run writes until nothing is left. f.mu is not held while it writes.
func (f *Feeder) run(locked bool) {
	var err error
	if locked {
		err = f.conn.Flush(nil, Forever)
		f.lock.Release(feederThread)
	}
	for {
		f.mu.Lock()
		if len(f.buffer) == 0 || err != nil {
			// A reader that is gone (EPIPE) ends the queue: nobody wants the rest.
			f.buffer, f.failed = nil, err
			f.running = false
			close(f.done)
			f.mu.Unlock()
			return
		}
		batch := f.buffer
		f.buffer = nil
		f.mu.Unlock()
		for _, data := range batch {
			if err = f.lock.Acquire(feederThread, nil, Forever); err != nil {
				break
			}
			err = f.conn.Send(data, nil, Forever)
			f.lock.Release(feederThread)
			if err != nil {
				break
			}
		}
	}
}
