package libm

import (
	"math"
	"math/big"
	"sync"
)

// pi/2 in three floats.
const (
	halfPi1 = 1.5707963267948966
	halfPi2 = 6.123233995736766e-17
	halfPi3 = -1.4973849048591698e-33
)

// reduce is x - q*pi/2 with the nearest integer q, whose low bits it returns, for
// finite x.
func reduce(x float64) (r dd, q int) {
	if math.Abs(x) <= math.Pi/4 {
		return dd{x, 0}, 0
	}
	if math.Abs(x) > 1<<27 {
		return reduceBig(x)
	}
	k := math.RoundToEven(x * (2 / math.Pi))
	p := k * halfPi1
	s, e := twoSum(x, -p)
	r = fastSum(s, e).add(dd{-math.FMA(k, halfPi1, -p), 0})
	p = k * halfPi2
	r = r.add(dd{-p, -math.FMA(k, halfPi2, -p)}).add(dd{-k * halfPi3, 0})
	return r, int(int64(k) & 3)
}

// bigPrec is enough bits of pi to reduce any float.
const bigPrec = 1300

// bigHalfPi is pi/2 * 2**bigPrec, by Machin's formula.
var bigHalfPi = sync.OnceValue(func() *big.Int {
	const guard = 64
	arctan := func(n int64) *big.Int {
		term := new(big.Int).Lsh(big.NewInt(1), bigPrec+guard)
		term.Quo(term, big.NewInt(n))
		sum := new(big.Int).Set(term)
		n2 := big.NewInt(n * n)
		for k := int64(3); term.Sign() != 0; k += 2 {
			term.Quo(term, n2)
			t := new(big.Int).Quo(term, big.NewInt(k))
			if k%4 == 3 {
				sum.Sub(sum, t)
			} else {
				sum.Add(sum, t)
			}
		}
		return sum
	}
	a := arctan(5)
	a.Lsh(a, 2)
	a.Sub(a, arctan(239)) // pi/4
	return a.Rsh(a, guard-1)
})

// reduceBig is reduce for large x.
func reduceBig(x float64) (r dd, q int) {
	m, e := math.Frexp(math.Abs(x))
	n := new(big.Int).SetInt64(int64(m * (1 << 53)))
	n.Lsh(n, uint(e-53+bigPrec))
	var k, rest big.Int
	half := bigHalfPi()
	k.QuoRem(n, half, &rest)
	if rest.Cmp(new(big.Int).Rsh(half, 1)) > 0 {
		rest.Sub(&rest, half)
		k.Add(&k, big.NewInt(1))
	}
	q = int(k.Bit(0) | k.Bit(1)<<1)
	f := new(big.Float).SetPrec(200).SetInt(&rest)
	f.SetMantExp(f, -bigPrec)
	hi, _ := f.Float64()
	lo, _ := new(big.Float).SetPrec(200).Sub(f, new(big.Float).SetFloat64(hi)).Float64()
	if x < 0 {
		return dd{-hi, -lo}, -q & 3
	}
	return dd{hi, lo}, q
}

// sinCosDD is the sine and cosine of |x| <= pi/4.
func sinCosDD(x dd) (sin, cos dd) {
	neg := x.hi < 0
	if neg {
		x = x.neg()
	}
	j := int(x.hi*64 + 0.5)
	d := x.add(dd{-float64(j) / 64, 0})
	h := d.hi
	h2 := h * h
	sd := d.add(dd{h * h2 * (-1.0/6 + h2*(1.0/120+h2*(-1.0/5040))), 0})
	cd := d.mul(d).scale(-0.5).add(dd{h2 * h2 * (1.0/24 + h2*(-1.0/720+h2*(1.0/40320))), 0}) // cos d - 1
	t := table()
	s, c := t.sin[j], t.cos[j]
	sin = s.add(c.mul(sd)).add(s.mul(cd))
	cos = c.add(c.mul(cd)).add(s.mul(sd).neg())
	if neg {
		sin = sin.neg()
	}
	return sin, cos
}

// sinCos is the sine and cosine of a finite x.
func sinCos(x float64) (sin, cos dd) {
	r, q := reduce(x)
	s, c := sinCosDD(r)
	switch q {
	case 0:
		return s, c
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	}
	return c.neg(), s
}

func isFinite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

// tiny is below which sin x, tan x, asin x and atan x round to x.
const tiny = 1.0 / (1 << 27)

// Sin is the sine of x radians.
func Sin(x float64) float64 {
	if !isFinite(x) {
		return math.NaN()
	}
	if math.Abs(x) < tiny {
		return x
	}
	s, _ := sinCos(x)
	return s.hi + s.lo
}

// Cos is the cosine of x radians.
func Cos(x float64) float64 {
	if !isFinite(x) {
		return math.NaN()
	}
	_, c := sinCos(x)
	return c.hi + c.lo
}

// Tan is the tangent of x radians.
func Tan(x float64) float64 {
	if !isFinite(x) {
		return math.NaN()
	}
	if math.Abs(x) < tiny {
		return x
	}
	s, c := sinCos(x)
	r := s.div(c)
	return r.hi + r.lo
}

// angle is the angle of the point (x, y), within pi/4 of guess: one Newton step on
// the rotation by -guess.
func angle(y, x dd, guess float64) float64 {
	s, c := sinCos(guess)
	d := y.mul(c).add(x.mul(s).neg()).div(x.mul(c).add(y.mul(s)))
	return guess + d.hi
}

// Atan is the arc tangent of x.
func Atan(x float64) float64 {
	if math.Abs(x) < tiny || math.Abs(x) > 1e150 || math.IsNaN(x) {
		return math.Atan(x)
	}
	return angle(dd{x, 0}, ddOne, math.Atan(x))
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	guess := math.Atan2(y, x)
	ax, ay := math.Abs(x), math.Abs(y)
	if !isFinite(x) || !isFinite(y) || x == 0 || y == 0 || math.Abs(guess) < 1e-290 {
		return guess
	}
	_, e := math.Frexp(max(ax, ay))
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	if math.Abs(x) < 1e-150 || math.Abs(y) < 1e-150 {
		return guess
	}
	return angle(dd{y, 0}, dd{x, 0}, guess)
}

// cosOfSin is sqrt(1 - x*x).
func cosOfSin(x float64) dd {
	s, e := twoSum(1, -x)
	u, f := twoSum(1, x)
	return dd{s, e}.mul(dd{u, f}).sqrt()
}

// Asin is the arc sine of x.
func Asin(x float64) float64 {
	if math.Abs(x) < tiny || math.Abs(x) >= 1 || math.IsNaN(x) {
		return math.Asin(x)
	}
	return angle(dd{x, 0}, cosOfSin(x), math.Asin(x))
}

// Acos is the arc cosine of x.
func Acos(x float64) float64 {
	if math.Abs(x) >= 1 || math.IsNaN(x) {
		return math.Acos(x)
	}
	return angle(cosOfSin(x), dd{x, 0}, math.Acos(x))
}
