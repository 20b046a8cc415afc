package thread

import (
	"sync"

	"github.com/gopyrun/gopyrun/interp/py"
)

// simpleQueue is _queue.SimpleQueue: unbounded, re-entrant, without task tracking.
// Its state changes under the GIL only; put hands an item to a waiting get directly.
type simpleQueue struct {
	py.Header
	items   []py.Value
	head    int
	waiters []*queueWaiter
}

type queueWaiter struct {
	wake  chan struct{}
	item  py.Value
	given bool
}

type queueTypes struct{ simple *py.Type }

var queueTypesOf = sync.OnceValue(func() *queueTypes { return &queueTypes{py.NewType(simpleQueueSpec())} })

// emptyKey finds the interpreter's class queue.Empty in Interp.State.
type emptyKey struct{}

// QueueModule returns the module _queue.
func QueueModule() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_queue",
		Doc:  "C implementation of the Python queue module.",
		Exec: func(t *py.Thread, m *py.Module) error {
			ns := py.NewDict()
			ns.SetName("__module__", py.NewStr("_queue"))
			ns.SetName("__doc__", py.NewStr("Exception raised by Queue.get(block=0)/get_nowait()."))
			empty, err := py.NewClass(t, py.TypeType, "Empty", []*py.Type{py.ExceptionType}, ns, nil)
			if err != nil {
				return err
			}
			t.Interp.State[emptyKey{}] = empty
			m.Dict.SetName("Empty", empty.Value())
			m.Dict.SetName("SimpleQueue", queueTypesOf().simple.Value())
			return nil
		},
	}
}

func simpleQueueSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_queue.SimpleQueue", Layout: py.LayoutOf[simpleQueue](),
		Doc:       "Simple, unbounded, reentrant FIFO queue.",
		Signature: "()",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			return py.Ref(py.Make[simpleQueue](typ)), nil
		},
		Methods: []py.Method{
			{Name: "put", Signature: "($self, item, block=True, timeout=None)", Func: simplePut, Doc: "Put the item on the queue."},
			{Name: "put_nowait", Signature: "($self, item)", Func: simplePut, Doc: "Put an item into the queue without blocking."},
			{Name: "get", Signature: "($self, block=True, timeout=None)", Func: simpleGet, Doc: "Remove and return an item from the queue."},
			{Name: "get_nowait", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return simpleGet(t, self, py.Args{py.False, py.None})
			}, Doc: "Remove and return an item from the queue without blocking."},
			{Name: "empty", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Bool(py.Cast[simpleQueue](self).len() == 0), nil
			}, Doc: "Return True if the queue is empty, False otherwise (not reliable!)."},
			{Name: "qsize", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(py.Cast[simpleQueue](self).len())), nil
			}, Doc: "Return the approximate size of the queue (not reliable!)."},
			{Name: "__class_getitem__", Signature: "($type, object, /)", Func: py.ClassGetItem().Func, Flags: py.Class, Doc: "See PEP 585"},
		},
	}
}

func (q *simpleQueue) len() int { return len(q.items) - q.head }

func (q *simpleQueue) pop() py.Value {
	v := q.items[q.head]
	q.items[q.head] = py.Value{}
	q.head++
	if q.head == len(q.items) {
		q.items, q.head = q.items[:0], 0
	} else if q.head > 1024 && q.head*2 > len(q.items) {
		q.items = append([]py.Value(nil), q.items[q.head:]...)
		q.head = 0
	}
	return v
}

func simplePut(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	q := py.Cast[simpleQueue](self)
	if len(q.waiters) > 0 {
		w := q.waiters[0]
		q.waiters[0] = nil
		q.waiters = q.waiters[1:]
		w.item, w.given = a[0], true
		close(w.wake)
		return py.None, nil
	}
	q.items = append(q.items, a[0])
	return py.None, nil
}

func simpleGet(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	q := py.Cast[simpleQueue](self)
	if q.len() > 0 {
		return q.pop(), nil
	}
	empty := func() error { return py.NewException(t.Interp.State[emptyKey{}].(*py.Type)) }
	block, err := py.IsTrue(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !block {
		return py.Value{}, empty()
	}
	if f, ok := py.AsFloat(a[1]); ok && f < 0 || a[1].IsInt() && a[1].Int64() < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "'timeout' must be a non-negative number")
	}
	limit, err := timeout(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	w := &queueWaiter{wake: make(chan struct{})}
	q.waiters = append(q.waiters, w)
	_, err = wait(t, w.wake, limit)
	if w.given {
		if err != nil {
			// Give the item back to the front: the exception wins.
			q.items = append([]py.Value{w.item}, q.items[q.head:]...)
			q.head = 0
			return py.Value{}, err
		}
		return w.item, nil
	}
	for i, o := range q.waiters {
		if o == w {
			q.waiters = append(q.waiters[:i], q.waiters[i+1:]...)
			break
		}
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.Value{}, empty()
}
