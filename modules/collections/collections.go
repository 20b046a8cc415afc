// Package collections is the module collections: deque, defaultdict, OrderedDict
// and the parts of namedtuple that must be fast in Go; Counter and the rest of
// namedtuple in Python (collections.py), and ChainMap and the User classes, which are
// made when they are asked for (users.py).
//
// Only the index of modules imports it.
package collections

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

var (
	//go:embed collections.py
	source string
	//go:embed users.py
	users string
)

// Users returns the declaration of the module _collections_users: the classes of
// collections that need collections.abc.
func Users() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "_collections_users", Source: users}
}

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/collections.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "collections", Package: true,
		Doc: "This module implements specialized container datatypes providing\n" +
			"alternatives to Python's general purpose built-in containers, dict,\n" +
			"list, set, and tuple.",
		Methods: []py.Method{
			method("_count_elements", "(mapping, iterable, /)", countElements, py.Slow|py.CallsPython, "Count elements in the iterable, updating the mapping"),
		},
		Exec:   exec,
		Source: source,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	for _, d := range []struct {
		name string
		typ  *py.Type
		spec func() py.TypeSpec
	}{
		{"deque", &dequeType, dequeSpec},
		{"_deque_iterator", &dequeIterType, dequeIterSpec},
		{"_deque_reverse_iterator", &dequeRevIterType, dequeRevIterSpec},
		{"defaultdict", &defaultDictType, defaultDictSpec},
		{"", &odictKeysType, odictViewSpec("odict_keys", py.DictKeysType)},
		{"", &odictValuesType, odictViewSpec("odict_values", py.DictValuesType)},
		{"", &odictItemsType, odictViewSpec("odict_items", py.DictItemsType)},
		{"OrderedDict", &orderedDictType, orderedDictSpec},
		{"_tuplegetter", &tupleGetterType, tupleGetterSpec},
		{"_tuplemaker", &tupleMakerType, tupleMakerSpec},
	} {
		py.DefineType(d.typ, d.spec)
		if d.name != "" {
			m.Dict.SetName(d.name, d.typ.Value())
		}
	}
	return nil
}

func method(name, sig string, f py.GoFunc, flags py.Flags, doc string) py.Method {
	return py.Method{Name: name, Signature: sig, Func: f, Flags: flags, Doc: doc}
}

// done turns the success flag of a slot-like function into a None result.
func done(t *py.Thread, ok bool) (py.Value, error) {
	if !ok {
		return py.Value{}, t.Take()
	}
	return py.None, nil
}

// countElements adds the number of times that each item occurs to its value in a
// mapping: Counter.update for a plain iterable.
func countElements(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d, isDict := py.AsDict(a[0])
	typ := py.TypeOf(a[0])
	if !isDict || typ.Lookup(nameGet) != py.DictType.Lookup(nameGet) || typ.Lookup(nameSetItem) != py.DictType.Lookup(nameSetItem) {
		return countInMapping(t, a[0], a[1])
	}
	return py.None, py.Iterate(t, a[1], func(x py.Value) error {
		n, ok := d.Get(t, x)
		if !ok {
			return t.Take()
		}
		switch {
		case n.IsUnbound():
			n = py.Int(1)
		case n.IsInt() && n.Int64() < 1<<62:
			n = py.Int(n.Int64() + 1)
		default:
			var err error
			if n, err = py.Operate(t, py.OpAdd, n, py.Int(1)); err != nil {
				return err
			}
		}
		if !d.Set(t, x, n) {
			return t.Take()
		}
		return nil
	})
}

var nameGet, nameSetItem = py.InternStatic("get"), py.InternStatic("__setitem__")

// countInMapping counts by the methods of a mapping.
func countInMapping(t *py.Thread, mapping, items py.Value) (py.Value, error) {
	get, err := py.GetAttr(t, mapping, "get")
	if err != nil {
		return py.Value{}, err
	}
	return py.None, py.Iterate(t, items, func(x py.Value) error {
		n, err := py.Call(t, get, x, py.Int(0))
		if err != nil {
			return err
		}
		if n, err = py.Operate(t, py.OpAdd, n, py.Int(1)); err != nil {
			return err
		}
		return py.SetItem(t, mapping, x, n)
	})
}
