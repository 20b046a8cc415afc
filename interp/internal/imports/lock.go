package imports

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// moduleLock is held by the thread that loads a module. There is one while somebody
// holds it or waits for it. All of it is guarded by the GIL.
type moduleLock struct {
	name  string
	owner *py.Thread
	count int // of nested acquisitions by the owner
	users int // holders and waiters
	freed chan struct{}
}

// acquire takes the lock of a module. held is false, without an error, if waiting for
// it would never end, as its owner waits for a lock of this thread: the thread then
// goes on with a module that is partially initialized.
func (st *state) acquire(t *py.Thread, name string) (l *moduleLock, held bool, err error) {
	l = st.locks[name]
	if l == nil {
		l = &moduleLock{name: name}
		st.locks[name] = l
	}
	l.users++
	for l.owner != nil && l.owner != t {
		if st.deadlock(t, l) {
			st.drop(l)
			return l, false, nil
		}
		if l.freed == nil {
			l.freed = make(chan struct{})
		}
		freed := l.freed
		st.waiting[t] = l
		err := t.Blocking(func(interrupted <-chan struct{}) bool {
			select {
			case <-freed:
				return true
			case <-interrupted:
				return false
			}
		})
		delete(st.waiting, t)
		if err != nil {
			st.drop(l)
			return l, false, err
		}
	}
	l.owner = t
	l.count++
	return l, true, nil
}

// deadlock reports whether t would wait for itself if it waited for l.
func (st *state) deadlock(t *py.Thread, l *moduleLock) bool {
	for n := len(st.waiting) + 1; l != nil && n > 0; n-- {
		if l.owner == t {
			return true
		}
		l = st.waiting[l.owner]
	}
	return false
}

func (st *state) release(t *py.Thread, name string, l *moduleLock) {
	if l.owner != t {
		return
	}
	if l.count--; l.count == 0 {
		l.owner = nil
		if l.freed != nil {
			close(l.freed)
			l.freed = nil
		}
	}
	st.drop(l)
}

func (st *state) drop(l *moduleLock) {
	if l.users--; l.users == 0 && st.locks[l.name] == l {
		delete(st.locks, l.name)
	}
}

// globalLock is the lock of _imp.acquire_lock, which imports do not take.
type globalLock struct {
	owner *py.Thread
	count int
	freed chan struct{}
}

func (g *globalLock) acquire(t *py.Thread) error {
	for g.owner != nil && g.owner != t {
		if g.freed == nil {
			g.freed = make(chan struct{})
		}
		freed := g.freed
		if err := t.Blocking(func(interrupted <-chan struct{}) bool {
			select {
			case <-freed:
				return true
			case <-interrupted:
				return false
			}
		}); err != nil {
			return err
		}
	}
	g.owner = t
	g.count++
	return nil
}

func (g *globalLock) release(t *py.Thread) error {
	if g.owner != t {
		return py.Errorf(py.RuntimeError, "not holding the import lock")
	}
	if g.count--; g.count == 0 {
		g.owner = nil
		if g.freed != nil {
			close(g.freed)
			g.freed = nil
		}
	}
	return nil
}
