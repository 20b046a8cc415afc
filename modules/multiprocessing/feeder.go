package multiprocessing

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// feeder writes the messages of a Queue to its pipe in the background.
type feeder struct {
	py.Header
	f *ipc.Feeder
}

var feederType py.Type

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
			f.f = ipc.NewFeeder(c.c, l.s)
			return py.Ref(f), nil
		},
		Methods: []py.Method{
			{Name: "put", Signature: "($self, data, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				data, ok := py.AsBytes(a[0])
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[0]).FullName())
				}
				return py.None, raise(py.Cast[feeder](self).f.Put(data))
			}, Doc: "Send a message, later if need be."},
			{Name: "join", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				f := py.Cast[feeder](self).f
				if f.Idle() {
					return py.None, nil
				}
				return py.None, t.Blocking(func(interrupted <-chan struct{}) bool {
					return f.Join(interrupted) == nil
				})
			}, Doc: "Wait until everything has been written."},
			{Name: "pending", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(py.Cast[feeder](self).f.Pending())), nil
			}, Doc: "How many messages have not been written yet."},
		},
	}
}
