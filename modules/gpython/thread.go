package gpython

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// thread is a goroutine that runs Python code of a context.
type thread struct {
	ident   uint64
	handle  *gil.Handle
	breaker atomic.Uint32
	depth   int // of calls

	mu   sync.Mutex
	wake chan struct{} // closed by Interrupt while the thread blocks
}

func (c *Context) newThread() *thread {
	c.threads++
	t := &thread{ident: uint64(c.threads)}
	t.handle = c.gil.NewHandle(&t.breaker)
	t.handle.Ident = t.ident
	return t
}

// Interrupt raises KeyboardInterrupt in the main thread, at its next safe point or
// out of a wait. Any goroutine may call it.
func (c *Context) Interrupt() {
	t := c.main
	t.mu.Lock()
	defer t.mu.Unlock()
	t.breaker.Or(interrupted)
	if t.wake != nil {
		close(t.wake)
		t.wake = nil
	}
}

func (t *thread) clearInterrupt() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.breaker.And(^interrupted)
}

// AllowThreads runs f without the GIL, which the caller has: f must not touch Python
// objects.
func (c *Context) AllowThreads(f func()) {
	t := c.running
	t.handle.Release()
	f()
	t.handle.AcquireIO()
	c.running = t
}

// block waits without the GIL. Interrupt cancels the wait of the main thread, with
// KeyboardInterrupt.
func (c *Context) block(wait func(cancel <-chan struct{}) error) error {
	t := c.running
	wake := make(chan struct{})
	t.mu.Lock()
	if t.breaker.Load()&interrupted != 0 {
		close(wake)
	} else {
		t.wake = wake
	}
	t.mu.Unlock()
	var err error
	c.AllowThreads(func() { err = wait(wake) })
	t.mu.Lock()
	t.wake = nil
	t.mu.Unlock()
	if t.breaker.Load()&interrupted != 0 {
		t.clearInterrupt()
		return newException(py.KeyboardInterrupt)
	}
	return err
}

func newException(typ *py.Type, args ...py.Object) error {
	return &py.Exception{Base: typ, Args: py.Tuple(args), Dict: py.NewStringDict()}
}

// startThread runs the method _bootstrap of a threading.Thread in a new thread. It
// returns once that runs, as in CPython: threads begin in the order of their start.
func (c *Context) startThread(object py.Object) {
	t := c.newThread()
	begun := make(chan struct{})
	go func() {
		t.handle.Acquire()
		c.running = t
		close(begun)
		_, err := c.Protect(func() (py.Object, error) {
			run, err := py.GetAttrString(object, "_bootstrap")
			if err != nil {
				return nil, err
			}
			return py.Call(run, nil, nil)
		})
		if err != nil && !py.IsException(py.SystemExit, err) {
			name := "Thread"
			if s, err := py.GetAttrString(object, "_name"); err == nil {
				if s, ok := s.(py.String); ok {
					name = string(s)
				}
			}
			c.report(err, "Exception in thread "+name+":\n")
		}
		// The end is announced last, so that join finds everything done.
		if ended, err := py.GetAttrString(object, "_ended"); err == nil {
			if l, ok := ended.(*lock); ok {
				l.release()
			}
		}
		t.handle.Release()
		t.handle.Close()
	}()
	c.AllowThreads(func() { <-begun })
}

// lock is a threading.Lock.
type lock struct {
	c    *Context
	held chan struct{} // holds a token while the lock is taken
}

func (c *Context) newLock() *lock { return &lock{c, make(chan struct{}, 1)} }

var lockType = newType("lock", methods{
	"acquire": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("acquire", 0, "blocking", "timeout")
		if err != nil {
			return nil, err
		}
		timeout, err := lockTimeout(v[0], v[1])
		if err != nil {
			return nil, err
		}
		return self.(*lock).acquire(timeout)
	},
	"release":   func(self py.Object, a args) (py.Object, error) { return self.(*lock).release() },
	"locked":    func(self py.Object, a args) (py.Object, error) { return py.NewBool(len(self.(*lock).held) > 0), nil },
	"__enter__": func(self py.Object, a args) (py.Object, error) { return self.(*lock).acquire(ipc.Forever) },
	"__exit__":  func(self py.Object, a args) (py.Object, error) { return self.(*lock).release() },
})

func (l *lock) Type() *py.Type { return lockType }

func (l *lock) acquire(timeout time.Duration) (py.Object, error) {
	select {
	case l.held <- struct{}{}:
		return py.True, nil
	default:
	}
	if timeout == 0 {
		return py.False, nil
	}
	got := false
	err := l.c.block(func(cancel <-chan struct{}) error {
		expired, stop := after(timeout)
		defer stop()
		select {
		case l.held <- struct{}{}:
			got = true
		case <-cancel:
		case <-expired:
		}
		return nil
	})
	if err != nil && got {
		<-l.held
	}
	return py.NewBool(got), err
}

func (l *lock) release() (py.Object, error) {
	select {
	case <-l.held:
		return py.None, nil
	default:
		return nil, py.ExceptionNewf(py.RuntimeError, "release unlocked lock")
	}
}

// after returns a channel that receives after the timeout; never, if it is negative.
func after(timeout time.Duration) (<-chan time.Time, func()) {
	if timeout < 0 {
		return nil, func() {}
	}
	t := time.NewTimer(timeout)
	return t.C, func() { t.Stop() }
}

// lockTimeout is the meaning of acquire's arguments in threading.
func lockTimeout(blocking, timeout py.Object) (time.Duration, error) {
	limit := ipc.Forever
	if timeout != nil {
		f, err := number(timeout)
		if err != nil {
			return 0, err
		}
		if f < 0 && f != -1 {
			return 0, py.ExceptionNewf(py.ValueError, "timeout value must be a non-negative number")
		}
		if f >= 0 {
			limit = duration(f)
		}
	}
	if blocking != nil && !truth(blocking) {
		if limit >= 0 {
			return 0, py.ExceptionNewf(py.ValueError, "can't specify a timeout for a non-blocking call")
		}
		limit = 0
	}
	return limit, nil
}

// sleep waits; only KeyboardInterrupt ends it early.
func (c *Context) sleep(d time.Duration) error {
	return c.block(func(cancel <-chan struct{}) error {
		expired, stop := after(d)
		defer stop()
		select {
		case <-expired:
		case <-cancel:
		}
		return nil
	})
}
