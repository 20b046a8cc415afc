package itertools

import "github.com/gopyrun/gopyrun/interp/py"

type nextFunc = func(t *py.Thread) py.Value

// counter is the state of count: cur and step, as 64-bit ints while they are such.
type counter struct{ cur, step py.Value }

func count(t *py.Thread, a py.Args) (nextFunc, any, error) {
	for _, v := range a {
		typ := py.TypeOf(v)
		if typ.Index == nil && typ.Int == nil && typ.Float == nil && !py.IsAnyInt(v) && !v.IsFloat() && !py.ComplexType.IsInstance(v) {
			return nil, nil, py.Errorf(py.TypeError, "a number is required")
		}
	}
	c := &counter{a[0], a[1]}
	return func(t *py.Thread) py.Value {
		v := c.cur
		if v.IsInt() && c.step.IsInt() {
			x, d := v.Int64(), c.step.Int64()
			if s := x + d; (s > x) == (d > 0) {
				c.cur = py.Int(s)
				return v
			}
		}
		n := py.BinaryOperation(t, py.OpAdd, v, c.step)
		if n.IsError() {
			return n
		}
		c.cur = n
		return v
	}, c, nil
}

func countRepr(t *py.Thread, v py.Value) py.Value {
	c := py.Cast[iterator](v).state.(*counter)
	s, err := py.ReprString(t, c.cur)
	if err != nil {
		return t.Fail(err)
	}
	if c.step != py.Int(1) {
		step, err := py.ReprString(t, c.step)
		if err != nil {
			return t.Fail(err)
		}
		s += ", " + step
	}
	return py.NewStr(py.TypeOf(v).Name() + "(" + s + ")")
}

func cycle(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	var saved []py.Value
	i := 0
	return func(t *py.Thread) py.Value {
		if !it.IsUnbound() {
			x, stop := advance(t, it)
			if !stop {
				saved = append(saved, x)
				return x
			}
			if x.IsError() {
				return x
			}
			it = py.Value{}
		}
		if len(saved) == 0 {
			return py.Value{}
		}
		x := saved[i]
		if i++; i == len(saved) {
			i = 0
		}
		return x
	}, nil, nil
}

// repeated is the state of repeat; left is -1 for no end.
type repeated struct {
	x    py.Value
	left int
}

func repeat(t *py.Thread, a py.Args) (nextFunc, any, error) {
	r := &repeated{a[0], -1}
	if a.Given(1) {
		n, err := py.ToIndex(t, a[1], py.OverflowError)
		if err != nil {
			return nil, nil, err
		}
		r.left = max(n, 0)
	}
	return func(t *py.Thread) py.Value {
		if r.left == 0 {
			return py.Value{}
		}
		if r.left > 0 {
			r.left--
		}
		return r.x
	}, r, nil
}

func repeatRepr(t *py.Thread, v py.Value) py.Value {
	r := py.Cast[iterator](v).state.(*repeated)
	s, err := py.ReprString(t, r.x)
	if err != nil {
		return t.Fail(err)
	}
	if r.left >= 0 {
		n, _ := py.ReprString(t, py.Int(int64(r.left)))
		s += ", " + n
	}
	return py.NewStr(py.TypeOf(v).Name() + "(" + s + ")")
}

var repeatMethods = []py.Method{{Name: "__length_hint__", Signature: "($self, /)",
	Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		r := py.Cast[iterator](self).state.(*repeated)
		if r.left < 0 {
			return py.Value{}, py.Errorf(py.TypeError, "len() of unsized object")
		}
		return py.Int(int64(r.left)), nil
	}, Doc: "Private method returning an estimate of len(list(it))."}}

func accumulate(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	fn, initial := a[1], a[2]
	var total py.Value
	return func(t *py.Thread) py.Value {
		if !initial.IsNone() {
			total, initial = initial, py.None
			return total
		}
		x, stop := advance(t, it)
		if stop {
			return x
		}
		if total.IsUnbound() {
			total = x
			return x
		}
		var r py.Value
		if fn.IsNone() {
			r = py.BinaryOperation(t, py.OpAdd, total, x)
		} else {
			r = py.CallSlot(t, fn, []py.Value{total, x}, nil)
		}
		if !r.IsError() {
			total = r
		}
		return r
	}, nil, nil
}

func batched(t *py.Thread, a py.Args) (nextFunc, any, error) {
	n, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return nil, nil, err
	}
	strict, err := py.IsTrue(t, a[2])
	if err != nil {
		return nil, nil, err
	}
	if n < 1 {
		return nil, nil, py.Errorf(py.ValueError, "n must be at least one")
	}
	it, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	return func(t *py.Thread) py.Value {
		if it.IsUnbound() {
			return py.Value{}
		}
		batch := make([]py.Value, 0, min(n, 1024))
		polled := 0
		for len(batch) < n {
			x, stop := advance(t, it)
			if x.IsError() {
				it = py.Value{}
				return x
			}
			if stop {
				it = py.Value{}
				break
			}
			batch = append(batch, x)
			if !poll(t, &polled) {
				return py.Error
			}
		}
		switch {
		case len(batch) == 0:
			return py.Value{}
		case strict && len(batch) < n:
			return t.Raise(py.ValueError, "batched(): incomplete batch")
		}
		return py.NewTuple(batch...)
	}, nil, nil
}

var chainMethods = []py.Method{
	{Name: "from_iterable", Signature: "($type, iterable, /)", Flags: py.Class,
		Doc: "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
		Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			outer, err := py.Iter(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			it := py.Make[iterator](py.Cast[py.Type](self))
			it.next = chainOf(outer)
			return py.Ref(it), nil
		}},
	py.ClassGetItem(),
}

func chain(t *py.Thread, a py.Args) (nextFunc, any, error) {
	outer, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	return chainOf(outer), nil, nil
}

func chainOf(outer py.Value) nextFunc {
	var inner py.Value
	return func(t *py.Thread) py.Value {
		for n := 0; !outer.IsUnbound(); {
			if inner.IsUnbound() {
				v, stop := advance(t, outer)
				if stop {
					outer = py.Value{}
					return v
				}
				if inner = py.IterOperation(t, v); inner.IsError() {
					outer, inner = py.Value{}, py.Value{}
					return py.Error
				}
			}
			x, stop := advance(t, inner)
			if !stop || x.IsError() {
				return x
			}
			inner = py.Value{}
			if !poll(t, &n) {
				return py.Error
			}
		}
		return py.Value{}
	}
}
