package sys

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// printTo writes s to sys.stdout or sys.stderr unless it is None; to the process's
// standard error if the name is gone.
func printTo(t *py.Thread, stream, s string) error {
	f := t.Interp.Sys.GetName(stream)
	if f.IsUnbound() {
		if w := t.Interp.Host.Stdio.Stderr(); w != nil {
			_, err := w.Write([]byte(s))
			return err
		}
		return nil
	}
	if f.IsNone() {
		return nil
	}
	if w := t.Interp.TextWriterOf(f); w != nil {
		return w.WriteString(t, s)
	}
	_, err := py.CallMethod(t, f, "write", py.NewStr(s))
	return err
}

// displayHook shows the value of a statement at the prompt.
// https://docs.python.org/3.14/library/sys.html#sys.displayhook
func displayHook(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	v := a[0]
	if v.IsNone() {
		return py.None, nil
	}
	t.Interp.Builtins.SetName("_", py.None)
	if t.Interp.Sys.GetName("stdout").IsUnbound() {
		return py.Value{}, py.Errorf(py.RuntimeError, "lost sys.stdout")
	}
	s, err := py.ReprString(t, v)
	if err != nil {
		return py.Value{}, err
	}
	err = printTo(t, "stdout", s+"\n")
	if py.Matches(err, py.UnicodeEncodeError) {
		err = printTo(t, "stdout", py.EscapeNonASCII(s)+"\n")
	}
	if err != nil {
		return py.Value{}, err
	}
	t.Interp.Builtins.SetName("_", v)
	return py.None, nil
}

// exceptHook prints an uncaught exception.
// https://docs.python.org/3.14/library/sys.html#sys.excepthook
func exceptHook(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	e, ok := py.AsException(a[1])
	if !ok {
		msg := "TypeError: print_exception(): Exception expected for value, " + py.TypeOf(a[1]).Name() + " found\n"
		return py.None, printTo(t, "stderr", msg)
	}
	if e.Traceback == nil {
		if tb, ok := py.As[py.Traceback](a[2], py.TracebackType); ok {
			e.Traceback = tb
		}
	}
	if err := printTo(t, "stderr", py.FormatUncaught(t, e)); err != nil {
		return py.Value{}, err
	}
	return py.None, flushStderr(t)
}

func flushStderr(t *py.Thread) error {
	f := t.Interp.Sys.GetName("stderr")
	if f.IsUnbound() || f.IsNone() {
		return nil
	}
	_, err := py.CallMethod(t, f, "flush")
	return err
}

func unraisableSpec() py.StructSpec {
	return py.StructSpec{Name: "UnraisableHookArgs", Doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
		Fields: py.StructFields("exc_type", "Exception type", "exc_value", "Exception value", "exc_traceback", "Exception traceback", "err_msg", "Error message", "object", "Object causing the exception")}
}

// reportUnraisable is Interp.OnUnraisable: it calls sys.unraisablehook.
func reportUnraisable(t *py.Thread, e *py.Exception, msg string, object py.Value) bool {
	hook := t.Interp.Sys.GetName("unraisablehook")
	if hook.IsUnbound() {
		return false
	}
	m := py.None
	if msg != "" {
		m = py.NewStr(msg)
	}
	if object.IsUnbound() {
		object = py.None
	}
	args := py.NewStructSeq(&unraisableType, e.Type().Value(), e.Value(), traceback(e), m, object)
	if _, err := py.Call(t, hook, args); err != nil {
		// The hook failed: that is shown instead, and nothing may come of it.
		e := py.ToException(err)
		return printTo(t, "stderr", "Exception ignored in sys.unraisablehook: "+reprOr(t, hook, "<unknown>")+"\n"+py.FormatException(t, e)) == nil
	}
	return true
}

func reprOr(t *py.Thread, v py.Value, otherwise string) string {
	s, err := py.ReprString(t, v)
	if err != nil {
		return otherwise
	}
	return s
}

// unraisableHook prints an exception that has nowhere to go.
// https://docs.python.org/3.14/library/sys.html#sys.unraisablehook
func unraisableHook(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	args, ok := py.AsTuple(a[0])
	if !ok || py.TypeOf(a[0]) != &unraisableType {
		return py.Value{}, py.Errorf(py.TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs")
	}
	head := ""
	msg, object := args.Items[3], args.Items[4]
	switch {
	case !object.IsNone():
		head = "Exception ignored in: "
		if s, ok := py.AsStr(msg); ok {
			head = s.String() + ": "
		}
		head += reprOr(t, object, "<object repr() failed>") + "\n"
	case !msg.IsNone():
		s, err := py.ToGoString(t, msg)
		if err != nil {
			return py.Value{}, err
		}
		head = s + ":\n"
	}
	body := ""
	if e, ok := py.AsException(args.Items[1]); ok {
		body = py.FormatUncaught(t, e)
	} else if typ, ok := py.As[py.Type](args.Items[0], py.TypeType); ok {
		body = typ.Name() + "\n"
	}
	if err := printTo(t, "stderr", head+body); err != nil {
		return py.Value{}, err
	}
	return py.None, flushStderr(t)
}

// breakpointHook calls what PYTHONBREAKPOINT names, pdb.set_trace by default.
// https://docs.python.org/3.14/library/sys.html#sys.breakpointhook
func breakpointHook(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name := ""
	if t.Interp.Flags.IgnoreEnvironment == 0 {
		name, _ = t.Interp.Host.Env.Lookup("PYTHONBREAKPOINT")
	}
	if name == "0" {
		return py.None, nil
	}
	if name == "" {
		name = "pdb.set_trace"
	}
	module, attr := "builtins", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		module, attr = name[:i], name[i+1:]
	}
	m, err := t.Result(t.Interp.Engine.Import(t, module, py.NewDict(), py.NewTuple(py.NewStr(attr)), 0))
	var f py.Value
	if err == nil {
		f, err = py.GetAttr(t, m, attr)
	}
	if py.Matches(err, py.ImportError) || py.Matches(err, py.AttributeError) {
		msg := "Ignoring unimportable $PYTHONBREAKPOINT: \"" + name + "\""
		if w := t.Interp.Warn; w != nil {
			return py.None, w(t, "RuntimeWarning", msg, "<sys>", 0)
		}
		return py.None, printTo(t, "stderr", "RuntimeWarning: "+msg+"\n")
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.CallUnpacked(t, f, py.Cast[py.Tuple](a[0]).Items, py.Cast[py.Dict](a[1]))
}
