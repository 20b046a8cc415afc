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
	{"gamma", gamma, expectGamma, true, "Gamma function at x."},
	{"lgamma", lgamma, expectGamma, true, "Natural logarithm of absolute value of Gamma function at x."},
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

// The Lanczos approximation with g and N as CPython chooses them.
// https://www.boost.org/doc/libs/release/libs/math/doc/html/math_toolkit/lanczos.html
const (
	lanczosG          = 6.024680040776729583740234375
	lanczosGMinusHalf = 5.524680040776729583740234375
	logPi             = 1.144729885849400174143427351353058711647
)

var (
	lanczosNum = [...]float64{
		23531376880.410759688572007674451636754734846804940,
		42919803642.649098768957899047001988850926355848959,
		35711959237.355668049440185451547166705960488635843,
		17921034426.037209699919755754458931112671403265390,
		6039542586.3520280050642916443072979210699388420708,
		1439720407.3117216736632230727949123939715485786372,
		248874557.86205415651146038641322942321632125127801,
		31426415.585400194380614231628318205362874684987640,
		2876370.6289353724412254090516208496135991145378768,
		186056.26539522349504029498971604569928220784236328,
		8071.6720023658162106380029022722506138218516325024,
		210.82427775157934587250973392071336271166969580291,
		2.5066282746310002701649081771338373386264310793408,
	}
	lanczosDen = [...]float64{
		0, 39916800, 120543840, 150917976, 105258076, 45995730,
		13339535, 2637558, 357423, 32670, 1925, 66, 1,
	}
)

func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := len(lanczosNum) - 1; i >= 0; i-- {
			num = float64(num*x) + lanczosNum[i]
			den = float64(den*x) + lanczosDen[i]
		}
	} else {
		for i := range lanczosNum {
			num = num/x + lanczosNum[i]
			den = den/x + lanczosDen[i]
		}
	}
	return num / den
}

// sinPi is sin(pi*x), accurate near multiples of 1/2.
func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	var r float64
	switch int(math.Round(2 * y)) {
	case 0:
		r = libm.Sin(math.Pi * y)
	case 1:
		r = libm.Cos(math.Pi * (y - 0.5))
	case 2:
		r = libm.Sin(math.Pi * (1 - y))
	case 3:
		r = -libm.Cos(math.Pi * (y - 1.5))
	default:
		r = libm.Sin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

// gamma is the gamma function: NaN outside its domain, an infinity at zero and
// beyond the range.
func gamma(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case math.IsInf(x, -1):
		return math.NaN()
	case x == 0:
		return math.Copysign(math.Inf(1), x)
	case x == math.Floor(x) && x < 0:
		return math.NaN()
	case x == math.Floor(x) && x <= 23:
		r := 1.0
		for i := 2.0; i < x; i++ {
			r *= i
		}
		return r
	}
	abs := math.Abs(x)
	if abs < 1e-20 {
		return 1 / x
	}
	if abs > 200 {
		if x < 0 {
			return 0 / sinPi(x)
		}
		return math.Inf(1)
	}
	y := abs + lanczosGMinusHalf
	var z float64
	if abs > lanczosGMinusHalf {
		z = (y - abs) - lanczosGMinusHalf
	} else {
		z = (y - lanczosGMinusHalf) - abs
	}
	z = z * lanczosG / y
	var r float64
	if x < 0 {
		r = -math.Pi / sinPi(abs) / abs * libm.Exp(y) / lanczosSum(abs)
		r -= float64(z * r)
		if abs < 140 {
			return r / libm.Pow(y, abs-0.5)
		}
		p := libm.Pow(y, abs/2-0.25)
		return r / p / p
	}
	r = lanczosSum(abs) / libm.Exp(y)
	r += float64(z * r)
	if abs < 140 {
		return r * libm.Pow(y, abs-0.5)
	}
	p := libm.Pow(y, abs/2-0.25)
	return r * p * p
}

// lgamma is the logarithm of |gamma(x)|.
func lgamma(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case math.IsInf(x, 0):
		return math.Inf(1)
	case x == math.Floor(x) && x <= 2:
		if x <= 0 {
			return math.Inf(1)
		}
		return 0
	}
	abs := math.Abs(x)
	if abs < 1e-20 {
		return -libm.Log(abs)
	}
	r := libm.Log(lanczosSum(abs)) - lanczosG
	r += float64((abs - 0.5) * (libm.Log(abs+lanczosG-0.5) - 1))
	if x < 0 {
		r = logPi - libm.Log(math.Abs(sinPi(abs))) - libm.Log(abs) - r
	}
	return r
}
