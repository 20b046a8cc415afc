package itertools

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/py"
)

func compress(t *py.Thread, a py.Args) (nextFunc, any, error) {
	data, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	selectors, err := py.Iter(t, a[1])
	if err != nil {
		return nil, nil, err
	}
	return func(t *py.Thread) py.Value {
		for n := 0; ; {
			x, stop := advance(t, data)
			if stop {
				return x
			}
			s, stop := advance(t, selectors)
			if stop {
				return s
			}
			yes, ok := py.Truth(t, s)
			if !ok {
				return py.Error
			}
			if yes {
				return x
			}
			if !poll(t, &n) {
				return py.Error
			}
		}
	}, nil, nil
}

func dropWhile(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[1])
	if err != nil {
		return nil, nil, err
	}
	fn, started := a[0], false
	return func(t *py.Thread) py.Value {
		for n := 0; ; {
			x, stop := advance(t, it)
			if stop || started {
				return x
			}
			yes := call1(t, fn, x)
			if yes.IsError() {
				return py.Error
			}
			drop, ok := py.Truth(t, yes)
			if !ok {
				return py.Error
			}
			if !drop {
				started = true
				return x
			}
			if !poll(t, &n) {
				return py.Error
			}
		}
	}, nil, nil
}

func takeWhile(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[1])
	if err != nil {
		return nil, nil, err
	}
	fn, ended := a[0], false
	return func(t *py.Thread) py.Value {
		if ended {
			return py.Value{}
		}
		x, stop := advance(t, it)
		if stop {
			return x
		}
		r := call1(t, fn, x)
		if r.IsError() {
			return r
		}
		yes, ok := py.Truth(t, r)
		if !ok {
			return py.Error
		}
		if yes {
			return x
		}
		ended = true
		return py.Value{}
	}, nil, nil
}

func filterFalse(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[1])
	if err != nil {
		return nil, nil, err
	}
	fn := a[0]
	if fn == py.BoolType.Value() {
		fn = py.None
	}
	return func(t *py.Thread) py.Value {
		for n := 0; ; {
			x, stop := advance(t, it)
			if stop {
				return x
			}
			yes, ok := truth(t, fn, x)
			if !ok {
				return py.Error
			}
			if !yes {
				return x
			}
			if !poll(t, &n) {
				return py.Error
			}
		}
	}, nil, nil
}

func starMap(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[1])
	if err != nil {
		return nil, nil, err
	}
	fn := a[0]
	return func(t *py.Thread) py.Value {
		x, stop := advance(t, it)
		if stop {
			return x
		}
		args, err := py.Items(t, x)
		if err != nil {
			return t.Fail(err)
		}
		return py.CallSlot(t, fn, args, nil)
	}, nil, nil
}

func pairwise(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	var old py.Value
	return func(t *py.Thread) py.Value {
		if it.IsUnbound() {
			return py.Value{}
		}
		if old.IsUnbound() {
			x, stop := advance(t, it)
			if stop {
				it = py.Value{}
				return x
			}
			old = x
			if it.IsUnbound() { // exhausted by its own next
				return py.Value{}
			}
		}
		x, stop := advance(t, it)
		if stop {
			it, old = py.Value{}, py.Value{}
			return x
		}
		pair := py.NewPair(old, x)
		old = x
		return pair
	}, nil, nil
}

// iSliceArg evaluates an argument of islice; None gives none.
func iSliceArg(t *py.Thread, v py.Value, none int, msg string) (int, error) {
	if v.IsNone() {
		return none, nil
	}
	i, err := py.ToIndex(t, v, py.OverflowError)
	if err != nil || i < 0 {
		if err != nil && !py.Matches(err, py.TypeError) && !py.Matches(err, py.OverflowError) {
			return 0, err
		}
		return 0, py.Errorf(py.ValueError, "%s", msg)
	}
	return i, nil
}

const (
	badStop  = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	badIndex = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	badStep  = "Step for islice() must be a positive integer or None."
)

func iSlice(t *py.Thread, a py.Args) (nextFunc, any, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	if len(args) < 2 {
		return nil, nil, py.Errorf(py.TypeError, "islice expected at least 2 arguments, got %d", len(args))
	}
	if len(args) > 4 {
		return nil, nil, py.Errorf(py.TypeError, "islice expected at most 4 arguments, got %d", len(args))
	}
	start, stop, step := 0, 0, 1
	var err error
	if len(args) == 2 {
		stop, err = iSliceArg(t, args[1], -1, badStop)
	} else {
		if stop, err = iSliceArg(t, args[2], -1, badStop); err == nil {
			start, err = iSliceArg(t, args[1], 0, badIndex)
		}
	}
	if err == nil && len(args) == 4 {
		if step, err = iSliceArg(t, args[3], 1, badStep); err == nil && step < 1 {
			err = py.Errorf(py.ValueError, badStep)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	it, err := py.Iter(t, args[0])
	if err != nil {
		return nil, nil, err
	}
	next, seen := start, 0
	return func(t *py.Thread) py.Value {
		if it.IsUnbound() {
			return py.Value{}
		}
		for n := 0; seen < next; seen++ {
			if x, end := advance(t, it); end {
				it = py.Value{}
				return x
			}
			if !poll(t, &n) {
				return py.Error
			}
		}
		if stop >= 0 && seen >= stop {
			it = py.Value{}
			return py.Value{}
		}
		x, end := advance(t, it)
		if end {
			it = py.Value{}
			return x
		}
		seen++
		if next += step; next < seen || stop >= 0 && next > stop {
			if next = stop; stop < 0 {
				next = math.MaxInt
			}
		}
		return x
	}, nil, nil
}

func zipLongest(t *py.Thread, a py.Args) (nextFunc, any, error) {
	args, fill := py.Cast[py.Tuple](a[0]).Items, a[1]
	its := make([]py.Value, len(args))
	for i, v := range args {
		it, err := py.Iter(t, v)
		if err != nil {
			return nil, nil, err
		}
		its[i] = it
	}
	active := len(its)
	return func(t *py.Thread) py.Value {
		if active == 0 {
			return py.Value{}
		}
		out := make([]py.Value, len(its))
		for i, it := range its {
			out[i] = fill
			if it.IsUnbound() {
				continue
			}
			x, stop := advance(t, it)
			if x.IsError() {
				active = 0
				return x
			}
			if !stop {
				out[i] = x
				continue
			}
			its[i] = py.Value{}
			if active--; active == 0 {
				return py.Value{}
			}
		}
		return py.NewTuple(out...)
	}, nil, nil
}
