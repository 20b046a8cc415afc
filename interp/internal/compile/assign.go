package compile

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// assign stores the value in register src into a target.
func (u *unit) assign(t syntax.Expr, src int) {
	defer u.leave()
	if !u.enter(t.Pos()) {
		return
	}
	old := u.pos
	u.pos = t.Pos()
	defer func() { u.pos = old }()
	top := u.temp
	defer func() { u.temp = top }()
	switch n := t.(type) {
	case *syntax.Name:
		u.storeName(n.Id, src)
	case *syntax.Attribute:
		if n.Attr == "__debug__" {
			u.fail(n.Pos(), "cannot assign to __debug__")
			return
		}
		o := u.expr(n.Value)
		u.pos = fromAttr(n.Pos(), n)
		u.emit(op.SETATTR, o, src, 0, u.name(u.scope.mangle(n.Attr)), u.cache())
	case *syntax.Subscript:
		o := u.operand(n.Value, n.Slice)
		k := u.expr(n.Slice)
		u.emit(op.SETITEM, o, k, src, 0, 0)
	case *syntax.Tuple:
		u.unpack(n.Elts, src)
	case *syntax.List:
		u.unpack(n.Elts, src)
	case *syntax.Starred:
		u.fail(n.Pos(), "starred assignment target must be in a list or tuple")
	default:
		u.fail(t.Pos(), "cannot assign to this expression")
	}
}

// unpack stores the items of src into targets.
func (u *unit) unpack(elts []syntax.Expr, src int) {
	star := -1
	for i, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			if star >= 0 {
				u.fail(e.Pos(), "multiple starred expressions in assignment")
				return
			}
			star = i
		}
	}
	if len(elts) > 2000 {
		u.fail(u.pos, "too many targets in one assignment")
		return
	}
	base := u.temp
	for range elts {
		u.alloc()
	}
	if star >= 0 {
		u.emitRaw(py.Instr{Op: op.UNPACKEX, A: reg(base), B: reg(src), C: uint16(star), D: int32(len(elts) - star - 1)})
	} else {
		u.emitRaw(py.Instr{Op: op.UNPACK, A: reg(base), B: reg(src), C: uint16(len(elts))})
	}
	for i, e := range elts {
		if s, ok := e.(*syntax.Starred); ok {
			e = s.Value
		}
		u.assign(e, base+i)
	}
}

func (u *unit) assignStmt(n *syntax.Assign) {
	top := u.temp
	defer func() { u.temp = top }()
	if len(n.Targets) == 1 {
		if r, res := u.localTarget(n.Targets[0]); r >= 0 && oneStep(n.Value) {
			u.exprTo(n.Value, r)
			u.markAssigned(res)
			return
		}
		if u.swap(n.Targets[0], n.Value) {
			return
		}
	}
	v := u.expr(n.Value)
	if v < u.nlocals && len(n.Targets) > 1 {
		// a = b = a-like chains: later targets must see the first value.
		t := u.alloc()
		u.emit(op.MOVE, t, v, 0, 0, 0)
		v = t
	}
	for _, t := range n.Targets {
		u.assign(t, v)
	}
}

// swap compiles `a, b = x, y` without a tuple.
func (u *unit) swap(target, value syntax.Expr) bool {
	t, ok := target.(*syntax.Tuple)
	if !ok {
		return false
	}
	v, ok := value.(*syntax.Tuple)
	if !ok || len(t.Elts) != len(v.Elts) || len(t.Elts) > 8 || !plainItems(t.Elts) || !plainItems(v.Elts) {
		return false
	}
	base := u.temp
	for _, e := range v.Elts {
		u.exprTo(e, u.alloc())
	}
	for i, e := range t.Elts {
		u.assign(e, base+i)
	}
	return true
}

func (u *unit) augAssign(n *syntax.AugAssign) {
	top := u.temp
	defer func() { u.temp = top }()
	o := binOps[n.Op]
	switch t := n.Target.(type) {
	case *syntax.Name:
		if r, res := u.localTarget(t); r >= 0 {
			u.checkBound(res, t.Pos())
			l := r
			if u.scope.walrus && bindsByWalrus(n.Value) {
				l = u.alloc()
				u.emit(op.MOVE, l, r, 0, 0, 0)
			}
			u.arith(o, op.Inplace, nil, l, n.Value, r)
			u.markAssigned(res)
			return
		}
		acc := u.alloc()
		old := u.pos
		u.pos = t.Pos()
		u.loadName(t.Id, acc)
		u.pos = old
		u.arith(o, op.Inplace, nil, acc, n.Value, acc)
		u.storeName(t.Id, acc)
	case *syntax.Attribute:
		obj := u.expr(t.Value)
		name := u.name(u.scope.mangle(t.Attr))
		acc := u.alloc()
		old := u.pos
		u.pos = fromAttr(t.Pos(), t)
		u.emit(op.GETATTR, acc, obj, 0, name, u.cache())
		u.pos = old
		u.arith(o, op.Inplace, nil, acc, n.Value, acc)
		u.pos = fromAttr(t.Pos(), t)
		u.emit(op.SETATTR, obj, acc, 0, name, u.cache())
		u.pos = old
	case *syntax.Subscript:
		obj := u.operand(t.Value, t.Slice, n.Value)
		key := u.operand(t.Slice, n.Value)
		acc := u.alloc()
		old := u.pos
		u.pos = t.Pos()
		u.emit(op.GETITEM, acc, obj, key, 0, 0)
		u.pos = old
		u.arith(o, op.Inplace, nil, acc, n.Value, acc)
		u.pos = t.Pos()
		u.emit(op.SETITEM, obj, key, acc, 0, 0)
		u.pos = old
	default:
		u.fail(n.Target.Pos(), "illegal expression for augmented assignment")
	}
}

func (u *unit) deleteTarget(t syntax.Expr) {
	old := u.pos
	u.pos = t.Pos()
	top := u.temp
	switch n := t.(type) {
	case *syntax.Name:
		r := u.lookup(n.Id)
		switch r.how {
		case byLocal:
			u.emit(op.DELLOCAL, r.v.reg, 0, 0, u.name(r.name), 0)
			u.assigned[r.v.reg] = false
		case byWide:
			tmp := u.alloc()
			u.emit(op.LOADW, tmp, 0, 0, int32(r.v.reg), 0)
			u.emit(op.DELLOCAL, tmp, 0, 0, u.name(r.name), 0)
			u.emit(op.STOREW, tmp, 0, 0, int32(r.v.reg), 0)
		case byCell:
			u.emit(op.DELCELL, r.v.reg, 0, 0, u.name(r.name), isFree(r.v))
		case byGlobal:
			u.emit(op.DELGLOBAL, 0, 0, 0, u.name(r.name), 0)
		default:
			u.emit(op.DELNAME, 0, u.nsReg, 0, u.name(r.name), 0)
		}
	case *syntax.Attribute:
		o := u.expr(n.Value)
		u.pos = fromAttr(n.Pos(), n)
		u.emit(op.DELATTR, o, 0, 0, u.name(u.scope.mangle(n.Attr)), 0)
	case *syntax.Subscript:
		o := u.operand(n.Value, n.Slice)
		k := u.expr(n.Slice)
		u.emit(op.DELITEM, o, k, 0, 0, 0)
	case *syntax.Tuple:
		for _, e := range n.Elts {
			u.deleteTarget(e)
		}
	case *syntax.List:
		for _, e := range n.Elts {
			u.deleteTarget(e)
		}
	default:
		u.fail(t.Pos(), "cannot delete this expression")
	}
	u.temp = top
	u.pos = old
}
