package multiprocessing

import (
	"errors"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// semLock is a _multiprocessing.SemLock: a semaphore that processes share.
type semLock struct {
	py.Header
	s *ipc.Semaphore
}

var semLockType py.Type

func newSemLock(typ *py.Type, s *ipc.Semaphore) py.Value {
	v := py.Make[semLock](typ)
	v.s = s
	return py.Ref(v)
}

func semLockSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.SemLock", Layout: py.LayoutOf[semLock](),
		Doc:       "Semaphore/Mutex type",
		Signature: "(kind, value, maxvalue)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			var n [3]int
			for i := range n {
				var err error
				if n[i], err = py.ToIndex(t, a[i], py.OverflowError); err != nil {
					return py.Value{}, err
				}
				if n[i] != int(int32(n[i])) {
					return py.Value{}, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
				}
			}
			if n[0] != int(ipc.RecursiveMutex) && n[0] != int(ipc.Counting) {
				return py.Value{}, py.Errorf(py.ValueError, "unrecognized kind")
			}
			s, err := stateOf(t).space.NewSemaphore(ipc.SemaphoreKind(n[0]), n[1], n[2])
			if err != nil {
				if errors.Is(err, ipc.ErrUnsupported) {
					return py.Value{}, raise(err)
				}
				return py.Value{}, py.NewException(py.OSError, py.Int(22), py.NewStr("Invalid argument"))
			}
			return newSemLock(typ, s), nil
		},
		Attrs: func(set func(string, py.Value)) { set("SEM_VALUE_MAX", py.Int(ipc.MaxSemaphoreValue)) },
		Methods: []py.Method{
			{Name: "acquire", Signature: "($self, /, block=True, timeout=None)", Func: semAcquire, Doc: "Acquire the semaphore/lock."},
			{Name: "release", Signature: "($self, /)", Func: semRelease, Doc: "Release the semaphore/lock."},
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				_, err := py.Cast[semLock](self).acquire(t, ipc.Forever)
				return py.True, err
			}, Doc: "Enter the semaphore/lock."},
			{Name: "__exit__", Signature: "($self, exc_type=None, exc_value=None, exc_tb=None, /)", Func: semRelease, Doc: "Exit the semaphore/lock."},
			{Name: "_count", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(py.Cast[semLock](self).s.Count(uint64(t.ID)))), nil
			}, Doc: "Num of `acquire()`s minus num of `release()`s for this process."},
			{Name: "_is_mine", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Bool(py.Cast[semLock](self).s.IsMine(uint64(t.ID))), nil
			}, Doc: "Whether the lock is owned by this thread."},
			{Name: "_owner", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(py.Cast[semLock](self).s.OwnerPID())), nil
			}, Doc: "The process that holds the lock, 0 if none."},
			{Name: "_get_value", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(py.Cast[semLock](self).s.Value())), nil
			}, Doc: "Get the value of the semaphore."},
			{Name: "_is_zero", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Bool(py.Cast[semLock](self).s.Value() == 0), nil
			}, Doc: "Return whether semaphore has value zero."},
		},
		Getset: []py.Getset{
			{Name: "_semlock", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return self, nil }},
			{Name: "kind", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Int(int64(py.Cast[semLock](self).s.Kind())), nil
			}},
			{Name: "maxvalue", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Int(int64(py.Cast[semLock](self).s.Max())), nil
			}},
		},
	}
}

func (l *semLock) acquire(t *py.Thread, timeout time.Duration) (bool, error) {
	id := uint64(t.ID)
	if l.s.TryAcquire(id) {
		return true, nil
	}
	if timeout == 0 {
		return false, nil
	}
	err := block(t, timeout, func(cancel <-chan struct{}, timeout time.Duration) error {
		return l.s.Acquire(id, cancel, timeout)
	})
	if err == ipc.ErrTimeout {
		return false, nil
	}
	return err == nil, raise(err)
}

func semAcquire(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	l := py.Cast[semLock](self)
	wait, err := py.IsTrue(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	timeout, err := seconds(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if !wait {
		timeout = 0
	}
	ok, err := l.acquire(t, timeout)
	return py.Bool(ok), err
}

func (l *semLock) release(t *py.Thread) error {
	err := l.s.Release(uint64(t.ID))
	switch err {
	case ipc.ErrNotOwner:
		return py.Errorf(py.AssertionError, "%s", err)
	case ipc.ErrOverRelease:
		return py.Errorf(py.ValueError, "%s", err)
	}
	return raise(err)
}

func semRelease(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.None, py.Cast[semLock](self).release(t)
}
