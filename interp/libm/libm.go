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

// Hypot is the length of the vector (x, y).
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }
