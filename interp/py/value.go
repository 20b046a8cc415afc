package py

import (
	"math"
	"unsafe"
)

// Header is the first field of every heap object. Embed it first in the Go
// struct of a Python type; Make fills it.
type Header struct{ typ *Type }

func (h *Header) header() *Header { return h }

// Heap is any pointer to a struct that embeds Header as its first field.
type Heap interface{ header() *Header }

// Value is a Python value in 16 bytes. ref points at a heap object, whose first
// field is its Header, or at one of the static headers below; bits carries the
// payload of int, float and bool. The zero Value means "unbound": no object.
//
// Two Values are the same object (Python's `is`) exactly if they are == in Go.
type Value struct {
	ref  unsafe.Pointer
	bits uint64
}

// The static headers: one load gives the type of any value, without a branch.
var (
	hdrInt            = Header{&intType}
	hdrFloat          = Header{&floatType}
	hdrBool           = Header{&boolType}
	hdrNone           = Header{&noneType}
	hdrEllipsis       = Header{&ellipsisType}
	hdrNotImplemented = Header{&notImplementedType}
	hdrError          = Header{&errorSentinelType}
)

// errorSentinelType is the type of Error; no Python program can see it.
var errorSentinelType Type

// The singletons. They are constants in all but syntax: never assign to them.
var (
	None           = Value{ref: unsafe.Pointer(&hdrNone)}
	True           = Value{ref: unsafe.Pointer(&hdrBool), bits: 1}
	False          = Value{ref: unsafe.Pointer(&hdrBool)}
	Ellipsis       = Value{ref: unsafe.Pointer(&hdrEllipsis)}
	NotImplemented = Value{ref: unsafe.Pointer(&hdrNotImplemented)}
	// Error is what a slot returns when it has set the thread's exception.
	Error = Value{ref: unsafe.Pointer(&hdrError)}
)

// Int returns the int with value i. It does not allocate.
func Int(i int64) Value { return Value{unsafe.Pointer(&hdrInt), uint64(i)} }

// Float returns the float with value f. It does not allocate.
func Float(f float64) Value { return Value{unsafe.Pointer(&hdrFloat), math.Float64bits(f)} }

// Bool returns True or False.
func Bool(b bool) Value {
	var x uint64
	if b {
		x = 1
	}
	return Value{unsafe.Pointer(&hdrBool), x}
}

// Ref returns the Value of a heap object.
func Ref(p Heap) Value { return Value{ref: unsafe.Pointer(p.header())} }

// Cast returns the Go struct behind v without a check. The caller has checked
// the type (a method's receiver is always checked before the method runs).
func Cast[T any](v Value) *T { return (*T)(v.ref) }

// As returns the Go struct behind v if v is an instance of typ or of a subtype.
// T must be the struct that typ's layout names.
func As[T any](v Value, typ *Type) (*T, bool) {
	if vt := TypeOf(v); vt == typ || vt.IsSubtype(typ) {
		return (*T)(v.ref), true
	}
	return nil, false
}

// TypeOf returns the type of v, which must not be unbound.
func TypeOf(v Value) *Type { return (*Header)(v.ref).typ }

// IsUnbound reports whether v holds no object.
func (v Value) IsUnbound() bool { return v.ref == nil }

// IsError reports whether v is the sentinel of the hot convention.
func (v Value) IsError() bool { return v.ref == unsafe.Pointer(&hdrError) }

// IsNone reports whether v is None.
func (v Value) IsNone() bool { return v.ref == unsafe.Pointer(&hdrNone) }

// IsInt reports whether v is an int held in the value itself: of exact type int
// and within 64 bits. See also IntType for all ints.
func (v Value) IsInt() bool { return v.ref == unsafe.Pointer(&hdrInt) }

// IsFloat reports whether v is of exact type float.
func (v Value) IsFloat() bool { return v.ref == unsafe.Pointer(&hdrFloat) }

// IsBool reports whether v is True or False.
func (v Value) IsBool() bool { return v.ref == unsafe.Pointer(&hdrBool) }

// IsNotImplemented reports whether v is NotImplemented.
func (v Value) IsNotImplemented() bool { return v.ref == unsafe.Pointer(&hdrNotImplemented) }

