package itertools

import "github.com/gopyrun/gopyrun/interp/py"

// pick returns the tuple of the pool's items at indices.
func pick(pool []py.Value, indices []int) py.Value {
	out := make([]py.Value, len(indices))
	for i, k := range indices {
		out[i] = pool[k]
	}
	return py.NewTuple(out...)
}

// poolAndLength binds the arguments (iterable, r).
func poolAndLength(t *py.Thread, a py.Args) (pool []py.Value, r int, err error) {
	if pool, err = py.Items(t, a[0]); err != nil {
		return nil, 0, err
	}
	if r, err = py.ToIndex(t, a[1], py.OverflowError); err != nil {
		return nil, 0, err
	}
	if r < 0 {
		return nil, 0, py.Errorf(py.ValueError, "r must be non-negative")
	}
	return pool, r, nil
}

func ended(t *py.Thread) py.Value { return py.Value{} }

// maxLength bounds the tuples of combinatoric iterators; more is a MemoryError.
const maxLength = 1 << 28

func combinations(t *py.Thread, a py.Args) (nextFunc, any, error) {
	pool, r, err := poolAndLength(t, a)
	if err != nil {
		return nil, nil, err
	}
	n := len(pool)
	if r > n {
		return ended, nil, nil
	}
	var indices []int
	over := false
	return func(t *py.Thread) py.Value {
		if over {
			return py.Value{}
		}
		if indices == nil {
			indices = make([]int, r)
			for i := range indices {
				indices[i] = i
			}
			over = r == 0
			return pick(pool, indices)
		}
		i := r - 1
		for i >= 0 && indices[i] == i+n-r {
			i--
		}
		if i < 0 {
			over = true
			return py.Value{}
		}
		indices[i]++
		for j := i + 1; j < r; j++ {
			indices[j] = indices[j-1] + 1
		}
		return pick(pool, indices)
	}, nil, nil
}

func combinationsWithReplacement(t *py.Thread, a py.Args) (nextFunc, any, error) {
	pool, r, err := poolAndLength(t, a)
	if err != nil {
		return nil, nil, err
	}
	if r > maxLength {
		return nil, nil, py.NewException(py.MemoryError)
	}
	n := len(pool)
	if n == 0 && r > 0 {
		return ended, nil, nil
	}
	var indices []int
	over := false
	return func(t *py.Thread) py.Value {
		if over {
			return py.Value{}
		}
		if indices == nil {
			indices = make([]int, r)
			over = r == 0
			return pick(pool, indices)
		}
		i := r - 1
		for i >= 0 && indices[i] == n-1 {
			i--
		}
		if i < 0 {
			over = true
			return py.Value{}
		}
		for k := indices[i] + 1; i < r; i++ {
			indices[i] = k
		}
		return pick(pool, indices)
	}, nil, nil
}

func permutations(t *py.Thread, a py.Args) (nextFunc, any, error) {
	pool, err := py.Items(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	n := len(pool)
	r := n
	if !a[1].IsNone() {
		if !py.IsAnyInt(a[1]) {
			return nil, nil, py.Errorf(py.TypeError, "Expected int as r")
		}
		if r, err = py.ArgIndex(t, a[1]); err != nil {
			return nil, nil, err
		}
		if r < 0 {
			return nil, nil, py.Errorf(py.ValueError, "r must be non-negative")
		}
	}
	if r > n {
		return ended, nil, nil
	}
	var indices, cycles []int
	over := false
	return func(t *py.Thread) py.Value {
		if over {
			return py.Value{}
		}
		if indices == nil {
			indices, cycles = make([]int, n), make([]int, r)
			for i := range indices {
				indices[i] = i
			}
			for i := range cycles {
				cycles[i] = n - i
			}
			over = n == 0 || r == 0
			return pick(pool, indices[:r])
		}
		for i := r - 1; i >= 0; i-- {
			if cycles[i]--; cycles[i] == 0 {
				x := indices[i]
				copy(indices[i:], indices[i+1:])
				indices[n-1] = x
				cycles[i] = n - i
				continue
			}
			j := n - cycles[i]
			indices[i], indices[j] = indices[j], indices[i]
			return pick(pool, indices[:r])
		}
		over = true
		return py.Value{}
	}, nil, nil
}

func product(t *py.Thread, a py.Args) (nextFunc, any, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	times, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return nil, nil, err
	}
	if times < 0 {
		return nil, nil, py.Errorf(py.ValueError, "repeat argument cannot be negative")
	}
	if len(args) > 0 && times > maxLength/len(args) {
		return nil, nil, py.Errorf(py.OverflowError, "repeat argument too large")
	}
	var base, pools [][]py.Value
	for _, v := range args {
		pool, err := py.Items(t, v)
		if err != nil {
			return nil, nil, err
		}
		base = append(base, pool)
	}
	if len(args) > 0 {
		for ; times > 0; times-- {
			pools = append(pools, base...)
		}
	}
	var indices []int
	over := false
	return func(t *py.Thread) py.Value {
		if over {
			return py.Value{}
		}
		if indices == nil {
			indices = make([]int, len(pools))
			for _, p := range pools {
				if len(p) == 0 {
					over = true
					return py.Value{}
				}
			}
			over = len(pools) == 0
		} else {
			i := len(pools) - 1
			for ; i >= 0; i-- {
				if indices[i]++; indices[i] < len(pools[i]) {
					break
				}
				indices[i] = 0
			}
			if i < 0 {
				over = true
				return py.Value{}
			}
		}
		out := make([]py.Value, len(pools))
		for i, k := range indices {
			out[i] = pools[i][k]
		}
		return py.NewTuple(out...)
	}, nil, nil
}
