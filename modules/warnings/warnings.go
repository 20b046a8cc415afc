// Package warnings is the module warnings: filters and output in Python
// (warnings.py), the two functions that issue a warning in Go, so that one that
// became an error shows no frame of the module.
//
// The object model reaches it through Interp.Warn, which imports it. Only the index
// of modules imports the package.
package warnings

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed warnings.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/warnings.html
func Module() *py.ModuleSpec {
	var dict *py.Dict
	issue := func(t *py.Thread, impl string, args ...py.Value) error {
		v, err := py.Call(t, dict.GetName(impl), args...)
		if err != nil || v.IsNone() {
			return err
		}
		return py.Cast[py.Exception](v)
	}
	return &py.ModuleSpec{
		Name: "warnings",
		Doc:  "Python part of the warnings subsystem.",
		Methods: []py.Method{
			{Name: "warn", Flags: py.CallsPython, Signature: "($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)",
				Doc: "Issue a warning, or maybe ignore it or raise an exception.\n\n  message\n    Text of the warning message.\n  category\n    The Warning category subclass. Defaults to UserWarning.\n  stacklevel\n    How far up the call stack to make this warning appear. A value of 2 for\n    example attributes the warning to the caller of the code calling warn().\n  source\n    If supplied, the destroyed object which emitted a ResourceWarning\n  skip_file_prefixes\n    An optional tuple of module filename prefixes indicating frames to skip\n    during stacklevel computations for stack frame attribution.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					prefixes := py.NewTuple()
					if a.Given(4) {
						prefixes = a[4]
						if _, ok := py.AsTuple(prefixes); !ok {
							return py.Value{}, py.Errorf(py.TypeError, "warn() argument 'skip_file_prefixes' must be tuple, not %s", py.ArgName(prefixes))
						}
					}
					if !py.IsAnyInt(a[2]) {
						return py.Value{}, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(a[2]).Name())
					}
					return py.None, issue(t, "_warn", a[0], a[1], a[2], a[3], prefixes)
				}},
			{Name: "warn_explicit", Flags: py.CallsPython, Signature: "($module, /, message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)",
				Doc: "Issue a warning, or maybe ignore it or raise an exception.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					module := py.None
					if a.Given(4) {
						module = a[4]
					}
					return py.None, issue(t, "_warn_explicit", a[0], a[1], a[2], a[3], module, a[5], a[6], a[7])
				}},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			dict = m.Dict
			return nil
		},
		Source: source,
	}
}
