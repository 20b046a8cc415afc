// Package gc is the module gc over Go's collector, which finds cycles by itself
// and is never switched off: enable, disable, freeze and the thresholds are
// remembered but change nothing. collect runs it and then the callbacks of weak
// references.
//
// Only the index of modules imports it.
package gc

import (
	"runtime"

	"github.com/gopyrun/gopyrun/interp/py"
)

// state is what an interpreter's program has set.
type state struct {
	disabled    bool
	debug       int
	threshold   [3]int
	collections [3]int
	callbacks   *py.List
}

type stateKey struct{}

func stateOf(t *py.Thread) *state {
	s, ok := t.Interp.State[stateKey{}].(*state)
	if !ok {
		s = &state{threshold: [3]int{2000, 10, 10}, callbacks: py.MakeList(nil)}
		t.Interp.State[stateKey{}] = s
	}
	return s
}

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/gc.html
func Module() *py.ModuleSpec {
	set := func(f func(s *state)) py.GoFunc {
		return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			f(stateOf(t))
			return py.None, nil
		}
	}
	get := func(f func(s *state) py.Value) py.GoFunc {
		return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return f(stateOf(t)), nil }
	}
	return &py.ModuleSpec{
		Name: "gc",
		Doc:  "This module provides access to the garbage collector for reference cycles.\n\nThe collector is that of Go: it is always enabled.\n",
		Methods: []py.Method{
			{Name: "enable", Signature: "($module, /)", Func: set(func(s *state) { s.disabled = false }), Doc: "Enable automatic garbage collection."},
			{Name: "disable", Signature: "($module, /)", Func: set(func(s *state) { s.disabled = true }), Doc: "Disable automatic garbage collection."},
			{Name: "isenabled", Signature: "($module, /)", Func: get(func(s *state) py.Value { return py.Bool(!s.disabled) }), Doc: "Returns true if automatic garbage collection is enabled."},
			{Name: "collect", Signature: "($module, /, generation=2)", Func: collect, Flags: py.Slow | py.CallsPython, Doc: "Run the garbage collector.\n\nThe collector has one generation and does not count: the result is 0."},
			{Name: "set_debug", Signature: "($module, flags, /)", Func: setDebug, Flags: py.CallsPython, Doc: "Set the garbage collection debugging flags."},
			{Name: "get_debug", Signature: "($module, /)", Func: get(func(s *state) py.Value { return py.Int(int64(s.debug)) }), Doc: "Get the garbage collection debugging flags."},
			{Name: "set_threshold", Signature: "(*args)", Func: setThreshold, Flags: py.CallsPython, Doc: "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency)."},
			{Name: "get_threshold", Signature: "($module, /)", Func: get(func(s *state) py.Value {
				return py.NewTuple(py.Int(int64(s.threshold[0])), py.Int(int64(s.threshold[1])), py.Int(int64(s.threshold[2])))
			}), Doc: "Return the current collection thresholds."},
			{Name: "get_count", Signature: "($module, /)", Func: get(func(s *state) py.Value { return py.NewTuple(py.Int(0), py.Int(0), py.Int(0)) }), Doc: "Return a three-tuple of the current collection counts."},
			{Name: "get_stats", Signature: "($module, /)", Func: get(stats), Doc: "Return a list of dictionaries containing per-generation statistics."},
			{Name: "get_objects", Signature: "($module, /, generation=None)", Func: getObjects, Flags: py.CallsPython, Doc: "Return a list of objects tracked by the collector: none are known."},
			{Name: "get_referents", Signature: "($module, /, *objs)", Func: getReferents, Flags: py.Slow, Doc: "Return the list of objects that are directly referred to by 'objs'."},
			{Name: "get_referrers", Signature: "($module, /, *objs)", Func: get(func(s *state) py.Value { return py.NewList() }), Doc: "Return the list of objects that directly refer to any of 'objs': none are known."},
			{Name: "is_tracked", Signature: "($module, obj, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Bool(tracked(a[0])), nil
			}, Doc: "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false."},
			{Name: "is_finalized", Signature: "($module, obj, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Bool(t.Interp.Finalized(a[0])), nil
			}, Doc: "Returns true if the object has been already finalized by the GC."},
			{Name: "freeze", Signature: "($module, /)", Func: set(func(s *state) {}), Doc: "Freeze all current tracked objects and ignore them for future collections."},
			{Name: "unfreeze", Signature: "($module, /)", Func: set(func(s *state) {}), Doc: "Unfreeze all objects in the permanent generation."},
			{Name: "get_freeze_count", Signature: "($module, /)", Func: get(func(s *state) py.Value { return py.Int(0) }), Doc: "Return the number of objects in the permanent generation."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			for name, n := range map[string]int64{"DEBUG_STATS": 1, "DEBUG_COLLECTABLE": 2, "DEBUG_UNCOLLECTABLE": 4, "DEBUG_SAVEALL": 32, "DEBUG_LEAK": 38} {
				m.Dict.SetName(name, py.Int(n))
			}
			m.Dict.SetName("garbage", py.NewList())
			m.Dict.SetName("callbacks", stateOf(t).callbacks.Value())
			return nil
		},
	}
}

// cleanupWait bounds the wait for the callbacks that a collection has caused: how
// often other goroutines are let run.
const cleanupWait = 1000

