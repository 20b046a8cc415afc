// Package libm holds the elementary functions of module math, float ** and
// complex arithmetic, so that they all round alike. It imports nothing of
// gopyrun and anyone may import it.
//
// Package math of Go is up to some units off in the last place, which shows in
// printed results; C libraries that CPython runs on are within 0.55 units. Here
// exp, log, pow and the trigonometric functions are computed in double-double
// arithmetic (dd.go) and rounded once, so that they differ from the correctly
// rounded result only for ties closer than about 2**-65. sinh, cosh, tanh and
// log10 follow the formulas of fdlibm, as C libraries do; the rest is Go's, whose
// ports of FreeBSD's functions have the same origin.
package libm

import "math"

// Exp is e**x.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	return round(expDD(dd{x, 0}))
}

// Exp2 is 2**x.
func Exp2(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x >= 1024:
		return math.Inf(1)
	case x < -1080:
		return 0
	}
	return round(expDD(ddLn2.scale(x)))
}

// Log is the natural logarithm of x.
func Log(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log(x)
	}
	r := logDD(dd{x, 0})
	return r.hi + r.lo
}

// Log2 is the logarithm of x to base 2.
func Log2(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log2(x)
	}
	if m, e := math.Frexp(x); m == 0.5 {
		return float64(e - 1)
	}
	r := logDD(dd{x, 0}).div(ddLn2)
	return r.hi + r.lo
}

// Log10 is the logarithm of x to base 10.
func Log10(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log10(x)
	}
	const (
		ivln10  = 4.34294481903251816668e-01
		log2Hi  = 3.01029995663611771306e-01 // of base 10, with trailing zeros
		log2Lo  = 3.69423907715893078616e-13
		oneHalf = 0.5
	)
	m, e := math.Frexp(x)
	if e--; e < 0 {
		e++
	} else {
		m /= oneHalf
	}
	y := float64(e)
	return float64(y*log2Lo) + float64(ivln10*Log(m)) + float64(y*log2Hi)
}

// Pow is C's pow(x, y).
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case y == 2:
		return x * x
	case x == 0, math.IsNaN(x), math.IsNaN(y), math.IsInf(x, 0), math.IsInf(y, 0):
		return math.Pow(x, y)
	}
	sign := 1.0
	if x < 0 {
		if y != math.Trunc(y) {
			return math.NaN()
		}
		if math.Mod(y, 2) != 0 {
			sign = -1
		}
		x = -x
	}
	switch y {
	case 0.5:
		return math.Sqrt(x)
	case -1:
		return sign / x
	}
	if n := int(y); float64(n) == y && -64 <= n && n <= 64 {
		if r := powInt(x, n); r > 1e-290 && r < 1e290 {
			return sign * r
		}
	}
	p := logDD(dd{x, 0}).scale(y)
	if math.IsNaN(p.hi) || p.hi > 710 || p.hi < -746 {
		if (x > 1) == (y > 0) {
			return math.Inf(int(sign))
		}
		return sign * 0
	}
	return sign * round(expDD(p))
}

// powInt is x**n by multiplication; the result is right if it and all steps are
// in the middle of the range.
func powInt(x float64, n int) float64 {
	p, base := ddOne, dd{x, 0}
	inverse := n < 0
	if inverse {
		n = -n
	}
	for {
		if n&1 != 0 {
			p = p.mul(base)
		}
		if n >>= 1; n == 0 {
			break
		}
		base = base.mul(base)
	}
	if inverse {
		p = ddOne.div(p)
	}
	return p.hi + p.lo
}

// Acosh is the inverse hyperbolic cosine of x.
func Acosh(x float64) float64 { return math.Acosh(x) }

// Asinh is the inverse hyperbolic sine of x.
func Asinh(x float64) float64 { return math.Asinh(x) }

// Atanh is the inverse hyperbolic tangent of x.
func Atanh(x float64) float64 { return math.Atanh(x) }

// Expm1 is e**x - 1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log1p is the natural logarithm of 1 + x.
func Log1p(x float64) float64 { return math.Log1p(x) }

// Cbrt is the cube root of x.
func Cbrt(x float64) float64 { return math.Cbrt(x) }

// Erf is the error function.
func Erf(x float64) float64 { return math.Erf(x) }

// Erfc is the complementary error function.
func Erfc(x float64) float64 { return math.Erfc(x) }

// Sinh is the hyperbolic sine of x.
func Sinh(x float64) float64 {
	a, h := math.Abs(x), math.Copysign(0.5, x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case a < 1.0/(1<<28):
		return x
	case a < 1:
		t := Expm1(a)
		return h * (float64(2*t) - t*t/(t+1))
	case a < 22:
		t := Expm1(a)
		return h * (t + t/(t+1))
	case a < 709:
		return h * Exp(a)
	}
	w := Exp(0.5 * a)
	return h * w * w
}

// Cosh is the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return x
	case a < 0.5*math.Ln2:
		t := Expm1(a)
		w := 1 + t
		return 1 + float64(t*t)/(w+w)
	case a < 22:
		t := Exp(a)
		return float64(0.5*t) + 0.5/t
	case a < 709:
		return 0.5 * Exp(a)
	}
	w := Exp(0.5 * a)
	return 0.5 * w * w
}

// Tanh is the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	var z float64
	switch {
	case math.IsNaN(x) || a < 1.0/(1<<55):
		return x
	case a >= 22:
		z = 1
	case a >= 1:
		z = 1 - 2/(Expm1(2*a)+2)
	default:
		t := Expm1(-2 * a)
		z = -t / (t + 2)
	}
	return math.Copysign(z, x)
}
