package vm

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

//go:noinline
func raiseUnbound(t *py.Thread, blk *py.Block, in *py.Instr) {
	n := blk.Names[in.D]
	t.Raise(py.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", n)
}

//go:noinline
func raiseUnboundCell(t *py.Thread, blk *py.Block, in *py.Instr) {
	n := blk.Names[in.D]
	if in.E != 0 {
		t.RaiseName(py.NameError, n, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", n)
		return
	}
	raiseUnbound(t, blk, in)
}

func raiseNotDefined(t *py.Thread, n *py.Str) py.Value {
	return t.RaiseName(py.NameError, n, "name '%s' is not defined", n)
}

//go:noinline
func raiseKey(t *py.Thread, key py.Value) { t.RaiseException(py.NewException(py.KeyError, key)) }

// loadGlobal finds a name in globals, then builtins, and specialises.
//
//go:noinline
func loadGlobal(t *py.Thread, blk *py.Block, in *py.Instr) py.Value {
	name := blk.Names[in.D]
	c := cacheOf(blk, in.E)
	if i := blk.Globals.EntryIndex(name); i >= 0 {
		c.Keys, c.Off = blk.Globals.KeysVersion(t.Interp), uint32(i)
		in.Op = op.GLOBAL_MODULE
		return *blk.Globals.EntryAt(uint32(i))
	}
	if i := blk.Builtins.EntryIndex(name); i >= 0 {
		c.Keys, c.Keys2, c.Off = blk.Globals.KeysVersion(t.Interp), blk.Builtins.KeysVersion(t.Interp), uint32(i)
		in.Op = op.GLOBAL_BUILTIN
		return *blk.Builtins.EntryAt(uint32(i))
	}
	return missingGlobal(t, blk, name)
}

// missingGlobal looks a name up that neither globals nor builtins have an entry of:
// globals may be of a subclass of dict that makes one (__missing__).
func missingGlobal(t *py.Thread, blk *py.Block, name *py.Str) py.Value {
	if g := py.Ref(blk.Globals); py.TypeOf(g) != py.DictType {
		v := py.GetItemOperation(t, g, name.Value())
		if !v.IsError() || !t.ExcMatches(py.KeyError) {
			return v
		}
		t.Exc = nil
	}
	return raiseNotDefined(t, name)
}

//go:noinline
func storeGlobal(t *py.Thread, blk *py.Block, in *py.Instr, v py.Value) {
	name := blk.Names[in.D]
	g := blk.Globals
	if i := g.EntryIndex(name); i >= 0 {
		c := cacheOf(blk, in.E)
		c.Keys, c.Off = g.KeysVersion(t.Interp), uint32(i)
		in.Op = op.STOREGLOBAL_MODULE
		*g.EntryAt(uint32(i)) = v
		return
	}
	g.SetStr(name, v)
}

func deleteGlobal(t *py.Thread, blk *py.Block, in *py.Instr) bool {
	name := blk.Names[in.D]
	if !blk.Globals.DeleteStr(name) {
		raiseNotDefined(t, name)
		return false
	}
	return true
}

// loadName is NAME: the explicit namespace first. Without one the code's locals
// are its globals for good, since a Block is made anew for every explicit
// namespace: the instruction becomes a GLOBAL.
//
//go:noinline
func loadName(t *py.Thread, blk *py.Block, in *py.Instr, ns py.Value) py.Value {
	if ns.IsUnbound() {
		in.Op = op.GLOBAL
		return loadGlobal(t, blk, in)
	}
	name := blk.Names[in.D]
	if v := fromNamespace(t, ns, name); !v.IsUnbound() {
		return v
	}
	if v := blk.Globals.GetStr(name); !v.IsUnbound() {
		return v
	}
	if v := blk.Builtins.GetStr(name); !v.IsUnbound() {
		return v
	}
	return missingGlobal(t, blk, name)
}

// fromNamespace gets a name from a namespace that may be any mapping; unbound if
// it has none, Error if it raised something else than KeyError.
func fromNamespace(t *py.Thread, ns py.Value, name *py.Str) py.Value {
	if ns.IsDict() {
		return py.Cast[py.Dict](ns).GetStr(name)
	}
	v := py.GetItemOperation(t, ns, name.Value())
	if v.IsError() && t.ExcMatches(py.KeyError) {
		t.Exc = nil
		return py.Value{}
	}
	return v
}

//go:noinline
func storeName(t *py.Thread, blk *py.Block, in *py.Instr, ns, v py.Value) bool {
	if ns.IsUnbound() {
		in.Op = op.STOREGLOBAL
		storeGlobal(t, blk, in, v)
		return true
	}
	name := blk.Names[in.D]
	if ns.IsDict() {
		py.Cast[py.Dict](ns).SetStr(name, v)
		return true
	}
	return py.SetItemOperation(t, ns, name.Value(), v)
}

func deleteName(t *py.Thread, blk *py.Block, in *py.Instr, ns py.Value) bool {
	if ns.IsUnbound() {
		return deleteGlobal(t, blk, in)
	}
	name := blk.Names[in.D]
	if ns.IsDict() {
		if py.Cast[py.Dict](ns).DeleteStr(name) {
			return true
		}
		raiseNotDefined(t, name)
		return false
	}
	if !py.SetItemOperation(t, ns, name.Value(), py.Value{}) {
		if t.ExcMatches(py.KeyError) {
			t.Exc = nil
			raiseNotDefined(t, name)
		}
		return false
	}
	return true
}

func loadClassCell(t *py.Thread, blk *py.Block, in *py.Instr, cell, ns py.Value) py.Value {
	if !ns.IsUnbound() {
		if v := fromNamespace(t, ns, blk.Names[in.D]); !v.IsUnbound() {
			return v
		}
	}
	if v := py.Cast[py.Cell](cell).V; !v.IsUnbound() {
		return v
	}
	free := *in
	free.E = 1
	raiseUnboundCell(t, blk, &free)
	return py.Error
}
