// Package threading is the module threading: Python classes (threading.py) over the
// primitives of _thread.
// https://docs.python.org/3.14/library/threading.html
package threading

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed threading.py
var source string

// Module returns the module threading. When it has been imported, the end of the
// program waits for the threads that are not daemons.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "threading",
		Doc:  "Thread module emulating a subset of Java's threading model.",
		Exec: func(t *py.Thread, m *py.Module) error {
			t.Interp.AtShutdown(py.ShutdownThreads, func(t *py.Thread) {
				f := m.Dict.GetName("_shutdown")
				if f.IsUnbound() {
					return
				}
				if _, err := py.Call(t, f); err != nil {
					t.Interp.Unraisable(t, err, "Exception ignored on threading shutdown", py.Ref(m))
				}
			})
			return nil
		},
		Source: source,
	}
}
