package py

import (
	"slices"
	"sync"
	"sync/atomic"
)

// BinaryOp is a binary operator; it indexes Slots.Binary and Slots.Inplace.
type BinaryOp uint8

// The binary operators, in the order of the AST's Operator.
const (
	OpAdd BinaryOp = iota
	OpSub
	OpMul
	OpMatMul
	OpTrueDiv
	OpMod
	OpPow
	OpLShift
	OpRShift
	OpOr
	OpXor
	OpAnd
	OpFloorDiv
	OpDivmod // the built-in function divmod; it has no in-place form
	NumBinaryOps
)

// CompareOp is a rich comparison.
type CompareOp uint8

// The rich comparisons.
const (
	LT CompareOp = iota
	LE
	EQ
	NE
	GT
	GE
)

type (
	// UnaryFunc is a slot of one operand.
	UnaryFunc func(t *Thread, v Value) Value
	// BinaryFunc is a slot of two operands; for an operator it is called with
	// the type's instance on either side and returns NotImplemented when it
	// does not know the other.
	BinaryFunc func(t *Thread, a, b Value) Value
	// CallFunc is the call slot. args holds the positional arguments followed
	// by the values of the keywords kw (each an exact str). args is owned by the
	// caller and must not be kept; the callee may write to it up to its capacity.
	CallFunc func(t *Thread, callee Value, args []Value, kw []Value) Value
	// NewFunc makes an instance of typ, a type or one of its subtypes, from
	// arguments bound by the type's signature.
	NewFunc func(t *Thread, typ *Type, a Args) (Value, error)
	// GoFunc is the body of a built-in method or function: self is the receiver
	// (the module, for a function), a the arguments bound by its signature.
	GoFunc func(t *Thread, self Value, a Args) (Value, error)
)

// Slots are the operations that the interpreter applies to a type's instances
// without a name lookup. A nil slot means the operation is not supported.
// All follow the hot convention of the package comment.
type Slots struct {
	Repr, Str UnaryFunc
	Hash      func(t *Thread, v Value) (uint64, bool)
	Compare   func(t *Thread, a, b Value, op CompareOp) Value
	Bool      func(t *Thread, v Value) (truth, ok bool)
	Call      CallFunc

	// Attributes. name is interned. SetAttr with an unbound val deletes.
	GetAttr func(t *Thread, v Value, name *Str) Value
	SetAttr func(t *Thread, v Value, name *Str, val Value) bool
	// DescrGet binds a descriptor found in a type; obj is unbound when the
	// attribute is taken from the type itself.
	DescrGet func(t *Thread, d, obj Value, typ *Type) Value
	// DescrSet makes a data descriptor; an unbound val deletes.
	DescrSet func(t *Thread, d, obj, val Value) bool

	// Iter returns an iterator. Next returns the unbound Value when exhausted.
	Iter, Next UnaryFunc
	Len        func(t *Thread, v Value) (int, bool)
	GetItem    BinaryFunc
	// SetItem with an unbound val deletes.
	SetItem  func(t *Thread, v, key, val Value) bool
	Contains func(t *Thread, v, item Value) (found, ok bool)

	Binary  [NumBinaryOps]BinaryFunc
	Inplace [OpFloorDiv + 1]BinaryFunc
	// Pow is three-argument pow.
	Pow func(t *Thread, a, b, mod Value) Value
	// Concat and Repeat are tried for + and * after the numeric slots.
	Concat, InplaceConcat BinaryFunc
	Repeat, InplaceRepeat func(t *Thread, v Value, n Value) Value

	Neg, Pos, Invert, Abs UnaryFunc
	Int, Float, Index     UnaryFunc

	// Buffer shows the object's memory to a consumer that can do with what flags
	// say; see GetBuffer.
	Buffer func(t *Thread, v Value, flags BufferFlags) (*Buffer, error)

	// Await, AIter and ANext serve coroutines.
	Await, AIter, ANext UnaryFunc

	// New and Init make a class callable. They take the arguments unbound; a
	// built-in type gives TypeSpec.New and TypeSpec.Init with signatures instead.
	New  func(t *Thread, typ *Type, args []Value, kw []Value) Value
	Init func(t *Thread, self Value, args []Value, kw []Value) bool
}

