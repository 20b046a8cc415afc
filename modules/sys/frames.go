package sys

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// frameAt returns the Python frame depth calls below the top, or nil.
func frameAt(t *py.Thread, depth int) *py.Frame {
	if depth < 0 {
		depth = 0
	}
	return t.CallerFrame(depth)
}

func getFrame(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	f := frameAt(t, n)
	if f == nil {
		return py.Value{}, py.Errorf(py.ValueError, "call stack is not deep enough")
	}
	return py.Ref(t.FrameObject(f)), nil
}

func getFrameModuleName(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	f := frameAt(t, n)
	if f == nil {
		return py.None, nil
	}
	if v := f.Func.Block.Globals.GetName("__name__"); !v.IsUnbound() {
		return v, nil
	}
	return py.None, nil
}

// currentFrames leaves out threads that run no Python function.
func currentFrames(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.NewDict()
	for _, o := range t.Interp.Threads() {
		f := o.CallerFrame(0)
		if f == nil {
			continue
		}
		if !d.Set(t, py.Int(o.ID), py.Ref(o.FrameObject(f))) {
			return py.Value{}, t.Take()
		}
	}
	return d.Value(), nil
}

func currentExceptions(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.NewDict()
	for _, o := range t.Interp.Threads() {
		v := py.None
		if o.Handled != nil {
			v = o.Handled.Value()
		}
		if !d.Set(t, py.Int(o.ID), v) {
			return py.Value{}, t.Take()
		}
	}
	return d.Value(), nil
}
