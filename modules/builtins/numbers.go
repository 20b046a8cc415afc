package builtins

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/py"
)

func numberMethods() []py.Method {
	return []py.Method{
		{Name: "abs", Signature: "($module, x, /)", Func: abs, Flags: py.CallsPython, Doc: "Return the absolute value of the argument."},
		{Name: "bin", Signature: "($module, number, /)", Func: radix(2), Flags: py.Alloc, Doc: "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'"},
		{Name: "divmod", Signature: "($module, x, y, /)", Func: divmod, Flags: py.CallsPython, Doc: "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."},
		{Name: "hash", Signature: "($module, obj, /)", Func: hash, Flags: py.CallsPython, Doc: "Return the integer hash value for the given object."},
		{Name: "hex", Signature: "($module, number, /)", Func: radix(16), Flags: py.Alloc, Doc: "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'"},
		{Name: "max", Signature: "(*args, default=<unrepresentable>, key=None)", Func: extremum("max", py.GT), Flags: py.Slow | py.CallsPython, Doc: "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nReturn the biggest item of an iterable, or of the arguments."},
		{Name: "min", Signature: "(*args, default=<unrepresentable>, key=None)", Func: extremum("min", py.LT), Flags: py.Slow | py.CallsPython, Doc: "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nReturn the smallest item of an iterable, or of the arguments."},
		{Name: "oct", Signature: "($module, number, /)", Func: radix(8), Flags: py.Alloc, Doc: "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'"},
		{Name: "pow", Signature: "($module, /, base, exp, mod=None)", Func: pow, Flags: py.Alloc | py.CallsPython, Doc: "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."},
		{Name: "round", Signature: "($module, /, number, ndigits=None)", Func: round, Flags: py.CallsPython, Doc: "Round a number to a given precision in decimal digits."},
		{Name: "sum", Signature: "($module, iterable, /, start=0)", Func: sum, Flags: py.Slow | py.CallsPython, Doc: "Return the sum of a 'start' value (default: 0) plus an iterable of numbers."},
	}
}

func abs(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x := a[0]
	if x.IsInt() && x.Int64() != math.MinInt64 {
		if i := x.Int64(); i < 0 {
			return py.Int(-i), nil
		}
		return x, nil
	}
	f := py.TypeOf(x).Abs
	if f == nil {
		return py.Value{}, py.Errorf(py.TypeError, "bad operand type for abs(): '%s'", py.TypeOf(x).FullName())
	}
	return t.Result(f(t, x))
}

// radix is bin, oct or hex.
func radix(base int) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		i, err := py.Index(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		s, err := py.IntText(t, i, base)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewStr(s), nil
	}
}

func divmod(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return t.Result(py.BinaryOperation(t, py.OpDivmod, a[0], a[1]))
}

func pow(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return t.Result(py.PowOperation(t, a[0], a[1], a[2]))
}

func hash(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	h, ok := py.Hash(t, a[0])
	if !ok {
		return py.Value{}, t.Take()
	}
	return py.Int(py.HashResult(h)), nil
}

func round(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if a[0].IsInt() && a[1].IsNone() {
		return a[0], nil
	}
	args := []py.Value{a[1]}
	if a[1].IsNone() {
		args = nil
	}
	r, err := py.CallSpecial(t, a[0], "__round__", args...)
	if err == nil && r.IsUnbound() {
		err = py.Errorf(py.TypeError, "type %s doesn't define __round__ method", py.TypeOf(a[0]).FullName())
	}
	return r, err
}

// extremum is max (op GT) or min (op LT).
func extremum(name string, op py.CompareOp) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		args := py.Cast[py.Tuple](a[0]).Items
		def, key := a[1], a[2]
		var best, bestKey py.Value
		take := func(x py.Value) error {
			k := x
			if !key.IsNone() {
				var err error
				if k, err = py.Call(t, key, x); err != nil {
					return err
				}
			}
			if best.IsUnbound() {
				best, bestKey = x, k
				return nil
			}
			better, err := beats(t, k, bestKey, op)
			if better {
				best, bestKey = x, k
			}
			return err
		}
		switch len(args) {
		case 0:
			return py.Value{}, py.Errorf(py.TypeError, "%s expected at least 1 argument, got 0", name)
		case 1:
			if err := py.Iterate(t, args[0], take); err != nil {
				return py.Value{}, err
			}
			if best.IsUnbound() {
				if def.IsUnbound() {
					return py.Value{}, py.Errorf(py.ValueError, "%s() iterable argument is empty", name)
				}
				return def, nil
			}
			return best, nil
		}
		if !def.IsUnbound() {
			return py.Value{}, py.Errorf(py.TypeError, "Cannot specify a default for %s() with multiple positional arguments", name)
		}
		for _, x := range args {
			if err := take(x); err != nil {
				return py.Value{}, err
			}
		}
		return best, nil
	}
}

