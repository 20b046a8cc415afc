package math

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/gopyrun/gopyrun/interp/py"
)

func integerMethods() []py.Method {
	return []py.Method{
		{Name: "comb", Signature: "($module, n, k, /)", Func: comb, Flags: py.Alloc | py.Slow, Doc: "Number of ways to choose k items from n items without repetition and without order."},
		{Name: "factorial", Signature: "($module, n, /)", Func: factorial, Flags: py.Alloc | py.Slow, Doc: "Find n!."},
		{Name: "gcd", Signature: "($module, /, *integers)", Func: gcd, Doc: "Greatest Common Divisor."},
		{Name: "isqrt", Signature: "($module, n, /)", Func: isqrt, Doc: "Return the integer part of the square root of the input."},
		{Name: "lcm", Signature: "($module, /, *integers)", Func: lcm, Doc: "Least Common Multiple."},
		{Name: "perm", Signature: "($module, n, k=None, /)", Func: perm, Flags: py.Alloc | py.Slow, Doc: "Number of ways to choose k items from n items without repetition and with order."},
	}
}

// index is operator.index(v) as a big int, which must not be changed.
func index(t *py.Thread, v py.Value) (*big.Int, error) {
	n, err := py.Index(t, v)
	if err != nil {
		return nil, err
	}
	b, _ := py.AsBig(n)
	return b, nil
}

