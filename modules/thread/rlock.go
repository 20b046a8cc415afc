package thread

import (
	"fmt"

	"github.com/gopyrun/gopyrun/interp/py"
)

// rlock is a re-entrant lock: owner is the identifier of the thread that holds it.
type rlock struct {
	py.Header
	l     lock
	owner int64
	count int64
}

func rlockSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_thread.RLock", Layout: py.LayoutOf[rlock](),
		Signature: "(*args, **kwargs)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			return py.Ref(py.Make[rlock](typ)), nil
		},
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			r := py.Cast[rlock](v)
			word := "unlocked"
			if r.count > 0 {
				word = "locked"
			}
			return py.NewStr(fmt.Sprintf("<%s %s object owner=%d count=%d at %s>", word, py.TypeOf(v).FullName(), r.owner, r.count, py.HexID(v)))
		}},
		Methods: []py.Method{
			{Name: "acquire", Signature: "($self, blocking=True, timeout=-1)", Func: rlockAcquire, Doc: "Lock the lock."},
			{Name: "release", Signature: "($self, /)", Func: rlockRelease, Doc: "Release the lock, allowing another thread that is blocked waiting for the lock to acquire the lock."},
			{Name: "locked", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Bool(py.Cast[rlock](self).count > 0), nil
			}},
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.True, py.Cast[rlock](self).enter(t)
			}},
			{Name: "__exit__", Signature: "($self, exc_type=None, exc_value=None, exc_tb=None, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return rlockRelease(t, self, nil)
			}},
			{Name: "_is_owned", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[rlock](self)
				return py.Bool(r.count > 0 && r.owner == t.ID), nil
			}},
			{Name: "_recursion_count", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[rlock](self)
				if r.owner != t.ID {
					return py.Int(0), nil
				}
				return py.Int(r.count), nil
			}},
			{Name: "_release_save", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[rlock](self)
				if r.count == 0 {
					return py.Value{}, py.Errorf(py.RuntimeError, "cannot release un-acquired lock")
				}
				state := py.NewTuple(py.Int(r.count), py.Int(r.owner))
				r.count, r.owner = 0, 0
				r.l.release()
				return state, nil
			}},
			{Name: "_acquire_restore", Signature: "($self, state, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[rlock](self)
				s, ok := py.AsTuple(a[0])
				if !ok || len(s.Items) != 2 || !s.Items[0].IsInt() || !s.Items[1].IsInt() {
					return py.Value{}, py.Errorf(py.TypeError, "_acquire_restore() argument must be a state of _release_save()")
				}
				if _, err := r.l.acquire(t, forever); err != nil {
					return py.Value{}, err
				}
				r.count, r.owner = s.Items[0].Int64(), s.Items[1].Int64()
				return py.None, nil
			}},
			{Name: "_at_fork_reinit", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[rlock](self)
				r.l, r.owner, r.count = lock{}, 0, 0
				return py.None, nil
			}},
		},
	}
}

func (r *rlock) enter(t *py.Thread) error {
	if r.count > 0 && r.owner == t.ID {
		r.count++
		return nil
	}
	if _, err := r.l.acquire(t, forever); err != nil {
		return err
	}
	r.owner, r.count = t.ID, 1
	return nil
}

func rlockAcquire(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	r := py.Cast[rlock](self)
	limit, err := acquireArgs(t, a[0], a[1])
	if err != nil {
		return py.Value{}, err
	}
	if r.count > 0 && r.owner == t.ID {
		r.count++
		return py.True, nil
	}
	ok, err := r.l.acquire(t, limit)
	if ok {
		r.owner, r.count = t.ID, 1
	}
	return py.Bool(ok), err
}

func rlockRelease(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	r := py.Cast[rlock](self)
	if r.count == 0 || r.owner != t.ID {
		return py.Value{}, py.Errorf(py.RuntimeError, "cannot release un-acquired lock")
	}
	if r.count--; r.count == 0 {
		r.owner = 0
		r.l.release()
	}
	return py.None, nil
}
