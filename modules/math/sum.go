package math

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/libm"
	"github.com/gopyrun/gopyrun/interp/py"
)

func sumMethods() []py.Method {
	return []py.Method{
		{Name: "dist", Signature: "($module, p, q, /)", Func: dist, Flags: py.Slow | py.CallsPython, Doc: "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension."},
		{Name: "fsum", Signature: "($module, seq, /)", Func: fsum, Flags: py.Slow | py.CallsPython, Doc: "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic."},
		{Name: "hypot", Signature: "($module, /, *coordinates)", Func: hypot, Flags: py.CallsPython, Doc: "Multidimensional Euclidean distance from the origin to a point."},
		{Name: "prod", Signature: "($module, iterable, /, *, start=1)", Func: prod, Flags: py.Slow | py.CallsPython, Doc: "Calculate the product of all the elements in the input iterable."},
		{Name: "sumprod", Signature: "($module, p, q, /)", Func: sumprod, Flags: py.Slow | py.CallsPython, Doc: "Return the sum of products of values from two iterables p and q."},
	}
}

// fsum adds exactly with Shewchuk's partial sums and rounds once.
func fsum(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var partials []float64
	special, infs := 0.0, 0.0
	err := py.Iterate(t, a[0], func(v py.Value) error {
		x, err := py.ToFloat(t, v)
		if err != nil {
			return err
		}
		given := x
		n := 0
		for _, y := range partials {
			if math.Abs(x) < math.Abs(y) {
				x, y = y, x
			}
			hi := x + y
			if lo := y - (hi - x); lo != 0 {
				partials[n] = lo
				n++
			}
			x = hi
		}
		partials = partials[:n]
		if x == 0 {
			return nil
		}
		if isFinite(x) {
			partials = append(partials, x)
			return nil
		}
		if isFinite(given) {
			return py.Errorf(py.OverflowError, "intermediate overflow in fsum")
		}
		if math.IsInf(given, 0) {
			infs += given
		}
		special += given
		partials = partials[:0]
		return nil
	})
	if err != nil {
		return py.Value{}, err
	}
	if special != 0 {
		if math.IsNaN(infs) {
			return py.Value{}, py.Errorf(py.ValueError, "-inf + inf in fsum")
		}
		return py.Float(special), nil
	}
	return py.Float(roundPartials(partials)), nil
}

// roundPartials adds non-overlapping partial sums, smallest first, half to even.
func roundPartials(p []float64) float64 {
	n := len(p)
	if n == 0 {
		return 0
	}
	n--
	hi, lo := p[n], 0.0
	for n > 0 {
		x := hi
		n--
		y := p[n]
		hi = x + y
		if lo = y - (hi - x); lo != 0 {
			break
		}
	}
	// A tie is decided by the sign of what follows.
	if n > 0 && (lo < 0 && p[n-1] < 0 || lo > 0 && p[n-1] > 0) {
		y := lo * 2
		x := hi + y
		if y == x-hi {
			hi = x
		}
	}
	return hi
}

func prod(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	total := a[1]
	err := py.Iterate(t, a[0], func(v py.Value) error {
		switch {
		case total.IsInt() && v.IsInt():
			total = py.IntMul(total.Int64(), v.Int64())
			return nil
		case total.IsFloat() && v.IsFloat():
			total = py.Float(total.Float64() * v.Float64())
			return nil
		}
		var err error
		total, err = py.Operate(t, py.OpMul, total, v)
		return err
	})
	return total, err
}

// triple is a sum in three floats of decreasing size.
type triple struct{ hi, lo, tiny float64 }

// twoSum is x + y exactly, as a rounded sum and its error.
func twoSum(x, y float64) (s, e float64) {
	s = x + y
	z := s - x
	return s, (x - (s - z)) + (y - z)
}

// addProduct adds x*y.
func (s triple) addProduct(x, y float64) triple {
	hi := x * y
	lo := math.FMA(x, y, -hi)
	smHi, smLo := twoSum(s.hi, hi)
	r1Hi, r1Lo := twoSum(s.lo, lo)
	r2Hi, r2Lo := twoSum(r1Hi, smLo)
	return triple{smHi, r2Hi, s.tiny + r1Lo + r2Lo}
}

func (s triple) value() float64 {
	last, _ := twoSum(s.lo, s.tiny)
	r, _ := twoSum(s.hi, last)
	return r
}

// sumprod adds ints exactly, floats in extended precision, and other numbers with
// their own operators, as long as the inputs stay of a kind.
func sumprod(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := py.Iter(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	q, err := py.Iter(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	total := py.Int(0)
	add := func(v py.Value) (err error) {
		total, err = py.Operate(t, py.OpAdd, total, v)
		return err
	}
	ints, floats := true, true // the fast ways still open
	intSum, inInts := py.Int(0), false
	var fltSum triple
	inFloats := false
	for n := 1; ; n++ {
		x, xok, err := py.Next(t, p)
		if err != nil {
			return py.Value{}, err
		}
		y, yok, err := py.Next(t, q)
		if err != nil {
			return py.Value{}, err
		}
		if xok != yok {
			return py.Value{}, py.Errorf(py.ValueError, "Inputs are not the same length")
		}
		if n&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
		if ints {
			if xok && x.IsInt() && y.IsInt() && intSum.IsInt() {
				if m := py.IntMul(x.Int64(), y.Int64()); m.IsInt() {
					intSum, inInts = py.IntAdd(intSum.Int64(), m.Int64()), true
					continue
				}
			}
			ints = false
			if inInts {
				if err := add(intSum); err != nil {
					return py.Value{}, err
				}
			}
		}
		if floats {
			if xok {
				if fx, fy, ok := floatPair(t, x, y); ok {
					if s := fltSum.addProduct(fx, fy); isFinite(s.hi) {
						fltSum, inFloats = s, true
						continue
					}
				}
			}
			floats = false
			if inFloats {
				if err := add(py.Float(fltSum.value())); err != nil {
					return py.Value{}, err
				}
			}
		}
		if !xok {
			return total, nil
		}
		m, err := py.Operate(t, py.OpMul, x, y)
		if err == nil {
			err = add(m)
		}
		if err != nil {
			return py.Value{}, err
		}
	}
}

// floatPair converts two floats, or a float and an int.
func floatPair(t *py.Thread, x, y py.Value) (fx, fy float64, ok bool) {
	intLike := func(v py.Value) bool { return v.IsInt() || v.IsBool() }
	switch {
	case x.IsFloat() && y.IsFloat():
		return x.Float64(), y.Float64(), true
	case x.IsFloat() && intLike(y):
		return x.Float64(), float64(y.Int64()), true
	case intLike(x) && y.IsFloat():
		return float64(x.Int64()), y.Float64(), true
	}
	return 0, 0, false
}

func hypot(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	coords, _ := py.AsTuple(a[0])
	x := make([]float64, len(coords.Items))
	for i, v := range coords.Items {
		var err error
		if x[i], err = py.ToFloat(t, v); err != nil {
			return py.Value{}, err
		}
	}
	return py.Float(libm.Norm(x)), nil
}

func dist(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	q, err := py.Items(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if len(p) != len(q) {
		return py.Value{}, py.Errorf(py.ValueError, "both points must have the same number of dimensions")
	}
	x := make([]float64, len(p))
	for i := range p {
		px, err := py.ToFloat(t, p[i])
		if err != nil {
			return py.Value{}, err
		}
		qx, err := py.ToFloat(t, q[i])
		if err != nil {
			return py.Value{}, err
		}
		x[i] = px - qx
	}
	return py.Float(libm.Norm(x)), nil
}
