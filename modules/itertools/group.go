package itertools

import "github.com/gopyrun/gopyrun/interp/py"

// groups is the state of groupby, shared with its newest group.
type groups struct {
	it, fn   py.Value
	target   py.Value // key of the newest group
	key, val py.Value // last item read; val is unbound once handed out
	current  *grouper
}

// grouper iterates over one group; it ends when groupby moves on.
type grouper struct {
	py.Header
	g   *groups
	key py.Value
}

var grouperType, teeType py.Type

// step reads an item; stop as advance.
func (g *groups) step(t *py.Thread) (x py.Value, stop bool) {
	x, stop = advance(t, g.it)
	if stop {
		return x, true
	}
	key := x
	if !g.fn.IsNone() {
		if key = call1(t, g.fn, x); key.IsError() {
			return key, true
		}
	}
	g.key, g.val = key, x
	return x, false
}

func groupBy(t *py.Thread, a py.Args) (nextFunc, any, error) {
	it, err := py.Iter(t, a[0])
	if err != nil {
		return nil, nil, err
	}
	g := &groups{it: it, fn: a[1]}
	return func(t *py.Thread) py.Value {
		g.current = nil
		for n := 0; ; {
			if !g.key.IsUnbound() {
				if g.target.IsUnbound() {
					break
				}
				same, err := py.Equal(t, g.target, g.key)
				if err != nil {
					return t.Fail(err)
				}
				if !same {
					break
				}
			}
			if x, stop := g.step(t); stop {
				return x
			}
			if !poll(t, &n) {
				return py.Error
			}
		}
		g.target = g.key
		gr := py.Make[grouper](&grouperType)
		gr.g, gr.key = g, g.target
		g.current = gr
		return py.NewPair(g.key, py.Ref(gr))
	}, nil, nil
}

func grouperSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "itertools._grouper", Layout: py.LayoutOf[grouper](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{Iter: self, Next: func(t *py.Thread, v py.Value) py.Value {
			gr := py.Cast[grouper](v)
			g := gr.g
			if g.current != gr {
				return py.Value{}
			}
			if g.val.IsUnbound() {
				if x, stop := g.step(t); stop {
					return x
				}
			}
			same, err := py.Equal(t, gr.key, g.key)
			if err != nil {
				return t.Fail(err)
			}
			if !same {
				return py.Value{}
			}
			x := g.val
			g.val = py.Value{}
			return x
		}},
	}
}

// teeIter is one of the iterators that tee returns: it stands before node.next.
type teeIter struct {
	py.Header
	src  *teeSource
	node *teeNode
}

type teeSource struct {
	it      py.Value
	running bool
}

// teeNode is an item read from the source. Items that all iterators have passed
// are garbage.
type teeNode struct {
	val  py.Value
	next *teeNode
}

func teeSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "itertools._tee", Layout: py.LayoutOf[teeIter](), Flags: py.NoSubclass,
		Doc:       "Iterator wrapped to make it copyable.",
		Signature: "(iterable, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			return newTee(t, a[0])
		},
		Slots: py.Slots{Iter: self, Next: teeNext},
		Methods: []py.Method{{Name: "__copy__", Signature: "($self, /)",
			Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[teeIter](self).copy(), nil
			},
			Doc: "Returns an independent iterator."}},
	}
}

func (it *teeIter) copy() py.Value {
	c := py.Make[teeIter](&teeType)
	c.src, c.node = it.src, it.node
	return py.Ref(c)
}

func newTee(t *py.Thread, v py.Value) (py.Value, error) {
	it, err := py.Iter(t, v)
	if err != nil {
		return py.Value{}, err
	}
	if o, ok := py.As[teeIter](it, &teeType); ok {
		return o.copy(), nil
	}
	c := py.Make[teeIter](&teeType)
	c.src, c.node = &teeSource{it: it}, &teeNode{}
	return py.Ref(c), nil
}

func teeNext(t *py.Thread, v py.Value) py.Value {
	it := py.Cast[teeIter](v)
	if it.node.next == nil {
		if it.src.running {
			return t.Raise(py.RuntimeError, "cannot re-enter the tee iterator")
		}
		it.src.running = true
		x, stop := advance(t, it.src.it)
		it.src.running = false
		if stop {
			return x
		}
		it.node.next = &teeNode{val: x}
	}
	it.node = it.node.next
	return it.node.val
}

func tee(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "n must be >= 0")
	}
	if n > maxLength {
		return py.Value{}, py.NewException(py.MemoryError)
	}
	if n == 0 {
		return py.NewTuple(), nil
	}
	first, err := newTee(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	out := make([]py.Value, n)
	out[0] = first
	for i := 1; i < n; i++ {
		out[i] = py.Cast[teeIter](first).copy()
	}
	return py.NewTuple(out...), nil
}
