package operator

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func TestFunctions(t *testing.T) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	m := py.NewModule("operator", py.None)
	define(m)
	alias(m)
	i := py.Int
	l := func() py.Value { return py.NewList(i(5), i(6), i(7)) }
	for _, c := range []struct {
		name string
		args []py.Value
		call py.Value // if set: the result is called with it
		want string
	}{
		{"add", []py.Value{i(1), i(2)}, py.Value{}, "3"},
		{"__sub__", []py.Value{i(1), i(2)}, py.Value{}, "-1"},
		{"iconcat", []py.Value{l(), l()}, py.Value{}, "[5, 6, 7, 5, 6, 7]"},
		{"concat", []py.Value{i(1), i(2)}, py.Value{}, "TypeError: 'int' object can't be concatenated"},
		{"contains", []py.Value{l(), i(6)}, py.Value{}, "True"},
		{"countOf", []py.Value{l(), i(6)}, py.Value{}, "1"},
		{"indexOf", []py.Value{l(), i(7)}, py.Value{}, "2"},
		{"indexOf", []py.Value{l(), i(9)}, py.Value{}, "ValueError: sequence.index(x): x not in sequence"},
		{"indexOf", []py.Value{i(1), i(9)}, py.Value{}, "TypeError: argument of type 'int' is not iterable"},
		{"length_hint", []py.Value{i(1), i(9)}, py.Value{}, "9"},
		{"is_none", []py.Value{py.None}, py.Value{}, "True"},
		{"not_", []py.Value{py.NewList()}, py.Value{}, "True"},
		{"itemgetter", []py.Value{i(1)}, l(), "6"},
		{"itemgetter", []py.Value{i(2), i(0)}, l(), "(7, 5)"},
		{"itemgetter", []py.Value{i(1)}, py.Value{}, "operator.itemgetter(1)"},
		{"itemgetter", nil, py.Value{}, "TypeError: itemgetter expected 1 argument, got 0"},
		{"methodcaller", []py.Value{py.NewStr("index"), i(6)}, l(), "1"},
		{"attrgetter", []py.Value{i(1)}, py.Value{}, "TypeError: attribute name must be a string"},
	} {
		v, err := py.Call(th, m.Dict.GetName(c.name), c.args...)
		if err == nil && !c.call.IsUnbound() {
			v, err = py.Call(th, v, c.call)
		}
		got := ""
		if err == nil {
			got, err = py.ReprString(th, v)
		}
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
