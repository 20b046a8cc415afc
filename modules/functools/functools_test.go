package functools

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func newModule(t *testing.T) (*py.Thread, *py.Dict) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	m := py.NewModule("functools", py.None)
	define(m)
	return th, m.Dict
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

func TestPartial(t *testing.T) {
	th, d := newModule(t)
	echo := py.NewGoFunction("echo", "(*args, **kwargs)", func(t *py.Thread, a py.Args) (py.Value, error) {
		return py.NewPair(a[0], py.Cast[py.Dict](a[1]).GetName("x")), nil
	})
	p, hole, i := d.GetName("partial"), d.GetName("Placeholder"), py.Int
	for _, c := range []struct {
		make, call []py.Value
		want       string
	}{
		{[]py.Value{echo, i(1)}, []py.Value{i(2)}, "((1, 2), 3)"},
		{[]py.Value{echo, hole, i(1)}, []py.Value{i(2), i(4)}, "((2, 1, 4), 3)"},
		{[]py.Value{echo, hole, i(1)}, nil, "TypeError: missing positional arguments in 'partial' call; expected at least 1, got 0"},
		{[]py.Value{echo, hole}, nil, "TypeError: trailing Placeholders are not allowed"},
		{[]py.Value{i(1)}, nil, "TypeError: the first argument must be callable"},
	} {
		f, err := py.CallKw(th, p, c.make, []string{"x"}, []py.Value{i(3)})
		if err == nil {
			f, err = py.Call(th, f, c.call...)
		}
		if got := show(th, f, err); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestCache(t *testing.T) {
	th, d := newModule(t)
	calls := 0
	square := py.NewGoFunction("square", "(x, /)", func(t *py.Thread, a py.Args) (py.Value, error) {
		calls++
		return py.Operate(t, py.OpMul, a[0], a[0])
	})
	info := py.NewGoFunction("info", "(*args)", func(t *py.Thread, a py.Args) (py.Value, error) { return a[0], nil })
	c, err := py.Call(th, d.GetName("_lru_cache_wrapper"), square, py.Int(2), py.False, info)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []int64{1, 2, 1, 3, 1, 2} { // 2 is evicted by 3, 3 by 2
		if v, err := py.Call(th, c, py.Int(x)); err != nil || v != py.Int(x*x) {
			t.Fatal(x, err)
		}
	}
	v, err := py.CallMethod(th, c, "cache_info")
	if got := show(th, v, err); got != "(2, 4, 2, 2)" || calls != 4 {
		t.Error(got, calls)
	}
	v, err = py.Call(th, c, py.NewList())
	if got := show(th, v, err); got != "TypeError: unhashable type: 'list'" {
		t.Error(got)
	}
}

func TestReduce(t *testing.T) {
	th, _ := newModule(t)
	add := py.NewGoFunction("add", "(a, b, /)", func(t *py.Thread, a py.Args) (py.Value, error) { return py.Operate(t, py.OpAdd, a[0], a[1]) })
	l := py.NewList(py.Int(1), py.Int(2), py.Int(3))
	for _, c := range []struct {
		args py.Args
		want string
	}{
		{py.Args{add, l, py.Value{}}, "6"},
		{py.Args{add, l, py.Int(4)}, "10"},
		{py.Args{add, py.NewList(), py.Value{}}, "TypeError: reduce() of empty iterable with no initial value"},
		{py.Args{add, py.Int(1), py.Value{}}, "TypeError: reduce() arg 2 must support iteration"},
	} {
		v, err := reduce(th, py.None, c.args)
		if got := show(th, v, err); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
