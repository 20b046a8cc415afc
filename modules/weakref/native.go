package weakref

import (
	"runtime"
	"sync"
	"weak"

	"github.com/gopyrun/gopyrun/interp/py"
)

// ref is a weakref.ref or, by its type, a proxy. Its callback runs at a safe point
// of the main thread after Go's collector has found the object dead.
type ref struct {
	py.Header
	target   weak.Pointer[py.Header]
	callback py.Value // None without one, or when it has been called
	hash     uint64
	hashed   bool
}

var refType py.Type

// table knows an interpreter's references by their objects. Objects whose death
// the collector has found pass from its goroutine through dead.
type table struct {
	refs map[weak.Pointer[py.Header]][]weak.Pointer[ref]

	mu   sync.Mutex
	dead []weak.Pointer[py.Header]
}

// Native returns the declaration of the module _weakref.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_weakref",
		Doc:  "Weak-reference support module.",
		Methods: []py.Method{
			{Name: "getweakrefcount", Signature: "($module, object, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(len(tableOf(t).of(a[0])))), nil
			}, Doc: "Return the number of weak references to 'object'."},
			{Name: "getweakrefs", Signature: "($module, object, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				l := py.MakeList(nil)
				for _, r := range tableOf(t).of(a[0]) {
					l.Append(py.Ref(r))
				}
				return l.Value(), nil
			}, Doc: "Return a list of all weak reference objects pointing to 'object'."},
			{Name: "proxy", Signature: "($module, object, callback=None, /)", Func: proxyNew, Doc: "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized."},
			{Name: "_remove_dead_weakref", Signature: "($module, dct, key, /)", Func: removeDead, Flags: py.CallsPython, Doc: "Atomically remove key from dict if it points to a dead weakref."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&refType, refSpec)
			py.DefineType(&proxyType, func() py.TypeSpec { return proxySpec(false) })
			py.DefineType(&callableProxyType, func() py.TypeSpec { return proxySpec(true) })
			m.Dict.SetName("ref", refType.Value())
			m.Dict.SetName("ReferenceType", refType.Value())
			m.Dict.SetName("ProxyType", proxyType.Value())
			m.Dict.SetName("CallableProxyType", callableProxyType.Value())
			tableOf(t)
			return nil
		},
	}
}

type tableKey struct{}

func tableOf(t *py.Thread) *table {
	in := t.Interp
	if q, ok := in.State[tableKey{}].(*table); ok {
		return q
	}
	q := &table{refs: map[weak.Pointer[py.Header]][]weak.Pointer[ref]{}}
	in.State[tableKey{}] = q
	before := in.OnPending
	in.OnPending = func(t *py.Thread) {
		if before != nil {
			before(t)
		}
		q.run(t)
	}
	return q
}

// run calls the callbacks of the refs to dead objects that are alive themselves, of
// each object the newest first.
func (q *table) run(t *py.Thread) {
	q.mu.Lock()
	dead := q.dead
	q.dead = nil
	q.mu.Unlock()
	for _, w := range dead {
		refs := q.refs[w]
		delete(q.refs, w)
		for i := len(refs) - 1; i >= 0; i-- {
			r := refs[i].Value()
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
}

// of returns the references to v that are alive, in CPython's order: those without
// callback first, then the newest first.
func (q *table) of(v py.Value) []*ref {
	if !referable(v) {
		return nil
	}
	list := q.refs[weak.Make(py.Cast[py.Header](v))]
	var plain, called []*ref
	for i := len(list) - 1; i >= 0; i-- {
		switch r := list[i].Value(); {
		case r == nil:
		case r.shared():
			plain = append(plain, r)
		default:
			called = append(called, r)
		}
	}
	if len(plain) == 2 && py.TypeOf(py.Ref(plain[0])) != &refType {
		plain[0], plain[1] = plain[1], plain[0]
	}
	return append(plain, called...)
}

// shared reports whether r serves everyone who asks for such a reference: one of
// the module's own types without callback.
func (r *ref) shared() bool {
	typ := py.TypeOf(py.Ref(r))
	return r.callback.IsNone() && (typ == &refType || typ == &proxyType || typ == &callableProxyType)
}

// refer makes a reference of type typ to v, or returns the one that there is.
func refer(t *py.Thread, typ *py.Type, v, callback py.Value) (*ref, error) {
	if !referable(v) {
		return nil, py.Errorf(py.TypeError, "cannot create weak reference to '%s' object", py.TypeOf(v).FullName())
	}
	q := tableOf(t)
	h := py.Cast[py.Header](v)
	w := weak.Make(h)
	list, known := q.refs[w]
	if callback.IsNone() && !typ.IsHeap() {
		for _, p := range list {
			if r := p.Value(); r != nil && r.shared() && py.TypeOf(py.Ref(r)) == typ {
				return r, nil
			}
		}
	}
	r := py.Make[ref](typ)
	r.target, r.callback = w, callback
	kept := list[:0]
	for _, p := range list {
		if p.Value() != nil {
			kept = append(kept, p)
		}
	}
	q.refs[w] = append(kept, weak.Make(r))
	if c, isType := py.As[py.Type](v, py.TypeType); !known && !(isType && !c.IsHeap()) {
		in := t.Interp
		runtime.AddCleanup(h, func(w weak.Pointer[py.Header]) {
			q.mu.Lock()
			q.dead = append(q.dead, w)
			q.mu.Unlock()
			if in.Main != nil {
				in.Main.Breaker.Or(py.BreakPending)
			}
		}, w)
	}
	return r, nil
}

func refSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "weakref.ReferenceType", Layout: py.LayoutOf[ref](),
		Signature: "(*args, **kwargs)", New: refNew, NewName: "__new__",
		InitSignature: "(*args, **kwargs)", Init: refInit,
		Slots: py.Slots{Call: refCall, Hash: refHash, Compare: refCompare, Repr: refRepr},
		Getset: []py.Getset{{Name: "__callback__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			r := py.Cast[ref](self)
			if r.target.Value() == nil {
				return py.None, nil
			}
			return r.callback, nil
		}}},
		Members: []string{"__callback__"},
		Methods: []py.Method{py.ClassGetItem()},
	}
}

