package multiprocessing

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// synchronized is a raw value or array with the lock that guards it. Its methods
// take the lock around each access.
type synchronized struct {
	py.Header
	obj, lock py.Value
	sem       *semLock // lock if it is one of ours
}

// syncValueType adds the attribute value, syncArrayType the items.
var synchronizedType, syncValueType, syncArrayType py.Type

func synchronizedSpec() py.TypeSpec {
	attr := func(name string) func(t *py.Thread, self py.Value) (py.Value, error) {
		return func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.GetAttr(t, py.Cast[synchronized](self).lock, name)
		}
	}
	return py.TypeSpec{
		Name: "_multiprocessing.Synchronized", Layout: py.LayoutOf[synchronized](),
		Signature: "(obj, lock, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			s := py.Make[synchronized](typ)
			s.obj, s.lock = a[0], a[1]
			s.sem, _ = py.As[semLock](a[1], &semLockType)
			return py.Ref(s), nil
		},
		Methods: []py.Method{
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, py.Cast[synchronized](self).lock, "__enter__")
			}},
			{Name: "__exit__", Signature: "($self, /, *args)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, py.Cast[synchronized](self).lock, "__exit__", a...)
			}},
			{Name: "get_obj", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[synchronized](self).obj, nil
			}},
			{Name: "get_lock", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[synchronized](self).lock, nil
			}},
		},
		Getset: []py.Getset{
			{Name: "acquire", Get: attr("acquire")},
			{Name: "release", Get: attr("release")},
			{Name: "_obj", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[synchronized](self).obj, nil }},
			{Name: "_lock", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[synchronized](self).lock, nil }},
		},
	}
}

// locked runs f with the lock held.
func (s *synchronized) locked(t *py.Thread, f func() error) error {
	if s.sem == nil {
		if _, err := py.CallMethod(t, s.lock, "acquire"); err != nil {
			return err
		}
		err := f()
		if _, rerr := py.CallMethod(t, s.lock, "release"); err == nil {
			err = rerr
		}
		return err
	}
	if _, err := s.sem.acquire(t, ipc.Forever); err != nil {
		return err
	}
	err := f()
	if rerr := s.sem.release(t); err == nil {
		err = rerr
	}
	return err
}

func syncValueSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.SynchronizedValue", Base: &synchronizedType,
		Getset: []py.Getset{{Name: "value", Get: func(t *py.Thread, self py.Value) (v py.Value, err error) {
			s := py.Cast[synchronized](self)
			err = s.locked(t, func() (err error) {
				if x, ok := py.As[array](s.obj, &rawValueType); ok {
					v = x.get(0)
					return nil
				}
				v, err = py.GetAttr(t, s.obj, "value")
				return err
			})
			return v, err
		}, Set: func(t *py.Thread, self, val py.Value) error {
			s := py.Cast[synchronized](self)
			if val.IsUnbound() {
				return py.Errorf(py.AttributeError, "property 'value' of '%s' object has no deleter", py.TypeOf(self).FullName())
			}
			return s.locked(t, func() error {
				if x, ok := py.As[array](s.obj, &rawValueType); ok {
					return x.set(t, 0, val)
				}
				return py.SetAttr(t, s.obj, "value", val)
			})
		}}},
	}
}

func syncArraySpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.SynchronizedArray", Base: &synchronizedType,
		Slots: py.Slots{
			Len: func(t *py.Thread, v py.Value) (int, bool) {
				n, err := py.Len(t, py.Cast[synchronized](v).obj)
				if err != nil {
					t.Fail(err)
				}
				return n, err == nil
			},
			GetItem: func(t *py.Thread, v, key py.Value) (r py.Value) {
				s := py.Cast[synchronized](v)
				err := s.locked(t, func() (err error) {
					r, err = py.GetItem(t, s.obj, key)
					return err
				})
				if err != nil {
					return t.Fail(err)
				}
				return r
			},
			SetItem: func(t *py.Thread, v, key, val py.Value) bool {
				s := py.Cast[synchronized](v)
				err := s.locked(t, func() error { return py.SetItem(t, s.obj, key, val) })
				if err != nil {
					t.Fail(err)
				}
				return err == nil
			},
			Iter: func(t *py.Thread, v py.Value) py.Value { return py.NewSequenceIter(v) },
		},
	}
}
