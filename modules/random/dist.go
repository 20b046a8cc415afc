package random

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/libm"
	"github.com/gopyrun/gopyrun/interp/py"
)

func distMethods() []py.Method {
	row := func(name, sig string, f distFunc, doc string) py.Method {
		return method(name, sig, f.call, py.CallsPython, doc)
	}
	return []py.Method{
		method("uniform", "($self, a, b)", uniform, py.CallsPython, "Get a random number in the range [a, b) or [a, b] depending on rounding."),
		method("triangular", "($self, low=0.0, high=1.0, mode=None)", triangular, py.CallsPython, "Triangular distribution."),
		method("gauss", "($self, mu=0.0, sigma=1.0)", gauss, py.CallsPython, "Gaussian distribution."),
		method("binomialvariate", "($self, n=1, p=0.5)", binomialvariate, py.CallsPython, "Binomial random variable."),
		row("normalvariate", "($self, mu=0.0, sigma=1.0)", normalvariate, "Normal distribution."),
		row("lognormvariate", "($self, mu, sigma)", lognormvariate, "Log normal distribution."),
		row("expovariate", "($self, lambd=1.0)", expovariate, "Exponential distribution."),
		row("vonmisesvariate", "($self, mu, kappa)", vonmisesvariate, "Circular data distribution."),
		row("gammavariate", "($self, alpha, beta)", gammavariate, "Gamma distribution.  Not the gamma function!"),
		row("betavariate", "($self, alpha, beta)", betavariate, "Beta distribution."),
		row("paretovariate", "($self, alpha)", paretovariate, "Pareto distribution.  alpha is the shape parameter."),
		row("weibullvariate", "($self, alpha, beta)", weibullvariate, "Weibull distribution."),
	}
}

// distFunc is a distribution of float parameters (the second may be absent).
type distFunc func(d *drawer, a, b float64) (float64, error)

func (f distFunc) call(t *py.Thread, self py.Value, args py.Args) (py.Value, error) {
	var p [2]float64
	for i, v := range args {
		var err error
		if p[i], err = py.ToFloat(t, v); err != nil {
			return py.Value{}, err
		}
	}
	d := newDrawer(t, self)
	r, err := f(&d, p[0], p[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.Float(r), nil
}

// nvMagic and sgMagic are the constants of normalvariate and gammavariate.
func nvMagic() float64 { return 4 * libm.Exp(-0.5) / math.Sqrt(2.0) }
func sgMagic() float64 { return 1 + libm.Log(4.5) }

func divisionByZero() error { return py.Errorf(py.ZeroDivisionError, "division by zero") }

// logOf is math.log.
func logOf(x float64) (float64, error) {
	if x <= 0 {
		return 0, py.Errorf(py.ValueError, "expected a positive input, got %s", py.FloatRepr(x))
	}
	return libm.Log(x), nil
}

// expOf is math.exp.
func expOf(x float64) (float64, error) {
	r := libm.Exp(x)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) {
		return 0, py.Errorf(py.OverflowError, "math range error")
	}
	return r, nil
}

// powOf is x ** y for x >= 0.
func powOf(x, y float64) (float64, error) {
	if x == 0 && y < 0 {
		return 0, py.Errorf(py.ZeroDivisionError, "zero to a negative power")
	}
	r := libm.Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return 0, py.NewException(py.OverflowError, py.Int(34), py.NewStr("Numerical result out of range"))
	}
	return r, nil
}

// uniform is a + (b-a) * random() in the arithmetic of its arguments.
func uniform(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := newDrawer(t, self)
	if a[0].IsFloat() && a[1].IsFloat() {
		u, err := d.random()
		lo := a[0].Float64()
		return py.Float(lo + float64((a[1].Float64()-lo)*u)), err
	}
	width, err := py.Operate(t, py.OpSub, a[1], a[0])
	if err != nil {
		return py.Value{}, err
	}
	u, err := d.random()
	if err != nil {
		return py.Value{}, err
	}
	x, err := py.Operate(t, py.OpMul, width, py.Float(u))
	if err != nil {
		return py.Value{}, err
	}
	return py.Operate(t, py.OpAdd, a[0], x)
}