// maxRounds bounds the collections of one call of collect.
const maxRounds = 5

func collect(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	gen, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if gen < 0 || gen > 2 {
		return py.Value{}, py.Errorf(py.ValueError, "invalid generation")
	}
	s := stateOf(t)
	s.notify(t, "start", gen)
	t.Interp.Engine.ClearDead(t)
	// Finalizers may make garbage of more objects.
	for range maxRounds {
		if !round(t) {
			break
		}
	}
	s.collections[gen]++
	s.notify(t, "stop", gen)
	return py.Int(0), nil
}

// round collects once and runs what the interpreter has queued. It reports whether
// finalizers ran.
func round(t *py.Thread) bool {
	// The collector queues the cleanups of one collection together: once that of
	// the marker has run, so have those of weak references, or nearly.
	done, final := make(chan struct{}), make(chan struct{})
	mark(done, final)
	t.AllowThreads(func() {
		runtime.GC()
		for range cleanupWait {
			select {
			case <-done:
				select {
				case <-final:
					runtime.Gosched()
					return
				default:
				}
			default:
			}
			runtime.Gosched()
		}
	})
	if t != t.Interp.Main {
		return false
	}
	return t.RunPending()
}

// mark makes garbage; done is closed once its cleanup has run, final once its
// finalizer has.
//
//go:noinline
func mark(done, final chan struct{}) {
	runtime.AddCleanup(&struct{ pad [64]byte }{}, func(done chan struct{}) { close(done) }, done)
	runtime.SetFinalizer(&struct{ pad [64]byte }{}, func(*struct{ pad [64]byte }) { close(final) })
}

// notify calls the program's gc.callbacks.
func (s *state) notify(t *py.Thread, phase string, gen int) {
	for i := 0; i < len(s.callbacks.Items); i++ {
		info := py.NewDict()
		info.SetName("generation", py.Int(int64(gen)))
		info.SetName("collected", py.Int(0))
		info.SetName("uncollectable", py.Int(0))
		cb := s.callbacks.Items[i]
		if _, err := py.Call(t, cb, py.NewStr(phase), info.Value()); err != nil {
			t.Interp.Unraisable(t, err, "Exception ignored while calling GC callback", cb)
		}
	}
}

func setDebug(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	stateOf(t).debug = n
	return py.None, nil
}

func setThreshold(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	if len(args) < 1 || len(args) > 3 {
		return py.Value{}, py.Errorf(py.TypeError, "gc.set_threshold requires 1 to 3 arguments")
	}
	s := stateOf(t)
	threshold := s.threshold
	for i, v := range args {
		n, err := py.ToIndex(t, v, py.OverflowError)
		if err != nil {
			return py.Value{}, err
		}
		threshold[i] = n
	}
	s.threshold = threshold
	return py.None, nil
}

func stats(s *state) py.Value {
	l := py.MakeList(nil)
	for _, n := range s.collections {
		d := py.NewDict()
		d.SetName("collections", py.Int(int64(n)))
		d.SetName("collected", py.Int(0))
		d.SetName("uncollectable", py.Int(0))
		l.Append(d.Value())
	}
	return l.Value()
}

func getObjects(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if !a[0].IsNone() {
		gen, err := py.ToIndex(t, a[0], py.OverflowError)
		switch {
		case err != nil:
			return py.Value{}, err
		case gen < 0:
			return py.Value{}, py.Errorf(py.ValueError, "generation parameter cannot be negative")
		case gen > 2:
			return py.Value{}, py.Errorf(py.ValueError, "generation parameter must be less than the number of available generations (3)")
		}
	}
	return py.NewList(), nil
}

// getReferents knows what containers hold and the attributes of instances.
func getReferents(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	out := py.MakeList(nil)
	for _, v := range py.Cast[py.Tuple](a[0]).Items {
		if l, ok := py.AsList(v); ok {
			out.Items = append(out.Items, l.Items...)
		} else if tup, ok := py.AsTuple(v); ok {
			out.Items = append(out.Items, tup.Items...)
		} else if d, ok := py.AsDict(v); ok {
			for pos := 0; ; {
				key, val, next, ok := d.Next(pos)
				if !ok {
					break
				}
				pos = next
				out.Items = append(out.Items, key, val)
			}
		} else if s, ok := py.AsSet(v); ok {
			for pos := 0; ; {
				key, next, ok := s.Next(pos)
				if !ok {
					break
				}
				pos = next
				out.Append(key)
			}
		}
		if typ := py.TypeOf(v); typ.IsHeap() {
			py.InstanceAttrs(v, func(_ *py.Str, val py.Value) { out.Append(val) })
			out.Append(typ.Value())
		}
	}
	return out.Value(), nil
}

// tracked reports whether CPython's collector would know v: whether it may be
// part of a cycle.
func tracked(v py.Value) bool {
	typ := py.TypeOf(v)
	if typ.IsHeap() {
		return true
	}
	if tup, ok := py.AsTuple(v); ok {
		return len(tup.Items) > 0
	}
	switch typ.FullName() {
	case "int", "bool", "float", "complex", "str", "bytes", "bytearray", "NoneType", "ellipsis", "NotImplementedType", "range", "code", "object":
		return false
	}
	return true
}
