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

// install wraps the opcodes that jump back and that call, and replaces the one of for
// loops, in which an exception is lost. The wrappers find the context, and by it the
// GIL, through the frame; in other contexts they do nothing.
var install = sync.OnceValue(func() error {
	field, ok := reflect.TypeFor[vm.Vm]().FieldByName("frame")
	if !ok || field.Offset != unsafe.Offsetof(machine{}.frame) || field.Type != reflect.TypeFor[*py.Frame]() {
		return mismatch("the first field of vm.Vm is not the frame")
	}
	for _, op := range [...]vm.OpCode{vm.JUMP_ABSOLUTE, vm.CONTINUE_LOOP, vm.FOR_ITER, vm.CALL_FUNCTION, vm.CALL_FUNCTION_VAR, vm.CALL_FUNCTION_KW, vm.CALL_FUNCTION_VAR_KW} {
		if jumpTable[op] == nil {
			return mismatch("no opcode " + op.String())
		}
	}
	jumpTable[vm.JUMP_ABSOLUTE] = jumpAbsolute
	continueLoop := jumpTable[vm.CONTINUE_LOOP]
	jumpTable[vm.CONTINUE_LOOP] = func(v *vm.Vm, target int32) error {
		if c, ok := frameOf(v).Context.(*Context); ok && c.running.breaker.Load() != 0 {
			if err := c.safePoint(); err != nil {
				return err
			}
		}
		return continueLoop(v, target)
	}
	for _, op := range [...]vm.OpCode{vm.CALL_FUNCTION, vm.CALL_FUNCTION_VAR, vm.CALL_FUNCTION_KW, vm.CALL_FUNCTION_VAR_KW} {
		original := jumpTable[op]
		jumpTable[op] = func(v *vm.Vm, argc int32) error {
			f := frameOf(v)
			c, ok := f.Context.(*Context)
			if !ok {
				return original(v, argc)
			}
			t := c.running
			if t.breaker.Load() != 0 {
				if err := c.safePoint(); err != nil {
					return err
				}
			}
			if argc == 0 && op == vm.CALL_FUNCTION && len(f.Stack) > 0 && f.Stack[len(f.Stack)-1] == c.super {
				s, err := superOf(f)
				if err == nil {
					f.Stack[len(f.Stack)-1] = s
				}
				return err
			}
			if t.depth >= maxDepth {
				// Python 3.4 has no RecursionError.
				return py.ExceptionNewf(py.RuntimeError, "maximum recursion depth exceeded")
			}
			t.depth++
			err := original(v, argc)
			t.depth--
			return err
		}
	}
	forIter := jumpTable[vm.FOR_ITER]
	jumpTable[vm.FOR_ITER] = func(v *vm.Vm, delta int32) error {
		f := frameOf(v)
		if _, ok := f.Context.(*Context); !ok {
			return forIter(v, delta)
		}
		item, err := py.Next(v.TOP())
		switch {
		case err == nil:
			v.PUSH(item)
		case py.IsException(py.StopIteration, err):
			v.DROP()
			f.Lasti += delta
		default: // gpython's own ends the loop
			return err
		}
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

// jumpAbsolute is the end of a loop's body: gpython's own, one assignment, with a safe
// point before it. A call of the original would double what the safe point costs.
func jumpAbsolute(v *vm.Vm, target int32) error {
	f := frameOf(v)
	if c, ok := f.Context.(*Context); ok && c.running.breaker.Load() != 0 {
		if err := c.safePoint(); err != nil {
			return err
		}
	}
	f.Lasti = target
	return nil
}

// probe checks that gpython runs the wrapped opcodes, with a loop and a call that
// find the GIL asked for: each must clear the request.
func (c *Context) probe() error {
	for what, text := range map[string]string{
		"JUMP_ABSOLUTE": "while more: more = False",
		"CALL_FUNCTION": "list()",
	} {
		code, err := py.Compile(text+"\n", "<probe>", py.ExecMode, 0, true)
		if err != nil {
			return err
		}
		c.main.breaker.Or(probing)
		globals := py.StringDict{"more": py.True}
		if _, err := c.RunCode(code, globals, globals, nil); err != nil {
			return fmt.Errorf("gpython: %w", err)
		}
		if c.main.breaker.Load()&probing != 0 {
			return mismatch("the wrapped opcode " + what + " was not executed")
		}
	}
	return nil
}

// Bits of a thread's breaker word beside gil.DropRequest.
const (
	interrupted uint32 = 1 << (8 + iota) // KeyboardInterrupt is due
	probing
)

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
