package random

import (
	"math/big"
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func newThread() *py.Thread {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	py.DefineType(&randomType, randomSpec)
	py.DefineType(&systemRandomType, systemRandomSpec)
	return th
}

// repr is repr(v), or the exception.
func repr(t *testing.T, th *py.Thread, v py.Value, err error) string {
	t.Helper()
	if err != nil {
		return err.Error()
	}
	s, err := py.ReprString(th, v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type args = []py.Value

var (
	i = py.Int
	f = py.Float
)

func bigInt(s string) py.Value {
	n, _ := new(big.Int).SetString(s, 10)
	return py.NewBig(n)
}

func rng(t *testing.T, th *py.Thread, n int64) py.Value {
	v, err := py.Call(th, py.RangeType.Value(), py.Int(n))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSequence compares with what CPython's Random(42) gives for the same calls.
func TestSequence(t *testing.T) {
	th := newThread()
	r, err := py.Call(th, randomType.Value(), i(42))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args args
		want string
	}{
		{"random", args{}, `0.6394267984578837`},
		{"getrandbits", args{i(1)}, `0`},
		{"getrandbits", args{i(40)}, `303832645883`},
		{"getrandbits", args{i(100)}, `882565121070403957190206503824`},
		{"randint", args{i(1), i(6)}, `1`},
		{"randint", args{bigInt("-100000000000000000000"), bigInt("100000000000000000000")}, `67624434988743468084`},
		{"randrange", args{i(10)}, `6`},
		{"randrange", args{i(3), i(100), i(7)}, `3`},
		{"randrange", args{i(100), i(3), i(-7)}, `100`},
		{"uniform", args{f(1.0), f(10.0)}, `1.843257158754332`},
		{"uniform", args{i(2), i(5)}, `2.6979826801722187`},
		{"triangular", args{f(1.0), f(5.0), f(2.0)}, `2.814645280188995`},
		{"gauss", args{}, `-1.4706861717477382`},
		{"gauss", args{f(1.5), f(2.0)}, `0.3087277560303088`},
		{"gauss", args{}, `-0.31402841611565563`},
		{"normalvariate", args{}, `-0.12071511485707893`},
		{"lognormvariate", args{f(0.0), f(1.0)}, `0.3637748871721705`},
		{"expovariate", args{f(2.0)}, `0.16277597941692182`},
		{"vonmisesvariate", args{f(1.0), f(4.0)}, `0.8249253508839864`},
		{"gammavariate", args{f(2.5), f(1.0)}, `1.9569014470066843`},
		{"gammavariate", args{f(0.5), f(1.0)}, `0.16583044301855057`},
		{"gammavariate", args{f(1.0), f(3.0)}, `0.13326804178541515`},
		{"betavariate", args{f(2.0), f(3.0)}, `0.4735674243570264`},
		{"paretovariate", args{f(3.0)}, `2.0590671555327407`},
		{"weibullvariate", args{f(1.0), f(1.5)}, `0.5862249868042262`},
		{"binomialvariate", args{i(10), f(0.3)}, `1`},
		{"binomialvariate", args{i(1000), f(0.4)}, `407`},
		{"choice", args{py.NewList(i(10), i(20), i(30), i(40))}, `10`},
		{"sample", args{rng(t, th, 1000), i(5)}, `[875, 238, 887, 103, 389]`},
		{"sample", args{py.NewList(i(1), i(2), i(3), i(4), i(5), i(6), i(7), i(8)), i(8)}, `[5, 4, 6, 3, 2, 7, 8, 1]`},
		{"choices", args{py.NewList(i(1), i(2), i(3)), py.NewList(i(5), i(1), i(1))}, `[1]`},
		{"choices", args{py.NewList(i(1), i(2), i(3), i(4))}, `[3]`},
	} {
		v, err := py.CallMethod(th, r, c.name, c.args...)
		if got := repr(t, th, v, err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	v, err := py.CallMethod(th, r, "randbytes", i(7))
	if b, _ := py.AsBytes(v); err != nil || string(b) != "\xd8\xfa\xfc\xae\xa5\xe5\xa5" {
		t.Errorf("randbytes: %x, %v", b, err)
	}
	l := py.NewList(i(0), i(1), i(2), i(3), i(4), i(5), i(6), i(7), i(8), i(9))
	if _, err := py.CallMethod(th, r, "shuffle", l); err != nil {
		t.Fatal(err)
	}
	if got := repr(t, th, l, nil); got != "[6, 0, 4, 8, 5, 7, 9, 3, 2, 1]" {
		t.Error("shuffle:", got)
	}
}

func TestSeed(t *testing.T) {
	th := newThread()
	for _, c := range []struct {
		seed    py.Value
		version int64
		want    string
	}{
		{i(0), 2, "0.8444218515250481"}, {i(1), 2, "0.13436424411240122"}, {i(-5), 2, "0.6229016948897019"},
		{bigInt("1180591620717411303424"), 2, "0.2327882718301838"}, {f(1.5), 2, "0.551763726942059"},
		{py.NewStr("hello"), 2, "0.3537754404730722"}, {py.NewBytes([]byte("hello")), 2, "0.3537754404730722"},
		{py.True, 2, "0.13436424411240122"}, {py.NewStr("hello"), 1, "0.8180391270568783"},
		{py.NewList(), 2, "TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray."},
	} {
		r, err := py.Call(th, randomType.Value())
		if err != nil {
			t.Fatal(err)
		}
		v, err := py.CallMethod(th, r, "seed", c.seed, i(c.version))
		if err == nil {
			v, err = py.CallMethod(th, r, "random")
		}
		if got := repr(t, th, v, err); got != c.want {
			t.Errorf("seed(%s, %d): %s, want %s", repr(t, th, c.seed, nil), c.version, got, c.want)
		}
	}
}

func TestState(t *testing.T) {
	th := newThread()
	r, err := py.Call(th, randomType.Value(), i(7))
	if err != nil {
		t.Fatal(err)
	}
	first, _ := py.CallMethod(th, r, "gauss")
	state, err := py.CallMethod(th, r, "getstate")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := py.CallMethod(th, r, "gauss")
	b, _ := py.CallMethod(th, r, "random")
	if _, err := py.CallMethod(th, r, "setstate", state); err != nil {
		t.Fatal(err)
	}
	a2, _ := py.CallMethod(th, r, "gauss")
	b2, _ := py.CallMethod(th, r, "random")
	if a != a2 || b != b2 || first == a {
		t.Error("state does not restore the sequence")
	}
}

func TestErrors(t *testing.T) {
	th := newThread()
	r, _ := py.Call(th, randomType.Value(), i(1))
	for _, c := range []struct {
		name string
		args args
		want string
	}{
		{"getrandbits", args{i(-1)}, "ValueError: Cannot convert negative int"},
		{"choice", args{py.NewList()}, "IndexError: Cannot choose from an empty sequence"},
		{"randint", args{i(3), i(1)}, "ValueError: empty range in randint(3, 1)"},
		{"randrange", args{i(0)}, "ValueError: empty range for randrange()"},
		{"randrange", args{i(1), i(5), i(0)}, "ValueError: zero step for randrange()"},
		{"randrange", args{i(5), i(1), i(2)}, "ValueError: empty range in randrange(5, 1, 2)"},
		{"sample", args{py.NewList(i(1)), i(2)}, "ValueError: Sample larger than population or is negative"},
		{"choices", args{py.NewList(i(1), i(2)), i(3)}, "TypeError: The number of choices must be a keyword argument: k=3"},
		{"choices", args{py.NewList(i(1), i(2)), py.NewList(i(0), i(0))}, "ValueError: Total of weights must be greater than zero"},
		{"gammavariate", args{i(0), i(1)}, "ValueError: gammavariate: alpha and beta must be > 0.0"},
		{"binomialvariate", args{i(5), i(2)}, "ValueError: p must be in the range 0.0 <= p <= 1.0"},
		{"expovariate", args{i(0)}, "ZeroDivisionError: division by zero"},
		{"lognormvariate", args{i(1000), i(1)}, "OverflowError: math range error"},
		{"setstate", args{py.NewTuple(i(1), i(2), i(3))}, "ValueError: state with version 1 passed to Random.setstate() of version 3"},
		{"setstate", args{py.NewTuple(i(3), py.NewTuple(i(1)), py.None)}, "ValueError: state vector is the wrong size"},
	} {
		v, err := py.CallMethod(th, r, c.name, c.args...)
		if got := repr(t, th, v, err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
