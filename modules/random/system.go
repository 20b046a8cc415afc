package random

import (
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/py"
)

// systemRandomSpec declares SystemRandom, which draws from the host's entropy.
func systemRandomSpec() py.TypeSpec {
	stateless := func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		return py.Value{}, py.Errorf(py.NotImplementedError, "System entropy source does not have state.")
	}
	return py.TypeSpec{
		Name: "random.SystemRandom", Base: &randomType,
		Doc: "Alternate random number generator using sources provided\nby the operating system (such as /dev/urandom on Unix or\nCryptGenRandom on Windows).\n\n Not available on all systems (see os.urandom() for details).",
		Methods: []py.Method{
			method("random", "($self)", systemRandom, 0, "Get the next random number in the range 0.0 <= X < 1.0."),
			method("getrandbits", "($self, k)", systemBits, py.Alloc, "getrandbits(k) -> x.  Generates an int with k random bits."),
			method("randbytes", "($self, n)", systemBytes, py.Alloc, "Generate n random bytes."),
			method("seed", "($self, *args, **kwds)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, nil
			}, 0, "Stub method.  Not used for a system random number generator."),
			method("getstate", "($self, *args, **kwds)", stateless, 0, "Method should not be called for a system random number generator."),
			method("setstate", "($self, *args, **kwds)", stateless, 0, "Method should not be called for a system random number generator."),
		},
	}
}

// entropy returns n bytes of the host's entropy.
func entropy(t *py.Thread, n int) ([]byte, error) {
	b := make([]byte, n)
	if t.Interp.Host.Random == nil {
		return nil, py.Errorf(py.NotImplementedError, "the host gives no entropy")
	}
	return b, t.Interp.Host.Random.Entropy(b)
}

func systemRandom(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b, err := entropy(t, 7)
	if err != nil {
		return py.Value{}, err
	}
	x := uint64(0)
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return py.Float(math.Ldexp(float64(x>>3), -53)), nil
}

func systemBits(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	k, err := bitCount(t, a[0])
	if err != nil {
		if py.Matches(err, py.ValueError) {
			err = py.Errorf(py.ValueError, "number of bits must be non-negative")
		}
		return py.Value{}, err
	}
	n := int(k+7) / 8
	b, err := entropy(t, n)
	if err != nil {
		return py.Value{}, err
	}
	x := new(big.Int).SetBytes(b)
	return py.NewBig(x.Rsh(x, uint(n*8)-uint(k))), nil
}

func systemBytes(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "negative argument not allowed")
	}
	if n > py.MaxIntBits/8 {
		return py.Value{}, py.NewException(py.MemoryError)
	}
	b, err := entropy(t, n)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b), nil
}
