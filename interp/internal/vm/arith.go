package vm

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// binary runs BINARY and specialises it for the operands at hand.
//
//go:noinline
func binary(t *py.Thread, in *py.Instr, x, y py.Value) py.Value {
	o := py.BinaryOp(in.D & 0xff)
	switch {
	case x.IsInt() && y.IsInt():
		switch o {
		case py.OpAdd:
			in.Op = op.ADD_INT
			if s := x.Int64() + y.Int64(); (x.Int64()^s)&(y.Int64()^s) >= 0 {
				return py.Int(s)
			}
		case py.OpSub:
			in.Op = op.SUB_INT
		case py.OpMul:
			in.Op = op.MUL_INT
		case py.OpAnd:
			in.Op = op.AND_INT
		case py.OpOr:
			in.Op = op.OR_INT
		case py.OpXor:
			in.Op = op.XOR_INT
		case py.OpLShift:
			in.Op = op.LSHIFT_INT
		case py.OpRShift:
			in.Op = op.RSHIFT_INT
		case py.OpFloorDiv:
			in.Op = op.FLOORDIV_INT
		case py.OpMod:
			in.Op = op.MOD_INT
		case py.OpTrueDiv:
			in.Op = op.DIV_INT
		}
		// A site that keeps missing (overflow, a zero divisor) pays the switch each
		// time; such operations are dear themselves.
	case x.IsFloat() && y.IsFloat():
		switch o {
		case py.OpAdd:
			in.Op = op.ADD_FLOAT
		case py.OpSub:
			in.Op = op.SUB_FLOAT
		case py.OpMul:
			in.Op = op.MUL_FLOAT
		case py.OpTrueDiv:
			in.Op = op.DIV_FLOAT
		}
	case (x.IsFloat() || x.IsInt()) && (y.IsFloat() || y.IsInt()):
		if o <= py.OpMul || o == py.OpTrueDiv {
			in.Op = op.ARITH_NUM
		}
	case o == py.OpAdd && x.IsStr() && y.IsStr():
		in.Op = op.ADD_STR
	}
	if in.D&op.Inplace != 0 {
		return py.InplaceOperation(t, o, x, y)
	}
	return py.BinaryOperation(t, o, x, y)
}

// arithNum does + - * / of ints and floats in any mix.
func arithNum(d int32, x, y *py.Value) (py.Value, bool) {
	if py.PInt(x) && py.PInt(y) {
		p, q := x.Int64(), y.Int64()
		switch py.BinaryOp(d & 0xff) {
		case py.OpAdd:
			s := p + q
			return py.Int(s), (p^s)&(q^s) >= 0
		case py.OpSub:
			s := p - q
			return py.Int(s), (p^q)&(p^s) >= 0
		case py.OpMul:
			return py.Int(p * q), int64(int32(p)) == p && int64(int32(q)) == q
		}
		return py.Value{}, false
	}
	var f, g float64
	switch {
	case py.PFloat(x):
		f = x.Float64()
	case py.PInt(x):
		f = float64(x.Int64())
	default:
		return py.Value{}, false
	}
	switch {
	case py.PFloat(y):
		g = y.Float64()
	case py.PInt(y):
		g = float64(y.Int64())
	default:
		return py.Value{}, false
	}
	switch py.BinaryOp(d & 0xff) {
	case py.OpAdd:
		return py.Float(f + g), true
	case py.OpSub:
		return py.Float(f - g), true
	case py.OpMul:
		return py.Float(f * g), true
	case py.OpTrueDiv:
		if g != 0 {
			return py.Float(f / g), true
		}
	}
	return py.Value{}, false
}

// binaryI runs BINARYI and specialises it.
//
//go:noinline
func binaryI(t *py.Thread, in *py.Instr, x py.Value) py.Value {
	o := py.BinaryOp(in.C & 0xff)
	generic := in.Op == op.BINARYI
	switch {
	case !generic:
	case x.IsInt():
		switch o {
		case py.OpAdd:
			in.Op = op.ADDI_INT
		case py.OpSub:
			in.Op = op.SUBI_INT
		case py.OpMul:
			in.Op = op.MULI_INT
		default:
			if v, ok := intImm(o, x.Int64(), int64(in.D)); ok {
				return v
			}
		}
		if in.E&1 != 0 && o <= py.OpMul {
			in.Op = op.ARITHI_NUM
		}
		in.E |= 2
	case x.IsFloat():
		switch o {
		case py.OpAdd:
			in.Op = op.ADDI_FLOAT
		case py.OpSub:
			in.Op = op.SUBI_FLOAT
		case py.OpMul, py.OpTrueDiv:
			in.Op = op.ARITHI_NUM
		}
		if in.E&2 != 0 && (o <= py.OpMul || o == py.OpTrueDiv) {
			in.Op = op.ARITHI_NUM
		}
		in.E |= 1
	}
	y := py.Int(int64(in.D))
	if in.C&op.Inplace != 0 {
		return py.InplaceOperation(t, o, x, y)
	}
	return py.BinaryOperation(t, o, x, y)
}