func triangular(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	low, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	high, err := py.ToFloat(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	d := newDrawer(t, self)
	u, err := d.random()
	if err != nil {
		return py.Value{}, err
	}
	c := 0.5
	if !a[2].IsNone() {
		mode, err := py.ToFloat(t, a[2])
		if err != nil {
			return py.Value{}, err
		}
		if high == low {
			return a[0], nil
		}
		c = (mode - low) / (high - low)
	}
	if u > c {
		u, c = 1-u, 1-c
		low, high = high, low
	}
	return py.Float(low + float64((high-low)*math.Sqrt(u*c))), nil
}

func gauss(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	mu, err := py.ToFloat(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	sigma, err := py.ToFloat(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	r := py.Cast[Random](self)
	next := r.gaussNext
	r.gaussNext = py.None
	var z float64
	if next.IsNone() {
		d := newDrawer(t, self)
		u1, err := d.random()
		if err != nil {
			return py.Value{}, err
		}
		u2, err := d.random()
		if err != nil {
			return py.Value{}, err
		}
		x := u1 * (2 * math.Pi)
		radius := math.Sqrt(-2 * libm.Log(1-u2))
		z = libm.Cos(x) * radius
		r.gaussNext = py.Float(libm.Sin(x) * radius)
	} else if z, err = py.ToFloat(t, next); err != nil {
		return py.Value{}, err
	}
	return py.Float(mu + float64(z*sigma)), nil
}

// normalvariate uses the ratio of uniforms of Kinderman and Monahan (1977).
func normalvariate(d *drawer, mu, sigma float64) (float64, error) {
	magic := nvMagic()
	for {
		u1, err := d.random()
		if err != nil {
			return 0, err
		}
		u, err := d.random()
		if err != nil {
			return 0, err
		}
		u2 := 1 - u
		z := magic * (u1 - 0.5) / u2
		log, err := logOf(u2)
		if err != nil {
			return 0, err
		}
		if z*z/4 <= -log {
			return mu + float64(z*sigma), nil
		}
	}
}

func lognormvariate(d *drawer, mu, sigma float64) (float64, error) {
	n, err := normalvariate(d, mu, sigma)
	if err != nil {
		return 0, err
	}
	return expOf(n)
}

func expovariate(d *drawer, lambda, _ float64) (float64, error) {
	u, err := d.random()
	if err != nil {
		return 0, err
	}
	log, err := logOf(1 - u)
	if err == nil && lambda == 0 {
		err = divisionByZero()
	}
	return -log / lambda, err
}

// vonmisesvariate follows Fisher, "Statistical Analysis of Circular Data" (1993).
func vonmisesvariate(d *drawer, mu, kappa float64) (float64, error) {
	const twoPi = 2 * math.Pi
	if kappa <= 1e-6 {
		u, err := d.random()
		return twoPi * u, err
	}
	s := 0.5 / kappa
	r := s + math.Sqrt(1+float64(s*s))
	var z float64
	for {
		u1, err := d.random()
		if err != nil {
			return 0, err
		}
		z = libm.Cos(math.Pi * u1)
		w := z / (r + z)
		u2, err := d.random()
		if err != nil {
			return 0, err
		}
		if u2 < 1-float64(w*w) || u2 <= (1-w)*libm.Exp(w) {
			break
		}
	}
	q := 1 / r
	f := (q + z) / (1 + float64(q*z))
	u3, err := d.random()
	if err != nil {
		return 0, err
	}
	if u3 > 0.5 {
		return py.FloatMod(mu+libm.Acos(f), twoPi), nil
	}
	return py.FloatMod(mu-libm.Acos(f), twoPi), nil
}

// gammavariate follows Cheng (1977) for alpha > 1 and algorithm GS of Ahrens and
// Dieter (1974) below.
func gammavariate(d *drawer, alpha, beta float64) (float64, error) {
	if alpha <= 0 || beta <= 0 {
		return 0, py.Errorf(py.ValueError, "gammavariate: alpha and beta must be > 0.0")
	}
	switch {
	case alpha > 1:
		ainv := math.Sqrt(float64(2*alpha) - 1)
		bbb := alpha - libm.Log(4)
		ccc := alpha + ainv
		for {
			u1, err := d.random()
			if err != nil {
				return 0, err
			}
			if !(1e-7 < u1 && u1 < 0.9999999) {
				continue
			}
			u, err := d.random()
			if err != nil {
				return 0, err
			}
			v := libm.Log(u1/(1-u1)) / ainv
			x := alpha * libm.Exp(v)
			z := u1 * u1 * (1 - u)
			r := bbb + float64(ccc*v) - x
			if r+sgMagic()-float64(4.5*z) >= 0 || r >= libm.Log(z) {
				return x * beta, nil
			}
		}
	case alpha == 1:
		u, err := d.random()
		return -libm.Log(1-u) * beta, err
	}
	var x float64
	for {
		u, err := d.random()
		if err != nil {
			return 0, err
		}
		b := (math.E + alpha) / math.E
		p := b * u
		if p <= 1 {
			x = libm.Pow(p, 1/alpha)
		} else {
			x = -libm.Log((b - p) / alpha)
		}
		u1, err := d.random()
		if err != nil {
			return 0, err
		}
		if p > 1 {
			if u1 <= libm.Pow(x, alpha-1) {
				break
			}
		} else if u1 <= libm.Exp(-x) {
			break
		}
	}
	return x * beta, nil
}

func betavariate(d *drawer, alpha, beta float64) (float64, error) {
	y, err := gammavariate(d, alpha, 1)
	if err != nil || y == 0 {
		return 0, err
	}
	z, err := gammavariate(d, beta, 1)
	return y / (y + z), err
}

func paretovariate(d *drawer, alpha, _ float64) (float64, error) {
	u, err := d.random()
	if err != nil {
		return 0, err
	}
	if alpha == 0 {
		return 0, divisionByZero()
	}
	return powOf(1-u, -1/alpha)
}

func weibullvariate(d *drawer, alpha, beta float64) (float64, error) {
	u, err := d.random()
	if err != nil {
		return 0, err
	}
	log, err := logOf(1 - u)
	if err != nil {
		return 0, err
	}
	if beta == 0 {
		return 0, divisionByZero()
	}
	r, err := powOf(-log, 1/beta)
	return alpha * r, err
}

// binomialvariate uses the geometric method of Devroye for small n*p and BTRS of
// Hörmann (1993) otherwise.
func binomialvariate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	p, err := py.ToFloat(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "n must be non-negative")
	}
	switch {
	case p == 0:
		return py.Int(0), nil
	case p == 1:
		return py.Int(int64(n)), nil
	case !(p > 0 && p < 1):
		return py.Value{}, py.Errorf(py.ValueError, "p must be in the range 0.0 <= p <= 1.0")
	}
	d := newDrawer(t, self)
	r, err := binomial(&d, float64(n), p)
	return py.Int(int64(r)), err
}

func binomial(d *drawer, n, p float64) (float64, error) {
	if n == 1 {
		u, err := d.random()
		if u < p {
			return 1, err
		}
		return 0, err
	}
	if p > 0.5 {
		r, err := binomial(d, n, 1-p)
		return n - r, err
	}
	if n*p < 10 {
		x, y := 0.0, 0.0
		c := libm.Log2(1 - p)
		if c == 0 {
			return 0, nil
		}
		for {
			u, err := d.random()
			if err != nil {
				return 0, err
			}
			if u <= 0 {
				continue
			}
			y += math.Floor(libm.Log2(u)/c) + 1
			if y > n {
				return x, nil
			}
			x++
		}
	}
	spq := math.Sqrt(n * p * (1 - p))
	b := 1.15 + float64(2.53*spq)
	a := -0.0873 + float64(0.0248*b) + float64(0.01*p)
	c := float64(n*p) + 0.5
	vr := 0.92 - 4.2/b
	ready := false
	var alpha, lpq, m, h float64
	for {
		u, err := d.random()
		if err != nil {
			return 0, err
		}
		u -= 0.5
		us := 0.5 - math.Abs(u)
		if us == 0 {
			return 0, divisionByZero()
		}
		k := math.Floor(float64((2*a/us+b)*u) + c)
		if k < 0 || k > n {
			continue
		}
		v, err := d.random()
		if err != nil {
			return 0, err
		}
		if us >= 0.07 && v <= vr {
			return k, nil
		}
		if !ready {
			alpha = (2.83 + 5.1/b) * spq
			lpq = libm.Log(p / (1 - p))
			m = math.Floor((n + 1) * p)
			h = libm.Lgamma(m+1) + libm.Lgamma(n-m+1)
			ready = true
		}
		v *= alpha / (a/float64(us*us) + b)
		if libm.Log(v) <= h-libm.Lgamma(k+1)-libm.Lgamma(n-k+1)+float64((k-m)*lpq) {
			return k, nil
		}
	}
}
