package builtins

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func newThread(t *testing.T) *py.Thread {
	t.Helper()
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	spec := Module()
	m := py.NewModule(spec.Name, py.NewStr(spec.Doc))
	for i := range spec.Methods {
		m.Dict.SetName(spec.Methods[i].Name, py.Ref(py.NewBuiltin(&spec.Methods[i], py.Ref(m), py.NewStr("builtins"))))
	}
	if err := spec.Exec(th, m); err != nil {
		t.Fatal(err)
	}
	in.Builtins = m.Dict
	return th
}

type kwargs map[string]py.Value

// call calls a built-in function and returns its repr or its error.
func call(th *py.Thread, name string, kw kwargs, args ...py.Value) string {
	d := py.NewDict()
	for k, v := range kw {
		d.SetName(k, v)
	}
	v, err := py.CallUnpacked(th, th.Interp.Builtins.GetName(name), args, d)
	if err == nil {
		var s string
		if s, err = py.ReprString(th, v); err == nil {
			return s
		}
	}
	e := py.ToException(err)
	s, err := py.ToGoString(th, e.Value())
	if err != nil {
		return err.Error()
	}
	return e.Type().Name() + ": " + s
}

func ints(n ...int64) py.Value {
	l := py.MakeList(nil)
	for _, i := range n {
		l.Append(py.Int(i))
	}
	return l.Value()
}

