// Package libm holds the elementary functions of module math, float ** and
// complex arithmetic, so that they all round alike. It imports nothing of
// gopyrun and anyone may import it.
package libm

import "math"

// Pow is C's pow(x, y).
func Pow(x, y float64) float64 { return math.Pow(x, y) }

// Exp is e**x.
func Exp(x float64) float64 { return math.Exp(x) }

// Log is the natural logarithm of x.
func Log(x float64) float64 { return math.Log(x) }

// Sin is the sine of x radians.
func Sin(x float64) float64 { return math.Sin(x) }

// Cos is the cosine of x radians.
func Cos(x float64) float64 { return math.Cos(x) }

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 { return math.Atan2(y, x) }

// Acos is the arc cosine of x.
func Acos(x float64) float64 { return math.Acos(x) }

// Asin is the arc sine of x.
func Asin(x float64) float64 { return math.Asin(x) }

// Atan is the arc tangent of x.
func Atan(x float64) float64 { return math.Atan(x) }

// Tan is the tangent of x radians.
func Tan(x float64) float64 { return math.Tan(x) }

// Acosh is the inverse hyperbolic cosine of x.
func Acosh(x float64) float64 { return math.Acosh(x) }

// Asinh is the inverse hyperbolic sine of x.
func Asinh(x float64) float64 { return math.Asinh(x) }

// Atanh is the inverse hyperbolic tangent of x.
func Atanh(x float64) float64 { return math.Atanh(x) }

// Sinh is the hyperbolic sine of x.
func Sinh(x float64) float64 { return math.Sinh(x) }

// Cosh is the hyperbolic cosine of x.
func Cosh(x float64) float64 { return math.Cosh(x) }

// Tanh is the hyperbolic tangent of x.
func Tanh(x float64) float64 { return math.Tanh(x) }

// Cbrt is the cube root of x.
func Cbrt(x float64) float64 { return math.Cbrt(x) }

// Erf is the error function.
func Erf(x float64) float64 { return math.Erf(x) }

// Erfc is the complementary error function.
func Erfc(x float64) float64 { return math.Erfc(x) }

// Exp2 is 2**x.
func Exp2(x float64) float64 { return math.Exp2(x) }

// Expm1 is e**x - 1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log1p is the natural logarithm of 1 + x.
func Log1p(x float64) float64 { return math.Log1p(x) }

// Log2 is the logarithm of x to base 2.
func Log2(x float64) float64 { return math.Log2(x) }

// Log10 is the logarithm of x to base 10.
func Log10(x float64) float64 { return math.Log10(x) }