// Flags of a method are its contract with limits and cancellation.
type Flags uint16

const (
	// Alloc says that the result grows with the input: charge before allocating.
	Alloc Flags = 1 << iota
	// Slow says that the body loops over its input: it polls at least every
	// 4,096 items (Thread.Poll).
	Slow
	// CallsPython says that the body may re-enter the virtual machine.
	CallsPython
	// Class makes a class method: self is the type.
	Class
	// Static makes a static method: self is unbound.
	Static
)

// Method is one row of a type's or module's method table. Signature is CPython's
// __text_signature__ ("($self, width, fillchar=' ', /)"): argument binding, error
// wording, inspect.signature and help() come from it.
type Method struct {
	Name      string
	Signature string
	Func      GoFunc
	Flags     Flags
	Doc       string
}

// Getset is a computed attribute. Set may be nil (read-only); it receives an
// unbound value for deletion.
type Getset struct {
	Name string
	Get  func(t *Thread, self Value) (Value, error)
	Set  func(t *Thread, self, val Value) error
	Doc  string
}

// TypeSpec declares a built-in type.
type TypeSpec struct {
	Name   string // "str"; with the module for types outside builtins: "collections.deque"
	Doc    string
	Base   *Type // nil means object
	Layout *Layout
	Slots  Slots
	// Signature and New make instances ("(object='', encoding='utf-8', errors='strict')").
	Signature string
	New       NewFunc
	// Init, with InitSignature, initialises (mutable types: list, dict, exceptions).
	InitSignature string
	Init          func(t *Thread, self Value, a Args) error
	// TextSignature is what __text_signature__ shows if that is not how arguments are
	// bound, "none" if it shows nothing.
	TextSignature string
	Methods       []Method
	Getset        []Getset
	// Attrs are further class attributes.
	Attrs func(set func(name string, v Value))
	Flags TypeFlags
	// NewName is the name in the errors of New, if not the type's.
	NewName string
	// Members names those of Getset that are members in CPython: fields that its
	// objects hold as they are.
	Members []string
	// Struct is set by StructSeqSpec.
	Struct *StructSpec
}

// TypeFlags are properties of a type.
type TypeFlags uint32

const (
	// NoSubclass forbids user subclasses (bool, function, NoneType …).
	NoSubclass TypeFlags = 1 << iota
	// Unhashable makes __hash__ None.
	Unhashable
	// NoInstances forbids calling the type ("cannot create 'x' instances").
	NoInstances
	// MethodDescr says that instances bind as methods when found in a class:
	// the call path may skip the bound method object.
	MethodDescr
	// heapType marks a class made by a class statement or a call of type().
	heapType
	// MatchSequence and MatchMapping say which patterns the type matches.
	MatchSequence
	MatchMapping
	// hasGetattr: the class defines __getattr__ or __getattribute__ in Python.
	hasGetattr
	// noDict: instances have slots only, no __dict__.
	noDict
	// Fast subtype tests.
	intSub
	strSub
	bytesSub
	listSub
	tupleSub
	dictSub
	excSub
	typeSub
	floatSub
	// hasFinalizer: the class defines __del__.
	hasFinalizer
	// lacksNext: slot Next is there only to raise TypeError.
	lacksNext
	// abstract: the class has abstract methods and cannot be instantiated.
	abstractType
)