// beats is x op y as a Go bool.
func beats(t *py.Thread, x, y py.Value, op py.CompareOp) (bool, error) {
	if x.IsInt() && y.IsInt() {
		if op == py.GT {
			return x.Int64() > y.Int64(), nil
		}
		return x.Int64() < y.Int64(), nil
	}
	if x.IsFloat() && y.IsFloat() {
		if op == py.GT {
			return x.Float64() > y.Float64(), nil
		}
		return x.Float64() < y.Float64(), nil
	}
	r := py.Compare(t, x, y, op)
	if r.IsError() {
		return false, t.Take()
	}
	return py.IsTrue(t, r)
}

// compensated is a sum of floats with Neumaier's correction: sum([0.1]*10) == 1.0.
type compensated struct{ hi, lo float64 }

func (c *compensated) add(x float64) {
	s := c.hi + x
	if math.Abs(c.hi) >= math.Abs(x) {
		c.lo += (c.hi - s) + x
	} else {
		c.lo += (x - s) + c.hi
	}
	c.hi = s
}

func (c *compensated) value() float64 {
	if c.lo != 0 && !math.IsInf(c.lo, 0) && !math.IsNaN(c.lo) {
		return c.hi + c.lo
	}
	return c.hi
}

// adder is the state of sum(): ints while they fit, then floats, then complex
// numbers, then whatever + does.
type adder struct {
	t      *py.Thread
	mode   int
	i      int64
	re, im compensated
	v      py.Value
}

const (
	sumInt = iota
	sumFloat
	sumComplex
	sumAny
)

func newAdder(t *py.Thread, start py.Value) *adder {
	s := &adder{t: t, v: start, mode: sumAny}
	s.classify()
	return s
}

// classify picks the mode for the sum so far, s.v.
func (s *adder) classify() {
	switch {
	case s.v.IsInt():
		s.mode, s.i = sumInt, s.v.Int64()
	case s.v.IsFloat():
		s.mode, s.re = sumFloat, compensated{hi: s.v.Float64()}
	case py.TypeOf(s.v) == py.ComplexType:
		c, _ := py.AsComplex(s.v)
		s.mode, s.re, s.im = sumComplex, compensated{hi: real(c)}, compensated{hi: imag(c)}
	default:
		s.mode = sumAny
	}
}

// box returns the sum so far.
func (s *adder) box() py.Value {
	switch s.mode {
	case sumInt:
		return py.Int(s.i)
	case sumFloat:
		return py.Float(s.re.value())
	case sumComplex:
		return py.NewComplex(complex(s.re.value(), s.im.value()))
	}
	return s.v
}

func (s *adder) add(x py.Value) error {
	switch s.mode {
	case sumInt:
		if x.IsInt() || x.IsBool() {
			if r := s.i + x.Int64(); (s.i^r)&(x.Int64()^r) >= 0 {
				s.i = r
				return nil
			}
		}
	case sumFloat:
		switch {
		case x.IsFloat():
			s.re.add(x.Float64())
			return nil
		case x.IsInt() || x.IsBool():
			s.re.add(float64(x.Int64()))
			return nil
		}
	case sumComplex:
		switch {
		case py.TypeOf(x) == py.ComplexType:
			c, _ := py.AsComplex(x)
			s.re.add(real(c))
			s.im.add(imag(c))
			return nil
		case x.IsFloat():
			s.re.add(x.Float64())
			return nil
		case x.IsInt() || x.IsBool():
			s.re.add(float64(x.Int64()))
			return nil
		}
	}
	v := py.BinaryOperation(s.t, py.OpAdd, s.box(), x)
	if v.IsError() {
		return s.t.Take()
	}
	was := s.mode
	s.v = v
	s.classify()
	if was == sumAny || s.mode <= was {
		s.mode = sumAny // a type left is not entered again
	}
	return nil
}

func sum(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	start := a[1]
	if _, ok := py.AsStr(start); ok {
		return py.Value{}, py.Errorf(py.TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
	}
	if _, ok := py.AsBytes(start); ok {
		return py.Value{}, py.Errorf(py.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]")
	}
	if py.ByteArrayType.IsInstance(start) {
		return py.Value{}, py.Errorf(py.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	s := newAdder(t, start)
	if err := py.Iterate(t, a[0], s.add); err != nil {
		return py.Value{}, err
	}
	return s.box(), nil
}
