package gpython

import (
	"math/big"
	"os"
	"runtime"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// primitives is the name of the module that our Python code builds on.
const primitives = "_gopyrun"

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
