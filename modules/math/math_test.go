package math

import (
	"math"
	"math/big"
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// call is repr(math.name(*args)), or the exception.
func call(t *testing.T, th *py.Thread, name string, args ...py.Value) string {
	t.Helper()
	for _, m := range Module().Methods {
		if m.Name != name {
			continue
		}
		a, err := py.NewSignature(m.Name, m.Signature).Bind(th, args, nil)
		if err == nil {
			var v py.Value
			if v, err = m.Func(th, py.None, a); err == nil {
				s, err := py.ReprString(th, v)
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
		}
		return err.Error()
	}
	t.Fatalf("no function %s", name)
	return ""
}

func floats(f ...float64) py.Value {
	v := make([]py.Value, len(f))
	for i := range f {
		v[i] = py.Float(f[i])
	}
	return py.NewList(v...)
}

func ints(n ...int64) py.Value {
	v := make([]py.Value, len(n))
	for i := range n {
		v[i] = py.Int(n[i])
	}
	return py.NewList(v...)
}

func TestMath(t *testing.T) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	type args = []py.Value
	i, f := py.Int, py.Float
	inf, nan := f(math.Inf(1)), f(math.NaN())
	huge := py.NewBig(new(big.Int).Exp(big.NewInt(10), big.NewInt(400), nil))
	for _, c := range []struct {
		name string
		args args
		want string
	}{
		{"sqrt", args{i(-1)}, "ValueError: expected a nonnegative input, got -1.0"},
		{"log", args{i(0)}, "ValueError: expected a positive input"},
		{"log", args{f(-1.5)}, "ValueError: expected a positive input, got -1.5"},
		{"log", args{huge}, "921.0340371976182"}, {"log10", args{huge}, "400.0"}, {"log2", args{huge}, "1328.771237954945"},
		{"log", args{i(10), i(1)}, "ZeroDivisionError: division by zero"}, {"log", args{i(8), i(2)}, "3.0"},
		{"log1p", args{i(-1)}, "ValueError: expected argument value > -1, got -1.0"},
		{"acos", args{i(2)}, "ValueError: expected a number in range from -1 up to 1, got 2.0"},
		{"acosh", args{f(0.5)}, "ValueError: expected argument value not less than 1, got 0.5"},
		{"atanh", args{i(1)}, "ValueError: expected a number between -1 and 1, got 1.0"},
		{"exp", args{i(1000)}, "OverflowError: math range error"}, {"exp", args{i(-1000)}, "0.0"},
		{"sin", args{inf}, "ValueError: expected a finite input, got inf"}, {"sin", args{huge}, "OverflowError: int too large to convert to float"},
		{"gamma", args{i(0)}, "ValueError: expected a noninteger or positive integer, got 0.0"},
		{"gamma", args{i(-1)}, "ValueError: expected a noninteger or positive integer, got -1.0"},
		{"gamma", args{i(200)}, "OverflowError: math range error"}, {"gamma", args{i(171)}, "7.257415615307998e+306"}, {"gamma", args{i(5)}, "24.0"},
		{"lgamma", args{i(0)}, "ValueError: expected a noninteger or positive integer, got 0.0"},
		{"lgamma", args{f(1e308)}, "OverflowError: math range error"}, {"lgamma", args{i(2)}, "0.0"},
		{"fmod", args{i(1), i(0)}, "ValueError: math domain error"}, {"fmod", args{i(-7), i(3)}, "-1.0"},
		{"remainder", args{i(5), i(3)}, "-1.0"}, {"remainder", args{inf, i(1)}, "ValueError: math domain error"},
		{"pow", args{i(0), i(-1)}, "ValueError: math domain error"}, {"pow", args{i(10), i(400)}, "OverflowError: math range error"},
		{"pow", args{i(-1), f(0.5)}, "ValueError: math domain error"},
		{"ldexp", args{i(1), i(10000)}, "OverflowError: math range error"}, {"ldexp", args{f(1), f(1.5)}, "TypeError: Expected an int as second argument to ldexp."},
		{"ldexp", args{f(0), huge}, "0.0"},
		{"factorial", args{i(-1)}, "ValueError: factorial() not defined for negative values"},
		{"factorial", args{f(1.5)}, "TypeError: 'float' object cannot be interpreted as an integer"},
		{"factorial", args{huge}, "OverflowError: factorial() argument should not exceed 9223372036854775807"},
		{"factorial", args{i(25)}, "15511210043330985984000000"}, {"factorial", args{i(0)}, "1"},
		{"factorial", args{i(1 << 40)}, "MemoryError"},
		{"isqrt", args{i(-1)}, "ValueError: isqrt() argument must be nonnegative"}, {"isqrt", args{i(99)}, "9"},
		{"comb", args{i(5), i(2)}, "10"}, {"comb", args{i(5), i(7)}, "0"}, {"comb", args{i(100), i(50)}, "100891344545564193334812497256"},
		{"comb", args{i(-1), i(2)}, "ValueError: n must be a non-negative integer"},
		{"perm", args{i(5)}, "120"}, {"perm", args{i(5), i(2)}, "20"}, {"perm", args{i(5), i(-2)}, "ValueError: k must be a non-negative integer"},
		{"gcd", args{i(-12), i(18)}, "6"}, {"gcd", nil, "0"}, {"lcm", args{i(4), i(6), i(-10)}, "60"}, {"lcm", nil, "1"}, {"lcm", args{i(0), i(5)}, "0"},
		{"prod", args{ints(1<<40, 1<<40, 1<<40)}, "1329227995784915872903807060280344576"},
		{"sumprod", args{ints(1, 2), ints(3, 4)}, "11"}, {"sumprod", args{floats(1.5, 2), ints(2, 3)}, "9.0"},
		{"sumprod", args{ints(1), ints(1, 2)}, "ValueError: Inputs are not the same length"},
		{"fsum", args{floats(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1)}, "1.0"}, {"fsum", args{floats(1e16, 1, -1e16)}, "1.0"},
		{"fsum", args{floats(1e308, 1e308)}, "OverflowError: intermediate overflow in fsum"},
		{"fsum", args{floats(math.Inf(1), math.Inf(-1))}, "ValueError: -inf + inf in fsum"},
		{"dist", args{ints(1, 2), ints(4, 6)}, "5.0"}, {"dist", args{ints(1), ints(1, 2)}, "ValueError: both points must have the same number of dimensions"},
		{"hypot", args{inf, nan}, "inf"}, {"hypot", args{i(1), i(2), i(3)}, "3.7416573867739413"}, {"hypot", args{f(1e308), f(1e308)}, "1.4142135623730951e+308"},
		{"hypot", args{f(1e-320), f(1e-320)}, "1.414e-320"}, {"hypot", nil, "0.0"},
		{"fma", args{inf, i(0), i(1)}, "ValueError: invalid operation in fma"}, {"fma", args{f(1e308), i(10), i(0)}, "OverflowError: overflow in fma"},
		{"nextafter", args{i(1), i(2)}, "1.0000000000000002"}, {"nextafter", args{i(0), i(-1)}, "-5e-324"},
		{"ulp", args{i(1)}, "2.220446049250313e-16"}, {"ulp", args{f(math.MaxFloat64)}, "1.99584030953472e+292"},
		{"ceil", args{f(1.5)}, "2"}, {"floor", args{nan}, "ValueError: cannot convert float NaN to integer"}, {"floor", args{f(-1.5)}, "-2"},
		{"trunc", args{f(-1.5)}, "-1"}, {"floor", args{huge}, "1" + string(zeros(400))},
		{"isclose", args{i(1), f(1 + 1e-10)}, "True"}, {"frexp", args{i(10)}, "(0.625, 4)"}, {"modf", args{f(math.Inf(-1))}, "(-0.0, -inf)"},
		{"degrees", args{i(1)}, "57.29577951308232"}, {"radians", args{i(180)}, "3.141592653589793"},
	} {
		if got := call(t, th, c.name, c.args...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func zeros(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return b
}
