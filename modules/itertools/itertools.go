// Package itertools is the module itertools: functions creating iterators for
// efficient looping.
//
// Every iterator is one Go type, iterator, around a closure that holds its state;
// the table in types.go gives each its Python type. Only the index of modules
// imports the package.
package itertools

import "github.com/gopyrun/gopyrun/interp/py"

// iterator is an instance of any of the module's types. next returns the unbound
// Value at the end, as the Next slot.
type iterator struct {
	py.Header
	next  func(t *py.Thread) py.Value
	state any // of the types that show more than their items
}

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/itertools.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "itertools",
		Doc:  "Functional tools for creating and using iterators.",
		Methods: []py.Method{{Name: "tee", Signature: "(iterable, n=2, /)", Func: tee, Flags: py.CallsPython,
			Doc: "Returns a tuple of n independent iterators."}},
		Exec: func(t *py.Thread, m *py.Module) error {
			for i := range kinds {
				k := &kinds[i]
				py.DefineType(&types[i], k.spec)
				m.Dict.SetName(k.name, types[i].Value())
			}
			py.DefineType(&grouperType, grouperSpec)
			m.Dict.SetName("_grouper", grouperType.Value())
			py.DefineType(&teeType, teeSpec)
			m.Dict.SetName("_tee", teeType.Value())
			return nil
		},
	}
}

// kind declares one iterator type: make binds the arguments and returns next.
type kind struct {
	name, sig, doc string
	make           func(t *py.Thread, a py.Args) (next func(t *py.Thread) py.Value, state any, err error)
	repr           py.UnaryFunc
	methods        []py.Method
}

// types are the Python types of kinds, index by index; py.DefineType fills them.
var types [32]py.Type

func (k *kind) spec() py.TypeSpec {
	mk := k.make
	return py.TypeSpec{
		Name: "itertools." + k.name, Doc: k.doc, Layout: py.LayoutOf[iterator](), Signature: k.sig,
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			next, state, err := mk(t, a)
			if err != nil {
				return py.Value{}, err
			}
			it := py.Make[iterator](typ)
			it.next, it.state = next, state
			return py.Ref(it), nil
		},
		Slots:   py.Slots{Iter: self, Next: next, Repr: k.repr},
		Methods: k.methods,
	}
}

func self(t *py.Thread, v py.Value) py.Value { return v }

func next(t *py.Thread, v py.Value) py.Value { return py.Cast[iterator](v).next(t) }

// advance takes the next item of an iterator; stop says that x, the end or an
// error, is what to return.
func advance(t *py.Thread, it py.Value) (x py.Value, stop bool) {
	x = py.TypeOf(it).Next(t, it)
	return x, x.IsUnbound() || x.IsError()
}

// poll is called once per item skipped; it honours cancellation now and then.
func poll(t *py.Thread, n *int) (ok bool) {
	if *n++; *n&0xfff == 0 {
		if err := t.Poll(); err != nil {
			t.Fail(err)
			return false
		}
	}
	return true
}

func call1(t *py.Thread, f, x py.Value) py.Value { return py.CallSlot(t, f, []py.Value{x}, nil) }

// truth is bool(f(x)), or bool(x) for a None f.
func truth(t *py.Thread, f, x py.Value) (yes, ok bool) {
	if !f.IsNone() {
		if x = call1(t, f, x); x.IsError() {
			return false, false
		}
	}
	return py.Truth(t, x)
}
