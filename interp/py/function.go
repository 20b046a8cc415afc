package py

import "sync/atomic"

// Function is a Python function.
type Function struct {
	Header
	Block       *Block
	Closure     []*Cell
	Defaults    []Value // of the last positional parameters
	KwDefaults  *Dict   // nil if none
	Name        *Str
	Qualname    *Str
	Module      Value
	Doc         Value
	Annotations Value // dict once computed; unbound before
	Annotate    Value // the __annotate__ function, None or unbound
	TypeParams  Value
	dict        *Dict
	defaults    Value // __defaults__ tuple as last seen by Python code
}

var functionType Type

// FunctionType is the type of Python functions.
var FunctionType = &functionType

// NewFunction returns a function that runs b.
func NewFunction(b *Block, closure []*Cell) *Function {
	return &Function{Header: Header{&functionType}, Block: b, Closure: closure}
}

func (f *Function) attrDict() *Dict {
	if f.dict == nil {
		f.dict = NewDict()
	}
	return f.dict
}

// Cell holds a variable shared by a function and the functions inside it.
type Cell struct {
	Header
	V Value // unbound while the variable is
}

var cellType Type

// CellType is the type of cells.
var CellType = &cellType

// NewCell returns a cell that holds v.
func NewCell(v Value) *Cell { return &Cell{Header{&cellType}, v} }

// Builtin is a function or bound method implemented in Go
// (builtin_function_or_method).
type Builtin struct {
	Header
	Method *Method
	sig    *Signature
	fn     GoFunc
	Self   Value // receiver or module; unbound for static methods
	owner  *Type
	module Value
}

var builtinType Type

// BuiltinType is the type of Go functions.
var BuiltinType = &builtinType

func newBuiltin(m *Method, owner *Type, self Value) *Builtin {
	sig := NewSignature(m.Name, m.Signature)
	if owner != nil {
		sig.qualified(owner.Name())
	}
	return &Builtin{Header: Header{&builtinType}, Method: m, sig: sig, fn: m.Func, Self: self, owner: owner}
}

// NewBuiltin returns a function of a module: module is its __self__ and name of
// __module__.
func NewBuiltin(m *Method, self, module Value) *Builtin {
	b := newBuiltin(m, nil, self)
	b.module = module
	if module.ref != nil {
		if name, ok := AsStr(module); ok && name.s != "builtins" {
			b.sig.qualified(name.s)
		}
	}
	return b
}

// NewGoFunction returns a Python function implemented by fn; signature is as in
// Method ("(a, b=0, /)").
func NewGoFunction(name, signature string, fn func(t *Thread, a Args) (Value, error)) Value {
	return Ref(newBuiltin(&Method{Name: name, Signature: signature,
		Func: func(t *Thread, _ Value, a Args) (Value, error) { return fn(t, a) }}, nil, Value{}))
}

// MethodDescriptor is a method of a built-in type as found in the type's dict.
type MethodDescriptor struct {
	Header
	Method *Method
	owner  *Type
	sig    *Signature
}

var (
	methodDescrType      Type
	classMethodDescrType Type
	getsetType           Type
	slotWrapperType      Type
	methodWrapperType    Type
	memberType           Type
)

func newMethodDescr(t *Type, m *Method) *MethodDescriptor {
	return &MethodDescriptor{Header{&methodDescrType}, m, t, NewSignature(m.Name, m.Signature).qualified(t.Name())}
}

func newClassMethodDescr(t *Type, m *Method) *MethodDescriptor {
	return &MethodDescriptor{Header{&classMethodDescrType}, m, t, NewSignature(m.Name, m.Signature).qualified(t.Name())}
}

// GetsetDescriptor is a computed attribute of a built-in type.
type GetsetDescriptor struct {
	Header
	Getset *Getset
	owner  *Type
}

func newGetsetDescr(t *Type, g *Getset) *GetsetDescriptor {
	return &GetsetDescriptor{Header{&getsetType}, g, t}
}

// MemberDescriptor is a name of __slots__, or an attribute of a built-in type that
// CPython's object holds as it is.
type MemberDescriptor struct {
	Header
	name   *Str
	owner  *Type
	cell   int
	getset *Getset // of a built-in type, else nil
}

// slotMember returns the cell index of a __slots__ descriptor.
func slotMember(d Value) (int, bool) {
	if TypeOf(d) == &memberType && Cast[MemberDescriptor](d).getset == nil {
		return Cast[MemberDescriptor](d).cell, true
	}
	return 0, false
}

// BoundMethod is a function bound to its first argument.
type BoundMethod struct {
	Header
	Func Value
	Self Value
}

var methodType Type

// MethodType is the type of bound methods.
var MethodType = &methodType

// NewBoundMethod returns fn bound to self.
func NewBoundMethod(fn, self Value) *BoundMethod {
	return &BoundMethod{Header{&methodType}, fn, self}
}

// StaticMethod and ClassMethod are the built-in decorators' objects.
type StaticMethod struct {
	Header
	Inst
	Func Value
}

