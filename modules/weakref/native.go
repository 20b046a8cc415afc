package weakref

import (
	"runtime"
	"sync"
	"weak"

	"github.com/gopyrun/gopyrun/interp/py"
)

// ref is a weakref.ref. Its callback runs at a safe point of the main thread after
// Go's collector has found the object dead.
type ref struct {
	py.Header
	target   weak.Pointer[py.Header]
	callback py.Value // None without one, or when it has been called
	hash     uint64
	hashed   bool
}

var refType py.Type

// queue passes the refs whose objects died from the collector's goroutine to the
// interpreter.
type queue struct {
	mu   sync.Mutex
	dead []weak.Pointer[ref]
}

// Native returns the declaration of the module _weakref.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_weakref",
		Doc:  "Weak-reference support module.",
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&refType, refSpec)
			m.Dict.SetName("ref", refType.Value())
			m.Dict.SetName("ReferenceType", refType.Value())
			queueOf(t)
			return nil
		},
	}
}

type queueKey struct{}

func queueOf(t *py.Thread) *queue {
	in := t.Interp
	if q, ok := in.State[queueKey{}].(*queue); ok {
		return q
	}
	q := &queue{}
	in.State[queueKey{}] = q
	before := in.OnPending
	in.OnPending = func(t *py.Thread) {
		if before != nil {
			before(t)
		}
		q.run(t)
	}
	return q
}

// run calls the callbacks of the refs that are alive themselves.
func (q *queue) run(t *py.Thread) {
	q.mu.Lock()
	dead := q.dead
	q.dead = nil
	q.mu.Unlock()
	for _, w := range dead {
		r := w.Value()
		if r == nil || r.callback.IsNone() {
			continue
		}
		cb := r.callback
		r.callback = py.None
		if _, err := py.Call(t, cb, py.Ref(r)); err != nil {
			t.Interp.Unraisable(t, err, "Exception ignored while calling weakref callback", cb)
		}
	}
}

func refSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "weakref.ReferenceType", Layout: py.LayoutOf[ref](),
		Signature: "(object, callback=None, /)", New: refNew,
		Slots: py.Slots{Call: refCall, Hash: refHash, Compare: refCompare, Repr: refRepr},
		Getset: []py.Getset{{Name: "__callback__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			r := py.Cast[ref](self)
			if r.target.Value() == nil {
				return py.None, nil
			}
			return r.callback, nil
		}}},
		Methods: []py.Method{py.ClassGetItem()},
	}
}

// referable reports whether CPython's objects of v's type have room for weak
// references.
func referable(v py.Value) bool {
	typ := py.TypeOf(v)
	if typ.IsHeap() {
		return !typ.Lookup(nameWeakref).IsUnbound()
	}
	switch typ.FullName() {
	case "int", "bool", "float", "complex", "str", "bytes", "bytearray", "tuple", "list", "dict", "NoneType",
		"ellipsis", "NotImplementedType", "range", "slice", "object", "mappingproxy", "cell", "property",
		"staticmethod", "classmethod", "super", "enumerate", "zip", "map", "filter", "reversed", "frame", "traceback",
		"dict_keys", "dict_values", "dict_items":
		return false
	}
	return true
}

var nameWeakref = py.InternStatic("__weakref__")

func refNew(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	if !referable(a[0]) {
		return py.Value{}, py.Errorf(py.TypeError, "cannot create weak reference to '%s' object", py.TypeOf(a[0]).Name())
	}
	r := py.Make[ref](typ)
	h := py.Cast[py.Header](a[0])
	r.target, r.callback = weak.Make(h), a[1]
	if !r.callback.IsNone() && py.TypeOf(a[0]).IsHeap() {
		q, in, w := queueOf(t), t.Interp, weak.Make(r)
		runtime.AddCleanup(h, func(w weak.Pointer[ref]) {
			q.mu.Lock()
			q.dead = append(q.dead, w)
			q.mu.Unlock()
			if in.Main != nil {
				in.Main.Breaker.Or(py.BreakPending)
			}
		}, w)
	}
	return py.Ref(r), nil
}

// object returns what the reference leads to, None if that is gone.
func (r *ref) object() py.Value {
	if h := r.target.Value(); h != nil {
		return py.Ref(h)
	}
	return py.None
}

func refCall(t *py.Thread, self py.Value, args []py.Value, kw []py.Value) py.Value {
	if len(args) > 0 {
		return t.Raise(py.TypeError, "ReferenceType.__call__() takes no arguments (%d given)", len(args))
	}
	return py.Cast[ref](self).object()
}

func refHash(t *py.Thread, self py.Value) (uint64, bool) {
	r := py.Cast[ref](self)
	if r.hashed {
		return r.hash, true
	}
	o := r.object()
	if o.IsNone() {
		t.Raise(py.TypeError, "weak object has gone away")
		return 0, false
	}
	h, ok := py.Hash(t, o)
	if ok {
		r.hash, r.hashed = h, true
	}
	return h, ok
}

func refCompare(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
	x, ok := py.As[ref](a, &refType)
	y, ok2 := py.As[ref](b, &refType)
	if !ok || !ok2 || op != py.EQ && op != py.NE {
		return py.NotImplemented
	}
	p, q := x.object(), y.object()
	if p.IsNone() || q.IsNone() {
		return py.Bool((a == b) == (op == py.EQ))
	}
	return py.Compare(t, p, q, op)
}

func refRepr(t *py.Thread, self py.Value) py.Value {
	o := py.Cast[ref](self).object()
	if o.IsNone() {
		return py.NewStr("<weakref at " + py.HexID(self) + "; dead>")
	}
	return py.NewStr("<weakref at " + py.HexID(self) + "; to '" + py.TypeOf(o).FullName() + "' at " + py.HexID(o) + ">")
}
