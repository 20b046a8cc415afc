// Package functools is the module functools: partial, reduce, cmp_to_key and the
// caches in Go, the decorators in Python (functools.py).
//
// Only the index of modules imports it.
package functools

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed functools.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/functools.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "functools",
		Doc:    "functools.py - Tools for working with functions and callable objects\n",
		Exec:   func(t *py.Thread, m *py.Module) error { return py.ShareNative(t, m, "_functools", define) },
		Source: source,
	}
}

// Native returns the declaration of the module _functools: what functools has in Go.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "_functools", Doc: "Tools that operate on functions.", Exec: func(t *py.Thread, m *py.Module) error {
		define(m)
		return nil
	}}
}

func methods() []py.Method {
	return []py.Method{
		{Name: "reduce", Signature: "($module, function, iterable, /, initial=<unrepresentable>)", Func: reduce, Flags: py.Slow | py.CallsPython,
			Doc: "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5)."},
		{Name: "cmp_to_key", Signature: "(mycmp)", Func: cmpToKey,
			Doc: "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects."},
	}
}

// define adds what functools and _functools have in common, which says that it is
// _functools', but for the classes.
func define(m *py.Module) {
	rows, module := methods(), py.NewStr("_functools")
	for i := range rows {
		m.Dict.SetName(rows[i].Name, py.Ref(py.NewBuiltin(&rows[i], py.Ref(m), module)))
	}
	py.DefineType(&partialType, partialSpec)
	py.DefineType(&placeholderType, placeholderSpec)
	py.DefineType(&keyType, keySpec)
	py.DefineType(&cacheType, cacheSpec)
	m.Dict.SetName("partial", partialType.Value())
	m.Dict.SetName("Placeholder", placeholder())
	m.Dict.SetName("_PlaceholderType", placeholderType.Value())
	m.Dict.SetName("_lru_cache_wrapper", cacheType.Value())
}

func reduce(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	fn, total := a[0], a[2]
	if typ := py.TypeOf(a[1]); typ.Iter == nil && typ.GetItem == nil {
		return py.Value{}, py.Errorf(py.TypeError, "reduce() arg 2 must support iteration")
	}
	err := py.Iterate(t, a[1], func(x py.Value) error {
		if total.IsUnbound() {
			total = x
			return nil
		}
		var err error
		total, err = t.Result(py.CallSlot(t, fn, []py.Value{total, x}, nil))
		return err
	})
	if err != nil {
		return py.Value{}, err
	}
	if total.IsUnbound() {
		return py.Value{}, py.Errorf(py.TypeError, "reduce() of empty iterable with no initial value")
	}
	return total, nil
}

// keyWrapper is what cmp_to_key makes: called with an object, it returns one that
// compares by the function.
type keyWrapper struct {
	py.Header
	cmp py.Value
	obj py.Value // unbound in the one that cmp_to_key returns
}

var keyType py.Type

func newKey(cmp, obj py.Value) py.Value {
	k := py.Make[keyWrapper](&keyType)
	k.cmp, k.obj = cmp, obj
	return py.Ref(k)
}

func cmpToKey(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return newKey(a[0], py.Value{}), nil
}

func keySpec() py.TypeSpec {
	sig := py.NewSignature("K", "(obj)")
	return py.TypeSpec{
		Name: "functools.KeyWrapper", Layout: py.LayoutOf[keyWrapper](), Flags: py.NoSubclass | py.NoInstances | py.Unhashable,
		Slots: py.Slots{
			Call: func(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
				a, err := sig.Bind(t, args, kw)
				if err != nil {
					return t.Fail(err)
				}
				return newKey(py.Cast[keyWrapper](callee).cmp, a[0])
			},
			Compare: func(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
				x, y := py.Cast[keyWrapper](a), py.Cast[keyWrapper](b)
				if py.TypeOf(b) != &keyType {
					return t.Raise(py.TypeError, "other argument must be K instance")
				}
				if x.obj.IsUnbound() || y.obj.IsUnbound() {
					return t.Raise(py.AttributeError, "object")
				}
				r := py.CallSlot(t, x.cmp, []py.Value{x.obj, y.obj}, nil)
				if r.IsError() {
					return r
				}
				return py.Compare(t, r, py.Int(0), op)
			},
		},
		Getset: []py.Getset{{Name: "obj",
			Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				if o := py.Cast[keyWrapper](self).obj; !o.IsUnbound() {
					return o, nil
				}
				return py.Value{}, py.Errorf(py.AttributeError, "object")
			},
			Set: func(t *py.Thread, self, val py.Value) error {
				py.Cast[keyWrapper](self).obj = val
				return nil
			},
			Doc: "Value wrapped by a key function."}},
	}
}