// intImm does the operators of ints that have no opcode of their own.
func intImm(o py.BinaryOp, p, q int64) (py.Value, bool) {
	switch o {
	case py.OpMod:
		if q > 0 {
			m := p % q
			if m < 0 {
				m += q
			}
			return py.Int(m), true
		}
	case py.OpFloorDiv:
		if q > 0 {
			d := p / q
			if p < 0 && d*q != p {
				d--
			}
			return py.Int(d), true
		}
	case py.OpAnd:
		return py.Int(p & q), true
	case py.OpOr:
		return py.Int(p | q), true
	case py.OpXor:
		return py.Int(p ^ q), true
	case py.OpLShift:
		if uint64(q) < 63 {
			if s := p << uint(q); s>>uint(q) == p {
				return py.Int(s), true
			}
		}
	case py.OpRShift:
		if uint64(q) < 64 {
			return py.Int(p >> uint(q)), true
		}
	}
	return py.Value{}, false
}

// arithNumI is arithNum with an immediate.
func arithNumI(in *py.Instr, x *py.Value) (py.Value, bool) {
	y := py.Int(int64(in.D))
	return arithNum(int32(in.C), x, &y)
}

//go:noinline
func unary(t *py.Thread, o uint16, v py.Value) py.Value {
	typ := py.TypeOf(v)
	f, sym := typ.Neg, "-"
	switch o {
	case op.NEG:
		if v.IsFloat() {
			return py.Float(-v.Float64())
		}
		if v.IsInt() && v.Int64() != -1<<63 {
			return py.Int(-v.Int64())
		}
	case op.POS:
		f, sym = typ.Pos, "+"
	case op.INVERT:
		f, sym = typ.Invert, "~"
	}
	if f == nil {
		return t.Raise(py.TypeError, "bad operand type for unary %s: '%s'", sym, typ.FullName())
	}
	return f(t, v)
}

func compareInt(o py.CompareOp, p, q int64) bool {
	switch o {
	case py.LT:
		return p < q
	case py.LE:
		return p <= q
	case py.EQ:
		return p == q
	case py.NE:
		return p != q
	case py.GT:
		return p > q
	}
	return p >= q
}

func compareFloat(o py.CompareOp, p, q float64) bool {
	switch o {
	case py.LT:
		return p < q
	case py.LE:
		return p <= q
	case py.EQ:
		return p == q
	case py.NE:
		return p != q
	case py.GT:
		return p > q
	}
	return p >= q
}

//go:noinline
func compare(t *py.Thread, o py.CompareOp, x, y *py.Value) py.Value {
	switch {
	case py.PInt(x) && py.PInt(y):
		return py.Bool(compareInt(o, x.Int64(), y.Int64()))
	case py.PFloat(x) && py.PFloat(y):
		return py.Bool(compareFloat(o, x.Float64(), y.Float64()))
	case (o == py.EQ || o == py.NE) && x.IsStr() && y.IsStr():
		return py.Bool((*x == *y || py.Cast[py.Str](*x).String() == py.Cast[py.Str](*y).String()) == (o == py.EQ))
	}
	return py.Compare(t, *x, *y, o)
}

//go:noinline
func contains(t *py.Thread, container, item py.Value) (found, ok bool) {
	if container.IsDict() {
		v, ok := py.Cast[py.Dict](container).Get(t, item)
		return !v.IsUnbound(), ok
	}
	return py.ContainsOperation(t, container, item)
}

