package vm

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/imports"
	"github.com/gopyrun/gopyrun/interp/py"
)

func (e *engine) Import(t *py.Thread, name string, globals *py.Dict, fromlist py.Value, level int) py.Value {
	v, err := imports.Import(t, name, globals, fromlist, level)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// importName is the import statement: builtins.__import__ if a program has
// replaced it.
func importName(t *py.Thread, blk *py.Block, name string, fromlist py.Value, level int) py.Value {
	f := blk.Builtins.GetName("__import__")
	if f.IsUnbound() {
		return t.Raise(py.ImportError, "__import__ not found")
	}
	if !f.IsBuiltin() {
		return py.CallSlot(t, f, []py.Value{py.NewStr(name), py.Ref(blk.Globals), py.None, fromlist, py.Int(int64(level))}, nil)
	}
	return t.Interp.Engine.Import(t, name, blk.Globals, fromlist, level)
}

// importFrom is `from m import name`.
func importFrom(t *py.Thread, m py.Value, name *py.Str) py.Value {
	v, err := imports.From(t, m, name)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// importStar is `from m import *`.
func importStar(t *py.Thread, blk *py.Block, m, ns py.Value) bool {
	store := func(name *py.Str, v py.Value) bool {
		if ns.IsUnbound() {
			blk.Globals.SetStr(name, v)
			return true
		}
		if ns.IsDict() {
			py.Cast[py.Dict](ns).SetStr(name, v)
			return true
		}
		return py.SetItemOperation(t, ns, name.Value(), v)
	}
	all, err := py.LookupAttr(t, m, t.Interp.InternString("__all__"))
	if err != nil {
		t.Fail(err)
		return false
	}
	if !all.IsUnbound() {
		names, err := py.Items(t, all)
		if err != nil {
			t.Fail(err)
			return false
		}
		for _, n := range names {
			s, ok := py.AsStr(n)
			if !ok {
				t.Raise(py.TypeError, "Item in __all__ must be str, not %s", py.TypeOf(n).FullName())
				return false
			}
			s = t.Interp.Intern(s)
			v := py.TypeOf(m).GetAttr(t, m, s)
			if v.IsError() || !store(s, v) {
				return false
			}
		}
		return true
	}
	d := py.InstanceDict(m)
	if d == nil {
		t.Raise(py.ImportError, "from-import-* object has no __dict__ and no __all__")
		return false
	}
	for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
		if s, isStr := py.AsStr(k); isStr && !strings.HasPrefix(s.String(), "_") {
			if !store(t.Interp.Intern(s), v) {
				return false
			}
		}
	}
	return true
}
