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
	what, of := "Item", "__all__"
	if all.IsUnbound() {
		d, err := py.LookupAttr(t, m, t.Interp.InternString("__dict__"))
		if err != nil {
			t.Fail(err)
			return false
		}
		if d.IsUnbound() {
			t.Raise(py.ImportError, "from-import-* object has no __dict__ and no __all__")
			return false
		}
		if all, err = py.CallMethod(t, d, "keys"); err != nil {
			t.Fail(err)
			return false
		}
		if all, err = py.Call(t, py.ListType.Value(), all); err != nil {
			t.Fail(err)
			return false
		}
		what, of = "Key", "__dict__"
	}
	names, err := indexed(t, all)
	if err != nil {
		t.Fail(err)
		return false
	}
	for _, n := range names {
		s, ok := py.AsStr(n)
		if !ok {
			mod, err := py.GetAttr(t, m, "__name__")
			if err != nil {
				t.Fail(err)
				return false
			}
			if name, ok := py.AsStr(mod); ok {
				t.Raise(py.TypeError, "%s in %s.%s must be str, not %s", what, name.String(), of, py.TypeOf(n).FullName())
			} else {
				t.Raise(py.TypeError, "module __name__ must be a string, not %s", py.TypeOf(mod).FullName())
			}
			return false
		}
		if of == "__dict__" && strings.HasPrefix(s.String(), "_") {
			continue
		}
		s = t.Interp.Intern(s)
		v := py.TypeOf(m).GetAttr(t, m, s)
		if v.IsError() || !store(s, v) {
			return false
		}
	}
	return true
}

// indexed are the items of a sequence, by index.
func indexed(t *py.Thread, v py.Value) ([]py.Value, error) {
	if l, ok := py.AsList(v); ok {
		return l.Items, nil
	}
	if l, ok := py.AsTuple(v); ok {
		return l.Items, nil
	}
	if py.TypeOf(v).GetItem == nil {
		return nil, py.Errorf(py.TypeError, "'%s' object does not support indexing", py.TypeOf(v).FullName())
	}
	var items []py.Value
	for i := int64(0); ; i++ {
		x := py.GetItemOperation(t, v, py.Int(i))
		if x.IsError() {
			if err := t.Take(); !py.Matches(err, py.IndexError) {
				return nil, err
			}
			return items, nil
		}
		items = append(items, x)
		if i&4095 == 4095 {
			if err := t.Poll(); err != nil {
				return nil, err
			}
		}
	}
}
