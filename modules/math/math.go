// Package math is the Python module math.
//
// https://docs.python.org/3.14/library/math.html
//
// The functions of one float are rows of a table in funcs.go; sums and norms are
// in sum.go, integers in integer.go. The elementary functions come from
// interp/libm.
package math

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the module's declaration.
func Module() *py.ModuleSpec {
	m := []py.Method{
		{Name: "atan2", Signature: "($module, y, x, /)", Func: atan2, Doc: "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered."},
		{Name: "ceil", Signature: "($module, x, /)", Func: ceil, Flags: py.CallsPython, Doc: "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."},
		{Name: "copysign", Signature: "($module, x, y, /)", Func: copysign, Doc: "Return a float with the magnitude (absolute value) of x but the sign of y."},
		{Name: "floor", Signature: "($module, x, /)", Func: floor, Flags: py.CallsPython, Doc: "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."},
		{Name: "fma", Signature: "($module, x, y, z, /)", Func: fma, Doc: "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round."},
		{Name: "fmod", Signature: "($module, x, y, /)", Func: fmod, Doc: "Return fmod(x, y), according to platform C.\n\nx % y may differ."},
		{Name: "frexp", Signature: "($module, x, /)", Func: frexp, Doc: "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0."},
		{Name: "isclose", Signature: "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", Func: isclose, Doc: "Determine whether two floating-point numbers are close in value."},
		{Name: "isfinite", Signature: "($module, x, /)", Func: predicate(isFinite), Doc: "Return True if x is neither an infinity nor a NaN, and False otherwise."},
		{Name: "isinf", Signature: "($module, x, /)", Func: predicate(func(x float64) bool { return math.IsInf(x, 0) }), Doc: "Return True if x is a positive or negative infinity, and False otherwise."},
		{Name: "isnan", Signature: "($module, x, /)", Func: predicate(math.IsNaN), Doc: "Return True if x is a NaN (not a number), and False otherwise."},
		{Name: "ldexp", Signature: "($module, x, i, /)", Func: ldexp, Doc: "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."},
		{Name: "log", Signature: "(x, base=<unrepresentable>, /)", Func: log, Doc: "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x."},
		{Name: "log10", Signature: "($module, x, /)", Func: logFunc(logs[2]), Doc: "Return the base 10 logarithm of x."},
		{Name: "log2", Signature: "($module, x, /)", Func: logFunc(logs[1]), Doc: "Return the base 2 logarithm of x."},
		{Name: "modf", Signature: "($module, x, /)", Func: modf, Doc: "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats."},
		{Name: "nextafter", Signature: "($module, x, y, /, *, steps=None)", Func: nextafter, Doc: "Return the floating-point value the given number of steps after x towards y."},
		{Name: "pow", Signature: "($module, x, y, /)", Func: pow, Doc: "Return x**y (x to the power of y)."},
		{Name: "remainder", Signature: "($module, x, y, /)", Func: remainder, Doc: "Difference between x and the closest integer multiple of y."},
		{Name: "trunc", Signature: "($module, x, /)", Func: trunc, Flags: py.CallsPython, Doc: "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method."},
	}
	for i := range floatFuncs {
		f := &floatFuncs[i]
		m = append(m, py.Method{Name: f.name, Signature: "($module, x, /)", Func: f.call, Doc: f.doc})
	}
	m = append(append(m, sumMethods()...), integerMethods()...)
	return &py.ModuleSpec{
		Name:    "math",
		Doc:     "This module provides access to the mathematical functions\ndefined by the C standard.",
		Methods: m,
		Exec: func(t *py.Thread, m *py.Module) error {
			for name, f := range map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()} {
				m.Dict.SetName(name, py.Float(f))
			}
			return nil
		},
	}
}

func isFinite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

func domainError() error { return py.Errorf(py.ValueError, "math domain error") }
func rangeError() error  { return py.Errorf(py.OverflowError, "math range error") }

// twoFloats converts the arguments of a function of two floats.
func twoFloats(t *py.Thread, a py.Args) (x, y float64, err error) {
	if x, err = py.ToFloat(t, a[0]); err == nil {
		y, err = py.ToFloat(t, a[1])
	}
	return x, y, err
}

func predicate(f func(float64) bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		x, err := py.ToFloat(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return py.Bool(f(x)), nil
	}
}

func copysign(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	return py.Float(math.Copysign(x, y)), nil
}

// round is floor and ceil: a float's own, the special method, or the float value.
func round(t *py.Thread, v py.Value, special string, f func(float64) float64) (py.Value, error) {
	switch {
	case v.IsFloat():
		return py.FloatToInt(f(v.Float64()))
	case v.IsInt():
		return v, nil
	}
	r, err := py.CallSpecial(t, v, special)
	if err != nil || !r.IsUnbound() {
		return r, err
	}
	x, err := py.ToFloat(t, v)
	if err != nil {
		return py.Value{}, err
	}
	return py.FloatToInt(f(x))
}

