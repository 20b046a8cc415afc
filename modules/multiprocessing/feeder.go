package multiprocessing

import (
	"errors"
	"sync"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// feeder writes the messages of a Queue to its pipe in the background, so that
// put never waits for a reader. A message goes out at once if nothing is before it
// and the pipe has room; else a goroutine writes it.
//
// Of the processes that write to one queue only one writes at a time: the one that
// holds the write lock.
type feeder struct {
	py.Header
	conn *ipc.Conn
	lock *ipc.Semaphore

	mu      sync.Mutex
	buffer  [][]byte
	running bool          // the goroutine
	done    chan struct{} // closed when it has ended
	failed  error
}

var feederType py.Type

// feederThread is the owner of the write lock on behalf of a feeder: no Python
// thread has this number.
const feederThread = 1<<63 - 1

func feederSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.Feeder", Layout: py.LayoutOf[feeder](), Flags: py.NoSubclass,
		Signature: "(connection, lock, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			c, ok1 := py.As[connection](a[0], &connectionType)
			l, ok2 := py.As[semLock](a[1], &semLockType)
			if !ok1 || !ok2 {
				return py.Value{}, py.Errorf(py.TypeError, "Feeder() needs a Connection and a SemLock")
			}
			f := py.Make[feeder](typ)
			f.conn, f.lock = c.c, l.s
			return py.Ref(f), nil
		},
		Methods: []py.Method{
			{Name: "put", Signature: "($self, data, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				data, ok := py.AsBytes(a[0])
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[0]).FullName())
				}
				return py.None, raise(py.Cast[feeder](self).put(data))
			}, Doc: "Send a message, later if need be."},
			{Name: "join", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				f := py.Cast[feeder](self)
				f.mu.Lock()
				done := f.done
				if !f.running {
					done = nil
				}
				f.mu.Unlock()
				if done == nil {
					return py.None, nil
				}
				return py.None, t.Blocking(func(interrupted <-chan struct{}) bool {
					select {
					case <-done:
						return true
					case <-interrupted:
						return false
					}
				})
			}, Doc: "Wait until everything has been written."},
			{Name: "pending", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				f := py.Cast[feeder](self)
				f.mu.Lock()
				defer f.mu.Unlock()
				return py.Int(int64(len(f.buffer))), nil
			}, Doc: "How many messages have not been written yet."},
		},
	}
}

func (f *feeder) put(data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed != nil {
		return f.failed
	}
	if !f.running && len(data) <= small && f.lock.TryAcquire(feederThread) {
		err := f.conn.Send(data, nil, 0)
		if errors.Is(err, ipc.ErrPartial) {
			// The goroutine writes the rest before it gives the lock back.
			f.start(true)
			return nil
		}
		f.lock.Release(feederThread)
		if err != ipc.ErrTimeout {
			return err
		}
	}
	f.buffer = append(f.buffer, data)
	if !f.running {
		f.start(false)
	}
	return nil
}

func (f *feeder) start(locked bool) {
	f.running = true
	f.done = make(chan struct{})
	go f.run(locked)
}

// run writes until nothing is left. f.mu is not held while it writes.
func (f *feeder) run(locked bool) {
	var err error
	if locked {
		err = f.conn.Flush(nil, ipc.Forever)
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
			if err = f.lock.Acquire(feederThread, nil, ipc.Forever); err != nil {
				break
			}
			err = f.conn.Send(data, nil, ipc.Forever)
			f.lock.Release(feederThread)
			if err != nil {
				break
			}
		}
	}
}
