package itertools

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func TestIterators(t *testing.T) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	spec := Module()
	m := py.NewModule(spec.Name, py.NewStr(spec.Doc))
	if err := spec.Exec(th, m); err != nil {
		t.Fatal(err)
	}
	list := func(n ...int64) py.Value {
		out := make([]py.Value, len(n))
		for i, x := range n {
			out[i] = py.Int(x)
		}
		return py.NewList(out...)
	}
	i := py.Int
	odd := py.NewGoFunction("odd", "(x, /)", func(t *py.Thread, a py.Args) (py.Value, error) {
		return py.Bool(a[0].Int64()%2 == 1), nil
	})
	groups := func(v py.Value) py.Value {
		out := py.MakeList(nil)
		if err := py.Iterate(th, v, func(x py.Value) error {
			items, err := py.Items(th, py.Cast[py.Tuple](x).Items[1])
			out.Append(py.NewList(items...))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return py.Ref(out)
	}
	abc := list(1, 2, 3)
	for _, c := range []struct {
		name string
		args []py.Value
		kw   []string
		want string
	}{
		{"accumulate", []py.Value{abc}, nil, "[1, 3, 6]"},
		{"accumulate", []py.Value{abc, i(5)}, []string{"initial"}, "[5, 6, 8, 11]"},
		{"batched", []py.Value{abc, i(2)}, nil, "[(1, 2), (3,)]"},
		{"batched", []py.Value{abc, i(2), py.True}, []string{"strict"}, "ValueError: batched(): incomplete batch"},
		{"chain", []py.Value{abc, list(), list(4)}, nil, "[1, 2, 3, 4]"},
		{"combinations", []py.Value{abc, i(2)}, nil, "[(1, 2), (1, 3), (2, 3)]"},
		{"combinations", []py.Value{abc, i(0)}, nil, "[()]"},
		{"combinations_with_replacement", []py.Value{list(1, 2), i(2)}, nil, "[(1, 1), (1, 2), (2, 2)]"},
		{"compress", []py.Value{abc, list(1, 0, 1)}, nil, "[1, 3]"},
		{"dropwhile", []py.Value{odd, list(1, 3, 2, 5)}, nil, "[2, 5]"},
		{"takewhile", []py.Value{odd, list(1, 3, 2, 5)}, nil, "[1, 3]"},
		{"filterfalse", []py.Value{odd, list(1, 3, 2, 5)}, nil, "[2]"},
		{"filterfalse", []py.Value{py.None, list(1, 0)}, nil, "[0]"},
		{"islice", []py.Value{list(0, 1, 2, 3, 4, 5, 6), i(1), i(6), i(2)}, nil, "[1, 3, 5]"},
		{"islice", []py.Value{abc, py.None}, nil, "[1, 2, 3]"},
		{"islice", []py.Value{abc, i(-1)}, nil, "ValueError: " + badStop},
		{"pairwise", []py.Value{abc}, nil, "[(1, 2), (2, 3)]"},
		{"permutations", []py.Value{abc, i(2)}, nil, "[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]"},
		{"product", []py.Value{list(1, 2), list(3)}, nil, "[(1, 3), (2, 3)]"},
		{"product", []py.Value{list(0, 1), i(2)}, []string{"repeat"}, "[(0, 0), (0, 1), (1, 0), (1, 1)]"},
		{"product", nil, nil, "[()]"},
		{"repeat", []py.Value{i(7), i(2)}, nil, "[7, 7]"},
		{"zip_longest", []py.Value{list(1), list(2, 3), i(0)}, []string{"fillvalue"}, "[(1, 2), (0, 3)]"},
		{"groupby", []py.Value{list(1, 1, 3, 2, 4, 5), odd}, nil, "[[1, 1, 3], [2, 4], [5]]"},
	} {
		n := len(c.args) - len(c.kw)
		v, err := py.CallKw(th, m.Dict.GetName(c.name), c.args[:n], c.kw, c.args[n:])
		got := ""
		if err == nil {
			if c.name == "groupby" {
				v = groups(v)
			}
			var items []py.Value
			if items, err = py.Items(th, v); err == nil {
				got, err = py.ReprString(th, py.NewList(items...))
			}
		}
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