// Int64 is the payload of a value for which IsInt or IsBool holds.
func (v Value) Int64() int64 { return int64(v.bits) }

// Float64 is the payload of a value for which IsFloat holds.
func (v Value) Float64() float64 { return math.Float64frombits(v.bits) }

// PInt, PFloat and the other P functions guard through a pointer: loading only
// the tag word, which a copy of the Value would not (REPORT §6.5: 1.1x on loops).

// PInt reports whether *p is a 64-bit int.
func PInt(p *Value) bool { return p.ref == unsafe.Pointer(&hdrInt) }

// PFloat reports whether *p is a float.
func PFloat(p *Value) bool { return p.ref == unsafe.Pointer(&hdrFloat) }

// PBool reports whether *p is a bool.
func PBool(p *Value) bool { return p.ref == unsafe.Pointer(&hdrBool) }

// PType returns the type of *p.
func PType(p *Value) *Type { return (*Header)(p.ref).typ }

// SetInt stores an int in a register. The tag is written only if it differs:
// that skips the write barrier's flag test (1.1-1.6x on loops).
func SetInt(p *Value, i int64) {
	if p.ref != unsafe.Pointer(&hdrInt) {
		p.ref = unsafe.Pointer(&hdrInt)
	}
	p.bits = uint64(i)
}

// SetFloat stores a float in a register, as SetInt.
func SetFloat(p *Value, f float64) {
	if p.ref != unsafe.Pointer(&hdrFloat) {
		p.ref = unsafe.Pointer(&hdrFloat)
	}
	p.bits = math.Float64bits(f)
}

// SetBool stores a bool in a register, as SetInt.
func SetBool(p *Value, b bool) {
	if p.ref != unsafe.Pointer(&hdrBool) {
		p.ref = unsafe.Pointer(&hdrBool)
	}
	var x uint64
	if b {
		x = 1
	}
	p.bits = x
}

// ID returns the number that id() shows: unique among live objects.
// Ints, floats and bools are their own identity, as two equal ones cannot be
// told apart by `is`.
func (v Value) ID() uint64 {
	switch v.ref {
	case unsafe.Pointer(&hdrInt), unsafe.Pointer(&hdrFloat):
		h := (uint64(uintptr(v.ref)) << 20) ^ v.bits*0x9E3779B97F4A7C15
		return h >> 1
	case unsafe.Pointer(&hdrBool):
		return uint64(uintptr(v.ref)) + v.bits*16
	}
	return uint64(uintptr(v.ref))
}

// isHeap reports whether v.ref points at an object of its own.
func (v Value) isHeap() bool {
	switch v.ref {
	case nil, unsafe.Pointer(&hdrInt), unsafe.Pointer(&hdrFloat), unsafe.Pointer(&hdrBool),
		unsafe.Pointer(&hdrNone), unsafe.Pointer(&hdrEllipsis), unsafe.Pointer(&hdrNotImplemented), unsafe.Pointer(&hdrError):
		return false
	}
	return true
}

// Exact-type tests of the types that the eval loop specialises for. They compare
// with the address of the static type, not with the exported pointer variable.

// IsStr reports whether v is of exact type str.
func (v Value) IsStr() bool { return (*Header)(v.ref).typ == &strType }

// IsList reports whether v is of exact type list.
func (v Value) IsList() bool { return (*Header)(v.ref).typ == &listType }

// IsTuple reports whether v is of exact type tuple.
func (v Value) IsTuple() bool { return (*Header)(v.ref).typ == &tupleType }

// IsDict reports whether v is of exact type dict.
func (v Value) IsDict() bool { return (*Header)(v.ref).typ == &dictType }

// IsFunction reports whether v is a Python function.
func (v Value) IsFunction() bool { return (*Header)(v.ref).typ == &functionType }

// Inst is the instance part of an object: its attributes, laid out by a Shape.
// It is embedded in Object and appended to subclasses of built-in types.
// vals points at cap Values; the shape says how many are in use. In dict mode
// (shape.dict) vals[0] holds the instance's dict.
type Inst struct {
	shape *Shape
	vals  unsafe.Pointer
	cap   uint32
	_     uint32
}

