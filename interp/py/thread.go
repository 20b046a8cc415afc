package py

import (
	"sync/atomic"
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
)

// Bits of a thread's eval-breaker word beyond gil.DropRequest.
const (
	// BreakSignal: the main thread must run signal handlers.
	BreakSignal uint32 = 1 << (iota + 4)
	// BreakAsync: an asynchronous exception waits in the thread.
	BreakAsync
	// BreakCancel: the embedding program's context ended.
	BreakCancel
	// BreakPending: calls queued for this thread (finalizers, callbacks) wait.
	BreakPending
)

// Frame is an activation of Python code. The frames of a thread are a doubly
// linked list that is made once and reused: a call takes Next.
type Frame struct {
	Func *Function // its Block runs; nil in the list's first frame
	Regs *Value    // register 0
	IP   *Instr    // next instruction's predecessor while suspended in a call
	Gen  *Generator
	Dst  uint16 // byte offset in the caller's registers of the result
	// Flags below; see FrameFlags.
	Flags FrameFlags

	// Top is the first free register of the thread's stack above a generator's
	// frame, whose own registers are elsewhere.
	Top *Value
	// Ret is the instance that a FrameInit frame initialises.
	Ret Value

	Next, Prev *Frame
	Object     *FrameObject // made on demand
}

// FrameFlags say what happens when a frame returns.
type FrameFlags uint16

const (
	// FrameEntry: the frame was entered from Go; its return leaves the eval loop.
	FrameEntry FrameFlags = 1 << iota
	// FrameInit: an __init__ called by a class call: the result must be None and
	// is dropped.
	FrameInit
	// FrameNewSegment: the frame's registers begin a new stack segment.
	FrameNewSegment
	// FrameGen: the frame of a generator.
	FrameGen
	// FrameObserved: Object is set and must be detached when the frame ends.
	FrameObserved
)

// Thread is the state of one Python thread. Only its goroutine uses it, but for
// the fields whose comment says otherwise.
type Thread struct {
	// Breaker is the eval-breaker word: non-zero means that the next safe point
	// must call the slow path. Any goroutine may set bits.
	Breaker atomic.Uint32

	Interp *Interp
	// Exc is the pending exception (see the package comment's conventions).
	Exc *Exception
	// Handled is the exception being handled (sys.exc_info).
	Handled *Exception

	// Frame is the running frame while Go code runs; the eval loop stores it
	// before it calls out.
	Frame *Frame
	// Top is the first register that Go code called from the running frame may
	// use, Limit the end of the segment.
	Top   *Value
	Limit *Value

	// Reraise says that the pending exception is being raised again where it was
	// handled: its traceback has this frame already.
	Reraise bool

	// StopValue is the value of the generator or iterator that has just ended (its
	// return value), unbound if none.
	StopValue Value

	// Tracer is set by sys.settrace and sys.setprofile, else nil.
	Tracer *Tracer

	// Depth counts nested activations of the eval loop and other Go recursion over
	// Python data; see Enter.
	Depth int

	Base     Frame // list head
	frames   int   // frames made so far
	segments []segment

	GIL *gil.Handle
	// ID is the thread's identifier (threading.get_ident).
	ID         int64
	asyncHooks *AsyncHooks // nil until set
	// Local holds per-thread state of modules by a key of their own.
	Local map[any]any
	// reprs are the containers whose repr is running.
	reprs []Value
	intr  interruptState // guarded by Interp.threads.mu
}

type segment struct {
	regs  []Value
	top   *Value // Top and Limit of the segment below, restored when this one is left
	limit *Value
}

const (
	// segmentSize is the number of registers in a thread's first segment: small,
	// so that starting a thread is cheap.
	segmentSize = 512
	// segmentSlack registers beyond Limit may be written by argument binding.
	segmentSlack = 32
	// MaxDepth bounds Go recursion that follows Python calls and data. 1 KB to
	// 2 KB of Go stack each, against Go's limit of 1 GB.
	MaxDepth = 50000
)

