package sys

import (
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
)

// hooks is what programs register, by interpreter.
type hooks struct {
	audit []py.Value
}

type hooksKey struct{}

func hooksOf(t *py.Thread) *hooks {
	h, ok := t.Interp.State[hooksKey{}].(*hooks)
	if !ok {
		h = &hooks{}
		t.Interp.State[hooksKey{}] = h
	}
	return h
}

func exit(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if a[0].IsNone() {
		return py.Value{}, py.NewException(py.SystemExit)
	}
	if tup, ok := py.AsTuple(a[0]); ok {
		return py.Value{}, py.NewException(py.SystemExit, append([]py.Value(nil), tup.Items...)...)
	}
	return py.Value{}, py.NewException(py.SystemExit, a[0])
}

func excInfo(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	e := t.Handled
	if e == nil {
		return py.NewTuple(py.None, py.None, py.None), nil
	}
	return py.NewTuple(e.Type().Value(), e.Value(), traceback(e)), nil
}

func traceback(e *py.Exception) py.Value {
	if e.Traceback == nil {
		return py.None
	}
	return py.Ref(e.Traceback)
}

func exception(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if t.Handled == nil {
		return py.None, nil
	}
	return t.Handled.Value(), nil
}

func intern(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "intern() argument must be str, not %s", py.ArgName(a[0]))
	}
	if !a[0].IsStr() {
		return py.Value{}, py.Errorf(py.TypeError, "can't intern %s", py.TypeOf(a[0]).Name())
	}
	return t.Interp.Intern(s).Value(), nil
}

func isInterned(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "_is_interned() argument must be str, not %s", py.ArgName(a[0]))
	}
	return py.Bool(t.Interp.Intern(s) == s), nil
}

func getRecursionLimit(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Int(int64(t.Interp.RecursionLimit)), nil
}

func setRecursionLimit(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 1 {
		return py.Value{}, py.Errorf(py.ValueError, "recursion limit must be greater or equal than 1")
	}
	if n > 1<<31-1 {
		return py.Value{}, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	if !t.SetRecursionLimit(n) {
		depth := 0
		for f := t.Frame; f != nil && f != &t.Base; f = f.Prev {
			depth++
		}
		return py.Value{}, py.Errorf(py.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, depth)
	}
	return py.None, nil
}

func getSwitchInterval(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Float(t.Interp.GIL.Interval().Seconds()), nil
}

func setSwitchInterval(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !(f > 0) {
		return py.Value{}, py.Errorf(py.ValueError, "switch interval must be strictly positive")
	}
	t.Interp.GIL.SetInterval(time.Duration(min(f, 1e9) * 1e9))
	return py.None, nil
}

func getIntMaxStrDigits(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Int(int64(t.Interp.Flags.IntMaxStrDigits)), nil
}

func setIntMaxStrDigits(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n != 0 && n < 640 {
		return py.Value{}, py.Errorf(py.ValueError, "maxdigits must be >= 640 or 0 for unlimited")
	}
	t.Interp.Flags.IntMaxStrDigits = n
	return py.None, nil
}

func isFinalizing(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Bool(t.Interp.Finalizing), nil
}

// setHook is settrace or setprofile; field is which of the tracer it sets.
func setHook(field func(tr *py.Tracer) *py.Value) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		tr := py.Tracer{}
		if t.Tracer != nil {
			tr.Trace, tr.Profile = t.Tracer.Trace, t.Tracer.Profile
		}
		*field(&tr) = a[0]
		if a[0].IsNone() {
			*field(&tr) = py.Value{}
		}
		t.SetTracer(tr)
		return py.None, nil
	}
}

// getHook is gettrace or getprofile.
func getHook(field func(tr *py.Tracer) *py.Value) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		if t.Tracer != nil {
			if v := *field(t.Tracer); !v.IsUnbound() {
				return v, nil
			}
		}
		return py.None, nil
	}
}

func traceHook(tr *py.Tracer) *py.Value   { return &tr.Trace }
func profileHook(tr *py.Tracer) *py.Value { return &tr.Profile }

func callTracing(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	args, ok := py.AsTuple(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "call_tracing() argument 2 must be tuple, not %s", py.ArgName(a[1]))
	}
	return py.Call(t, a[0], append([]py.Value(nil), args.Items...)...)
}

func addAuditHook(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	h := hooksOf(t)
	if err := raiseAudit(t, py.NewStr("sys.addaudithook"), py.NewTuple()); err != nil {
		if py.Matches(err, py.ExceptionType) {
			return py.None, nil // a hook may refuse another one
		}
		return py.Value{}, err
	}
	h.audit = append(h.audit, a[0])
	return py.None, nil
}

func audit(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if _, ok := py.AsStr(a[0]); !ok {
		return py.Value{}, py.Errorf(py.TypeError, "audit() argument 1 must be str, not %s", py.ArgName(a[0]))
	}
	return py.None, raiseAudit(t, a[0], a[1])
}

func raiseAudit(t *py.Thread, event, args py.Value) error {
	for _, h := range hooksOf(t).audit {
		if _, err := py.Call(t, h, event, args); err != nil {
			return err
		}
	}
	return nil
}

func getAsyncGenHooks(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	h := t.AsyncHooks()
	return py.NewStructSeq(&asyncGenHooksType, h.FirstIter, h.Finalizer), nil
}

func setAsyncGenHooks(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	h := *t.AsyncHooks()
	for i, p := range []*py.Value{&h.FirstIter, &h.Finalizer} {
		if !a.Given(i) {
			continue
		}
		if !a[i].IsNone() && py.TypeOf(a[i]).Call == nil {
			return py.Value{}, py.Errorf(py.TypeError, "callable %s expected, got %s", []string{"firstiter", "finalizer"}[i], py.TypeOf(a[i]).Name())
		}
		*p = a[i]
	}
	*t.AsyncHooks() = h
	return py.None, nil
}

func getOriginDepth(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Int(int64(t.AsyncHooks().OriginDepth)), nil
}

func setOriginDepth(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "depth must be >= 0")
	}
	t.AsyncHooks().OriginDepth = n
	return py.None, nil
}
