// Package thread is the module _thread: locks, starting threads, thread-local
// data. A Python thread is a goroutine with a py.Thread of its own; every wait
// releases the GIL and ends early for signals and asynchronous exceptions.
//
// Files: thread.go (the module), lock.go, rlock.go, local.go.
// https://docs.python.org/3.14/library/_thread.html
package thread

import (
	"fmt"
	"math"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
)

// timeoutMax is the longest wait, in seconds.
const timeoutMax = float64(math.MaxInt64 / int64(time.Second))

// Module returns the module _thread.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_thread",
		Doc:  "This module provides primitive operations to write multi-threaded programs.",
		Methods: []py.Method{
			{Name: "allocate_lock", Signature: "($module, /)", Func: allocateLock, Doc: "Create a new lock object."},
			{Name: "allocate", Signature: "($module, /)", Func: allocateLock, Doc: "An obsolete synonym of allocate_lock()."},
			{Name: "start_new_thread", Signature: "($module, function, args, kwargs=None, /)", Func: startNewThread, Flags: py.CallsPython, Doc: "Start a new thread and return its identifier."},
			{Name: "start_new", Signature: "($module, function, args, kwargs=None, /)", Func: startNewThread, Flags: py.CallsPython},
			{Name: "_start_joinable_thread", Signature: "($module, function, handle, daemon, /)", Func: startJoinable, Flags: py.CallsPython},
			{Name: "get_ident", Signature: "($module, /)", Func: getIdent, Doc: "Return a non-zero integer that uniquely identifies the current thread amongst other threads that exist simultaneously."},
			{Name: "get_native_id", Signature: "($module, /)", Func: getIdent, Doc: "Return a non-negative integer identifying the thread as reported by the OS (kernel)."},
			{Name: "_count", Signature: "($module, /)", Func: count, Doc: "Return the number of currently running Python threads."},
			{Name: "stack_size", Signature: "($module, size=0, /)", Func: stackSize, Doc: "Return the thread stack size used when creating new threads."},
			{Name: "interrupt_main", Signature: "($module, signum=2, /)", Func: interruptMain, Doc: "Simulate the arrival of the given signal in the main thread."},
			{Name: "exit", Signature: "($module, /)", Func: exitThread, Doc: "This is synonymous to ``raise SystemExit''."},
			{Name: "exit_thread", Signature: "($module, /)", Func: exitThread},
			{Name: "_is_main_interpreter", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.True, nil }},
			{Name: "_get_main_thread_ident", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Int(t.Interp.Main.ID), nil
			}},
			{Name: "_set_profile_hooks", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.None, nil }},
			{Name: "set_name", Signature: "($module, name)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.None, nil }},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			ty := typesOf()
			m.Dict.SetName("LockType", ty.lock.Value())
			m.Dict.SetName("lock", ty.lock.Value())
			m.Dict.SetName("RLock", ty.rlock.Value())
			m.Dict.SetName("_local", ty.local.Value())
			m.Dict.SetName("_ThreadHandle", ty.handle.Value())
			m.Dict.SetName("error", py.RuntimeError.Value())
			m.Dict.SetName("TIMEOUT_MAX", py.Float(timeoutMax))
			return nil
		},
	}
}

// types are the module's built-in types: immutable, shared by interpreters, made
// when the module is first imported.
type types struct{ lock, rlock, local, handle *py.Type }

var typesOf = sync.OnceValue(func() *types {
	return &types{
		lock:   py.NewType(lockSpec()),
		rlock:  py.NewType(rlockSpec()),
		local:  py.NewType(localSpec()),
		handle: py.NewType(handleSpec()),
	}
})

func getIdent(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.Int(t.ID), nil }

func count(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return py.Int(int64(len(t.Interp.Threads()) - 1)), nil
}

func stackSize(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "size must be 0 or a positive value")
	}
	// Stacks grow by themselves.
	return py.Int(0), nil
}

func interruptMain(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 1 || n > 64 {
		return py.Value{}, py.Errorf(py.ValueError, "signal number out of range")
	}
	if f := t.Interp.SimulateSignal; f != nil {
		f(n)
	} else {
		t.Interp.Main.RaiseAsync(py.NewException(py.KeyboardInterrupt))
	}
	return py.None, nil
}

func exitThread(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return py.Value{}, py.NewException(py.SystemExit)
}

// handle is a _ThreadHandle: what joins a thread.
type handle struct {
	py.Header
	ident int64
	done  chan struct{}
}

func handleSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_thread._ThreadHandle", Layout: py.LayoutOf[handle](), Flags: py.NoSubclass,
		Signature: "()",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			h := py.Make[handle](typ)
			h.done = make(chan struct{})
			return py.Ref(h), nil
		},
		Methods: []py.Method{
			{Name: "join", Signature: "($self, timeout=None, /)", Func: handleJoin},
			{Name: "is_done", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				select {
				case <-py.Cast[handle](self).done:
					return py.True, nil
				default:
					return py.False, nil
				}
			}},
			{Name: "_set_done", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[handle](self).finish()
				return py.None, nil
			}},
		},
		Getset: []py.Getset{{Name: "ident", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Int(py.Cast[handle](self).ident), nil
		}}},
	}
}