// Type is a Python type. Built-in types are immutable after definition and
// shared by all interpreters; classes made by Python code belong to one
// interpreter and change only under its GIL.
type Type struct {
	Header
	name   string // qualified by module for built-ins outside builtins
	flags  TypeFlags
	base   *Type
	bases  []*Type
	mro    []*Type
	layout *Layout

	instOff   uintptr // offset of the Inst in instances, 0 if none
	rootShape *Shape
	cells     uint32 // attribute cells to allocate with an instance
	reserved  int    // cells taken by __slots__

	Slots
	// genericGet and genericSet say that attribute access is GenericGetAttr (with
	// or without a __getattr__ behind it) and GenericSetAttr.
	genericGet, genericSet bool
	newSig, initSig        *Signature
	newFunc                NewFunc
	initFunc               func(t *Thread, self Value, a Args) error

	exc *excClass // of exception classes: what the constructors do

	version atomic.Uint32
	dict    *Dict // own attributes; for built-ins made by load
	once    sync.Once
	spec    *TypeSpec

	// Of heap types only.
	interp     *Interp
	subclasses weakTypes
	qualname   *Str
	slotNames  []*Str
	genericOps uint32 // bit per BinaryOp: defined by Python code, here or in a base
}

var typeVersion atomic.Uint32

// NextVersion returns a process-wide unique number for a cache guard.
func nextTypeVersion() uint32 { return typeVersion.Add(1) }

// Version is the guard of caches over t's attributes and its bases': it changes
// whenever one of them does.
func (t *Type) Version() uint32 { return t.version.Load() }

// Name returns the type's name without its module.
func (t *Type) Name() string {
	if t.flags&heapType != 0 {
		return t.name
	}
	for i := len(t.name) - 1; i >= 0; i-- {
		if t.name[i] == '.' {
			return t.name[i+1:]
		}
	}
	return t.name
}

// QualName returns the type's __qualname__.
func (t *Type) QualName() string {
	if t.qualname != nil {
		return t.qualname.s
	}
	return t.Name()
}

// FullName is the name in error messages: with its module for built-in types
// outside builtins, as CPython's tp_name.
func (t *Type) FullName() string { return t.name }

// Base returns the type whose layout t extends; nil for object.
func (t *Type) Base() *Type { return t.base }

// MRO returns the method resolution order. It must not be changed.
func (t *Type) MRO() []*Type { return t.mro }

// IsHeap reports whether Python code made the type.
func (t *Type) IsHeap() bool { return t.flags&heapType != 0 }

// Has reports whether all of flags hold.
func (t *Type) Has(flags TypeFlags) bool { return t.flags&flags == flags }

// Value returns t as a Python object.
func (t *Type) Value() Value { return Ref(t) }

// IsSubtype reports whether t is u or derives from it.
func (t *Type) IsSubtype(u *Type) bool {
	if t == u {
		return true
	}
	for _, b := range t.mro {
		if b == u {
			return true
		}
	}
	return false
}

// IsInstance reports whether v's type is t or derives from it (no
// __instancecheck__; see IsInstanceOf).
func (t *Type) IsInstance(v Value) bool {
	vt := TypeOf(v)
	return vt == t || vt.IsSubtype(t)
}

// RootShape returns the shape of a fresh instance.
func (t *Type) RootShape() *Shape { return t.rootShape }

// IsPlainObject reports whether NewObject makes the type's instances.
func (t *Type) IsPlainObject() bool {
	return t.layout == &objectLayout && t.flags&(heapType|abstractType|hasFinalizer) == heapType
}

// inheritedFlags pass from a base to its subtypes.
const inheritedFlags = MatchSequence | MatchMapping | hasGetattr | intSub | strSub | bytesSub |
	listSub | tupleSub | dictSub | excSub | typeSub | floatSub | hasFinalizer

