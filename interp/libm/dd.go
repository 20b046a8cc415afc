package libm

import (
	"math"
	"sync"
)

// dd is an unevaluated sum of two floats, |lo| at most half a unit of hi: about
// 106 bits.
type dd struct{ hi, lo float64 }

// fastSum is x + y exactly for |x| >= |y| or x == 0.
func fastSum(x, y float64) dd {
	s := x + y
	return dd{s, y - (s - x)}
}

func (a dd) add(b dd) dd {
	s, e := twoSum(a.hi, b.hi)
	return fastSum(s, e+(a.lo+b.lo))
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) mul(b dd) dd {
	p := a.hi * b.hi
	e := math.FMA(a.hi, b.hi, -p)
	return fastSum(p, e+(float64(a.hi*b.lo)+float64(a.lo*b.hi)))
}

// scale is a * f.
func (a dd) scale(f float64) dd {
	p := a.hi * f
	return fastSum(p, math.FMA(a.hi, f, -p)+float64(a.lo*f))
}

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.add(b.scale(-q))
	return fastSum(q, r.hi/b.hi)
}

// sqrt is the square root of a > 0.
func (a dd) sqrt() dd {
	s := math.Sqrt(a.hi)
	if s == 0 {
		return dd{}
	}
	p := s * s
	r := a.add(dd{-p, -math.FMA(s, s, -p)})
	return fastSum(s, r.hi/(2*s))
}

var (
	ddOne   = dd{1, 0}
	ddThird = dd{1.0 / 3, 1.850371707708594e-17}
	ddLn2   = dd{0.693147180559945286226764, 2.319046813846299558417771e-17}
	ddLn10  = dd{2.302585092994045901093614, -2.170756223382249351366416e-16}
)

// The tables give 2**(j/64), -log(inv) and sin and cos of j/64 in double-double.
type tables struct {
	exp [64]dd
	inv [256]float64
	log [256]dd // of 1/inv
	sin [64]dd
	cos [64]dd
}

var table = sync.OnceValue(makeTables)

func makeTables() *tables {
	t := new(tables)
	for j := range t.exp {
		t.exp[j] = expSeries(ddLn2.scale(float64(j) / 64))
	}
	for j := 64; j < 256; j++ {
		inv := 128 / (float64(j) + 0.5)
		if j == 127 || j == 128 { // both sides of 1 without cancellation
			inv = 1
		}
		t.inv[j] = inv
		// One Newton step from the library's logarithm.
		y := math.Log(inv)
		d := expSeries(dd{-y, 0}).scale(inv).add(dd{-1, 0})
		t.log[j] = dd{y, 0}.add(d).add(d.mul(d).scale(-0.5)).neg()
	}
	for j := range t.sin {
		t.sin[j], t.cos[j] = sinCosSeries(float64(j) / 64)
	}
	return t
}

// expSeries is e**x, |x| < 1, by its series.
func expSeries(x dd) dd {
	x = x.scale(1.0 / 256)
	s, term := ddOne, ddOne
	for n := 1.0; n < 16; n++ {
		term = term.mul(x).div(dd{n, 0})
		s = s.add(term)
	}
	for range 8 {
		s = s.mul(s)
	}
	return s
}

// sinCosSeries is sin x and cos x, |x| <= 1, by their series.
func sinCosSeries(x float64) (sin, cos dd) {
	v := dd{x, 0}
	term := ddOne
	cos = ddOne
	for n := 1.0; n < 30; n++ {
		term = term.mul(v).div(dd{n, 0})
		switch int(n) % 4 {
		case 0:
			cos = cos.add(term)
		case 1:
			sin = sin.add(term)
		case 2:
			cos = cos.add(term.neg())
		case 3:
			sin = sin.add(term.neg())
		}
	}
	return sin, cos
}

// expDD is e**x as m * 2**k with m in [1, 2), |x| < 800.
func expDD(x dd) (m dd, k int) {
	n := math.RoundToEven(x.hi * (64 / math.Ln2))
	r := x.add(ddLn2.scale(-n / 64))
	h := r.hi
	tail := h * h * h * (1.0/6 + h*(1.0/24+h*(1.0/120+h*(1.0/720+h/5040))))
	p := r.add(r.mul(r).scale(0.5)).add(dd{tail, 0})
	j := int(n)
	t := table().exp[j&63]
	return t.add(t.mul(p)), j >> 6
}

// round is m * 2**k as a float.
func round(m dd, k int) float64 {
	f := m.hi + m.lo
	if k > -1000 && k < 1000 {
		return f * math.Float64frombits(uint64(k+1023)<<52)
	}
	if k >= -1000 {
		return math.Ldexp(f, k)
	}
	// A subnormal result: round once, by adding to what has its last place.
	big := math.Ldexp(1, min(-1022-k, 1000))
	if math.Abs(f) >= big {
		return math.Ldexp(f, k)
	}
	s, e := twoSum(math.Copysign(big, f), m.hi)
	s += e + m.lo
	return math.Ldexp(s-math.Copysign(big, f), k)
}

// logDD is the natural logarithm of a finite x > 0.
func logDD(x dd) dd {
	m, e := math.Frexp(x.hi)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	lo := math.Ldexp(x.lo, -e)
	t := table()
	j := int(m * 128)
	inv := t.inv[j]
	p := m * inv
	r := fastSum(p-1, math.FMA(m, inv, -p)+lo*inv)
	h := r.hi
	r2 := r.mul(r)
	tail := h * h * h * h * (-1.0/4 + h*(1.0/5+h*(-1.0/6+h*(1.0/7+h*(-1.0/8+h*(1.0/9+h*(-1.0/10+h*(1.0/11))))))))
	s := r.add(r2.scale(-0.5)).add(r2.mul(r).mul(ddThird)).add(dd{tail, 0})
	if inv != 1 {
		s = t.log[j].add(s)
	}
	if e != 0 {
		s = ddLn2.scale(float64(e)).add(s)
	}
	return s
}