func (h *handle) finish() {
	select {
	case <-h.done:
	default:
		close(h.done)
	}
}

func handleJoin(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	h := py.Cast[handle](self)
	if h.ident == t.ID {
		return py.Value{}, py.Errorf(py.RuntimeError, "Cannot join current thread")
	}
	limit, err := timeout(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	_, err = wait(t, h.done, limit)
	return py.None, err
}

// forever is the timeout of a wait without one.
const forever = time.Duration(-1)

// timeout reads a timeout in seconds: None and negative numbers mean forever.
func timeout(t *py.Thread, v py.Value) (time.Duration, error) {
	if v.IsNone() {
		return forever, nil
	}
	f, err := number(t, v)
	if err != nil {
		return 0, err
	}
	if f < 0 {
		return forever, nil
	}
	return time.Duration(math.Ceil(f * 1e9)), nil
}

// number is a time in seconds, of an int or float.
func number(t *py.Thread, v py.Value) (float64, error) {
	if _, isFloat := py.AsFloat(v); !isFloat && !py.IsAnyInt(v) && py.TypeOf(v).Index == nil {
		return 0, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer or float", py.TypeOf(v).FullName())
	}
	f, err := py.ToFloat(t, v)
	switch {
	case err != nil:
		return 0, err
	case f != f:
		return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
	case math.Abs(f) > timeoutMax && py.IsAnyInt(v):
		return 0, py.Errorf(py.OverflowError, "timestamp too large to convert to C PyTime_t")
	case math.Abs(f) > timeoutMax:
		return 0, py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	}
	return f, nil
}

// wait blocks without the GIL until ch can be received from or the time is over
// (ok false). Signals and asynchronous exceptions end it with an error.
func wait(t *py.Thread, ch <-chan struct{}, limit time.Duration) (ok bool, err error) {
	select {
	case <-ch:
		return true, nil
	default:
	}
	if limit == 0 {
		return false, nil
	}
	var expired <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		expired = timer.C
	}
	err = t.Blocking(func(interrupted <-chan struct{}) bool {
		select {
		case <-ch:
			ok = true
			return true
		case <-expired:
			return true
		case <-interrupted:
			return false
		}
	})
	return ok, err
}

func startNewThread(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if py.TypeOf(a[0]).Call == nil {
		return py.Value{}, py.Errorf(py.TypeError, "first arg must be callable")
	}
	args, ok := py.AsTuple(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "2nd arg must be a tuple")
	}
	var kw *py.Dict
	if a[2] != py.None {
		if kw, ok = py.AsDict(a[2]); !ok {
			return py.Value{}, py.Errorf(py.TypeError, "optional 3rd arg must be a dictionary")
		}
	}
	return start(t, a[0], args.Items, kw, nil)
}

func startJoinable(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	h, ok := py.As[handle](a[1], typesOf().handle)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "'handle' must be a _ThreadHandle")
	}
	return start(t, a[0], nil, nil, h)
}

// start runs fn in a new goroutine with a thread state of its own.
func start(t *py.Thread, fn py.Value, args []py.Value, kw *py.Dict, h *handle) (py.Value, error) {
	if t.Interp.Finalizing {
		return py.Value{}, py.Errorf(py.PythonFinalizationError, "can't create new thread at interpreter shutdown")
	}
	nt := t.Interp.NewThread()
	nt.GIL.Ident = uint64(nt.ID)
	if h != nil {
		h.ident = nt.ID
	}
	vals := append([]py.Value(nil), args...)
	var names []py.Value
	if kw != nil {
		for k, v, p, ok := kw.Next(0); ok; k, v, p, ok = kw.Next(p) {
			names = append(names, k)
			vals = append(vals, v)
		}
	}
	go func() {
		nt.GIL.Acquire()
		defer func() {
			if r := recover(); r != nil {
				nt.Interp.Panicked(fmt.Sprintf("%v\n%s", r, debug.Stack()))
			}
			nt.Exit()
			if h != nil {
				h.finish()
			}
			if nt.GIL.Held() { // not so if a wait panicked
				nt.GIL.Release()
			}
			nt.GIL.Close()
		}()
		if py.CallSlot(nt, fn, vals, names).IsError() {
			unhandled(nt, fn)
		}
		clearLocals(nt)
	}()
	return py.Int(nt.ID), nil
}

// unhandled reports an exception that ends a thread started by start_new_thread.
func unhandled(t *py.Thread, fn py.Value) {
	err := t.Take()
	if py.Matches(err, py.SystemExit) {
		return
	}
	t.Interp.Unraisable(t, err, "Exception ignored in thread started by", fn)
}