// define turns a TypeSpec into the built-in type t. Bases must be defined first.
func define(t *Type, spec TypeSpec) {
	t.typ = &typeType
	t.name = spec.Name
	t.spec = &spec
	t.Slots = spec.Slots
	t.flags |= spec.Flags
	base := spec.Base
	if base == nil && t != &objectType {
		base = &objectType
	}
	t.base = base
	t.layout = spec.Layout
	t.genericGet = spec.Slots.GetAttr == nil || t == &objectType
	t.genericSet = spec.Slots.SetAttr == nil || t == &objectType
	if base != nil {
		t.genericGet = t.genericGet && base.genericGet
		t.genericSet = t.genericSet && base.genericSet
		t.bases = []*Type{base}
		t.mro = append([]*Type{t}, base.mro...)
		if t.layout == nil {
			t.layout = base.layout
		}
		t.flags |= base.flags & inheritedFlags
		inheritSlots(t, base, spec.Flags&Unhashable != 0)
		if base == &objectType && (spec.New != nil || spec.Slots.New != nil) && spec.Init == nil && spec.Slots.Init == nil {
			// object.__init__ has nothing to do for arguments that New took.
			t.Init = nil
		}
	} else {
		t.mro = []*Type{t}
	}
	t.instOff = t.layout.instOff
	if t.instOff != 0 {
		t.rootShape = newShape(t)
	}
	t.version.Store(nextTypeVersion())
	if spec.New != nil {
		t.newFunc = spec.New
		name := spec.NewName
		if name == "" {
			name = t.Name()
		}
		t.newSig = NewSignature(name, spec.Signature)
		t.newSig.ctor = true
		t.New = builtinNew
	} else if base != nil && spec.Slots.New == nil {
		t.newFunc, t.newSig = base.newFunc, base.newSig
	}
	if spec.Init != nil {
		t.initFunc = spec.Init
		t.initSig = NewSignature(t.Name(), spec.InitSignature)
		t.Init = builtinInit
	} else if base != nil && spec.Slots.Init == nil {
		t.initFunc, t.initSig = base.initFunc, base.initSig
	}
	if spec.Flags&NoInstances != 0 {
		t.New = nil
	}
}

// NewType returns a built-in type made from spec, for a module's own types. It
// may be called at any time, by any goroutine; the result may be shared by
// interpreters.
func NewType(spec TypeSpec) *Type {
	DefineBuiltins()
	t := new(Type)
	define(t, spec)
	return t
}

// inheritSlots copies from base the slots that t lacks. Comparison and hash go
// together, as do the attribute slots.
func inheritSlots(t, base *Type, unhashable bool) {
	s, b := &t.Slots, &base.Slots
	if s.Hash == nil && s.Compare == nil {
		s.Compare = b.Compare
		if !unhashable {
			s.Hash = b.Hash
		}
	}
	if s.Repr == nil {
		s.Repr = b.Repr
	}
	if s.Str == nil {
		s.Str = b.Str
	}
	inherit(&s.Bool, b.Bool)
	inherit(&s.Call, b.Call)
	inherit(&s.GetAttr, b.GetAttr)
	inherit(&s.SetAttr, b.SetAttr)
	inherit(&s.DescrGet, b.DescrGet)
	inherit(&s.DescrSet, b.DescrSet)
	inherit(&s.Iter, b.Iter)
	inherit(&s.Next, b.Next)
	inherit(&s.Len, b.Len)
	inherit(&s.GetItem, b.GetItem)
	inherit(&s.SetItem, b.SetItem)
	inherit(&s.Contains, b.Contains)
	for i := range s.Binary {
		inherit(&s.Binary[i], b.Binary[i])
	}
	for i := range s.Inplace {
		inherit(&s.Inplace[i], b.Inplace[i])
	}
	inherit(&s.Pow, b.Pow)
	inherit(&s.Concat, b.Concat)
	inherit(&s.InplaceConcat, b.InplaceConcat)
	inherit(&s.Repeat, b.Repeat)
	inherit(&s.InplaceRepeat, b.InplaceRepeat)
	inherit(&s.Neg, b.Neg)
	inherit(&s.Pos, b.Pos)
	inherit(&s.Invert, b.Invert)
	inherit(&s.Abs, b.Abs)
	inherit(&s.Int, b.Int)
	inherit(&s.Float, b.Float)
	inherit(&s.Index, b.Index)
	inherit(&s.Await, b.Await)
	inherit(&s.AIter, b.AIter)
	inherit(&s.ANext, b.ANext)
	if s.Buffer == nil {
		s.Buffer = b.Buffer
	}
	inherit(&s.New, b.New)
	inherit(&s.Init, b.Init)
}