// referable reports whether CPython's objects of v's type have room for weak
// references.
func referable(v py.Value) bool {
	typ := py.TypeOf(v)
	if typ.IsSubtype(py.TypeType) {
		return true
	}
	if typ.IsHeap() {
		if !typ.Lookup(nameWeakref).IsUnbound() {
			return true
		}
		for typ.IsHeap() {
			typ = typ.Base()
		}
	}
	switch typ.FullName() {
	case "int", "bool", "float", "complex", "str", "bytes", "bytearray", "tuple", "list", "dict", "NoneType",
		"ellipsis", "NotImplementedType", "range", "slice", "object", "mappingproxy", "cell", "property",
		"staticmethod", "classmethod", "super", "enumerate", "zip", "map", "filter", "reversed", "frame", "traceback",
		"dict_keys", "dict_values", "dict_items", "typing.Generic":
		return false
	}
	return true
}

var nameWeakref = py.InternStatic("__weakref__")

// refArgs are the arguments of ref: further ones are for the __init__ of a subclass.
func refArgs(fname string, a py.Args) (args []py.Value, err error) {
	args = py.Cast[py.Tuple](a[0]).Items
	switch n := len(args); {
	case n < 1:
		return nil, py.Errorf(py.TypeError, "%s expected at least 1 argument, got 0", fname)
	case n > 2:
		return nil, py.Errorf(py.TypeError, "%s expected at most 2 arguments, got %d", fname, n)
	}
	return args, nil
}

func refNew(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	args, err := refArgs("__new__", a)
	if err != nil {
		return py.Value{}, err
	}
	callback := py.None
	if len(args) > 1 {
		callback = args[1]
	}
	r, err := refer(t, typ, args[0], callback)
	if err != nil {
		return py.Value{}, err
	}
	return py.Ref(r), nil
}

func refInit(t *py.Thread, self py.Value, a py.Args) error {
	if py.Cast[py.Dict](a[1]).Len() > 0 {
		return py.Errorf(py.TypeError, "ref() takes no keyword arguments")
	}
	_, err := refArgs("__init__", a)
	return err
}

// object returns what the reference leads to, None if that is gone.
func (r *ref) object() py.Value {
	if h := r.target.Value(); h != nil {
		return py.Ref(h)
	}
	return py.None
}

func refCall(t *py.Thread, self py.Value, args []py.Value, kw []py.Value) py.Value {
	if len(kw) > 0 {
		return t.Raise(py.TypeError, "ReferenceType.__call__() takes no keyword arguments")
	}
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
	name, err := py.LookupAttr(t, o, py.InternStatic("__name__"))
	if err != nil {
		name = py.Value{} // a repr does without
	}
	text := "<weakref at " + py.HexID(self) + "; to '" + py.TypeOf(o).QualName() + "' at " + py.HexID(o)
	if !name.IsUnbound() {
		if s, ok := py.AsStr(name); ok {
			text += " (" + s.String() + ")"
		}
	}
	return py.NewStr(text + ">")
}

func removeDead(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	d, ok := py.AsDict(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "_remove_dead_weakref() argument 1 must be dict, not %s", py.TypeOf(a[0]).FullName())
	}
	v, ok := d.Get(t, a[1])
	if !ok {
		return py.Value{}, t.Take()
	}
	if v.IsUnbound() {
		return py.None, nil
	}
	r, isRef := py.As[ref](v, &refType)
	if !isRef {
		return py.Value{}, py.Errorf(py.TypeError, "not a weakref")
	}
	if r.object().IsNone() {
		return py.None, py.SetItem(t, a[0], a[1], py.Value{})
	}
	return py.None, nil
}
