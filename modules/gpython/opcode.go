package gpython

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"unsafe" // for go:linkname, and to read vm.Vm.frame

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"

	"github.com/gopyrun/gopyrun/interp/gil"
)

// jumpTable is gpython's table of opcodes. It is not exported; the linker finds it.
//
//go:linkname jumpTable github.com/go-python/gpython/vm.jumpTable
var jumpTable [256]func(*vm.Vm, int32) error

// machine is the beginning of a vm.Vm.
type machine struct {
	frame *py.Frame
}

func frameOf(v *vm.Vm) *py.Frame { return (*machine)(unsafe.Pointer(v)).frame }

// pinned is the version of gpython that this package was made for.
const pinned = "v0.2.1-0.20260302130241-444ae5ed29cf"

func mismatch(what string) error {
	return errors.New("gpython: " + what + ": this package was made for github.com/go-python/gpython " + pinned)
}

// maxDepth is how deep calls may nest: gpython recurses on Go's stack, whose end no
// program survives.
const maxDepth = 1000

// install wraps three opcodes and the functions by which gpython runs code. The
// wrappers find the context, and by it the GIL, through the frame; in other contexts
// they do nothing.
var install = sync.OnceValue(func() error {
	field, ok := reflect.TypeFor[vm.Vm]().FieldByName("frame")
	if !ok || field.Offset != unsafe.Offsetof(machine{}.frame) || field.Type != reflect.TypeFor[*py.Frame]() {
		return mismatch("the first field of vm.Vm is not the frame")
	}
	for _, op := range [...]vm.OpCode{vm.JUMP_ABSOLUTE, vm.CONTINUE_LOOP, vm.FOR_ITER, vm.CALL_FUNCTION} {
		if jumpTable[op] == nil {
			return mismatch("no opcode " + op.String())
		}
	}

	// A safe point at the end of each loop's body. JUMP_ABSOLUTE is one assignment: a
	// call of the original would double what the safe point costs.
	jumpTable[vm.JUMP_ABSOLUTE] = func(v *vm.Vm, target int32) error {
		f := frameOf(v)
		if c, ok := f.Context.(*Context); ok && c.running.breaker.Load() != 0 {
			if err := c.safePoint(); err != nil {
				return err
			}
		}
		f.Lasti = target
		return nil
	}
	continueLoop := jumpTable[vm.CONTINUE_LOOP]
	jumpTable[vm.CONTINUE_LOOP] = func(v *vm.Vm, target int32) error {
		if c, ok := frameOf(v).Context.(*Context); ok && c.running.breaker.Load() != 0 {
			if err := c.safePoint(); err != nil {
				return err
			}
		}
		return continueLoop(v, target)
	}

	// A safe point at each entry of a function or a generator.
	eval := py.VmEvalCode
	py.VmEvalCode = func(ctx py.Context, code *py.Code, globals, locals py.StringDict, args []py.Object, kws py.StringDict, defs []py.Object, kwdefs py.StringDict, closure py.Tuple) (py.Object, error) {
		c, ok := ctx.(*Context)
		if !ok {
			return eval(ctx, code, globals, locals, args, kws, defs, kwdefs, closure)
		}
		if err := c.enter(); err != nil {
			return nil, err
		}
		res, err := eval(ctx, code, globals, locals, args, kws, defs, kwdefs, closure)
		c.running.depth--
		return res, err
	}
	resume := py.VmRunFrame
	py.VmRunFrame = func(f *py.Frame) (py.Object, error) {
		c, ok := f.Context.(*Context)
		if !ok {
			return resume(f)
		}
		if err := c.enter(); err != nil {
			return nil, err
		}
		res, err := resume(f)
		c.running.depth--
		return res, err
	}

	// super() without arguments needs the frame.
	call := jumpTable[vm.CALL_FUNCTION]
	jumpTable[vm.CALL_FUNCTION] = func(v *vm.Vm, argc int32) error {
		if argc == 0 {
			f := frameOf(v)
			top := len(f.Stack) - 1
			if c, ok := f.Context.(*Context); ok && top >= 0 && f.Stack[top] == py.Object(c.super) {
				s, err := superOf(f)
				if err == nil {
					f.Stack[top] = s
				}
				return err
			}
		}
		return call(v, argc)
	}

	// gpython's own for loop takes any exception for the end of the iteration.
	jumpTable[vm.FOR_ITER] = func(v *vm.Vm, delta int32) error {
		f := frameOf(v)
		top := len(f.Stack) - 1
		item, err := py.Next(f.Stack[top])
		if err == nil {
			f.Stack = append(f.Stack, item)
			return nil
		}
		if _, ok := f.Context.(*Context); ok && !py.IsException(py.StopIteration, err) {
			return err
		}
		f.Stack = f.Stack[:top]
		f.Lasti += delta
		return nil
	}

	name := &py.Property{Fget: func(self py.Object) (py.Object, error) {
		if t, ok := self.(*py.Type); ok {
			return py.String(t.Name), nil
		}
		return nil, py.ExceptionNewf(py.AttributeError, "'%s' object has no attribute '__name__'", self.Type().Name)
	}}
	// A class of exceptions has its base class for its type.
	py.TypeType.Dict["__name__"], py.BaseException.Dict["__name__"] = name, name
	py.StringType.Dict["format"] = py.MustNewMethod("format", strFormat, 0, "Return a formatted version of S.")
	return nil
})

// probe checks that gpython comes by the wrappers: a loop and a call must answer what
// is asked of the running thread, super() must find its frame.
func (c *Context) probe() error {
	for _, probe := range [...]struct{ what, text string }{
		{"JUMP_ABSOLUTE", "while more: more = False"},
		{"VmEvalCode", "(lambda: None)()"},
		{"CALL_FUNCTION", "super()"},
	} {
		code, err := py.Compile(probe.text+"\n", "<probe>", py.ExecMode, 0, true)
		if err != nil {
			return err
		}
		globals := py.StringDict{"more": py.True}
		c.main.breaker.Or(probing)
		_, err = c.RunCode(code, globals, globals, nil)
		fired := c.main.breaker.Load()&probing == 0
		if probe.what == "CALL_FUNCTION" {
			fired = py.IsException(py.RuntimeError, err)
		} else if err != nil {
			return fmt.Errorf("gpython: %w", err)
		}
		c.main.breaker.And(^probing)
		if !fired {
			return mismatch(probe.what + " does not come by its wrapper")
		}
	}
	return nil
}

// Bits of a thread's breaker word beside gil.DropRequest.
const (
	interrupted uint32 = 1 << (8 + iota) // KeyboardInterrupt is due
	probing
)

// enter begins a call in the running thread.
func (c *Context) enter() error {
	t := c.running
	if t.breaker.Load() != 0 {
		if err := c.safePoint(); err != nil {
			return err
		}
	}
	if t.depth >= maxDepth {
		// Python 3.4 has no RecursionError.
		return py.ExceptionNewf(py.RuntimeError, "maximum recursion depth exceeded")
	}
	t.depth++
	return nil
}

// safePoint does what the breaker word of the running thread asks for.
func (c *Context) safePoint() error {
	t := c.running
	word := t.breaker.Load()
	if word&probing != 0 {
		t.breaker.And(^probing)
	}
	if word&gil.DropRequest != 0 {
		t.handle.Yield()
		c.running = t
	}
	if word&interrupted != 0 {
		t.clearInterrupt()
		return newException(py.KeyboardInterrupt)
	}
	return nil
}