// Interp is the state of one interpreter: everything mutable that Python code can
// reach hangs off it. Several run in parallel in one process.
type Interp struct {
	Engine Engine
	GIL    *gil.GIL
	Host   *host.Host

	Builtins *Dict // the namespace of module builtins
	Modules  *Dict // sys.modules
	Sys      *Dict // the namespace of module sys
	// Natives finds the built-in modules by name; see ModuleSpec.
	Natives func(name string) *ModuleSpec
	// Importers are the start values of sys.meta_path and sys.path_hooks; the virtual
	// machine sets it.
	Importers func() (metaPath, pathHooks []Value)
	// PrivateAttr looks for a private name that a module of ours lacks, in the module of
	// that name in Flags.Stdlib; the virtual machine sets it.
	PrivateAttr func(t *Thread, m *Module, name *Str) Value
	// EncodeCode and DecodeCode turn code into bytes and back, for files of compiled
	// code and module marshal; the virtual machine sets them. Bytes that this very
	// program did not write are refused.
	EncodeCode func(c *Code) ([]byte, error)
	DecodeCode func(data []byte) (*Code, error)

	RecursionLimit int
	Flags          RunFlags
	// State holds per-interpreter state of modules by a key of their own.
	State map[any]any
	// TextWriters leads from files of a type to what print writes to; module io
	// fills it.
	TextWriters map[*Type]func(Value) TextWriter
	// PrintBuffer is scratch memory: who uses it takes it out and puts it back.
	PrintBuffer []byte
	// Carets serves tracebacks; the virtual machine sets it.
	Carets CaretSource
	// Sources holds the lines of programs that are in no file (stdin, -c, eval),
	// by filename, for tracebacks.
	Sources map[string][]string

	// Argv, Path and Executable are the start values of sys.argv, sys.path and
	// sys.executable.
	Argv, Path []string
	Executable string
	// OrigArgv is the command line (sys.orig_argv); nil: the executable and Argv.
	OrigArgv []string
	shutdown [numShutdownPhases][]func(t *Thread)
	// Finalizing is set once shutdown has begun (sys.is_finalizing).
	Finalizing bool
	// FlushFailed is set if the standard output could not be written out at the end.
	FlushFailed bool
	// NewChild makes an interpreter of the same process that shares nothing with
	// this one but immutable objects; interp sets it.
	NewChild func() (*Interp, error)

	// defect is the panic of a thread's goroutine, the first one.
	defect atomic.Pointer[string]
	// OnUnraisable shows an exception that has nowhere to go, or returns false;
	// module sys sets it.
	OnUnraisable func(t *Thread, e *Exception, msg string, object Value) bool

	// FlushFiles writes out what open files hold, so that files which the program has
	// dropped can be seen by others (CPython closes them at once); module io sets it.
	FlushFiles func(t *Thread)

	// SimulateSignal acts as if a signal had arrived; the signal module sets it.
	SimulateSignal func(signum int)

	// Warn issues a warning through the module warnings, which it imports; an empty
	// filename stands for the line that runs. Its error is what the warning became,
	// or what showing it raised.
	Warn func(t *Thread, category, message, filename string, line int) error

	codecs codecRegistry

	Main *Thread
	// OnSignal runs pending signal handlers in the main thread; OnPending runs
	// queued calls. Modules set them.
	OnSignal  func(t *Thread) error
	OnPending func(t *Thread)

	methodCache [methodCacheSize]methodCacheEntry
	interned    map[string]*Str
	subclasses  map[*Type]*weakTypes // of built-in types
	threads     threadTable
	finalizers  finalizers
	// FlushCaches is set by the virtual machine; see Type.setAttr.
	FlushCaches func()
}

// RunFlags are sys.flags.
type RunFlags struct {
	Debug, Inspect, Interactive, Optimize, DontWriteBytecode, NoUserSite, NoSite,
	IgnoreEnvironment, Verbose, BytesWarning, Quiet, HashRandomization, Isolated,
	DevMode, UTF8Mode, SafePath int
	IntMaxStrDigits int
	Unbuffered      bool
	WarnOptions     []string
	XOptions        []string // "name" or "name=value", in order
	// Stdlib is the folder of an installed CPython's library, from which modules
	// that we lack are imported; "" if there is none. It is the last entry of sys.path.
	Stdlib string
	// PycachePrefix is the folder of compiled code (sys.pycache_prefix).
	PycachePrefix string
}

