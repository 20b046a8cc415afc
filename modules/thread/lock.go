package thread

import (
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
)

// lock is a _thread.lock. Its state changes under the GIL only; waiters is the FIFO
// of those that want it. Release hands the lock to the first waiter directly, which
// is woken by closing its channel.
type lock struct {
	py.Header
	locked  bool
	waiters []*waiter
}

// waiter waits for a lock; given is set, under the GIL, when the lock is its own.
type waiter struct {
	wake  chan struct{}
	given bool
}

func lockSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_thread.lock", Layout: py.LayoutOf[lock](), Flags: py.NoSubclass,
		Doc:       "A lock object is a synchronization primitive.",
		Signature: "()",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			return py.Ref(py.Make[lock](typ)), nil
		},
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			word := "unlocked"
			if py.Cast[lock](v).locked {
				word = "locked"
			}
			return py.NewStr("<" + word + " _thread.lock object at " + py.HexID(v) + ">")
		}},
		Methods: []py.Method{
			{Name: "acquire", Signature: "($self, blocking=True, timeout=-1)", Func: lockAcquire, Doc: "Lock the lock."},
			{Name: "acquire_lock", Signature: "($self, blocking=True, timeout=-1)", Func: lockAcquire},
			{Name: "release", Signature: "($self, /)", Func: lockRelease, Doc: "Release the lock, allowing another thread that is blocked waiting for the lock to acquire the lock."},
			{Name: "release_lock", Signature: "($self, /)", Func: lockRelease},
			{Name: "locked", Signature: "($self, /)", Func: lockLocked, Doc: "Return whether the lock is in the locked state."},
			{Name: "locked_lock", Signature: "($self, /)", Func: lockLocked},
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				_, err := py.Cast[lock](self).acquire(t, forever)
				return py.True, err
			}},
			{Name: "__exit__", Signature: "($self, exc_type=None, exc_value=None, exc_tb=None, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return lockRelease(t, self, nil)
			}},
			{Name: "_at_fork_reinit", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				*py.Cast[lock](self) = lock{Header: py.Cast[lock](self).Header}
				return py.None, nil
			}},
		},
	}
}

func allocateLock(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return py.Ref(py.Make[lock](typesOf().lock)), nil
}

// acquireArgs reads blocking and timeout as all locks take them.
func acquireArgs(t *py.Thread, blocking, limit py.Value) (time.Duration, error) {
	block, err := py.IsTrue(t, blocking)
	if err != nil {
		return 0, err
	}
	if limit == py.Int(-1) || limit == py.Float(-1) {
		if block {
			return forever, nil
		}
		return 0, nil
	}
	f, err := number(t, limit)
	if err != nil {
		return 0, err
	}
	if !block {
		return 0, py.Errorf(py.ValueError, "can't specify a timeout for a non-blocking call")
	}
	if f < 0 {
		return 0, py.Errorf(py.ValueError, "timeout value must be a non-negative number")
	}
	return timeout(t, py.Float(f))
}

func lockAcquire(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	l := py.Cast[lock](self)
	if !l.locked && a[0] == py.True && a[1] == py.Int(-1) {
		l.locked = true
		return py.True, nil
	}
	limit, err := acquireArgs(t, a[0], a[1])
	if err != nil {
		return py.Value{}, err
	}
	ok, err := l.acquire(t, limit)
	return py.Bool(ok), err
}

// acquire takes the lock, waiting up to limit.
func (l *lock) acquire(t *py.Thread, limit time.Duration) (bool, error) {
	if !l.locked {
		l.locked = true
		return true, nil
	}
	if limit == 0 {
		return false, nil
	}
	w := &waiter{wake: make(chan struct{})}
	l.waiters = append(l.waiters, w)
	_, err := wait(t, w.wake, limit)
	if w.given {
		if err != nil {
			// The exception wins: pass the lock on.
			l.release()
			return false, err
		}
		return true, nil
	}
	for i, o := range l.waiters {
		if o == w {
			l.waiters = append(l.waiters[:i], l.waiters[i+1:]...)
			break
		}
	}
	return false, err
}

// release frees the lock or hands it to the first waiter.
func (l *lock) release() {
	if len(l.waiters) == 0 {
		l.locked = false
		return
	}
	w := l.waiters[0]
	l.waiters[0] = nil
	l.waiters = l.waiters[1:]
	w.given = true
	close(w.wake)
}

func lockRelease(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	l := py.Cast[lock](self)
	if !l.locked {
		return py.Value{}, py.Errorf(py.RuntimeError, "release unlocked lock")
	}
	l.release()
	return py.None, nil
}

func lockLocked(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	return py.Bool(py.Cast[lock](self).locked), nil
}
