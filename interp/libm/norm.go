package libm

import "math"

// Hypot is the length of the vector (x, y).
func Hypot(x, y float64) float64 {
	v := [2]float64{x, y}
	return Norm(v[:])
}

// Norm is the Euclidean length of the vector x. The squares are added in twice
// the working precision, so that the result is correctly rounded but for ties
// closer than 2**-100. An infinite coordinate gives infinity even beside NaN.
func Norm(x []float64) float64 {
	big, nan := 0.0, false
	for _, c := range x {
		if math.IsNaN(c) {
			nan = true
			continue
		}
		big = max(big, math.Abs(c))
	}
	switch {
	case math.IsInf(big, 0):
		return big
	case nan:
		return math.NaN()
	case big == 0 || len(x) == 1:
		return big
	}
	_, e := math.Frexp(big)
	hi, lo := 0.0, 0.0
	for _, c := range x {
		c = math.Ldexp(c, -e)
		p := c * c
		q := math.FMA(c, c, -p)
		var r float64
		hi, r = twoSum(hi, p)
		lo += q + r
	}
	h := math.Sqrt(hi + lo)
	// One Newton step on the residual hi + lo - h*h.
	p := h * h
	q := math.FMA(h, h, -p)
	d, r := twoSum(hi, -p)
	h += (d + (r + (lo - q))) / (2 * h)
	return math.Ldexp(h, e)
}

// twoSum is x + y exactly, as a rounded sum and its error.
func twoSum(x, y float64) (s, e float64) {
	s = x + y
	z := s - x
	return s, (x - (s - z)) + (y - z)
}