// gcd64 is the greatest common divisor of two magnitudes.
func gcd64(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs64(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

func gcd(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	items, _ := py.AsTuple(a[0])
	small, big1 := uint64(0), (*big.Int)(nil)
	for _, v := range items.Items {
		n, err := py.Index(t, v)
		if err != nil {
			return py.Value{}, err
		}
		if x, ok := py.AsInt64(n); ok && big1 == nil {
			small = gcd64(small, abs64(x))
			continue
		}
		if big1 == nil {
			big1 = new(big.Int).SetUint64(small)
		}
		b, _ := py.AsBig(n)
		big1 = new(big.Int).GCD(nil, nil, big1, new(big.Int).Abs(b))
	}
	if big1 == nil {
		big1 = new(big.Int).SetUint64(small)
	}
	return py.NewBig(big1), nil
}

func lcm(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	items, _ := py.AsTuple(a[0])
	r := big.NewInt(1)
	for _, v := range items.Items {
		b, err := index(t, v)
		if err != nil {
			return py.Value{}, err
		}
		if b.Sign() == 0 || r.Sign() == 0 {
			r = new(big.Int)
			continue
		}
		abs := new(big.Int).Abs(b)
		g := new(big.Int).GCD(nil, nil, r, abs)
		r.Mul(r, abs.Quo(abs, g))
		if r.BitLen() > py.MaxIntBits {
			return py.Value{}, py.NewException(py.MemoryError)
		}
	}
	return py.NewBig(r), nil
}

func isqrt(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := index(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n.Sign() < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "isqrt() argument must be nonnegative")
	}
	return py.NewBig(new(big.Int).Sqrt(n)), nil
}

// product is lo * (lo+1) * … * hi for 0 < lo, polling between big steps.
func product(t *py.Thread, lo, hi int64) (*big.Int, error) {
	if hi-lo < 512 {
		return new(big.Int).MulRange(lo, hi), nil
	}
	mid := lo + (hi-lo)/2
	x, err := product(t, lo, mid)
	if err != nil {
		return nil, err
	}
	y, err := product(t, mid+1, hi)
	if err != nil {
		return nil, err
	}
	if err := t.Poll(); err != nil {
		return nil, err
	}
	return x.Mul(x, y), nil
}

// checkProduct refuses a product of k factors up to n that would not fit.
func checkProduct(n *big.Int, k int64) error {
	size := max(float64(n.BitLen())-4, 1) * float64(k)
	if size > py.MaxIntBits {
		return py.NewException(py.MemoryError)
	}
	return nil
}

func factorial(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := index(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return factorialOf(t, n)
}

func factorialOf(t *py.Thread, n *big.Int) (py.Value, error) {
	switch {
	case n.Sign() < 0:
		return py.Value{}, py.Errorf(py.ValueError, "factorial() not defined for negative values")
	case !n.IsInt64():
		return py.Value{}, py.Errorf(py.OverflowError, "factorial() argument should not exceed %d", int64(math.MaxInt64))
	}
	if err := checkProduct(n, n.Int64()); err != nil {
		return py.Value{}, err
	}
	r, err := product(t, 1, max(n.Int64(), 1))
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBig(r), nil
}

// falling is n * (n-1) * … of k factors, 0 <= k <= n.
func falling(t *py.Thread, n *big.Int, k int64) (*big.Int, error) {
	if k == 0 {
		return big.NewInt(1), nil
	}
	if err := checkProduct(n, k); err != nil {
		return nil, err
	}
	if n.IsInt64() {
		return product(t, n.Int64()-k+1, n.Int64())
	}
	if k <= 16 {
		r, f := new(big.Int).Set(n), new(big.Int).Set(n)
		for one := big.NewInt(1); k > 1; k-- {
			r.Mul(r, f.Sub(f, one))
		}
		return r, nil
	}
	x, err := falling(t, n, k/2)
	if err != nil {
		return nil, err
	}
	y, err := falling(t, new(big.Int).Sub(n, big.NewInt(k/2)), k-k/2)
	if err != nil {
		return nil, err
	}
	if err := t.Poll(); err != nil {
		return nil, err
	}
	return x.Mul(x, y), nil
}

// counts converts n and k of comb and perm.
func counts(t *py.Thread, a py.Args) (n, k *big.Int, err error) {
	if n, err = index(t, a[0]); err != nil {
		return nil, nil, err
	}
	if k, err = index(t, a[1]); err != nil {
		return nil, nil, err
	}
	if n.Sign() < 0 {
		return nil, nil, py.Errorf(py.ValueError, "n must be a non-negative integer")
	}
	if k.Sign() < 0 {
		return nil, nil, py.Errorf(py.ValueError, "k must be a non-negative integer")
	}
	return n, k, nil
}

func perm(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if a[1].IsNone() {
		return factorial(t, py.Value{}, a[:1])
	}
	n, k, err := counts(t, a)
	if err != nil {
		return py.Value{}, err
	}
	if n.Cmp(k) < 0 {
		return py.Int(0), nil
	}
	if !k.IsInt64() {
		return py.Value{}, py.Errorf(py.OverflowError, "k must not exceed %d", int64(math.MaxInt64))
	}
	r, err := falling(t, n, k.Int64())
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBig(r), nil
}

func comb(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, k, err := counts(t, a)
	if err != nil {
		return py.Value{}, err
	}
	if n.Cmp(k) < 0 {
		return py.Int(0), nil
	}
	if rest := new(big.Int).Sub(n, k); rest.Cmp(k) < 0 {
		k = rest
	}
	if !k.IsInt64() {
		return py.Value{}, py.Errorf(py.OverflowError, "min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	}
	if v, ok := comb64(n, k.Int64()); ok {
		return v, nil
	}
	num, err := falling(t, n, k.Int64())
	if err != nil {
		return py.Value{}, err
	}
	den, err := product(t, 1, max(k.Int64(), 1))
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBig(num.Quo(num, den)), nil
}

// comb64 is comb in 64 bits where the steps fit.
func comb64(n *big.Int, k int64) (py.Value, bool) {
	if !n.IsInt64() || k > 64 {
		return py.Value{}, false
	}
	r := uint64(1)
	for i := int64(1); i <= k; i++ {
		hi, lo := bits.Mul64(r, uint64(n.Int64()-k+i))
		if hi != 0 {
			return py.Value{}, false
		}
		r = lo / uint64(i)
	}
	if r > math.MaxInt64 {
		return py.Value{}, false
	}
	return py.Int(int64(r)), true
}
