package random

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/libm"
	"github.com/gopyrun/gopyrun/interp/py"
)

func chooseMethods() []py.Method {
	return []py.Method{
		method("randrange", "($self, start, stop=None, step=<unrepresentable>)", randrange, py.CallsPython, "Choose a random item from range(stop) or range(start, stop[, step])."),
		method("randint", "($self, a, b)", randint, py.CallsPython, "Return random integer in range [a, b], including both end points."),
		method("choice", "($self, seq)", choice, py.CallsPython, "Choose a random element from a non-empty sequence."),
		method("shuffle", "($self, x)", shuffle, py.Slow|py.CallsPython, "Shuffle list x in place, and return None."),
		method("sample", "($self, population, k, *, counts=None)", sample, py.Alloc|py.Slow|py.CallsPython, "Chooses k unique random elements from a population sequence."),
		method("choices", "($self, population, weights=None, *, cum_weights=None, k=1)", choices, py.Alloc|py.Slow|py.CallsPython, "Return a k sized list of population elements chosen with replacement."),
	}
}

func randbytes(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	bits, err := py.Operate(t, py.OpMul, a[0], py.Int(8))
	if err != nil {
		return py.Value{}, err
	}
	d := newDrawer(t, self)
	if d.mt != nil {
		k, err := bitCount(t, bits)
		if err != nil {
			return py.Value{}, err
		}
		b := make([]byte, k/8)
		d.mt.Fill(b)
		return py.NewBytes(b), nil
	}
	v, err := py.CallMethod(t, self, "getrandbits", bits)
	if err != nil {
		return py.Value{}, err
	}
	return py.CallMethod(t, v, "to_bytes", a[0], py.NewStr("little"))
}

// emptyRange words the ValueError of randrange and randint.
func emptyRange(t *py.Thread, fname string, args ...py.Value) error {
	s := ""
	for i, v := range args {
		text, err := py.ToGoString(t, v)
		if err != nil {
			return err
		}
		if i > 0 {
			s += ", "
		}
		s += text
	}
	return py.Errorf(py.ValueError, "empty range in %s(%s)", fname, s)
}

func isPositive(v py.Value) bool {
	b, _ := py.AsBig(v)
	return b.Sign() > 0
}

