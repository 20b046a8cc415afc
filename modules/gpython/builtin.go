package gpython

import (
	"bufio"
	"io"
	"math/big"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// primitives is the name of the module that our Python code builds on.
const primitives = "_gopyrun"

func strconvUint(u uint64) string { return strconv.FormatUint(u, 10) }

// lowBits are the lowest 64 bits of n in two's complement.
func lowBits(n *py.BigInt) uint64 {
	b := (*big.Int)(n)
	return new(big.Int).And(b, new(big.Int).SetUint64(1<<64-1)).Uint64()
}

// addBuiltins replaces and adds what programs need, in this context only.
func (c *Context) addBuiltins() error {
	builtins, sys := c.Store().Builtins, py.StringDict(nil)
	for _, m := range [...]struct {
		name string
		add  methods
	}{
		{"builtins", methods{"print": c.print, "input": c.input, "__build_class__": c.buildClass(builtins.Globals["__build_class__"])}},
		{"sys", methods{
			"getswitchinterval": func(_ py.Object, a args) (py.Object, error) {
				return py.Float(c.gil.Interval().Seconds()), nil
			},
			"setswitchinterval": c.setSwitchInterval,
		}},
		{"time", methods{
			"sleep": c.timeSleep,
			"perf_counter": func(_ py.Object, a args) (py.Object, error) {
				return py.Float(time.Since(started).Seconds()), nil
			},
			"monotonic": func(_ py.Object, a args) (py.Object, error) {
				return py.Float(time.Since(started).Seconds()), nil
			},
		}},
		{"os", methods{
			"getppid":   func(_ py.Object, a args) (py.Object, error) { return py.Int(os.Getppid()), nil },
			"cpu_count": func(_ py.Object, a args) (py.Object, error) { return py.Int(runtime.NumCPU()), nil },
		}},
	} {
		if err := py.Import(c, m.name); err != nil {
			return err
		}
		module, err := c.Store().GetModule(m.name)
		if err != nil {
			return err
		}
		m.add.add(module.Globals)
		if m.name == "sys" {
			sys = module.Globals
		}
	}
	c.super = py.MustNewMethod("super", func(self py.Object, pos py.Tuple) (py.Object, error) {
		if len(pos) != 2 {
			return nil, py.ExceptionNewf(py.TypeError, "super() takes 0 or 2 arguments (%d given)", len(pos))
		}
		class, ok := pos[0].(*py.Type)
		if !ok || class.Mro == nil {
			return nil, py.ExceptionNewf(py.TypeError, "super() argument 1 must be type, not %s", pos[0].Type().Name)
		}
		return newSuper(class, pos[1])
	}, 0, "")
	builtins.Globals["super"] = c.super
	c.out, c.errs = newStream(c, os.Stdout, true), newStream(c, os.Stderr, false)
	for name, s := range map[string]*stream{"stdout": c.out, "stderr": c.errs} {
		// What the embedding program has put there stays.
		if f, ok := sys[name].(*py.File); ok && f.File == s.file {
			sys[name], sys["__"+name+"__"] = s, s
		}
	}
	sys["implementation"] = py.Object(implementation{})
	sys["version_info"] = py.Tuple{py.Int(3), py.Int(4), py.Int(0), py.String("final"), py.Int(0)}
	c.random.SeedKey([]uint32{uint32(time.Now().UnixNano()), uint32(time.Now().UnixNano() >> 32), uint32(os.Getpid())})
	m, err := c.Store().NewModule(c, &py.ModuleImpl{Info: py.ModuleInfo{Name: primitives}})
	if err != nil {
		return err
	}
	c.addPrimitives(m.Globals)
	return nil
}

// started is the zero point of time.monotonic.
var started = time.Now()

// implementation is sys.implementation.
type implementation struct{}

var implementationType = newType("SimpleNamespace", nil)

func (implementation) Type() *py.Type { return implementationType }
func (implementation) M__getattr__(name string) (py.Object, error) {
	if name == "name" {
		return py.String(engine), nil
	}
	return nil, py.ExceptionNewf(py.AttributeError, "'SimpleNamespace' object has no attribute '%s'", name)
}

func (c *Context) setSwitchInterval(_ py.Object, a args) (py.Object, error) {
	v, err := a.bind("setswitchinterval", 1, "interval")
	if err != nil {
		return nil, err
	}
	f, err := number(v[0])
	if err != nil {
		return nil, err
	}
	if f <= 0 {
		return nil, py.ExceptionNewf(py.ValueError, "switch interval must be strictly positive")
	}
	c.gil.SetInterval(duration(f))
	return py.None, nil
}

func (c *Context) timeSleep(_ py.Object, a args) (py.Object, error) {
	v, err := a.bind("sleep", 1, "seconds")
	if err != nil {
		return nil, err
	}
	f, err := number(v[0])
	if err != nil {
		return nil, err
	}
	if f < 0 {
		return nil, py.ExceptionNewf(py.ValueError, "sleep length must be non-negative")
	}
	return py.None, c.sleep(duration(f))
}

// addPrimitives fills the module that our Python code builds on.
func (c *Context) addPrimitives(dict py.StringDict) {
	for _, t := range [...]*py.Type{semaphoreType, connectionType, lockType} {
		dict[t.Name] = t
	}
	for _, t := range [...]*py.Type{emptyError, fullError, processError, timeoutError, authError, tooShortError, picklingError} {
		dict[t.Name] = t
	}
	methods{
		"lock": func(_ py.Object, a args) (py.Object, error) { return c.newLock(), nil },
		"get_ident": func(_ py.Object, a args) (py.Object, error) {
			return py.Int(c.running.ident), nil
		},
		"start_thread": func(_ py.Object, a args) (py.Object, error) {
			c.startThread(a.pos[0])
			return py.None, nil
		},
		"semaphore": func(_ py.Object, a args) (py.Object, error) {
			var n [3]int
			for i := range n {
				var err error
				if n[i], err = integer(a.pos[i]); err != nil {
					return nil, err
				}
			}
			s, err := c.space.NewSemaphore(ipc.SemaphoreKind(n[0]), n[1], n[2])
			if err != nil {
				return nil, py.ExceptionNewf(py.ValueError, "%s", err)
			}
			return &semaphore{c, s}, nil
		},
		"pipe": func(_ py.Object, a args) (py.Object, error) {
			x, y, err := ipc.Pipe(truth(a.pos[0]))
			if err != nil {
				return nil, osError(err)
			}
			return py.Tuple{&connection{c, x}, &connection{c, y}}, nil
		},
		"feeder": func(_ py.Object, a args) (py.Object, error) {
			f := ipc.NewFeeder(a.pos[0].(*connection).conn, a.pos[1].(*semaphore).s)
			c.feeders = append(c.feeders, f)
			return &feeder{c, f}, nil
		},
		"array": func(_ py.Object, a args) (py.Object, error) {
			code, ok := a.pos[0].(py.String)
			n, err := integer(a.pos[1])
			if !ok || len(code) != 1 || sizes[code[0]] == 0 || err != nil || n < 1 {
				return nil, py.ExceptionNewf(py.TypeError, "a type code and a positive size are required")
			}
			b, err := c.space.NewBlock(n * sizes[code[0]])
			if err != nil {
				return nil, osError(err)
			}
			return newArray(b, code[0])
		},
		"spawn": func(_ py.Object, a args) (py.Object, error) { return c.spawn(a.pos[0]) },
		"parent_pid": func(_ py.Object, a args) (py.Object, error) {
			if c.parent == nil {
				return py.None, nil
			}
			return py.Int(c.parent.PID()), nil
		},
		"check": func(_ py.Object, a args) (py.Object, error) {
			_, err := c.encode(a.pos[0], nil)
			return py.None, err
		},
		// run calls a function and returns the exit status that its end stands for.
		"run": func(_ py.Object, a args) (py.Object, error) {
			_, err := c.Protect(func() (py.Object, error) { return py.Call(a.pos[0], nil, nil) })
			return py.Int(c.report(err, string(a.pos[1].(py.String)))), nil
		},
		// attempt calls a function and returns (True, result) or (False, exception).
		"attempt": func(_ py.Object, a args) (py.Object, error) {
			res, err := c.Protect(func() (py.Object, error) {
				return py.Call(a.pos[0], a.pos[1].(py.Tuple), a.pos[2].(py.StringDict))
			})
			if err == nil {
				return py.Tuple{py.True, res}, nil
			}
			if py.IsException(py.KeyboardInterrupt, err) {
				return nil, err
			}
			e := exceptionOf(err)
			e.Dict[remote] = py.String(c.traceback(err))
			return py.Tuple{py.False, e}, nil
		},
		"property": func(_ py.Object, a args) (py.Object, error) {
			f := a.pos.Copy() // arguments are a part of the caller's stack
			p := &py.Property{Fget: func(self py.Object) (py.Object, error) {
				return py.Call(f[0], py.Tuple{self}, nil)
			}}
			if len(f) > 1 {
				p.Fset = func(self, v py.Object) error {
					_, err := py.Call(f[1], py.Tuple{self, v}, nil)
					return err
				}
			}
			return p, nil
		},
		"random": func(_ py.Object, a args) (py.Object, error) { return py.Float(c.random.Float64()), nil },
		"below": func(_ py.Object, a args) (py.Object, error) {
			n, err := integer(a.pos[0])
			if err != nil || n <= 0 {
				return nil, py.ExceptionNewf(py.ValueError, "empty range")
			}
			return py.Int(c.random.Below(uint64(n))), nil
		},
		"seed": func(_ py.Object, a args) (py.Object, error) {
			n, ok := py.ConvertToBigInt(a.pos[0])
			if !ok {
				return nil, py.ExceptionNewf(py.TypeError, "The only supported seed types are: None and int.")
			}
			var key []uint32
			mask := big.NewInt(1<<32 - 1)
			for rest := new(big.Int).Abs((*big.Int)(n)); rest.Sign() > 0; rest.Rsh(rest, 32) {
				key = append(key, uint32(new(big.Int).And(rest, mask).Uint64()))
			}
			if key == nil {
				key = []uint32{0}
			}
			c.random.SeedKey(key)
			return py.None, nil
		},
	}.add(dict)
}

// The exceptions of our Python modules.
var (
	emptyError    = newError("queue", "Empty", py.ExceptionType)
	fullError     = newError("queue", "Full", py.ExceptionType)
	processError  = newError("multiprocessing", "ProcessError", py.ExceptionType)
	timeoutError  = newError("multiprocessing", "TimeoutError", processError)
	authError     = newError("multiprocessing", "AuthenticationError", processError)
	tooShortError = newError("multiprocessing", "BufferTooShort", processError)
)

// buildClass makes the classes of exceptions, of which gpython's own makes exceptions.
func (c *Context) buildClass(original py.Object) func(py.Object, args) (py.Object, error) {
	return func(_ py.Object, a args) (py.Object, error) {
		isError := false
		for _, base := range a.pos[min(2, len(a.pos)):] {
			t, ok := base.(*py.Type)
			isError = isError || ok && t.Mro != nil && t.IsSubtype(py.BaseException)
		}
		if !isError {
			return py.Call(original, a.pos, a.named)
		}
		body, ok := a.pos[0].(*py.Function)
		name, ok2 := a.pos[1].(py.String)
		if !ok || !ok2 {
			return nil, py.ExceptionNewf(py.TypeError, "__build_class__: func must be a function")
		}
		dict := py.NewStringDict()
		cell, err := c.RunCode(body.Code, body.Globals, dict, body.Closure)
		if err != nil {
			return nil, err
		}
		bases := a.pos[2:].Copy()
		class := &py.Type{
			ObjectType: py.TypeType, Name: string(name), Qualname: string(name),
			Base: bases[0].(*py.Type), Bases: bases, Dict: dict,
			Flags: py.TPFLAGS_DEFAULT | py.TPFLAGS_HEAPTYPE | py.TPFLAGS_BASETYPE | py.TPFLAGS_BASE_EXC_SUBCLASS,
			New: func(t *py.Type, pos py.Tuple, _ py.StringDict) (py.Object, error) {
				return py.ExceptionNew(t, pos, nil)
			},
			Init: func(self py.Object, pos py.Tuple, named py.StringDict) error {
				init := self.Type().Lookup("__init__")
				if init == nil {
					return nil
				}
				_, err := py.Call(init, append(py.Tuple{self}, pos...), named)
				return err
			},
		}
		if q, ok := dict["__qualname__"].(py.String); ok {
			class.Qualname = string(q)
		}
		if err := class.Ready(); err != nil {
			return nil, err
		}
		if cell, ok := cell.(*py.Cell); ok {
			cell.Set(class)
		}
		return class, nil
	}
}

// super is the result of super().
type super struct {
	class *py.Type
	self  py.Object
	start *py.Type // whose MRO is searched
}

var superType = newType("super", nil)

func (s *super) Type() *py.Type { return superType }

func newSuper(class *py.Type, self py.Object) (py.Object, error) {
	start := self.Type()
	if t, ok := self.(*py.Type); ok && t.Mro != nil && t.IsSubtype(class) {
		start = t
	} else if !start.IsSubtype(class) {
		return nil, py.ExceptionNewf(py.TypeError, "super(type, obj): obj must be an instance or subtype of type")
	}
	return &super{class, self, start}, nil
}

// superOf is super() without arguments: the class is in the cell __class__ that the
// compiler makes for a function that mentions super.
func superOf(f *py.Frame) (py.Object, error) {
	if f.Code.Argcount == 0 {
		return nil, py.ExceptionNewf(py.RuntimeError, "super(): no arguments")
	}
	self := f.LocalVars[0]
	for i, arg := range f.Code.Cell2arg {
		if arg == 0 { // an inner function uses the argument
			self = f.CellAndFreeVars[i].(*py.Cell).Get()
		}
	}
	if self == nil {
		return nil, py.ExceptionNewf(py.RuntimeError, "super(): arg[0] deleted")
	}
	for i, name := range f.Code.Freevars {
		if name != "__class__" {
			continue
		}
		cell, _ := f.CellAndFreeVars[len(f.Code.Cellvars)+i].(*py.Cell)
		if cell == nil || cell.Get() == nil {
			return nil, py.ExceptionNewf(py.RuntimeError, "super(): empty __class__ cell")
		}
		class, ok := cell.Get().(*py.Type)
		if !ok {
			return nil, py.ExceptionNewf(py.RuntimeError, "super(): __class__ is not a type (%s)", cell.Get().Type().Name)
		}
		return newSuper(class, self)
	}
	return nil, py.ExceptionNewf(py.RuntimeError, "super(): __class__ cell not found")
}

// M__getattribute__ finds an attribute in the classes after s.class.
func (s *super) M__getattribute__(name string) (py.Object, error) {
	after := false
	for _, base := range s.start.Mro {
		base := base.(*py.Type)
		if !after {
			after = base == s.class
			continue
		}
		v, ok := base.Dict[name]
		if !ok {
			continue
		}
		if d, ok := v.(py.I__get__); ok {
			if s.self == py.Object(s.start) {
				return d.M__get__(py.None, s.start)
			}
			return d.M__get__(s.self, s.start)
		}
		return v, nil
	}
	if name == "__init__" { // of object, or of an exception
		return py.NewMethod(name, func(_ py.Object, pos py.Tuple, named py.StringDict) (py.Object, error) {
			if e, ok := s.self.(*py.Exception); ok {
				e.Args = pos.Copy()
			} else if len(pos)+len(named) > 0 {
				return nil, py.ExceptionNewf(py.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
			}
			return py.None, nil
		}, 0, "")
	}
	return nil, py.ExceptionNewf(py.AttributeError, "'super' object has no attribute '%s'", name)
}

// stream is a text file: sys.stdout and sys.stderr. Like CPython's it writes lines to
// a terminal and blocks to other files; PYTHONUNBUFFERED=x makes each print a write.
type stream struct {
	c       *Context
	file    *os.File
	blocks  bool
	writing sync.Mutex // held while writing, without the GIL

	mu     sync.Mutex
	buffer []byte
}

const blockSize = 8192

func newStream(c *Context, f *os.File, buffered bool) *stream {
	st, err := f.Stat()
	terminal := err == nil && st.Mode()&os.ModeCharDevice != 0
	return &stream{c: c, file: f, blocks: buffered && !terminal && os.Getenv("PYTHONUNBUFFERED") == ""}
}

var streamType = newType("TextIOWrapper", methods{
	"write": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("write", 1, "text")
		if err != nil {
			return nil, err
		}
		s, ok := v[0].(py.String)
		if !ok {
			return nil, py.ExceptionNewf(py.TypeError, "write() argument must be str, not %s", v[0].Type().Name)
		}
		n, err := py.Len(s)
		if err != nil {
			return nil, err
		}
		return n, self.(*stream).write(string(s))
	},
	"flush":  func(self py.Object, a args) (py.Object, error) { return py.None, self.(*stream).flush() },
	"fileno": func(self py.Object, a args) (py.Object, error) { return py.Int(self.(*stream).file.Fd()), nil },
})

func (s *stream) Type() *py.Type { return streamType }

func (s *stream) write(text string) error {
	s.mu.Lock()
	s.buffer = append(s.buffer, text...)
	full := !s.blocks || len(s.buffer) >= blockSize
	s.mu.Unlock()
	if full {
		return s.flush()
	}
	return nil
}

// flush writes what is buffered, without the GIL: the reader may be slow.
func (s *stream) flush() error {
	s.mu.Lock()
	empty := len(s.buffer) == 0
	s.mu.Unlock()
	if empty {
		return nil
	}
	var err error
	s.c.AllowThreads(func() {
		s.writing.Lock()
		defer s.writing.Unlock()
		s.mu.Lock()
		b := s.buffer
		s.buffer = nil
		s.mu.Unlock()
		_, err = s.file.Write(b)
	})
	return osError(err)
}

// print implements the built-in function. gpython's own makes three writes.
func (c *Context) print(_ py.Object, a args) (py.Object, error) {
	v, err := args{named: a.named}.bind("print", 0, "sep", "end", "file", "flush")
	if err != nil {
		return nil, err
	}
	text := func(o py.Object, name, def string) (string, error) {
		switch o := o.(type) {
		case nil, py.NoneType:
			return def, nil
		case py.String:
			return string(o), nil
		}
		return "", py.ExceptionNewf(py.TypeError, "%s must be None or a string, not %s", name, o.Type().Name)
	}
	sep, err := text(v[0], "sep", " ")
	if err != nil {
		return nil, err
	}
	end, err := text(v[1], "end", "\n")
	if err != nil {
		return nil, err
	}
	file := v[2]
	if file == nil || file == py.Object(py.None) {
		sys, err := c.GetModule("sys")
		if err != nil {
			return nil, err
		}
		if file = sys.Globals["stdout"]; file == nil {
			return nil, py.ExceptionNewf(py.RuntimeError, "lost sys.stdout")
		}
	}
	var line []byte
	for i, o := range a.pos {
		s, err := str(o)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			line = append(line, sep...)
		}
		line = append(line, s...)
	}
	line = append(line, end...)
	if s, ok := file.(*stream); ok {
		err = s.write(string(line))
	} else {
		var write py.Object
		if write, err = py.GetAttrString(file, "write"); err == nil {
			_, err = py.Call(write, py.Tuple{py.String(line)}, nil)
		}
	}
	if err == nil && v[3] != nil && truth(v[3]) {
		// A gpython file would sync to the disk.
		if s, ok := file.(*stream); ok {
			err = s.flush()
		}
	}
	return py.None, err
}

