package sys_test

import (
	"context"
	"errors"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

// TestExpressions compares with what CPython 3.14 prints.
func TestExpressions(t *testing.T) {
	in, err := interp.New(interp.Config{Modules: modules.Find, Args: []string{"prog", "x"}, Path: []string{"/lib"}})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	ctx := context.Background()
	if err := in.Run(ctx, "<string>", `
import sys
def show(s):
    try: return repr(eval(s))
    except BaseException as e: return type(e).__name__ + ": " + str(e)
`); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ expr, want string }{
		{"sys.argv, sys.path", "(['prog', 'x'], ['/lib'])"},
		{"sys.implementation.name", "'gopyrun'"},
		{"sys.version_info[:2], sys.version_info > (3, 13)", "((3, 14), True)"},
		{"sys.hexversion >> 16 == 0x30e, sys.maxsize, sys.maxunicode", "(True, 9223372036854775807, 1114111)"},
		{"sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.modulus", "(2.220446049250313e-16, 30, 2305843009213693951)"},
		{"sys.modules['sys'] is sys, sys.__stdout__ is sys.stdout", "(True, True)"},
		{"sys._is_gil_enabled(), sys.is_finalizing()", "(True, False)"},
		{"sys.getswitchinterval(), sys.setswitchinterval(0.5), sys.getswitchinterval()", "(0.005, None, 0.5)"},
		{"sys.setswitchinterval(0)", "ValueError: switch interval must be strictly positive"},
		{"sys.setswitchinterval('x')", "TypeError: must be real number, not str"},
		{"sys.getrecursionlimit(), sys.setrecursionlimit(500), sys.getrecursionlimit()", "(1000, None, 500)"},
		{"sys.setrecursionlimit(0)", "ValueError: recursion limit must be greater or equal than 1"},
		{"sys.setrecursionlimit(1)", "RecursionError: cannot set the recursion limit to 1 at the recursion depth 2: the limit is too low"},
		{"sys.set_int_max_str_digits(10)", "ValueError: maxdigits must be >= 640 or 0 for unlimited"},
		{"sys.intern(3)", "TypeError: intern() argument must be str, not int"},
		{"sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name", "('<module>', 'show')"},
		{"sys._getframe(1000)", "ValueError: call stack is not deep enough"},
		{"sys.exc_info(), sys.exception()", "((None, None, None), None)"},
		{"sys.exit(3)", "SystemExit: 3"},
		{"sys.exit(1, 2)", "TypeError: exit expected at most 1 argument, got 2"},
		{"sys.getsizeof([]), sys.getsizeof('abc'), sys.getsizeof(()), sys.getsizeof({1: 2}), sys.getsizeof(10**30)", "(56, 44, 48, 224, 40)"},
		{"sys.getsizeof()", "TypeError: getsizeof() missing required argument 'object' (pos 1)"},
		{"sys.settrace(None), sys.gettrace()", "(None, None)"},
		{"sys.settrace(len), sys.gettrace() is len, sys.settrace(None)", "(None, True, None)"},
		{"sys.unraisablehook(1)", "TypeError: sys.unraisablehook argument type must be UnraisableHookArgs"},
		{"'os' in sys.stdlib_module_names, 'sys' in sys.builtin_module_names", "(True, True)"},
		{"type(sys.version_info)()", "TypeError: cannot create 'sys.version_info' instances"},
		{"sys.call_tracing(len, ([1],))", "1"},
		{"sys.set_asyncgen_hooks(firstiter=1)", "TypeError: callable firstiter expected, got int"},
	} {
		got, err := in.Call(ctx, "show", c.expr)
		if err != nil || got != c.want {
			t.Errorf("%s: got %v (%v), want %s", c.expr, got, err, c.want)
		}
	}
}

// TestHooks checks the hooks that programs replace.
func TestHooks(t *testing.T) {
	in, err := interp.New(interp.Config{Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	ctx := context.Background()
	err = in.Run(ctx, "<string>", `
import sys
log = []
sys.addaudithook(lambda name, args: log.append((name, args)))
sys.audit("a.b", 1)
sys.unraisablehook = lambda u: log.append((u.exc_type.__name__, str(u.exc_value), u.err_msg, u.object))
sys.displayhook(None)
class W:
    text = ""
    def write(self, s): self.text += s
    def flush(self): pass
sys.stdout = sys.stderr = w = W()
sys.displayhook([1])
sys.excepthook(ValueError, ValueError("x"), None)
sys.__unraisablehook__
`)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Do(ctx, func(t *py.Thread) error {
		t.Interp.Unraisable(t, errors.New("lost"), "Where", py.Int(7))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for expr, want := range map[string]string{
		"str(log)": "[('a.b', (1,)), ('SystemError', 'lost', 'Where', 7)]",
		"w.text":   "[1]\nValueError: x\n",
	} {
		if got, err := in.Eval(ctx, expr); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", expr, got, err, want)
		}
	}
}