// Engine is what the object model needs of the virtual machine.
type Engine interface {
	// CallFunction calls a Python function; args and kw as in CallFunc.
	CallFunction(t *Thread, f *Function, args []Value, kw []Value) Value
	// Resume runs a generator until it yields (finished false) or returns. sent is
	// the value of the yield expression; exc, if not nil, is raised there instead.
	Resume(t *Thread, g *Generator, sent Value, exc *Exception) (v Value, finished bool)
	// Compile compiles source (mode "exec", "eval" or "single").
	Compile(t *Thread, source []byte, filename, mode string, flags CompileFlags) (*Code, error)
	// ParseTree returns the syntax tree of source as an object of module _ast, which
	// is imported.
	ParseTree(t *Thread, source []byte, filename, mode string, flags CompileFlags) (Value, error)
	// CompileTree compiles such a tree.
	CompileTree(t *Thread, tree Value, filename, mode string, flags CompileFlags) (*Code, error)
	// TreeGrammar is the abstract grammar of trees.
	TreeGrammar() string
	// Tokenize returns the tokens of source for the module tokenize; if it is in error
	// those before the error too.
	Tokenize(t *Thread, source string, extra bool) ([]Token, error)
	// Opcodes describes the opcodes, by their numbers. Disassemble describes the
	// instructions of code, as b, if not nil, has specialised them.
	Opcodes() []Opcode
	Disassemble(t *Thread, code *Code, b *Block) ([]Operation, error)
	// Exec runs a module-like code object in the namespaces given; locals may be
	// any mapping.
	Exec(t *Thread, code *Code, globals *Dict, locals Value, closure []*Cell) Value
	// RunBody runs the body of a module or class, a function that takes no
	// arguments, with ns as its namespace (unbound: its globals). The result is what
	// the body returns: for a class its __class__ cell or None.
	RunBody(t *Thread, f *Function, ns Value) Value
	// ClearDead forgets what t's registers and the inline caches still hold but no
	// code will read, so that the collector can find it dead.
	ClearDead(t *Thread)
	// SetTracing has all code that is entered from now on instrumented, or no longer.
	SetTracing(on bool)
	// Link returns code bound to globals for functions to be made of.
	Link(t *Thread, code *Code, globals *Dict) *Block
	// Import is __import__ for the import statement.
	Import(t *Thread, name string, globals *Dict, fromlist Value, level int) Value
}

// Token is a token as the module tokenize shows it. Source is the lines it is in.
type Token struct {
	Type            int
	Text            string
	Line, Col       int
	EndLine, EndCol int
	Source          string
}

// CompileFlags are the flags of compile().
type CompileFlags struct {
	Future      uint32
	DontInherit bool
	Optimize    int // -1: the interpreter's
	SourceIsStr bool
	FromFile    bool // the source is a script's file: says CPython's file reader's errors
	AllowAwait  bool
}

// Enter guards recursion in Go over Python calls or data. It raises
// RecursionError and returns false at the limit; otherwise Leave must follow.
func (t *Thread) Enter(where string) bool {
	t.Depth++
	if t.Depth > MaxDepth || t.Depth > t.Interp.RecursionLimit*4+200 {
		t.Depth--
		t.Raise(RecursionError, "maximum recursion depth exceeded%s", where)
		return false
	}
	return true
}

// Leave ends Enter.
func (t *Thread) Leave() { t.Depth-- }

// PushFrame returns the frame after f, making it if needed; nil with
// RecursionError set at the recursion limit.
func (t *Thread) PushFrame(f *Frame) *Frame {
	if f.Next != nil {
		return f.Next
	}
	limit := t.Interp.RecursionLimit
	if t.frames >= limit {
		t.Raise(RecursionError, "maximum recursion depth exceeded")
		return nil
	}
	n := min(max(8, t.frames), 256, limit-t.frames)
	chunk := make([]Frame, n)
	prev := f
	for i := range chunk {
		prev.Next = &chunk[i]
		chunk[i].Prev = prev
		prev = &chunk[i]
	}
	t.frames += n
	return f.Next
}

// SetRecursionLimit changes the limit of the interpreter for this thread's frame
// list; it fails, returning false, if the thread is deeper already.
func (t *Thread) SetRecursionLimit(n int) bool {
	depth := 0
	for f := t.Frame; f != nil && f != &t.Base; f = f.Prev {
		depth++
	}
	if depth >= n {
		return false
	}
	t.Interp.RecursionLimit = n
	f := &t.Base
	count := 0
	for f.Next != nil && count < n {
		f = f.Next
		count++
	}
	if f.Next != nil {
		f.Next.Prev = nil
		f.Next = nil
	}
	t.frames = count
	return true
}

