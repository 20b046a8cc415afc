package marshal_test

import (
	"context"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

func newInterp(t testing.TB) *interp.Interpreter {
	t.Helper()
	in, err := interp.New(interp.Config{Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	if err := in.Run(context.Background(), "<string>", `
import marshal
def show(s):
    try: return repr(eval(s))
    except BaseException as e: return type(e).__name__ + ": " + str(e)
def same(x, version=5):
    y = marshal.loads(marshal.dumps(x, version))
    return y == x and type(y) is type(x)
def f(x):
    return lambda y: x + y
def loop():
    l = [1]
    l.append(l)
    m = marshal.loads(marshal.dumps(l))
    return m[1] is m
def deep(n):
    l = []
    for _ in range(n): l = [l]
    return l
def load(data):
    try: return marshal.loads(data)
    except (ValueError, EOFError, TypeError, UnicodeDecodeError): return None
`); err != nil {
		t.Fatal(err)
	}
	return in
}

// TestExpressions compares with what CPython 3.14 prints, which marks objects as referred
// to by their reference counts.
func TestExpressions(t *testing.T) {
	in := newInterp(t)
	for _, c := range []struct{ expr, want string }{
		{"[same(x, v) for v in range(5) for x in (None, True, ..., 1, -1, 2**31, -2**64, 10**50, 1.5, 1j, 'a', 'é', 'x'*300, b'b', (), (1, (2,)), [1], {1: [2]}, {1, 2}, frozenset('ab'))] == [True] * 100", "True"},
		{"same(slice(1, None, 2)), same('\\ud800'), same(float('inf'), 1), marshal.loads(marshal.dumps(StopIteration)) is StopIteration", "(True, True, True, True)"},
		{"loop(), marshal.version", "(True, 5)"},
		{"marshal.dumps(300), marshal.dumps(2**40, 0), marshal.dumps(1.5), marshal.dumps(0.1, 1)", `(b'i,\x01\x00\x00', b'l\x03\x00\x00\x00\x00\x00\x00\x00\x00\x04', b'g\x00\x00\x00\x00\x00\x00\xf8?', b'f\x130.10000000000000001')`},
		{"marshal.loads(b'(\\x02\\0\\0\\0i\\1\\0\\0\\0N')", "(1, None)"},
		{"eval(marshal.loads(marshal.dumps(compile('1 + 2', '', 'eval'))))", "3"},
		{"marshal.dumps(f.__code__, allow_code=False)", "ValueError: marshalling code objects is disallowed"},
		{"marshal.loads(marshal.dumps(f.__code__), allow_code=False)", "ValueError: unmarshalling code objects is disallowed"},
		{"marshal.dumps(object())", "ValueError: unmarshallable object"},
		{"marshal.dumps(slice(1), 4)", "ValueError: unmarshallable object"},
		{"marshal.dumps(deep(3000))", "ValueError: object too deeply nested to marshal"},
		{"marshal.loads(b'')", "EOFError: EOF read where object expected"},
		{"marshal.loads(b'i')", "EOFError: marshal data too short"},
		{"marshal.loads(b'r\\0\\0\\0\\0')", "ValueError: bad marshal data (invalid reference)"},
		{"marshal.loads(b'?')", "ValueError: bad marshal data (unknown type code)"},
		{"marshal.loads(b'[\\xff\\xff\\xff\\xff')", "ValueError: bad marshal data (list size out of range)"},
		{"marshal.loads(b'0')", "TypeError: NULL object in marshal data for object"},
		{"marshal.loads(b'[\\1\\0\\0\\0' * 3000)", "ValueError: recursion limit exceeded"},
		{"marshal.loads(3)", "TypeError: a bytes-like object is required, not 'int'"},
	} {
		got, err := in.Call(context.Background(), "show", c.expr)
		if err != nil || got != c.want {
			t.Errorf("%s: got %v (%v), want %s", c.expr, got, err, c.want)
		}
	}
}

// FuzzLoads reads arbitrary data.
func FuzzLoads(f *testing.F) {
	in := newInterp(f)
	for _, s := range []string{"", "N", "i\x01\x00\x00\x00", "[\x01\x00\x00\x00\xe9\x00\x00\x00\x00", "\xfb\xe9\x01\x00\x00\x00N0", "\xdb\x01\x00\x00\x00r\x00\x00\x00\x00", "l\x02\x00\x00\x00\x00\x00\x01\x00", "z\x01a", "c\x10\x00\x00\x00aaaaaaaaaaaaaaaa"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := in.Do(context.Background(), func(th *py.Thread) error {
			_, err := py.Call(th, py.Cast[py.Module](th.Interp.Modules.GetName("__main__")).Dict.GetName("load"), py.NewBytes(data))
			return err
		}); err != nil {
			t.Errorf("%q: %v", data, err)
		}
	})
}