func inherit[F func(*Thread, Value) Value | func(*Thread, Value, Value) Value |
	BinaryFunc | UnaryFunc | CallFunc |
	func(*Thread, Value) (bool, bool) | func(*Thread, Value) (int, bool) |
	func(*Thread, Value, *Str) Value | func(*Thread, Value, *Str, Value) bool |
	func(*Thread, Value, Value, *Type) Value | func(*Thread, Value, Value, Value) bool |
	func(*Thread, Value, Value) (bool, bool) | func(*Thread, Value, Value, Value) Value |
	func(*Thread, *Type, []Value, []Value) Value | func(*Thread, Value, []Value, []Value) bool](dst *F, src F) {
	if *dst == nil {
		*dst = src
	}
}

// attrs returns the type's own attributes, building those of a built-in type on
// first use.
func (t *Type) attrs() *Dict {
	if t.flags&heapType == 0 {
		t.once.Do(t.load)
	}
	return t.dict
}

// load fills the attribute dict of a built-in type from its spec.
func (t *Type) load() {
	d := NewDict()
	spec := t.spec
	set := func(name string, v Value) { d.setStr(InternStatic(name), v) }
	addSlotWrappers(t, spec, set)
	for i := range spec.Methods {
		m := &spec.Methods[i]
		switch {
		case m.Flags&Static != 0:
			set(m.Name, Ref(newStaticMethod(newBuiltin(m, t, Value{}))))
		case m.Flags&Class != 0:
			set(m.Name, Ref(newClassMethodDescr(t, m)))
		default:
			set(m.Name, Ref(newMethodDescr(t, m)))
		}
	}
	for i := range spec.Getset {
		g := &spec.Getset[i]
		if slices.Contains(spec.Members, g.Name) {
			set(g.Name, Ref(&MemberDescriptor{Header{&memberType}, InternStatic(g.Name), t, 0, g}))
		} else {
			set(g.Name, Ref(newGetsetDescr(t, g)))
		}
	}
	if spec.Attrs != nil {
		spec.Attrs(set)
	}
	doc := None
	if spec.Doc != "" {
		doc = NewStr(spec.Doc)
	}
	if d.getStr(nameDoc).ref == nil {
		set("__doc__", doc)
	}
	if spec.Flags&Unhashable != 0 {
		set("__hash__", None)
	}
	t.dict = d
}

// Lookup finds name along t's MRO, without descriptors bound; the result is
// unbound if there is none.
func (t *Type) Lookup(name *Str) Value {
	for _, c := range t.mro {
		if v := c.attrs().getStr(name); v.ref != nil {
			return v
		}
	}
	return Value{}
}

// lookupWhere is Lookup that also says which class of the MRO defines it.
func (t *Type) lookupWhere(name *Str) (Value, *Type) {
	for _, c := range t.mro {
		if v := c.attrs().getStr(name); v.ref != nil {
			return v, c
		}
	}
	return Value{}, nil
}

// methodCacheSize is the number of entries of an interpreter's cache of
// Type.Lookup; a power of two.
const methodCacheSize = 1024

type methodCacheEntry struct {
	version uint32
	name    *Str
	val     Value
}

// LookupType is Type.Lookup through the interpreter's method cache.
func (t *Thread) LookupType(typ *Type, name *Str) Value {
	ver := typ.version.Load()
	e := &t.Interp.methodCache[(uint32(name.Hash())^ver*31)&(methodCacheSize-1)]
	if e.version == ver && e.name == name {
		return e.val
	}
	v := typ.Lookup(name)
	*e = methodCacheEntry{ver, name, v}
	return v
}

// modified renews the version of t and of everything that derives from it.
func (t *Type) modified() {
	t.version.Store(nextTypeVersion())
	for _, s := range t.subclasses.live() {
		s.modified()
	}
}