// ClassMethod is the object of @classmethod.
type ClassMethod struct {
	Header
	Inst
	Func Value
}

// Property is the object of @property.
type Property struct {
	Header
	Get, Set, Del Value // None if absent
	Doc           Value
	getterDoc     bool
	name          Value
}

var (
	staticMethodType Type
	classMethodType  Type
	propertyType     Type
)

// The types of the built-in decorators.
var (
	StaticMethodType = &staticMethodType
	ClassMethodType  = &classMethodType
	PropertyType     = &propertyType
)

func newStaticMethod(b *Builtin) *StaticMethod {
	s := Make[StaticMethod](&staticMethodType)
	s.Func = Ref(b)
	return s
}

// propertyGetter returns the getter of an exact property, unbound otherwise.
func propertyGetter(d Value) Value {
	if TypeOf(d) == &propertyType {
		return Cast[Property](d).Get
	}
	return Value{}
}

// Generator is a generator, coroutine or asynchronous generator: a frame that
// lives on the heap while it is suspended.
type Generator struct {
	Header
	Func     *Function
	Regs     []Value
	IP       *Instr // where to go on; nil before the start
	State    GenState
	Name     *Str
	Qualname *Str
	// Handled is the exception that the generator itself was handling when it
	// yielded; PrevHandled the resumer's.
	Handled, PrevHandled *Exception
	// Await is the iterator that yield from or await is delegating to.
	YieldFrom Value
	// Origin, hooks of asynchronous generators.
	HooksInited, Closed bool
	async               *asyncState
	Object              *FrameObject
}

// GenState is the state of a generator.
type GenState uint8

// The states.
const (
	GenCreated GenState = iota
	GenSuspended
	GenRunning
	GenFinished
)

var (
	generatorType Type
	coroutineType Type
	asyncGenType  Type
)

// The types of generator-like objects.
var (
	GeneratorType = &generatorType
	CoroutineType = &coroutineType
	AsyncGenType  = &asyncGenType
)

// NewGenerator returns a generator, coroutine or async generator, as f's code
// says, that has not started; regs holds the bound arguments and is owned by it.
func NewGenerator(f *Function, regs []Value) *Generator {
	typ := &generatorType
	switch fl := f.Block.Code.Flags; {
	case fl&CodeCoroutine != 0:
		typ = &coroutineType
	case fl&CodeAsyncGenerator != 0:
		typ = &asyncGenType
	}
	return &Generator{Header: Header{typ}, Func: f, Regs: regs, Name: f.Name, Qualname: f.Qualname}
}

// FrameObject is the Python view of a frame. While the frame runs, Frame is set;
// afterwards Locals holds what was in its variables.
type FrameObject struct {
	Header
	Frame  *Frame
	Gen    *Generator // whose frame it is, until that ends
	Func   *Function
	Back   *FrameObject
	Locals []Value
	Line   int
	PC     int
	extra  *Dict // names that f_locals was given beyond the variables
	Trace  Value
	// noLines and opcodes are f_trace_lines, negated, and f_trace_opcodes.
	noLines, opcodes bool
	// While traced: the line and instruction last reported, and the line that
	// f_lineno shows at a call.
	lastLine, lastPC, at int
}

var (
	frameType     Type
	tracebackType Type
	codeType      Type
)

// The types of frames, tracebacks and code objects.
var (
	FrameType     = &frameType
	TracebackType = &tracebackType
	CodeType      = &codeType
)

// NewCode gives c its type; the compiler calls it on every code object.
func NewCode(c *Code) *Code {
	c.typ = &codeType
	return c
}

// Module is a module object.
type Module struct {
	Header
	Dict *Dict
	// Initializing is the thread that runs the module's body, nil afterwards.
	Initializing *Thread
}

var moduleType Type

// ModuleType is the type of modules.
var ModuleType = &moduleType

// NewModule returns an empty module with __name__ and the usual attributes.
func NewModule(name string, doc Value) *Module {
	m := &Module{Header: Header{&moduleType}, Dict: NewDict()}
	m.Dict.SetName("__name__", NewStr(name))
	if doc.ref == nil {
		doc = None
	}
	m.Dict.SetName("__doc__", doc)
	m.Dict.SetName("__package__", None)
	m.Dict.SetName("__loader__", None)
	m.Dict.SetName("__spec__", None)
	return m
}

// ModuleSpec declares a module implemented in Go.
type ModuleSpec struct {
	Name    string
	Doc     string
	Methods []Method
	// Exec fills the module beyond its methods; it runs once per interpreter, at
	// import.
	Exec func(t *Thread, m *Module) error
	// Source is Python code run in the module's namespace after Exec, for the
	// parts that are better said in Python.
	Source string
	// Package says that the module has submodules.
	Package bool
	// Frozen is Source compiled, as package frozen stores it; "" if there is none or
	// it is of another Source.
	Frozen string
}

var keysVersion atomic.Uint64

func nextKeysVersion() uint64 { return keysVersion.Add(1) }