// Object is an instance of a user class with no built-in base but object.
type Object struct {
	Header
	Inst
}

const valueSize = unsafe.Sizeof(Value{})

// at returns the i-th attribute cell.
func (in *Inst) at(i int) *Value { return (*Value)(unsafe.Add(in.vals, uintptr(i)*valueSize)) }

// slice returns the first n attribute cells.
func (in *Inst) slice(n int) []Value { return unsafe.Slice((*Value)(in.vals), n) }

// instOf returns the instance part of v, or nil if its type has none.
func instOf(v Value) *Inst {
	if off := TypeOf(v).instOff; off != 0 {
		return (*Inst)(unsafe.Add(v.ref, off))
	}
	return nil
}

// ShapeOf returns the shape of v's instance part, or nil. It is the guard of the
// attribute caches: equal shapes mean equal type and equal attribute layout.
func ShapeOf(p *Value) *Shape {
	if off := (*Header)(p.ref).typ.instOff; off != 0 {
		return (*Inst)(unsafe.Add(p.ref, off)).shape
	}
	return nil
}

// SlotAt returns the attribute cell at byte offset off from the cells of v, an
// instance whose shape the caller has just compared with a cached one.
func SlotAt(p *Value, off uint32) *Value {
	in := (*Inst)(unsafe.Add(p.ref, (*Header)(p.ref).typ.instOff))
	return (*Value)(unsafe.Add(in.vals, off))
}

// AppendSlot moves v, an instance whose shape is from, to shape to by appending
// val. It reports false, having done nothing, when the cells are full.
func AppendSlot(p *Value, to *Shape, val Value) bool {
	in := (*Inst)(unsafe.Add(p.ref, (*Header)(p.ref).typ.instOff))
	n := uint32(to.n)
	if n > in.cap {
		return false
	}
	*(*Value)(unsafe.Add(in.vals, uintptr(n-1)*valueSize)) = val
	in.shape = to
	return true
}

// Objects with their attribute cells inline, one size class of the Go allocator
// each: a 2-attribute instance is one 64-byte object (33 ns with separate cells
// against 24 ns).
type (
	object1 struct {
		Object
		v [1]Value
	}
	object2 struct {
		Object
		v [2]Value
	}
	object3 struct {
		Object
		v [3]Value
	}
	object4 struct {
		Object
		v [4]Value
	}
	object6 struct {
		Object
		v [6]Value
	}
	object10 struct {
		Object
		v [10]Value
	}
)