// randrange implements Random.randrange.
func randrange(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	start, err := py.Index(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := newDrawer(t, self)
	if a[1].IsNone() {
		if a.Given(2) && a[2] != py.Int(1) {
			return py.Value{}, py.Errorf(py.TypeError, "Missing a non-None stop argument")
		}
		if !isPositive(start) {
			return py.Value{}, py.Errorf(py.ValueError, "empty range for randrange()")
		}
		return d.belowValue(start)
	}
	stop, err := py.Index(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	step := py.Int(1)
	if a.Given(2) {
		if step, err = py.Index(t, a[2]); err != nil {
			return py.Value{}, err
		}
	}
	width, err := py.Operate(t, py.OpSub, stop, start)
	if err != nil {
		return py.Value{}, err
	}
	if step == py.Int(1) {
		if !isPositive(width) {
			return py.Value{}, emptyRange(t, "randrange", a[0], a[1])
		}
		r, err := d.belowValue(width)
		if err != nil {
			return py.Value{}, err
		}
		return py.Operate(t, py.OpAdd, start, r)
	}
	s, _ := py.AsBig(step)
	if s.Sign() == 0 {
		return py.Value{}, py.Errorf(py.ValueError, "zero step for randrange()")
	}
	n, err := py.Operate(t, py.OpAdd, width, step)
	if err == nil {
		n, err = py.Operate(t, py.OpSub, n, py.Int(int64(s.Sign())))
	}
	if err == nil {
		n, err = py.Operate(t, py.OpFloorDiv, n, step)
	}
	if err != nil {
		return py.Value{}, err
	}
	if !isPositive(n) {
		return py.Value{}, emptyRange(t, "randrange", a[0], a[1], a[2])
	}
	r, err := d.belowValue(n)
	if err == nil {
		r, err = py.Operate(t, py.OpMul, step, r)
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.Operate(t, py.OpAdd, start, r)
}

func randint(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := newDrawer(t, self)
	if a[0].IsInt() && a[1].IsInt() {
		lo, hi := a[0].Int64(), a[1].Int64()
		if n := hi - lo + 1; lo <= hi && n > 0 {
			r, err := d.below(n)
			return py.Int(lo + r), err
		}
	}
	lo, err := py.Index(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	hi, err := py.Index(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := py.Operate(t, py.OpSub, hi, lo)
	if err == nil {
		n, err = py.Operate(t, py.OpAdd, n, py.Int(1))
	}
	if err != nil {
		return py.Value{}, err
	}
	if !isPositive(n) {
		return py.Value{}, emptyRange(t, "randint", lo, hi)
	}
	r, err := d.belowValue(n)
	if err != nil {
		return py.Value{}, err
	}
	return py.Operate(t, py.OpAdd, lo, r)
}

func choice(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.Len(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n == 0 {
		return py.Value{}, py.Errorf(py.IndexError, "Cannot choose from an empty sequence")
	}
	d := newDrawer(t, self)
	i, err := d.below(int64(n))
	if err != nil {
		return py.Value{}, err
	}
	if a[0].IsList() {
		if l := py.Cast[py.List](a[0]); int(i) < len(l.Items) {
			return l.Items[i], nil
		}
	}
	return py.GetItem(t, a[0], py.Int(i))
}

func shuffle(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := newDrawer(t, self)
	x := a[0]
	if x.IsList() && d.mt != nil {
		l := py.Cast[py.List](x).Items
		for i := len(l) - 1; i > 0; i-- {
			j := d.mt.Below(uint64(i + 1))
			l[i], l[j] = l[j], l[i]
		}
		return py.None, nil
	}
	n, err := py.Len(t, x)
	if err != nil {
		return py.Value{}, err
	}
	for i := n - 1; i > 0; i-- {
		j, err := d.below(int64(i + 1))
		if err != nil {
			return py.Value{}, err
		}
		vi, vj := py.Int(int64(i)), py.Int(j)
		xj, err := py.GetItem(t, x, vj)
		if err != nil {
			return py.Value{}, err
		}
		xi, err := py.GetItem(t, x, vi)
		if err != nil {
			return py.Value{}, err
		}
		if err := py.SetItem(t, x, vi, xj); err != nil {
			return py.Value{}, err
		}
		if err := py.SetItem(t, x, vj, xi); err != nil {
			return py.Value{}, err
		}
		if i&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
	}
	return py.None, nil
}

// isSequence is isinstance(v, collections.abc.Sequence).
func isSequence(t *py.Thread, v py.Value) (bool, error) {
	typ := py.TypeOf(v)
	if typ.Has(py.MatchSequence) {
		return true, nil
	}
	for _, b := range [...]*py.Type{py.StrType, py.BytesType, py.ByteArrayType, py.ListType, py.TupleType, py.RangeType} {
		if typ.IsSubtype(b) {
			return true, nil
		}
	}
	// Classes are registered with the abstract class only if it was imported.
	abc := t.Interp.Modules.GetName("collections.abc")
	if abc.IsUnbound() {
		return false, nil
	}
	seq, err := py.GetAttr(t, abc, "Sequence")
	if err != nil {
		return false, err
	}
	return py.IsInstanceOf(t, v, seq)
}

// sample implements Random.sample.
func sample(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	population := a[0]
	ok, err := isSequence(t, population)
	if err != nil {
		return py.Value{}, err
	}
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	n, err := py.Len(t, population)
	if err != nil {
		return py.Value{}, err
	}
	if !a[2].IsNone() {
		return sampleCounts(t, self, a, n)
	}
	k, err := py.ToIndex(t, a[1], nil)
	if err != nil {
		return py.Value{}, py.Errorf(py.TypeError, "can't multiply sequence by non-int of type '%s'", py.TypeOf(a[1]).FullName())
	}
	picks, err := samplePositions(t, self, n, k, func(i int) (py.Value, error) { return py.GetItem(t, population, py.Int(int64(i))) },
		func() ([]py.Value, error) { return py.Items(t, population) })
	if err != nil {
		return py.Value{}, err
	}
	return py.NewList(picks...), nil
}

// samplePositions picks k of n items without replacement: from a copy of a small
// population, by remembering the positions taken of a large one.
func samplePositions(t *py.Thread, self py.Value, n, k int, item func(int) (py.Value, error), all func() ([]py.Value, error)) ([]py.Value, error) {
	if k < 0 || k > n {
		return nil, py.Errorf(py.ValueError, "Sample larger than population or is negative")
	}
	d := newDrawer(t, self)
	result := make([]py.Value, k)
	setsize := 21.0
	if k > 5 {
		setsize += libm.Pow(4, math.Ceil(libm.Log(float64(k)*3)/libm.Log(4)))
	}
	if float64(n) <= setsize {
		pool, err := all()
		if err != nil {
			return nil, err
		}
		for i := range result {
			j, err := d.below(int64(n - i))
			if err != nil {
				return nil, err
			}
			if n-i-1 >= len(pool) || int(j) >= len(pool) {
				return nil, py.Errorf(py.IndexError, "list index out of range")
			}
			result[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return result, nil
	}
	taken := make(map[int64]struct{}, k)
	for i := range result {
		var j int64
		for {
			var err error
			if j, err = d.below(int64(n)); err != nil {
				return nil, err
			}
			if _, dup := taken[j]; !dup {
				break
			}
		}
		taken[j] = struct{}{}
		var err error
		if result[i], err = item(int(j)); err != nil {
			return nil, err
		}
		if i&0xfff == 0xfff {
			if err := t.Poll(); err != nil {
				return nil, err
			}
		}
	}
	return result, nil
}

// accumulate returns the running sums of an iterable.
func accumulate(t *py.Thread, v py.Value) ([]py.Value, error) {
	var sums []py.Value
	err := py.Iterate(t, v, func(x py.Value) error {
		if len(sums) > 0 {
			var err error
			if x, err = py.Operate(t, py.OpAdd, sums[len(sums)-1], x); err != nil {
				return err
			}
		}
		sums = append(sums, x)
		return nil
	})
	return sums, err
}

// sampleCounts is sample with counts: it samples positions in the repeated
// population and maps them back.
func sampleCounts(t *py.Thread, self py.Value, a py.Args, n int) (py.Value, error) {
	cum, err := accumulate(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	if len(cum) != n {
		return py.Value{}, py.Errorf(py.ValueError, "The number of counts does not match the population")
	}
	total := 0
	if n > 0 {
		last := cum[n-1]
		if !py.IsAnyInt(last) {
			return py.Value{}, py.Errorf(py.TypeError, "Counts must be integers")
		}
		if total, err = py.ToIndex(t, last, py.OverflowError); err != nil {
			return py.Value{}, err
		}
		if total < 0 {
			return py.Value{}, py.Errorf(py.ValueError, "Counts must be non-negative")
		}
		cum = cum[:n-1]
	}
	k, err := py.ToIndex(t, a[1], nil)
	if err != nil {
		return py.Value{}, err
	}
	picks, err := samplePositions(t, self, total, k, func(i int) (py.Value, error) { return py.Int(int64(i)), nil }, func() ([]py.Value, error) {
		all := make([]py.Value, total)
		for i := range all {
			all[i] = py.Int(int64(i))
		}
		return all, nil
	})
	if err != nil {
		return py.Value{}, err
	}
	for i, s := range picks {
		j, err := bisect(t, cum, s, len(cum))
		if err != nil {
			return py.Value{}, err
		}
		if picks[i], err = py.GetItem(t, a[0], py.Int(int64(j))); err != nil {
			return py.Value{}, err
		}
	}
	return py.NewList(picks...), nil
}

// bisect returns where x goes to the right of equal items in sums[:hi].
func bisect(t *py.Thread, sums []py.Value, x py.Value, hi int) (int, error) {
	lo := 0
	for lo < hi {
		mid := (lo + hi) / 2
		less, err := py.Less(t, x, sums[mid])
		if err != nil {
			return 0, err
		}
		if less {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

// choices implements Random.choices.
func choices(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	population, weights, cumWeights := a[0], a[1], a[2]
	n, err := py.Len(t, population)
	if err != nil {
		return py.Value{}, err
	}
	d := newDrawer(t, self)
	var cum []py.Value
	switch {
	case cumWeights.IsNone() && weights.IsNone():
		return pick(t, &d, population, a[3], func(u float64) (int, error) { return int(math.Floor(u * float64(n))), nil })
	case cumWeights.IsNone():
		if cum, err = accumulate(t, weights); err != nil {
			if py.Matches(err, py.TypeError) && py.IsAnyInt(weights) {
				s, err := py.ReprString(t, weights)
				if err != nil {
					return py.Value{}, err
				}
				return py.Value{}, py.Errorf(py.TypeError, "The number of choices must be a keyword argument: k=%s", s)
			}
			return py.Value{}, err
		}
	case !weights.IsNone():
		return py.Value{}, py.Errorf(py.TypeError, "Cannot specify both weights and cumulative weights")
	default:
		if cum, err = py.Items(t, cumWeights); err != nil {
			return py.Value{}, err
		}
	}
	if len(cum) != n {
		return py.Value{}, py.Errorf(py.ValueError, "The number of weights does not match the population")
	}
	if n == 0 {
		return py.Value{}, py.Errorf(py.IndexError, "list index out of range")
	}
	sum, err := py.Operate(t, py.OpAdd, cum[n-1], py.Float(0))
	if err != nil {
		return py.Value{}, err
	}
	total, err := py.ToFloat(t, sum)
	if err != nil {
		return py.Value{}, err
	}
	switch {
	case total <= 0:
		return py.Value{}, py.Errorf(py.ValueError, "Total of weights must be greater than zero")
	case math.IsInf(total, 0) || math.IsNaN(total):
		return py.Value{}, py.Errorf(py.ValueError, "Total of weights must be finite")
	}
	if fast, ok := exactFloats(cum); ok {
		return pick(t, &d, population, a[3], func(u float64) (int, error) {
			x := u * total
			lo, hi := 0, n-1
			for lo < hi {
				mid := (lo + hi) / 2
				if x < fast[mid] {
					hi = mid
				} else {
					lo = mid + 1
				}
			}
			return lo, nil
		})
	}
	return pick(t, &d, population, a[3], func(u float64) (int, error) { return bisect(t, cum, py.Float(u*total), n-1) })
}

// exactFloats converts floats and ints that floats hold exactly.
func exactFloats(v []py.Value) ([]float64, bool) {
	out := make([]float64, len(v))
	for i, x := range v {
		switch {
		case x.IsFloat():
			out[i] = x.Float64()
		case x.IsInt() && -1<<53 <= x.Int64() && x.Int64() <= 1<<53:
			out[i] = float64(x.Int64())
		default:
			return nil, false
		}
	}
	return out, true
}

// pick makes a list of count items at the positions that at gives for random
// numbers.
func pick(t *py.Thread, d *drawer, population, count py.Value, at func(u float64) (int, error)) (py.Value, error) {
	k, err := py.ToIndex(t, count, py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	var out []py.Value
	for i := 0; i < k; i++ {
		u, err := d.random()
		if err != nil {
			return py.Value{}, err
		}
		j, err := at(u)
		if err != nil {
			return py.Value{}, err
		}
		v, err := py.GetItem(t, population, py.Int(int64(j)))
		if err != nil {
			return py.Value{}, err
		}
		out = append(out, v)
		if i&0xfff == 0xfff {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
	}
	return py.NewList(out...), nil
}
