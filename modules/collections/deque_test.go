package collections

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func newModule(t *testing.T) (*py.Thread, *py.Module) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	m := py.NewModule("collections", py.None)
	if err := Module().Exec(th, m); err != nil {
		t.Fatal(err)
	}
	return th, m
}

func ints(n ...int64) py.Value {
	out := make([]py.Value, len(n))
	for i, x := range n {
		out[i] = py.Int(x)
	}
	return py.NewList(out...)
}

func show(th *py.Thread, v py.Value, err error) string {
	s := ""
	if err == nil {
		s, err = py.ReprString(th, v)
	}
	if err != nil {
		return err.Error()
	}
	return s
}

func TestDeque(t *testing.T) {
	th, m := newModule(t)
	cls := m.Dict.GetName("deque")
	i := py.Int
	for _, c := range []struct {
		name   string
		args   []py.Value
		result string
		after  string
	}{
		{"append", []py.Value{i(9)}, "None", "deque([2, 3, 4, 5, 9], maxlen=5)"},
		{"appendleft", []py.Value{i(9)}, "None", "deque([9, 1, 2, 3, 4], maxlen=5)"},
		{"pop", nil, "5", "deque([1, 2, 3, 4], maxlen=5)"},
		{"popleft", nil, "1", "deque([2, 3, 4, 5], maxlen=5)"},
		{"rotate", []py.Value{i(2)}, "None", "deque([4, 5, 1, 2, 3], maxlen=5)"},
		{"rotate", []py.Value{i(-7)}, "None", "deque([3, 4, 5, 1, 2], maxlen=5)"},
		{"reverse", nil, "None", "deque([5, 4, 3, 2, 1], maxlen=5)"},
		{"extendleft", []py.Value{ints(7, 8)}, "None", "deque([8, 7, 1, 2, 3], maxlen=5)"},
		{"index", []py.Value{i(3)}, "2", ""},
		{"index", []py.Value{i(9)}, "ValueError: deque.index(x): x not in deque", ""},
		{"remove", []py.Value{i(2)}, "None", "deque([1, 3, 4, 5], maxlen=5)"},
		{"remove", []py.Value{i(4)}, "None", "deque([1, 2, 3, 5], maxlen=5)"},
		{"insert", []py.Value{i(0), i(1)}, "IndexError: deque already at its maximum size", ""},
		{"count", []py.Value{i(1)}, "1", ""},
		{"__reversed__", nil, "", ""},
		{"copy", nil, "deque([1, 2, 3, 4, 5], maxlen=5)", ""},
	} {
		d, err := py.Call(th, cls, ints(0, 1, 2, 3, 4, 5), i(5))
		if err != nil {
			t.Fatal(err)
		}
		v, err := py.CallMethod(th, d, c.name, c.args...)
		if got := show(th, v, err); got != c.result && c.result != "" {
			t.Errorf("%s: got %s, want %s", c.name, got, c.result)
		}
		if got := show(th, d, nil); c.after != "" && got != c.after {
			t.Errorf("%s: after %s, want %s", c.name, got, c.after)
		}
	}
	d, _ := py.Call(th, cls, ints(1, 2, 3))
	for pos, want := range map[int64]string{0: "deque([9, 1, 2, 3])", 1: "deque([1, 9, 2, 3])", -1: "deque([1, 2, 9, 3])", 99: "deque([1, 2, 3, 9])"} {
		c, _ := py.CallMethod(th, d, "copy")
		if _, err := py.CallMethod(th, c, "insert", i(pos), i(9)); err != nil || show(th, c, nil) != want {
			t.Errorf("insert %d: %s %v", pos, show(th, c, nil), err)
		}
	}
	it, _ := py.Iter(th, d)
	py.Next(th, it)
	py.CallMethod(th, d, "append", i(1))
	if _, _, err := py.Next(th, it); err == nil || err.Error() != "RuntimeError: deque mutated during iteration" {
		t.Error(err)
	}
}

func TestDictTypes(t *testing.T) {
	th, m := newModule(t)
	dd, err := py.Call(th, m.Dict.GetName("defaultdict"), py.ListType.Value())
	if err != nil {
		t.Fatal(err)
	}
	v, err := py.GetItem(th, dd, py.Int(1))
	if got := show(th, v, err); got != "[]" {
		t.Error(got)
	}
	od, err := py.Call(th, m.Dict.GetName("OrderedDict"), py.NewList(py.NewPair(py.Int(1), py.Int(2)), py.NewPair(py.Int(3), py.Int(4))))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := py.CallMethod(th, od, "move_to_end", py.Int(1)); err != nil {
		t.Fatal(err)
	}
	keys, err := py.CallMethod(th, od, "keys")
	if got := show(th, od, nil) + show(th, keys, err); got != "OrderedDict({3: 4, 1: 2})odict_keys([3, 1])" {
		t.Error(got)
	}
	v, err = py.CallKw(th, py.Value(must(py.GetAttr(th, od, "popitem"))), nil, []string{"last"}, []py.Value{py.False})
	if got := show(th, v, err); got != "(3, 4)" {
		t.Error(got)
	}
}

func must(v py.Value, err error) py.Value {
	if err != nil {
		panic(err)
	}
	return v
}

func TestTupleMaker(t *testing.T) {
	th, m := newModule(t)
	fields := py.NewTuple(py.NewStr("x"), py.NewStr("y"), py.NewStr("z"))
	mk := must(py.Call(th, m.Dict.GetName("_tuplemaker"), py.NewStr("P"), fields, py.NewTuple(py.Int(0)), py.NewStr("doc")))
	tup := py.TupleType.Value()
	i := py.Int
	for _, c := range []struct {
		args []py.Value
		kw   []string
		vals []py.Value
		want string
	}{
		{[]py.Value{tup, i(1), i(2), i(3)}, nil, nil, "(1, 2, 3)"},
		{[]py.Value{tup, i(1)}, []string{"y"}, []py.Value{i(5)}, "(1, 5, 0)"},
		{[]py.Value{tup}, nil, nil, "TypeError: P.__new__() missing 2 required positional arguments: 'x' and 'y'"},
		{[]py.Value{tup, i(1), i(2), i(3), i(4)}, nil, nil, "TypeError: P.__new__() takes from 3 to 4 positional arguments but 5 were given"},
		{[]py.Value{tup, i(1), i(2)}, []string{"x"}, []py.Value{i(1)}, "TypeError: P.__new__() got multiple values for argument 'x'"},
		{[]py.Value{tup, i(1), i(2)}, []string{"q"}, []py.Value{i(1)}, "TypeError: P.__new__() got an unexpected keyword argument 'q'"},
	} {
		v, err := py.CallKw(th, mk, c.args, c.kw, c.vals)
		if got := show(th, v, err); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