// NewObject returns a new instance of t, a user class whose layout is Object,
// without calling __new__ or __init__.
func NewObject(t *Type) Value {
	var o *Object
	switch n := t.cells; {
	case n == 0:
		o = &Object{}
	case n == 1:
		p := &object1{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 1
		o = &p.Object
	case n == 2:
		p := &object2{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 2
		o = &p.Object
	case n == 3:
		p := &object3{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 3
		o = &p.Object
	case n == 4:
		p := &object4{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 4
		o = &p.Object
	case n <= 6:
		p := &object6{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 6
		o = &p.Object
	case n <= 10:
		p := &object10{}
		p.vals, p.cap = unsafe.Pointer(&p.v), 10
		o = &p.Object
	default:
		v := make([]Value, n)
		o = &Object{}
		o.vals, o.cap = unsafe.Pointer(&v[0]), n
	}
	o.typ = t
	o.shape = t.rootShape
	return Value{ref: unsafe.Pointer(o)}
}

// grow makes room for n attribute cells.
func (in *Inst) grow(n int) {
	if n <= int(in.cap) {
		return
	}
	c := max(int(in.cap)*2, n, 4)
	v := make([]Value, c)
	copy(v, unsafe.Slice((*Value)(in.vals), in.cap))
	in.vals, in.cap = unsafe.Pointer(&v[0]), uint32(c)
}

// sub is the layout of a user class that derives from the built-in type of T.
type sub[T any] struct {
	base T
	inst Inst
}

// Layout describes the Go struct behind a built-in type, and how to extend it
// for user subclasses. Two classes can be bases of one class only if one of
// their layouts extends the other.
type Layout struct {
	name    string
	instOff uintptr // of the Inst within the struct itself; 0 if it has none
	subOff  uintptr // of the Inst in a user subclass
}

// LayoutOf returns the layout of a built-in type whose objects are T, which
// embeds Header first. Objects are allocated with Make[T].
func LayoutOf[T any]() *Layout {
	return &Layout{subOff: unsafe.Offsetof(sub[T]{}.inst)}
}

// LayoutWithInst returns the layout of a built-in type whose own objects carry
// an Inst (they have a __dict__), reached by the function inst.
func LayoutWithInst[T any](inst func(*T) *Inst) *Layout {
	var z T
	off := uintptr(unsafe.Pointer(inst(&z))) - uintptr(unsafe.Pointer(&z))
	return &Layout{instOff: off, subOff: off}
}

// objectLayout is the layout of plain instances.
var objectLayout = Layout{name: "object", subOff: unsafe.Offsetof(Object{}.Inst)}

// Make returns a new zeroed T with its header set to t: a bare T for the
// built-in type itself, a T followed by the instance part for a user subclass.
func Make[T any](t *Type) *T {
	if t.layout != nil && t.instOff != t.layout.instOff {
		p := &sub[T]{}
		(*Header)(unsafe.Pointer(p)).typ = t
		p.inst.shape = t.rootShape
		if t.reserved > 0 {
			p.inst.grow(t.reserved)
		}
		if t.flags&hasFinalizer != 0 {
			t.interp.finalizers.watch(t.interp, Value{ref: unsafe.Pointer(p)})
		}
		return &p.base
	}
	p := new(T)
	h := (*Header)(unsafe.Pointer(p))
	h.typ = t
	if t.instOff != 0 {
		in := (*Inst)(unsafe.Add(unsafe.Pointer(p), t.instOff))
		in.shape = t.rootShape
		if t.reserved > 0 {
			in.grow(t.reserved)
		}
	}
	return p
}

// changeType changes the type of a heap object (__class__ assignment).
func changeType(v Value, t *Type) { (*Header)(v.ref).typ = t }

// Window is a run of registers: the arguments of a call, or a frame's registers.
func Window(p *Value, n int) []Value { return unsafe.Slice(p, n) }

// sharesCells reports whether a and b overlap in memory (slice assignment from
// itself).
func sharesCells(a, b []Value) bool {
	return len(a) > 0 && len(b) > 0 &&
		uintptr(unsafe.Pointer(&a[0])) <= uintptr(unsafe.Pointer(&b[len(b)-1])) &&
		uintptr(unsafe.Pointer(&b[0])) <= uintptr(unsafe.Pointer(&a[len(a)-1]))
}

// WindowCap is Window with spare capacity: the callee may extend the slice over
// the caller's free registers.
func WindowCap(p *Value, n, c int) []Value { return unsafe.Slice(p, c)[:n] }

// PlainCell returns the attribute cell that a cache names if *p is a plain
// instance of the cached type and shape, else nil.
func PlainCell(p *Value, c *Cache) *Value {
	if (*Header)(p.ref).typ == c.Type {
		if o := (*Object)(p.ref); o.shape == c.Shape {
			return (*Value)(unsafe.Add(o.vals, c.Off))
		}
	}
	return nil
}

// PlainAppend adds an attribute as the cache says if *p is a plain instance of the
// cached type and shape with room for it.
func PlainAppend(p *Value, c *Cache, v Value) bool {
	if (*Header)(p.ref).typ == c.Type {
		if o := (*Object)(p.ref); o.shape == c.Shape && uint32(c.Next.n) <= o.cap {
			*(*Value)(unsafe.Add(o.vals, c.Off)) = v
			o.shape = c.Next
			return true
		}
	}
	return false
}

// PlainShape reports whether *p is a plain instance of the cached type and shape
// and the type has the cached version.
func PlainShape(p *Value, c *Cache) bool {
	return (*Header)(p.ref).typ == c.Type && (*Object)(p.ref).shape == c.Shape && c.Type.version.Load() == c.Ver
}
