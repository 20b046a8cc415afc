// Package atexit is the module atexit: functions that run when the program ends,
// the last registered first.
//
// Only the index of modules imports it.
package atexit

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// callback is a registered call; kw holds the names and values of its keywords.
type callback struct {
	fn    py.Value
	args  []py.Value
	names []string
	vals  []py.Value
}

// registry holds an interpreter's callbacks; the GIL guards it.
type registry struct{ calls []*callback }

// Module returns the declaration of the module. The callbacks run in the phase
// py.ShutdownAtexit, after the threads that are not daemons have ended.
// https://docs.python.org/3.14/library/atexit.html
func Module() *py.ModuleSpec {
	r := &registry{}
	return &py.ModuleSpec{
		Name: "atexit",
		Doc:  "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n",
		Methods: []py.Method{
			{Name: "register", Signature: "($module, func, /, *args, **kwargs)", Func: r.register,
				Doc: "Register a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator."},
			{Name: "unregister", Signature: "($module, func, /)", Func: r.unregister, Flags: py.CallsPython,
				Doc: "Unregister an exit function which was previously registered using\natexit.register\n\n    func - function to be unregistered"},
			{Name: "_clear", Signature: "($module, /)", Doc: "Clear the list of previously registered exit functions.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					r.calls = nil
					return py.None, nil
				}},
			{Name: "_run_exitfuncs", Signature: "($module, /)", Flags: py.CallsPython,
				Doc: "Run all registered exit functions.\n\nIf a callback raises an exception, it is logged with sys.unraisablehook.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					r.run(t)
					return py.None, nil
				}},
			{Name: "_ncallbacks", Signature: "($module, /)", Doc: "Return the number of registered exit functions.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					return py.Int(int64(len(r.calls))), nil
				}},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			t.Interp.AtShutdown(py.ShutdownAtexit, r.run)
			return nil
		},
	}
}

func (r *registry) register(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if py.TypeOf(a[0]).Call == nil {
		return py.Value{}, py.Errorf(py.TypeError, "the first argument must be callable")
	}
	c := &callback{fn: a[0], args: append([]py.Value(nil), py.Cast[py.Tuple](a[1]).Items...)}
	err := py.Iterate(t, a[2], func(k py.Value) error {
		name, _ := py.AsStr(k)
		c.names = append(c.names, name.String())
		c.vals = append(c.vals, py.Cast[py.Dict](a[2]).GetName(name.String()))
		return nil
	})
	if err != nil {
		return py.Value{}, err
	}
	r.calls = append(r.calls, c)
	return a[0], nil
}

// unregister drops the callbacks whose function equals the argument. Comparing may
// run Python code that changes the registry.
func (r *registry) unregister(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	for _, c := range append([]*callback(nil), r.calls...) {
		eq, err := py.Equal(t, c.fn, a[0])
		if err != nil {
			return py.Value{}, err
		}
		if eq {
			r.drop(c)
		}
	}
	return py.None, nil
}

func (r *registry) drop(c *callback) {
	for i, d := range r.calls {
		if d == c {
			r.calls = append(r.calls[:i:i], r.calls[i+1:]...)
			return
		}
	}
}

// run calls the callbacks, also those that a callback registers.
func (r *registry) run(t *py.Thread) {
	for len(r.calls) > 0 {
		n := len(r.calls) - 1
		c := r.calls[n]
		r.calls = r.calls[:n]
		if _, err := py.CallKw(t, c.fn, c.args, c.names, c.vals); err != nil {
			msg := "Exception ignored in atexit callback"
			if r, rerr := py.ReprString(t, c.fn); rerr == nil {
				msg += " " + r
			}
			t.Interp.Unraisable(t, err, msg, py.Value{})
		}
	}
}