func floor(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return round(t, a[0], "__floor__", math.Floor)
}

func ceil(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return round(t, a[0], "__ceil__", math.Ceil)
}

func trunc(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if a[0].IsFloat() {
		return py.FloatToInt(math.Trunc(a[0].Float64()))
	}
	r, err := py.CallSpecial(t, a[0], "__trunc__")
	if err == nil && r.IsUnbound() {
		err = py.Errorf(py.TypeError, "type %s doesn't define __trunc__ method", py.TypeOf(a[0]).FullName())
	}
	return r, err
}

func fma(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	z, err := py.ToFloat(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	r := math.FMA(x, y, z)
	switch {
	case math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) && !math.IsNaN(z):
		return py.Value{}, py.Errorf(py.ValueError, "invalid operation in fma")
	case math.IsInf(r, 0) && isFinite(x) && isFinite(y) && isFinite(z):
		return py.Value{}, py.Errorf(py.OverflowError, "overflow in fma")
	}
	return py.Float(r), nil
}

func fmod(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	r := math.Mod(x, y)
	if math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) {
		return py.Value{}, domainError()
	}
	return py.Float(r), nil
}

func remainder(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	r := math.Remainder(x, y)
	if math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) {
		return py.Value{}, domainError()
	}
	return py.Float(r), nil
}

func frexp(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	m, e := math.Frexp(x)
	return py.NewTuple(py.Float(m), py.Int(int64(e))), nil
}

func ldexp(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !py.IsAnyInt(a[1]) {
		return py.Value{}, py.Errorf(py.TypeError, "Expected an int as second argument to ldexp.")
	}
	e, err := py.ToIndex(t, a[1], nil)
	if err != nil {
		return py.Value{}, err
	}
	if x == 0 || !isFinite(x) {
		return py.Float(x), nil
	}
	r := math.Ldexp(x, min(max(e, -4000), 4000))
	if math.IsInf(r, 0) {
		return py.Value{}, rangeError()
	}
	return py.Float(r), nil
}

func modf(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if math.IsInf(x, 0) {
		return py.NewTuple(py.Float(math.Copysign(0, x)), py.Float(x)), nil
	}
	whole := math.Trunc(x)
	return py.NewTuple(py.Float(math.Copysign(x-whole, x)), py.Float(whole)), nil
}

func isclose(t *py.Thread, _ py.Value, args py.Args) (py.Value, error) {
	var f [4]float64
	for i := range f {
		var err error
		if f[i], err = py.ToFloat(t, args[i]); err != nil {
			return py.Value{}, err
		}
	}
	a, b, rel, abs := f[0], f[1], f[2], f[3]
	switch {
	case rel < 0 || abs < 0:
		return py.Value{}, py.Errorf(py.ValueError, "tolerances must be non-negative")
	case a == b:
		return py.True, nil
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return py.False, nil
	}
	diff := math.Abs(b - a)
	return py.Bool(diff <= math.Abs(rel*b) || diff <= math.Abs(rel*a) || diff <= abs), nil
}

// nextafter implements math.nextafter; floats of one sign are ordered as their
// bits are.
func nextafter(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, y, err := twoFloats(t, a)
	if err != nil {
		return py.Value{}, err
	}
	if math.IsNaN(x) {
		return py.Float(x), nil
	}
	if math.IsNaN(y) {
		return py.Float(y), nil
	}
	steps := uint64(1)
	if !a[2].IsNone() {
		n, err := py.Index(t, a[2])
		if err != nil {
			return py.Value{}, err
		}
		b, _ := py.AsBig(n)
		switch {
		case b.Sign() < 0:
			return py.Value{}, py.Errorf(py.ValueError, "steps must be a non-negative integer")
		case b.IsUint64():
			steps = b.Uint64()
		default:
			steps = math.MaxUint64
		}
	}
	if steps == 0 {
		return py.Float(x), nil
	}
	if x == y {
		return py.Float(y), nil
	}
	const signBit = 1 << 63
	ux, uy := math.Float64bits(x), math.Float64bits(y)
	ax, ay := ux&^signBit, uy&^signBit
	if (ux^uy)&signBit != 0 {
		switch {
		case ax+ay <= steps:
			return py.Float(y), nil
		case ax < steps:
			return py.Float(math.Float64frombits(uy&signBit | (steps - ax))), nil
		}
		return py.Float(math.Float64frombits(ux - steps)), nil
	}
	if ax > ay {
		if ax-ay <= steps {
			return py.Float(y), nil
		}
		return py.Float(math.Float64frombits(ux - steps)), nil
	}
	if ay-ax <= steps {
		return py.Float(y), nil
	}
	return py.Float(math.Float64frombits(ux + steps)), nil
}
