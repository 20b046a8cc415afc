package vm

import (
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

const (
	instrSize = unsafe.Sizeof(py.Instr{})
	valueSize = uint16(unsafe.Sizeof(py.Value{}))
)

// rg is the register at byte offset off.
func rg(r unsafe.Pointer, off uint16) *py.Value { return (*py.Value)(unsafe.Add(r, uintptr(off))) }

func nextI(ip *py.Instr) *py.Instr {
	return (*py.Instr)(unsafe.Add(unsafe.Pointer(ip), instrSize))
}

func prevI(ip *py.Instr) *py.Instr {
	return (*py.Instr)(unsafe.Add(unsafe.Pointer(ip), -int(instrSize)))
}

// jump is the instruction before the target of a jump: the loop's post statement
// goes on to the next.
func jump(in *py.Instr, d int32) *py.Instr {
	return (*py.Instr)(unsafe.Add(unsafe.Pointer(in), int(d)))
}

// breakAt is the slow way of a safe point of the instruction in, which the frame is
// at for signal handlers and tracebacks. If it returns false the caller unwinds
// from in, not from where it has jumped to.
//
//go:noinline
func breakAt(t *py.Thread, fr *py.Frame, in *py.Instr) bool {
	fr.IP = in
	return t.HandleBreak()
}

// breakAtCall is breakAt for a call whose arguments lie from nw on, where they may
// belong to no frame yet: a signal handler or a finalizer begins its registers after
// those of fr, and overwrites them.
//
//go:noinline
func breakAtCall(t *py.Thread, fr *py.Frame, in *py.Instr, nw *py.Value, nargs int32) bool {
	args := append([]py.Value(nil), py.Window(nw, int(nargs))...)
	ok := breakAt(t, fr, in)
	copy(py.Window(nw, int(nargs)), args)
	return ok
}

func cacheOf(b *py.Block, i uint32) *py.Cache { return &b.Caches[i] }

// run executes frame fr, which has been pushed with FrameEntry, until it returns,
// yields or raises. The result is what it returned or yielded, or Error.
//
// The shape of the loop is deliberate (RATIONALE.md): ip is the only variable that
// changes within the inner loop, everything that belongs to a frame is set in the
// outer loop, and slow ways are calls of functions that are not inlined. A variable
// that is live across the dispatch costs one store per instruction.
func run(t *py.Thread, fr *py.Frame) py.Value {
	ip := fr.IP
	var (
		fn    *py.Function
		nw    *py.Value
		dst   uint16
		nargs int32
		flags py.FrameFlags
		ret   py.Value
		next  *py.Frame
	)
outer:
	for {
		t.Frame = fr
		blk := fr.Func.Block
		r := unsafe.Pointer(fr.Regs)
		ip = nextI(ip)
	loop:
		for ; ; ip = nextI(ip) {
			in := ip
			switch in.Op {
			case op.NOP:
			case op.LINK:
				complete(t.Interp, blk)
				ip = blk.Entry
			case op.MOVE:
				*rg(r, in.A) = *rg(r, in.B)
			case op.LOADK:
				*rg(r, in.A) = blk.Consts[in.D]
			case op.LOADI:
				py.SetInt(rg(r, in.A), int64(in.D))
			case op.LOADNONE:
				*rg(r, in.A) = py.None
			case op.CHECK:
				if rg(r, in.A).IsUnbound() {
					raiseUnbound(t, blk, in)
					break loop
				}
			case op.DELLOCAL:
				if rg(r, in.A).IsUnbound() {
					raiseUnbound(t, blk, in)
					break loop
				}
				*rg(r, in.A) = py.Value{}
			case op.CLEAR:
				*rg(r, in.A) = py.Value{}
			case op.LOADW:
				*rg(r, in.A) = *(*py.Value)(unsafe.Add(r, uintptr(in.D)*uintptr(valueSize)))
			case op.STOREW:
				*(*py.Value)(unsafe.Add(r, uintptr(in.D)*uintptr(valueSize))) = *rg(r, in.A)
			case op.MAKECELL:
				p := rg(r, in.A)
				*p = py.Ref(py.NewCell(*p))
			case op.COPYFREE:
				*rg(r, in.A) = py.Ref(fr.Func.Closure[in.D])
			case op.LOADCELL:
				v := py.Cast[py.Cell](*rg(r, in.B)).V
				if v.IsUnbound() {
					raiseUnboundCell(t, blk, in)
					break loop
				}
				*rg(r, in.A) = v
			case op.STORECELL:
				py.Cast[py.Cell](*rg(r, in.A)).V = *rg(r, in.B)
			case op.DELCELL:
				c := py.Cast[py.Cell](*rg(r, in.A))
				if c.V.IsUnbound() {
					raiseUnboundCell(t, blk, in)
					break loop
				}
				c.V = py.Value{}
			case op.LOADCLASSCELL:
				fr.IP = ip
				v := loadClassCell(t, blk, in, *rg(r, in.B), *rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v

			case op.GLOBAL:
				v := loadGlobal(t, blk, in)
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.GLOBAL_MODULE:
				c := cacheOf(blk, in.E)
				if g := blk.Globals; g.CurrentKeysVersion() == c.Keys {
					*rg(r, in.A) = *g.EntryAt(c.Off)
					continue
				}
				in.Op = op.GLOBAL
				ip = prevI(in)
			case op.GLOBAL_BUILTIN:
				c := cacheOf(blk, in.E)
				if blk.Globals.CurrentKeysVersion() == c.Keys && blk.Builtins.CurrentKeysVersion() == c.Keys2 {
					*rg(r, in.A) = *blk.Builtins.EntryAt(c.Off)
					continue
				}
				in.Op = op.GLOBAL
				ip = prevI(in)
			case op.STOREGLOBAL:
				storeGlobal(t, blk, in, *rg(r, in.A))
			case op.STOREGLOBAL_MODULE:
				c := cacheOf(blk, in.E)
				if g := blk.Globals; g.CurrentKeysVersion() == c.Keys {
					*g.EntryAt(c.Off) = *rg(r, in.A)
					continue
				}
				in.Op = op.STOREGLOBAL
				ip = prevI(in)
			case op.DELGLOBAL:
				if !deleteGlobal(t, blk, in) {
					break loop
				}
			case op.NAME:
				fr.IP = ip
				v := loadName(t, blk, in, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.STORENAME:
				fr.IP = ip
				if !storeName(t, blk, in, *rg(r, in.B), *rg(r, in.A)) {
					break loop
				}
			case op.DELNAME:
				fr.IP = ip
				if !deleteName(t, blk, in, *rg(r, in.B)) {
					break loop
				}

			case op.GETATTR:
				fr.IP = ip
				v := getAttr(t, blk, in, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.GETATTR_CELL:
				if c := py.PlainCell(rg(r, in.B), cacheOf(blk, in.E)); c != nil {
					*rg(r, in.A) = *c
					continue
				}
				in.Op = op.GETATTR
				ip = prevI(in)
			case op.GETATTR_CLASS:
				c := cacheOf(blk, in.E)
				if py.PlainShape(rg(r, in.B), c) {
					*rg(r, in.A) = c.Val
					continue
				}
				in.Op = op.GETATTR
				ip = prevI(in)
			case op.GETATTR_MODULE:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); p.IsModule() {
					if d := py.Cast[py.Module](*p).Dict; d.CurrentKeysVersion() == c.Keys {
						*rg(r, in.A) = *d.EntryAt(c.Off)
						continue
					}
				}
				in.Op = op.GETATTR
				ip = prevI(in)
			case op.GETATTR_PROPERTY:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); py.PlainShape(p, c) {
					fn = c.Func
					nw = t.StackTop(fr)
					if !t.Fits(nw, int(fn.Block.NRegs)+1) {
						nw = t.GrowStack(int(fn.Block.NRegs) + 1)
						flags = py.FrameNewSegment
					} else {
						flags = 0
					}
					*nw = *p
					dst, nargs = in.A, 1
					goto call
				}
				in.Op = op.GETATTR
				ip = prevI(in)
			case op.SETATTR:
				fr.IP = ip
				if !setAttr(t, blk, in, rg(r, in.A), *rg(r, in.B)) {
					break loop
				}
			case op.SETATTR_CELL:
				if c := py.PlainCell(rg(r, in.A), cacheOf(blk, in.E)); c != nil {
					*c = *rg(r, in.B)
					continue
				}
				in.Op = op.SETATTR
				ip = prevI(in)
			case op.SETATTR_APPEND:
				if py.PlainAppend(rg(r, in.A), cacheOf(blk, in.E), *rg(r, in.B)) {
					continue
				}
				in.Op = op.SETATTR
				ip = prevI(in)
			case op.DELATTR:
				v := *rg(r, in.A)
				fr.IP = ip
				if !py.TypeOf(v).SetAttr(t, v, blk.Names[in.D], py.Value{}) {
					break loop
				}

			case op.GETITEM:
				fr.IP = ip
				v := getItem(t, in, *rg(r, in.B), *rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.GETITEM_LIST:
				if p, k := rg(r, in.B), rg(r, in.C); p.IsList() && py.PInt(k) {
					l := py.Cast[py.List](*p).Items
					if i := k.Int64(); uint64(i) < uint64(len(l)) {
						*rg(r, in.A) = l[i]
						continue
					} else if i += int64(len(l)); uint64(i) < uint64(len(l)) {
						*rg(r, in.A) = l[i]
						continue
					}
				}
				in.Op = op.GETITEM
				ip = prevI(in)
			case op.GETITEM_TUPLE:
				if p, k := rg(r, in.B), rg(r, in.C); p.IsTuple() && py.PInt(k) {
					l := py.Cast[py.Tuple](*p).Items
					if i := k.Int64(); uint64(i) < uint64(len(l)) {
						*rg(r, in.A) = l[i]
						continue
					} else if i += int64(len(l)); uint64(i) < uint64(len(l)) {
						*rg(r, in.A) = l[i]
						continue
					}
				}
				in.Op = op.GETITEM
				ip = prevI(in)
			case op.GETITEM_DICT:
				if p := rg(r, in.B); p.IsDict() {
					if k := rg(r, in.C); !py.PInt(k) && !k.IsStr() {
						fr.IP = ip
					}
					v, ok := py.Cast[py.Dict](*p).Get(t, *rg(r, in.C))
					if ok && !v.IsUnbound() {
						*rg(r, in.A) = v
						continue
					}
					if !ok {
						break loop
					}
					raiseKey(t, *rg(r, in.C))
					break loop
				}
				in.Op = op.GETITEM
				ip = prevI(in)
			case op.SETITEM:
				fr.IP = ip
				if !setItem(t, in, *rg(r, in.A), *rg(r, in.B), *rg(r, in.C)) {
					break loop
				}
			case op.SETITEM_LIST:
				if p, k := rg(r, in.A), rg(r, in.B); p.IsList() && py.PInt(k) {
					l := py.Cast[py.List](*p).Items
					if i := k.Int64(); uint64(i) < uint64(len(l)) {
						l[i] = *rg(r, in.C)
						continue
					}
				}
				in.Op = op.SETITEM
				ip = prevI(in)
			case op.SETITEM_DICT:
				if p := rg(r, in.A); p.IsDict() {
					if k := rg(r, in.B); !py.PInt(k) && !k.IsStr() {
						fr.IP = ip
					}
					if !py.Cast[py.Dict](*p).Set(t, *rg(r, in.B), *rg(r, in.C)) {
						break loop
					}
					continue
				}
				in.Op = op.SETITEM
				ip = prevI(in)
			case op.DELITEM:
				fr.IP = ip
				if !py.SetItemOperation(t, *rg(r, in.A), *rg(r, in.B), py.Value{}) {
					break loop
				}
			case op.SLICE:
				*rg(r, in.A) = py.NewSlice(*rg(r, in.B), *rg(r, in.B+valueSize), *rg(r, in.B+2*valueSize))

			case op.BINARY:
				fr.IP = ip
				v := binary(t, in, *rg(r, in.B), *rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.ADD_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if s := p + q; (p^s)&(q^s) >= 0 {
						py.SetInt(rg(r, in.A), s)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.SUB_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if s := p - q; (p^q)&(p^s) >= 0 {
						py.SetInt(rg(r, in.A), s)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.MUL_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if int64(int32(p)) == p && int64(int32(q)) == q {
						py.SetInt(rg(r, in.A), p*q)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.AND_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					py.SetInt(rg(r, in.A), x.Int64()&y.Int64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.OR_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					py.SetInt(rg(r, in.A), x.Int64()|y.Int64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.XOR_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					py.SetInt(rg(r, in.A), x.Int64()^y.Int64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.LSHIFT_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if uint64(q) < 63 {
						if s := p << uint(q); s>>uint(q) == p {
							py.SetInt(rg(r, in.A), s)
							continue
						}
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.RSHIFT_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if q := y.Int64(); uint64(q) < 64 {
						py.SetInt(rg(r, in.A), x.Int64()>>uint(q))
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.FLOORDIV_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if q > 0 {
						d := p / q
						if p < 0 && d*q != p {
							d--
						}
						py.SetInt(rg(r, in.A), d)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.MOD_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if q > 0 {
						m := p % q
						if m < 0 {
							m += q
						}
						py.SetInt(rg(r, in.A), m)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.ADD_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					py.SetFloat(rg(r, in.A), x.Float64()+y.Float64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.SUB_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					py.SetFloat(rg(r, in.A), x.Float64()-y.Float64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.MUL_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					py.SetFloat(rg(r, in.A), x.Float64()*y.Float64())
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.DIV_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					if d := y.Float64(); d != 0 {
						py.SetFloat(rg(r, in.A), x.Float64()/d)
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.DIV_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					p, q := x.Int64(), y.Int64()
					if q != 0 && p == p<<11>>11 && q == q<<11>>11 {
						py.SetFloat(rg(r, in.A), float64(p)/float64(q))
						continue
					}
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.ARITH_NUM:
				if v, ok := arithNum(in.D, rg(r, in.B), rg(r, in.C)); ok {
					*rg(r, in.A) = v
					continue
				}
				fr.IP = ip
				v := binary(t, in, *rg(r, in.B), *rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.ADD_STR:
				if x, y := rg(r, in.B), rg(r, in.C); x.IsStr() && y.IsStr() {
					v := py.ConcatStr(t, *x, *y)
					if v.IsError() {
						break loop
					}
					*rg(r, in.A) = v
					continue
				}
				in.Op = op.BINARY
				ip = prevI(in)
			case op.BINARYI:
				fr.IP = ip
				v := binaryI(t, in, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.ADDI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					p := x.Int64()
					q := int64(in.D)
					if s := p + q; (p^s)&(q^s) >= 0 {
						py.SetInt(rg(r, in.A), s)
						continue
					}
				}
				in.Op = op.BINARYI
				ip = prevI(in)
			case op.SUBI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					p := x.Int64()
					q := int64(in.D)
					if s := p - q; (p^q)&(p^s) >= 0 {
						py.SetInt(rg(r, in.A), s)
						continue
					}
				}
				in.Op = op.BINARYI
				ip = prevI(in)
			case op.MULI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					p := x.Int64()
					if int64(int32(p)) == p {
						py.SetInt(rg(r, in.A), p*int64(in.D))
						continue
					}
				}
				in.Op = op.BINARYI
				ip = prevI(in)
			case op.ADDI_FLOAT:
				if x := rg(r, in.B); py.PFloat(x) {
					py.SetFloat(rg(r, in.A), x.Float64()+float64(in.D))
					continue
				}
				in.Op = op.BINARYI
				ip = prevI(in)
			case op.SUBI_FLOAT:
				if x := rg(r, in.B); py.PFloat(x) {
					py.SetFloat(rg(r, in.A), x.Float64()-float64(in.D))
					continue
				}
				in.Op = op.BINARYI
				ip = prevI(in)
			case op.ARITHI_NUM:
				if v, ok := arithNumI(in, rg(r, in.B)); ok {
					*rg(r, in.A) = v
					continue
				}
				fr.IP = ip
				v := binaryI(t, in, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.NEG, op.POS, op.INVERT:
				fr.IP = ip
				v := unary(t, in.Op, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.NOT:
				p := rg(r, in.B)
				if py.PBool(p) {
					py.SetBool(rg(r, in.A), p.Int64() == 0)
					continue
				}
				fr.IP = ip
				b, ok := py.Truth(t, *p)
				if !ok {
					break loop
				}
				*rg(r, in.A) = py.Bool(!b)

			case op.COMPARE:
				fr.IP = ip
				v := compare(t, py.CompareOp(in.D), rg(r, in.B), rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.IS:
				*rg(r, in.A) = py.Bool((*rg(r, in.B) == *rg(r, in.C)) == (in.D == 0))
			case op.CONTAINS:
				fr.IP = ip
				b, ok := contains(t, *rg(r, in.C), *rg(r, in.B))
				if !ok {
					break loop
				}
				*rg(r, in.A) = py.Bool(b == (in.D == 0))

			case op.JUMP:
				ip = jump(in, in.D)
			case op.JUMPBACK:
				ip = jump(in, in.D)
				if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
					ip = in
					break loop
				}
			case op.JF:
				p := rg(r, in.A)
				if py.PBool(p) {
					if p.Int64() == 0 {
						ip = jump(in, in.D)
					}
					continue
				}
				fr.IP = ip
				b, ok := py.Truth(t, *p)
				if !ok {
					break loop
				}
				if !b {
					ip = jump(in, in.D)
				}
			case op.JT:
				p := rg(r, in.A)
				if py.PBool(p) {
					if p.Int64() != 0 {
						ip = jump(in, in.D)
					}
					continue
				}
				fr.IP = ip
				b, ok := py.Truth(t, *p)
				if !ok {
					break loop
				}
				if b {
					ip = jump(in, in.D)
				}
			case op.JFBACK:
				fr.IP = ip
				b, ok := py.Truth(t, *rg(r, in.A))
				if !ok {
					break loop
				}
				if !b {
					ip = jump(in, in.D)
					if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
						ip = in
						break loop
					}
				}
			case op.JTBACK:
				fr.IP = ip
				b, ok := py.Truth(t, *rg(r, in.A))
				if !ok {
					break loop
				}
				if b {
					ip = jump(in, in.D)
					if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
						ip = in
						break loop
					}
				}
			case op.JNONE:
				if rg(r, in.A).IsNone() {
					ip = jump(in, in.D)
				}
			case op.JNOTNONE:
				if !rg(r, in.A).IsNone() {
					ip = jump(in, in.D)
				}
			case op.JIS:
				if (*rg(r, in.B) == *rg(r, in.C)) == (in.E != 0) {
					ip = jump(in, in.D)
				}
			case op.JIN:
				fr.IP = ip
				b, ok := contains(t, *rg(r, in.C), *rg(r, in.B))
				if !ok {
					break loop
				}
				if b == (in.E != 0) {
					ip = jump(in, in.D)
				}
			case op.JCMP:
				fr.IP = ip
				b, ok := jumpCompare(t, in, rg(r, in.B), rg(r, in.C))
				if !ok {
					break loop
				}
				if b {
					back := in.A&op.Back != 0
					ip = jump(in, in.D)
					if back && t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
						ip = in
						break loop
					}
				}
			case op.JLT_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() < y.Int64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JLE_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() <= y.Int64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JEQ_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() == y.Int64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JNE_INT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() != y.Int64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JLT_INT_BACK:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() < y.Int64() {
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JLE_INT_BACK:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() <= y.Int64() {
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JNE_INT_BACK:
				if x, y := rg(r, in.B), rg(r, in.C); py.PInt(x) && py.PInt(y) {
					if x.Int64() != y.Int64() {
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JLT_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					if x.Float64() < y.Float64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JLE_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					if x.Float64() <= y.Float64() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JNLT_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					if !(x.Float64() < y.Float64()) {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JNLE_FLOAT:
				if x, y := rg(r, in.B), rg(r, in.C); py.PFloat(x) && py.PFloat(y) {
					if !(x.Float64() <= y.Float64()) {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JEQ_STR:
				if x, y := rg(r, in.B), rg(r, in.C); x.IsStr() && y.IsStr() {
					if *x == *y || py.Cast[py.Str](*x).String() == py.Cast[py.Str](*y).String() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JNE_STR:
				if x, y := rg(r, in.B), rg(r, in.C); x.IsStr() && y.IsStr() {
					if *x != *y && py.Cast[py.Str](*x).String() != py.Cast[py.Str](*y).String() {
						ip = jump(in, in.D)
					}
					continue
				}
				unspecialiseJump(in)
				ip = prevI(in)
			case op.JCMPI:
				fr.IP = ip
				b, ok := jumpCompareI(t, in, rg(r, in.B))
				if !ok {
					break loop
				}
				if b {
					back := in.A&op.Back != 0
					ip = jump(in, in.D)
					if back && t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
						ip = in
						break loop
					}
				}
			case op.JLTI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() < int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JLEI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() <= int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JGTI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() > int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JGEI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() >= int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JEQI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() == int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JNEI_INT:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() != int64(int32(in.E)) {
						ip = jump(in, in.D)
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JLTI_INT_BACK:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() < int64(int32(in.E)) {
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)
			case op.JGTI_INT_BACK:
				if x := rg(r, in.B); py.PInt(x) {
					if x.Int64() > int64(int32(in.E)) {
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				in.Op = op.JCMPI
				ip = prevI(in)

			case op.CALL:
				fr.IP = ip
				v := call(t, fr, in, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				if v.IsUnbound() { // specialised: run the new form
					ip = prevI(in)
					continue
				}
				*rg(r, in.A) = v
			case op.CALL_PY:
				if p := rg(r, in.B); p.IsFunction() {
					fn = py.Cast[py.Function](*p)
					if nargs = int32(in.C); fn.Block.Exact == nargs {
						nw = rg(r, in.B+valueSize)
						dst, flags = in.A, 0
						goto call
					}
				}
				in.Op = op.CALL
				ip = prevI(in)
			case op.CALL_GENFRAME:
				if p := rg(r, in.B); p.IsFunction() {
					fn = py.Cast[py.Function](*p)
					if nargs = int32(in.C); fn.Block.Exact == nargs {
						nw, flags = copyArgs(t, fr, rg(r, in.B+valueSize), int(nargs), fn.Block)
						dst = in.A
						goto call
					}
				}
				in.Op = op.CALL
				ip = prevI(in)
			case op.CALL_BUILTIN:
				if p := rg(r, in.B); p.IsBuiltin() {
					fr.IP = ip
					v := py.Cast[py.Builtin](*p).CallDirect(t, py.WindowCap(rg(r, in.B+valueSize), int(in.C), int(in.C)+8))
					if v.IsError() {
						break loop
					}
					*rg(r, in.A) = v
					continue
				}
				in.Op = op.CALL
				ip = prevI(in)
			case op.CALL_CLASS:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); p.IsType() {
					if typ := py.Cast[py.Type](*p); typ == c.Type && typ.Version() == c.Ver {
						fn = c.Func
						nw, flags = p, py.FrameInit
						if blk.GenFrame {
							nw, flags = copyArgs(t, fr, p, int(in.C)+1, fn.Block)
							flags |= py.FrameInit
						}
						ret = py.NewObject(typ)
						*nw = ret
						dst, nargs = in.A, int32(in.C)+1
						goto call
					}
				}
				in.Op = op.CALL
				ip = prevI(in)
			case op.CALLKW:
				fr.IP = ip
				v := callKw(t, in, blk, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.CALLEX:
				fr.IP = ip
				v := callEx(t, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.METHOD:
				fr.IP = ip
				if !method(t, blk, in, rg(r, in.A), *rg(r, in.B)) {
					break loop
				}
			case op.METHOD_SHAPE:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); py.PlainShape(p, c) {
					self := *p
					*rg(r, in.A) = c.Val
					*rg(r, in.A+valueSize) = self
					continue
				}
				in.Op = op.METHOD
				ip = prevI(in)
			case op.METHOD_TYPE:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); py.PType(p) == c.Type {
					self := *p
					*rg(r, in.A) = c.Val
					*rg(r, in.A+valueSize) = self
					continue
				}
				in.Op = op.METHOD
				ip = prevI(in)
			case op.METHOD_MODULE:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B); p.IsModule() {
					if d := py.Cast[py.Module](*p).Dict; d.CurrentKeysVersion() == c.Keys {
						*rg(r, in.A) = *d.EntryAt(c.Off)
						*rg(r, in.A+valueSize) = py.Value{}
						continue
					}
				}
				in.Op = op.METHOD
				ip = prevI(in)
			case op.CALLM:
				fr.IP = ip
				v := callM(t, fr, in, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				if v.IsUnbound() {
					ip = prevI(in)
					continue
				}
				*rg(r, in.A) = v
			case op.CALLM_PY:
				if p := rg(r, in.B); p.IsFunction() && !rg(r, in.B+valueSize).IsUnbound() {
					fn = py.Cast[py.Function](*p)
					if nargs = int32(in.C) + 1; fn.Block.Exact == nargs {
						nw = rg(r, in.B+valueSize)
						dst, flags = in.A, 0
						goto call
					}
				}
				in.Op = op.CALLM
				ip = prevI(in)
			case op.CALLM_GENFRAME:
				if p := rg(r, in.B); p.IsFunction() && !rg(r, in.B+valueSize).IsUnbound() {
					fn = py.Cast[py.Function](*p)
					if nargs = int32(in.C) + 1; fn.Block.Exact == nargs {
						nw, flags = copyArgs(t, fr, rg(r, in.B+valueSize), int(nargs), fn.Block)
						dst = in.A
						goto call
					}
				}
				in.Op = op.CALLM
				ip = prevI(in)
			case op.CALLM_DESCR:
				if p := rg(r, in.B); p.IsMethodDescr() {
					fr.IP = ip
					if self := rg(r, in.B+valueSize); !self.IsUnbound() {
						m := py.Cast[py.MethodDescriptor](*p)
						v := m.CallDirect(t, *self, py.WindowCap(rg(r, in.B+2*valueSize), int(in.C), int(in.C)+8))
						if v.IsError() {
							break loop
						}
						*rg(r, in.A) = v
						continue
					}
				}
				in.Op = op.CALLM
				ip = prevI(in)
			case op.CALLM_APPEND:
				c := cacheOf(blk, in.E)
				if self := rg(r, in.B+valueSize); !self.IsUnbound() && self.IsList() && *rg(r, in.B) == c.Val {
					l := py.Cast[py.List](*self)
					l.Append(*rg(r, in.B+2*valueSize))
					*rg(r, in.A) = py.None
					continue
				}
				in.Op = op.CALLM
				ip = prevI(in)
			case op.CALLMKW:
				fr.IP = ip
				v := callMKw(t, in, blk, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.CALLATTR:
				fr.IP = ip
				v := callAttr(t, fr, blk, in, rg(r, in.B))
				if v.IsError() {
					break loop
				}
				if v.IsUnbound() {
					ip = prevI(in)
					continue
				}
				*rg(r, in.A) = v
			case op.CALLATTR_PY:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B+valueSize); py.PlainShape(p, c) {
					fn = c.Func
					nw = p
					dst, flags, nargs = in.A, 0, int32(in.C)+1
					goto call
				}
				in.Op = op.CALLATTR
				ip = prevI(in)
			case op.CALLATTR_DESCR:
				c := cacheOf(blk, in.E)
				if p := rg(r, in.B+valueSize); py.PType(p) == c.Type {
					fr.IP = ip
					m := py.Cast[py.MethodDescriptor](c.Val)
					v := m.CallDirect(t, *p, py.WindowCap(rg(r, in.B+2*valueSize), int(in.C), int(in.C)+8))
					if v.IsError() {
						break loop
					}
					*rg(r, in.A) = v
					continue
				}
				in.Op = op.CALLATTR
				ip = prevI(in)
			case op.CALLATTR_APPEND:
				if p := rg(r, in.B+valueSize); p.IsList() {
					l := py.Cast[py.List](*p)
					l.Append(*rg(r, in.B+2*valueSize))
					*rg(r, in.A) = py.None
					continue
				}
				in.Op = op.CALLATTR
				ip = prevI(in)
			case op.RETURN:
				v := *rg(r, in.A)
				if fr.Flags == 0 {
					dst = fr.Dst
					fr = fr.Prev
					*rg(unsafe.Pointer(fr.Regs), dst) = v
					ip = fr.IP
					continue outer
				}
				ret = v
				goto leave
			case op.RETURNNONE:
				if fr.Flags == 0 {
					dst = fr.Dst
					fr = fr.Prev
					*rg(unsafe.Pointer(fr.Regs), dst) = py.None
					ip = fr.IP
					continue outer
				}
				ret = py.None
				goto leave

			case op.GENERATOR:
				g := py.NewGenerator(fr.Func, append([]py.Value(nil), py.Window(fr.Regs, int(blk.NRegs))...))
				g.IP = in
				ret = py.Ref(g)
				if fr.Flags == 0 {
					dst = fr.Dst
					fr = fr.Prev
					*rg(unsafe.Pointer(fr.Regs), dst) = ret
					ip = fr.IP
					if blk.Code.Flags&py.CodeCoroutine != 0 {
						ret = py.Value{} // nothing but the register keeps it alive
						t.Frame = fr
						next := nextI(ip)
						t.CoroutineCreated(fr, g, next.Op == op.AWAITABLE && next.B == ip.A)
					}
					continue outer
				}
				goto leave
			case op.YIELD:
				v := *rg(r, in.B)
				g := fr.Gen
				g.IP = in
				g.State = py.GenSuspended
				suspend(t, g, in.C != 0)
				*rg(r, in.A) = py.None
				if fr.Flags&(py.FrameObserved|py.FrameEntry) != 0 {
					if fr.Flags&py.FrameObserved != 0 {
						fr.Detach()
					}
					if fr.Flags&py.FrameEntry != 0 {
						fr.Gen = nil
						t.Frame = fr.Prev
						return v
					}
				}
				fr.Gen = nil
				dst = fr.Dst
				fr = fr.Prev
				*rg(unsafe.Pointer(fr.Regs), dst) = v
				ip = jump(fr.IP, fr.IP.D)
				if t.Breaker.Load() != 0 && !t.HandleBreak() {
					// Unwind from the FOR, not from the generator.
					t.Frame = fr
					ip = fr.IP
					break loop
				}
				continue outer
			case op.YIELDITER:
				fr.IP = ip
				v := yieldIter(t, fr, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.SEND:
				fr.IP = ip
				v, done, ok := send(t, fr.Gen, *rg(r, in.B), *rg(r, in.C))
				if !ok {
					break loop
				}
				*rg(r, in.A) = v
				if done {
					ip = jump(in, in.D)
				}
			case op.CLEANUPTHROW:
				if fr.Gen != nil {
					fr.Gen.YieldFrom = py.Value{}
				}
				if !t.ExcMatches(py.StopIteration) {
					t.Reraise = true
					break loop
				}
				*rg(r, in.A) = stopValue(t)
				ip = jump(in, in.D)
			case op.AWAITABLE, op.AITER, op.ANEXT:
				fr.IP = ip
				v := asyncOp(t, in, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.ENDASYNCFOR:
				if !t.ExcMatches(py.StopAsyncIteration) {
					t.Reraise = true
					break loop
				}
				t.Exc = nil
				ip = jump(in, in.D)
			case op.ASYNCGENWRAP:
				*rg(r, in.A) = py.WrapAsyncGenValue(*rg(r, in.B))

			case op.ITER:
				fr.IP = ip
				v := iter(t, *rg(r, in.B))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.FOR:
				fr.IP = ip
				v := forNext(t, blk, in, *rg(r, in.A))
				if v.IsUnbound() {
					continue
				}
				if v.IsError() {
					break loop
				}
				*rg(r, in.B) = v
				ip = jump(in, in.D)
				if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
					ip = in
					break loop
				}
			case op.FOR_RANGE:
				if p := rg(r, in.A); p.IsRangeIter() {
					it := py.Cast[py.RangeIter](*p)
					if it.Left > 0 {
						it.Left--
						v := it.Cur
						it.Cur = v + it.Step
						py.SetInt(rg(r, in.B), v)
						ip = jump(in, in.D)
						if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
							ip = in
							break loop
						}
					}
					continue
				}
				in.Op = op.FOR
				ip = prevI(in)
			case op.FOR_LIST:
				if p := rg(r, in.A); p.IsListIter() {
					it := py.Cast[py.ListIter](*p)
					if l := it.List; l != nil {
						if i := it.I; uint(i) < uint(len(l.Items)) {
							it.I = i + 1
							*rg(r, in.B) = l.Items[i]
							ip = jump(in, in.D)
							if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
								ip = in
								break loop
							}
							continue
						}
						it.List = nil
					}
					continue
				}
				in.Op = op.FOR
				ip = prevI(in)
			case op.FOR_TUPLE:
				if p := rg(r, in.A); p.IsTupleIter() {
					it := py.Cast[py.TupleIter](*p)
					if l := it.Tuple; l != nil {
						if i := it.I; uint(i) < uint(len(l.Items)) {
							it.I = i + 1
							*rg(r, in.B) = l.Items[i]
							ip = jump(in, in.D)
							if t.Breaker.Load() != 0 && !breakAt(t, fr, in) {
								ip = in
								break loop
							}
							continue
						}
						it.Tuple = nil
					}
					continue
				}
				in.Op = op.FOR
				ip = prevI(in)
			case op.FOR_GEN:
				if p := rg(r, in.A); p.IsGenerator() {
					g := py.Cast[py.Generator](*p)
					if g.State <= py.GenSuspended {
						if next = fr.Next; next == nil {
							if next = t.PushFrame(fr); next == nil {
								break loop
							}
						}
						fr.IP = in
						next.Top = t.StackTop(fr)
						fr = next
						fr.Func, fr.Regs, fr.Gen, fr.Dst, fr.Flags = g.Func, &g.Regs[0], g, in.B, py.FrameGen
						g.State = py.GenRunning
						resumeHandled(t, g)
						ip = g.IP
						continue outer
					}
					if g.State == py.GenFinished {
						continue
					}
				}
				in.Op = op.FOR
				ip = prevI(in)
			case op.UNPACK:
				fr.IP = ip
				if !unpack(t, *rg(r, in.B), py.Window(rg(r, in.A), int(in.C))) {
					break loop
				}
			case op.UNPACKEX:
				fr.IP = ip
				if !unpackEx(t, *rg(r, in.B), py.Window(rg(r, in.A), int(in.C)+1+int(in.D)), int(in.C), int(in.D)) {
					break loop
				}

			case op.LIST:
				l := make([]py.Value, in.C)
				copy(l, py.Window(rg(r, in.B), int(in.C)))
				*rg(r, in.A) = py.NewList(l...)
			case op.TUPLE:
				l := make([]py.Value, in.C)
				copy(l, py.Window(rg(r, in.B), int(in.C)))
				*rg(r, in.A) = py.NewTuple(l...)
			case op.APPEND:
				l := py.Cast[py.List](*rg(r, in.A))
				l.Append(*rg(r, in.B))
			case op.DICTSET:
				if k := rg(r, in.B); !py.PInt(k) && !k.IsStr() {
					fr.IP = ip
				}
				if !py.Cast[py.Dict](*rg(r, in.A)).Set(t, *rg(r, in.B), *rg(r, in.C)) {
					break loop
				}
			case op.STRING:
				v := py.JoinStrs(t, py.Window(rg(r, in.B), int(in.C)))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.FORMAT:
				fr.IP = ip
				v := format(t, *rg(r, in.B), int(in.C), py.Value{})
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.FORMATSPEC:
				fr.IP = ip
				v := format(t, *rg(r, in.B), int(in.D), *rg(r, in.C))
				if v.IsError() {
					break loop
				}
				*rg(r, in.A) = v
			case op.FUNCTION:
				*rg(r, in.A) = makeFunction(t, blk, in, rg(r, in.B))

			case op.RAISE:
				fr.IP = ip
				raise(t, int(in.C), rg(r, in.A), rg(r, in.B))
				break loop
			case op.RERAISE:
				t.Exc = py.Cast[py.Exception](*rg(r, in.A))
				t.Reraise = true
				break loop
			case op.PUSHEXC:
				e := t.Exc
				t.Exc = nil
				switch h := t.Handled; {
				case in.D != 0:
					*rg(r, in.B) = py.Value{}
				case h != nil:
					*rg(r, in.B) = py.Ref(h)
				default:
					*rg(r, in.B) = py.None
				}
				t.Handled = e
				*rg(r, in.A) = py.Ref(e)
			case op.POPEXC:
				t.Handled = handledOf(fr, *rg(r, in.B))
			case op.UNWINDEXC:
				t.Handled = handledOf(fr, *rg(r, in.B))
				t.Reraise = true
				break loop
			case op.MATCHEXC:
				b, ok := matchExc(t, *rg(r, in.A), *rg(r, in.B))
				if !ok {
					break loop
				}
				if !b {
					ip = jump(in, in.D)
				}
			default:
				// What is rare, or costly in itself, is done out of line.
				fr.IP = ip
				if !rare(t, fr, blk, in, r) {
					break loop
				}
			}
			continue

		call:
			// Enter fn, whose nargs arguments lie in the registers from nw on.
			if t.Breaker.Load() != 0 && !breakAtCall(t, fr, ip, nw, nargs) {
				break loop
			}
			if next = fr.Next; next == nil {
				if next = t.PushFrame(fr); next == nil {
					break loop
				}
			}
			if flags&py.FrameNewSegment == 0 && !t.Fits(nw, int(fn.Block.NRegs)) {
				nw = t.GrowStackCopy(nw, int(nargs), int(fn.Block.NRegs))
				flags |= py.FrameNewSegment
			}
			fr.IP = ip
			fr = next
			fr.Func, fr.Regs, fr.Dst, fr.Flags = fn, nw, dst, flags
			if flags&py.FrameInit != 0 {
				fr.Ret, ret = ret, py.Value{}
			}
			if b := fn.Block; b.NLocals > nargs {
				clear(py.Window(nw, int(b.NLocals))[nargs:])
			}
			ip = fn.Block.Entry
			continue outer

		leave:
			// Return ret from a frame that has flags.
			if fr.Flags&py.FrameObserved != 0 {
				fr.IP = ip
				fr.Detach()
			}
			flags = fr.Flags
			fr.Flags = 0
			if flags&py.FrameInit != 0 {
				if !ret.IsNone() {
					raiseInit(t, ret)
					fr.Flags = flags &^ py.FrameInit
					break loop
				}
				ret = fr.Ret
				fr.Ret = py.Value{}
			}
			if flags&py.FrameNewSegment != 0 {
				t.LeaveSegment()
			}
			if flags&py.FrameGen != 0 {
				g := fr.Gen
				fr.Gen = nil
				finish(t, g)
				if flags&py.FrameEntry != 0 {
					t.Frame = fr.Prev
					t.StopValue = ret
					return py.Value{}
				}
				// A for loop goes on after its end.
				fr = fr.Prev
				ip = fr.IP
				continue outer
			}
			if flags&py.FrameEntry != 0 {
				t.Frame = fr.Prev
				return ret
			}
			dst = fr.Dst
			fr = fr.Prev
			*rg(unsafe.Pointer(fr.Regs), dst) = ret
			ret = py.Value{} // it is live in the whole loop: it would keep the value alive
			ip = fr.IP
			continue outer
		}

		// An exception is set: find a handler, leaving frames without one.
		fr.IP = ip
		for {
			h, entry := unwind(t, fr)
			if h != nil {
				ip = prevI(h)
				continue outer
			}
			if entry {
				t.Frame = fr.Prev
				return py.Error
			}
			fr = fr.Prev
			t.Frame = fr
		}
	}
}