// input implements the built-in function, which lets other threads run. A line that
// an interrupted call did not wait for goes to the next one.
func (c *Context) input(_ py.Object, a args) (py.Object, error) {
	v, err := a.bind("input", 0, "prompt")
	if err != nil {
		return nil, err
	}
	if v[0] != nil {
		prompt, err := py.StrAsString(v[0])
		if err != nil {
			return nil, err
		}
		if err := c.out.write(prompt); err != nil {
			return nil, err
		}
	}
	if err := c.out.flush(); err != nil {
		return nil, err
	}
	if c.stdin == nil {
		c.stdin, c.lines = bufio.NewReader(os.Stdin), make(chan line, 1)
	}
	if !c.reading {
		c.reading = true
		go func() {
			text, err := c.stdin.ReadString('\n')
			c.lines <- line{text, err}
		}()
	}
	var got line
	if err := c.block(func(cancel <-chan struct{}) error {
		select {
		case got = <-c.lines:
		case <-cancel:
			return ipc.ErrCanceled
		}
		return nil
	}); err != nil {
		return nil, err
	}
	c.reading = false
	if got.err != nil && (got.err != io.EOF || got.text == "") {
		return nil, py.ExceptionNewf(py.EOFError, "EOF when reading a line")
	}
	if n := len(got.text); n > 0 && got.text[n-1] == '\n' {
		got.text = got.text[:n-1]
	}
	return py.String(got.text), nil
}

// line is a line of standard input.
type line struct {
	text string
	err  error
}