// jumpCompare runs JCMP and specialises it: jump says whether to jump.
//
//go:noinline
func jumpCompare(t *py.Thread, in *py.Instr, x, y *py.Value) (jump, ok bool) {
	o := py.CompareOp(in.A & op.CompareMask)
	sense := in.A&op.Sense != 0
	back := in.A&op.Back != 0
	var b bool
	switch {
	case py.PInt(x) && py.PInt(y):
		b = compareInt(o, x.Int64(), y.Int64())
		specialiseIntJump(in, o, sense, back)
	case py.PFloat(x) && py.PFloat(y):
		b = compareFloat(o, x.Float64(), y.Float64())
		if !back {
			specialiseFloatJump(in, o, sense)
		}
	case (o == py.EQ || o == py.NE) && x.IsStr() && y.IsStr():
		b = (*x == *y || py.Cast[py.Str](*x).String() == py.Cast[py.Str](*y).String()) == (o == py.EQ)
		if !back {
			if (o == py.EQ) == sense {
				in.Op = op.JEQ_STR
			} else {
				in.Op = op.JNE_STR
			}
		}
	default:
		v := py.Compare(t, *x, *y, o)
		if v.IsError() {
			return false, false
		}
		if b, ok = py.Truth(t, v); !ok {
			return false, false
		}
	}
	return b == sense, true
}

// inverse is the comparison that holds exactly when o does not (ints only).
var inverse = [...]py.CompareOp{py.LT: py.GE, py.LE: py.GT, py.EQ: py.NE, py.NE: py.EQ, py.GT: py.LE, py.GE: py.LT}

func specialiseIntJump(in *py.Instr, o py.CompareOp, sense, back bool) {
	if !sense {
		o = inverse[o]
	}
	swap := false
	switch o {
	case py.GT:
		o, swap = py.LT, true
	case py.GE:
		o, swap = py.LE, true
	}
	var to uint16
	switch {
	case o == py.LT && !back:
		to = op.JLT_INT
	case o == py.LE && !back:
		to = op.JLE_INT
	case o == py.EQ && !back:
		to = op.JEQ_INT
	case o == py.NE && !back:
		to = op.JNE_INT
	case o == py.LT:
		to = op.JLT_INT_BACK
	case o == py.LE:
		to = op.JLE_INT_BACK
	case o == py.NE:
		to = op.JNE_INT_BACK
	default:
		return
	}
	in.Op = to
	if swap {
		in.B, in.C = in.C, in.B
		in.A |= op.Swapped
	}
}

func specialiseFloatJump(in *py.Instr, o py.CompareOp, sense bool) {
	swap := o == py.GT || o == py.GE
	switch o {
	case py.LT, py.GT:
		in.Op = op.JLT_FLOAT
		if !sense {
			in.Op = op.JNLT_FLOAT
		}
	case py.LE, py.GE:
		in.Op = op.JLE_FLOAT
		if !sense {
			in.Op = op.JNLE_FLOAT
		}
	}
	if swap {
		in.B, in.C = in.C, in.B
		in.A |= op.Swapped
	}
}

// unspecialiseJump makes a JCMP again of a specialised form.
//
//go:noinline
func unspecialiseJump(in *py.Instr) {
	in.Op = op.JCMP
	if in.A&op.Swapped != 0 {
		in.B, in.C = in.C, in.B
		in.A &^= op.Swapped
	}
}

// jumpCompareI runs JCMPI and specialises it.
//
//go:noinline
func jumpCompareI(t *py.Thread, in *py.Instr, x *py.Value) (jump, ok bool) {
	o := py.CompareOp(in.A & op.CompareMask)
	sense := in.A&op.Sense != 0
	back := in.A&op.Back != 0
	q := int64(int32(in.E))
	if py.PInt(x) {
		b := compareInt(o, x.Int64(), q)
		if !sense {
			o = inverse[o]
		}
		switch {
		case back && o == py.LT:
			in.Op = op.JLTI_INT_BACK
		case back && o == py.GT:
			in.Op = op.JGTI_INT_BACK
		case back:
		case o == py.LT:
			in.Op = op.JLTI_INT
		case o == py.LE:
			in.Op = op.JLEI_INT
		case o == py.GT:
			in.Op = op.JGTI_INT
		case o == py.GE:
			in.Op = op.JGEI_INT
		case o == py.EQ:
			in.Op = op.JEQI_INT
		case o == py.NE:
			in.Op = op.JNEI_INT
		}
		return b == sense, true
	}
	if py.PFloat(x) {
		return compareFloat(o, x.Float64(), float64(q)) == sense, true
	}
	v := py.Compare(t, *x, py.Int(q), o)
	if v.IsError() {
		return false, false
	}
	b, ok := py.Truth(t, v)
	return b == sense, ok
}