// TestFunctions compares with what CPython 3.14 gave.
func TestFunctions(t *testing.T) {
	th := newThread(t)
	str := py.NewStr
	tenths := py.MakeList(nil)
	for range 10 {
		tenths.Append(py.Float(0.1))
	}
	big := py.Int(1 << 62)
	for _, c := range []struct {
		name string
		kw   kwargs
		args []py.Value
		want string
	}{
		{"abs", nil, []py.Value{py.Int(-5)}, "5"},
		{"abs", nil, []py.Value{py.Int(-1 << 63)}, "9223372036854775808"},
		{"abs", nil, []py.Value{str("a")}, "TypeError: bad operand type for abs(): 'str'"},
		{"abs", nil, nil, "TypeError: abs() takes exactly one argument (0 given)"},
		{"bin", nil, []py.Value{py.Int(-5)}, "'-0b101'"},
		{"hex", nil, []py.Value{str("a")}, "TypeError: 'str' object cannot be interpreted as an integer"},
		{"oct", nil, []py.Value{py.Int(8)}, "'0o10'"},
		{"chr", nil, []py.Value{py.Int(0x20ac)}, "'€'"},
		{"chr", nil, []py.Value{py.Int(-1)}, "ValueError: chr() arg not in range(0x110000)"},
		{"ord", nil, []py.Value{str("ab")}, "TypeError: ord() expected a character, but string of length 2 found"},
		{"ord", nil, []py.Value{py.Int(1)}, "TypeError: ord() expected string of length 1, but int found"},
		{"ord", nil, []py.Value{str("€")}, "8364"},
		{"ascii", nil, []py.Value{str("é\n😀")}, `"'\\xe9\\n\\U0001f600'"`},
		{"divmod", nil, []py.Value{py.Int(-7), py.Int(2)}, "(-4, 1)"},
		{"divmod", nil, []py.Value{str("a"), py.Int(1)}, "TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'"},
		{"pow", kwargs{"mod": py.Int(5)}, []py.Value{py.Int(2), py.Int(-1)}, "3"},
		{"pow", nil, []py.Value{py.Int(1)}, "TypeError: pow() missing required argument 'exp' (pos 2)"},
		{"round", nil, []py.Value{py.Float(2.675), py.Int(2)}, "2.67"},
		{"round", nil, []py.Value{str("a")}, "TypeError: type str doesn't define __round__ method"},
		{"sum", nil, []py.Value{tenths.Value()}, "1.0"},
		{"sum", nil, []py.Value{py.NewList(big, big, big)}, "13835058055282163712"},
		{"sum", nil, []py.Value{py.NewList(py.Int(1), py.Float(2.5), py.True)}, "4.5"},
		{"sum", nil, []py.Value{py.NewList(str("a"))}, "TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
		{"sum", nil, []py.Value{py.NewList(), str("")}, "TypeError: sum() can't sum strings [use ''.join(seq) instead]"},
		{"sum", kwargs{"start": py.Int(3)}, []py.Value{ints(1, 2)}, "6"},
		{"max", nil, []py.Value{ints(3, 1, 2)}, "3"},
		{"min", nil, []py.Value{py.Int(3), py.Float(1.5)}, "1.5"},
		{"max", nil, []py.Value{ints()}, "ValueError: max() iterable argument is empty"},
		{"max", nil, nil, "TypeError: max expected at least 1 argument, got 0"},
		{"max", kwargs{"default": py.Int(3)}, []py.Value{ints()}, "3"},
		{"max", kwargs{"default": py.Int(3)}, []py.Value{py.Int(1), py.Int(2)}, "TypeError: Cannot specify a default for max() with multiple positional arguments"},
		{"max", nil, []py.Value{py.NewList(py.Int(1), str("a"))}, "TypeError: '>' not supported between instances of 'str' and 'int'"},
		{"min", kwargs{"zz": py.Int(3)}, []py.Value{py.Int(1)}, "TypeError: min() got an unexpected keyword argument 'zz'"},
		{"len", nil, []py.Value{py.Int(1)}, "TypeError: object of type 'int' has no len()"},
		{"len", nil, []py.Value{ints(1, 2)}, "2"},
		{"all", nil, []py.Value{ints(1, 0)}, "False"},
		{"any", nil, []py.Value{ints(0, 1)}, "True"},
		{"any", nil, []py.Value{py.Int(1)}, "TypeError: 'int' object is not iterable"},
		{"sorted", kwargs{"reverse": py.True}, []py.Value{ints(2, 3, 1)}, "[3, 2, 1]"},
		{"next", nil, []py.Value{py.Int(1)}, "TypeError: 'int' object is not an iterator"},
		{"iter", nil, []py.Value{py.Int(1), py.Int(2)}, "TypeError: iter(v, w): v must be callable"},
		{"getattr", nil, []py.Value{py.Int(1), str("zz")}, "AttributeError: 'int' object has no attribute 'zz'"},
		{"getattr", nil, []py.Value{py.Int(1), str("zz"), py.None}, "None"},
		{"getattr", nil, []py.Value{py.Int(1), py.Int(2)}, "TypeError: attribute name must be string, not 'int'"},
		{"getattr", nil, []py.Value{py.Int(1)}, "TypeError: getattr expected at least 2 arguments, got 1"},
		{"hasattr", nil, []py.Value{py.Int(1), str("real")}, "True"},
		{"setattr", nil, []py.Value{py.Int(1), str("a"), py.Int(2)}, "AttributeError: 'int' object has no attribute 'a' and no __dict__ for setting new attributes"},
		{"isinstance", nil, []py.Value{py.Int(1), py.NewTuple(py.IntType.Value(), py.Int(1))}, "True"},
		{"isinstance", nil, []py.Value{py.Int(1), py.Int(1)}, "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union"},
		{"issubclass", nil, []py.Value{py.Int(1), py.IntType.Value()}, "TypeError: issubclass() arg 1 must be a class"},
		{"issubclass", nil, []py.Value{py.BoolType.Value(), py.IntType.Value()}, "True"},
		{"callable", nil, []py.Value{py.IntType.Value()}, "True"},
		{"vars", nil, []py.Value{py.Int(1)}, "TypeError: vars() argument must have __dict__ attribute"},
		{"hash", nil, []py.Value{ints()}, "TypeError: unhashable type: 'list'"},
		{"format", nil, []py.Value{py.Float(3.14159), str(".2f")}, "'3.14'"},
		{"format", nil, []py.Value{py.Int(1), py.Int(2)}, "TypeError: format() argument 2 must be str, not int"},
		{"print", kwargs{"sep": py.Int(1)}, []py.Value{py.Int(1)}, "TypeError: sep must be None or a string, not int"},
		{"eval", nil, []py.Value{py.Int(1)}, "TypeError: eval() arg 1 must be a string, bytes or code object"},
		{"compile", nil, []py.Value{str("1"), str("a"), str("zz")}, "ValueError: compile() mode must be 'exec', 'eval' or 'single'"},
		{"__build_class__", nil, []py.Value{py.Int(1), py.Int(2)}, "TypeError: __build_class__: func must be a function"},
		{"type", nil, []py.Value{str("X"), py.NewTuple(py.IntType.Value(), py.StrType.Value()), py.NewDict().Value()}, "TypeError: multiple bases have instance lay-out conflict"},
		{"super", nil, []py.Value{py.IntType.Value(), py.Int(1)}, "<super: <class 'int'>, <int object>>"},
		{"super", nil, []py.Value{py.IntType.Value(), str("a")}, "TypeError: super(type, obj): obj (instance of str) is not an instance or subtype of type (int)."},
	} {
		if c.name == "eval" {
			c.args = append(c.args, py.NewDict().Value())
		}
		if got := call(th, c.name, c.kw, c.args...); got != c.want {
			t.Errorf("%s%v: got %s, want %s", c.name, c.args, got, c.want)
		}
	}
}

type recorder struct {
	py.Header
	text string
}

func (r *recorder) WriteBytes(t *py.Thread, b []byte) error { return r.WriteString(t, string(b)) }

func (r *recorder) WriteString(t *py.Thread, s string) error {
	r.text += "|" + s
	return nil
}

// TestPrint checks that print writes to a text file of ours in one piece.
func TestPrint(t *testing.T) {
	th := newThread(t)
	typ := py.NewType(py.TypeSpec{Name: "recorder", Layout: py.LayoutOf[recorder]()})
	th.Interp.TextWriters[typ] = func(v py.Value) py.TextWriter { return py.Cast[recorder](v) }
	r := py.Make[recorder](typ)
	th.Interp.Sys.SetName("stdout", py.Ref(r))
	call(th, "print", kwargs{"sep": py.NewStr("-"), "end": py.None}, py.Int(1), py.NewStr("a"))
	call(th, "print", nil)
	if want := "|1-a\n|\n"; r.text != want {
		t.Errorf("got %q, want %q", r.text, want)
	}
}
