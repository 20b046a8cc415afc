package math

import (
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/libm"
	"github.com/gopyrun/gopyrun/interp/py"
)

// floatFunc is a function of one float.
type floatFunc struct {
	name string
	f    func(float64) float64
	// expect words the ValueError for an argument outside the domain, which the
	// result NaN (or an infinity, unless overflow is set) stands for. Empty means
	// "math domain error".
	expect   string
	overflow bool
	doc      string
}

const (
	expectUnit    = "expected a number in range from -1 up to 1, got "
	expectFinite  = "expected a finite input, got "
	expectGamma   = "expected a noninteger or positive integer, got "
	expectAtanh   = "expected a number between -1 and 1, got "
	expectPlus    = "expected a positive input, got "
	expectNonNeg  = "expected a nonnegative input, got "
	expectAcosh   = "expected argument value not less than 1, got "
	expectLog1p   = "expected argument value > -1, got "
	expectPlusInt = "expected a positive input"
)

// floatFuncs is the table of functions of one float.
var floatFuncs = [...]floatFunc{
	{"acos", libm.Acos, expectUnit, false, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."},
	{"acosh", libm.Acosh, expectAcosh, false, "Return the inverse hyperbolic cosine of x."},
	{"asin", libm.Asin, expectUnit, false, "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."},
	{"asinh", libm.Asinh, "", false, "Return the inverse hyperbolic sine of x."},
	{"atan", libm.Atan, "", false, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."},
	{"atanh", libm.Atanh, expectAtanh, false, "Return the inverse hyperbolic tangent of x."},
	{"cbrt", libm.Cbrt, "", false, "Return the cube root of x."},
	{"cos", libm.Cos, expectFinite, false, "Return the cosine of x (measured in radians)."},
	{"cosh", libm.Cosh, "", true, "Return the hyperbolic cosine of x."},
	{"degrees", func(x float64) float64 { return x * (180 / math.Pi) }, "", true, "Convert angle x from radians to degrees."},
	{"erf", libm.Erf, "", false, "Error function at x."},
	{"erfc", libm.Erfc, "", false, "Complementary error function at x."},
	{"exp", libm.Exp, "", true, "Return e raised to the power of x."},
	{"exp2", libm.Exp2, "", true, "Return 2 raised to the power of x."},
	{"expm1", libm.Expm1, "", true, "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x."},
	{"fabs", math.Abs, "", false, "Return the absolute value of the float x."},
	{"gamma", libm.Gamma, expectGamma, true, "Gamma function at x."},
	{"lgamma", libm.Lgamma, expectGamma, true, "Natural logarithm of absolute value of Gamma function at x."},
	{"log1p", libm.Log1p, expectLog1p, false, "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero."},
	{"radians", func(x float64) float64 { return x * (math.Pi / 180) }, "", false, "Convert angle x from degrees to radians."},
	{"sin", libm.Sin, expectFinite, false, "Return the sine of x (measured in radians)."},
	{"sinh", libm.Sinh, "", true, "Return the hyperbolic sine of x."},
	{"sqrt", math.Sqrt, expectNonNeg, false, "Return the square root of x."},
	{"tan", libm.Tan, expectFinite, false, "Return the tangent of x (measured in radians)."},
	{"tanh", libm.Tanh, "", false, "Return the hyperbolic tangent of x."},
	{"ulp", ulp, "", true, "Return the value of the least significant bit of the float x."},
}

func (f *floatFunc) call(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	r := f.f(x)
	if (math.IsNaN(r) && !math.IsNaN(x)) || math.IsInf(r, 0) && isFinite(x) {
		return py.Value{}, f.fail(x, r)
	}
	if f.name == "gamma" && math.IsInf(x, -1) {
		return py.Value{}, f.fail(x, math.NaN())
	}
	return py.Float(r), nil
}

// fail is the exception for the result r, a NaN or infinity, at x.
func (f *floatFunc) fail(x, r float64) error {
	pole := (f.name == "gamma" || f.name == "lgamma") && x <= 0 && x == math.Floor(x)
	switch {
	case math.IsInf(r, 0) && f.overflow && !pole:
		return rangeError()
	case f.expect == "":
		return domainError()
	}
	return py.Errorf(py.ValueError, "%s%s", f.expect, py.FloatRepr(x))
}

func ulp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case math.IsInf(x, 0):
		return math.Inf(1)
	}
	x = math.Abs(x)
	up := math.Float64frombits(math.Float64bits(x) + 1)
	if math.IsInf(up, 0) {
		return x - math.Float64frombits(math.Float64bits(x)-1)
	}
	return up - x
}

func atan2(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	y, x, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	return py.Float(libm.Atan2(y, x)), nil
}

func pow(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	r := libm.Pow(x, y)
	if isFinite(x) && isFinite(y) {
		switch {
		case math.IsNaN(r):
			return py.Value{}, domainError()
		case math.IsInf(r, 0) && x == 0:
			return py.Value{}, domainError()
		case math.IsInf(r, 0):
			return py.Value{}, rangeError()
		}
	}
	return py.Float(r), nil
}

// logs are the logarithms, natural and to base 2 and 10.
var logs = [...]func(float64) float64{libm.Log, libm.Log2, libm.Log10}

// logOf is the logarithm f of a float, or of an int of any size.
func logOf(t *py.Thread, v py.Value, f func(float64) float64) (float64, error) {
	if py.IsAnyInt(v) {
		b, _ := py.AsBig(v)
		if b.Sign() <= 0 {
			return 0, py.Errorf(py.ValueError, expectPlusInt)
		}
		if x, _ := b.Float64(); !math.IsInf(x, 0) {
			return f(x), nil
		}
		m := new(big.Float).SetInt(b)
		e := m.MantExp(m)
		x, _ := m.Float64()
		return math.FMA(f(2), float64(e), f(x)), nil
	}
	x, err := py.ToFloat(t, v)
	if err != nil {
		return 0, err
	}
	if x <= 0 {
		return 0, py.Errorf(py.ValueError, "%s%s", expectPlus, py.FloatRepr(x))
	}
	return f(x), nil
}

func logFunc(f func(float64) float64) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		r, err := logOf(t, a[0], f)
		if err != nil {
			return py.Value{}, err
		}
		return py.Float(r), nil
	}
}

func log(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := logOf(t, a[0], libm.Log)
	if err != nil {
		return py.Value{}, err
	}
	if !a.Given(1) {
		return py.Float(x), nil
	}
	base, err := logOf(t, a[1], libm.Log)
	if err != nil {
		return py.Value{}, err
	}
	return py.Operate(t, py.OpTrueDiv, py.Float(x), py.Float(base))
}