// GrowStack begins a new register segment with room for need registers and
// returns its first register. LeaveSegment ends it.
func (t *Thread) GrowStack(need int) *Value {
	n := segmentSize
	if len(t.segments) > 0 {
		n = min(len(t.segments[len(t.segments)-1].regs)*2, 1<<16)
	}
	n = max(n, need+segmentSlack+64)
	regs := make([]Value, n)
	t.segments = append(t.segments, segment{regs, t.Top, t.Limit})
	t.Limit = &regs[n-segmentSlack]
	return &regs[0]
}

// GrowStackCopy is GrowStack for a frame whose first n registers lie at p: they are
// copied to the new segment.
func (t *Thread) GrowStackCopy(p *Value, n, need int) *Value {
	q := t.GrowStack(need)
	copy(unsafe.Slice(q, n), unsafe.Slice(p, n))
	return q
}

// LeaveSegment drops the newest register segment.
func (t *Thread) LeaveSegment() {
	s := &t.segments[len(t.segments)-1]
	t.Top, t.Limit = s.top, s.limit
	*s = segment{}
	t.segments = t.segments[:len(t.segments)-1]
}

// Fits reports whether n registers starting at p end before the segment's limit.
func (t *Thread) Fits(p *Value, n int) bool {
	return uintptr(unsafe.Pointer(p))+uintptr(n)*valueSize <= uintptr(unsafe.Pointer(t.Limit))
}

// NewThread returns a thread of the interpreter. The goroutine that will run it
// must Acquire its GIL handle before it does anything else with it. It may be
// called without the GIL.
func (in *Interp) NewThread() *Thread {
	t := &Thread{Interp: in}
	t.GIL = in.GIL.NewHandle(&t.Breaker)
	in.threads.add(t)
	regs := t.GrowStack(0)
	t.Top = regs
	t.Frame = &t.Base
	return t
}

// Exit ends the thread: it leaves the interpreter's table. The GIL must be held.
func (t *Thread) Exit() { t.Interp.threads.remove(t) }

// Panicked says that the goroutine of a thread has panicked: a defect of the engine.
// It stops the main thread; package interp closes the interpreter and returns text as
// an error. It may be called by any goroutine.
func (in *Interp) Panicked(text string) {
	in.defect.CompareAndSwap(nil, &text)
	if in.Main != nil {
		in.Main.RaiseAsync(NewException(SystemError))
	}
}

// Defect returns the text of the first Panicked, or "".
func (in *Interp) Defect() string {
	if p := in.defect.Load(); p != nil {
		return *p
	}
	return ""
}

// Intern returns the interpreter's unique str with this text; attribute names
// must be interned.
func (in *Interp) Intern(s *Str) *Str {
	if p, ok := in.interned[s.s]; ok {
		return p
	}
	staticNames.RLock()
	p := staticNames.m[s.s]
	staticNames.RUnlock()
	if p == nil {
		if s.typ != &strType {
			s = MakeStr(s.s)
		}
		p = s
	}
	in.interned[s.s] = p
	return p
}

// Interned reports whether s is the interpreter's str of its text.
func (in *Interp) Interned(s *Str) bool { return in.interned[s.s] == s }

// InternString is Intern of a Go string.
func (in *Interp) InternString(s string) *Str {
	if p, ok := in.interned[s]; ok {
		return p
	}
	return in.Intern(MakeStr(s))
}

// NewInterp returns an interpreter without modules; the caller fills Engine,
// Natives and the namespaces. It may be called by any goroutine.
func NewInterp(h *host.Host, g *gil.GIL) *Interp {
	DefineBuiltins()
	in := &Interp{
		GIL: g, Host: h,
		Builtins: NewDict(), Modules: NewDict(), Sys: NewDict(),
		RecursionLimit: 1000,
		State:          map[any]any{},
		TextWriters:    map[*Type]func(Value) TextWriter{},
		Sources:        map[string][]string{},
		interned:       map[string]*Str{},
		subclasses:     map[*Type]*weakTypes{},
	}
	in.Warn = warnByModule
	in.Flags.IntMaxStrDigits = 4300
	return in
}
