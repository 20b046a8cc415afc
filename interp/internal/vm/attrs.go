package vm

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// maxMiss is how often an instruction may be specialised anew: a site that keeps
// missing its cache stays generic.
const maxMiss = 16

// again reports whether a cache that missed may be filled once more.
func again(c *py.Cache) bool {
	if c.Miss >= maxMiss {
		return false
	}
	c.Miss++
	return true
}

//go:noinline
func getAttr(t *py.Thread, blk *py.Block, in *py.Instr, p *py.Value) py.Value {
	v := *p
	name := blk.Names[in.D]
	typ := py.TypeOf(v)
	c := cacheOf(blk, in.E)
	if v.IsModule() {
		d := py.Cast[py.Module](v).Dict
		if i := d.EntryIndex(name); i >= 0 && typ.GenericModule() {
			if again(c) {
				c.Keys, c.Off = d.KeysVersion(t.Interp), uint32(i)
				in.Op = op.GETATTR_MODULE
			}
			return *d.EntryAt(uint32(i))
		}
	} else if typ.IsPlainObject() && again(c) {
		a := py.CacheGet(t, v, name)
		switch a.Kind {
		case py.AttrCell:
			c.Type, c.Shape, c.Off = typ, a.Shape, a.Offset
			in.Op = op.GETATTR_CELL
		case py.AttrClass:
			c.Type, c.Shape, c.Ver, c.Val = typ, a.Shape, a.Version, a.Val
			in.Op = op.GETATTR_CLASS
		case py.AttrProperty:
			if f := py.Cast[py.Function](a.Val); f.Block.Exact == 1 {
				c.Type, c.Shape, c.Ver, c.Func = typ, a.Shape, a.Version, f
				in.Op = op.GETATTR_PROPERTY
			}
		}
	}
	return typ.GetAttr(t, v, name)
}

//go:noinline
func setAttr(t *py.Thread, blk *py.Block, in *py.Instr, p *py.Value, val py.Value) bool {
	v := *p
	name := blk.Names[in.D]
	typ := py.TypeOf(v)
	if typ.IsPlainObject() {
		if c := cacheOf(blk, in.E); again(c) {
			a := py.CacheSet(t, v, name)
			switch a.Kind {
			case py.AttrCell:
				c.Type, c.Shape, c.Off = typ, a.Shape, a.Offset
				in.Op = op.SETATTR_CELL
			case py.AttrAppend:
				c.Type, c.Shape, c.Next = typ, a.Shape, a.Next
				c.Off = uint32(a.Next.Size()-1) * uint32(valueSize)
				in.Op = op.SETATTR_APPEND
			}
		}
	}
	return typ.SetAttr(t, v, name, val)
}

// method is METHOD: the function and its receiver without a bound method where
// the class allows that.
//
//go:noinline
func method(t *py.Thread, blk *py.Block, in *py.Instr, dst *py.Value, v py.Value) bool {
	name := blk.Names[in.D]
	typ := py.TypeOf(v)
	c := cacheOf(blk, in.E)
	pair := py.Window(dst, 2)
	if v.IsModule() {
		d := py.Cast[py.Module](v).Dict
		if i := d.EntryIndex(name); i >= 0 && typ.GenericModule() {
			if again(c) {
				c.Keys, c.Off = d.KeysVersion(t.Interp), uint32(i)
				in.Op = op.METHOD_MODULE
			}
			pair[0], pair[1] = *d.EntryAt(uint32(i)), py.Value{}
			return true
		}
	}
	m := py.LookupMethod(t, v, name)
	if !m.IsUnbound() {
		if again(c) {
			if typ.IsPlainObject() {
				if a := py.CacheGet(t, v, name); a.Kind == py.AttrMethod {
					c.Type, c.Shape, c.Ver, c.Val = typ, a.Shape, a.Version, a.Val
					in.Op = op.METHOD_SHAPE
				}
			} else if !typ.IsHeap() && py.ShapeOf(&v) == nil {
				c.Type, c.Val = typ, m
				in.Op = op.METHOD_TYPE
			}
		}
		pair[0], pair[1] = m, v
		return true
	}
	f := typ.GetAttr(t, v, name)
	if f.IsError() {
		return false
	}
	pair[0], pair[1] = f, py.Value{}
	return true
}
